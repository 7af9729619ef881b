"""What is said of one city, held to the tables."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
import shapely

from geo.data.atlas import Atlas
from geo.questions import cities
from geo.record import ranks
from geo.record.clusters import MAIN_SCHEME
from geo.sheets import sheet
from geo.sheets.view import View
from tests import tables

WUHAN, YICHANG, XIANGYANG, ENSHI, XIANTAO, SHENNONGJIA = (
    420100,
    420500,
    420600,
    422800,
    429004,
    429021,
)
ALL = [int(code) for code in tables.cities()]


def printed(indicator: str, year: int) -> dict[int, float]:
    """Figures of one indicator and year by city."""
    return {
        int(row["adcode"]): float(row["value"])
        for row in tables.figures()
        if row["indicator"] == indicator and row["year"] == str(year) and int(row["adcode"]) in ALL
    }


def place_of(values: dict[int, float], adcode: int) -> int:
    """Rank counted by hand: one more than there are larger ones."""
    return 1 + sum(value > values[adcode] for value in values.values())


# Ranks


def test_gdp_rank_of_yichang() -> None:
    values = printed("gdp", 2024)
    assert len(values) == 17
    assert place_of(values, YICHANG) == 2
    assert place_of(printed("gdp", 2023), YICHANG) == 3


@pytest.mark.parametrize("indicator", ["gdp", "gdp_secondary", "population"])
@pytest.mark.parametrize("adcode", ALL)
def test_every_rank_is_the_one_counted_by_hand(atlas: Atlas, indicator: str, adcode: int) -> None:
    series = ranks.series(atlas, indicator, adcode)
    for year, row in series.iterrows():
        values = printed(indicator, year)
        assert row["value"] == values[adcode]
        assert row["known"] == len(values)
        if len(values) < len(tables.cities()) - 1:
            assert pd.isna(row["rank"])
        else:
            assert row["rank"] == place_of(values, adcode)
    known = [year for year in range(2010, 2027) if adcode in printed(indicator, year)]
    assert list(series.index) == known


def test_equal_values_share_a_rank_and_unknown_ones_have_none() -> None:
    found = ranks.rank(pd.Series([5.0, 7.0, 7.0, np.nan, 1.0]))
    assert list(found[:3]) == [3, 1, 1]
    assert pd.isna(found[3])
    assert found[4] == 4


def test_a_year_known_for_few_cities_is_not_ranked(atlas: Atlas) -> None:
    row = ranks.series(atlas, "gdp", YICHANG).loc[2025]
    assert pd.isna(row["rank"])
    assert row["known"] == len(printed("gdp", 2025)) == 4
    latest = ranks.latest(atlas, "gdp", YICHANG)
    assert latest is not None
    assert latest.name == 2024


def test_derived_figures_divide_those_of_the_same_year(atlas: Atlas) -> None:
    gdp, people = printed("gdp", 2024), printed("population", 2024)
    per_head = {code: gdp[code] * 10_000 / people[code] for code in ALL}
    row = ranks.series(atlas, "gdp_per_head", YICHANG).loc[2024]
    assert row["value"] == pytest.approx(per_head[YICHANG])
    assert row["rank"] == place_of(per_head, YICHANG) == 1


def test_the_area_has_the_year_of_its_print(atlas: Atlas) -> None:
    for code in ALL:
        series = ranks.series(atlas, "area", code)
        mine = [
            row
            for row in tables.figures()
            if row["indicator"] == "area" and row["adcode"] == str(code)
        ]
        assert list(series.index) == [int(row["year"]) for row in mine]
        assert series["rank"].notna().all()


@pytest.mark.parametrize(
    ("code", "breaks"),
    [
        ("gdp", (2011, 2019)),
        ("population", (2020,)),
        ("gdp_per_head", (2011, 2019, 2020)),
        ("secondary_share", (2011, 2019)),
    ],
)
def test_figures_before_and_after_a_census_are_on_another_basis(
    atlas: Atlas, code: str, breaks: tuple[int, ...]
) -> None:
    basis = ranks.series(atlas, code, WUHAN)["basis"]
    ages = {year: sum(year >= first for first in breaks) for year in basis.index}
    assert len(set(ages.values())) > 1
    for year, other in pairwise(basis.index):
        assert (basis[year] == basis[other]) == (ages[year] == ages[other])


def test_only_2023_is_preliminary_and_only_where_output_is_in_it(atlas: Atlas) -> None:
    for code in ("gdp", "gdp_per_head", "secondary_share"):
        series = ranks.series(atlas, code, YICHANG)
        assert list(series.index[series["preliminary"]]) == [2023]
    assert not ranks.series(atlas, "population", YICHANG)["preliminary"].any()


def test_figures_of_low_confidence_are_doubtful(atlas: Atlas) -> None:
    for city in ALL:
        low = {
            int(row["year"])
            for row in tables.figures()
            if (row["adcode"], row["indicator"], row["confidence"]) == (str(city), "gdp", "low")
        }
        series = ranks.series(atlas, "gdp", city)
        assert set(series.index[series["doubtful"]]) == low


def test_sums_of_the_cities_exceed_the_province_before_the_census(atlas: Atlas) -> None:
    found = {(code, year): share for code, year, share in ranks.excess(atlas)}
    by_hand = {}
    for code, first in (("gdp", 2019), ("gdp_secondary", 2019), ("population", 2020)):
        for year in range(2000, first):
            known = {
                row["adcode"]: float(row["value"])
                for row in tables.figures()
                if (row["indicator"], row["year"]) == (code, str(year))
            }
            whole = known.pop(str(tables.PROVINCE), None)
            if whole and len(known) >= len(ALL) - 1 and sum(known.values()) / whole > 1.01:
                by_hand[code, year] = sum(known.values()) / whole
    assert found == pytest.approx(by_hand)
    assert found["gdp", 2018] == pytest.approx(1.038, abs=5e-4)


def test_cities_alike_are_the_nearest_in_z_scores(atlas: Atlas) -> None:
    year, _ = ranks.profile(atlas)
    gdp, people, secondary = (
        printed(name, year) for name in ("gdp", "population", "gdp_secondary")
    )
    measures = [
        {code: math.log(gdp[code]) for code in ALL},
        {code: math.log(people[code]) for code in ALL},
        {code: secondary[code] / gdp[code] for code in ALL},
    ]

    def scores(values: dict[int, float]) -> dict[int, float]:
        mean = sum(values.values()) / len(values)
        spread = math.sqrt(sum((v - mean) ** 2 for v in values.values()) / len(values))
        return {code: (value - mean) / spread for code, value in values.items()}

    standard = [scores(values) for values in measures]
    for one in ALL:
        distance = {
            other: math.dist([s[one] for s in standard], [s[other] for s in standard])
            for other in ALL
            if other != one
        }
        found = ranks.alike(atlas, one)
        assert list(found.index) == sorted(distance, key=lambda code: distance[code])[:4]
        assert list(found["distance"]) == pytest.approx(sorted(distance.values())[:4])


# Place


def test_the_main_scheme_holds_every_city_once(atlas: Atlas) -> None:
    leads = set()
    for code in ALL:
        rows = cities.layout(atlas, code)
        main = rows[rows["scheme_id"] == MAIN_SCHEME]
        assert len(main) == 1
        assert rows.iloc[0]["scheme_id"] == MAIN_SCHEME
        if main.iloc[0]["position"] == "lead":
            leads.add(code)
    assert leads == {WUHAN, XIANGYANG, YICHANG}


@pytest.mark.parametrize("adcode", ALL)
def test_every_scheme_says_what_the_table_says(atlas: Atlas, adcode: int) -> None:
    rows = cities.layout(atlas, adcode)
    assert set(rows["scheme_id"]) == {row["scheme_id"] for row in tables.rows("schemes")}
    regions = tables.rows("regions")
    inside = {
        row["region_id"] for row in regions if str(adcode) in tables.cells(row["member_adcodes"])
    }
    assert set(rows["region_id"].dropna()) == inside
    for row in rows.itertuples():
        own = [region for region in regions if region["scheme_id"] == row.scheme_id]
        if row.position in ("lead", "member"):
            region = next(region for region in own if region["region_id"] == row.region_id)
            assert (region["lead_city_adcode"] == str(adcode)) == (row.position == "lead")
        else:
            unlisted = any(not region["member_adcodes"] for region in own)
            assert row.position == ("unknown" if unlisted else "outside")


@pytest.mark.parametrize("adcode", [420300, 421300, 422800, SHENNONGJIA])
def test_a_city_left_out_by_a_full_list_is_outside_and_not_unknown(
    atlas: Atlas, adcode: int
) -> None:
    """The table's note says so of the middle Yangtze cities, of which Hubei's part is listed."""
    rows = cities.layout(atlas, adcode).set_index("scheme_id")
    assert rows.at["middle_yangtze", "position"] == "outside"


def test_regions_without_members_are_counted(atlas: Atlas) -> None:
    rows = cities.layout(atlas, SHENNONGJIA).set_index("scheme_id")
    assert rows.at["one_core_two_belts_three_zones", "open_regions"] == 2
    assert rows.at["one_core_two_belts_three_zones", "position"] == "unknown"
    assert rows.at["three_metro_circles", "position"] == "outside"


def test_every_city_has_an_official_positioning(atlas: Atlas) -> None:
    known = {code for code in ALL if len(cities.positioning(atlas, code))}
    assert known == {int(row["city_adcode"]) for row in tables.rows("city_roles")}
    assert len(known) == 17


def test_neighbours_of_xiantao(atlas: Atlas) -> None:
    found = set(cities.neighbours(atlas, XIANTAO).index)
    assert found == {420100, 420900, 421000, 429005, 429006}
    shapes = atlas.boundaries("city", "full").geometry
    shared = {
        code
        for code in ALL
        if code != XIANTAO and shapely.intersection(shapes[code], shapes[XIANTAO]).length > 0
    }
    assert found == shared


def test_neighbours_are_mutual_and_ordered_by_distance(atlas: Atlas) -> None:
    for code in ALL:
        beside = cities.neighbours(atlas, code)
        assert beside.is_monotonic_increasing
        assert code not in beside.index
        for other, km in beside.items():
            assert cities.neighbours(atlas, int(other))[code] == pytest.approx(km)


def test_distances_are_those_of_the_map(atlas: Atlas) -> None:
    km = cities.distances(atlas, WUHAN)
    assert km[WUHAN] == 0
    assert 40 < km[420700] < 70  # Ezhou lies next door
    assert 450 < km[ENSHI] < 560
    assert km.idxmax() == ENSHI


def test_counties_belong_to_one_city_each(atlas: Atlas) -> None:
    found = Counter(code for city in ALL for code in cities.counties(atlas, city))
    assert len(found) == 103
    assert set(found.values()) == {1}
    assert cities.counties(atlas, XIANTAO) == (XIANTAO,)


# What is recorded


@pytest.mark.parametrize("adcode", ALL)
def test_named_clusters_add_up(atlas: Atlas, adcode: int) -> None:
    mine = [row for row in tables.clusters() if str(adcode) in tables.cells(row["city_adcodes"])]
    found = cities.named(atlas, adcode)
    assert found.total == len(mine) == found.national + found.provincial + found.county
    assert found.shared == sum("|" in row["city_adcodes"] for row in mine)


def test_lists_tell_named_from_official(atlas: Atlas) -> None:
    programme = "provincial_key_growth_cluster"
    row = cities.lists(atlas, YICHANG).loc[programme]
    official = next(
        int(count["count"])
        for count in tables.rows("cluster_counts")
        if (count["programme_id"], count["year"], count["key"]) == (programme, "2018", "420500")
    )
    assert (row["official"], row["year"]) == (official, 2018)
    assert row["named"] == len(tables.clusters_in("420500", tables.members(programme)))
    named = tables.clusters_in("420500", tables.members(programme, "2018"))
    assert row["named_that_year"] == len(named)
    assert row["named"] < row["official"]


def test_what_is_not_counted_by_city_is_unknown_and_not_zero(atlas: Atlas) -> None:
    table = cities.lists(atlas, ENSHI)
    assert set(table.index) == set(tables.cluster_programmes())
    counted = {
        row["programme_id"]
        for row in tables.rows("cluster_counts")
        if row["dimension"] == "city" and row["key"] == str(ENSHI)
    }
    assert set(table.index[table["official"].notna()]) == counted
    assert (table["named"] == 0).all()


@pytest.mark.parametrize("adcode", ALL)
def test_a_chain_is_one_row_whatever_its_counties(atlas: Atlas, adcode: int) -> None:
    rows = [row for row in tables.rows("chain_cities") if row["city_adcode"] == str(adcode)]
    found = cities.chains(atlas, adcode)
    assert found.index.is_unique
    assert set(found.index) == {row["chain_id"] for row in rows}
    for chain_id, chain in found.iterrows():
        own = [row for row in rows if row["chain_id"] == chain_id]
        of_city = [row for row in own if not row["county_adcode"]]
        strongest = min((row["role"] for row in of_city or own), key=cities.ROLES.index)
        assert chain["role"] == strongest
        assert (chain["role_of"] == "city") == bool(of_city)
        assert set(chain["stages"]) == {s for row in own for s in tables.cells(row["stages"])}
        firms = [name for row in own for name in tables.cells(row["anchor_enterprises_zh"])]
        assert set(chain["firms_zh"]) == set(firms)
        assert len(chain["firms_zh"]) == len(set(firms))
    strength = [cities.ROLES.index(role) for role in found["role"]]
    assert strength == sorted(strength)


def test_stages_are_in_the_order_of_the_flow(atlas: Atlas) -> None:
    for stages in cities.chains(atlas, WUHAN)["stages"]:
        assert list(stages) == [stage for stage in cities.STAGES if stage in stages]


@pytest.mark.parametrize("table", ["zones", "enterprises"])
def test_every_row_of_a_city_is_there(atlas: Atlas, table: str) -> None:
    key = {"zones": "zone_id", "enterprises": "enterprise_id"}[table]
    for code in ALL:
        rows = {row[key] for row in tables.rows(table) if row["city_adcode"] == str(code)}
        found = getattr(cities, table)(atlas, code)
        assert set(found[key]) == rows
        assert len(found) == len(rows)


def test_zones_come_by_kind_and_then_by_year(atlas: Atlas) -> None:
    found = cities.zones(atlas, WUHAN)
    order = [cities.ZONE_KINDS.index(kind) for kind in found["kind"]]
    assert order == sorted(order)
    years = found.loc[found["kind"] == "etdz", "year"].dropna()
    assert years.is_monotonic_increasing


def test_planned_fields_are_told_and_never_counted(atlas: Atlas) -> None:
    enshi = View(lang="zh", city=(422800,))
    (row,) = [r for r in tables.rows("planned_clusters") if r["city_adcode"] == "422800"]
    lines = sheet(atlas, "city", enshi).lines
    assert any(row["name_zh"] in line and row["plan_zh"] in line for line in lines)
    assert cities.named(atlas, 422800).total == 0
