"""The visit that a script runs for, and the data that its reader has laid over the shipped ones.

The browser keeps the token of its visit in a cookie that ends with it, and brings it along when a
page is opened or reloaded. A reader who puts nothing in has neither token nor folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.population.beside import beside
from geo.population.contract import Population
from pages.parts.shell.visits import VISITS, Visit

_TOKEN, _TOLD = "visit_token", "visit_lost_told"
_USED, _FIRMS, _BESIDE = "lists_in_use", "firms_in_use", "data_beside_firms"


def cookie() -> str:
    """Name of the cookie that holds the token; browsers share cookies among servers of a host."""
    return f"hubei-cluster-atlas-visit-{st.get_option('server.port')}"


def current() -> Visit | None:
    """The visit, if it has begun and is not over."""
    token = st.session_state.get(_TOKEN) or st.context.cookies.get(cookie()) or ""
    context = get_script_run_ctx(suppress_warning=True)
    visit = VISITS.find(token, context.session_id if context else "")
    if visit:
        st.session_state[_TOKEN] = visit.token
    return visit


def begun() -> Visit:
    """The visit, which begins if it had not yet."""
    found = current()
    if found is None:
        st.session_state[_TOKEN] = VISITS.begin().token
        found = current()
        assert found is not None
    return found


def over() -> bool:
    """Whether the browser tells of a visit that is over."""
    return current() is None and cookie() in st.context.cookies


def lost() -> bool:
    """Whether the reader is to be told that what was put in is gone; once in a session."""
    told = st.session_state.get(_TOLD, False)
    st.session_state[_TOLD] = True
    return not told and over()


def folder() -> Path:
    """Where what the reader puts in may lie; it goes when the visit is over."""
    return begun().folder


def kept() -> dict[str, Any]:
    """What the visit holds in memory, over a reload as well; to be read, not written."""
    found = current()
    return found.kept if found else {}


def used() -> tuple[Atlas, ...]:
    """Data sets that this visit has taken into use, the present one last; none at first."""
    found: tuple[Atlas, ...] = kept().get(_USED, ())
    return found


def use(atlas: Atlas) -> None:
    """Take a data set into use."""
    begun().kept[_USED] = (*used(), atlas)


def undo(*, whole: bool = False) -> None:
    """Go back to the data set before, or to the one that everybody sees."""
    begun().kept[_USED] = () if whole else used()[:-1]


def firms() -> Population | None:
    """The register of firms that this visit has put in, if it has."""
    found: Population | None = kept().get(_FIRMS)
    return found


def count(register: Population | None) -> None:
    """Take a register of firms into use, or none any more."""
    begun().kept[_FIRMS] = register


def with_firms(atlas: Atlas, of_server: Population | None = None) -> Atlas:
    """A data set with firms beside it: those of this visit, else those that every visit counts.

    Answers are kept from run to run, for this visit alone where the firms are its own.
    """
    register = firms()
    if register is None:
        return atlas if of_server is None else _shared(atlas, of_server)
    held: tuple[Atlas, Population, Atlas] | None = kept().get(_BESIDE)
    if held is None or held[0] is not atlas or held[1] is not register:
        held = begun().kept[_BESIDE] = (atlas, register, beside(atlas, register))
    return held[2]


@remembered(1)
def _shared(atlas: Atlas, register: Population) -> Atlas:
    return beside(atlas, register)
