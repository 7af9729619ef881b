"""The table of clusters, in step with the map: a row selected here is selected there."""

from __future__ import annotations

import re
from functools import partial
from urllib.parse import quote

import pandas as pd
import streamlit as st

from geo import maps
from geo.data.atlas import Atlas
from geo.sheets.view import View
from geo.words import Words
from pages.parts.shell import state

_KEY = "cluster_rows"


def _selected(key: str) -> None:
    """Callback: the cluster of a row is selected, or none."""
    ids = state.picked(key)
    if ids is not None:
        state.change(sel=ids[0] if ids else None)


def _mark(tier_class: int, hue: str, precise: bool, lang: str) -> str:
    """Address of a mark as a picture, which knows neither the page's colours nor its fonts."""
    svg = maps.mark_svg(tier_class, hue, lang, precise=precise)
    svg = re.sub(r"var\(--[a-z-]+,([^)]*)\)", r"\1", svg).replace('"', "'")
    svg = svg.replace("<svg", "<svg xmlns='http://www.w3.org/2000/svg'", 1)
    return "data:image/svg+xml," + quote(svg, safe=" =:;/,.()'<>")


def rows(atlas: Atlas, chosen: pd.DataFrame, t: Words) -> pd.DataFrame:
    """What the table shows, in the reader's language."""
    city = atlas.cities["short_zh" if t.lang == "zh" else "name_en"]
    chains = atlas.table("chains").set_index("chain_id")[f"name_{t.lang}"]
    marks = [
        _mark(row.tier_class, row.hue, row.location_precision in ("zone", "county_seat"), t.lang)
        for row in chosen.itertuples()
    ]
    return pd.DataFrame(
        {
            "mark": pd.Categorical(marks),  # each drawing travels once, not once a row
            "name": chosen[f"name_{t.lang}"],
            "city": [t.join(city[adcode] for adcode in codes) for codes in chosen["city_adcodes"]],
            "tier": [t(f"tiers.{tier}") for tier in chosen["tier"]],
            "years": [t.join(map(str, years)) for years in chosen["years"]],
            "chain": chosen["chain_id"].map(chains).fillna(t("clusters.chain_unknown")),
        }
    ).reset_index(drop=True)


def draw(
    atlas: Atlas,
    view: View,
    t: Words,
    chosen: pd.DataFrame,
    height: int,
    columns: tuple[str, ...] | None = None,
) -> None:
    """Draw the table, or some of its columns; the selected cluster's row is marked."""
    ids = list(chosen.index)
    key = state.rows_key(_KEY, ids)
    picked = [ids.index(view.sel)] if view.sel in ids else []
    st.session_state[key] = {"selection": {"rows": picked, "columns": [], "cells": []}}
    st.dataframe(
        rows(atlas, chosen, t),
        key=key,
        on_select=partial(_selected, key),
        selection_mode="single-row",
        hide_index=True,
        height=height,
        row_height=32,
        column_order=columns,
        column_config={
            "mark": st.column_config.ImageColumn(t("clusters.col_mark"), width=44),
            "name": st.column_config.TextColumn(t("clusters.col_name"), width="medium"),
            "city": st.column_config.TextColumn(t("clusters.col_city"), width="small"),
            "tier": st.column_config.TextColumn(t("clusters.col_tier"), width="small"),
            "chain": st.column_config.TextColumn(t("clusters.col_chain")),
            "years": st.column_config.TextColumn(t("clusters.col_years")),
        },
        alt=t("clusters.table_alt", n=len(chosen)),
    )
