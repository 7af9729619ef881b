"""The working list: every gap in the record, to sort, to check and to take away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from geo.questions.chains import choice
from geo.questions.chains.gaps import KINDS, gaps
from geo.questions.chains.wording import city_names
from geo.sheets import view as geo_view
from geo.sheets.chains.gap_rows import readable, working_list
from pages.parts import cards
from pages.parts.data import rows as data_rows
from pages.parts.shell import state
from pages.parts.shell.frame import Frame

_KIND, _ROWS = "chain_gap_kind", "chain_gap_rows"
_COLUMNS = {
    "kind": 170,
    "chain": 140,
    "statement": 470,
    "nearest": 80,
    "distance_km": 70,
    "firms": 60,
    "record": 170,
}


def _picked(key: str) -> None:
    """Callback: a row leads to its chain, city and cluster."""
    if targets := state.picked(key):
        chain_id, adcode, cluster_id = targets[0]
        state.change(chain=(chain_id,), city=(adcode,) if adcode else (), sel=cluster_id)


def draw(page: Frame, ids: Sequence[str]) -> None:
    """Kinds to keep, the list, and its files."""
    atlas, view, t = page.atlas, page.view, page.t
    found = gaps(atlas, ids)
    inside = geo_view.cities(atlas, view)
    if inside is not None:
        found = found[found["city_adcode"].isna() | found["city_adcode"].isin(inside)]
    number = found["kind"].value_counts()
    kinds = st.pills(
        t("chains.col.kind"),
        [kind for kind in KINDS if kind in number],
        selection_mode="multi",
        format_func=lambda kind: f"{t(f'chains.gap_kind.{kind}')} {number[kind]}",
        key=_KIND,
        persist_state="session",
        label_visibility="collapsed",
    )
    if kinds:
        found = found[found["kind"].isin(kinds)]
    badge = cards.coverage_badge(t("chains.not_on_record_only"), complete=False)
    title = t("chains.list_headline", n=len(found))
    cards.show(cards.figure_head(title, badge, t("chains.list_reading")))
    if found.empty:
        cards.show(f'<div class="notice" role="status">{t("chains.gaps_none")}</div>')
        return
    table = readable(atlas, found, t)
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
    key = state.rows_key(_ROWS, targets)
    st.session_state[key] = {"selection": {"rows": [], "columns": [], "cells": []}}
    with st.container(key="table" if len(ids) == 1 else "chain_list_rows"):
        st.dataframe(
            table[[name for name in _COLUMNS if name != "chain" or len(ids) != 1]],
            key=key,
            on_select=partial(_picked, key),
            selection_mode="single-row",
            hide_index=True,
            height=min(36 + 30 * len(table) + 3, 460),
            row_height=30,
            placeholder="",
            column_config={
                name: st.column_config.Column(
                    t(f"chains.file.{name}") if name != "record" else t("chains.record"),
                    width=width,
                )
                for name, width in _COLUMNS.items()
            },
            alt=title,
        )
    cards.show(cards.source(t("chains.rule_distance")))
    names = [t.name(choice.table(atlas).loc[code]) for code in ids]
    names += [str(city_names(atlas, t)[code]) for code in sorted(inside or ())]
    names += [t(f"chains.gap_kind.{kind}") for kind in kinds]
    make = partial(working_list, atlas, view, found, filters=tuple(names))
    with st.container(key="downloads", horizontal=True, vertical_alignment="center"):
        cards.show(f'<span class="download-label">{t("chains.download", n=len(found))}</span>')
        data_rows.buttons(page, "chain-gaps", make, spatial=False)
