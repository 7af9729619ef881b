"""The state of the province on one screen."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from geo import maps
from geo.data.atlas import Atlas
from geo.look.html import element
from geo.population.named import NamedClusters
from geo.population.selection import Selection
from geo.record import counts, findings, provenance
from geo.record.naming import area_names
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import frame, mapcolumn, navigation

FIGURES = (
    "national_advanced_manufacturing_cluster",
    "national_strategic_emerging_cluster",
    "national_innovative_cluster",
    "sme_characteristic_cluster",
    "county_characteristic_cluster",
    "provincial_key_growth_cluster",
)


def key_figures(atlas: Atlas, view: View, t: Words) -> None:
    """Official number of each programme, with year and coverage; each leads to its clusters."""
    with st.container(key="figures"):
        for column, programme in zip(st.columns(len(FIGURES)), FIGURES, strict=True):
            known = counts.coverage(atlas, programme)
            there = view.without_filters().replace(prog=(programme,))
            with column:
                navigation.link("clusters", there, t(f"overview.{programme}"))
                cards.show(
                    cards.key_figure(
                        str(known.official), t("units.clusters"), str(known.year), known, t
                    )
                )


def three_findings(atlas: Atlas, view: View, t: Words) -> None:
    """Numbered claims, each leading to the clusters it speaks of, with its evidence below."""
    note = t("overview.findings_note") if view.filtered else ""
    cards.show(cards.block(cards.figure_head(t("overview.findings_title"), reading=note)))
    for number, item in enumerate(findings.overview(atlas), start=1):
        with st.container(key=f"finding_{number}"):
            there = view.without_filters().replace(prog=(item.programme,))
            navigation.link("clusters", there, f"{number} {item.text('claim', atlas, t)}")
            cards.show(element("div", item.text("evidence", atlas, t), css="evidence"))


def where_innovative(atlas: Atlas, t: Words) -> None:
    """One tile for each national innovative cluster, by city; unnamed ones as empty tiles."""
    known = counts.coverage(atlas, findings.INNOVATIVE)
    members = counts.named(atlas, findings.INNOVATIVE)
    names = area_names(atlas, t)
    by_city: dict[int, list[Markup]] = {}
    for row in members.to_dict("records"):
        mark = element("span", maps.mark_svg(2, row["hue"], t.lang), title=t.name(row))
        by_city.setdefault(row["city_adcode"], []).append(mark)
    most_first = sorted(by_city.items(), key=lambda one: -len(one[1]))
    tiles = [element("span", names[adcode], " ", marks) for adcode, marks in most_first]
    missing = max(0, (known.official or 0) - known.named)
    if missing:
        tiles.append(cards.none(t("overview.where_unnamed", n=missing)))
    badge = cards.coverage_badge(known.text(t), known.complete)
    head = cards.figure_head(t("overview.where_title", official=known.official), badge)
    cards.show(head, element("div", tiles, css="tiles"))


def strongest_cities(atlas: Atlas, view: View, t: Words) -> None:
    """Cities by their clusters on the lists of each tier."""
    table = findings.standing(atlas)
    names = area_names(atlas, t)

    longest = int(table["key_growth"].max())
    year = counts.fullest_year(atlas, findings.KEY_GROWTH)
    rows = (
        cards.row(
            [
                names[adcode],
                row.national or "",
                element("td", _bar(row.key_growth / longest), css="bar"),
                row.key_growth,
                row.county or "",
            ],
            "picked" if adcode in view.selection.city else "",
        )
        for adcode, row in table.iterrows()
    )
    head = [
        t("overview.col_city"),
        t("overview.col_national"),
        element("th", t("overview.col_growth", year=year), colspan=2),
        t("overview.col_county"),
    ]
    columns = Markup(
        '<colgroup><col class="name"><col class="count"><col class="bar"><col>'
        '<col class="count"></colgroup>'
    )
    cards.show(
        cards.table("rows standing", rows, head, columns=columns),
        cards.source(t("overview.standing_reading")),
    )
    navigation.link("city", view, t("overview.standing_more"))


def _bar(share: float) -> Markup:
    return element("i", style=f"width:{share * 100:.0f}%")


def _official_sources(atlas: Atlas, t: Words) -> str:
    """Titles of the sources of the key figures."""
    rows = counts.official(atlas, "total")
    rows = rows[rows["programme_id"].isin(FIGURES)].drop_duplicates("programme_id", keep="last")
    return t.join(provenance.source_names(atlas, rows["source_id"], t))


page = frame.current()
atlas, view, t = page.atlas, page.view, page.t

with page.head:
    page.claim()
    key_figures(atlas, view, t)

mapcolumn.draw(page)

with page.side:
    with st.container(key="finding"):
        three_findings(atlas, view, t)
    with st.container(key="table"):
        strongest_cities(atlas, view, t)

with page.below:
    with st.container(key="coverage"):
        where_innovative(atlas, t)
    weak = len(NamedClusters(atlas).doubtful(Selection(tier=("national",))))
    evidence = t("overview.evidence", n=weak) if weak else t("overview.evidence_all")
    source = t("overview.source", sources=_official_sources(atlas, t))
    cards.show(cards.source(f"{evidence} {source}"))
