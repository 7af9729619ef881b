"""The lists whose mean centres are compared: which ones, and where each of them lies."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.questions.concentration import dated
from geo.questions.concentration.centres import apart_km
from geo.questions.concentration.dated import Dated
from geo.questions.concentration.subjects import Subject
from geo.questions.concentration.wording import dated_words
from geo.record import clusters
from geo.sheets.concentration import map_figure as sheet
from pages.parts.concentration.figures import as_table
from pages.parts.shell import state
from pages.parts.shell.frame import Frame

_NAME = "concentration_centre"


def _take(programme: str) -> None:
    """Callback: the choice within one programme; beyond the most, the earliest choices go."""
    name = f"{_NAME}_{programme}"
    new = tuple(state.given(name) or ())
    kept = tuple(
        code for code in st.session_state[_NAME] if code.split(".")[1] != programme or code in new
    )
    added = tuple(code for code in new if code not in kept)
    state.change(by=name, centre=(kept + added)[-sheet.MOST :])


def draw(page: Frame, item: Subject) -> None:
    """One row of years for each programme, and the table of centres."""
    atlas, view, t = page.atlas, page.view, page.t
    picked = sheet.compared(atlas, view, item)
    st.session_state[_NAME] = tuple(one.code for one in picked)
    by_programme: dict[str, list[Dated]] = {}
    for one in dated.lists(atlas):
        by_programme.setdefault(one.programme, []).append(one)
    label = t("concentration.centre.choose", n=len(picked), most=sheet.MOST)
    with st.popover(label, key="popover_centre"):
        for programme, listed in by_programme.items():
            key = state.widget_key(f"{_NAME}_{programme}")
            state.fill(key, [one.code for one in listed if one in picked])
            words = {one.code: dated_words(one, t) for one in listed}
            st.pills(
                t.name(clusters.programmes(atlas).loc[programme]),
                list(words),
                selection_mode="multi",
                format_func=words.get,
                key=key,
                on_change=_take,
                args=(programme,),
            )
    _table(page, item)


def _table(page: Frame, item: Subject) -> None:
    t = page.t
    found = sheet.middles(page.atlas, page.view, item, t)
    against = found[0][2]
    records = []
    for name, _, middle in found:
        axes = middle.ellipse if middle else None
        records.append(
            {
                t("concentration.col.subject"): name,
                t("concentration.centre.lon"): round(middle.lon, 2) if middle else None,
                t("concentration.centre.lat"): round(middle.lat, 2) if middle else None,
                t("concentration.centre.apart_base"): (
                    round(apart_km(middle, against)) if middle and against else None
                ),
                t("concentration.centre.major"): round(axes.semi_major / 1000) if axes else None,
                t("concentration.centre.minor"): round(axes.semi_minor / 1000) if axes else None,
            }
        )
    title = t("concentration.centre.map_title", n=len(found) - 1)
    as_table(pd.DataFrame(records), "concentration_map", title, t)
