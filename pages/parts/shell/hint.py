"""Three steps for somebody's first visit; the browser remembers that they have been seen."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from markupsafe import Markup

from geo.look.html import element
from geo.words import Words
from pages.parts import cards

_SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def draw(t: Words) -> None:
    """The hint, hidden until the browser says that it is new."""
    # The steps have marks of their own: the only words of the catalogue that are HTML.
    steps = [Markup(t(f"hint.{number}")) for number in ("one", "two", "three")]
    hint = element(
        "aside",
        element("b", t("hint.label")),
        cards.listed(steps, tag="ol"),
        element("span", t("hint.close"), role="button", tabindex=0),
        css="first-visit",
        aria_label=t("hint.label"),
        hidden="",
    )
    st.html(f"{hint}<script>{_SCRIPT}</script>", unsafe_allow_javascript=True)
