"""The whole presentation as a file: slides, PDF or a page of its own, from one place."""

from __future__ import annotations

import dataclasses
from datetime import date
from functools import partial

import streamlit as st

from geo.data.atlas import Atlas
from geo.files import HANDOUTS, Progress, talk
from geo.files.share import link
from geo.record.filenames import file_name
from geo.story import Story, deck, story_title, subject
from pages.parts.shell import handout, present, share, story_state
from pages.parts.shell.frame import Frame


def draw(page: Frame, stage: present.Stage) -> None:
    """Popover with the steps, each of which may be left out, and every kind of file."""
    popover = st.popover(page.t("story.take"), key="story_take", on_change="rerun")
    if popover.open:
        with popover:
            _body(page, stage)


@st.fragment
def _body(page: Frame, stage: present.Stage) -> None:
    """What the popover holds; a click in it runs nothing else."""
    t, day = page.t, date.today()
    names = [stage.label(at) for at, (slide, _) in enumerate(stage.places) if not slide]
    chosen = st.pills(
        t("story.slides_steps"),
        range(len(names)),
        default=range(len(names)),
        selection_mode="multi",
        format_func=names.__getitem__,
        key=f"story_slide_steps_{len(names)}",
    )
    told = story_state.told(page.atlas, page.view)
    told = dataclasses.replace(told, steps=tuple(told.steps[at] for at in sorted(chosen)))
    asked = None
    with st.container(key="story_files_of_all", horizontal=True):
        for ending in talk.FORMS:
            if st.button(
                t(f"story.form.{ending}"), key=f"story_make_{ending}", disabled=not told.steps,
                type="primary" if ending == "pptx" else "secondary",
            ):  # fmt: skip
                asked = ending
    st.caption(t("story.take_reading", n=len(deck.order(len(told.steps)))))
    room = st.empty()
    of = f"story {t.lang} {told!r}"
    if asked:
        name = file_name(story_title(told, t), "story", asked, day, t.lang)
        mime = HANDOUTS[asked].mime
        make = partial(_file, page.atlas, told, t.lang, asked, share.root(page), day)
        handout.prepare(page, room, name, mime, f"{of} {asked}", make)
    handout.take_away(page, room, of)


def _file(
    atlas: Atlas, story: Story, lang: str, ending: str, root: str, day: date, progress: Progress
) -> bytes:
    """The story as a file; made while the reader waits."""
    made = deck.of(
        atlas, story, lang, day=day,
        link=lambda step: link(root, step.page, subject(step, lang)),
    )  # fmt: skip
    return talk.make(atlas, made, ending, progress)
