"""Where the items are: tiles by region and city, Theil's split, industries by city."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from geo.look.html import Content, element
from geo.questions.concentration import choice
from geo.questions.concentration.robustness import Case
from geo.record.naming import area_names
from geo.sheets.concentration import asked as ask
from geo.sheets.concentration import where as sheet
from pages.parts import cards, charts
from pages.parts.shell import control
from pages.parts.shell.frame import Frame

#: More tiles than this are not drawn one by one for what is not named, nor in a row.
_MOST_OPEN, _MOST = 120, 60


def draw(page: Frame, asked: Case) -> None:
    """Tiles and Theil's split side by side, industries by city below."""
    left, right = st.columns([1.25, 1], gap="medium")
    with left:
        _tiles(page, asked)
    with right:
        theil = page.chart("theil")
        assert theil is not None
        charts.show(theil, page.t)
    _industries(page)


def _tiles(page: Frame, asked: Case) -> None:
    """The chart of cities by region, a tile an item."""
    atlas, t, chart = page.atlas, page.t, page.chart("by-region")
    assert chart is not None
    scheme, names = sheet.scheme_of(atlas, page.view), area_names(atlas, t)
    rows: list[Content] = []
    found = sheet.counts_by_region(atlas, scheme, asked, t)
    each = _each(max(held.max() for _, held in found))
    for region, held in found:
        rows.append(element("div", f"{region} {held.sum():.0f}", css="waffle-region"))
        rows += [
            _row(str(names[city]), number, each, city in asked.core)
            for city, number in held.items()
        ]
    missing = asked.subject.missing or 0
    if missing:
        words = t("concentration.waffle.missing")
        rows += [
            element("div", f"{words} {missing}", css="waffle-region"),
            _line("", _tiles_of("open", min(math.ceil(missing / each), _MOST_OPEN)), ""),
        ]
    name = scheme.name_zh if t.lang == "zh" else scheme.name_en
    badge = cards.coverage_badge(chart.badge, chart.complete)
    key = "reading" if each == 1 else "reading_each"
    reading = t(f"concentration.waffle.{key}", scheme=name, each=t.number(each))
    cards.show(cards.figure_head(chart.title, badge, reading))
    cards.show(element("div", rows, css="waffle"))
    charts.as_table(chart.table, chart.code, chart.title, t)


def _each(most: float) -> int:
    """Items that a tile stands for, so that the longest row has room."""
    each = 1
    while most > _MOST * each:
        each *= 10
    return each


def _row(name: str, number: float, each: int, core: bool) -> Content:
    if pd.isna(number):
        return _line(name, "", cards.none("?"))
    shown = element("b", f"{number:.0f}") if number else cards.none("0")
    return _line(name, _tiles_of("core" if core else "", math.ceil(number / each)), shown)


def _line(name: str, tiles: Content, shown: Content) -> Content:
    return element("span", name), element("span", tiles, css="waffle-tiles"), element("span", shown)


def _tiles_of(kind: str, number: int) -> Content:
    return [element("i", css=kind)] * number


def _industries(page: Frame) -> None:
    """Counts by industry and city with the switch of rows, or why there are none."""
    t, chart = page.t, page.chart("industries")
    if chart is None:
        subject = ask.names(page.atlas, page.view, t).subject
        cards.note(t("concentration.industry.none", subject=subject))
        return
    charts.head(chart)
    control.segments(
        "cells",
        t("concentration.industry.rows"),
        choice.CELLS,
        page.view.concentration.cells,
        lambda one: t(f"concentration.industry.{one}"),
    )
    with st.container(key="concentration_cells_frame"):
        charts.plot(chart, on_click=charts.choose_city)
        charts.as_table(chart.table, chart.code, chart.title, t)
