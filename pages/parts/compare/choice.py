"""Choosing what is compared; the choice is in the link."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from geo.questions import compare
from geo.questions.compare import Choice, wording
from pages.parts import cards
from pages.parts.shell import state
from pages.parts.shell.frame import Frame

_KIND, _UNITS, _PEER = "compare_kind", "compare_units", "compare_peer"
_STYLE = Path(__file__).with_name("style.css")


def style() -> None:
    """The style sheet of the page."""
    st.html(f"<style>{_STYLE.read_text(encoding='utf-8')}</style>")


def _take_kind(page: Frame) -> None:
    kind = state.given(_KIND)
    if kind:
        state.change(by=_KIND, compare=compare.default(page.atlas, kind, page.view.layout.scheme))


def _take_units() -> None:
    state.change(by=_UNITS, compare=tuple(state.given(_UNITS)))


def _take_peer() -> None:
    state.change(by=_PEER, peer=state.given(_PEER))


def _reset() -> None:
    state.change(compare=())


def draw(page: Frame, chosen: Choice) -> None:
    """The row of controls."""
    atlas, view, t = page.atlas, page.view, page.t
    units = compare.units(atlas)
    options = [
        code
        for code, unit in units.items()
        if unit.kind == chosen.kind and (unit.members or chosen.kind == "chain")
    ]
    with st.container(key="compare_controls", horizontal=True, vertical_alignment="center"):
        key = state.widget_key(_KIND)
        state.fill(key, chosen.kind)
        st.segmented_control(
            t("compare.kind_label"),
            compare.KINDS,
            format_func=lambda kind: t(f"compare.kind.{kind}"),
            key=key,
            on_change=_take_kind,
            args=(page,),
            label_visibility="collapsed",
            required=True,
        )
        key = state.widget_key(_UNITS)
        state.fill(key, list(chosen.codes))
        st.multiselect(
            t("compare.units_label"),
            options,
            format_func=lambda code: wording.unit_name(atlas, units[code], t),
            key=key,
            on_change=_take_units,
            max_selections=compare.MOST,
            placeholder=t("compare.units_placeholder"),
            label_visibility="collapsed",
            select_all=False,
        )
        key = state.widget_key(_PEER)
        state.fill(key, view.compare.peer)
        st.selectbox(
            t("compare.peer_label"),
            compare.PEERS,
            format_func=lambda by: f"{t('compare.peer_label')} {t(f'compare.peer.{by}')}",
            key=key,
            on_change=_take_peer,
            label_visibility="collapsed",
            width=230,
        )
        if view.compare.compare:
            st.button(t("compare.reset"), on_click=_reset, key="compare_reset", type="tertiary")


def below(page: Frame, chosen: Choice) -> None:
    """Why these are compared, and what of the link is not."""
    atlas, t = page.atlas, page.t
    told = wording.listed(atlas, chosen.units, t)
    if chosen.reason == "peers":
        first, *added = chosen.units
        peer = t(f"compare.peer.{page.view.compare.peer}")
        text = t(
            "compare.reason.peers",
            name=wording.unit_name(atlas, first, t),
            peer=peer if t.lang == "zh" else peer.lower(),
            n=len(added),
            units=wording.listed(atlas, added, t),
        )
        lines = [text] if added else []
    else:
        lines = (
            [] if chosen.reason == "chosen" else [t(f"compare.reason.{chosen.reason}", units=told)]
        )
    if lines:
        cards.show(f'<div class="reading" role="status">{escape(lines[0])}</div>')
    units = compare.units(atlas)
    for why in dict.fromkeys(chosen.left_out.values()):
        codes = [code for code, reason in chosen.left_out.items() if reason == why]
        names = wording.listed(atlas, [units[code] for code in codes], t)
        text = t(f"compare.left_out.{why}", units=names, most=compare.MOST)
        cards.show(f'<div class="notice" role="status">{escape(text)}</div>')
