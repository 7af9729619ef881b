"""The data of this visit: what its reader has laid over those that everybody sees.

They are kept with the session alone: no other visit finds them, nothing of them lies on the disk,
and they go when the session goes.
"""

from __future__ import annotations

import streamlit as st

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.population.beside import beside
from geo.population.contract import Population

_USED, _FIRMS, _BESIDE = "data_of_the_visit", "firms_of_the_visit", "data_beside_firms"


def used() -> tuple[Atlas, ...]:
    """Data sets that this visit has taken into use, the present one last; none at first."""
    found: tuple[Atlas, ...] = st.session_state.get(_USED, ())
    return found


def use(atlas: Atlas) -> None:
    """Take a data set into use."""
    st.session_state[_USED] = (*used(), atlas)


def undo(*, whole: bool = False) -> None:
    """Go back to the data set before, or to the one that everybody sees."""
    st.session_state[_USED] = () if whole else used()[:-1]


def firms() -> Population | None:
    """The register of firms that this visit has put in, if it has."""
    found: Population | None = st.session_state.get(_FIRMS)
    return found


def count(register: Population | None) -> None:
    """Take a register of firms into use, or none any more."""
    st.session_state[_FIRMS] = register
    st.session_state.pop(_BESIDE, None)


def with_firms(atlas: Atlas, of_server: Population | None = None) -> Atlas:
    """A data set with firms beside it: those of this visit, else those that every visit counts.

    Answers are kept from run to run, for this visit alone where the firms are its own.
    """
    register = firms()
    if register is None:
        return atlas if of_server is None else _shared(atlas, of_server)
    kept = st.session_state.get(_BESIDE)
    if kept is None or kept[0] is not atlas:
        kept = st.session_state[_BESIDE] = (atlas, beside(atlas, register))
    return kept[1]


@remembered(1)
def _shared(atlas: Atlas, register: Population) -> Atlas:
    return beside(atlas, register)
