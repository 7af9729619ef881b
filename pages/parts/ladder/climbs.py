"""Clusters that stand on two steps, with the lists that say so."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from geo import maps
from geo.look.html import element, join
from geo.questions import ladder
from geo.record import clusters, provenance
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import navigation
from pages.parts.shell.frame import Frame


def draw(page: Frame, climbs: pd.DataFrame, chosen: pd.DataFrame) -> None:
    """By kind of evidence, strongest first; related clusters are folded."""
    t = page.t
    number = climbs["kind"].value_counts()
    badge = cards.coverage_badge(t("ladder.climbs_badge", all=len(chosen)), complete=False)
    title = t("ladder.climbs_title", n=int(number.get("climbed", 0)))
    cards.show(cards.figure_head(title, badge, t("ladder.climbs_reading")))
    for kind in ladder.KINDS:
        rows = climbs[climbs["kind"] == kind]
        heading = f"{t(f'ladder.kind.{kind}')} · {len(rows)}"
        if kind == "related":
            _folded(page, rows, heading)
        elif len(rows) or kind == "climbed":
            cards.show(cards.heading(heading, 3, "detail-part"))
            for row in rows.itertuples():
                _item(page, row)
            if rows.empty:
                cards.show(element("div", t("ladder.climbs_none"), css="none"))


def _item(page: Frame, row: Any) -> None:
    """The cluster as a link that selects it, and its two listings."""
    atlas, view, t = page.atlas, page.view, page.t
    cluster = clusters.table(atlas).loc[row.higher]
    with st.container(key=f"climb_{row.higher}"):
        navigation.link("ladder", view.replace(sel=row.higher), t.name(cluster))
        steps = element("div", _steps(page, row))
        cards.show(element("div", _mark(cluster, t), steps, css="climb"))


def _mark(cluster: pd.Series, t: Words) -> Markup:
    return maps.mark_svg(int(cluster["tier_class"]), cluster["hue"], t.lang)


def _steps(page: Frame, row: Any) -> Markup:
    return join(_listing(page, listing) for listing in (row.before, row.after))


def _folded(page: Frame, rows: pd.DataFrame, heading: str) -> None:
    """Pairs of related clusters, which are no climbs."""
    if rows.empty:
        return
    t = page.t
    table = clusters.table(page.atlas)
    items = (
        element(
            "li",
            _mark(table.loc[row.higher], t),
            element(
                "div",
                element("b", t.name(table.loc[row.higher])),
                " ",
                element("small", t("ladder.other_name", name=t.name(table.loc[row.lower]))),
                _steps(page, row),
            ),
            css="climb",
        )
        for row in rows.itertuples()
    )
    cards.show(cards.folded(heading, cards.listed(items, "climbs"), css="climb-kind"))


def _listing(page: Frame, listing: pd.Series) -> Markup:
    """Year, programme, event and source of one listing."""
    atlas, t = page.atlas, page.t
    programme = t.name(ladder.programmes(atlas).loc[listing["programme_id"]])
    year = t("ladder.no_year") if pd.isna(listing["year"]) else str(listing["year"])
    step = t(f"ladder.step.{ladder.STEP_OF_TIER[listing['tier']]}")
    notes = [atlas.resource("cluster_listings").column("event").label(listing["event"], t.lang)]
    if listing["confidence"] == "low":
        notes.append(t("ladder.doubtful"))
    title = provenance.source_name(atlas, listing["source_id"], t)
    told = Markup("{} · {} <small>{} · {}</small>").format(step, programme, t.join(notes), title)
    when = element("span", year, css="climb-year")
    return element("div", when, element("span", told), css="climb-step")
