"""The column of the map: its title and layer choice above, the legend below."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from geo import areas, maps
from geo.areas import AreaFigure
from geo.maps.content import MapContent
from geo.words import Words
from pages.parts import cards, state
from pages.parts.frame import Frame

_LAYER = "layer"


def _take_layer() -> None:
    state.change(by=_LAYER, layer=st.session_state[state.widget_key(_LAYER)])


def draw(
    page: Frame,
    chosen: pd.DataFrame,
    *,
    title: str = "",
    focus: int | None = None,
    counted: pd.DataFrame | None = None,
) -> None:
    """Ask for the map of the chosen clusters and draw what stands above and below it.

    A title of the page's own takes the place of the usual one while nothing is coloured; an area
    in focus fills the map. Areas count the chosen clusters, unless others are to be counted.
    """
    atlas, view, t = page.atlas, page.view, page.t
    figure = areas.figure(atlas, view.layer, chosen if counted is None else counted, t)
    page.map = MapContent(chosen, figure, focus=focus)
    with page.over, st.container(key="map_head", horizontal=True, vertical_alignment="center"):
        cards.show(_head(chosen, figure, t, title))
        key = state.widget_key(_LAYER)
        st.session_state[key] = view.layer
        st.selectbox(
            t("areas.layer"),
            areas.codes(atlas),
            format_func=lambda code: areas.label(atlas, code, t),
            key=key,
            on_change=_take_layer,
            label_visibility="collapsed",
            width=210,
        )
    with page.under, st.container(key="legend"):
        cards.show(maps.legend_html(maps.legend(chosen, t, figure)))
        cards.show(f'<div class="reading">{escape(_reading(figure, t))}</div>')


def _head(chosen: pd.DataFrame, figure: AreaFigure | None, t: Words, title: str) -> str:
    """Title of the map and how much of it is known."""
    if figure is None:
        badge = cards.coverage_badge(t("mapcolumn.on_map", n=len(chosen)), complete=False)
        return cards.figure_head(title or t("mapcolumn.title"), badge)
    known = t("mapcolumn.known_areas", known=figure.known, of=len(figure.values))
    badge = cards.coverage_badge(known, complete=figure.known == len(figure.values))
    return cards.figure_head(figure.title, badge)


def _reading(figure: AreaFigure | None, t: Words) -> str:
    """How to read the map, and where its figures come from."""
    if figure is None:
        return t("mapcolumn.reading")
    return t("mapcolumn.reading_areas", unit=figure.unit, source=figure.source)
