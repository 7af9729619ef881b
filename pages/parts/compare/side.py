"""Beside the bars: peers of the first unit with the reason, and how complete the record is."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from geo.data.atlas import Atlas
from geo.look.html import element
from geo.questions import compare
from geo.questions.chains.places import completeness
from geo.questions.compare import Choice, Figure, wording
from geo.record import clusters, ranks
from geo.sheets.compare import page as sheet
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import state
from pages.parts.shell.frame import Frame

_SHOWN = 5
#: How the gap between a unit and a peer is worded.
_GAPS = {"alike": "sd", "size": "sd", "structure": "points", "distance": "km"}


def _add(codes: tuple[str, ...], code: str) -> None:
    state.change(compare=(*codes, code))


def peers(page: Frame, chosen: Choice) -> None:
    """The nearest units, each with its gap and a button that adds it."""
    atlas, view, t = page.atlas, page.view, page.t
    first = chosen.units[0]
    units = compare.units(atlas)
    found = compare.peers(atlas, first.code, view.compare.peer)[:_SHOWN]
    title = sheet.nearest_title(atlas, chosen, view, t)
    if found.empty:
        cards.show(cards.figure_head(title))
        return
    group = "chain" if first.kind == "chain" else "place"
    reading = t(f"compare.peers_reading.{group}.{view.compare.peer}", year=ranks.profile(atlas)[0])
    cards.show(cards.figure_head(title, reading=reading))
    for code, gap in found.items():
        key = str(code)
        with st.container(
            key=f"peer_{key}", horizontal=True, vertical_alignment="center", gap="small"
        ):
            label = wording.unit_name(atlas, units[key], t)
            told = _gap(first.kind, view.compare.peer, float(gap), t)
            text = Markup("<b>{}</b> <small>{}</small>").format(label, told)
            cards.show(element("div", text, css="peer"))
            there = key in chosen.codes
            st.button(
                t("compare.peer_in" if there else "compare.peer_add"),
                on_click=_add,
                args=(chosen.codes, key),
                key=f"peer_add_{key}",
                type="tertiary",
                disabled=there or len(chosen.units) >= compare.MOST,
                help=label,
            )


def _gap(kind: str, by: str, gap: float, t: Words) -> str:
    if kind == "chain" and by == "distance":
        return t("compare.gap.shared", value=t.percent(1 - gap))
    code = "sd" if kind == "chain" else _GAPS[by]
    digits = {"sd": 2, "points": 1, "km": 0}[code]
    return t(f"compare.gap.{code}", value=t.number(gap, digits))


def coverage(atlas: Atlas, chosen: Choice, figures: Sequence[Figure], t: Words) -> None:
    """Lists by how many of them are named, or the record of each chain."""
    if chosen.kind == "chain":
        _records(atlas, chosen, t)
        return
    known = {figure.code: figure.coverage for figure in figures if figure.coverage is not None}
    complete = sum(one.complete for one in known.values())
    programmes = clusters.programmes(atlas)
    rows = (
        (
            element("span", t.name(programmes.loc[code])),
            cards.coverage_badge(one.text(t), one.complete),
        )
        for code, one in known.items()
    )
    title = t("compare.coverage_title", complete=complete, of=len(known))
    reading = t("compare.coverage_reading")
    cards.show(cards.figure_head(title, reading=reading), cards.listed(rows, "records"))


def _records(atlas: Atlas, chosen: Choice, t: Words) -> None:
    table = completeness(atlas)
    rows = (
        (
            element("span", element("b", wording.unit_name(atlas, unit, t))),
            element("small", t("compare.coverage_chain", **table.loc[unit.code].to_dict())),
        )
        for unit in chosen.units
    )
    head = cards.figure_head(t("compare.coverage_chain_title"))
    cards.show(head, cards.listed(rows, "records wide-records"))
