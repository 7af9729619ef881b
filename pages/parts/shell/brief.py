"""The one-page brief on what a page is about, as the first of its tools."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.data.atlas import Atlas
from geo.files import brief
from geo.files import share as linking
from geo.sheets import counted
from geo.sheets.city.page import city_of
from geo.sheets.view import View
from pages.parts import cards
from pages.parts.shell import share

if TYPE_CHECKING:
    from pages.parts.shell.frame import Frame


def subject(atlas: Atlas, page: str, view: View) -> tuple[str, object] | None:
    """What a page is about, if that is one thing: its own subject first, else the city chosen."""
    if page == "city":
        return "city", city_of(atlas, view)
    own = [name for name, one in brief.SUBJECTS.items() if one.page == page]
    for name in (*own, "city"):
        one = brief.SUBJECTS[name]
        codes = getattr(view.selection, one.dimension)
        if len(codes) == 1 and codes[0] in one.codes(atlas).values():
            return name, codes[0]
    return None


def draw(page: Frame) -> None:
    """Popover with the brief in each form; nothing is made before a form is asked for."""
    about = subject(page.atlas, page.code, page.view)
    if about is None:
        return
    popover = st.popover(page.t("brief.button"), key="brief", on_change="rerun")
    if popover.open:
        with popover:
            _body(page, *about)


@st.fragment
def _body(page: Frame, name: str, code: object) -> None:
    made = brief_of(page, name, code)
    # A chain or a list is told of the whole province, whatever city is chosen.
    whole = name in ("chain", "programme") and page.view.selection.city
    said = page.t("brief.whole", subject=made.subject) if whole else made.subject
    cards.show(cards.heading(said, 2, "share-title"))
    with st.container(key="brief_files", horizontal=True):
        for ending in brief.FORMS:
            # Told before it is asked for: where a download fails, the browser learns no reason.
            if unusable := brief.fault(ending, page.t):
                cards.notice(unusable)
            else:
                download(page, made, name, ending, ending.upper(), key=f"brief_{ending}")
    st.caption(page.t("brief.note"))


def brief_of(page: Frame, name: str, code: object, **given: Any) -> brief.Brief:
    """The brief of today on a subject, with a link to its page."""
    one, lang = brief.SUBJECTS[name], page.t.lang
    link = linking.link(share.root(page), one.page, one.view(code, lang))
    own = counted.asks(page.view)
    return brief.of(page.atlas, name, code, lang, link=link, day=date.today(), own=own, **given)


def download(
    page: Frame, made: brief.Brief, name: str, ending: str, label: str, *, key: str
) -> None:
    """A button for a brief as a file, which is made when it is asked for."""
    st.download_button(
        label, partial(brief.make, page.atlas, made, ending), brief.file_name(made, name, ending),
        brief.FORMS[ending][1], key=key, on_click="ignore",
        type="primary" if ending == "pdf" else "secondary",
    )  # fmt: skip
