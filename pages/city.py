"""The portrait of one city."""

from __future__ import annotations

import streamlit as st

from geo.population.named import NamedClusters
from geo.record.naming import area_names
from geo.sheets.city import own
from geo.sheets.city import page as sheet
from geo.sheets.city.takeover import opens_with
from pages.parts import cards, detail
from pages.parts.city import clusters, county, head, industry, others, place, statistics, takeover
from pages.parts.shell import frame, mapcolumn, navigation

page = frame.current()
atlas, view, t = page.atlas, page.view, page.t
adcode, of_city = sheet.city_of(atlas, view), sheet.of_city(atlas, view)


def portrait() -> None:
    """The city in figures, clusters, chains and its place in the layout."""
    shown = NamedClusters(atlas).shown(of_city.selection)
    mapcolumn.draw(page)
    with page.under:
        takeover.firms(page)
    with page.under, st.container(key="coverage"):
        cards.show(clusters.lists(atlas, adcode, t))

    with page.side:
        if view.sel:
            detail.draw(atlas, view, t, shown)
        chosen = sheet.county_of(atlas, view)
        if chosen is not None:
            county.draw(atlas, chosen, t)
        if opens_with(atlas, adcode):
            with st.container(key="takeover_first"):
                takeover.candidates(page, adcode, first=True)
        with st.container(key="table"):
            clusters.table(atlas, view, adcode, shown, t)
        with st.container(key="finding"):
            cards.show(place.draw(atlas, adcode, t))

    with page.below:
        with st.container(key="city_section_statistics"):
            statistics.draw(page, adcode)
        with st.container(key="city_section_industry"):
            left, right = st.columns([1.35, 1], gap="large")
            with left:
                cards.show(industry.chains(atlas, adcode, t))
            with right:
                cards.show(industry.zones(atlas, adcode, t))
                industry.firms(atlas, adcode, t)
        with st.container(key="city_section_others"):
            left, right = st.columns([1, 1.35], gap="large")
            with left:
                others.neighbours(atlas, view, adcode, t)
            with right:
                others.alike(atlas, view, adcode, t)
        with st.container(key="city_downloads", horizontal=True, vertical_alignment="center"):
            cards.show(cards.source(t("city.downloads", city=area_names(atlas, t)[adcode])))
            for table in sheet.TABLES:
                navigation.link("data", of_city.replace(table=table), t(f"city.download.{table}"))
        cards.show(cards.source(t("city.source", sources=statistics.sources(atlas, adcode, t))))


def workbench() -> None:
    """Chains by stages at the left, what can be taken on and the cities near at the right."""
    with page.over, st.container(key="takeover_list"):
        takeover.candidates(page, adcode)
        takeover.files(page, adcode)
    mapcolumn.draw(page, lambda _: None)
    with page.side, st.container(key="takeover_matrix"):
        takeover.matrix(page, adcode)
    with page.below:
        takeover.firms(page)
        takeover.foot(page, adcode)


with page.head:
    cards.style("city")
    head.draw(page, adcode)
    for line in own.lines(atlas, view, adcode, t):
        cards.note(line)

if view.city.show == "takeover":
    workbench()
else:
    portrait()
