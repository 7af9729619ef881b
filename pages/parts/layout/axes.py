"""Corridors and belts: which are drawn, and all of them as a table."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look.html import element
from geo.maps.regions import axis_word
from geo.population.fields import NOTHING
from geo.questions import layout
from geo.questions.layout import Axis
from geo.record import provenance
from geo.record.naming import area_names
from geo.sheets.layout.asked import axes
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import control
from pages.parts.shell.frame import Frame


def menu(page: Frame) -> None:
    """Popover of pills, one a corridor; inferred ones carry a mark."""
    atlas, view, t = page.atlas, page.view, page.t
    every = {axis.axis_id: axis for axis in layout.axes(atlas)}
    drawn = [axis.axis_id for axis in axes(atlas, view)]
    usual = layout.usual(view.layout.scheme) or (NOTHING,)

    def change(picked: Sequence[str]) -> dict[str, tuple[str, ...]]:
        axis = tuple(picked) or (NOTHING,)
        return {"axis": () if set(axis) == set(usual) else axis}

    with st.popover(t("layout.axes.menu", n=len(drawn)), key="popover_axis"):
        control.pills(
            "axis",
            t("layout.axes.label"),
            list(every),
            drawn,
            lambda code: axis_word(every[code], t) + (" *" if every[code].inferred else ""),
            change=change,
        )
        st.caption(t("layout.axes.help"))


def table(atlas: Atlas, view: View, t: Words) -> Markup:
    """Every corridor with its cities in order, and where the order comes from."""
    return _table(atlas, frozenset(axis.axis_id for axis in axes(atlas, view)), t)


@remembered(32)
def _table(atlas: Atlas, drawn: frozenset[str], t: Words) -> Markup:
    every = layout.axes(atlas)
    inferred = sum(axis.inferred for axis in every)
    rows = (
        cards.row(
            [
                (
                    axis.name_zh if t.lang == "zh" else axis.name_en,
                    element(
                        "small",
                        t(f"layout.kind.{axis.kind}"),
                        " · ",
                        provenance.source_name(atlas, axis.source_id, t),
                    ),
                ),
                _route(atlas, axis, t),
                element(
                    "td",
                    t("layout.axes.inferred" if axis.inferred else "layout.axes.given"),
                    css="infer" if axis.inferred else "",
                ),
            ],
            "picked" if axis.axis_id in drawn else "",
        )
        for axis in every
    )
    head = cards.figure_head(
        t("layout.axes.title", n=len(every), inferred=inferred),
        reading=t("layout.axes.reading"),
    )
    columns = [t(f"layout.axes.col_{name}") for name in ("name", "way", "basis")]
    return cards.block(head, cards.table("rows prose axes", rows, columns))


def _route(atlas: Atlas, axis: Axis, t: Words) -> str:
    return " → ".join(area_names(atlas, t)[list(axis.cities)])
