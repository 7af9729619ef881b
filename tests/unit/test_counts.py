"""Official counts beside the named ones; the two are never mixed."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.data.atlas import Atlas
from geo.record import counts
from tests import tables

GROWTH = "provincial_key_growth_cluster"
COUNTY = "county_characteristic_cluster"


def printed(programme: str, year: int, dimension: str = "total") -> list[int]:
    return [
        int(row["count"])
        for row in tables.rows("cluster_counts")
        if (row["programme_id"], row["year"], row["dimension"], row["count_kind"])
        == (programme, str(year), dimension, "stock")
    ]


@pytest.mark.parametrize("programme", list(tables.cluster_programmes()))
def test_coverage_counts_distinct_clusters(atlas: Atlas, programme: str) -> None:
    known = counts.coverage(atlas, programme)
    row = tables.cluster_programmes()[programme]
    assert known.named == len(tables.members(programme))
    assert known.official == (int(row["official_count"]) if row["official_count"] else None)
    assert known.year == (int(row["official_year"]) if row["official_year"] else None)
    assert len(counts.named(atlas, programme)) == known.named


@pytest.mark.parametrize(
    ("programme", "named", "official", "year"),
    [
        ("national_advanced_manufacturing_cluster", 2, 2, 2022),
        ("national_strategic_emerging_cluster", 4, 4, 2019),
        ("national_innovative_cluster", 14, 16, 2023),
        ("sme_characteristic_cluster", 9, 14, 2024),
        (GROWTH, 54, 114, 2023),
        (COUNTY, 26, 40, 2025),
        ("provincial_sme_characteristic_cluster", 0, None, None),
    ],
)
def test_coverage_as_published(
    atlas: Atlas, programme: str, named: int, official: int | None, year: int | None
) -> None:
    known = counts.coverage(atlas, programme)
    assert (known.named, known.official, known.year) == (named, official, year)


def test_what_complete_means() -> None:
    assert counts.Coverage(2, 2, 2022).complete
    assert counts.Coverage(15, 16, 2023).share == pytest.approx(0.9375)
    assert not counts.Coverage(15, 16, 2023).complete
    assert counts.Coverage(3, None, None).share is None
    assert not counts.Coverage(3, None, None).complete


def test_coverage_of_an_unknown_programme_is_an_error(atlas: Atlas) -> None:
    with pytest.raises(KeyError):
        counts.coverage(atlas, "no_such_programme")


# Official counts


@pytest.mark.parametrize(
    ("year", "totals"),
    [(2006, [39, 52]), (2014, [90]), (2018, [110]), (2020, [112]), (2023, [114])],
)
def test_official_totals_of_the_key_growth_list(atlas: Atlas, year: int, totals: list[int]) -> None:
    rows = counts.official(atlas, "total", GROWTH)
    assert sorted(rows.loc[rows["year"] == year, "count"]) == totals
    assert rows["year"].is_monotonic_increasing


def test_the_two_sources_of_2006_disagree_and_both_are_kept(atlas: Atlas) -> None:
    rows = counts.official(atlas, "total", GROWTH)
    assert rows.loc[rows["year"] == 2006, "source_id"].nunique() == 2


def test_plans_are_no_counts(atlas: Atlas) -> None:
    rows = counts.official(atlas)
    targets = [row for row in tables.rows("cluster_counts") if row["count_kind"] == "target"]
    assert len(targets) == 4
    assert len(rows) == len(tables.rows("cluster_counts")) - len(targets)
    assert set(rows["count_kind"]) == {"stock", "new"}
    assert counts.official(atlas, programme_id="provincial_sme_characteristic_cluster").empty


def test_each_dimension_alone(atlas: Atlas) -> None:
    parts = [counts.official(atlas, name) for name in ("total", "city", "region", "industry")]
    assert sum(map(len, parts)) == len(counts.official(atlas))
    assert sum(counts.official(atlas, "region", GROWTH)["count"]) == 90


# By city


def test_2018_is_known_for_all_17_units_and_adds_up(atlas: Atlas) -> None:
    number = counts.by_city(atlas, GROWTH, 2018)
    assert sorted(map(str, number.index)) == sorted(tables.cities())
    assert number.notna().all()
    assert number.sum() == 110
    assert sum(printed(GROWTH, 2018, "city")) == 110
    by_key = {
        row["key"]: int(row["count"])
        for row in tables.rows("cluster_counts")
        if (row["programme_id"], row["year"], row["dimension"]) == (GROWTH, "2018", "city")
    }
    assert {str(adcode): int(n) for adcode, n in number.items()} == by_key


def test_a_city_without_a_count_is_unknown_and_not_zero(atlas: Atlas) -> None:
    number = counts.by_city(atlas, COUNTY, 2024)
    assert number.notna().sum() == 8
    assert number.isna().sum() == 9
    assert number.sum() == sum(printed(COUNTY, 2024, "city"))
    assert counts.by_city(atlas, GROWTH, 1999).isna().all()


def test_years_with_counts_by_city(atlas: Atlas) -> None:
    known: dict[tuple[str, int], set[str]] = {}
    for row in tables.rows("cluster_counts"):
        if row["dimension"] == "city" and row["count_kind"] != "target":
            known.setdefault((row["programme_id"], int(row["year"])), set()).add(row["key"])
    assert set(counts.city_years(atlas)) == set(known)
    assert set(counts.city_years(atlas, 8)) == {(COUNTY, 2024), (GROWTH, 2018)}
    assert counts.city_years(atlas, 18) == []


@pytest.mark.parametrize("programme", list(tables.cluster_programmes()))
def test_named_clusters_by_city(atlas: Atlas, programme: str) -> None:
    number = counts.named_by_city(atlas, programme)
    for adcode in tables.cities():
        there = tables.clusters_in(adcode, tables.members(programme))
        assert number[int(adcode)] == len(there), adcode


def test_a_cluster_of_four_cities_counts_in_each(atlas: Atlas) -> None:
    number = counts.named_by_city(atlas, "national_advanced_manufacturing_cluster")
    assert number[420100] == 2
    assert [number[adcode] for adcode in (420600, 420300, 421300)] == [1, 1, 1]
    assert number.sum() == 5


# By year and industry


@pytest.mark.parametrize("programme", list(tables.cluster_programmes()))
def test_named_clusters_by_year(atlas: Atlas, programme: str) -> None:
    number = counts.named_by_year(atlas, programme)
    years = {
        row["year"] for row in tables.listings() if row["programme_id"] == programme and row["year"]
    }
    assert dict(number) == {int(year): len(tables.members(programme, year)) for year in years}
    for year in years:
        assert set(counts.named(atlas, programme, int(year)).index) == tables.members(
            programme, year
        )


def test_industries_of_2014_add_up_to_89_of_90(atlas: Atlas) -> None:
    table = counts.by_industry(atlas, GROWTH, 2014)
    assert list(table["official"]) == sorted(table["official"], reverse=True)
    assert table["official"].sum() == sum(printed(GROWTH, 2014, "industry")) == 89
    assert len(table) == 13
    assert table["industry"].iloc[0] == "装备及钢铁类深加工"


def test_named_clusters_fall_into_the_class_of_their_sector(atlas: Atlas) -> None:
    table = counts.by_industry(atlas, GROWTH, 2014).set_index("industry")["named"]
    clusters = tables.by_key("clusters", "cluster_id")
    sectors = [
        tables.cells(clusters[key]["industry_zh"])[0] for key in tables.members(GROWTH, "2014")
    ]
    assert table["装备及钢铁类深加工"] > 1
    for name, members in counts.SECTORS_OF_INDUSTRY.items():
        if name in table.index:
            assert table[name] == sum(sector in members for sector in sectors)


def test_every_printed_industry_has_its_sectors(atlas: Atlas) -> None:
    rows = counts.official(atlas, "industry")
    assert set(rows["key_zh"]) == set(counts.SECTORS_OF_INDUSTRY)
    sectors = {tables.cells(row["industry_zh"])[0] for row in tables.clusters()}
    for name, members in counts.SECTORS_OF_INDUSTRY.items():
        assert members <= sectors, name


def test_no_sector_counts_twice_in_a_year(atlas: Atlas) -> None:
    for year in (2011, 2013, 2014):
        names = counts.by_industry(atlas, GROWTH, year)["industry"]
        sectors = [sector for name in names for sector in counts.SECTORS_OF_INDUSTRY[name]]
        assert len(sectors) == len(set(sectors))


def test_a_year_without_industries_gives_an_empty_table(atlas: Atlas) -> None:
    table = counts.by_industry(atlas, GROWTH, 2023)
    assert table.empty
    assert list(table.columns) == ["industry", "official", "named"]
    assert isinstance(table, pd.DataFrame)
