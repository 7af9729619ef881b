"""Gaps and sizes in words; the same on screen and in a file."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geo.data.atlas import Atlas
from geo.record.naming import area_names
from geo.words import Words
from geo.words.units import told


def statement(atlas: Atlas, gap: Any, t: Words) -> str:
    """What a row of :func:`geo.questions.chains.gaps.gaps` says."""
    names = area_names(atlas, t)
    fields: dict[str, object] = {}
    if isinstance(gap.stage, str):
        fields["stage"] = t(f"chains.stage.{gap.stage}")
    if pd.notna(gap.city_adcode):
        fields["city"] = names[gap.city_adcode]
    if isinstance(gap.cluster_id, str):
        clusters = atlas.by_key("clusters")
        fields["cluster"] = t.name(clusters.loc[gap.cluster_id])
    text = t(f"chains.gap.{gap.kind}", **fields)
    if gap.beside:
        cities = t.join(
            t("chains.gap_at", city=names[code], km=f"{km:.0f}")
            for code, km in zip(gap.beside, gap.beside_km, strict=True)
        )
        text += t("chains.gap_beside", cities=cities)
    elif pd.notna(gap.nearest_city):
        at = t("chains.gap_at", city=names[gap.nearest_city], km=f"{gap.distance_km:.0f}")
        text += t("chains.gap_nearest", city=at)
    return text


def size(atlas: Atlas, row: pd.Series, t: Words, *, own: bool = False) -> str:
    """Size of a chain with kind, year and area; empty if none is on record.

    Never a bare number: kinds and areas differ, so no two sizes may be added. Where it is told of
    its ``own`` area, that is not named again.
    """
    if pd.isna(row["size_100m_cny"]):
        return ""
    kinds = next(c for c in atlas.dictionary("chains") if c.name == "size_kind")
    area = row["size_scope_adcode"]
    names = area_names(atlas, t)
    qualifier = row["size_qualifier"]
    unknown = row["size_kind"] == "unknown"
    kind = t("chains.size_unknown") if unknown else kinds.label(row["size_kind"], t.lang)
    return t(
        "chains.size_own" if own else "chains.size",
        kind=kind.lower() if own else kind,  # of its own area: within a sentence
        qualifier=t(f"chains.size_{qualifier}") if isinstance(qualifier, str) else "",
        value=told(row["size_100m_cny"], "cny_100m", t),
        year=row["size_year"],
        scope=names[area] if area in names.index else t("chains.province"),
    )
