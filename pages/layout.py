"""The regional layout: every scheme on the map, what changed, and its regions compared."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo import layout
from geo import view as geo_view
from pages.parts import (
    cards,
    frame,
    layout_axes,
    layout_changes,
    layout_regions,
    layout_roles,
    layout_schemes,
    mapcolumn,
)

_STYLE = Path(__file__).parent / "parts" / "layout_style.css"

page = frame.current()
atlas, view, t = page.atlas, page.view, page.t
scheme = layout.scheme(atlas, view.scheme)
chosen = geo_view.filter_clusters(atlas, view)
measures = layout.compare(atlas, scheme, chosen if view.filtered else None)

with page.head:
    st.html(f"<style>{_STYLE.read_text(encoding='utf-8')}</style>")
    cards.show(cards.headline(layout.headline(atlas, scheme, t), t))
    layout_schemes.rail(atlas, scheme, t)

mapcolumn.draw(page, layout_axes.menu)

with page.side:
    with st.container(key="table"):
        layout_regions.small(atlas, scheme, measures, t)
    with st.container(key="finding"):
        layout_changes.box(atlas, view, scheme, t)
    if len(view.city) == 1:
        with st.container(key="detail"):
            layout_roles.card(atlas, view, scheme, view.city[0], t)

with page.below:
    with st.container(key="layout_schemes"):
        layout_schemes.multiples(atlas, scheme, t)
    with st.container(key="layout_changes"):
        layout_changes.table(atlas, view, scheme, t)
    with st.container(key="coverage"):
        layout_regions.large(page, scheme, measures)
    with st.container(key="layout_industry"):
        left, right = st.columns([1.25, 1], gap="large")
        with left:
            layout_regions.families(atlas, scheme, t)
        with right:
            layout_regions.printed(atlas, t)
            layout_schemes.members(atlas, scheme, t)
    with st.container(key="layout_cities"):
        left, right = st.columns([1.1, 1], gap="large")
        with left:
            layout_roles.table(atlas, scheme, t)
        with right:
            layout_axes.table(atlas, view, t)
    cards.show(cards.source(layout_schemes.sources(atlas, scheme, t)))
