"""Handing a view on: link, QR code, embedding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo import settings
from geo.files import share
from geo.look.html import element
from geo.sheets import HOME
from geo.sheets.view import View
from pages.parts import cards
from pages.parts.shell import depth, state

if TYPE_CHECKING:
    from pages.parts.shell.frame import Frame


def root(page: Frame) -> str:
    """Address of the product: the one that is set, else as this browser knows it."""
    here = share.base(st.context.url or "", "" if page.code == HOME else page.code)
    return settings.current().public_url or here


def address(page: Frame, *, embed: bool = False) -> str:
    """Link to what is on the page, as somebody else opens it."""
    whole = page.code in depth.PAGES
    return share.link(root(page), page.code, shared(page), embed=embed, whole=whole)


def shared(page: Frame) -> View:
    """The view without what belongs to this window; a story takes its steps along."""
    view = state.public(page.view).without_stage()
    if page.code == "story":
        stage = page.view.stage
        view = view.replace(step=stage.step, slide=stage.slide, story=stage.story)
    return view


def draw(page: Frame) -> None:
    """Popover with the link, its QR code and the snippet."""
    t = page.t
    popover = st.popover(t("share.share"), key="share", on_change="rerun")
    if not popover.open:
        return
    link = address(page)
    with popover:
        cards.show(cards.heading(t("share.link"), 2, "share-title"))
        st.code(link, language=None, wrap_lines=True)
        code = share.qr_svg(link, t("share.qr"))
        if code:
            cards.show(element("div", code, element("p", t("share.qr_reading")), css="share-qr"))
        else:
            cards.show(element("p", t("share.qr_long"), css="reading"))
        cards.show(cards.heading(t("share.embed"), 2, "share-title"))
        title = f"{t('pages.product')} · {t(f'{page.code}.page')}"
        st.code(share.snippet(address(page, embed=True), title), language=None, wrap_lines=True)
        cards.show(element("p", t("share.embed_reading"), css="reading"))


def open_full(page: Frame) -> None:
    """Link from an embedded figure to its page."""
    label, there = page.t("share.open_full"), address(page)
    cards.show(element("a", label, css="open-full", href=there, target="_blank", rel="noopener"))
