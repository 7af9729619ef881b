"""What browsers leave out, for all pages: copying on plain http, the rest of what is cut."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def draw() -> None:
    """Put it into the page; nothing is seen of it."""
    st.html(f"<script>{_SCRIPT}</script>", unsafe_allow_javascript=True)
