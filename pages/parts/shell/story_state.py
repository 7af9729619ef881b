"""The story of this reader: in address and browser; notes too long for a link in session and
browser.
"""

from __future__ import annotations

import streamlit as st

from geo import story as stories
from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.sheets.view import View
from geo.story import Story, StoryError
from pages.parts.shell import kept, state

_FULL = "full_stories"


@remembered(64)
def _read(atlas: Atlas, code: str) -> Story:
    return stories.from_link(code, atlas)[0]


def own(atlas: Atlas, view: View) -> Story | None:
    """The story that the reader made or was sent; None for the one that is shipped."""
    if not view.stage.story:
        return None
    full: dict[str, Story] = st.session_state.get(_FULL, {})
    return full.get(view.stage.story) or _read(atlas, view.stage.story)


def told(atlas: Atlas, view: View) -> Story:
    """The story that is told now."""
    return own(atlas, view) or stories.shipped(atlas)


def notes_left_out(view: View) -> bool:
    """Whether the address has no room for the notes, so that only this browser holds them."""
    return view.stage.story in st.session_state.get(_FULL, {})


def keep(story: Story, step: int = 1, *, by: str | None = None) -> None:
    """Make a story the reader's own, called from callbacks; ``by`` as in ``state.change``.

    Raises
    ------
    StoryError
        Even without its notes it is too long for an address.
    """
    of, notes = state.current().stage.story, ""
    if not story.steps:
        kept.keep_story("", "", of=of)
        state.change(by=by, story="", step=1)
        return
    try:
        code = stories.to_link(story)
    except StoryError:
        code = stories.to_link(story.without_notes())
        st.session_state.setdefault(_FULL, {})[code] = story
        notes = stories.save(story)
    kept.keep_story(code, notes, of=of)
    state.change(by=by, story=code, step=max(1, min(step, len(story.steps))))


def complete(atlas: Atlas, content: str) -> None:
    """Give the story that is told the notes that the browser kept, if it is the same story."""
    try:
        story, _ = stories.load(content, atlas)
        code = stories.to_link(story.without_notes())
    except StoryError:
        return
    if code == state.current().stage.story:
        st.session_state.setdefault(_FULL, {})[code] = story
