"""Figures beside the verdict: what they show is what the tables say."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from geo.charts import concentration_more as more
from geo.charts import concentration_quotients as charts
from geo.charts.concentration_cells import industries
from geo.data.atlas import Atlas
from geo.drawn.chart import chart_drawing
from geo.look.drawing import Label
from geo.look.lettering import text_width
from geo.maps.two_way import TwoWayAreas, two_way_legend
from geo.questions.concentration import bases, cells, choice, dated, quotients, subjects
from geo.questions.concentration.centres import centre
from geo.questions.concentration.two_way import allowed, thirds, two_way
from geo.record.seats import seats
from geo.sheets import sheet
from geo.sheets.concentration import asked
from geo.sheets.view import View
from geo.words import LANGUAGES, Words
from tests import tables

GROWTH = "provincial_key_growth_cluster"
CORE = (420100, 420600, 420500)


# Industries by city


def counted_by_hand(rows: str, programme: str) -> Counter[tuple[str, str]]:
    """Clusters of a list by chain or family and city, from the files."""
    ids = {row["cluster_id"] for row in tables.listings() if row["programme_id"] == programme}
    chains = tables.by_key("chains", "chain_id")
    found: Counter[tuple[str, str]] = Counter()
    for row in tables.clusters():
        if row["cluster_id"] in ids:
            code = row["chain_id"] or cells.OPEN
            if rows == "family" and row["chain_id"]:
                code = chains[row["chain_id"]]["family_id"]
            found.update((code, city) for city in tables.cells(row["city_adcodes"]))
    return found


def counted(atlas: Atlas, view: View, rows: str) -> cells.Cells | None:
    return cells.cells(atlas, *asked.industries_of_view(atlas, view), rows)


@pytest.mark.parametrize("rows", choice.CELLS)
@pytest.mark.parametrize("programme", [GROWTH, "national_innovative_cluster"])
def test_cells_hold_what_the_list_says(atlas: Atlas, rows: str, programme: str) -> None:
    found = counted(atlas, View(count=f"named.{programme}"), rows)
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
    found = counted(atlas, View(count=f"named.{GROWTH}"), "chain")
    assert found is not None
    rows = list(found.table.index)
    families = [found.families[row] for row in rows]
    runs = [one for one, before in zip(families, [None, *families], strict=False) if one != before]
    assert len(runs) == len(set(families)), "each family is one run of rows"
    assert rows[-1] == cells.OPEN
    sums = [found.table.loc[[r for r in rows if found.families[r] == f]].sum().sum() for f in runs]
    assert sums[:-1] == sorted(sums[:-1], reverse=True)


def test_firms_have_chains_and_official_counts_have_none(atlas: Atlas) -> None:
    firms = counted(atlas, View(count=subjects.FIRMS), "chain")
    anchors = [row for row in tables.rows("enterprises") if row["kind"] == "anchor"]
    assert firms is not None and firms.items == len(anchors) == firms.table.sum().sum()
    assert counted(atlas, View(count=tables.CONTRAST), "chain") is None
    assert (
        cells.cells(
            atlas,
            *asked.industries_of_view(atlas, View(count="named.national_hitech_zone")),
            "family",
        )
        is None
    )


def test_the_filters_of_a_view_change_the_cells(atlas: Atlas) -> None:
    found = counted(atlas, View(fam=("vehicles",)), "family")
    assert found is not None and list(found.table.index) == ["vehicles"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_counts_are_printed_and_every_cell_carries_its_city(atlas: Atlas, lang: str) -> None:
    found = counted(atlas, View(count=f"named.{GROWTH}"), "chain")
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


# Recognised against measured


def both(atlas: Atlas, code: str) -> pd.DataFrame:
    item = subjects.subject(atlas, code)
    shares = bases.shares(atlas, bases.base(atlas, "secondary", item.year))
    return two_way(subjects.by_city(atlas, item, "lead"), shares)


def test_thirds_by_rank_keep_equal_values_together() -> None:
    assert list(thirds(pd.Series([0, 0, 0, 0, 1, 1, 2, 3, 9]))) == [0, 0, 0, 0, 1, 1, 2, 2, 2]
    assert list(thirds(pd.Series([5.0, 1.0, 3.0]))) == [2, 0, 1]
    assert list(thirds(pd.Series([4, 4, 4]))) == [0, 0, 0]


@pytest.mark.parametrize("n", [15, 54, 110])
def test_what_chance_allows_is_the_central_binomial(n: int) -> None:
    p = np.array([0.01, 0.06, 0.12, 0.34])
    low, high = allowed(p, n)
    law = stats.binom(n, p)
    assert low * n == pytest.approx(law.ppf(0.025))
    assert high * n == pytest.approx(law.ppf(0.975))


@pytest.mark.parametrize("code", ["named.national_innovative_cluster", tables.CONTRAST])
def test_each_city_stands_by_both_shares(atlas: Atlas, code: str) -> None:
    table = both(atlas, code)
    item = subjects.subject(atlas, code)
    places = Counter(city for (city, *_), n in item.places.number for _ in range(n))
    assert {city: row.held * item.named for city, row in table.iterrows()} == pytest.approx(
        {city: places[city] for city in table.index}
    )
    assert table["share"].sum() == pytest.approx(1)
    for _, row in table.iterrows():
        outside = "above" if row.held > row.high else "below" if row.held < row.low else ""
        assert row.side == outside
    assert table["share"].idxmax() == 420100 and table.at[420100, "measured"] == 2


def test_lists_and_statistics_disagree_where_the_official_counts_say_so(atlas: Atlas) -> None:
    table = both(atlas, tables.CONTRAST)
    assert table.at[420100, "side"] == "below"  # 10 of 110 against a third of the industry
    assert (table["side"] == "above").any()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_legend_counts_every_city_once(atlas: Atlas, lang: str) -> None:
    t = Words(lang)
    code = "official.county_characteristic_cluster.2024"
    table = both(atlas, code)
    assert len(table) < 17
    legend = two_way_legend(table, 17, t)
    entries = [entry for _, row in legend.rows for entry in row]
    assert len(entries) == 10, "nine classes and no data"
    assert sum(entry.count or 0 for entry in entries) == 17
    assert entries[-1].count == 17 - len(table)
    layer = TwoWayAreas(table, list(atlas.cities.index), "GDP", "title", t)
    assert layer.data.count('"none"') == 17 - len(table)
    assert layer.data.count("▲") == (table["side"] == "above").sum()


def test_names_in_the_chart_do_not_stand_on_each_other(atlas: Atlas) -> None:
    item = subjects.subject(atlas, "named.national_innovative_cluster")
    table = both(atlas, item.code)
    names = {int(city): str(name) for city, name in atlas.cities["short_zh"].items()}
    chart = more.two_way(table, item.named, names, CORE, Words("zh"), "light", base="x")
    dots = next(trace for trace in chart.data if trace.text)
    told = [(x, y, text) for x, y, text in zip(dots.x, dots.y, dots.text, strict=True) if text]
    assert {"武汉", "襄阳", "宜昌"} <= {text for *_, text in told}
    assert len({(round(x / 4), round(y / 2)) for x, y, _ in told}) == len(told)
    assert list(dots.customdata) == list(table.index)


# Lists by year and their centres


def test_lists_by_year_are_those_of_the_files(atlas: Atlas) -> None:
    listed = {
        (row["programme_id"], row["year"], row["cluster_id"])
        for row in tables.listings()
        if row["year"]
    }
    by_hand = Counter((programme, year) for programme, year, _ in listed)
    found = {
        (one.programme, str(one.year)): one.number for one in dated.lists(atlas) if not one.official
    }
    assert found == {key: by_hand[key] for key in found}
    assert set(by_hand) - set(found) == set()
    (official,) = [one for one in dated.lists(atlas) if one.code == tables.CONTRAST]
    assert (official.number, official.total) == (110, 110)
    for one in dated.lists(atlas):
        assert dated.by_city(atlas, one).sum() == pytest.approx(one.number)
        assert one.total is None or one.total >= one.number


def test_fewer_than_three_cities_have_no_ellipse(atlas: Atlas) -> None:
    kinds = set()
    for one in dated.lists(atlas):
        counts = dated.by_city(atlas, one)
        found = centre(counts, seats(atlas))
        assert found is not None
        assert (found.ellipse is None) == ((counts > 0).sum() < 3) == (not found.ring)
        kinds.add(found.ellipse is None)
    assert kinds == {True, False}


# Smoothing


def test_smoothing_runs_from_the_counts_to_the_benchmark(atlas: Atlas) -> None:
    item = subjects.subject(atlas, "named.national_innovative_cluster")
    shares = bases.shares(atlas, bases.base(atlas, "population", item.year))
    every = quotients.by_city(subjects.by_city(atlas, item, "lead"), shares)
    none = quotients.quotients(every, CORE, 0)
    assert none["smoothed"].to_numpy() == pytest.approx(none["lq"].to_numpy())
    assert quotients.quotients(every, CORE, float("inf"))["smoothed"].to_numpy() == pytest.approx(1)
    distance = [
        (quotients.quotients(every, CORE, k)["smoothed"] - 1).abs().sum()
        for k in (*choice.STRENGTHS, float("inf"))
    ]
    assert distance == sorted(distance, reverse=True)
    counts, p = every["observed"], every["base_share"]
    by_hand = (item.named**2 - (counts**2).sum()) / ((counts - item.named * p) ** 2).sum()
    assert quotients.strength(every) == pytest.approx(by_hand)


def test_a_smoothed_value_of_nothing_has_no_mark(atlas: Atlas) -> None:
    item = subjects.subject(atlas, "named.national_innovative_cluster")
    shares = bases.shares(atlas, bases.base(atlas, "population", item.year))
    every = quotients.by_city(subjects.by_city(atlas, item, "lead"), shares)
    table = quotients.quotients(every, CORE, 0)
    assert (table["lq"] == 0).any()
    names = {key: str(key) for key in table.index}
    chart = charts.quotients(table, names, CORE, Words("zh"), "light")
    marks = [trace for trace in chart.data if trace.mode == "markers"][-1]
    assert np.isfinite(list(marks.x)).all()
    assert len(marks.x) == (table["lq"] > 0).sum()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", ["strip-own", "strip-contrast"])
def test_verdict_and_probability_stand_side_by_side(atlas: Atlas, code: str, lang: str) -> None:
    charts = sheet(atlas, "concentration", View(lang=lang, depth="expert")).charts
    (chart,) = (one for one in charts if one.code == code)
    narrow = chart_drawing(chart.figure, 345)  # a third of a page in a window of 1366
    rows: dict[int, list[tuple[float, float, str]]] = {}
    for label in narrow.items:
        if isinstance(label, Label):
            wide = text_width(label.text, label.size, bold=label.bold)
            left = label.at[0] - {"start": 0, "middle": 0.5, "end": 1}[label.anchor] * wide
            rows.setdefault(round(label.at[1]), []).append((left, left + wide, label.text))
    for row in rows.values():
        for (_, end, one), (begin, _, other) in pairwise(sorted(row)):
            assert end <= begin + 1, f"{one!r} reaches into {other!r}"


@pytest.mark.parametrize("count", [tables.CONTRAST, "firms"])
def test_numbers_beside_the_dots_lie_within_the_chart(atlas: Atlas, count: str) -> None:
    view = View(count=count, depth="expert")
    (chart,) = (one for one in sheet(atlas, "concentration", view).charts if one.code == "pairs")
    narrow = chart_drawing(chart.figure, 345)
    for label in narrow.items:
        if isinstance(label, Label) and "/" in label.text:
            assert label.anchor == "start"
            assert label.at[0] + text_width(label.text, label.size) <= narrow.width, label.text
