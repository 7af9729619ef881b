"""The stage: one figure for a whole room, stepped through by keys.

It tells a story, or the figures of any page one after the other. What it says is the sheet of a
view, so it agrees with the page and with every hand-out. Keys and the pointer's dot are a script
of the browser; it clicks the buttons that are drawn here.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import plotly.graph_objects as go
import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from geo import maps, sheets
from geo import story as stories
from geo.charts.enlarged import enlarged
from geo.charts.template import CONFIG
from geo.data.atlas import Atlas
from geo.look.html import element, join
from geo.look.tokens import PROJECTOR_SCALE
from geo.record import naming, review
from geo.record.credit import credit
from geo.sheets import Chart, MapFigure, Sheet
from geo.sheets.view import PACES, View
from geo.story import Step
from geo.words import THIN_SPACE, Words
from pages.parts import cards
from pages.parts.shell import share, state, story_ready, story_state

if TYPE_CHECKING:
    from pages.parts.shell.frame import Frame

STORY = "story"
_FOLDER = Path(__file__).parent
#: Widest claims, in widths of a Chinese character, that are set in each size.
_SIZES = ((26, "one"), (62, "two"))
#: Beside more text than this, in the same widths, lines are set smaller; an entry of a legend
#: counts as so much.
_AMOUNTS, _ENTRY = ((170, ""), (260, "much")), 6
#: Height that a chart has on the stage, CSS px of a page that it stands for, and how much larger or
#: smaller than on a page its type may be.
_CHART_HEIGHT, _CHART_SCALES = 620, (1.1, 1.6)

#: Most steps that all have their names in the bar; of more, only the one that is shown.
_NAMED = 10

Kind = Literal["map", "chart", "words"]


@dataclass(frozen=True)
class Stage:
    """What stands on the stage in this run.

    Attributes
    ----------
    steps, names : tuple
        The steps and what they are called.
    at : int
        The step that is shown, from 0.
    sheet : Sheet
        What it says.
    under : Step or None
        The step whose map the browser holds; while a chart is shown, the next one with a map.
    figure : MapFigure or None
        That map.
    """

    steps: tuple[Step, ...]
    names: tuple[str, ...]
    at: int
    sheet: Sheet
    under: Step | None
    figure: MapFigure | None

    @property
    def kind(self) -> Kind:
        """What is shown."""
        return "map" if self.sheet.map else "chart" if self.sheet.charts else "words"

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self.steps[self.at]


def stage(atlas: Atlas, page: str, view: View) -> Stage | None:
    """What stands on the stage; None on a page that is read in the usual way."""
    t, theme = Words(view.lang), state.theme()
    if page == STORY:
        steps = story_state.told(atlas, view).steps
        names = tuple(stories.step_name(atlas, step, t) for step in steps)
    elif page in sheets.PAGES and (view.stage.present or st.context.is_embedded):
        plain = Step(page, view.without_stage())
        all_of_it = stories.telling.told(atlas, page, plain.view, theme)
        steps = tuple(
            dataclasses.replace(plain, figure=code) for code in stories.figures(all_of_it)
        )
        titles = {chart.code: chart.title for chart in all_of_it.charts}
        names = tuple(titles.get(step.figure, t("story.figure.map")) for step in steps)
    else:
        return None
    at = min(view.stage.step, len(steps)) - 1
    sheet = story_ready.sheet(atlas, steps[at], view.lang, theme)
    under, figure = _map(atlas, steps[at:] + steps[:at], view.lang)
    return Stage(steps, names, at, sheet, under, figure)


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
    wanted = {
        "alone.css": alone(view),
        "present.css": view.stage.present and shown is not None,
        "embed.css": st.context.is_embedded,
        "story.css": shown is not None and not alone(view),
        "unseen.css": shown is not None and shown.kind != "map",
    }
    names = [name for name, holds in wanted.items() if holds]
    if names:
        with top:
            st.html(f"<style>{''.join(map(_read, names))}</style>")


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def scale() -> float:
    """Scale of marks and names on the map of the stage."""
    return PROJECTOR_SCALE


def draw(page: Frame, shown: Stage) -> None:
    """Put a step on the stage."""
    sheet, t, whole = shown.sheet, page.t, naming.whole(page.atlas)
    with page.head:
        claim(sheet.claim, whole)
    with page.over:
        figure(shown, page.view, key="stage_figure")
    with page.side:
        lines(sheet, whole)
        if sheet.charts and sheet.charts[0].reading not in sheet.lines:
            cards.show(element("div", sheet.charts[0].reading, css="stage-reading"))
    if sheet.map is not None:  # an embedded map has nothing beside it
        with page.under if st.context.is_embedded else page.side:
            cards.show(maps.legend_html(sheet.map.legend, "stage-legend"))
    with page.below:
        cards.show(source(sheet, t))


def claim(text: str, whole: re.Pattern[str]) -> None:
    """The finding, as large as its length allows."""
    size = next((name for most, name in _SIZES if _width(text) <= most), "three")
    cards.show(cards.heading(_unbroken(text, whole), 1, f"stage-claim {size}"))


def lines(sheet: Sheet, whole: re.Pattern[str]) -> None:
    """Sentences of evidence; how to read the map stands beside the map."""
    reading = sheet.map.reading if sheet.map else ""
    kept = [line for line in sheet.lines if line != reading]
    rows = sheet.map.legend.rows if sheet.map else ()
    entries = sum(len(row) for _, row in rows)
    amount = sum(map(_width, kept)) + _ENTRY * entries
    size = next((name for most, name in _AMOUNTS if amount <= most), "most")
    alone = "" if sheet.map or sheet.charts else "stage-words"
    items = (_unbroken(line, whole) for line in kept)
    cards.show(cards.listed(items, f"stage-lines {size} {alone}"))


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
                _for_a_room(one.figure) if view.stage.present else one.figure,
                theme=None,
                height="stretch" if view.stage.present else "content",
                config=CONFIG,
                key=f"{key}_{one.code}",
                alt=one.alt,
            )


def _for_a_room(figure: go.Figure) -> go.Figure:
    """The chart as large as it can be: one of many rows grows less than one of few."""
    least, most = _CHART_SCALES
    own = figure.layout.height or _CHART_HEIGHT
    large = enlarged(figure, max(least, min(most, _CHART_HEIGHT / own)))
    names = large.layout.yaxis.ticktext
    if names is not None:  # there is room beside the rows, not between them
        large.update_yaxes(ticktext=[str(name).replace("<br>", " ") for name in names])
    return large


def source(sheet: Sheet, t: Words) -> Markup:
    """Where the figure comes from, and the state of the data."""
    own = sheet.charts[0].source if sheet.charts else ""
    first = credit(sheet.about, source=own, boundary=sheet.map is not None)[0]
    version = t("story.data", version=sheet.about.data_version)
    parts = [first, version, *([review.line(t)] if sheet.map else [])]
    return cards.source(" · ".join(parts))


def foot(page: Frame) -> None:
    """Below an embedded figure its link; on a stage the steps and what the keys press."""
    if st.context.is_embedded:
        share.open_full(page)
    if page.view.stage.present:
        _bar(page, page.stage)


def _bar(page: Frame, shown: Stage | None) -> None:
    """Steps by name, and what the keys of a presenter press."""
    view, t = page.view, page.t
    if shown is not None and len(shown.steps) > 1:
        with st.container(key="stage_bar", horizontal=True, gap="small"):
            for number, name in enumerate(shown.names, start=1):
                current = number == shown.at + 1
                named = current or len(shown.names) <= _NAMED
                st.button(
                    f"{number}\u2002{cards.plain(name)}" if named else str(number),
                    key=f"stage_step_{number}",
                    type="primary" if current else "tertiary",
                    on_click=state.change,
                    kwargs={"step": number},
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
    cards.show(element("div", labels, css="stage-tools", data_pace=view.stage.pace or 0))
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
    order = shown.steps[shown.at + 1 :] + shown.steps[: shown.at]
    story_ready.ahead(page.atlas, order, page.view.lang, state.theme())


def _unbroken(text: str, whole: re.Pattern[str]) -> Markup:
    """Text as HTML whose numbers and terms are not cut in two at the end of a line."""
    parts = re.split(f"({whole.pattern})", text.replace(THIN_SPACE, "\u202f"))
    parts[1::2] = [element("span", part, css="together") for part in parts[1::2]]
    return join(*parts)


def _width(text: str) -> float:
    """Width of a text in widths of a Chinese character."""
    return sum(1.0 if ord(c) > 0x2E80 else 0.52 for c in text)
