"""Official counts of one programme by year, city and industry, with the named ones beside."""

from __future__ import annotations

import streamlit as st

from geo.charts.template import CONFIG
from geo.data.atlas import Atlas
from geo.record import clusters, counts
from geo.sheets import Chart
from geo.sheets.clusters import page as sheet
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import state

_PROGRAMME, _CITY_YEAR, _INDUSTRY_YEAR = "programme", "counted", "industries"
_CITY_CHART = "counts_city"


def draw(atlas: Atlas, view: View, t: Words) -> None:
    """Three columns: the programme over the years, by city, by industry; then the sources."""
    programme = sheet.programme_of(atlas, view)
    by_year, by_city, by_industry = st.columns(3, gap="medium")
    with by_year:
        _choose_programme(atlas, programme, t)
        _by_year(atlas, programme, t)
    with by_city:
        _by_city(atlas, view, programme, t)
    with by_industry:
        _by_industry(atlas, view, programme, t)
    rows = counts.official(atlas)
    titles = atlas.sources(rows.loc[rows["programme_id"] == programme, "source_id"])["title"]
    cards.show(cards.source(t("clusters.source", sources=t.join(titles))))


def _take(name: str) -> None:
    state.change(by=name, **{name: state.given(name)})


def _choose_programme(atlas: Atlas, programme: str, t: Words) -> None:
    programmes = clusters.programmes(atlas)
    key = state.widget_key(_PROGRAMME)
    state.fill(key, programme)
    st.selectbox(
        t("clusters.programme"),
        list(programmes.index),
        format_func=lambda code: t.name(programmes.loc[code]),
        key=key,
        on_change=_take,
        args=(_PROGRAMME,),
        label_visibility="collapsed",
    )


def _choose_year(name: str, labels: dict[int, str], year: int, t: Words) -> None:
    key = state.widget_key(name)
    state.fill(key, year)
    st.selectbox(
        t("clusters.year_choice"),
        sorted(labels, reverse=True),
        format_func=lambda year: labels.get(year, str(year)),
        key=key,
        on_change=_take,
        args=(name,),
        label_visibility="collapsed",
    )


def _show(chart: Chart, key: str, t: Words) -> None:
    """A chart with its text equal: a sentence as ``alt`` and the figures as a table."""
    clickable = key == _CITY_CHART
    st.plotly_chart(
        chart.figure,
        theme=None,
        config=CONFIG,
        key=key,
        on_select=_bar_clicked if clickable else "ignore",
        selection_mode="points",
        alt=chart.alt,
    )
    with st.expander(t("common.as_table")):
        st.dataframe(
            chart.table, hide_index=True, key=f"{key}_table", height="content", alt=chart.title
        )


def _bar_clicked() -> None:
    points = st.session_state[_CITY_CHART]["selection"]["points"]
    if points:
        state.change(city=(int(points[0]["customdata"]),), sel=None)


def _by_year(atlas: Atlas, programme: str, t: Words) -> None:
    known = counts.coverage(atlas, programme)
    badge = cards.coverage_badge(known.text(t), known.complete)
    title = sheet.year_title(atlas, programme, t)
    cards.show(cards.figure_head(title, badge, t("clusters.official_reading")))
    chart = sheet.by_year(atlas, programme, t, state.theme())
    if chart is None:
        cards.show(cards.source(t("clusters.no_counts")))
    else:
        _show(chart, "counts_year", t)


def _by_city(atlas: Atlas, view: View, programme: str, t: Words) -> None:
    known = sheet.city_years(atlas, programme)
    year = sheet.year_of(view.clusters.counted, known)
    if year is None:
        title = cards.figure_head(t("clusters.by_city"))
        cards.show(title + cards.source(t("clusters.no_city_counts")))
        return
    labels = {year: t("clusters.city_year", year=year, known=n) for year, n in known.items()}
    _choose_year(_CITY_YEAR, labels, year, t)
    chart = sheet.by_city(atlas, programme, year, t, state.theme(), view.selection.city)
    assert chart is not None
    cards.show(cards.figure_head(chart.title, reading=chart.on_screen))
    _show(chart, _CITY_CHART, t)


def _by_industry(atlas: Atlas, view: View, programme: str, t: Words) -> None:
    known = sheet.industry_years(atlas, programme)
    year = sheet.year_of(view.clusters.industries, known)
    if year is None:
        title = cards.figure_head(t("clusters.by_industry"))
        cards.show(title + cards.source(t("clusters.no_industry_counts")))
        return
    labels = {year: t("clusters.industry_year", year=year, sum=n) for year, n in known.items()}
    _choose_year(_INDUSTRY_YEAR, labels, year, t)
    chart = sheet.by_industry(atlas, programme, year, t, state.theme())
    assert chart is not None
    cards.show(cards.figure_head(chart.title, reading=chart.on_screen))
    _show(chart, "counts_industry", t)
