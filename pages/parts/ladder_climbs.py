"""Clusters that stand on two steps, with the lists that say so."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from geo import clusters, ladder, maps
from pages.parts import cards, navigation
from pages.parts.frame import Frame


def draw(page: Frame, climbs: pd.DataFrame, chosen: pd.DataFrame) -> None:
    """By kind of evidence, strongest first; related clusters are folded."""
    atlas, view, t = page.atlas, page.view, page.t
    number = climbs["kind"].value_counts()
    badge = cards.coverage_badge(t("ladder.climbs_badge", all=len(chosen)), complete=False)
    title = t("ladder.climbs_title", n=int(number.get("climbed", 0)))
    cards.show(cards.figure_head(title, badge, t("ladder.climbs_reading")))
    for kind in ladder.KINDS:
        rows = climbs[climbs["kind"] == kind]
        heading = f"{t(f'ladder.kind.{kind}')} · {len(rows)}"
        items = "".join(_item(page, row) for row in rows.itertuples())
        body = f'<ul class="climbs">{items}</ul>' if items else ""
        if kind == "related" and items:
            cards.show(
                f'<details class="climb-kind"><summary>{escape(heading)}</summary>{body}</details>'
            )
        elif items or kind == "climbed":
            none = "" if items else f'<div class="none">{escape(t("ladder.climbs_none"))}</div>'
            cards.show(f"{cards.heading(heading, 3, 'detail-part')}{body}{none}")
    own = climbs[climbs["kind"] != "related"]
    table = clusters.table(atlas)
    with st.container(key="ladder_open", horizontal=True):
        for cluster in own["higher"]:
            navigation.link("clusters", view.replace(sel=cluster), t.name(table.loc[cluster]))


def _item(page: Frame, row: Any) -> str:
    t = page.t
    table = clusters.table(page.atlas)
    higher = table.loc[row.higher]
    mark = maps.mark_svg(int(higher["tier_class"]), higher["hue"], t.lang)
    lines = "".join(_listing(page, listing) for listing in (row.before, row.after))
    other = ""
    if row.lower != row.higher:
        name = t("ladder.other_name", name=t.name(table.loc[row.lower]))
        other = f"<small>{escape(name)}</small>"
    return f"<li>{mark}<div><b>{escape(t.name(higher))}</b>{other}{lines}</div></li>"


def _listing(page: Frame, listing: pd.Series) -> str:
    """Year, programme, event and source of one listing."""
    atlas, t = page.atlas, page.t
    programme = t.name(ladder.programmes(atlas).loc[listing["programme_id"]])
    year = t("ladder.no_year") if pd.isna(listing["year"]) else str(listing["year"])
    step = t(f"ladder.step.{ladder.STEP_OF_TIER[listing['tier']]}")
    notes = [atlas.resource("cluster_listings").column("event").label(listing["event"], t.lang)]
    if listing["confidence"] == "low":
        notes.append(t("ladder.doubtful"))
    title = str(atlas.sources([listing["source_id"]])["title"].iloc[0])
    return (
        f'<div class="climb-step"><span class="climb-year">{escape(year)}</span>'
        f"<span>{escape(step)} · {escape(programme)} "
        f"<small>{escape(t.join(notes))} · {escape(title)}</small></span></div>"
    )
