"""Figures beside the verdict: what they show is what the tables say."""

from __future__ import annotations

from collections import Counter

import pytest

from geo.atlas import Atlas
from geo.charts.concentration_cells import industries
from geo.concentration import cells, choice, robustness, subjects
from geo.view import View
from geo.words import LANGUAGES, Words
from tests import tables

GROWTH = "provincial_key_growth_cluster"


# Industries by city


def counted_by_hand(rows: str, programme: str) -> Counter[tuple[str, str]]:
    """Clusters of a list by chain or family and city, from the files."""
    ids = {
        row["cluster_id"]
        for row in tables.rows("cluster_listings")
        if row["programme_id"] == programme
    }
    chains = tables.by_key("chains", "chain_id")
    found: Counter[tuple[str, str]] = Counter()
    for row in tables.rows("clusters"):
        if row["cluster_id"] in ids:
            code = row["chain_id"] or cells.OPEN
            if rows == "family" and row["chain_id"]:
                code = chains[row["chain_id"]]["family_id"]
            found.update((code, city) for city in tables.cells(row["city_adcodes"]))
    return found


@pytest.mark.parametrize("rows", choice.CELLS)
@pytest.mark.parametrize("programme", [GROWTH, "national_innovative_cluster"])
def test_cells_hold_what_the_list_says(atlas: Atlas, rows: str, programme: str) -> None:
    found = cells.cells(atlas, View(count=f"named.{programme}"), rows)
    assert found is not None
    held = {
        (code, city): int(found.table.at[code, city])
        for code in found.table.index
        for city in found.table.columns
    }
    by_hand = counted_by_hand(rows, programme)
    assert {key: number for key, number in held.items() if number} == by_hand
    assert sorted(found.table.columns) == sorted(map(str, atlas.cities.index))


def test_rows_stand_by_family_and_what_is_open_comes_last(atlas: Atlas) -> None:
    found = cells.cells(atlas, View(count=f"named.{GROWTH}"), "chain")
    assert found is not None
    rows = list(found.table.index)
    families = [found.families[row] for row in rows]
    runs = [one for one, before in zip(families, [None, *families], strict=False) if one != before]
    assert len(runs) == len(set(families)), "each family is one run of rows"
    assert rows[-1] == cells.OPEN
    sums = [found.table.loc[[r for r in rows if found.families[r] == f]].sum().sum() for f in runs]
    assert sums[:-1] == sorted(sums[:-1], reverse=True)


def test_firms_have_chains_and_official_counts_have_none(atlas: Atlas) -> None:
    firms = cells.cells(atlas, View(count=subjects.FIRMS), "chain")
    anchors = [row for row in tables.rows("enterprises") if row["kind"] == "anchor"]
    assert firms is not None and firms.items == len(anchors) == firms.table.sum().sum()
    assert cells.cells(atlas, View(count=robustness.CONTRAST), "chain") is None
    assert cells.cells(atlas, View(count="named.national_hitech_zone"), "family") is None


def test_the_filters_of_a_view_change_the_cells(atlas: Atlas) -> None:
    found = cells.cells(atlas, View(fam=("vehicles",)), "family")
    assert found is not None and list(found.table.index) == ["vehicles"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_counts_are_printed_and_every_cell_carries_its_city(atlas: Atlas, lang: str) -> None:
    found = cells.cells(atlas, View(count=f"named.{GROWTH}"), "chain")
    assert found is not None
    words = dict.fromkeys([*found.table.index, *found.table.columns, *found.families.values()], "x")
    chart = industries(found, words, Words(lang), "light", picked=[420600])
    bar = chart.data[0]
    for (row, city), text, width in zip(
        bar.customdata, bar.text, bar.marker.line.width, strict=True
    ):
        number = found.table.at[row, city]
        assert text == (str(number) if number else "")
        assert (width == 2) == (city == "420600")
