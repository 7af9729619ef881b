"""Two to ten cities, regions or chains side by side."""

from __future__ import annotations

from html import escape

import streamlit as st

from geo import compare
from geo.compare import wording
from geo.sheets import compare as sheet
from geo.table_filter import in_words
from geo.view import FILTERS, View
from pages.parts import (
    cards,
    compare_bars,
    compare_choice,
    compare_maps,
    compare_side,
    compare_table,
    factlist,
    frame,
)

page = frame.current()
atlas, view, t = page.atlas, page.view, page.t
chosen = sheet.chosen(atlas, view)
figures = compare.figures(atlas, chosen)

with page.head:
    compare_choice.style()
    compare_choice.draw(page, chosen)
    cards.show(cards.headline(wording.headline(atlas, chosen, figures, t), t))
    compare_choice.below(page, chosen)
    used = {"city", "region", "chain"} if chosen.reason == "filters" else set()
    ignored = tuple(d for d in FILTERS if d not in used and getattr(view, d) != getattr(View, d))
    if ignored:
        words = ("；" if t.lang == "zh" else "; ").join(in_words(atlas, view, ignored))
        text = escape(t("compare.ignored", filters=words))
        cards.show(f'<div class="notice" role="status">{text}</div>')
    with st.container(key="compare_maps"):
        compare_maps.draw(atlas, chosen, figures, t)

with page.over, st.container(key="finding"):
    compare_bars.draw(atlas, view, chosen, figures, t)

with page.side:
    with st.container(key="detail"):
        compare_side.peers(page, chosen)
    with st.container(key="coverage"):
        compare_side.coverage(atlas, chosen, figures, t)

with page.below:
    with st.container(key="table"):
        compare_table.draw(page, chosen, figures)
    ids = dict.fromkeys(key for figure in figures[:8] for key in figure.source_ids)
    titles = factlist.sources(atlas, ids)
    many = len(titles) > compare_table.MOST_SOURCES
    told = t("compare.sources", n=len(titles)) if many else t.join(titles)
    cards.show(cards.source(t("compare.source", sources=told)))
