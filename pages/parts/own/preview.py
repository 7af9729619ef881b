"""The third step: what the list changes, before it counts; and what is in use."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from geo import sheets
from geo.data.atlas import Atlas
from geo.files.order import MAP, Order
from geo.look.html import element
from geo.look.svg import svg_text
from geo.own import keeping
from geo.own.drafts import Draft
from geo.own.ids import PREFIX
from geo.own.matching import Member
from geo.record.filenames import table_name
from geo.sheets.view import View
from pages.parts import cards
from pages.parts.own import check, work
from pages.parts.own.work import Preview
from pages.parts.shell import state, visit
from pages.parts.shell.frame import Frame


def draw(page: Frame, draft: Draft, members: tuple[Member, ...]) -> None:
    """Count, headlines and map, worked out when they are asked for; then the list is used."""
    t = page.t
    cards.show(cards.figure_head(t("own.preview"), reading=t("own.preview_reading")))
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
    view = View(lang=page.t.lang, prog=(found.draft.programme,))
    order = Order(found.atlas, sheets.sheet(found.atlas, "clusters", view))
    cards.show(element("div", svg_text(order.drawing(MAP)), css="own-map"))


def _use(atlas: Atlas) -> None:
    """Callback: the previewed data are those of this visit."""
    visit.use(atlas)
    work.done()
    check.forget_source()
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
        st.download_button(
            t("own.save"),
            partial(_archive, page),
            table_name(t("own.kept.title"), "own-lists", "zip", date.today(), t),
            "application/zip",
            key="own_save",
            on_click="ignore",
            type="primary",
        )
        if visit.used():
            st.button(t("own.undo"), key="own_undo", on_click=_undo)
            st.button(t("own.stop"), key="own_stop", on_click=partial(_undo, whole=True))


def _archive(page: Frame) -> bytes:
    assert page.atlas.overlay is not None
    return keeping.packed(keeping.contents(page.atlas, page.atlas.overlay))


def _undo(*, whole: bool = False) -> None:
    """Callback: the data before; what only the lists had is chosen no more."""
    visit.undo(whole=whole)
    state.change(sel=None, year=None)
    state.hold()
