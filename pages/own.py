"""What readers put in themselves: a register of firms, or an official list that lacks members."""

from __future__ import annotations

import streamlit as st

from geo.data.atlas import Atlas
from pages.parts.own import completing
from pages.parts.own import work as lists
from pages.parts.register import page as bench
from pages.parts.register import work as firms
from pages.parts.shell import frame

FIRMS, LIST = "firms", "list"
_TAB = "own_tab"


def _first(atlas: Atlas) -> str:
    """What the reader is at; else what is in use."""
    at_firms = firms.bench() or firms.job()
    at_list = lists.draft() or atlas.overlay is not None
    return LIST if at_list and not at_firms else FIRMS


page = frame.current()
if not st.session_state.get(_TAB):
    st.session_state[_TAB] = _first(page.atlas)
with page.head:
    st.segmented_control(
        page.t("own.what"), [FIRMS, LIST], key=_TAB, label_visibility="collapsed",
        format_func=lambda tab: page.t(f"own.tab.{tab}"),
    )  # fmt: skip
draw = completing.draw if st.session_state[_TAB] == LIST else bench.draw
draw(page)
