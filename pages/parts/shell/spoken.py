"""The language of the document, and Streamlit's own words in it."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import streamlit as st

from geo.words import LANGUAGES, Words, catalogue

_SCRIPT = Path(__file__).with_suffix(".js")
#: Tags of the languages as browsers and screen readers know them.
_TAGS = {"zh": "zh-CN", "en": "en"}
#: What Streamlit says where a file that is made on a click could not be made; it logs why.
NO_FILE = "Failed to generate file for download"


@lru_cache(maxsize=len(LANGUAGES))
def _script(lang: str) -> str:
    t = Words(lang)
    names = [key.split(".", 1)[1] for key in catalogue() if key.startswith("streamlit.")]
    # What another language left behind is replaced, too.
    pairs = [
        (other(f"streamlit.{name}"), t(f"streamlit.{name}"))
        for name in names
        for other in map(Words, LANGUAGES)
        if other.lang != lang
    ]
    pairs.append((NO_FILE, t("failure.file")))
    script = _SCRIPT.read_text(encoding="utf-8")
    words = json.dumps(pairs, ensure_ascii=False)
    tag, spoken = json.dumps(_TAGS[lang]), json.dumps(LANGUAGES)
    return script.replace("(LANG, LANGUAGES, WORDS)", f"({tag}, {spoken}, {words})")


def draw(t: Words) -> None:
    """Put it into the page; nothing is seen of it."""
    st.html(f"<script>{_script(t.lang)}</script>", unsafe_allow_javascript=True)
