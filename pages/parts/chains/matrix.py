"""Chains by city in the colours of families and the order of the layout's regions."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geo.look.html import element
from pages.parts import cards, charts
from pages.parts.shell import state
from pages.parts.shell.frame import Frame


def _choose(codes: tuple[Any, ...]) -> None:
    """A cell chooses its chain and its city."""
    match codes:
        case (chain_id, adcode) if str(adcode).isdecimal():
            state.change(chain=(chain_id,), city=(int(adcode),), sel=None)


def draw(page: Frame) -> None:
    """The matrix, and its text equal."""
    chart = page.chart("chain-matrix")
    if chart is None:
        return
    charts.head(chart)
    with st.container(key="chain_matrix_frame"):
        # What has the focus can be scrolled by keyboard; a chart takes none.
        cards.show(element("span", chart.title, css="reach", role="note", tabindex=0))
        charts.plot(chart, on_click=_choose)
    charts.as_table(chart.table, chart.code, chart.title, page.t)
