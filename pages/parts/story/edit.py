"""The steps of the story in their order, and what can be changed in one of them."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geo.data.atlas import Atlas
from geo.sheets.view import PACES
from geo.story import Story, StoryError
from geo.story.record import LONGEST
from geo.words.text import tidy
from pages.parts import cards
from pages.parts.shell import control, navigation, present, state, story_state
from pages.parts.shell.frame import Frame
from pages.parts.story import slides

_NAME, _NOTE = "story_name", "story_note"


def draw(page: Frame, stage: present.Stage) -> None:
    """The list of steps; then name, note and place of the one that is shown."""
    t = page.t
    with st.container(key="story_steps"):
        for number, name in enumerate(stage.names, start=1):
            current = number == stage.at + 1
            st.button(
                f"{number}\u2002{cards.plain(name)}",
                key=f"story_step_{number}",
                type="primary" if current else "tertiary",
                width="stretch",
                on_click=state.change,
                kwargs={"step": number},
            )
    with st.container(key="story_start", horizontal=True, vertical_alignment="bottom"):
        st.button(
            t("story.present"),
            key="story_present",
            type="primary",
            on_click=state.change,
            kwargs={"present": True},
        )
        slides.draw(page, stage)
        _pace(page)
    _step(page, stage)
    if story_state.notes_left_out(page.view):
        cards.notice(t("story.notes_left_out"))


def _pace(page: Frame) -> None:
    """How long a step stays."""
    t = page.t
    control.select(
        "pace",
        t("story.pace"),
        (0, *PACES),
        page.view.stage.pace or 0,
        lambda pace: t("story.pace_of", n=pace) if pace else t("story.pace_none"),
        change=lambda given: {"pace": given or None},
        width=110,
        labelled=True,
    )


def _step(page: Frame, stage: present.Stage) -> None:
    """Place, name and note of the step that is shown; a link to its page."""
    t, at, last = page.t, stage.at, len(stage.steps) - 1
    step = stage.step
    with st.container(key="story_place", horizontal=True, gap="small"):
        for name, to, possible in (("earlier", at - 1, at > 0), ("later", at + 1, at < last)):
            st.button(
                t(f"story.{name}"),
                key=f"story_{name}",
                disabled=not possible,
                on_click=_change,
                args=(page.atlas, "move", to + 1),
                kwargs={"at": at, "to": to},
            )
        st.button(
            t("story.remove"),
            key="story_remove",
            on_click=_change,
            args=(page.atlas, "remove", at + 1),
            kwargs={"at": at},
        )
        navigation.link(step.page, step.view.replace(lang=t.lang), t("story.open"))
    _text(page, _NAME, "name", step.name, stage.names[at])
    _text(page, _NOTE, "note", step.note, t("story.note_hint"))


def _text(page: Frame, widget: str, field: str, value: str, hint: str) -> None:
    """A text of the step; empty where the reader has written none."""
    key = state.widget_key(widget)
    st.session_state[key] = value
    box = st.text_input if field == "name" else st.text_area
    box(
        page.t(f"story.{field}"),
        key=key,
        max_chars=LONGEST[field],
        placeholder=hint,
        on_change=_take_text,
        args=(page.atlas, widget, key, field, page.view.stage.step - 1),
    )


def _take_text(atlas: Atlas, widget: str, key: str, field: str, at: int) -> None:
    """Callback: a text of a step."""
    written = tidy(state.given(widget, key), lines=field == "note")
    _change(atlas, "change", at + 1, by=widget, at=at, **{field: written})


def _change(atlas: Atlas, how: str, step: int, *, by: str | None = None, **fields: Any) -> None:
    """Callback: change the story; the one that is shipped becomes the reader's own by it."""
    view = state.current()
    changed: Story = getattr(story_state.told(atlas, view), how)(**fields)
    try:
        story_state.keep(changed, step, by=by)
    except StoryError as error:
        cards.toast(error.text(state.words(view)))
