"""Tables whose cells are sound and which make no sense."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from geo.data import sense
from geo.data.atlas import Atlas, Problem
from tests.folders import change, copied, problems, write

Tables = dict[str, pd.DataFrame]


@pytest.fixture
def tables(atlas: Atlas) -> Tables:
    return {name: atlas.table(name) for name in atlas.tables}


@pytest.fixture
def told(atlas: Atlas, tables: Tables) -> Callable[[], list[Problem]]:
    return lambda: sense.complaints(atlas.records, tables)


Told = Callable[[], list[Problem]]


def at(frame: pd.DataFrame, **wanted: object) -> int:
    """Place of the first row with these values."""
    kept = frame
    for name, value in wanted.items():
        kept = kept[kept[name] == value]
    return int(kept.index[0])


def test_the_shipped_tables_make_sense(told: Told) -> None:
    assert told() == []


@pytest.mark.parametrize("key", ["xianning_smart_electromech", "tianmen_biomedicine"])
def test_a_cluster_on_no_list(tables: Tables, told: Told, key: str) -> None:
    listings = tables["cluster_listings"]
    tables["cluster_listings"] = listings[listings["cluster_id"] != key].reset_index(drop=True)
    (problem,) = told()
    place = at(tables["clusters"], cluster_id=key)
    assert (problem.kind, problem.file) == ("unlisted", "tables/clusters.csv")
    assert (problem.row, problem.column, problem.value) == (place + 2, "cluster_id", key)
    assert "tables/cluster_listings.csv" in problem.what("zh")


def test_a_cluster_on_a_list_of_zones(tables: Tables, told: Told) -> None:
    tables["cluster_listings"].loc[9, "programme_id"] = "national_etdz"
    assert ("list_of_zones", 11) in {(p.kind, p.row) for p in told()}


@pytest.mark.parametrize(
    ("region", "cities", "kinds"),
    [
        # The two wings of a complete scheme share a city, and Shennongjia is in both.
        ("south_wing", (420500, 421000, 420800, 422800, 429021), {"in_two_regions"}),
        ("north_wing", (), {"region_empty", "in_no_region"}),
        ("north_wing", (420300, 421300, 429021), {"lead_outside", "in_no_region"}),
        ("lead_wuhan_circle", (420100, 420200, 420700), {"in_no_region"}),
        # Metropolitan circles do not cover the province, and yet do not overlap.
        ("xiangyang_metro", (420600, 421000), {"in_two_regions"}),
        ("yijingjing_metro", (421000, 420800), {"lead_outside"}),
        ("zone_jianghan", (421000, 429004), set()),
        ("belt_manufacturing", (420100, 421000, 420600), set()),
        ("golden_triangle_hxy", (), set()),
    ],
)
def test_regions(
    tables: Tables, told: Told, region: str, cities: tuple[int, ...], kinds: set[str]
) -> None:
    place = at(tables["regions"], region_id=region)
    tables["regions"].at[place, "member_adcodes"] = cities
    found = told()
    assert {p.kind for p in found} == kinds
    for problem in found:
        if problem.kind == "in_no_region":
            assert problem.file == "tables/schemes.csv"
        else:
            assert (problem.file, problem.row) == ("tables/regions.csv", place + 2) or (
                problem.kind == "in_two_regions" and problem.row is not None
            )


def test_a_city_in_two_regions_is_named_with_the_other(tables: Tables, told: Told) -> None:
    place = at(tables["regions"], region_id="south_wing")
    tables["regions"].at[place, "member_adcodes"] += (421300,)
    (problem,) = told()
    assert (problem.value, problem.fields["other"]) == ("421300", "north_wing")


@pytest.mark.parametrize(
    ("adcode", "indicator", "year", "times", "kind"),
    [
        (420500, "gdp", 2019, 10_000, "jump_years"),
        (421200, "population", 2020, 10_000, "jump_years"),
        (420700, "gdp_secondary", 2018, 1 / 10_000, "jump_years"),
        (420600, "hitech_firms", 2024, 0.01, "jump_years"),
        (420000, "gdp", 2022, 100, "jump_years"),
        (429005, "area", None, 100, "jump_areas"),
        (420300, "gdp", 2021, 0, "not_positive"),
        (420500, "gdp", 2019, 3, None),
        (421200, "population", 2020, 0.2, None),
    ],
)
def test_figures_that_jump(
    tables: Tables,
    told: Told,
    adcode: int,
    indicator: str,
    year: int | None,
    times: float,
    kind: str | None,
) -> None:
    stats = tables["city_stats"]
    wanted = {"adcode": adcode, "indicator": indicator} | ({"year": year} if year else {})
    place = at(stats, **wanted)
    stats.loc[place, "value"] *= times
    found = told()
    assert [(p.kind, p.row, p.column) for p in found] == (
        [(kind, place + 2, "value")] if kind else []
    )


def test_all_years_of_one_city_in_another_unit(tables: Tables, told: Told) -> None:
    stats = tables["city_stats"]
    mine = (stats["adcode"] == 420900) & (stats["indicator"] == "gdp")
    stats.loc[mine, "value"] *= 10_000
    found = told()
    assert {p.kind for p in found} == {"jump_areas"}
    assert [p.row for p in found] == [place + 2 for place in stats.index[mine]]
    assert "10 000" in found[0].remedy("en")


def test_none_of_something_is_no_jump(tables: Tables, told: Told) -> None:
    stats = tables["city_stats"]
    stats.loc[at(stats, indicator="industrial_firms"), "value"] = 0
    assert told() == []


def test_a_figure_in_another_unit(tables: Tables, told: Told) -> None:
    stats = tables["city_stats"]
    place = at(stats, indicator="population", adcode=420800)
    stats.loc[place, "unit"] = "家"
    (problem,) = told()
    assert (problem.kind, problem.row, problem.fields["usual"]) == ("other_unit", place + 2, "万人")


@pytest.mark.parametrize(
    "name",
    ["areas", "programmes", "clusters", "cluster_listings", "cluster_counts", "chains",
     "chain_cities", "schemes", "regions", "city_stats", "policies", "sources"],
)  # fmt: skip
def test_a_table_that_pages_need_is_not_empty(tables: Tables, told: Told, name: str) -> None:
    tables[name] = tables[name].iloc[:0]
    assert ("no_rows", f"tables/{name}.csv") in {(p.kind, p.file) for p in told()}


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("programmes", "programme_id", "county_characteristic_cluster"),
        ("schemes", "scheme_id", "one_main_two_wings"),
        ("city_stats", "indicator", "area"),
    ],
)
def test_what_pages_ask_for_by_name(
    tables: Tables, told: Told, name: str, column: str, value: str
) -> None:
    tables[name] = tables[name][tables[name][column] != value].reset_index(drop=True)
    assert (f"tables/{name}.csv", column, value) in {
        (p.file, p.column, p.value) for p in told() if p.kind == "value_needed"
    }


def test_unknown_keys_are_told_by_others(tables: Tables, told: Told) -> None:
    tables["schemes"].loc[0, "scheme_id"] = None
    tables["clusters"].loc[3, "cluster_id"] = None
    tables["regions"].loc[2, ["region_id", "role", "lead_city_adcode"]] = None
    tables["city_stats"].loc[[5, 6], ["unit", "indicator"]] = None
    assert {p.kind for p in told()} == {"value_needed"}


def test_nonsense_is_refused_when_a_folder_is_opened(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    change(folder, "cluster_listings", lambda found: found.pop(3))
    change(folder, "city_stats", lambda found: found[30].update(value="99999999"))
    write(folder, "policies", [])
    assert {"jump_years", "no_rows"} <= {p.kind for p in problems(folder)}


def test_statistics_of_too_few_cities_are_told_with_year_and_cities(
    tables: Tables, told: Told
) -> None:
    stats = tables["city_stats"]
    tables["city_stats"] = stats[stats["adcode"] != 420500].reset_index(drop=True)
    (problem,) = told()
    people = stats[(stats["indicator"] == "population") & (stats["adcode"] != 420000)]
    number = people.groupby("year").size()
    newest = int(number.index[number == number.max()].max())
    assert (problem.kind, problem.column) == ("no_full_year", "indicator")
    assert (problem.fields["year"], problem.fields["areas"]) == (newest, "420500")


def test_output_and_people_are_more_than_nothing(tables: Tables, told: Told) -> None:
    stats = tables["city_stats"]
    places = stats.index[stats["indicator"].isin(["gdp", "population"])]
    stats.loc[places, "value"] = 0.0
    problems = told()
    assert {(p.kind, p.column) for p in problems} == {("not_positive", "value")}
    assert [p.row for p in problems] == [place + 2 for place in places]
