"""The regional layout: every scheme on the map, what changed, and its regions compared."""

from __future__ import annotations

import streamlit as st

from geo.sheets.layout import asked, rows
from pages.parts import cards
from pages.parts.layout import axes, changes, regions, roles, schemes
from pages.parts.shell import frame, mapcolumn

page = frame.current()
atlas, view, t = page.atlas, page.view, page.t
scheme = asked.scheme(atlas, view)
measures = rows.measures(atlas, view)

with page.head:
    cards.style("layout")
    page.claim()
    schemes.rail(page, scheme)

mapcolumn.draw(page, axes.menu, "layout-legend")

with page.side:
    with st.container(key="table"):
        regions.small(atlas, scheme, measures, t)
    with st.container(key="finding"):
        changes.box(atlas, view, t)
    if len(view.selection.city) == 1:
        with st.container(key="detail"):
            roles.card(atlas, view, scheme, view.selection.city[0], t)
    elif view.selection.region:
        with st.container(key="detail"):
            schemes.card(atlas, scheme, view.selection.region, t)

with page.below:
    with st.container(key="layout_schemes"):
        schemes.multiples(page, scheme)
    with st.container(key="layout_changes"):
        changes.table(page)
    with st.container(key="coverage"):
        regions.large(page, scheme, measures)
    with st.container(key="layout_industry"):
        left, right = st.columns([1.25, 1], gap="large")
        with left:
            cards.show(regions.families(atlas, scheme, t))
        with right:
            if printed := regions.printed(atlas, t):
                cards.show(printed)
            cards.show(schemes.members(atlas, scheme, t))
    with st.container(key="layout_cities"):
        left, right = st.columns([1.1, 1], gap="large")
        with left:
            cards.show(roles.table(atlas, scheme, t))
        with right:
            cards.show(axes.table(atlas, view, t))
    cards.show(cards.source(schemes.sources(atlas, scheme, t)))
