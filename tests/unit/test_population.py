"""The named clusters as a population: counted, listed and placed as the tables say."""

from __future__ import annotations

from collections import Counter
from itertools import chain

import pytest

from geo.data.atlas import Atlas
from geo.population.contract import Population
from geo.population.named import NamedClusters
from geo.population.selection import Selection
from tests import tables

ROWS = {row["cluster_id"]: row for row in tables.clusters()}
CHAINS = tables.by_key("chains", "chain_id")
PROGRAMMES = tables.by_key("programmes", "programme_id")


def listed(column: str) -> Counter[str]:
    """Clusters by what their listings say, each once."""
    pairs = {
        (
            row["cluster_id"],
            PROGRAMMES[row["programme_id"]]["tier"] if column == "tier" else row[column],
        )
        for row in tables.listings()
    }
    return Counter(value for _, value in pairs if value)


def by_hand(dimension: str) -> Counter[str]:
    match dimension:
        case "city":
            return Counter(chain(*(tables.cells(row["city_adcodes"]) for row in ROWS.values())))
        case "county":
            return Counter(filter(None, (row["county_adcode"] for row in ROWS.values())))
        case "chain":
            return Counter(filter(None, (row["chain_id"] for row in ROWS.values())))
        case "fam":
            known = (row["chain_id"] for row in ROWS.values() if row["chain_id"])
            return Counter(CHAINS[code]["family_id"] for code in known)
        case "region":
            members = {
                row["region_id"]: set(tables.cells(row["member_adcodes"]))
                for row in tables.rows("regions")
            }
            places = [set(tables.cells(row["city_adcodes"])) for row in ROWS.values()]
            return Counter(
                {code: sum(bool(own & there) for there in places) for code, own in members.items()}
            )
    return listed({"tier": "tier", "prog": "programme_id", "year": "year"}[dimension])


@pytest.fixture
def named(atlas: Atlas) -> Population:
    return NamedClusters(atlas)


@pytest.mark.parametrize(
    "dimension", ["region", "city", "county", "fam", "chain", "tier", "prog", "year"]
)
def test_counts_are_those_of_the_tables(named: Population, dimension: str) -> None:
    assert dimension in named.dimensions
    found = named.counts(dimension, Selection())  # type: ignore[arg-type]
    assert {str(code): int(n) for code, n in found.items()} == +by_hand(dimension)
    assert (found > 0).all()


def test_a_selection_narrows_counts_rows_and_points_alike(named: Population) -> None:
    selection = Selection(tier=("national",), city=(420600, 420100))
    rows, points = named.rows(selection), named.points(selection)
    assert 0 < len(rows) < len(ROWS)
    assert list(points.index) == list(rows.index)
    by_city = named.counts("city", selection)
    assert set(by_city.index) <= {420600, 420100}
    assert by_city[420600] == sum(420600 in codes for codes in rows["city_adcodes"])


def test_points_are_where_the_tables_put_them_and_unknown_otherwise(named: Population) -> None:
    points = named.points(Selection())
    assert set(points.index) == set(ROWS)
    for row in points.itertuples():
        known = ROWS[row.Index]
        assert row.precision == known["location_precision"]
        assert row.city_adcodes == tuple(map(int, tables.cells(known["city_adcodes"])))
        if known["lat"]:
            assert (row.lat, row.lon) == (float(known["lat"]), float(known["lon"]))
        else:
            assert row.lat != row.lat and row.lon != row.lon


def test_what_it_is_not_counted_by_is_refused(named: Population) -> None:
    with pytest.raises(KeyError):
        named.counts("weather", Selection())  # type: ignore[arg-type]
