"""Three steps for somebody's first visit; the browser remembers that they have been seen."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo.words import Words

_SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def draw(t: Words) -> None:
    """The hint, hidden until the browser says that it is new."""
    steps = "".join(f"<li>{t(f'hint.{number}')}</li>" for number in ("one", "two", "three"))
    st.html(
        f'<aside class="first-visit" aria-label="{t("hint.label")}" hidden>'
        f"<b>{t('hint.label')}</b><ol>{steps}</ol>"
        f'<span role="button" tabindex="0">{t("hint.close")}</span></aside>'
        f"<script>{_SCRIPT}</script>",
        unsafe_allow_javascript=True,
    )
