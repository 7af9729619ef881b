"""What the browser keeps of presentations and brings back: long notes, and those put aside."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from geo import story as stories
from geo.data.atlas import Atlas
from geo.sheets.view import View
from geo.story import Story, StoryError
from pages.parts.shell import story_state

_KEY = "stored"
_stored = st.components.v2.component(
    "stored", html="<i></i>", js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
)


def draw(atlas: Atlas, view: View, *, lists: bool) -> None:
    """Ask the browser for what is missing; nothing of it is seen.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    view : View
        The view with the presentation that is told.
    lists : bool
        Whether those beside it are shown.
    """
    lacks = "" if story_state.notes_left_out(view) else view.stage.story
    place = st.container(key=_KEY + "_out")  # always there, so that nothing below it is moved
    if lacks or lists:
        known = _others()
        with place:
            _stored(
                key=_KEY,
                data={"told": view.stage.story, "lacks": lacks, "lists": known if lists else None},
                default={"others": known},
                on_notes_change=partial(_take_notes, atlas),
                on_others_change=lambda: None,
            )


def others(atlas: Atlas, view: View) -> dict[str, Story]:
    """Presentations that the browser keeps beside the one that is told, by their codes."""
    found = {}
    for code in _others():
        try:
            found[code] = stories.from_link(code, atlas)[0]
        except StoryError:
            continue  # of another version, or no presentation at all
    found.pop(view.stage.story, None)
    return found


def _others() -> list[str]:
    given = st.session_state.get(_KEY, {}).get("others")
    return [code for code in given if isinstance(code, str)] if isinstance(given, list) else []


def _take_notes(atlas: Atlas) -> None:
    """Callback: the presentation that is told, with its notes."""
    given = st.session_state.get(_KEY, {}).get("notes")
    if isinstance(given, str):
        story_state.complete(atlas, given)
