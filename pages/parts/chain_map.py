"""The map of chains: what is on record where, what is not; layers, legend, stage table."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from geo import clusters, maps
from geo import view as geo_view
from geo.areas import AreaFigure
from geo.chains import choice, places
from geo.chains.gaps import OF_CITY, gaps
from geo.maps import chain_legend
from geo.maps.chains import (
    ChainAreas,
    ChainCorridor,
    ChainLinks,
    ChainPlaces,
    CityRole,
)
from geo.maps.content import MapContent
from geo.view import NOTHING
from geo.words import Words
from pages.parts import cards, chain_stages, state
from pages.parts.frame import Frame

_LAYERS = "chain_layers"


def _take_layers() -> None:
    picked = st.session_state[state.widget_key(_LAYERS)]
    over = tuple(code for code in choice.LAYERS if code in picked) or (NOTHING,)
    state.change(by=_LAYERS, over=() if over == choice.USUAL_LAYERS else over)


def clusters_of(page: Frame, ids: Sequence[str]) -> pd.DataFrame:
    """Recognised clusters of the chains that the other filters leave."""
    kept = geo_view.filter_clusters(page.atlas, page.view.replace(chain=(), fam=()))
    return kept[kept["chain_id"].isin(ids)] if ids else kept


def _marked(page: Frame, ids: Sequence[str]) -> pd.DataFrame:
    """Clusters to mark: all of the chains, or for gaps those without a firm."""
    kept = clusters_of(page, ids)
    if page.view.mode == "resource":
        return kept
    return kept[kept["cluster_id"].isin(gaps(page.atlas, ids)["cluster_id"].dropna())]


def draw(page: Frame, ids: Sequence[str]) -> None:
    """Ask for the map and draw what stands above and below it."""
    atlas, view, t = page.atlas, page.view, page.t
    on = [code for code in view.over or choice.USUAL_LAYERS if code != NOTHING]
    # Gaps of several chains have no common picture of stages, so they are counted.
    several_gaps = view.mode == "gaps" and len(ids) > 1
    hue = choice.hue(atlas, ids) if ids and not several_gaps else None
    with page.over, st.container(key="map_head", horizontal=True, vertical_alignment="center"):
        cards.show(_head(page, ids, hue))
        key = state.widget_key(_LAYERS)
        st.session_state[key] = on
        st.pills(
            t("chains.layers"),
            choice.LAYERS,
            selection_mode="multi",
            format_func=lambda code: t(f"chains.layer.{code}"),
            key=key,
            on_change=_take_layers,
            label_visibility="collapsed",
        )
    marked = _marked(page, ids) if "clusters" in on else clusters.table(atlas).iloc[:0]
    firms, zones = _firms(page, ids), places.zones(atlas, ids)
    layers: list[maps.AtlasLayer] = []
    figure: AreaFigure | None = None
    if hue:
        layers += _roles(page, ids, hue, "links" in on)
    else:
        figure = _counts(page, ids)
    if "zones" in on:
        layers.append(ChainPlaces("zone", zones, t))
    if "firms" in on:
        layers.append(ChainPlaces("firm", firms, t))
    page.map = MapContent(marked, figure, tuple(layers), marks=not marked.empty)
    with page.under:
        with st.container(key="legend"):
            signs = chain_legend.legend(
                atlas, ids, t, hue=hue, figure=figure, gap=view.mode == "gaps" and len(ids) == 1,
                over=on, marked=marked, firms=firms, zones=zones,
            )  # fmt: skip
            cards.show(maps.legend_html(signs, "chain-legend" if hue else ""))
            if figure is not None:
                note = t(f"chains.legend.counts_{view.mode}")
                cards.show(f'<div class="reading">{escape(note)}</div>')
        if len(ids) == 1:
            cards.show(chain_stages.table(page, ids[0]))


def _head(page: Frame, ids: Sequence[str], hue: str | None) -> str:
    t = page.t
    kind = "roles" if hue else "counts"
    number = places.records(page.atlas, ids)["city_adcode"].nunique()
    badge = cards.coverage_badge(
        t("chains.map_badge", n=number, all=len(page.atlas.cities)),
        number == len(page.atlas.cities),
    )
    return cards.figure_head(t(f"chains.map_title.{page.view.mode}_{kind}"), badge)


def _roles(page: Frame, ids: Sequence[str], hue: str, linked: bool) -> list[maps.AtlasLayer]:
    """Areas by role with stages, and what links them."""
    atlas, view, t = page.atlas, page.view, page.t
    rows = places.by_city(atlas, ids)
    found = gaps(atlas, ids)
    found = found[found["kind"].isin(OF_CITY)]
    asked = found if view.mode == "gaps" and len(ids) == 1 else found.iloc[:0]
    open_stages = asked.groupby("city_adcode")["stage"].agg(set).to_dict()
    areas = {
        int(adcode): CityRole(
            row["role"], row["stages"], _tip(row, len(ids), t), open_stages.get(adcode, ())
        )
        for adcode, row in rows.iterrows()
    }
    title = t.name(choice.table(atlas).loc[ids[0]]) if len(ids) == 1 else t("chains.several")
    layers: list[maps.AtlasLayer] = [ChainAreas(title, hue, areas, places.by_county(atlas, ids), t)]
    if not linked or len(ids) != 1:
        return layers
    if view.mode == "gaps":
        km = t("units.km") if t.lang == "en" else "km"
        links = {
            (row.beside[0], int(row.city_adcode)): f"{row.beside_km[0]:.0f} {km}"
            for row in asked.itertuples()
            if row.beside
        }
        return [*layers, ChainLinks([(*pair, label) for pair, label in links.items()], gap=True)]
    axis = places.corridor(atlas, ids[0])
    if axis is not None:
        layers.append(ChainCorridor(t.name(axis), axis["city_adcodes"]))
    links_on = [(a, b, "") for a, b, _ in places.links(atlas, ids[0])]
    return [*layers, ChainLinks(links_on)]


def _tip(row: pd.Series, number: int, t: Words) -> str:
    stages = t.join(t(f"chains.stage.{stage}") for stage in row["stages"])
    parts = [t(f"chains.role.{row['role']}"), stages or t("chains.stages_unstated")]
    if number > 1:
        parts.append(t("chains.of_chains", n=row["chains"]))
    parts.append(t("chains.firms_here", n=row["firms"]))
    return " · ".join(parts)


def _counts(page: Frame, ids: Sequence[str]) -> AreaFigure:
    """Chains on record by city, or gaps by city, where the chains have no hue in common."""
    atlas, t = page.atlas, page.t
    if page.view.mode == "gaps":
        found = gaps(atlas, ids)
        number = found.loc[found["kind"].isin(OF_CITY), "city_adcode"].value_counts()
    else:
        number = places.records(atlas, ids)["city_adcode"].value_counts()
    values = {int(code): float(number.get(code, 0)) for code in atlas.cities.index}
    return AreaFigure(
        values=values,
        title=t(f"chains.map_title.{page.view.mode}_counts"),
        unit=t(f"chains.unit_{page.view.mode}"),
        year="",
        source="",
        kind="continuous",
    )


def _firms(page: Frame, ids: Sequence[str]) -> pd.DataFrame:
    rows = page.atlas.table("enterprises")
    return rows[rows["chain_id"].isin(ids)] if ids else rows
