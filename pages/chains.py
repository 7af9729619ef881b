"""Resource map and gap map of an industry chain, or of many."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo.chains import choice
from geo.chains.findings import headline
from geo.sheets import chains as sheet
from pages.parts import (
    cards,
    chain_card,
    chain_choice,
    chain_firms,
    chain_flow,
    chain_list,
    chain_map,
    chain_matrix,
    chain_near,
    chain_zones,
    detail,
    frame,
)

_STYLE = Path(__file__).parent / "parts" / "chain_style.css"
_PARTS = {
    "list": chain_list.draw,
    "matrix": chain_matrix.draw,
    "firms": chain_firms.draw,
    "zones": chain_zones.draw,
    "flow": chain_flow.draw,
    "near": chain_near.draw,
}

page = frame.current()
atlas, view, t = page.atlas, page.view, page.t
ids = choice.chosen(atlas, view.chain, view.fam, view.system)

with page.head:
    st.html(_STYLE)
    chain_choice.draw(page)
    cards.show(cards.headline(headline(atlas, ids, view.mode, t), t))
    chain_choice.below(page, ids)

chain_map.draw(page)

with page.side:
    if view.sel:
        detail.draw(atlas, view, t, sheet.clusters_of(atlas, view, ids))
    chain_card.draw(page, ids)

with page.below:
    part = chain_choice.part(page, ids)
    with st.container(key=f"chain_part_{part}"):
        _PARTS[part](page, ids)
    cards.show(cards.source(chain_card.sources(page, ids)))
