"""The stage: one figure for a whole room, stepped through by keys.

It tells a story, or the figures of any page one after the other. What it says is the sheet of a
view, so it agrees with the page and with every hand-out. Keys and the pointer's dot are a script
of the browser; it clicks the buttons that are drawn here.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from geo import maps, sheets
from geo import story as stories
from geo.charts.template import CONFIG
from geo.data.atlas import Atlas
from geo.files.talk import pages
from geo.look.html import element
from geo.look.tokens import PROJECTOR_SCALE
from geo.record import naming
from geo.sheets import Chart, MapFigure, Sheet
from geo.sheets.view import PACES, View
from geo.story import Step, Story, deck
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import share, state, story_pages, story_ready, story_state

if TYPE_CHECKING:
    from pages.parts.shell.frame import Frame

STORY = "story"
_FOLDER = Path(__file__).parent
#: Most steps that all have their names in the bar; of more, only the one that is shown.
_NAMED = 10

Kind = Literal["map", "chart", "words", "slide"]


@dataclass(frozen=True)
class Stage:
    """What stands on the stage in this run.

    Attributes
    ----------
    story : Story
        What is told: a story, or the figures of a page as steps.
    places : tuple
        Slide and step of every page, as a link says them; of a story they begin with its cover.
    names : tuple of str
        What the pages are called.
    at : int
        The page that is shown, from 0.
    sheet : Sheet
        What the step says.
    slide : Cover, Agenda, Closing or None
        What is shown in place of a step.
    under : Step or None
        The step whose map the browser holds; while a chart is shown, the next one with a map.
    figure : MapFigure or None
        That map.
    """

    story: Story
    places: tuple[tuple[str | None, int], ...]
    names: tuple[str, ...]
    at: int
    sheet: Sheet
    slide: deck.Slide | None
    under: Step | None
    figure: MapFigure | None

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that are told."""
        return self.story.steps

    @property
    def kind(self) -> Kind:
        """What is shown."""
        if self.slide:
            return "slide"
        return "map" if self.sheet.map else "chart" if self.sheet.charts else "words"

    @property
    def number(self) -> int:
        """The step, from 1; of a slide that is none, the one nearest."""
        return self.places[self.at][1]

    @property
    def step(self) -> Step:
        """The step that is shown, or that nearest to the slide."""
        return self.steps[self.number - 1]

    def leads_to(self, at: int) -> dict[str, Any]:
        """Choices of a view that show a page."""
        slide, step = self.places[at]
        return {"slide": slide, "step": step}

    def key(self, at: int) -> str:
        """Part of the key of a button that leads to a page."""
        slide, step = self.places[at]
        return f"slide_{slide}" if slide else f"step_{step}"

    def label(self, at: int, *, short: bool = False) -> str:
        """A page in a list: its name, after the number of a step; in short one of many the latter.

        It is read as Markdown.
        """
        slide, step = self.places[at]
        name = cards.plain(self.names[at])
        if short and not slide and at != self.at and len(self.steps) > _NAMED:
            return str(step)
        return name if slide else f"{step}\u2002{name}"

    def page_number(self, t: Words) -> str:
        """Number of the page; empty where there is one alone."""
        of = len(self.places)
        return deck.page_number(self.at + 1, of, t) if of > 1 else ""


