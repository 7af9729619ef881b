"""What stands around the map of concentration: the switch, and the figures as a table."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.questions.concentration import wording
from geo.questions.concentration.subjects import Subject
from geo.sheets.concentration import asked
from geo.sheets.concentration import map_figure as sheet
from pages.parts.concentration import centres
from pages.parts.concentration.figures import as_table
from pages.parts.shell import mapcolumn, state
from pages.parts.shell.frame import Frame

_NAME = "concentration_lens"


def _take() -> None:
    state.change(by=_NAME, lens=state.given(_NAME))


def _switch(page: Frame) -> None:
    t, item = page.t, asked.of_view(page.atlas, page.view)
    key = state.widget_key(_NAME)
    state.fill(key, sheet.shown(item, page.view))
    st.segmented_control(
        t("concentration.lens.label"),
        sheet.offered(item),
        format_func=lambda one: t(f"concentration.lens.{one}"),
        key=key,
        on_change=_take,
        label_visibility="collapsed",
        required=True,
    )


def draw(page: Frame, item: Subject) -> None:
    """What stands above and below the map; lists and statistics have their table in the chart."""
    lens = sheet.shown(item, page.view)
    mapcolumn.draw(page, _switch, lens.replace("_", "-"))
    with page.under, st.container(key="concentration_under"):
        if lens == "centres":
            centres.draw(page, item)
        elif lens == "quotient":
            _quotients(page, item)


def _quotients(page: Frame, item: Subject) -> None:
    t = page.t
    found = sheet.city_quotients(page.atlas, page.view, item)
    names = wording.city_names(page.atlas, t)
    frame = pd.DataFrame(
        {
            t("concentration.col.city"): [names[city] for city in found],
            t("concentration.col.lq"): [
                round(one.lq, 3) if one.lq is not None and one.kind != "few" else None
                for one in found.values()
            ],
            t("concentration.col.kind"): [
                t("maps.unknown_value")
                if one.lq is None
                else t(f"concentration.map.{one.kind}", lq=f"{one.lq:.2f}")
                for one in found.values()
            ],
        }
    )
    assert page.figure is not None
    as_table(frame, "concentration_map", page.figure.title, t)
