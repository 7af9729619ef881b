"""Statistics of the cities, worked out by hand from the printed figures."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.data.atlas import Atlas
from geo.record import ranks, statistics
from tests import tables

WUHAN, YICHANG, XIANGYANG, SHENNONGJIA = 420100, 420500, 420600, 429021


def printed(indicator: str, year: int) -> dict[int, float]:
    return {
        int(row["adcode"]): float(row["value"])
        for row in tables.figures()
        if (row["indicator"], row["year"]) == (indicator, str(year)) and row["value"]
    }


@pytest.mark.parametrize(
    ("code", "year", "adcode", "value"),
    [
        ("gdp", 2024, YICHANG, 6191.12),  # 亿元
        ("population", 2024, YICHANG, 392.65),  # 万人
        ("gdp_per_head", 2024, YICHANG, 157_675.3),  # 6191.12e8 / 392.65e4
        ("gdp_per_head", 2024, SHENNONGJIA, 83_972.4),  # 48.62e8 / 5.79e4
        ("secondary_share", 2024, YICHANG, 40.692),  # 2519.31 / 6191.12
        ("secondary_share", 2024, SHENNONGJIA, 35.644),  # 17.33 / 48.62
        ("area", 2024, YICHANG, 21_084.0),
        ("density", 2024, YICHANG, 186.23),  # 392.65e4 / 21084
    ],
)
def test_worked_examples(atlas: Atlas, code: str, year: int, adcode: int, value: float) -> None:
    assert statistics.values(atlas, code, year)[adcode] == pytest.approx(value, rel=1e-5, abs=0.005)


@pytest.mark.parametrize("code", list(statistics.INDICATORS))
def test_values_of_all_cities_and_none_but_them(atlas: Atlas, code: str) -> None:
    values = statistics.values(atlas, code, 2024)
    assert sorted(map(str, values.index)) == sorted(tables.cities())
    assert values.dtype == "float64"
    assert values.notna().all()
    assert (values > 0).all()


@pytest.mark.parametrize("year", [2014, 2015, 2018, 2019, 2020, 2024])
@pytest.mark.parametrize("code", ["gdp", "gdp_secondary", "population"])
def test_printed_figures_pass_through(atlas: Atlas, code: str, year: int) -> None:
    known = printed(code, year)
    values = statistics.values(atlas, code, year)
    assert {int(str(a)): v for a, v in values.items() if pd.notna(v)} == {
        adcode: value for adcode, value in known.items() if adcode != tables.PROVINCE
    }


def test_quotients_of_every_city(atlas: Atlas) -> None:
    gdp, people = printed("gdp", 2022), printed("population", 2022)
    for adcode, value in statistics.values(atlas, "gdp_per_head", 2022).items():
        key = int(str(adcode))
        assert value == pytest.approx(gdp[key] * 1e8 / (people[key] * 1e4))


def test_what_was_not_printed_is_unknown(atlas: Atlas) -> None:
    """Of 2015 neither every output nor every population is on record with a source."""
    cities = {int(code) for code in tables.cities()}
    for code in ("gdp", "population"):
        values = statistics.values(atlas, code, 2015)
        assert set(values.dropna().index) == set(printed(code, 2015)) & cities != cities
    per_head = statistics.values(atlas, "gdp_per_head", 2015)
    both = set(printed("population", 2015)) & set(printed("gdp", 2015))
    assert set(per_head.dropna().index) == both & cities
    assert statistics.values(atlas, "gdp", 1900).isna().all()


@pytest.mark.parametrize("code", ["gdp", "population"])
@pytest.mark.parametrize("least", [4, 16, 17])
def test_years_known_for_enough_cities(atlas: Atlas, code: str, least: int) -> None:
    cities = {int(city) for city in tables.cities()}
    known = [y for y in range(2000, 2030) if len(set(printed(code, y)) & cities) >= least]
    assert statistics.years(atlas, code, least) == known != []
    if least == 16:
        assert statistics.years(atlas, code) == known


def test_figures_without_a_source_are_unknown(atlas: Atlas) -> None:
    sourced = {(row["adcode"], row["indicator"], row["year"]) for row in tables.figures()}
    bare = [
        row
        for row in tables.rows("city_stats")
        if (row["adcode"], row["indicator"], row["year"]) not in sourced
        and row["indicator"] in ("gdp", "gdp_secondary", "population")
        and row["adcode"] in tables.cities()
    ]
    assert bare
    for row in bare:
        values = statistics.values(atlas, row["indicator"], int(row["year"]))
        assert pd.isna(values[int(row["adcode"])])
        assert "general_knowledge" not in statistics.sources(
            atlas, row["indicator"], int(row["year"])
        )


def test_sources_of_a_quotient_are_those_of_both_figures(atlas: Atlas) -> None:
    expected = {
        row["source_id"]
        for row in tables.figures()
        if row["indicator"] in ("gdp", "population") and row["year"] == "2024"
    }
    assert set(statistics.sources(atlas, "gdp_per_head", 2024)) == expected


def test_an_unknown_indicator_is_an_error(atlas: Atlas) -> None:
    with pytest.raises(KeyError):
        statistics.values(atlas, "rd_intensity", 2024)


def test_cities_add_up_to_the_province(atlas: Atlas) -> None:
    for year in range(2020, 2025):
        whole = printed("gdp", year)[tables.PROVINCE]
        assert statistics.values(atlas, "gdp", year).sum() == pytest.approx(whole, rel=6e-3)


# Ranks


def test_ranks_of_2024(atlas: Atlas) -> None:
    gdp = {a: v for a, v in printed("gdp", 2024).items() if a != tables.PROVINCE}
    order = sorted(gdp, key=lambda adcode: -gdp[adcode])
    found = ranks.rank(statistics.values(atlas, "gdp", 2024))
    assert {int(str(a)): int(n) for a, n in found.items()} == {
        adcode: place for place, adcode in enumerate(order, 1)
    }
    assert found[WUHAN] == 1
    assert found[SHENNONGJIA] == 17


def test_equal_values_share_a_rank_and_unknown_ones_have_none() -> None:
    found = ranks.rank(pd.Series([5.0, 7.0, 7.0, None, 1.0]))
    assert found.isna().tolist() == [False, False, False, True, False]
    assert found.dropna().tolist() == [3, 1, 1, 4]
