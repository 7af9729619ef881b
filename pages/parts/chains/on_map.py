"""The map of chains: its layers to switch, and below it the table of stages."""

from __future__ import annotations

import streamlit as st

from geo.population.fields import NOTHING
from geo.questions.chains import choice
from geo.sheets.chains import page as sheet
from pages.parts import cards
from pages.parts.chains import stages
from pages.parts.shell import mapcolumn, state
from pages.parts.shell.frame import Frame

_LAYERS = "chain_layers"


def _take_layers() -> None:
    picked = state.given(_LAYERS)
    over = tuple(code for code in choice.LAYERS if code in picked) or (NOTHING,)
    state.change(by=_LAYERS, over=() if over == choice.USUAL_LAYERS else over)


def _layers(page: Frame) -> None:
    t, key = page.t, state.widget_key(_LAYERS)
    state.fill(key, list(sheet.asked(page.atlas, page.view).over))
    st.pills(
        t("chains.layers"),
        choice.LAYERS,
        selection_mode="multi",
        format_func=lambda code: t(f"chains.layer.{code}"),
        key=key,
        on_change=_take_layers,
        label_visibility="collapsed",
    )


def draw(page: Frame) -> None:
    """What stands above and below the map."""
    item = sheet.asked(page.atlas, page.view)
    mapcolumn.draw(page, _layers, "chain-legend" if item.hue else "")
    if len(item.ids) == 1:
        with page.under:
            cards.show(stages.table(page, item.ids[0]))
