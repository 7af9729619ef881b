"""The story as slides, one for each step that the reader wants on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from geo import sheets
from geo import story as stories
from geo.data.atlas import Atlas
from geo.files.share import link
from geo.files.slides.pptx import pptx_bytes
from geo.record.about import file_name
from geo.story import Step
from pages.parts import cards
from pages.parts.shell import present, share
from pages.parts.shell.frame import Frame


def draw(page: Frame, stage: present.Stage) -> None:
    """Popover with the steps, each of which may be left out, and the file."""
    t = page.t
    popover = st.popover(t("story.slides"), key="story_pptx", on_change="rerun")
    if not popover.open:
        return
    with popover:
        chosen = st.pills(
            t("story.slides_steps"),
            range(len(stage.steps)),
            default=range(len(stage.steps)),
            selection_mode="multi",
            format_func=lambda at: f"{at + 1}\u2002{cards.plain(stage.names[at])}",
            key=f"story_slide_steps_{len(stage.steps)}",
        )
        steps = [stage.steps[at] for at in sorted(chosen)]
        st.download_button(
            t("story.slides_now", n=len(steps)),
            partial(_file, page.atlas, steps, t.lang, share.root(page)),
            file_name("story", "pptx", date.today()),
            key="story_slides",
            type="primary",
            on_click="ignore",
            disabled=not steps,
        )


def _file(atlas: Atlas, steps: Sequence[Step], lang: str, root: str) -> bytes:
    """The steps as a presentation; made when the reader asks for it."""
    told = []
    for step in steps:
        view = stories.subject(step, lang)
        sheet = sheets.sheet(atlas, step.page, view, link=link(root, step.page, view))
        told.append(stories.narrowed(sheet, step.figure))
    return pptx_bytes(atlas, told, notes=[step.note for step in steps])
