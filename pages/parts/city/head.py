"""Top of a portrait: which city, one sentence, what it is officially meant to be, six figures."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from geo.data.atlas import Atlas
from geo.look.html import Content, element, join
from geo.questions import cities
from geo.record import ranks, statistics
from geo.record.naming import area_names
from geo.sheets.city import page as sheet
from geo.sheets.view import View
from geo.words import Words
from geo.words.units import parts
from pages.parts import cards
from pages.parts.city import takeover
from pages.parts.shell import control
from pages.parts.shell.frame import Frame

#: Statistics that are shown as figures, in their order.
_FIGURES = ("gdp", "gdp_per_head", "population", "secondary_share", "area")
_TO_TOP = (
    '<script data-city="{adcode}">'
    "document.querySelector('[data-testid=\"stMain\"]').scrollTo(0, 0)</script>"
)


def draw(page: Frame, adcode: int) -> None:
    """Sentence with the choice of city beside it, positioning, figures."""
    atlas, view, t = page.atlas, page.view, page.t
    # The links to other portraits stand at the foot; this runs when the city changes.
    st.html(_TO_TOP.format(adcode=adcode), unsafe_allow_javascript=True)
    name = area_names(atlas, t)
    with st.container(key="city_head", horizontal=True, vertical_alignment="center"):
        page.claim()
        control.select(
            "city_choice",
            t("city.choose"),
            list(atlas.cities.index),
            adcode,
            lambda code: name[code],
            change=lambda code: {"city": (code,), "region": (), "sel": None},
            width=150,
        )
    takeover.controls(page, adcode)
    if view.city.show == "takeover":
        advice = element("div", t("takeover.advice"), css="city-role")
        cards.show(_which(atlas, view, adcode, t), advice)
        return
    cards.show(_which(atlas, view, adcode, t), _positioning(atlas, adcode, t))
    cards.show(
        element(
            "div",
            _figures(atlas, adcode, t),
            css="city-figures",
            role="region",
            tabindex=0,
            aria_label=t("city.figures"),
        )
    )


def _which(atlas: Atlas, view: View, adcode: int, t: Words) -> Markup:
    """What to say where not exactly one city was chosen."""
    name = area_names(atlas, t)
    if not view.selection.city:
        text = t("city.none_chosen", city=name[adcode])
    elif len(view.selection.city) > 1:
        every = t.join(name[code] for code in view.selection.city)
        text = t("city.several_chosen", n=len(view.selection.city), cities=every, city=name[adcode])
    else:
        return Markup()
    return element("div", text, css="city-which", role="status")


def _positioning(atlas: Atlas, adcode: int, t: Words) -> Markup:
    told, planned = (
        [Markup("{} <small>{}</small>").format(said, plan) for said, plan in pairs]
        for pairs in (sheet.positioning(atlas, adcode, t)[:2], sheet.planned(atlas, adcode, t))
    )
    if not told:
        told.append(element("small", t("city.positioning_none")))
    title = element("b", t("city.positioning"))
    plans = (element("div", line, css="city-role") for line in planned)
    return join(element("div", title, " ", cards.clauses(told, t), css="city-role"), *plans)


def _figures(atlas: Atlas, adcode: int, t: Words) -> list[Markup]:
    told = [_statistic(atlas, code, adcode, t) for code in _FIGURES]
    return [*told, _clusters(atlas, adcode, t)]


def _statistic(atlas: Atlas, code: str, adcode: int, t: Words) -> Markup:
    """One figure with unit, year and its place in the row of cities."""
    item = statistics.INDICATORS[code]
    name = t(f"statistics.{code}")
    row = ranks.latest(atlas, code, adcode)
    if row is None:
        return _cell(name, t("common.unknown"), "", "")
    year, rank = int(str(row.name)), int(row["rank"])
    key = "city.rank_in_tied" if ranks.tied(atlas, code, adcode, year) else "city.rank_in"
    text = t(key, rank=t.ordinal(rank), known=row["known"], year=year)
    value, unit = parts(row["value"], item.unit, t, 1 if item.unit == "percent" else 0)
    return _cell(name, value, unit, (_ladder(rank, len(atlas.cities)), text))


def _clusters(atlas: Atlas, adcode: int, t: Words) -> Markup:
    number = cities.named(atlas, adcode)
    tiers = t(
        "city.figure_tiers",
        national=number.national,
        provincial=number.provincial,
        county=number.county,
    )
    unit = t("units.clusters")
    return _cell(t("city.figure_clusters"), str(number.total), unit, tiers)


def _cell(name: str, value: str, unit: str, below: Content) -> Markup:
    return element(
        "div",
        element("div", name, css="figure-name"),
        element("div", value, element("small", unit), css="figure-value"),
        element("div", below, css="figure-cover"),
    )


def _ladder(rank: int, of: int) -> Markup:
    """One step a city with one's own marked, first at the left."""
    steps = (element("i", css="own" if n == rank else "") for n in range(1, of + 1))
    return element("span", steps, css="ladder", aria_hidden="true")
