"""Chains that share places, and what lies near to what a city has on record."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from geo.questions.chains import choice, relatedness
from geo.questions.chains.relatedness import LEAST_PLACES
from geo.record.naming import area_names
from geo.sheets.chains.asked import asked
from geo.sheets.city.page import city_of
from pages.parts import cards, listing
from pages.parts.shell.frame import Frame

_SHOWN = 12


def draw(page: Frame) -> None:
    """Relatedness on the left, what is near to a city on the right."""
    ids = asked(page.atlas, page.view).ids
    left, right = st.columns(2, gap="large")
    with left:
        if len(ids) == 1:
            _related(page, ids[0])
        else:
            _pairs(page, ids)
    with right:
        _near(page)


def _related(page: Frame, chain_id: str) -> None:
    """What goes with one chain, in cities and in counties."""
    atlas, t = page.atlas, page.t
    chains = choice.table(atlas)
    by_city = relatedness.related(atlas, chain_id)
    by_county = relatedness.related(atlas, chain_id, "county")
    name = t.name(chains.loc[chain_id])
    if by_city.empty:
        cards.show(cards.figure_head(t("chains.related_none", chain=name)))
        return
    own = int(by_city["own"].iloc[0])
    table = pd.DataFrame(
        {
            "chain": [t.name(chains.loc[code]) for code in by_city.index],
            "both": by_city["both"].to_numpy(),
            "places": by_city["places"].to_numpy(),
            "proximity": by_city["proximity"].to_numpy(dtype=float),
            "counties": by_county["both"].reindex(by_city.index).fillna(0).astype(int).to_numpy(),
        }
    )
    first = t.name(chains.loc[by_city.index[0]])
    title = t("chains.related_title", chain=name, first=first, both=by_city["both"].iloc[0])
    counties = relatedness.presence(atlas, "county")
    reading = t(
        "chains.related_reading",
        own=own,
        all=len(atlas.cities),
        counties=int(counties[chain_id].sum()) if chain_id in counties else 0,
        known=len(counties),
    )
    cards.show(cards.figure_head(title, reading=reading))
    _table(page, table, "chain_related", title)
    cards.show(cards.source(t("chains.related_doubt")))


def _pairs(page: Frame, ids: Sequence[str]) -> None:
    """The most related pairs of all chains, or of those chosen."""
    atlas, t = page.atlas, page.t
    chains = choice.table(atlas)
    found = relatedness.pairs(atlas)
    if ids:
        found = found[found["first"].isin(ids) | found["second"].isin(ids)]
    if found.empty:
        cards.show(cards.figure_head(t("chains.pairs_none", n=LEAST_PLACES)))
        return
    number = relatedness.presence(atlas).sum()
    county = relatedness.presence(atlas, "county")
    together = county.T @ county

    def counties(a: str, b: str) -> int:
        return int(together.at[a, b]) if a in together and b in together else 0

    table = pd.DataFrame(
        {
            "first": [t.name(chains.loc[code]) for code in found["first"]],
            "second": [t.name(chains.loc[code]) for code in found["second"]],
            "both": found["both"].to_numpy(),
            "either": [
                f"{number[a]} · {number[b]}"
                for a, b in zip(found["first"], found["second"], strict=True)
            ],
            "proximity": found["proximity"].to_numpy(dtype=float),
            "counties": [
                counties(a, b) for a, b in zip(found["first"], found["second"], strict=True)
            ],
        }
    )
    title = t("chains.pairs_title", n=len(found))
    cards.show(cards.figure_head(title, reading=t("chains.pairs_reading", n=LEAST_PLACES)))
    _table(page, table, "chain_pairs", title)
    cards.show(cards.source(t("chains.related_doubt")))


def _near(page: Frame) -> None:
    """Chains not on record in a city, by how much of what is related to them it has."""
    atlas, view, t = page.atlas, page.view, page.t
    adcode = city_of(atlas, view)
    city = area_names(atlas, t)[adcode]
    found = relatedness.near(atlas, adcode).head(_SHOWN)
    chains = choice.table(atlas)
    if found.empty or not found["density"].max() > 0:
        cards.show(cards.figure_head(t("chains.near_none", city=city)))
        return
    first = t.name(chains.loc[found.index[0]])
    title = t("chains.near_title", city=city, chain=first)
    ask = "" if view.selection.city else t("chains.near_choose", city=city)
    near = "plain.near_reading" if view.depth == "simple" else "chains.near_reading"
    reading = t(near, city=city, n=LEAST_PLACES)
    cards.show(cards.figure_head(title, reading=f"{ask}{reading}"))
    table = pd.DataFrame(
        {
            "chain": [t.name(chains.loc[code]) for code in found.index],
            "density": found["density"].to_numpy(dtype=float),
            "rank": found["rank"].to_numpy(),
            "range": [
                t.years(int(low), int(high))
                for low, high in zip(found["best"], found["worst"], strict=True)
            ],
            "places": found["places"].to_numpy(),
        }
    )
    _table(page, table, "chain_near", title)
    cards.show(cards.source(t("chains.near_doubt")))


def _table(page: Frame, table: pd.DataFrame, key: str, title: str) -> None:
    t = page.t
    plain = {"density", "proximity"} if page.view.depth == "simple" else set()

    def label(name: str) -> str:
        return t(f"plain.near.{name}" if name in plain else f"chains.near.{name}")

    config = {
        name: listing.Column(label(name), digits=2)
        if name in ("proximity", "density")
        else listing.Column(label(name))
        for name in table
    }
    listing.draw(table, key, title, most=400, columns=config)
