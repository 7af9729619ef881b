"""What can be done with the view of any page: present it, keep it in a story, hand it on."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import streamlit as st

from geo import sheets
from geo.data.atlas import Atlas
from geo.sheets.view import DEFAULTS
from geo.story import Step, Story, StoryError, figures, step_filter, telling
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import brief, depth, handout, share, state, story_state

if TYPE_CHECKING:
    from pages.parts.shell.frame import Frame

#: Where a story begins when it is presented as a whole.
_COVER = {"slide": "cover", "step": 1}


def draw(page: Frame) -> None:
    """The tools of a page."""
    t = page.t
    with st.container(key="tools", width="content", horizontal=True, gap="small"):
        brief.draw(page)
        st.button(
            t("present.present"),
            key="present",
            help=t("present.help"),
            on_click=state.change,
            kwargs={"present": True} | (_COVER if page.stage else {"step": 1}),
        )
        if page.code in sheets.PAGES:
            _add(page)
        handout.draw(page)
        share.draw(page)
        depth.draw(page)


def _add(page: Frame) -> None:
    """Popover that takes the view into the reader's story."""
    t = page.t
    popover = st.popover(t("story.add"), key="add_to_story", on_change="rerun")
    if not popover.open:
        return
    with popover:
        plain = page.view.without_stage().replace(lang=DEFAULTS["lang"])
        sheet = telling.told(page.atlas, page.code, plain.replace(lang=t.lang), state.theme())
        codes = figures(sheet)
        titles = {chart.code: chart.title for chart in sheet.charts}
        chosen = codes[0]
        if len(codes) > 1:
            chosen = st.radio(
                t("story.add_what"),
                codes,
                format_func=lambda code: titles.get(code, t("story.figure.map")),
                key="add_figure",
            )
        step = Step(page.code, plain, "" if chosen == codes[0] else chosen)
        if told := step_filter(page.atlas, step, t):
            along = st.checkbox(
                cards.plain(t("story.filter_along", filters=told)), value=True, key="add_filter"
            )
            if not along:
                step = dataclasses.replace(step, view=plain.without_filters())
        own = story_state.own(page.atlas, page.view)
        st.caption(t("story.add_to", n=len(own.steps)) if own else t("story.add_first"))
        st.button(
            t("story.add_now"),
            key="add_step",
            type="primary",
            on_click=_take,
            args=(page.atlas, step, t),
        )


def _take(atlas: Atlas, step: Step, t: Words) -> None:
    """Callback: the view becomes the last step of the story."""
    view = state.current()
    story = story_state.own(atlas, view) or Story(())
    try:
        story_state.keep(story.add(step), step=view.stage.step)
    except StoryError as error:
        cards.toast(error.text(t))
        return
    cards.toast(t("story.added", n=len(story.steps) + 1))
