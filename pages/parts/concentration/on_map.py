"""What stands around the map of concentration: the switch, and the figures as a table."""

from __future__ import annotations

import streamlit as st

from geo.questions.concentration.subjects import Subject
from geo.sheets.concentration import asked
from geo.sheets.concentration import map_figure as sheet
from pages.parts import charts
from pages.parts.concentration import centres
from pages.parts.shell import control, mapcolumn
from pages.parts.shell.frame import Frame


def _switch(page: Frame) -> None:
    t, item = page.t, asked.of_view(page.atlas, page.view)
    words = {one: t(f"concentration.lens.{one}") for one in sheet.offered(item)}
    page.offer("lens", words, lambda one: {"lens": one})
    control.segments(
        "lens",
        t("concentration.lens.label"),
        tuple(words),
        sheet.shown(item, page.view),
        words.__getitem__,
    )


def draw(page: Frame, item: Subject) -> None:
    """What stands above and below the map; lists and statistics have their table in the chart."""
    lens = sheet.shown(item, page.view)
    mapcolumn.draw(page, _switch, lens.replace("_", "-"))
    with page.under, st.container(key="concentration_under"):
        if lens == "centres":
            centres.draw(page, item)
        elif page.figure is not None and page.figure.table is not None:
            charts.as_table(page.figure.table, "map-figures", page.figure.title, page.t)
