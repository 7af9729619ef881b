"""The column of the map: its title and controls above, legend and how to read it below."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from geo import maps
from geo.record import areas
from pages.parts import cards
from pages.parts.shell import control
from pages.parts.shell.frame import Frame


def layers(page: Frame) -> None:
    """Control that chooses what the areas are coloured by."""
    control.select(
        "layer",
        page.t("areas.layer"),
        areas.codes(page.atlas),
        page.view.layer,
        lambda code: areas.label(page.atlas, code, page.t),
        width=210,
    )


def draw(page: Frame, control: Callable[[Frame], None] = layers, legend_kind: str = "") -> None:
    """What belongs to the map of the frame, with one control beside its title.

    Parameters
    ----------
    page : Frame
        The frame of this run; its page has a map.
    control : callable
        Draws the control.
    legend_kind : str
        Class of the legend in the style sheet.
    """
    figure = page.figure
    assert figure is not None
    with page.over, st.container(key="map_head", horizontal=True, vertical_alignment="center"):
        badge = cards.coverage_badge(figure.badge, figure.complete) if figure.badge else ""
        cards.show(cards.figure_head(figure.title, badge))
        control(page)
    with page.under, st.container(key="legend"):
        cards.show(maps.legend_html(figure.legend, legend_kind))
        if figure.on_screen:
            cards.show(cards.how_to_read(figure.on_screen))
