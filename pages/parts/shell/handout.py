"""Taking a view away: every file it can be made into, and reports on what is chosen.

What is quick is made when the browser asks for it. Slides, reports and archives take seconds: they
are made in the run of a click, with progress, and are given up when the page runs again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo import files, sheets
from geo.files import HANDOUTS, report
from geo.files import brief as briefs
from geo.files import share as linking
from geo.record.filenames import file_name
from geo.sheets.city.page import city_of
from geo.sheets.view import View
from pages.parts import cards
from pages.parts.service import watch
from pages.parts.shell import brief, share

if TYPE_CHECKING:
    from pages.parts.shell.frame import Frame

_MADE = "handout_made"
_WIDTH = 140
_PICTURES, _SLIDES = ("png", "svg"), "pptx"
_MEGABYTE = 1_000_000

Make = Callable[..., bytes]
#: Name, media type and key of a file, and what makes it.
Asked = tuple[str, str, str, Make]


def draw(page: Frame) -> None:
    """Popover with all files; nothing is worked out before it is opened."""
    if page.code not in sheets.PAGES:
        return
    popover = st.popover(page.t("handout.export"), key="handout", on_change="rerun")
    if popover.open:
        with popover:
            _body(page, share.shared(page), share.address(page))
            # Seen only while something is made. It stands outside of the fragment, as a run of a
            # fragment is not cut short by the next one.
            st.button(page.t("handout.cancel"), key="handout_cancel")


@st.fragment
def _body(page: Frame, view: View, link: str) -> None:
    """What the popover holds; a click in it runs nothing else."""
    t, day = page.t, date.today()
    asked = _first(page, view, link, day)
    cards.show(cards.heading(t("handout.view"), 2, "share-title"))
    figures = dict(files.figures(page.atlas, page.code, view))
    figure = next(iter(figures), "")
    if len(figures) > 1:
        figure = st.selectbox(
            t("handout.which"), list(figures), format_func=figures.__getitem__, key="handout_figure"
        )
    endings = files.offered(page.atlas, page.code, view)
    buttons = st.container(key="handout_files", horizontal=True)
    for ending in endings:
        if ending == _SLIDES:
            continue
        picture = figure if ending in _PICTURES else ""
        name = files.file_name(page.atlas, page.code, view, ending, day, picture)
        make = partial(
            files.make, page.atlas, page.code, view, ending, link=link, day=day, figure=picture
        )
        with buttons:
            label = t(f"handout.format.{ending}")
            if not HANDOUTS[ending].long:
                st.download_button(
                    label, watch.export(ending, make), name, HANDOUTS[ending].mime,
                    key=f"handout_{ending}", on_click="ignore", width=_WIDTH,
                    disabled=ending in _PICTURES and not figure,
                )  # fmt: skip
            elif st.button(label, key=f"handout_{ending}", width=_WIDTH):
                asked = (name, HANDOUTS[ending].mime, f"{link} {ending}", make)
    asked = _reports(page, view, link, day) or asked
    room = st.empty()
    if asked:
        prepare(page, room, *asked)
    take_away(page, room, link)
    st.caption(t("handout.note"))


def _first(page: Frame, view: View, link: str, day: date) -> Asked | None:
    """The two files that most readers need, apart from the rest; the one that is asked for."""
    t = page.t
    asked: Asked | None = None
    cards.show(cards.heading(t("handout.first"), 2, "share-title"))
    with st.container(key="handout_first", horizontal=True):
        if st.button(t("handout.format.pptx"), key="handout_pptx", type="primary"):
            name = files.file_name(page.atlas, page.code, view, _SLIDES, day)
            make = partial(files.make, page.atlas, page.code, view, _SLIDES, link=link, day=day)
            asked = (name, HANDOUTS[_SLIDES].mime, f"{link} {_SLIDES}", make)
        about = brief.subject(page.atlas, page.code, view)
        if about and st.button(t("handout.brief"), key="handout_brief", type="primary"):
            made = brief.brief_of(page, *about)
            name = briefs.file_name(made, about[0], "pdf")

            def write(progress: files.Progress) -> bytes:
                progress(0, 1, made.subject)
                return briefs.make(page.atlas, made, "pdf")

            asked = (name, HANDOUTS["pdf"].mime, f"{link} brief", write)
    return asked


def _reports(page: Frame, view: View, link: str, day: date) -> Asked | None:
    """Reports on the one city, chain or region that is chosen; the one that is asked for."""
    t = page.t
    chosen: dict[str, Any] = {
        subject: codes[0]
        for subject in report.SUBJECTS
        if len(codes := getattr(view.selection, subject)) == 1
    }
    if page.code == "city":
        chosen["city"] = city_of(page.atlas, view)
    asked = None
    if chosen:
        cards.show(cards.heading(t("handout.reports"), 2, "share-title"))
    for subject, code in chosen.items():
        title = report.title(page.atlas, subject, code, t)
        if st.button(title, key=f"handout_report_{subject}", width="stretch"):
            start = View(lang=t.lang)
            own = start.replace(**{subject: (code,)})
            plain = files.subject(page.atlas, "report", own)
            name = file_name(title, plain, "pdf", day, t.lang)
            first = report.first(page.atlas, subject, code, start)
            address = linking.link(share.root(page), *first)
            make = partial(
                report.subject_pdf, page.atlas, subject, code, start, link=address, day=day
            )
            asked = (name, HANDOUTS["pdf"].mime, f"{link} {subject} {code}", make)
    return asked


def prepare(page: Frame, room: DeltaGenerator, name: str, mime: str, key: str, how: Make) -> None:
    """Make a file while the reader waits; telling how far it is ends the run if another waits."""
    t, form = page.t, name.rpartition(".")[2]
    st.session_state.pop(_MADE, None)
    with room.container(key="handout_progress"):
        bar = st.progress(0.0, t("handout.step.sheet"))

    def progress(done: int, of: int, what: str) -> None:
        bar.progress(done / of, f"{what} ({done + 1}/{of})")

    try:
        content = watch.export(form, how)(progress=progress)
    except (files.TemplateError, files.NothingToShowError) as error:
        with room.container():
            cards.notice(str(error))
        return
    except Exception:
        watch.failed(page.code, f"{form} file could not be made")
        with room.container():
            cards.notice(t("failure.file"))
        return
    st.session_state[_MADE] = (key, name, mime, content)


def take_away(page: Frame, room: DeltaGenerator, of: str) -> None:
    """The file made last, while the page still shows what it was made of."""
    key, name, mime, content = st.session_state.get(_MADE, ("", "", "", b""))
    if key.startswith(f"{of} "):
        size = page.t.number(len(content) / _MEGABYTE, 1)
        room.download_button(
            page.t("handout.take", name=name, size=size), content, name, mime,
            key="handout_take", type="primary", on_click="ignore", width="stretch",
        )  # fmt: skip
