"""The timeline of recognitions: a range of years that can be played."""

from __future__ import annotations

import time

import streamlit as st

from geo.data.atlas import Atlas
from geo.record import clusters
from geo.sheets.view import View
from geo.words import Words
from pages.parts.shell import control, state

_SECONDS_A_YEAR = 1.0


def _toggle(span: tuple[int, int]) -> None:
    """Callback: start from the first year, or stop where the reader is."""
    if state.playing():
        state.stop_playing()
        return
    state.start_playing(time.monotonic())
    state.change(year=(span[0], span[0]))


@st.fragment(run_every=_SECONDS_A_YEAR / 4)
def _tick(span: tuple[int, int]) -> None:
    """Move on by a year once enough time has passed; the last year ends the play."""
    if not state.playing() or not state.due(time.monotonic(), _SECONDS_A_YEAR):
        return
    first, last = state.current().selection.year or span
    if last >= span[1]:
        state.stop_playing()
        if (first, last) == span:  # what the slider then shows means all years
            state.change(year=None)
    else:
        state.change(year=(first, last + 1))
    st.rerun()


def draw(atlas: Atlas, view: View, t: Words) -> None:
    """Draw the play button and the slider of years."""
    span = clusters.year_span(atlas)
    with st.container(key="timeline_row", horizontal=True, vertical_alignment="center"):
        playing = state.playing()
        st.button(
            t("clusters.pause" if playing else "clusters.play"),
            icon=":material/pause:" if playing else ":material/play_arrow:",
            key="play",
            on_click=_toggle,
            args=(span,),
        )
        control.span(
            "timeline",
            t("clusters.timeline"),
            span,
            view.selection.year,
            ends=(t("filters.year_first"), t("filters.year_last")),
            change=lambda given: {"year": given},
            labelled=False,
        )
        if playing:
            _tick(span)
