"""The frame around every page: sidebar, notices, filters, the slots a page fills, and the map.

The map is drawn here and not by the pages, so that the browser keeps it, with its zoom and place,
when the reader moves from one page to the next. A page only says what the map should show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import islice
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from geo import sheets
from geo.data.atlas import Atlas
from geo.look.html import element
from geo.look.tokens import css_variables
from geo.population.beside import counted_beside
from geo.population.contract import EngineError
from geo.population.fields import Notice
from geo.record.edition import dated
from geo.sheets import methods
from geo.sheets.figures import Chart, MapFigure
from geo.sheets.page import Charts, Said
from geo.sheets.view import View
from geo.story import subject
from geo.words import Words
from geo.words.text import cut, tidy
from pages.parts import cards
from pages.parts.service import watch
from pages.parts.shell import (
    again,
    failure,
    filters,
    helps,
    hint,
    kept,
    mapframe,
    navigation,
    own_cells,
    own_count,
    present,
    scenes,
    spoken,
    state,
    stored,
    tools,
    visit,
    ways,
)
from pages.parts.shell.control import Change

_FRAME = "frame"
#: The page that readers put their own data in by.
_OWN = "own"
_STYLE = Path(__file__).with_name("style.css")
#: A spoilt link may hold thousands of codes; the sentence about them stays a sentence.
_MOST_NOTICES = 6


@dataclass
class Frame:
    """What a page works with during one run.

    Attributes
    ----------
    code, atlas, view, t
        The page, the data, the reader's choices and the words in the reader's language.
    head, over, on, under, side, below
        Slots: across the top; left above, on and below the map; right of it; across the bottom.
    figure
        The map of the page with its title and legend; None on a page without a map.
    stage
        The step of a story or of a presentation; None on a page that is read in the usual way.
    later
        What is drawn only after the map, so that nobody waits for what lies below it.
    offers
        What the controls beside the map lead to.
    """

    code: str
    atlas: Atlas
    view: View
    t: Words
    head: DeltaGenerator
    over: DeltaGenerator
    on: DeltaGenerator
    under: DeltaGenerator
    side: DeltaGenerator
    below: DeltaGenerator
    figure: MapFigure | None = None
    stage: present.Stage | None = None
    later: list[Callable[[], None]] = field(default_factory=list)
    offers: scenes.Offers = field(default_factory=scenes.Offers)
    _drawn: dict[str, Chart | None] = field(default_factory=dict)

    @cached_property
    def said(self) -> Said:
        """The claim of the page and its lines of evidence, as in every file of it."""
        return sheets.words(self.atlas, self.code, self.view)

    @cached_property
    def _makers(self) -> Charts:
        return sheets.charts(self.atlas, self.code, self.view, state.theme())

    def chart(self, code: str) -> Chart | None:
        """A chart of the page, as in every file of it; None where there is nothing to draw.

        Each is drawn when it is asked for, so that nobody waits for what lies below.
        """
        if code not in self._drawn:
            self._drawn[code] = self._makers[code]() if code in self._makers else None
        return self._drawn[code]

    def offer(self, control: str, words: Mapping[str, str], change: Change) -> None:
        """Say what a control leads to: the words of each option by code, and what it chooses."""
        self.offers.add(self.view, control, words, change)

    def claim(self) -> None:
        """The claim as headline of the page."""
        cards.show(cards.headline(self.said[0], self.t))


def current() -> Frame:
    """The frame of this run; what every page begins with.

    Until pages are registered for the first time in a process, Streamlit runs a script of the
    folder ``pages`` by itself when its address is opened, without the entry script. Registering
    them and running again puts that right.
    """
    if _FRAME not in st.session_state:
        navigation.register(View())
        st.rerun()
    return st.session_state[_FRAME]


def run(page: StreamlitPage, atlas: Atlas, view: View, notices: tuple[Notice, ...]) -> None:
    """Draw the map, let the page fill the frame, draw filters and links, write the URL.

    The browser gets things in the order in which they are drawn, wherever they stand: first the
    map, then what the page says about it, then what the reader has before his eyes already.
    """
    t = Words(view.lang)
    code = page.url_path or sheets.HOME
    st.html(f"<style>:root{{{css_variables()}}}{_STYLE.read_text(encoding='utf-8')}</style>")
    spoken.draw(t)
    again.draw()
    helps.draw()
    if visit.lost():
        cards.toast(t("own.lost"), stays=True)
    if code == _OWN:
        visit.begun()
    kept.draw()
    stored.draw(atlas, view, lists=code == present.STORY and not present.alone(view))
    cards.show(element("div", t(f"{code}.page"), css="phone-brand", aria_hidden="true"))
    top = st.container(key="top")
    head = st.container(key="head")
    left, right = st.columns([2.26, 1], gap="medium")
    over, slot, under = (left.container(key=key) for key in ("over", "map", "under"))
    frame = Frame(
        code, atlas, view, t, head, over, slot, under, right.container(key="side"),
        st.container(key="below"),
    )  # fmt: skip
    foot = st.container(key="foot")
    st.session_state[_FRAME] = frame
    try:
        with _told_if_broken(page, head, t):
            frame.stage = present.stage(atlas, code, view)
            if frame.stage and not frame.stage.slide and frame.stage.number != view.stage.step:
                notices += (Notice("step", str(view.stage.step)),)
                view = frame.view = state.correct(notices, step=frame.stage.number)
            present.style(view, frame.stage, top)
            _draw_map(frame, slot)
            if frame.stage is None or not present.alone(view):
                page.run()
            else:
                present.draw(frame, frame.stage)
    finally:
        del st.session_state[_FRAME]
    if present.alone(view):
        _finish_stage(frame, notices, top, foot)
        return
    if frame.figure is not None:
        mapframe.let_it_go_ahead()
    with top:
        _show_notices(notices, t)
        if code == present.STORY:  # its steps have filters of their own
            filters.bare_bar(view, t, partial(tools.draw, frame))
        else:
            told = scenes.told(atlas, code, frame.offers)
            filters.bar(atlas, code, view, t, partial(tools.draw, frame), told)
            own_count.draw(atlas, code, view, t)
            hint.draw(t)
    with foot:
        _how_it_is_made(code, view, t)
        if atlas.overlay is not None:
            navigation.link(_OWN, view, t("own.mark"), key="own_mark")
    with st.sidebar:
        # A register may have come into use while this page was drawn.
        firms = code == navigation.FIRMS or counted_beside(atlas) or visit.firms()
        navigation.sidebar(view, () if firms else (navigation.FIRMS,))
        date = t("pages.data_date", date=dated(atlas, t))
        cards.show(element("div", date, css="nav-date"))
        navigation.language_links(code, view)
        navigation.link("methods", view.replace(topic="access"), t("pages.access"), key="access")
    state.publish(view)
    with _told_if_broken(page, head, t):
        for draw in frame.later:
            draw()
    if frame.stage:
        present.ahead(frame, frame.stage)
    mapframe.load_ahead()


def _draw_map(frame: Frame, slot: DeltaGenerator) -> None:
    """The map of the page, or of the step that is on the stage."""
    atlas, view, stage = frame.atlas, frame.view, frame.stage
    scale = present.scale() if view.stage.present else 1.0
    with slot:
        if stage is None:
            frame.figure = sheets.map_figure(atlas, frame.code, view)
            if frame.figure is None:
                mapframe.leave()
            else:
                content = own_cells.live(atlas, view, frame.figure.content)
                mapframe.draw(atlas, view, content, scale)
        elif stage.figure is not None and stage.under is not None:
            # A step has a view of its own, which a click on its map must not change.
            own = frame.code != present.STORY
            there = view if own else subject(stage.under, view.lang)
            mapframe.draw(atlas, there, stage.figure.content, scale, choose=own)
        else:
            mapframe.leave()


def _finish_stage(
    frame: Frame, notices: tuple[Notice, ...], top: DeltaGenerator, foot: DeltaGenerator
) -> None:
    """What a stage or an embedded figure has instead of filters, tools and links."""
    with top:
        _show_notices(notices, frame.t)
    with foot:
        present.foot(frame)
    state.publish(frame.view)
    if frame.stage:
        present.ahead(frame, frame.stage)


@contextmanager
def _told_if_broken(page: StreamlitPage, head: DeltaGenerator, t: Words) -> Iterator[None]:
    """A page that cannot be drawn says so; filters and the other pages go on working."""
    try:
        yield
    except EngineError:  # it answered until now, and what else there is may be kept from before
        with head:
            cards.notice(t("firms.lost"))
    except Exception:
        watch.failed(page.url_path or sheets.HOME, "page could not be drawn")
        with head:
            failure.show_broken_page(t)


def _how_it_is_made(page: str, view: View, t: Words) -> None:
    """Link to how the figures of a page are made."""
    if page in methods.FIGURES:
        navigation.link("methods", view.replace(topic=page), t("methods.link"))


def _show_notices(notices: tuple[Notice, ...], t: Words) -> None:
    codes: tuple[Notice, ...] = ()
    for notice in notices:
        match notice.parameter:
            case ways.NO_PAGE:
                cards.notice(t("pages.unknown_page"))
            case own_count.NO_FIRMS:
                cards.notice(notice.value)
            case _:
                codes += (notice,)
    if codes:
        cards.notice(t("pages.unknown_codes", codes=unknown(codes, t)))


def unknown(notices: tuple[Notice, ...], t: Words) -> str:
    """What was not known in a link or file, as part of a sentence."""
    named = (f"{one.parameter}={one.value}".removesuffix("=") for one in notices)
    parts = [cut(tidy(text)) or "?" for text in islice(named, _MOST_NOTICES)]
    return t.join(parts + ["…"] * (len(notices) > _MOST_NOTICES))
