"""Choosing what is compared; the choice is in the link."""

from __future__ import annotations

import streamlit as st

from geo.look.html import element
from geo.questions import compare
from geo.questions.compare import Choice, wording
from pages.parts import cards
from pages.parts.shell import control, state
from pages.parts.shell.frame import Frame


def _reset() -> None:
    state.change(compare=())


def draw(page: Frame, chosen: Choice) -> None:
    """The row of controls."""
    atlas, view, t = page.atlas, page.view, page.t
    units = compare.units(atlas)
    outside = chosen.kind == "outside"
    options = [
        code
        for code, unit in units.items()
        if unit.kind == chosen.kind and (unit.members or chosen.kind in ("chain", "outside"))
    ]
    if outside:
        options = [*compare.own_beside(atlas), *options]
    peers = [by for by in compare.PEERS if not outside or by != "distance"]
    with st.container(key="compare_controls", horizontal=True, vertical_alignment="center"):
        control.segments(
            "compare_kind",
            t("compare.kind_label"),
            compare.kinds(atlas),
            chosen.kind,
            lambda kind: t(f"compare.kind.{kind}"),
            change=lambda kind: {"compare": compare.default(atlas, kind, view.layout.scheme)},
        )
        control.several(
            "compare_units",
            t("compare.units_label"),
            options,
            chosen.codes,
            lambda code: wording.full_name(atlas, units[code], t),
            change=lambda codes: {"compare": codes},
            placeholder=t("compare.units_placeholder"),
            most=compare.MOST,
            labelled=False,
        )
        control.select(
            "peer",
            t("compare.peer_label"),
            peers,
            view.compare.peer if view.compare.peer in peers else peers[0],
            lambda by: f"{t('compare.peer_label')} {t(f'compare.peer.{by}')}",
            width=230,
        )
        if view.compare.compare:
            st.button(t("compare.reset"), on_click=_reset, key="compare_reset", type="tertiary")


def below(page: Frame, chosen: Choice) -> None:
    """Why these are compared, and what of the link is not."""
    atlas, t = page.atlas, page.t
    told = wording.listed(atlas, chosen.units, t)
    if chosen.kind == "outside":
        first, *others = chosen.units
        text = t(
            "compare.reason.outside",
            name=wording.unit_name(atlas, first, t),
            units=wording.listed(atlas, others, t),
        )
        lines = [text] if others else []
    elif chosen.reason == "peers":
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
        cards.show(element("div", lines[0], css="reading", role="status"))
    units = compare.units(atlas)
    for why in dict.fromkeys(chosen.left_out.values()):
        codes = [code for code, reason in chosen.left_out.items() if reason == why]
        names = wording.listed(atlas, [units[code] for code in codes], t)
        cards.notice(t(f"compare.left_out.{why}", units=names, most=compare.MOST))
