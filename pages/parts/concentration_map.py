"""The map: location quotients, list against statistic, or mean centres, with a switch between."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from geo import clusters, maps
from geo.concentration import bases, choice, quotients, subjects, wording
from geo.concentration.centres import apart_km, centre
from geo.concentration.subjects import Subject
from geo.concentration.wording import Names
from geo.maps import concentration as layers
from geo.maps.anchors import SEAT
from geo.maps.content import MapContent
from geo.maps.layers import AtlasLayer
from pages.parts import cards, concentration_centres, concentration_two_way, state
from pages.parts.concentration_figures import as_table, badge
from pages.parts.concentration_two_way import whole_rule
from pages.parts.frame import Frame

_NAME = "concentration_lens"


def _take() -> None:
    state.change(by=_NAME, lens=st.session_state[state.widget_key(_NAME)])


def draw(page: Frame, item: Subject, base: bases.Base, core: tuple[int, ...], said: Names) -> None:
    """Ask for the map and draw what stands above and below it."""
    t = page.t
    offered = [one for one in choice.MAPS if one != "two_way" or item.places]
    lens = page.view.lens if page.view.lens in offered else offered[0]
    match lens:
        case "two_way":
            title, drawn = concentration_two_way.on_map(page, item, said)
        case "centres":
            title, drawn = concentration_centres.on_map(page, item, said)
        case _:
            title, drawn = _quotients(page, item, base, core, said)
    page.map = MapContent(clusters.table(page.atlas).iloc[:0], layers=drawn, marks=False)
    with page.over, st.container(key="map_head", horizontal=True, vertical_alignment="center"):
        cards.show(cards.figure_head(title, "" if lens == "centres" else badge(item, t)))
        key = state.widget_key(_NAME)
        st.session_state[key] = lens
        st.segmented_control(
            t("concentration.lens.label"),
            offered,
            format_func=lambda one: t(f"concentration.lens.{one}"),
            key=key,
            on_change=_take,
            label_visibility="collapsed",
            required=True,
        )


def _quotients(
    page: Frame, item: Subject, base: bases.Base, core: tuple[int, ...], said: Names
) -> tuple[str, tuple[AtlasLayer, ...]]:
    """Title and layers of the map of quotients; its legend and table go below the map."""
    atlas, t = page.atlas, page.t
    observed = subjects.by_city(atlas, item, whole_rule(item, page.view.rule))
    shares = bases.shares(atlas, base)
    every = quotients.by_city(observed, shares)
    amount = item.kind == "amount"
    shown = None if amount else quotients.quotients(every, core, quotients.strength(every))
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
        (name, tone, one, "")
        for name, tone, one in ((said.base_year, "base", against), (said.subject, "subject", own))
        if one is not None
    ]
    with page.under, st.container(key="legend"):
        cards.show(maps.legend_html(layers.legend(found, t)))
        if own and against:
            text = t(
                "concentration.map.reading",
                km=t.number(apart_km(own, against)),
                base=said.base,
                subject=said.subject,
            )
            cards.show(f'<div class="reading">{escape(text)}</div>')
        names = wording.city_names(atlas, t)
        frame = pd.DataFrame(
            {
                t("concentration.col.city"): [names[city] for city in found],
                t("concentration.col.lq"): [
                    round(one.lq, 3) if one.lq is not None and one.kind != "few" else None
                    for one in found.values()
                ],
                t("concentration.col.kind"): [
                    t("maps.unknown_value") if one.lq is None
                    else t(f"concentration.map.{one.kind}", lq=f"{one.lq:.2f}")
                    for one in found.values()
                ],
            }
        )  # fmt: skip
        as_table(frame, "concentration_map", title, t)
    return title, (layers.QuotientAreas(found, title, t), layers.Centres(centres))
