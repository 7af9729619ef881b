"""Anchor firms: by chain, stage and kind, found by a word; their points are on the map above."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from geo.data import search
from geo.data.atlas import Atlas
from geo.maps.marks import PRECISE
from geo.population.selection import cities
from geo.questions.chains import choice
from geo.record.naming import area_names
from geo.words import Words
from pages.parts import cards
from pages.parts.shell.frame import Frame

_WORD, _STAGE, _KIND = "chain_firm_word", "chain_firm_stage", "chain_firm_kind"
_KINDS = ("anchor", "listed", "specialised")
_UNSTATED = "unstated"
_STAGES = ("upstream", "midstream", "downstream", _UNSTATED)
_COLUMNS = {"name": 190, "chain": 150, "stage": 80, "segment": 190, "kind": 100, "city": 70,
            "place": 170, "precision": 130, "source": 220}  # fmt: skip


def kept(
    page: Frame, ids: Sequence[str], word: str, stages: Sequence[str], kinds: Sequence[str]
) -> pd.DataFrame:
    """Firms of the chains in the cities of the view, by stage, kind and word."""
    rows = page.atlas.table("enterprises")
    if ids:
        rows = rows[rows["chain_id"].isin(ids)]
    inside = cities(page.atlas, page.view.selection)
    if inside is not None:
        rows = rows[rows["city_adcode"].isin(inside)]
    if stages:
        rows = rows[rows["stage"].fillna(_UNSTATED).isin(stages)]
    if kinds:
        rows = rows[rows["kind"].isin(kinds)]
    if word.strip() and len(rows):
        texts = pd.Series(
            [search.fold([row.name_zh, row.name_en, *row.segment_zh]) for row in rows.itertuples()],
            rows.index,
        )
        rows = rows[search.matches(texts, word)]
    order = {code: n for n, code in enumerate(choice.in_order(page.atlas))}
    stage = rows["stage"].fillna(_UNSTATED).map(_STAGES.index)
    rank = rows["chain_id"].map(order)
    return rows.assign(_rank=rank, _stage=stage).sort_values(["_rank", "_stage"], kind="stable")


def draw(page: Frame, ids: Sequence[str]) -> None:
    """Filters, the list and its doubt."""
    t = page.t
    with st.container(key="chain_firm_filters", horizontal=True, vertical_alignment="center"):
        word = st.text_input(
            t("chains.firm_word"),
            key=_WORD,
            placeholder=t("chains.firm_word"),
            label_visibility="collapsed",
            max_chars=40,
            width=220,
        )
        stages = _pills(_STAGE, _STAGES, "stage", t)
        kinds = _pills(_KIND, _KINDS, "firm_kind", t)
    rows = kept(page, ids, word or "", stages, kinds)
    exact = int(rows["location_precision"].isin(PRECISE).sum())
    title = t("chains.firms_title", n=len(rows), cities=rows["city_adcode"].nunique())
    badge = cards.coverage_badge(t("chains.firms_badge", exact=exact, n=len(rows)), False)
    cards.show(cards.figure_head(title, badge, t("chains.firms_reading")))
    if rows.empty:
        cards.show(f'<div class="notice" role="status">{t("chains.firms_none")}</div>')
        return
    st.dataframe(
        _readable(page.atlas, rows, t),
        key="chain_firms",
        hide_index=True,
        height=min(36 + 30 * len(rows) + 3, 520),
        row_height=30,
        column_config={
            name: st.column_config.TextColumn(t(f"chains.col.{name}"), width=width)
            for name, width in _COLUMNS.items()
        },
        alt=title,
    )


def _pills(key: str, codes: Sequence[str], words: str, t: Words) -> list[str]:
    return list(
        st.pills(
            t(f"chains.col.{'stage' if words == 'stage' else 'kind'}"),
            codes,
            selection_mode="multi",
            format_func=lambda code: t(f"chains.{words}.{code}"),
            key=key,
            persist_state="session",
            label_visibility="collapsed",
        )
    )


def _readable(atlas: Atlas, rows: pd.DataFrame, t: Words) -> pd.DataFrame:
    chains = choice.table(atlas)
    zones = atlas.table("zones").set_index("zone_id")
    areas = atlas.table("areas").set_index("adcode")
    titles = atlas.table("sources").set_index("source_id")["title"]
    names = area_names(atlas, t)

    def place(row: pd.Series) -> str:
        parts = []
        if pd.notna(row["county_adcode"]):
            parts.append(t.name(areas.loc[row["county_adcode"]]))
        if pd.notna(row["zone_id"]):
            parts.append(t.name(zones.loc[row["zone_id"]]))
        return " · ".join(parts)

    return pd.DataFrame(
        {
            "name": [t.name(row) for _, row in rows.iterrows()],
            "chain": [t.name(chains.loc[code]) for code in rows["chain_id"]],
            "stage": [t(f"chains.stage.{code}") for code in rows["stage"].fillna(_UNSTATED)],
            "segment": [t.join(cell) for cell in rows["segment_zh"]],
            "kind": [t(f"chains.firm_kind.{code}") for code in rows["kind"]],
            "city": [names[code] for code in rows["city_adcode"]],
            "place": [place(row) for _, row in rows.iterrows()],
            "precision": [t(f"chains.precision.{code}") for code in rows["location_precision"]],
            "source": [titles[code] for code in rows["source_id"]],
        }
    )
