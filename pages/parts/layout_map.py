"""The map of a scheme, its title, the choice of corridors and its legend."""

from __future__ import annotations

from html import escape

import streamlit as st

from geo import clusters, layout, maps
from geo.layout import Scheme
from geo.maps import regions
from geo.maps.content import MapContent
from pages.parts import cards, layout_axes
from pages.parts.frame import Frame


def draw(page: Frame, scheme: Scheme) -> None:
    """Ask for the map of a scheme and draw what stands above and below it."""
    atlas, view, t = page.atlas, page.view, page.t
    axes = layout_axes.chosen(atlas, view)
    layers = regions.region_layers(atlas, scheme, axes, t)
    page.map = MapContent(clusters.table(atlas), layers=layers, marks=False)
    listed = t("layout.map.listed", n=len(scheme.inside), all=len(scheme.cities))
    badge = cards.coverage_badge(listed, complete=scheme.complete)
    title = t(
        "layout.map.title",
        scheme=scheme.name_zh if t.lang == "zh" else scheme.name_en,
        year=scheme.year,
    )
    with page.over, st.container(key="map_head", horizontal=True, vertical_alignment="center"):
        cards.show(cards.figure_head(title, badge))
        layout_axes.menu(atlas, view, t)
    with page.under, st.container(key="legend"):
        cards.show(maps.legend_html(regions.legend(scheme, axes, t)))
        cards.show(f'<div class="reading">{escape(_reading(scheme, axes, page))}</div>')


def _reading(scheme: Scheme, axes: tuple[layout.Axis, ...], page: Frame) -> str:
    t = page.t
    parts = [t("layout.map.reading")]
    if any(axis.inferred for axis in axes):
        inferred = t.join(regions.axis_word(axis, t) for axis in axes if axis.inferred)
        parts.append(t("layout.map.inferred", axes=inferred))
    if scheme.shared:
        parts.append(t("layout.map.shared", n=len(scheme.shared)))
    return (" " if t.lang == "en" else "").join(parts)
