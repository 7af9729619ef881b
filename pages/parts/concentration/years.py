"""Lists and years side by side on one scale, and where the middle of each lies."""

from __future__ import annotations

import pandas as pd

from geo.charts.concentration_maps import small_map
from geo.data.atlas import Atlas
from geo.look.html import element
from geo.questions.concentration.robustness import Case
from geo.sheets.concentration import asked as ask
from geo.sheets.concentration import years as sheet
from pages.parts import cards, charts
from pages.parts.shell.frame import Frame


def draw(page: Frame, asked: Case) -> None:
    """Small maps by year of one programme and by programme, then their centres."""
    atlas, t, chart = page.atlas, page.t, page.chart("lists")
    assert chart is not None
    largest = sheet.largest(sheet.every(atlas, asked.subject, t))
    text = t("concentration.years.reading", most=f"{largest:.0f}")
    for name, found in sheet.by_programme(atlas, asked.subject, t).items():
        title = t("concentration.years.title", programme=name, n=len(found))
        cards.show(cards.figure_head(title, reading=text))
        _maps(atlas, found, largest, asked.core)
        text = ""
    cards.show(cards.figure_head(chart.title))
    _maps(atlas, sheet.all_lists(atlas, t), largest, asked.core)
    charts.as_table(chart.table, chart.code, chart.title, t)
    _centres(page)


def _maps(atlas: Atlas, maps: sheet.Lists, largest: float, core: tuple[int, ...]) -> None:
    figures = (
        element(
            "figure",
            small_map(atlas, series, largest, core, label),
            element("figcaption", label),
        )
        for label, series in maps
    )
    cards.show(element("div", figures, css="small-maps"))


def _centres(page: Frame) -> None:
    """Mean centre and ellipse of each list, as a table."""
    t, chart = page.t, page.chart("centres")
    assert chart is not None
    subject = ask.names(page.atlas, page.view, t).subject
    reading = t("concentration.centre.reading", subject=subject)
    cards.show(cards.figure_head(chart.title, reading=reading))
    body = (
        [name, *(element("td", _number(value), css="number") for value in values)]
        for name, *values in chart.table.itertuples(index=False)
    )
    cards.show(cards.table("measures stand", body, chart.table.columns.tolist()))
    charts.as_table(chart.table, chart.code, chart.title, t)


def _number(value: float) -> str:
    return "–" if pd.isna(value) else f"{value:g}"
