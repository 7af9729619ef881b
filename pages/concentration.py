"""Whether, how strongly and against what the clusters concentrate, and how sure one can be."""

from __future__ import annotations

from html import escape

import streamlit as st

from geo.questions.concentration import bases, robustness, wording
from geo.sheets.concentration import asked
from pages.parts import cards, factlist
from pages.parts.concentration import amount, controls, figures, on_map, panels, two_way, verdict
from pages.parts.shell import frame

page = frame.current()
atlas, view, t = page.atlas, page.view, page.t
item = asked.of_view(atlas, view)
core = asked.core(atlas, view)
said = wording.names(
    atlas, item.code, bases.base(atlas, view.concentration.base, item.year), core, t
)

with page.head:
    factlist.style()
    figures.style()
    controls.draw(atlas, view, item, t)

question = (
    robustness.case(atlas, item, view.concentration.base, core, view.concentration.rule)
    if item.places
    else None
)
if question:
    with page.head:
        verdict.head(atlas, question, said, t)
        left, middle, right = st.columns([1.05, 1, 1.05], gap="medium")
        with left, st.container(key="concentration_pairs"):
            verdict.pairs(atlas, view, question, t)
        with middle, st.container(key="concentration_quotients"):
            verdict.city_quotients(atlas, view, question, t)
        with right, st.container(key="concentration_strip"):
            verdict.benchmarks(atlas, question, said, t)
    on_map.draw(page, item)
    with page.side, st.container(key="table"):
        two_way.draw(page, question)
elif item.kind == "amount":
    against = bases.base(atlas, view.concentration.base, item.year)
    with page.head:
        amount.head(atlas, item, against, core, said, t)
        amount.figures(atlas, view, item, against, core, said, t)
    on_map.draw(page, item)
else:
    with page.head:
        cards.show(cards.headline(t("concentration.headline.empty", subject=said.subject), t))
        cards.show(f'<div class="notice" role="status">{escape(t("concentration.empty"))}</div>')


def below() -> None:
    """The panel chosen and the sources, when all that the reader looks at first is drawn."""
    with page.below:
        if question:
            with st.container(key="concentration_panel_box"):
                panels.draw(atlas, view, question, said, t)
        cards.show(cards.source(wording.source_line(atlas, item, said, t)))


page.later.append(below)
