"""The data of this visit: what its reader has laid over those that everybody sees.

They are kept with the session alone: no other visit finds them, nothing of them lies on the disk,
and they go when the session goes.
"""

from __future__ import annotations

import streamlit as st

from geo.data.atlas import Atlas

_USED = "data_of_the_visit"


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
