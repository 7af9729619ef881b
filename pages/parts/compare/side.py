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
    by, found = compare.peers_of(atlas, chosen, view.compare.peer)
    found = found[:_SHOWN]
    title = sheet.nearest_title(atlas, chosen, view, t)
    if found.empty:
        cards.show(cards.figure_head(title))
        return
    group = "chain" if first.kind == "chain" else "place"
    year = ranks.profile(atlas)[0]
    plain = view.depth == "simple" and chosen.kind != "outside" and _unit(first.kind, by) == "sd"
    if chosen.kind == "outside":
        reading = t("compare.peers_reading.outside", name=wording.unit_name(atlas, first, t))
    elif plain:
        reading = t("plain.alike_chains") if first.kind == "chain" else t("plain.alike", year=year)
    else:
        reading = t(f"compare.peers_reading.{group}.{by}", year=year)
    cards.show(cards.figure_head(title, reading=reading))
    for code, gap in found.items():
        key = str(code)
        with st.container(
            key=f"peer_{key}", horizontal=True, vertical_alignment="center", gap="small"
        ):
            label = wording.full_name(atlas, units[key], t)
            told = "" if plain else _gap(first.kind, by, float(gap), t)
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


def outside(page: Frame, chosen: Choice) -> None:
    """Cities of other provinces most like the first city, and a button that compares with them."""
    atlas, t = page.atlas, page.t
    first = chosen.units[0]
    if chosen.kind != "city" or first.code not in compare.own_beside(atlas):
        return
    units = compare.units(atlas)
    found = [str(code) for code in compare.nearest_outside(atlas, first.code).index]
    found = found[: compare.PEERS_ADDED]
    if not found:
        return
    names = [wording.full_name(atlas, units[code], t) for code in found]
    title = t("compare.peers_outside", first=wording.unit_name(atlas, units[found[0]], t))
    cards.show(cards.figure_head(title, reading=t.join(names)))
    st.button(
        t("compare.outside_now"),
        on_click=state.change,
        kwargs={"compare": (first.code, *found)},
        key="compare_outside",
        type="tertiary",
    )


def _unit(kind: str, by: str) -> str:
    """How a gap is told, by its key."""
    if kind == "chain":
        return "shared" if by == "distance" else "sd"
    return _GAPS[by]


def _gap(kind: str, by: str, gap: float, t: Words) -> str:
    code = _unit(kind, by)
    if code == "shared":
        return t("compare.gap.shared", value=t.percent(1 - gap))
    digits = {"sd": 2, "points": 1, "km": 0}[code]
    return t(f"compare.gap.{code}", value=t.number(gap, digits))


def coverage(atlas: Atlas, chosen: Choice, figures: Sequence[Figure], t: Words) -> None:
    """Lists by how many of them are named, or the record of each chain."""
    if chosen.kind == "chain":
        _records(atlas, chosen, t)
        return
    if chosen.kind == "outside":
        _years(atlas, chosen, figures, t)
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


def _years(atlas: Atlas, chosen: Choice, figures: Sequence[Figure], t: Words) -> None:
    """Year of each figure, and of how many cities it is known."""
    of = len(chosen.units)
    rows = (
        (
            element("span", wording.figure_name(atlas, figure, t)),
            element("small", t("compare.years_known", year=figure.year, known=figure.known, of=of)),
        )
        for figure in figures
    )
    cards.show(cards.figure_head(t("compare.years_title")), cards.listed(rows, "records"))
