"""The glossary in both languages, as a table to search."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from geo.look.html import element
from geo.sheets import methods
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import control, state


def draw(view: View, t: Words) -> None:
    """Search box and the terms that it leaves."""
    found, of = methods.terms(t, view.selection.q), len(methods.terms(t))
    key = "methods.glossary_some" if len(found) < of else "methods.glossary_title"
    head = cards.figure_head(t(key, n=len(found), of=of), reading=t("methods.glossary_reading"))
    with st.container(key="table"):
        cards.show(cards.block(head))
        with st.container(key="glossary_controls", horizontal=True, vertical_alignment="bottom"):
            control.text(
                "glossary_q",
                t("methods.glossary_search"),
                view.selection.q,
                t("methods.glossary_hint"),
                change=lambda given: {"q": given},
                width=260,
                labelled=True,
            )
            if view.selection.q:
                st.button(
                    t("methods.glossary_all"),
                    key="glossary_all",
                    on_click=lambda: state.change(q=""),
                    type="tertiary",
                )
        if not found:
            cards.notice(t("methods.glossary_empty"))
            return
        cards.show(_table(found, t))


def _table(found: tuple[methods.Term, ...], t: Words) -> Markup:
    head = [t(f"methods.col_{name}") for name in ("zh", "en", "meaning")]
    rows = (
        (element("td", term.zh, lang="zh"), element("td", term.en, lang="en"), term.meaning)
        for term in found
    )
    return cards.table("terms", rows, head)
