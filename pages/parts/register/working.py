"""How far a work is, shown where its result will stand."""

from __future__ import annotations

import streamlit as st

from geo.words import Words
from pages.parts.register import work

#: Seconds between two looks.
_LOOK = 0.5
#: Works whose result is that pages count other firms.
_USE = ("use", "connect")


def draw(t: Words, *, use: bool = False) -> None:
    """A bar as long as the work goes on, and a way to stop it.

    Parameters
    ----------
    t : Words
        The reader's language.
    use : bool
        Whether works are meant whose result is that pages count other firms, or those with a file.
    """
    going = work.job()
    if going and (going.part in _USE) == use:
        _look(t)


@st.fragment(run_every=_LOOK)
def _look(t: Words) -> None:
    """The page goes on when the work has ended."""
    going = work.job()
    if going is None or going.done:
        st.rerun()
        return
    share = t.percent(going.share)
    st.progress(going.share, t(f"workbench.job.{going.part}", share=share))
    st.button(t("workbench.stop"), key="bench_stop", on_click=work.stop)
