"""The page in plain words: the claim, a dot for each item, how to read it, and other questions."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from markupsafe import Markup
from pandas.api.types import is_float_dtype

from geo.look.html import element
from geo.sheets.concentration import dots, plain
from geo.sheets.concentration.dots import Band
from pages.parts import cards, charts
from pages.parts.shell import mapcolumn, navigation
from pages.parts.shell.frame import Frame

#: Up to so many dots in a row they are large, and up to so many of middling size.
_SIZES = ((20, "large"), (60, "middling"))


def draw(page: Frame) -> None:
    """Claim, picture, two lines on how to read it, and other ways of asking."""
    t = page.t
    with st.container(key="plain"):
        cards.show(element("div", t("plain.adds"), css="depth-adds"))
        page.claim()
        chart = page.chart("dots")
        if chart is None:
            cards.notice(page.said[1][0])
            return
        cards.show(cards.figure_head(chart.title, reading=chart.reading))
        both = dots.bands(page.atlas, page.view, t)
        bands = map(_band, both)
        cards.show(element("div", bands, css="dots", role="img", aria_label=chart.alt))
        lines = element("div", (element("p", line) for line in page.said[1][:2]))
        title = element("b", t("plain.read.title"))
        cards.show(element("div", title, lines, css="read", role="status"))
        with st.container(key="ways", horizontal=True, vertical_alignment="center"):
            cards.show(element("span", t("plain.ways.title"), css="ways"))
            for label, there in plain.ways(page.atlas, page.view, t):
                navigation.link("concentration", there, label)


def _band(band: Band) -> Markup:
    """A row of dots with its name, and what each group is below it."""
    number = sum(group.number for group in band.row.groups)
    size = next((size for most, size in _SIZES if number <= most), "small")
    kind = f"{'real' if band.row.real else 'due'} {size}"
    cities = (*band.cities, "", "")
    groups = (
        element(
            "div",
            element("div", [element("i")] * group.number, css="row"),
            element("div", element("b", group.words), " ", told, css="words"),
            css=f"group{' core' if group.core else ''}{' open' if group.open else ''}",
        )
        for group, told in zip(band.row.groups, cities, strict=False)
        if group.number
    )
    name = element("div", element("b", band.row.name), element("small", band.note), css="name")
    return element("div", name, element("div", groups, css="groups"), css=f"band {kind}")


def beside(page: Frame) -> None:
    """What stands around the map, and the numbers of every city right of it."""
    if page.figure is None:
        return
    mapcolumn.draw(page, lambda _: None)
    chart, t = page.chart("dots"), page.t
    if chart is None:
        return
    columns = (_cells(chart.table[name]) for name in chart.table)
    with page.side, st.container(key="table"):
        cards.show(cards.table("rows", zip(*columns, strict=True), chart.table.columns.tolist()))
        charts.as_table(chart.table, chart.code, chart.title, t)


def _cells(column: pd.Series) -> list[str]:
    """A column of the table: what is counted whole, what is computed to one place, or not known."""
    if not is_float_dtype(column):
        return column.astype(str).tolist()
    places = int((column.dropna() % 1).any())
    return ["–" if pd.isna(value) else f"{value:.{places}f}" for value in column]


def sources(page: Frame) -> None:
    """Where the numbers come from, without how they were tested."""
    with page.below:
        cards.show(cards.source(plain.source_line(page.atlas, page.view, page.t)))
