"""The lists whose mean centres are compared: which ones, and where each of them lies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from geo.questions.concentration import dated
from geo.questions.concentration.dated import Dated
from geo.questions.concentration.subjects import Subject
from geo.questions.concentration.wording import dated_words
from geo.record import clusters
from geo.sheets.concentration import map_figure as sheet
from pages.parts import charts
from pages.parts.shell import control
from pages.parts.shell.frame import Frame


def draw(page: Frame, item: Subject) -> None:
    """One row of years for each programme, and the table of centres."""
    atlas, t = page.atlas, page.t
    picked = tuple(one.code for one in sheet.compared(atlas, page.view, item))
    by_programme: dict[str, list[Dated]] = {}
    for one in dated.lists(atlas):
        by_programme.setdefault(one.programme, []).append(one)
    label = t("concentration.centre.choose", n=len(picked), most=sheet.MOST)
    with st.popover(label, key="popover_centre"):
        for programme, listed in by_programme.items():
            words = {one.code: dated_words(one, t) for one in listed}
            control.pills(
                f"centre_{programme}",
                t.name(clusters.programmes(atlas).loc[programme]),
                list(words),
                [code for code in words if code in picked],
                words.__getitem__,
                change=_within(tuple(words), picked),
            )
    chart = page.chart("map-centres")
    assert chart is not None
    charts.as_table(chart.table, chart.code, chart.title, t)


def _within(codes: tuple[str, ...], picked: tuple[str, ...]) -> Callable[[Any], dict[str, Any]]:
    """The choice within one programme; beyond the most, the earliest choices go."""

    def change(given: tuple[str, ...]) -> dict[str, Any]:
        kept = tuple(code for code in picked if code not in codes or code in given)
        added = tuple(code for code in given if code not in kept)
        return {"centre": (kept + added)[-sheet.MOST :]}

    return change
