"""How every figure is made, what the data cannot tell, and what the terms mean."""

from __future__ import annotations

import streamlit as st

from geo.sheets import methods
from pages.parts import cards
from pages.parts.methods import contents, glossary, remarks
from pages.parts.methods import figures as methods_figures
from pages.parts.shell import frame

page = frame.current()
atlas, view, t = page.atlas, page.view, page.t

with page.head:
    cards.style("methods")
    with st.container(key="finding"):
        said = t(
            "methods.headline",
            pages=len(methods.FIGURES),
            figures=sum(map(len, methods.FIGURES.values())),
            disputes=len(atlas.remarks("contradictions")),
            gaps=len(atlas.remarks("gaps")),
        )
        cards.show(cards.headline(said, t))
    if view.selection.without("q").chosen:
        cards.notice(t("methods.ignored"))

with page.below:
    left, right = st.columns([1, 5.2], gap="medium")
    with left, st.container(key="methods_contents"):
        contents.draw(view, t)
    with right:
        if view.methods.topic in methods.FIGURES:
            methods_figures.of_page(atlas, view, t)
        elif view.methods.topic in methods.NOTES:
            methods_figures.notes(atlas, view.methods.topic, t)
        elif view.methods.topic == "formulas":
            methods_figures.formulas(t)
        elif view.methods.topic in methods.REMARKS:
            remarks.draw(atlas, view.methods.topic, t)
        else:
            glossary.draw(view, t)