def stage(atlas: Atlas, page: str, view: View) -> Stage | None:
    """What stands on the stage; None on a page that is read in the usual way."""
    t, theme = Words(view.lang), state.theme()
    slide = None
    if page == STORY:
        story = story_state.told(atlas, view)
        steps, slide = story.steps, view.stage.slide
        places = deck.order(len(steps))
        named = tuple(stories.step_name(atlas, step, t) for step in steps)
        names = (t("story.cover"), t("story.agenda"), *named, t("story.closing"))
    elif page in sheets.PAGES and (view.stage.present or st.context.is_embedded):
        plain = Step(page, view.without_stage())
        all_of_it = stories.telling.told(atlas, page, plain.view, theme)
        steps = tuple(
            dataclasses.replace(plain, figure=code) for code in stories.figures(all_of_it)
        )
        story = Story(steps)
        places = tuple((None, step) for step in range(1, len(steps) + 1))
        titles = {chart.code: chart.title for chart in all_of_it.charts}
        names = tuple(titles.get(step.figure, t("story.figure.map")) for step in steps)
    else:
        return None
    step = min(view.stage.step, len(steps))
    at, step = next(
        (at, number)
        for at, (name, number) in enumerate(places)
        if name == slide and (name or number == step)
    )
    sheet = story_ready.sheet(atlas, steps[step - 1], view.lang, theme)
    under, figure = _map(atlas, steps[step - 1 :] + steps[: step - 1], view.lang)
    shown = deck.slide(atlas, story, slide, view.lang)
    return Stage(story, places, names, at, sheet, shown, under, figure)


def _map(atlas: Atlas, steps: tuple[Step, ...], lang: str) -> tuple[Step | None, MapFigure | None]:
    """The first of some steps that shows a map, and the map."""
    for step in steps:
        if step.figure in ("", stories.telling.MAP):
            figure = sheets.map_figure(atlas, step.page, stories.subject(step, lang))
            if figure is not None:
                return step, figure
    return None, None


def alone(view: View) -> bool:
    """Whether the figure stands alone: on a stage, or in the page of somebody else."""
    return view.stage.present or bool(st.context.is_embedded)


def style(view: View, shown: Stage | None, top: DeltaGenerator) -> None:
    """Style sheet of the stage; nothing on an ordinary page."""
    wanted: dict[str | Path, bool] = {
        pages.STYLE: shown is not None and (view.stage.present or bool(shown.slide)),
        "alone.css": alone(view),
        "present.css": view.stage.present and shown is not None,
        "embed.css": bool(st.context.is_embedded),
        "story.css": shown is not None and not alone(view),
        "unseen.css": shown is not None and shown.kind != "map",
    }
    names = [name for name, holds in wanted.items() if holds]
    if names:
        with top:
            st.html(f"<style>{''.join(map(_read, names))}</style>")


def _read(file: str | Path) -> str:
    return (_FOLDER / file).read_text(encoding="utf-8")


def scale() -> float:
    """Scale of marks and names on the map of the stage."""
    return PROJECTOR_SCALE


def draw(page: Frame, shown: Stage) -> None:
    """Put a step on the stage, or a slide of the story."""
    sheet, t, whole = shown.sheet, page.t, naming.whole(page.atlas)
    if shown.slide:
        with page.head:
            cards.show(slide(page, shown))
        return
    with page.head:
        claim(sheet.claim, whole)
    with page.over:
        figure(shown, page.view, key="stage_figure")
    with page.side:
        cards.show(pages.lines_html(sheet, whole, "stage-lines"))
        if sheet.charts and sheet.charts[0].reading not in sheet.lines:
            cards.show(element("div", sheet.charts[0].reading, css="stage-reading"))
    if sheet.map is not None:  # an embedded map has nothing beside it
        with page.under if st.context.is_embedded else page.side:
            cards.show(maps.legend_html(sheet.map.legend, "stage-legend"))
    with page.below:
        number = element("span", shown.page_number(t), css="stage-number")
        cards.show(cards.source(pages.source(sheet, t)), number)


def slide(page: Frame, shown: Stage) -> Markup:
    """A page of the story that is no step, as it is on the stage and in every file."""
    return story_pages.page(
        page.atlas, shown.story, shown.places, shown.at, page.t.lang, state.theme(), date.today()
    )


def claim(text: str, whole: re.Pattern[str]) -> None:
    """The finding, as large as its length allows."""
    css = f"stage-claim {pages.claim_size(text)}"
    cards.show(cards.heading(pages.unbroken(text, whole), 1, css))


