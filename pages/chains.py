"""Resource map and gap map of an industry chain, or of many."""

from __future__ import annotations

import streamlit as st

from geo.sheets.chains.asked import asked, clusters_of, part
from pages.parts import cards, detail
from pages.parts.chains import all_chains, card, choice, firms, flow, matrix, near, on_map, zones
from pages.parts.shell import frame

_PARTS = {
    "list": all_chains.draw,
    "matrix": matrix.draw,
    "firms": firms.draw,
    "zones": zones.draw,
    "flow": flow.draw,
    "near": near.draw,
}

page = frame.current()
atlas, view, t = page.atlas, page.view, page.t
ids = asked(atlas, view).ids

with page.head:
    cards.style("chains")
    choice.draw(page)
    page.claim()
    choice.below(page, ids)

on_map.draw(page)

with page.side:
    if view.sel:
        detail.draw(atlas, view, t, clusters_of(atlas, view, ids))
    card.draw(page, ids)

with page.below:
    choice.part(page)
    below = part(atlas, view)
    with st.container(key=f"chain_part_{below}"):
        _PARTS[below](page)
    cards.show(cards.source(card.sources(page, ids)))
