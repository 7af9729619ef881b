"""What stands below the verdict: one panel at a time, so that a choice repaints little."""

from __future__ import annotations

import streamlit as st

from geo.data.atlas import Atlas
from geo.questions.concentration.robustness import Case
from geo.questions.concentration.subjects import PANELS
from geo.questions.concentration.wording import Names
from geo.sheets.view import View
from geo.words import Words
from pages.parts.concentration import expert, lottery, stand, where, years
from pages.parts.shell import state

_NAME = "concentration_panel"


def _take() -> None:
    state.change(by=_NAME, panel=state.given(_NAME))


def draw(atlas: Atlas, view: View, asked: Case, said: Names, t: Words) -> None:
    """The choice of panels, and the one chosen."""
    key = state.widget_key(_NAME)
    state.fill(key, view.concentration.panel)
    st.segmented_control(
        t("concentration.panel.label"),
        PANELS,
        format_func=lambda one: t(f"concentration.panel.{one}"),
        key=key,
        on_change=_take,
        label_visibility="collapsed",
        required=True,
    )
    match view.concentration.panel:
        case "stand":
            stand.draw(atlas, asked, t)
        case "lottery":
            lottery.draw(atlas, asked, said, t)
        case "where":
            where.draw(atlas, view, asked, said, t)
        case "years":
            years.draw(atlas, asked, said, t)
        case "expert":
            expert.draw(atlas, t)
