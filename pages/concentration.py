"""Whether clusters concentrate: in plain words, and for experts with how sure one can be."""

from __future__ import annotations

import streamlit as st

from geo.questions.concentration import wording
from geo.sheets.concentration import asked
from pages.parts import cards, factlist
from pages.parts.concentration import controls, on_map, panels, plain, two_way, verdict
from pages.parts.shell import frame

page = frame.current()
atlas, view, t = page.atlas, page.view, page.t
item = asked.of_view(atlas, view)
question = asked.case(atlas, view)

with page.head:
    factlist.style()
    cards.style("concentration")
    controls.draw(page, item)
    if view.depth == "simple":
        plain.draw(page)
    elif question or item.kind == "amount":
        verdict.head(page, question)
        verdict.figures(page, question)
    else:
        page.claim()
        cards.notice(page.said[1][0])

if view.depth == "simple":
    plain.beside(page)
elif page.figure is not None:
    on_map.draw(page, item)
if question and view.depth == "expert":
    with page.side, st.container(key="table"):
        two_way.draw(page, question)


def below() -> None:
    """The panel chosen and the sources, when all that the reader looks at first is drawn."""
    if view.depth == "simple":
        plain.sources(page)
        return
    with page.below:
        if question:
            with st.container(key="concentration_panel_box"):
                panels.draw(page, question)
        said = asked.names(atlas, view, t)
        cards.show(cards.source(wording.source_line(atlas, item, said, t)))


page.later.append(below)
