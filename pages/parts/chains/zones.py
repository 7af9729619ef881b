"""Zones that the record of the chains names: a layer of the map in words, with what it lacks."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from geo.data.atlas import Atlas
from geo.maps.marks import PRECISE
from geo.population.selection import cities
from geo.questions.chains import choice, places
from geo.record.naming import area_names
from geo.words import Words
from pages.parts import cards
from pages.parts.shell.frame import Frame

_COLUMNS = {"zone": 260, "kind": 120, "national": 90, "city": 70, "county": 130, "chains": 260,
            "precision": 130, "source": 220}  # fmt: skip


def draw(page: Frame, ids: Sequence[str]) -> None:
    """The list and its doubt."""
    t = page.t
    rows = places.zones(page.atlas, ids)
    inside = cities(page.atlas, page.view.selection)
    if inside is not None:
        rows = rows[rows["city_adcode"].isin(inside)]
    exact = int(rows["location_precision"].isin(PRECISE).sum())
    title = t("chains.zones_title", n=len(rows), cities=rows["city_adcode"].nunique())
    badge = cards.coverage_badge(t("chains.firms_badge", exact=exact, n=len(rows)), False)
    cards.show(cards.figure_head(title, badge, t("chains.zones_reading")))
    if rows.empty:
        cards.show(f'<div class="notice" role="status">{t("chains.zones_none")}</div>')
        return
    st.dataframe(
        _readable(page.atlas, rows, t),
        key="chain_zones",
        hide_index=True,
        height=min(36 + 30 * len(rows) + 3, 520),
        row_height=30,
        placeholder="",
        column_config={
            name: st.column_config.TextColumn(t(f"chains.col.{name}"), width=width)
            for name, width in _COLUMNS.items()
        },
        alt=title,
    )


def _readable(atlas: Atlas, rows: pd.DataFrame, t: Words) -> pd.DataFrame:
    chains = choice.table(atlas)
    areas = atlas.table("areas").set_index("adcode")
    titles = atlas.table("sources").set_index("source_id")["title"]
    names = area_names(atlas, t)
    return pd.DataFrame(
        {
            "zone": [t.name(row) for _, row in rows.iterrows()],
            "kind": [t(f"city.zone_kind.{code}") for code in rows["kind"]],
            "national": [
                (t("chains.zone_year_unknown") if pd.isna(year) else str(year))
                if level == "national"
                else ""
                for level, year in zip(rows["level"], rows["year"], strict=True)
            ],
            "city": [names[code] for code in rows["city_adcode"]],
            "county": [
                t.join(t.name(areas.loc[int(code)]) for code in codes)
                for codes in rows["host_county_adcodes"]
            ],
            "chains": [
                t.join(t.name(chains.loc[code]) for code in own) for own in rows["chain_ids"]
            ],
            "precision": [t(f"chains.precision.{code}") for code in rows["location_precision"]],
            "source": [titles[code] for code in rows["source_id"]],
        }
    )
