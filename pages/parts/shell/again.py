"""The page after its connection was lost: it runs again by itself.

After a restart of the server, or some minutes without a network, the browser has a new session,
and the server knows nothing of what is on its screen. Streamlit waits for the reader's next click,
which it then takes for the first run of that session: no callback is called, the click is lost.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_SCRIPT = Path(__file__).with_suffix(".js")


def draw() -> None:
    """Put it into the page: a button that is never seen, and a script that presses it."""
    with st.container(key="again"):
        st.button("↻", key="run_again")
    st.html(f"<script>{_SCRIPT.read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)
