"""From family over chain and stage to city: the diagram, and the rows it is drawn from."""

from __future__ import annotations

import streamlit as st

from pages.parts import cards, charts, listing
from pages.parts.shell.frame import Frame


def draw(page: Frame) -> None:
    """The diagram with the table beside it, as a diagram of flows cannot be clicked."""
    chart = page.chart("chain-flow")
    if chart is None:
        cards.notice(page.t("chains.flow_none"))
        return
    charts.head(chart)
    left, right = st.columns([2.26, 1], gap="medium")
    with left, st.container(key="chain_flow_frame"):
        charts.plot(chart)
    with right:
        listing.draw(chart.table, "chain_flow_rows", chart.title, most=620)
