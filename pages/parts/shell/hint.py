"""One line for somebody's first visit; the browser remembers that it has been seen."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo.look.html import element
from geo.words import Words

_SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def draw(t: Words) -> None:
    """The hint, hidden until the browser says that it is new."""
    close = t("hint.close")
    hint = element(
        "aside",
        element("span", t("hint.text")),
        element("span", "×", role="button", tabindex=0, aria_label=close, title=close),
        css="first-visit",
        aria_label=t("hint.label"),
        hidden="",
    )
    st.html(f"{hint}<script>{_SCRIPT}</script>", unsafe_allow_javascript=True)
