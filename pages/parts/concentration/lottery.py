"""Share of the core, Lorenz curve and indices, each with what the lottery gives."""

from __future__ import annotations

import streamlit as st

from geo.questions.concentration.robustness import Case
from pages.parts import cards, charts
from pages.parts.shell.frame import Frame


def draw(page: Frame, asked: Case) -> None:
    """Three figures side by side."""
    t = page.t
    if asked.subject.unknown:
        cards.note(t("concentration.partial", n=len(asked.subject.unknown)))
    columns = st.columns(3, gap="medium")
    for column, code in zip(columns, ("core-share", "lorenz", "indices"), strict=True):
        with column, st.container(key=f"concentration_{code}"):
            chart = page.chart(code)
            if chart is None:
                cards.note(t("concentration.indices.too_few"))
                continue
            charts.show(chart, t)
            if code == "indices":
                cards.note(t("concentration.indices.note"))
