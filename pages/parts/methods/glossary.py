"""The glossary in both languages, as a table to search."""

from __future__ import annotations

from html import escape

import streamlit as st

from geo.population.selection import LONGEST_QUERY
from geo.sheets import methods
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import state

_KEY = "glossary_q"


def draw(view: View, t: Words) -> None:
    """Search box and the terms that it leaves."""
    found, of = methods.terms(t, view.selection.q), len(methods.terms(t))
    key = "methods.glossary_some" if len(found) < of else "methods.glossary_title"
    head = cards.figure_head(t(key, n=len(found), of=of), reading=t("methods.glossary_reading"))
    with st.container(key="table"):
        cards.show(f'<div class="block">{head}</div>')
        with st.container(key="glossary_controls", horizontal=True, vertical_alignment="bottom"):
            name = state.widget_key(_KEY)
            state.fill(name, view.selection.q)
            st.text_input(
                t("methods.glossary_search"),
                key=name,
                on_change=_take,
                args=(name,),
                placeholder=t("methods.glossary_hint"),
                max_chars=LONGEST_QUERY,
                width=260,
            )
            if view.selection.q:
                st.button(
                    t("methods.glossary_all"),
                    key="glossary_all",
                    on_click=lambda: state.change(q=""),
                    type="tertiary",
                )
        if not found:
            text = escape(t("methods.glossary_empty"))
            cards.show(f'<div class="notice" role="status">{text}</div>')
            return
        cards.show(_table(found, t))


def _take(name: str) -> None:
    state.change(by=_KEY, q=st.session_state[name].strip())


def _table(found: tuple[methods.Term, ...], t: Words) -> str:
    head = "".join(f"<th>{escape(t(f'methods.col_{name}'))}</th>" for name in ("zh", "en"))
    rows = "".join(
        f'<tr><td lang="zh">{escape(term.zh)}</td><td lang="en">{escape(term.en)}</td>'
        f"<td>{escape(term.meaning)}</td></tr>"
        for term in found
    )
    return (
        f'<table class="terms"><thead><tr>{head}<th>{escape(t("methods.col_meaning"))}</th></tr>'
        f"</thead><tbody>{rows}</tbody></table>"
    )
