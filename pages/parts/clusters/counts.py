"""Official counts of one programme by year, city and industry, with the named ones beside."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from geo.record import clusters, counts
from geo.sheets.clusters import page as sheet
from pages.parts import cards, charts
from pages.parts.shell import control
from pages.parts.shell.frame import Frame


def draw(page: Frame) -> None:
    """Three columns: the programme over the years, by city, by industry; then the sources."""
    by_year, by_city, by_industry = st.columns(3, gap="medium")
    with by_year:
        _by_year(page)
    with by_city:
        _by_city(page)
    with by_industry:
        _by_industry(page)
    titles = sheet.sources(page.atlas, sheet.programme_of(page.atlas, page.view), page.t)
    cards.show(cards.source(page.t("clusters.source", sources=page.t.join(titles))))


def _by_year(page: Frame) -> None:
    """The programme, to be chosen, over the years."""
    atlas, t = page.atlas, page.t
    programme, programmes = sheet.programme_of(atlas, page.view), clusters.programmes(atlas)
    control.select(
        "programme",
        t("clusters.programme"),
        programmes.index,
        programme,
        lambda code: t.name(programmes.loc[code]),
    )
    chart = page.chart("official-by-year")
    if chart is not None:
        charts.show(chart, t)
        return
    known = counts.coverage(atlas, programme)
    badge = cards.coverage_badge(known.text(t), known.complete)
    title = sheet.year_title(atlas, programme, t)
    cards.show(cards.figure_head(title, badge, sheet.official_reading(atlas, programme, t)))
    cards.show(cards.source(t("clusters.no_counts")))


def _by_city(page: Frame) -> None:
    t = page.t
    known = sheet.city_years(page.atlas, sheet.programme_of(page.atlas, page.view))

    def words(year: int) -> str:
        return t("clusters.city_year", year=year, known=known[year])

    year = sheet.year_of(page.view.clusters.counted, known)
    _of_year(page, "city", "counted", known, year, words, charts.choose_city)


def _by_industry(page: Frame) -> None:
    t = page.t
    known = sheet.industry_years(page.atlas, sheet.programme_of(page.atlas, page.view))

    def words(year: int) -> str:
        return t("clusters.industry_year", year=year, sum=known[year])

    year = sheet.year_of(page.view.clusters.industries, known)
    _of_year(page, "industry", "industries", known, year, words)


def _of_year(
    page: Frame,
    dimension: str,
    choice: str,
    known: dict[int, int],
    year: int | None,
    words: Callable[[int], str],
    on_click: charts.OnClick | None = None,
) -> None:
    """Counts of one year, which can be chosen, by city or by industry."""
    t = page.t
    chart = page.chart(f"official-by-{dimension}")
    if chart is None:
        title = cards.figure_head(t(f"clusters.by_{dimension}"))
        cards.show(title + cards.source(t(f"clusters.no_{dimension}_counts")))
        return
    years = sorted(known, reverse=True)
    control.select(choice, t("clusters.year_choice"), years, year, words)
    charts.show(chart, t, on_click=on_click)
