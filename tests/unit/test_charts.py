"""Charts: what they show is what the tables say, with units, and the unknown stays unknown."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from geo.charts import counts as charts
from geo.charts.count_matrix import count_matrix
from geo.charts.series import ranked
from geo.charts.template import CONFIG, colour, figure
from geo.data.atlas import Atlas
from geo.look.tokens import THEMES, Theme
from geo.record import counts, ranks
from geo.words import LANGUAGES, Words, units
from tests import tables

GROWTH = "provincial_key_growth_cluster"
COUNTY = "county_characteristic_cluster"


@pytest.fixture(params=LANGUAGES)
def t(request: pytest.FixtureRequest) -> Words:
    return Words(request.param)


def trace(chart: go.Figure, name: str) -> Any:
    (found,) = [trace for trace in chart.data if trace.name == name]
    return found


def city_table(atlas: Atlas, programme: str, year: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "city": atlas.cities["short_zh"],
            "official": counts.by_city(atlas, programme, year),
            "named": counts.named_by_city(atlas, programme, year),
        }
    )


def yearly(atlas: Atlas, programme: str, t: Words, theme: Theme = "light") -> go.Figure:
    official = counts.official(atlas, "total", programme)
    return charts.by_year(official, counts.named_by_year(atlas, programme), t, theme)


# Over the years


def test_official_totals_and_named_clusters_over_the_years(atlas: Atlas, t: Words) -> None:
    chart = yearly(atlas, GROWTH, t)
    line = trace(chart, t("clusters.official"))
    printed = [
        (int(row["year"]), int(row["count"]))
        for row in tables.rows("cluster_counts")
        if (row["programme_id"], row["dimension"]) == (GROWTH, "total")
    ]
    assert sorted(zip(line.x, line.y, strict=True)) == sorted(printed)
    assert {(2006, 39), (2006, 52), (2014, 90), (2018, 110), (2023, 114)} <= set(printed)
    assert list(line.text) == [str(number) for number in line.y]
    bars = trace(chart, t("clusters.named"))
    for year, number in zip(bars.x, bars.y, strict=True):
        assert number == len(tables.members(GROWTH, str(year)))
    years = {row["year"] for row in tables.listings() if row["year"]}
    assert set(bars.x) == {int(year) for year in years if tables.members(GROWTH, year)}


def test_additions_are_apart_from_totals(atlas: Atlas, t: Words) -> None:
    chart = yearly(atlas, "national_innovative_cluster", t)
    assert list(trace(chart, t("clusters.official")).y) == [10, 16]
    new = trace(chart, t("clusters.new"))
    assert list(zip(new.x, new.y, strict=True)) == [(2021, 4), (2022, 6)]
    assert list(new.text) == ["+4", "+6"]
    assert new.mode == "markers+text"  # not joined: each stands for its year alone


def test_no_additions_no_trace(atlas: Atlas, t: Words) -> None:
    names = {trace.name for trace in yearly(atlas, GROWTH, t).data}
    assert names == {t("clusters.official"), t("clusters.named")}


@pytest.mark.parametrize("programme", list(tables.cluster_programmes()))
def test_every_programme_can_be_drawn(atlas: Atlas, t: Words, programme: str) -> None:
    chart = yearly(atlas, programme, t, "dark")
    highest = max([0, *(max(trace.y, default=0) for trace in chart.data)])
    low, high = chart.layout.yaxis.range
    assert low == 0
    assert high > highest
    assert chart.layout.yaxis.title.text == t("clusters.axis_count")
    assert chart.to_json()


# By city and industry


def test_bars_hold_the_official_counts_in_order(atlas: Atlas, t: Words) -> None:
    table = city_table(atlas, GROWTH, 2018).sort_values("official", ascending=False)
    chart = charts.bars(table, t, "light")
    bars, rings = trace(chart, t("clusters.official")), trace(chart, t("clusters.named"))
    assert list(bars.y) == list(rings.y) == list(table["city"])
    assert list(bars.x) == list(table["official"])
    assert sum(bars.x) == 110
    assert list(rings.x) == list(table["named"])
    assert list(bars.customdata) == list(table.index)
    assert list(bars.text) == [str(number) for number in bars.x]
    assert chart.layout.yaxis.autorange == "reversed"  # the first row stands on top
    assert chart.layout.xaxis.title.text == t("clusters.axis_count")


def test_an_unknown_count_has_no_bar_and_says_so(atlas: Atlas, t: Words) -> None:
    table = city_table(atlas, COUNTY, 2024)
    bars = trace(charts.bars(table, t, "light"), t("clusters.official"))
    unknown = [n for n, value in enumerate(table["official"]) if pd.isna(value)]
    assert len(unknown) == 9
    for n, value in enumerate(bars.x):
        assert (value is None) == (n in unknown)
        assert (bars.text[n] == t("common.unknown")) == (n in unknown)


def test_all_unknown_can_still_be_drawn(atlas: Atlas, t: Words) -> None:
    bars = trace(charts.bars(city_table(atlas, GROWTH, 1999), t, "light"), t("clusters.official"))
    assert list(bars.x) == [None] * 17


@pytest.mark.parametrize("theme", THEMES)
def test_the_chosen_city_is_painted(atlas: Atlas, t: Words, theme: Theme) -> None:
    table = city_table(atlas, GROWTH, 2018)
    bars = trace(charts.bars(table, t, theme, picked=(420500,)), t("clusters.official"))
    for adcode, paint in zip(bars.customdata, bars.marker.color, strict=True):
        assert paint == colour("ink" if adcode == 420500 else "faint", theme)


def test_industries_of_2014(atlas: Atlas, t: Words) -> None:
    chart = charts.bars(counts.by_industry(atlas, GROWTH, 2014), t, "light")
    assert sum(trace(chart, t("clusters.official")).x) == 89
    assert chart.layout.height > 13 * 20  # each of the 13 rows has room for its label


# One figure over the years


def test_a_series_shows_every_known_year(atlas: Atlas, t: Words) -> None:
    series = ranks.series(atlas, "gdp", 420500)
    chart = ranked(series, "cny_100m", t, "light")
    points = chart.data[-1]
    printed = {
        int(row["year"]): float(row["value"])
        for row in tables.figures()
        if (row["adcode"], row["indicator"]) == ("420500", "gdp")
    }
    drawn = {year: units.scaled(value, "cny_100m", t) for year, value in printed.items()}
    assert dict(zip(points.x, points.y, strict=True)) == pytest.approx(drawn)
    unit = "亿元" if t.lang == "zh" else "billion"
    assert all(unit in text for text in points.customdata)
    assert points.text[0] == units.number(printed[min(printed)], "cny_100m", t)
    assert points.text[-1] == units.number(printed[max(printed)], "cny_100m", t)


def test_no_line_joins_figures_of_different_basis(atlas: Atlas, t: Words) -> None:
    chart = ranked(ranks.series(atlas, "gdp", 420500), "cny_100m", t, "light")
    lines = [trace.x for trace in chart.data if trace.mode == "lines"]
    joined = {years for line in lines for years in pairwise(line)}
    assert (2017, 2018) in joined
    assert (2010, 2011) not in joined
    assert (2018, 2019) not in joined  # economic census between them
    assert t("city.new_basis") in [note.text for note in chart.layout.annotations]


# All charts


def test_no_name_of_a_row_reaches_into_the_next(atlas: Atlas, t: Words) -> None:
    chains = atlas.by_key("chains")
    names = {code: t.name(row) for code, row in chains.iterrows()} | {"here": "here"}
    table = pd.DataFrame({"here": 1}, index=chains.index)
    labels = count_matrix(table, names, t, "light").layout.yaxis.ticktext
    assert max(label.count("<br>") for label in labels) <= 1, "rows have room for two lines"
    assert [label.replace("<br>", " ") for label in labels] == [names[code] for code in table.index]


@pytest.mark.parametrize("theme", THEMES)
def test_the_form_of_all_charts(theme: Theme) -> None:
    chart = figure(theme, 200)
    assert chart.layout.height == 200
    assert chart.layout.font.color == colour("ink2", theme)
    assert chart.layout.xaxis.fixedrange
    assert chart.layout.yaxis.fixedrange
    assert CONFIG["displayModeBar"] is False
    assert colour("ink", "light") != colour("ink", "dark")
