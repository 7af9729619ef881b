"""The working list: every gap in the record, to sort, to check and to take away."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from geo.look.html import element
from geo.questions.chains.gaps import KINDS
from geo.sheets import counted
from geo.sheets.chains.asked import asked, gaps_listed
from geo.sheets.chains.gap_rows import readable
from geo.sheets.chains.rows import gap_list
from pages.parts import cards, downloads, listing
from pages.parts.shell import control, state
from pages.parts.shell.frame import Frame

_COLUMNS = {
    "kind": 170,
    "chain": 140,
    "statement": 470,
    "nearest": 80,
    "distance_km": 70,
    "record": 170,
}


def _go(target: tuple[str, int | None, str | None] | None) -> None:
    """A row leads to its chain, city and cluster."""
    if target is not None:
        chain_id, adcode, cluster_id = target
        state.change(chain=(chain_id,), city=(adcode,) if adcode else (), sel=cluster_id)


def draw(page: Frame) -> None:
    """Kinds to keep, the list, and its files."""
    atlas, view, t = page.atlas, page.view, page.t
    _kinds(page)
    ids, found = asked(atlas, view).ids, gaps_listed(atlas, view)
    badge = cards.coverage_badge(t("chains.not_on_record_only"), complete=False)
    title = t("chains.list_headline", n=len(found))
    cards.show(cards.figure_head(title, badge, t("chains.list_reading")))
    if found.empty:
        cards.notice(t("chains.gaps_none"))
        return
    firms = counted.own(atlas, view)
    table = readable(atlas, found, t, firms)
    table["record"] = [
        t("chains.record_cell", cities=c, rows=r, staged=s, high=h)
        for c, r, s, h in zip(
            table["record_cities"],
            table["record_rows"],
            table["record_staged"],
            table["record_high"],
            strict=True,
        )
    ]
    targets = [
        (
            row.chain_id,
            int(row.city_adcode) if pd.notna(row.city_adcode) else None,
            row.cluster_id if isinstance(row.cluster_id, str) else None,
        )
        for row in found.itertuples()
    ]
    widths = _COLUMNS if firms is None else {**_COLUMNS, "own_firms": 80}
    columns = {
        name: listing.Column(
            t(f"chains.file.{name}") if name != "record" else t("chains.record"),
            width,
        )
        for name, width in widths.items()
    }
    with st.container(key="table" if len(ids) == 1 else "chain_list_rows"):
        listing.draw(
            table[[name for name in widths if name != "chain" or len(ids) != 1]],
            "chain_gap_rows",
            title,
            most=460,
            columns=columns,
            targets=targets,
            on_pick=_go,
        )
    cards.show(cards.source(t("chains.rule_distance")))
    with st.container(key="downloads", horizontal=True, vertical_alignment="center"):
        cards.show(element("span", t("chains.download", n=len(found)), css="download-label"))
        make = partial(gap_list, atlas, view)
        downloads.buttons(page, "chain-gaps", title, make, spatial=False)


def _kinds(page: Frame) -> None:
    """Kinds of gaps that there are, or that a link asks for, with their number."""
    t, chosen = page.t, page.view.chains.gap
    number = gaps_listed(page.atlas, page.view.replace(gap=()))["kind"].value_counts()
    control.pills(
        "gap",
        t("chains.col.kind"),
        [kind for kind in KINDS if kind in number or kind in chosen],
        chosen,
        lambda kind: f"{t(f'chains.gap_kind.{kind}')} {number.get(kind, 0)}",
        labelled=False,
    )
