"""Resource map and gap map of an industry chain, or of many."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo.questions.chains import choice
from geo.questions.chains.findings import headline
from geo.sheets.chains import page as sheet
from pages.parts import cards, detail
from pages.parts.chains import all_chains, card, firms, flow, matrix, near, on_map, zones
from pages.parts.chains import choice as chain_choice
from pages.parts.shell import frame

_STYLE = Path(__file__).parent / "parts" / "chains" / "style.css"
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
ids = choice.chosen(atlas, view.selection.chain, view.selection.fam, view.chains.system)

with page.head:
    st.html(_STYLE)
    chain_choice.draw(page)
    cards.show(cards.headline(headline(atlas, ids, view.chains.mode, t), t))
    chain_choice.below(page, ids)

on_map.draw(page)

with page.side:
    if view.sel:
        detail.draw(atlas, view, t, sheet.clusters_of(atlas, view, ids))
    card.draw(page, ids)

with page.below:
    part = chain_choice.part(page, ids)
    with st.container(key=f"chain_part_{part}"):
        _PARTS[part](page, ids)
    cards.show(cards.source(card.sources(page, ids)))
