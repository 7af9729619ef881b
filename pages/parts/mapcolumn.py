"""The column of the map: its title and layer choice above, the legend below."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo import areas, maps
from pages.parts import cards, state
from pages.parts.frame import Frame
from pages.parts.mapframe import MapRequest

_LAYER = "layer"


def _take_layer() -> None:
    state.change(layer=st.session_state[_LAYER])


def draw(page: Frame, chosen: pd.DataFrame) -> None:
    """Ask for the map of the chosen clusters and draw what stands above and below it."""
    atlas, view, t = page.atlas, page.view, page.t
    figure = areas.figure(atlas, view.layer, chosen, t)
    page.map = MapRequest(chosen, figure)
    with page.over, st.container(key="map_head", horizontal=True, vertical_alignment="center"):
        badge = cards.coverage_badge(t("overview.on_map", n=len(chosen)), complete=False)
        title = t("overview.map_title") if figure is None else figure.title
        cards.show(cards.figure_head(title, badge))
        st.session_state[_LAYER] = view.layer
        st.selectbox(
            t("areas.layer"),
            areas.codes(atlas),
            format_func=lambda code: areas.label(atlas, code, t),
            key=_LAYER,
            on_change=_take_layer,
            label_visibility="collapsed",
            width=210,
        )
    with page.under, st.container(key="legend"):
        cards.show(maps.legend_html(maps.legend(chosen, t, figure), t))
        cards.show(f'<div class="reading">{t("overview.map_reading")}</div>')
