"""What changed between two schemes: a box beside the map, a table below."""

from __future__ import annotations

import streamlit as st

from geo.data.atlas import Atlas
from geo.look.html import Content, element
from geo.questions import layout
from geo.questions.layout import Region, Scheme
from geo.record.naming import listed
from geo.sheets.layout.asked import against, changes_title, scheme
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import control
from pages.parts.shell.frame import Frame


def box(atlas: Atlas, view: View, t: Words) -> None:
    """What would change, in at most three sentences."""
    other = against(atlas, view)
    lines = layout.told(atlas, layout.changes(scheme(atlas, view), other), other, t)
    text = [element("p", line) for _, line in lines[:3]]
    title = t("layout.change.title", scheme=layout.scheme_word(other, t), year=other.year)
    cards.show(cards.block(cards.heading(title, 2, "block-title"), text, css="change-box"))


def table(page: Frame) -> None:
    """Pick the other scheme; every city with where it was and where it is."""
    atlas, view, t = page.atlas, page.view, page.t
    shown, other = scheme(atlas, view), against(atlas, view)
    names = {
        one.scheme_id: f"{one.year} {layout.scheme_word(one, t)}" for one in layout.schemes(atlas)
    }
    with st.container(key="versus_head", horizontal=True, vertical_alignment="bottom"):
        head = cards.figure_head(changes_title(atlas, view, t), reading=t("layout.change.reading"))
        cards.show(cards.block(head))
        control.select(
            "versus",
            t("layout.change.pick"),
            [code for code in names if code != shown.scheme_id],
            other.scheme_id,
            lambda code: names[code],
            width=280,
            labelled=True,
        )
    rows = (
        cards.row(
            [
                t(f"layout.change.kind_{change.kind}"),
                _regions(change.before, shown, t),
                "→",
                _regions(change.after, other, t),
                len(change.cities),
                listed(atlas, change.cities, t),
            ],
            f"way-{change.kind}",
        )
        for change in layout.changes(shown, other)
    )
    columns = [
        t("layout.change.col_kind"),
        names[shown.scheme_id],
        "",
        names[other.scheme_id],
        t("layout.change.col_n"),
        t("layout.change.col_cities"),
    ]
    cards.show(cards.table("rows prose ways", rows, columns))


def _regions(regions: tuple[Region, ...], of: Scheme, t: Words) -> Content:
    if not regions:
        key = "layout.position.unknown" if of.open else "layout.position.outside"
        return cards.none(t(key))
    return t.join(layout.short(region, t) for region in regions)
