"""What a browser keeps between visits: language and depth, and a presentation of one's own.

Language and depth are cookies of this host and base path: the browser brings them along before the
first run, so that no page is drawn twice. What else it may send under those names is passed over.
A presentation is longer than a cookie should be; the browser puts it back into an address that says
none, as if one had followed a link to it. One that was made from somebody else's takes its place,
and it is kept beside it. The token of a visit that has begun is kept until the browser is closed.
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
from pages.parts.shell import visit

#: What is kept, with the values that it may have.
CHOICES: Mapping[str, tuple[str, ...]] = {"lang": LANGUAGES, "depth": DEPTHS}
_COOKIE = "hubei-cluster-atlas-{}"
_CHOSEN = "chosen_in_session"
_STORY = "story_in_session"
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


def keep_story(code: str, notes: str, *, of: str) -> None:
    """Have the browser keep the presentation that the reader has just made.

    Parameters
    ----------
    code : str
        The presentation as in a link; empty where it is given up.
    notes : str
        The same as a file where its notes are too long for a link; else empty.
    of : str
        What it was made from. If that is not what the browser has, it keeps both.
    """
    st.session_state[_STORY] = {"code": code, "notes": notes, "of": of}


def draw() -> None:
    """Put into the page what has the browser keep the choices of this session."""
    chosen = st.session_state.get(_CHOSEN, {})
    cookies = json.dumps({_COOKIE.format(name): value for name, value in chosen.items()})
    path = json.dumps("/" + quote(st.get_option("server.baseUrlPath").strip("/")))
    story = json.dumps(st.session_state.get(_STORY))
    begun, gone = visit.current(), f"{visit.cookie()}=; max-age=0" if visit.over() else ""
    # A browser that put nothing in has nothing to lose, and is not to be told that it did.
    token = json.dumps(f"{visit.cookie()}={begun.token}" if begun and begun.kept else gone)
    given = f"({cookies}, {path}, {story}, {token})"
    script = _SCRIPT.replace("(COOKIES, PATH, STORY, VISIT)", given)
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)
