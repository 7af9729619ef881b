"""The portrait of one city."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo import view as geo_view
from geo.naming import area_names
from geo.sheets import city as sheet
from pages.parts import (
    cards,
    city_clusters,
    city_head,
    city_industry,
    city_others,
    city_place,
    city_statistics,
    detail,
    frame,
    mapcolumn,
    navigation,
)

_TABLES = ("clusters", "zones", "chain_cities", "enterprises", "city_stats", "city_roles")
_STYLE = Path(__file__).parent / "parts" / "city_style.css"

page = frame.current()
atlas, view, t = page.atlas, page.view, page.t
adcode, of_city = sheet.city_of(view), sheet.of_city(view)
chosen = geo_view.filter_clusters(atlas, of_city)

with page.head:
    st.html(f"<style>{_STYLE.read_text(encoding='utf-8')}</style>")
    city_head.draw(page, adcode)

mapcolumn.draw(page)
with page.under, st.container(key="coverage"):
    city_clusters.lists(atlas, adcode, t)

with page.side:
    if view.sel:
        detail.draw(atlas, view, t, chosen)
    with st.container(key="table"):
        city_clusters.table(atlas, view, adcode, chosen, t)
    with st.container(key="finding"):
        city_place.draw(atlas, adcode, t)

with page.below:
    with st.container(key="city_section_statistics"):
        city_statistics.draw(atlas, adcode, t)
    with st.container(key="city_section_industry"):
        left, right = st.columns([1.35, 1], gap="large")
        with left:
            city_industry.chains(atlas, adcode, t)
        with right:
            city_industry.zones(atlas, adcode, t)
            city_industry.firms(atlas, adcode, t)
    with st.container(key="city_section_others"):
        left, right = st.columns([1, 1.35], gap="large")
        with left:
            city_others.neighbours(atlas, view, adcode, t)
        with right:
            city_others.alike(atlas, view, adcode, t)
    with st.container(key="city_downloads", horizontal=True, vertical_alignment="center"):
        cards.show(cards.source(t("city.downloads", city=area_names(atlas, t)[adcode])))
        for table in _TABLES:
            navigation.link("data", of_city.replace(table=table), t(f"city.download.{table}"))
    cards.show(cards.source(t("city.source", sources=city_statistics.sources(atlas, adcode, t))))
