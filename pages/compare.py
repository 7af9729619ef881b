"""Two to ten cities, regions or chains side by side."""

from __future__ import annotations

import streamlit as st

from geo.sheets.compare import page as sheet
from geo.sheets.table_filter import in_words
from pages.parts import cards
from pages.parts.compare import bars, choice, maps, side, table
from pages.parts.shell import frame

page = frame.current()
atlas, view, t = page.atlas, page.view, page.t
chosen = sheet.chosen(atlas, view)
figures = sheet.figures(atlas, view)

with page.head:
    cards.style("compare")
    choice.draw(page, chosen)
    page.claim()
    choice.below(page, chosen)
    used = set() if view.compare.compare else {"city", "region", "chain"}
    ignored = view.selection.without(*used).chosen
    if ignored:
        cards.notice(t("compare.ignored", filters=t.clauses(in_words(atlas, view, ignored))))
    if chosen.kind != "outside":
        with st.container(key="compare_maps"):
            maps.draw(atlas, chosen, figures, t)

with page.over, st.container(key="finding"):
    bars.draw(atlas, view, chosen, figures, t)

with page.side:
    with st.container(key="detail"):
        side.peers(page, chosen)
        side.outside(page, chosen)
    with st.container(key="coverage"):
        side.coverage(atlas, chosen, figures, t)

with page.below:
    with st.container(key="table"):
        table.draw(page, chosen, figures)
    ids = dict.fromkeys(key for figure in figures[:8] for key in figure.source_ids)
    cards.show(cards.source(t("compare.source", sources=sheet.sources(atlas, ids, t))))