def figure(shown: Stage, view: View, key: str) -> None:
    """Title, badge and how to read the figure; and the chart itself, as maps are drawn apart."""
    sheet = shown.sheet
    one = sheet.map or (sheet.charts[0] if sheet.charts else None)
    if one is None:
        return
    complete = isinstance(one, MapFigure) and one.complete
    badge = cards.coverage_badge(one.badge, complete) if one.badge else ""
    title = "" if one.title == sheet.claim else one.title
    reading = element("div", one.reading, css="reading")
    cards.show(element("div", cards.figure_head(title, badge), reading, css="stage-figure"))
    if isinstance(one, Chart):
        with st.container(key=key):
            st.plotly_chart(
                pages.for_a_room(one.figure) if view.stage.present else one.figure,
                theme=None,
                height="stretch" if view.stage.present else "content",
                config=CONFIG,
                key=f"{key}_{one.code}",
                alt=one.alt,
            )


def foot(page: Frame) -> None:
    """Below an embedded figure its link; on a stage the steps and what the keys press."""
    if st.context.is_embedded:
        share.open_full(page)
    if page.view.stage.present:
        _bar(page, page.stage)


def _bar(page: Frame, shown: Stage | None) -> None:
    """Steps by name, and what the keys of a presenter press."""
    view, t = page.view, page.t
    if shown is not None and len(shown.places) > 1:
        with st.container(key="stage_bar", horizontal=True, gap="small"):
            for at in range(len(shown.places)):
                st.button(
                    shown.label(at, short=True),
                    key=f"stage_{shown.key(at)}",
                    type="primary" if at == shown.at else "tertiary",
                    on_click=state.change,
                    kwargs=shown.leads_to(at),
                )
    with st.container(key="stage_keys"):
        st.button(t("present.leave"), key="stage_leave", on_click=_leave, args=(page.code,))
        pace = None if view.stage.pace else PACES[1]
        st.button(t("present.pace"), key="stage_pace", on_click=state.change, kwargs={"pace": pace})
    labels = (
        element(
            "button",
            element("svg", element("path", d=sign), viewBox="0 0 16 16", aria_hidden="true"),
            type="button",
            data_stage=name,
            title=t(f"present.{name}"),
        )
        for name, sign in _TOOLS
    )
    ready = ""
    if shown is not None:
        ready = " ".join(
            story_pages.addresses(page.atlas, shown.story, shown.places, view.lang, state.theme())
        )
    cards.show(
        element("div", labels, css="stage-tools", data_pace=view.stage.pace or 0, data_ready=ready)
    )
    st.html(f"<script>{_read('present.js')}</script>", unsafe_allow_javascript=True)


#: What the pointer can do, with its sign: everything that has a key. The signs are drawn, as not
#: every machine has letters for them.
_TOOLS = (
    ("back", "M10 3L5 8l5 5"),
    ("next", "M6 3l5 5-5 5"),
    ("full", "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4"),
    ("laser", "M8 5.5a2.5 2.5 0 1 0 .01 0M8 1v2M8 13v2M1 8h2M13 8h2"),
    ("blank", "M2 3h12v8H2zM5.5 14h5"),
    ("pace", "M8 2.5a6 6 0 1 0 .01 0M8 5v3.5l2.5 1.5"),
    ("leave", "M3 3l10 10M13 3L3 13"),
)


def _leave(page: str) -> None:
    """Callback: back to the page; a story keeps its step."""
    step = state.current().stage.step if page == STORY else 1
    state.change(present=False, pace=None, step=step)


def ahead(page: Frame, shown: Stage) -> None:
    """Make the steps that follow, while this one is looked at."""
    order = shown.steps[shown.number :] + shown.steps[: shown.number - 1]
    story_ready.ahead(page.atlas, order, page.view.lang, state.theme())
