"""The column of the map: title and controls above, the legend on it, how to read it below."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from geo import maps
from geo.record import areas
from geo.record.airports import airports
from geo.record.neighbours import neighbours
from pages.parts import cards
from pages.parts.shell import control
from pages.parts.shell.frame import Frame

#: Legend of so many classes that no corner has room for it.
_WIDE = "two-way"


def layers(page: Frame) -> None:
    """Controls that choose what the areas are coloured by: the subject, then its year."""
    atlas, t, layer = page.atlas, page.t, page.view.layer
    subjects = {code: areas.subject_label(atlas, code, t) for code in areas.subjects(atlas, layer)}
    _layer(page, "layer", subjects, 210)
    years = areas.years(atlas, layer)
    if len(years) > 1:
        _layer(page, "layer_year", years, 88)


def _layer(page: Frame, name: str, words: Mapping[str, str], width: int) -> None:
    """A menu of layers by their codes, which the map answers by itself."""

    def change(code: str) -> dict[str, str]:
        return {"layer": code}

    page.offer(name, words, change)
    label = page.t(f"areas.{name}")
    control.select(
        name, label, tuple(words), page.view.layer, words.__getitem__, change=change, width=width
    )


def _orientation(page: Frame) -> None:
    """Switches for what the map shows for orientation, as far as the data have it."""
    t, shown = page.t, page.view.shown
    if not airports(page.atlas).empty:
        control.toggle("airports", t("maps.airports.title"), shown.airports)
    if not neighbours(page.atlas).empty:
        control.toggle("neighbours", t("maps.neighbours.title"), shown.neighbours)


def draw(page: Frame, controls: Callable[[Frame], None] = layers, legend_kind: str = "") -> None:
    """What belongs to the map of the frame, with controls beside its title.

    Parameters
    ----------
    page : Frame
        The frame of this run; its page has a map.
    controls : callable
        Draws those of the page.
    legend_kind : str
        Class of the legend in the style sheet.
    """
    figure = page.figure
    assert figure is not None
    with page.over, st.container(key="map_head", horizontal=True, vertical_alignment="center"):
        badge = cards.coverage_badge(figure.badge, figure.complete) if figure.badge else ""
        cards.show(cards.figure_head(figure.title, badge))
        controls(page)
        _orientation(page)
    # The province leaves corners white that are always the same; a city of its own does not.
    marked = figure.content.figure is None and figure.content.marks is None
    kind = legend_kind or ("marks-legend" if marked else "")
    if figure.content.focus is not None or kind == _WIDE:
        kind = f"{kind} side-legend".strip()
    with page.on, st.container(key="legend"):
        cards.show(maps.legend_html(figure.legend, kind))
    if figure.on_screen:
        with page.under:
            cards.show(cards.how_to_read(figure.on_screen))
