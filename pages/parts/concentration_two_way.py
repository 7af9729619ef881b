"""Recognised against measured, as a chart and as a map: where list and statistic disagree."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from geo import maps
from geo.charts import concentration_more as charts
from geo.concentration import bases, subjects, wording
from geo.concentration.subjects import Subject
from geo.concentration.two_way import two_way
from geo.concentration.wording import Names
from geo.maps.layers import AtlasLayer
from geo.maps.two_way import TwoWayAreas, two_way_legend
from geo.measures.counting import Rule
from geo.words import Words
from pages.parts import cards, state
from pages.parts.concentration_figures import badge, note, show
from pages.parts.frame import Frame

_THIRDS = ("low", "middle", "high")


def whole_rule(item: Subject, rule: str) -> Rule:
    """Rule under which counts are whole, as intervals need them."""
    return "lead" if rule == "lead" or not item.several else "full"


def _found(page: Frame, item: Subject) -> tuple[pd.DataFrame, int, str]:
    """Both shares by city, the number of items, and the statistic in words."""
    atlas, view = page.atlas, page.view
    code = view.base if view.base in ("gdp", "secondary") else "secondary"
    base = bases.base(atlas, code, item.year)
    observed = subjects.by_city(atlas, item, whole_rule(item, view.rule))
    table = two_way(observed, bases.shares(atlas, base))
    return table, int(observed.sum()), wording.base_words(base, page.t)


def chart(page: Frame, item: Subject, core: tuple[int, ...], said: Names) -> None:
    """Share of recognition against share of a statistic, with what chance allows."""
    atlas, view, t = page.atlas, page.view, page.t
    table, n, base = _found(page, item)
    names = wording.city_names(atlas, t)
    far = int((table["side"] != "").sum())
    if far:
        title = t("concentration.two_way.title_some", n=far, base=base)
    else:
        title = t("concentration.two_way.title_none", base=base)
    reading = t("concentration.two_way.reading", base=base, subject=said.subject)
    cards.show(cards.figure_head(title, badge(item, t), reading))
    drawn = charts.two_way(
        table, n, dict(names), core, t, state.theme(), base=base, picked=view.city
    )
    alt = t.join(f"{names[city]} {row.held:.0%}/{row.share:.0%}" for city, row in table.iterrows())
    shown = _shown(table, names, base, t)
    show(drawn, shown, "concentration_two_way", title, alt, t, clickable=True)
    for side in ("above", "below"):
        cities = table.index[table["side"] == side]
        if len(cities):
            listed = t.join(str(names[city]) for city in cities)
            note(t(f"concentration.two_way.{side}", cities=listed, base=base))
    if not far:
        note(t("concentration.two_way.neither", n=n))


def _shown(table: pd.DataFrame, names: pd.Series, base: str, t: Words) -> pd.DataFrame:
    def standing(column: str) -> list[str]:
        return [t(f"concentration.two_way.{_THIRDS[third]}") for third in table[column]]

    return pd.DataFrame(
        {
            t("concentration.col.city"): names[table.index].to_numpy(),
            t("concentration.two_way.recognised"): (table["held"] * 100).round(2).to_numpy(),
            f"{base}, %": (table["share"] * 100).round(2).to_numpy(),
            t("concentration.two_way.allowed_low"): (table["low"] * 100).round(2).to_numpy(),
            t("concentration.two_way.allowed_high"): (table["high"] * 100).round(2).to_numpy(),
            t("concentration.two_way.third_listed"): standing("listed"),
            t("concentration.two_way.third_measured", base=base): standing("measured"),
        }
    )


def on_map(page: Frame, item: Subject, said: Names) -> tuple[str, tuple[AtlasLayer, ...]]:
    """Title and layers of the map of both standings; its legend goes below the map."""
    t = page.t
    table, _, base = _found(page, item)
    apart = table["listed"] - table["measured"]
    title = t(
        "concentration.two_way.map_title",
        base=base,
        more=int((apart > 0).sum()),
        less=int((apart < 0).sum()),
        same=int((apart == 0).sum()),
    )
    cities = [int(city) for city in page.atlas.cities.index]
    legend = two_way_legend(table, len(cities), t)
    with page.under, st.container(key="legend_two_way"):
        cards.show(maps.legend_html(legend))
        text = t("concentration.two_way.map_reading", base=base, subject=said.subject)
        cards.show(f'<div class="reading">{escape(text)}</div>')
    return title, (TwoWayAreas(table, cities, base, title, t),)
