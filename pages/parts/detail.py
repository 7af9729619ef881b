"""The card of what is selected: one cluster, or one city."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from geo import maps
from geo.data.atlas import Atlas
from geo.look.html import Content, element, join
from geo.record import clusters, provenance
from geo.record.naming import listed
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import navigation, state


def draw(atlas: Atlas, view: View, t: Words, chosen: pd.DataFrame) -> None:
    """Card of the selected cluster or, without one, of the one city chosen; else nothing."""
    if view.sel:
        _cluster(atlas, view, t, outside=view.sel not in chosen.index)
    elif len(view.selection.city) == 1:
        _city(atlas, view, t, chosen)


def _close() -> None:
    state.change(sel=None)


def _cluster(atlas: Atlas, view: View, t: Words, *, outside: bool) -> None:
    row = clusters.known(atlas).loc[view.sel]
    precise = row["location_precision"] in ("zone", "county_seat")
    mark = maps.mark_svg(
        int(row["tier_class"]), row["hue"], t.lang, precise=precise, doubtful=not row["counts"]
    )
    other = row["name_en"] if t.lang == "zh" else row["name_zh"]
    name = cards.heading(t.name(row), 2, "detail-name")
    notice = element("div", t("clusters.not_in_filter"), css="notice") if outside else ""
    with st.container(key="detail"):
        cards.show(
            join(notice),
            element(
                "article",
                element("div", mark, name, css="detail-head"),
                element("div", other, css="other"),
                _facts(atlas, row, t),
                _recognitions(atlas, row, t),
                _related(atlas, row, t),
                _nearby(atlas, row, t),
                css="detail block",
            ),
        )
        st.button(t("clusters.close"), on_click=_close, key="close_detail", type="tertiary")


def _facts(atlas: Atlas, row: pd.Series, t: Words) -> Markup:
    """Tier, chain, place and how precisely the place is known."""
    zones = atlas.by_key("zones")
    chains = atlas.by_key("chains")
    chain = t("clusters.chain_unknown")
    if pd.notna(row["chain_id"]):
        chain = t.name(chains.loc[row["chain_id"]])
    place = [listed(atlas, row["city_adcodes"], t)]
    if pd.notna(row["county_adcode"]):
        place.append(listed(atlas, (row["county_adcode"],), t))
    if pd.notna(row["zone_id"]):
        zone = zones.loc[row["zone_id"]]
        place.append(t.name(zone))
        if pd.isna(row["county_adcode"]) and len(zone["host_county_adcodes"]):
            place.append(listed(atlas, zone["host_county_adcodes"], t))
    facts = [
        (
            t("clusters.col_tier"),
            t(f"tiers.{row['tier']}") if row["counts"] else t("clusters.doubtful"),
        ),
        (t("clusters.chain"), chain),
        (t("clusters.place"), " · ".join(place)),
        (t("clusters.precision"), t(f"clusters.precision_{row['location_precision']}")),
    ]
    if t.lang == "zh":
        facts.insert(2, (t("clusters.industry"), t.join(row["industry_zh"])))
    return cards.terms(facts)


def _recognitions(atlas: Atlas, row: pd.Series, t: Words) -> Markup:
    rows = clusters.recognitions(atlas, row["cluster_id"])
    items = (_recognition(atlas, item, row, t) for item in rows.to_dict("records"))
    return _part("recognitions", items, t)


def _recognition(atlas: Atlas, item: dict[str, Any], row: pd.Series, t: Words) -> Markup:
    year = t("clusters.no_year") if pd.isna(item["year"]) else str(item["year"])
    notes = [t(f"clusters.event_{item['event']}")]
    if item["name_as_listed_zh"] != row["name_zh"]:
        notes.append(t("clusters.listed_as", name=item["name_as_listed_zh"]))
    if not item["counts"]:
        notes.append(t("clusters.doubtful"))
    elif item["confidence"] != "high":
        notes.append(t(f"clusters.confidence_{item['confidence']}"))
    named = provenance.source_name(atlas, item["source_id"], t)
    source = f"{t('common.source')}: {named}"
    if pd.notna(item["source_date"]):
        source += f" ({item['source_date']})"
    text: Content = source
    if pd.notna(item["source_url"]):
        text = cards.outside(item["source_url"], source)
    return Markup("<b>{}</b> {} · {}<small>{}</small>").format(
        year, item[f"programme_{t.lang}"], " · ".join(notes), text
    )


def _related(atlas: Atlas, row: pd.Series, t: Words) -> Markup:
    if not row["related_cluster_ids"]:
        return Markup()
    table = clusters.known(atlas)
    names = (t.name(table.loc[other]) for other in row["related_cluster_ids"])
    return _part("related", names, t)


def _nearby(atlas: Atlas, row: pd.Series, t: Words) -> Markup:
    if pd.isna(row["lat"]):
        return cards.how_to_read(t("clusters.no_point"))
    items = []
    for other in clusters.nearby(atlas, row["cluster_id"]).to_dict("records"):
        km = other["distance_km"]
        far = t("clusters.same_site") if km < 0.05 else t("clusters.distance", km=f"{km:.0f}")
        items.append(f"{t.name(other)} · {far}")
    return _part("nearby", items, t)


def _part(name: str, items: Iterable[Content], t: Words) -> Markup:
    return join(cards.heading(t(f"clusters.{name}"), 3, "detail-part"), cards.listed(items))


def _city(atlas: Atlas, view: View, t: Words, chosen: pd.DataFrame) -> None:
    city = listed(atlas, view.selection.city, t)
    with st.container(key="detail"):
        cards.show(
            element(
                "article",
                cards.heading(city, 2, "detail-name"),
                t("clusters.city_card_clusters", n=len(chosen)),
                css="detail block",
            )
        )
        navigation.link("city", view, t("clusters.city_card_open", city=city))
