"""The map of location quotients with mean centres, and lists against statistics beside it."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from geo import clusters
from geo.charts import concentration_more as charts
from geo.concentration import bases, quotients, subjects, wording
from geo.concentration.centres import apart_km, centre
from geo.concentration.subjects import Subject
from geo.concentration.wording import Names
from geo.maps import concentration as layers
from geo.maps.anchors import SEAT
from geo.maps.content import MapContent
from geo.measures.counting import Rule
from pages.parts import cards, state
from pages.parts.concentration_figures import badge, note, show
from pages.parts.frame import Frame


def whole_rule(item: Subject, rule: str) -> Rule:
    """Rule under which counts are whole, as intervals need them."""
    return "lead" if rule == "lead" or not item.several else "full"


def draw(page: Frame, item: Subject, base: bases.Base, core: tuple[int, ...], said: Names) -> None:
    """Ask for the map and draw what stands above and below it."""
    atlas, t = page.atlas, page.t
    observed = subjects.by_city(atlas, item, whole_rule(item, page.view.rule))
    shares = bases.shares(atlas, base)
    every = quotients.by_city(observed, shares)
    amount = item.kind == "amount"
    shown = None if amount else quotients.quotients(every, core)[0]
    found = layers.quotients(every, shown)
    clear = sum(one.kind == "clear" for one in found.values())
    title = t(
        "concentration.map.title_amount" if amount else "concentration.map.title",
        subject=said.subject,
        base=said.base,
        n=clear,
    )
    own, against = centre(observed, SEAT), centre(shares, SEAT)
    centres = [
        (name, tone, one)
        for name, tone, one in ((said.base_year, "base", against), (said.subject, "subject", own))
        if one is not None
    ]
    page.map = MapContent(
        clusters.table(atlas).iloc[:0],
        layers=(layers.QuotientAreas(found, title, t), layers.Centres(centres)),
        marks=False,
    )
    with page.over, st.container(key="map_head"):
        cards.show(cards.figure_head(title, badge(item, t)))
    with page.under, st.container(key="legend"):
        cards.show(layers.legend_html(found, t))
        if own and against:
            text = t(
                "concentration.map.reading",
                km=t.number(apart_km(own, against)),
                base=said.base,
                subject=said.subject,
            )
            cards.show(f'<div class="reading">{escape(text)}</div>')


def two_way(page: Frame, item: Subject, core: tuple[int, ...], said: Names) -> None:
    """Share of recognition against share of a statistic, with what chance allows."""
    atlas, view, t = page.atlas, page.view, page.t
    code = view.base if view.base in ("gdp", "secondary") else "secondary"
    base = bases.base(atlas, code, item.year)
    shares = bases.shares(atlas, base)
    observed = subjects.by_city(atlas, item, whole_rule(item, view.rule)).dropna()
    n = int(observed.sum())
    part = (shares[observed.index] / shares[observed.index].sum()).rename("share")
    low, high = charts.allowed(part.to_numpy(), n)
    held = observed / n
    above = [city for city, out in zip(part.index, held > high + 1e-9, strict=True) if out]
    below = [city for city, out in zip(part.index, held < low - 1e-9, strict=True) if out]
    names = wording.city_names(atlas, t)
    word = wording.base_words(base, t)
    if above or below:
        title = t("concentration.two_way.title_some", n=len(above) + len(below), base=word)
    else:
        title = t("concentration.two_way.title_none", base=word)
    reading = t("concentration.two_way.reading", base=word, subject=said.subject)
    cards.show(cards.figure_head(title, badge(item, t), reading))
    chart = charts.two_way(
        part, held, n, dict(names), core, t, state.theme(),
        outside=[*above, *below], base=word, picked=view.city,
    )  # fmt: skip
    frame = pd.DataFrame(
        {
            t("concentration.col.city"): names[part.index].to_numpy(),
            t("concentration.two_way.recognised"): (held * 100).round(2).to_numpy(),
            f"{word} %": (part * 100).round(2).to_numpy(),
            t("concentration.two_way.allowed_low"): (low * 100).round(2),
            t("concentration.two_way.allowed_high"): (high * 100).round(2),
        }
    )
    alt = t.join(f"{names[city]} {held[city]:.0%}/{part[city]:.0%}" for city in part.index)
    show(chart, frame, "concentration_two_way", title, alt, t, clickable=True)
    for key, cities in (("above", above), ("below", below)):
        if cities:
            listed = t.join(str(names[city]) for city in cities)
            note(t(f"concentration.two_way.{key}", cities=listed, base=word))
    if not (above or below):
        note(t("concentration.two_way.neither", n=n))
