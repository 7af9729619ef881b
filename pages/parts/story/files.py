"""The story as a whole: saved, loaded; back to the one that is shipped."""

from __future__ import annotations

from datetime import date

import streamlit as st

from geo import story as stories
from geo.data.atlas import Atlas
from geo.record.filenames import file_name
from geo.story import Story, StoryError, story_title
from pages.parts import cards
from pages.parts.shell import frame, state, stored, story_state
from pages.parts.shell.frame import Frame

_FILE = "story_file"
_FAULT = "story_fault"
#: Largest file that the browser may send, in megabytes.
_MOST = 1


def draw(page: Frame, story: Story) -> None:
    """Save, back to what is shipped, load."""
    t = page.t
    with st.container(key="story_files"):
        cards.show(cards.figure_head(t("story.keep"), reading=t("story.keep_reading")))
        with st.container(key="story_downloads", horizontal=True, gap="small"):
            st.download_button(
                t("story.save"),
                stories.save(story),
                file_name(story_title(story, t), "story", "json", date.today(), t.lang),
                "application/json",
                key="story_save",
                on_click="ignore",
            )
            if page.view.stage.story:
                st.button(
                    t("story.reset"),
                    key="story_reset",
                    type="tertiary",
                    on_click=_reset,
                    args=(page.atlas,),
                )
        key = state.widget_key(_FILE)
        found = st.file_uploader(
            t("story.load"),
            type="json",
            key=key,
            max_upload_size=_MOST,
            on_change=_load,
            args=(page.atlas, key),
        )
        if found is None:
            st.session_state.pop(_FAULT, None)
        elif _FAULT in st.session_state:
            cards.notice(st.session_state[_FAULT])
        _others(page)


def _others(page: Frame) -> None:
    """Presentations that were put aside when somebody else's was changed."""
    t, others = page.t, stored.others(page.atlas, page.view)
    if others:
        st.caption(t("story.others"))
    for number, (code, other) in enumerate(others.items()):
        name = t("story.other", title=story_title(other, t), n=len(other.steps))
        st.button(
            cards.plain(name),
            key=f"story_other_{number}",
            type="tertiary",
            on_click=state.change,
            kwargs={"story": code, "slide": None, "step": 1},
        )


def _reset(atlas: Atlas) -> None:
    """Callback: the steps that are shipped; who speaks stays."""
    old = story_state.told(atlas, state.current())
    if old.office or old.speaker:
        shipped = stories.shipped(atlas)
        story_state.keep(shipped.with_texts(office=old.office, speaker=old.speaker))
    else:
        story_state.keep(Story(()))


def _load(atlas: Atlas, key: str) -> None:
    """Callback: a file takes the place of the story; one that cannot be read does not."""
    file = st.session_state[key]
    if file is None:
        return
    t = state.words(state.current())
    try:
        story, notices = stories.load(file.getvalue(), atlas)
        story_state.keep(story)
    except StoryError as error:
        st.session_state[_FAULT] = error.text(t)
        return
    cards.toast(t("story.loaded", n=len(story.steps)))
    if notices:
        cards.toast(t("story.unknown", codes=frame.unknown(notices, t)), stays=True)
