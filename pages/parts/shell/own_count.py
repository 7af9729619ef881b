"""The switch between what is shipped and the reader's own firms, on every page that counts."""

from __future__ import annotations

import streamlit as st

from geo import sheets
from geo.data.atlas import Atlas
from geo.look.html import element
from geo.population.fields import Notice
from geo.population.selection import Selection
from geo.sheets import counted
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import control, state

#: Told in place of a choice that is not known: there are no firms that could be counted.
NO_FIRMS = "no firms"


def settle(
    atlas: Atlas, view: View, notices: tuple[Notice, ...]
) -> tuple[View, tuple[Notice, ...]]:
    """The view without firms if there are none, and with what is to be said of that."""
    if counted.settled(atlas, view) is view:
        return view, notices
    notices += (Notice(NO_FIRMS, counted.missing(atlas, Words(view.lang))),)
    return state.correct(notices, **counted.set_aside(view)), notices


def draw(atlas: Atlas, page: str, view: View, t: Words) -> None:
    """The switch where there are firms to count, and what the page says of them."""
    counts = page in sheets.PAGES and sheets.PAGES[page].counts == "firms"
    firms = counted.register(atlas) if counts or counted.asks(view) else None
    if firms is None:
        return
    with st.container(key="own_count", horizontal=True, vertical_alignment="center"):
        if counts:
            number = t.number(firms.known(Selection()).placed)
            words = {"": t("counted.shipped"), "firms": t("counted.own", n=number)}
            control.segments(
                "own", t("counted.label"), tuple(words), view.shown.own, words.__getitem__
            )
        if told := sheets.remark(atlas, page, view):
            cards.show(element("div", told, css="reading", role="status"))
