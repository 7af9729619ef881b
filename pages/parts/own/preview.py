"""The third step: what the list changes, before it counts; and what is in use."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from geo.data.atlas import Atlas
from geo.look.html import element
from geo.look.svg import svg_text
from geo.own import book, keeping
from geo.own.drafts import Draft
from geo.own.ids import PREFIX
from geo.own.matching import Member
from geo.own.picture import picture
from geo.record.filenames import table_name
from pages.parts import cards
from pages.parts.own import work
from pages.parts.own.work import Preview
from pages.parts.register import shown
from pages.parts.shell import state, visit
from pages.parts.shell.frame import Frame

#: Forms in which lists are saved, with their types.
_FORMS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def draw(page: Frame, draft: Draft, members: tuple[Member, ...]) -> None:
    """Count, headlines and map, worked out when they are asked for; then the list is used."""
    t = page.t
    cards.show(shown.step(3, t("own.preview"), t("own.preview_reading")))
    if all(one.verdict == "refused" for one in members):
        cards.notice(t("own.told.nothing"))
        return
    found = work.previewed(draft)
    if found is None:
        room = st.empty()
        if not room.button(t("own.preview_now"), key="own_preview_now", type="primary"):
            return
        with room, st.spinner(t("own.preview_wait")):
            work.preview(page.atlas, draft, t)
        room.empty()
        found = work.previewed(draft)
        if found is None:
            cards.notice(work.fault())
            return
    _count(page, found)
    _claims(page, found)
    _picture(page, found)
    st.button(t("own.use"), key="own_use", type="primary", on_click=_use, args=(found.atlas,))


def _count(page: Frame, found: Preview) -> None:
    """How many are named before and after, of how many."""
    t, before, after = page.t, found.effect.before, found.effect.after
    of = t("own.told.no_official") if after.official is None else t.number(after.official)
    counted = t("own.told.count", before=before.named, after=after.named, of=of)
    cards.show(element("div", counted, css="own-count") + cards.coverage(after, t))


def _claims(page: Frame, found: Preview) -> None:
    """Headlines that turn out differently, old and new."""
    t, claims = page.t, found.effect.claims
    if not claims:
        cards.show(element("p", t("own.told.no_claims"), css="own-fit"))
        return
    heads = (t("own.page_column"), t("own.old"), t("own.new"))
    rows = ((t(f"{one.page}.page"), one.old, one.new) for one in claims)
    cards.show(cards.table("own-claims", rows, heads))


def _picture(page: Frame, found: Preview) -> None:
    """The clusters of the programme with those of the list."""
    drawn = picture(page.atlas, found.atlas, found.draft.programme, page.t.lang)
    cards.show(element("div", svg_text(drawn), css="own-map"))


def _use(atlas: Atlas) -> None:
    """Callback: the previewed data are those of this visit."""
    visit.use(atlas)
    work.done(len(visit.used()))
    state.hold()


def in_use(page: Frame) -> None:
    """Lists that are in the data: what they are, to take away, and to let go of."""
    atlas, t = page.atlas, page.t
    if atlas.overlay is None:
        return
    cards.show(cards.figure_head(t("own.in_use"), reading=t("own.in_use_reading")))
    table = atlas.table("sources")
    rows = table[table["source_id"].str.startswith(PREFIX)].fillna("")
    cited = (" · ".join(filter(None, (r.title, r.publisher_zh, r.date))) for r in rows.itertuples())
    cards.show(cards.listed(cited, css="own-refused"))
    for warning in atlas.warnings:
        cards.notice(warning.text(t.lang))
    with st.container(key="own_used", horizontal=True, gap="small"):
        for form, mime in _FORMS.items():
            st.download_button(
                t("own.save" if form == "xlsx" else "own.save_zip"),
                partial(_saved, page, form),
                table_name(t("own.kept.title"), "own-lists", form, date.today(), t),
                mime,
                key=f"own_save_{form}",
                on_click="ignore",
                type="primary" if form == "xlsx" else "secondary",
            )
        if visit.used():
            st.button(t("own.undo"), key="own_undo", on_click=_undo)
            st.button(t("own.stop"), key="own_stop", on_click=partial(_undo, whole=True))


def _saved(page: Frame, form: str) -> bytes:
    """The lists in use, as a workbook or an archive."""
    assert page.atlas.overlay is not None
    files = keeping.contents(page.atlas, page.atlas.overlay)
    return book.bound(files, page.t) if form == "xlsx" else keeping.packed(files)


def _undo(*, whole: bool = False) -> None:
    """Callback: the data before, and the last list is worked on again."""
    place = 1 if whole else len(visit.used())
    visit.undo(whole=whole)
    work.reopened(place)
    state.change(sel=None, year=None)
    state.hold()
