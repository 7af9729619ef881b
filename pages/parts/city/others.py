"""Other cities beside a portrait: neighbours and those most like it, each a link to its own."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from geo.data.atlas import Atlas
from geo.look.html import element
from geo.questions import cities
from geo.record import ranks
from geo.record.naming import area_names
from geo.sheets.view import View
from geo.words import Words
from geo.words.units import told
from pages.parts import cards
from pages.parts.shell import navigation

_COUNT = 4
#: Beyond this many standard deviations, even the nearest city is called far.
_FAR = 1.5


def neighbours(atlas: Atlas, view: View, adcode: int, t: Words) -> None:
    """Cities with a common border, nearest first."""
    beside = cities.neighbours(atlas, adcode)
    name = area_names(atlas, t)
    nearest = name[beside.index[0]]
    title = t("city.neighbours_title", n=len(beside), city=nearest, km=f"{beside.iloc[0]:.0f}")
    cards.show(cards.figure_head(title, reading=t("city.neighbours_reading")))
    for code, km in beside.items():
        number = cities.named(atlas, code).total
        _line(
            atlas,
            view,
            code,
            t,
            "beside",
            [
                t("city.km", km=f"{km:.0f}"),
                t(f"city.beside_clusters.{_some(number)}", n=number),
            ],
        )


def _some(number: int) -> str:
    return "none" if not number else "one" if number == 1 else "many"


def alike(atlas: Atlas, view: View, adcode: int, t: Words) -> None:
    """Cities nearest in size and structure, with what differs."""
    year, table = ranks.profile(atlas)
    found = ranks.alike(atlas, adcode, _COUNT)
    if found.empty:
        cards.show(cards.figure_head(t("city.alike_title_none")))
        return
    near = found["distance"].iloc[0]
    key = "city.alike_title_far" if near > _FAR else "city.alike_title"
    first = found.index[0]
    own, simple = table.loc[adcode], view.depth == "simple"
    share = t.percent(table.at[first, "gdp"] / own["gdp"])
    title = t(key, city=area_names(atlas, t)[first], year=year, share=share)
    reading = (
        t("plain.alike", year=year) if simple else t("city.alike_reading", year=year, n=_COUNT)
    )
    cards.show(cards.figure_head(title, reading=reading))
    for code, row in found.iterrows():
        ratio = row / own
        points = row["secondary_share"] - own["secondary_share"]
        _line(
            atlas,
            view,
            code,
            t,
            "alike",
            [
                *([] if simple else [t("city.sd", distance=f"{row['distance']:.2f}")]),
                t(
                    "city.versus_gdp",
                    value=told(row["gdp"], "cny_100m", t),
                    ratio=f"{ratio['gdp']:.2f}",
                ),
                t(
                    "city.versus_population",
                    value=told(row["population"], "persons_10k", t),
                    ratio=f"{ratio['population']:.2f}",
                ),
                t(
                    "city.versus_share",
                    value=f"{row['secondary_share']:.1f}",
                    points=f"{points:+.1f}",
                ),
            ],
        )


def _line(
    atlas: Atlas, view: View, adcode: int, t: Words, group: str, facts: Iterable[str]
) -> None:
    """A link to the portrait of another city and what is to be said of it here."""
    with st.container(
        key=f"city_{group}_{adcode}", horizontal=True, vertical_alignment="center", gap="small"
    ):
        there = view.replace(city=(adcode,), region=(), sel=None)
        navigation.link("city", there, area_names(atlas, t)[adcode])
        cards.show(element("div", " · ".join(facts), css="facts"))
