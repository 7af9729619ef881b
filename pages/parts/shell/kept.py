"""Language and depth as they were chosen last in this browser, which keeps them between visits.

Each is a cookie of this host and base path: the browser brings it along before the first run, so
that no page is drawn twice. What else a browser may send under that name is passed over.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import streamlit as st

from geo.sheets.view import DEPTHS
from geo.words import LANGUAGES

#: What is kept, with the values that it may have.
CHOICES: Mapping[str, tuple[str, ...]] = {"lang": LANGUAGES, "depth": DEPTHS}
_COOKIE = "hubei-cluster-atlas-{}"
_CHOSEN = "chosen_in_session"
_SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def brought() -> dict[str, str]:
    """What the browser brought along when it came."""
    cookies = st.context.cookies
    given = {name: cookies.get(_COOKIE.format(name)) for name in CHOICES}
    return {name: value for name, value in given.items() if value in CHOICES[name]}


def keep(choices: Mapping[str, Any]) -> None:
    """Have the browser keep what the reader has just chosen; other choices are passed over."""
    chosen = {name: value for name, value in choices.items() if name in CHOICES}
    st.session_state[_CHOSEN] = st.session_state.get(_CHOSEN, {}) | chosen


def draw() -> None:
    """Put into the page what has the browser keep the choices of this session."""
    chosen = st.session_state.get(_CHOSEN, {})
    cookies = json.dumps({_COOKIE.format(name): value for name, value in chosen.items()})
    path = json.dumps("/" + quote(st.get_option("server.baseUrlPath").strip("/")))
    script = _SCRIPT.replace("(COOKIES, PATH)", f"({cookies}, {path})")
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)
