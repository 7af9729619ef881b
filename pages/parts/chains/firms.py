"""Anchor firms: by chain, stage and kind, found by a word; their points are on the map above."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.data.atlas import Atlas
from geo.maps.marks import PRECISE
from geo.questions.chains import choice
from geo.questions.chains.firms import KINDS, PLACES_IN_CHAIN
from geo.questions.chains.places import UNSTATED
from geo.record import provenance
from geo.record.naming import area_names
from geo.sheets.chains.asked import firms_listed
from geo.words import Words
from pages.parts import cards, listing
from pages.parts.shell import control
from pages.parts.shell.frame import Frame

_COLUMNS = {"name": 190, "chain": 150, "stage": 80, "segment": 190, "kind": 100, "city": 70,
            "place": 170, "precision": 130, "source": 220}  # fmt: skip


def draw(page: Frame) -> None:
    """Filters, the list and its doubt."""
    t = page.t
    with st.container(key="chain_firm_filters", horizontal=True, vertical_alignment="center"):
        _filters(page)
    rows = firms_listed(page.atlas, page.view)
    exact = int(rows["location_precision"].isin(PRECISE).sum())
    title = t("chains.firms_title", n=len(rows), cities=rows["city_adcode"].nunique())
    badge = cards.coverage_badge(t("chains.firms_badge", exact=exact, n=len(rows)), False)
    cards.show(cards.figure_head(title, badge, t("chains.firms_reading")))
    if rows.empty:
        cards.notice(t("chains.firms_none"))
        return
    columns = {
        name: listing.Column(t(f"chains.col.{name}"), width) for name, width in _COLUMNS.items()
    }
    shown = _readable(page.atlas, rows, t)
    listing.draw(shown, "chain_firms", title, most=520, columns=columns)


def _filters(page: Frame) -> None:
    t, options = page.t, page.view.chains
    word = t("chains.firm_word")
    control.text("find", word, options.find, word, width=220)
    control.pills(
        "stages",
        t("chains.col.stage"),
        PLACES_IN_CHAIN,
        options.stages,
        lambda code: t(f"chains.stage.{code}"),
        labelled=False,
    )
    control.pills(
        "firm",
        t("chains.col.kind"),
        KINDS,
        options.firm,
        lambda code: t(f"chains.firm_kind.{code}"),
        labelled=False,
    )


def _readable(atlas: Atlas, rows: pd.DataFrame, t: Words) -> pd.DataFrame:
    chains = choice.table(atlas)
    zones = atlas.by_key("zones")
    names = area_names(atlas, t)

    def place(row: pd.Series) -> str:
        parts = []
        if pd.notna(row["county_adcode"]):
            parts.append(names[row["county_adcode"]])
        if pd.notna(row["zone_id"]):
            parts.append(t.name(zones.loc[row["zone_id"]]))
        return " · ".join(parts)

    return pd.DataFrame(
        {
            "name": [t.name(row) for _, row in rows.iterrows()],
            "chain": [t.name(chains.loc[code]) for code in rows["chain_id"]],
            "stage": [t(f"chains.stage.{code}") for code in rows["stage"].fillna(UNSTATED)],
            "segment": [t.join(cell) for cell in rows["segment_zh"]],
            "kind": [t(f"chains.firm_kind.{code}") for code in rows["kind"]],
            "city": [names[code] for code in rows["city_adcode"]],
            "place": [place(row) for _, row in rows.iterrows()],
            "precision": [t(f"chains.precision.{code}") for code in rows["location_precision"]],
            "source": [provenance.source_name(atlas, code, t) for code in rows["source_id"]],
        }
    )
