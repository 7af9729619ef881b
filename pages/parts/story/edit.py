"""The pages of the presentation in their order, and what can be changed in one of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from geo import story as stories
from geo.data.atlas import Atlas
from geo.sheets.view import PACES
from geo.story import Story, StoryError, deck
from geo.story.record import LINES, LONGEST
from geo.words.text import tidy
from pages.parts import cards
from pages.parts.shell import control, navigation, present, state, story_state
from pages.parts.shell.frame import Frame
from pages.parts.story import download


def draw(page: Frame, stage: present.Stage) -> None:
    """The list of pages; then what can be changed in the one that is shown."""
    t = page.t
    with st.container(key="story_steps"):
        for at in range(len(stage.places)):
            st.button(
                stage.label(at),
                key=f"story_{stage.key(at)}",
                type="primary" if at == stage.at else "tertiary",
                width="stretch",
                on_click=state.change,
                kwargs=stage.leads_to(at),
            )
    with st.container(key="story_start", horizontal=True, vertical_alignment="bottom"):
        st.button(
            t("story.present"),
            key="story_present",
            type="primary",
            on_click=state.change,
            kwargs={"present": True},
        )
        download.draw(page, stage)
        _pace(page)
    match stage.slide:
        case deck.Cover():
            _cover(page)
        case deck.Agenda():
            st.caption(t("story.agenda_reading"))
        case deck.Closing():
            st.caption(t("story.closing_reading"))
            _of_story(page, "closing", t("story.words"), t("story.words_hint"))
        case _:
            _step(page, stage)
    if story_state.notes_left_out(page.view):
        cards.notice(t("story.notes_left_out"))


def _pace(page: Frame) -> None:
    """How long a page stays."""
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


def _cover(page: Frame) -> None:
    """What the cover says; each has something usual, but for who speaks."""
    t = page.t
    _of_story(page, "title", t("story.name_of_all"), t("story.title"))
    for name in deck.SETTINGS:
        _of_story(page, name, t(f"story.{name}"), deck.setting(name) or t("story.empty"))
    _of_story(page, "day", t("story.date"), deck.in_words(date.today(), t))


def _of_story(page: Frame, name: str, label: str, hint: str) -> None:
    """A text of the story as a whole."""
    value = getattr(story_state.told(page.atlas, page.view), name)

    def change(story: Story, text: str) -> Story:
        return story.with_texts(**{name: text})

    _text(page, f"story_{name}", name, value, label, hint, change)


def _step(page: Frame, stage: present.Stage) -> None:
    """Place, name, filter and note of the step that is shown; a link to its page."""
    t, at, last = page.t, stage.number - 1, len(stage.steps) - 1
    step = stage.step
    with st.container(key="story_place", horizontal=True, gap="small"):
        for name, to, possible in (("earlier", at - 1, at > 0), ("later", at + 1, at < last)):
            st.button(
                t(f"story.{name}"),
                key=f"story_{name}",
                disabled=not possible,
                on_click=_change,
                args=(page.atlas, partial(Story.move, at=at, to=to), to + 1),
            )
        st.button(
            t("story.remove"),
            key="story_remove",
            on_click=_change,
            args=(page.atlas, partial(Story.remove, at=at), at + 1),
        )
        navigation.link(step.page, step.view.replace(lang=t.lang), t("story.open"))
    if told := stories.step_filter(page.atlas, step, t):
        with st.container(key="story_filter", horizontal=True, vertical_alignment="center"):
            st.caption(cards.plain(t("story.filter", filters=told)))
            st.button(
                t("story.filter_leave"),
                key="story_filter_leave",
                on_click=_change,
                args=(
                    page.atlas,
                    partial(Story.change, at=at, view=step.view.without_filters()),
                    at + 1,
                ),
            )
    _of_step(page, at, "name", step.name, stage.names[stage.at])
    _of_step(page, at, "note", step.note, t("story.note_hint"))


def _of_step(page: Frame, at: int, name: str, value: str, hint: str) -> None:
    """A text of a step."""

    def change(story: Story, text: str) -> Story:
        return story.change(at, **{name: text})

    _text(page, f"story_{name}", name, value, page.t(f"story.{name}"), hint, change)


def _text(
    page: Frame,
    widget: str,
    field: str,
    value: str,
    label: str,
    hint: str,
    change: Callable[[Story, str], Story],
) -> None:
    """A text; empty where the reader has written none."""
    key = state.widget_key(widget)
    st.session_state[key] = value
    box = st.text_area if field in LINES else st.text_input
    box(
        label,
        key=key,
        max_chars=LONGEST[field],
        placeholder=hint,
        on_change=_take_text,
        args=(page.atlas, widget, key, field, change),
    )


def _take_text(
    atlas: Atlas, widget: str, key: str, field: str, change: Callable[[Story, str], Story]
) -> None:
    """Callback: a text."""
    written = tidy(state.given(widget, key), lines=field in LINES)
    step = state.current().stage.step
    _change(atlas, lambda story: change(story, written), step, by=widget)


def _change(
    atlas: Atlas, how: Callable[[Story], Story], step: int, *, by: str | None = None
) -> None:
    """Callback: change the story; the one that is shipped becomes the reader's own by it."""
    view = state.current()
    try:
        story_state.keep(how(story_state.told(atlas, view)), step, by=by)
    except StoryError as error:
        cards.toast(error.text(state.words(view)))
