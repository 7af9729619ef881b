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

_PROGRAMME = "counts_programme"
_ASKED = "counts_programme_asked"
_CITY_CHART = "counts_city"


def draw(atlas: Atlas, view: View, t: Words) -> None:
    """Three columns: the programme over the years, by city, by industry; then the sources."""
    by_year, by_city, by_industry = st.columns(3, gap="medium")
    with by_year:
        programme = _choose_programme(atlas, view, t)
        _by_year(atlas, programme, t)
    with by_city:
        _by_city(atlas, view, programme, t)
    with by_industry:
        _by_industry(atlas, programme, t)
    rows = counts.official(atlas)
    titles = atlas.sources(rows.loc[rows["programme_id"] == programme, "source_id"])["title"]
    cards.show(cards.source(t("clusters.source", sources=t.join(titles))))


def _choose_programme(atlas: Atlas, view: View, t: Words) -> str:
    """The programme of the filter, until the reader chooses another one here."""
    programmes = clusters.programmes(atlas)
    asked = sheet.programme_of(view)
    if st.session_state.get(_ASKED) != asked:
        st.session_state[_ASKED] = st.session_state[_PROGRAMME] = asked
    return st.selectbox(
        t("clusters.programme"),
        list(programmes.index),
        format_func=lambda code: t.name(programmes.loc[code]),
        key=_PROGRAMME,
        persist_state="session",
        label_visibility="collapsed",
    )


def _choose_year(labels: dict[int, str], best: int, key: str, t: Words) -> int:
    if st.session_state.get(key) not in labels:
        st.session_state[key] = best
    return st.selectbox(
        t("clusters.year_choice"),
        sorted(labels, reverse=True),
        format_func=labels.get,
        key=key,
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
    with st.expander(t("clusters.as_table")):
        st.dataframe(
            chart.table, hide_index=True, key=f"{key}_table", height="content", alt=chart.title
        )


def _bar_clicked() -> None:
    codes = state.carried(_CITY_CHART)
    if codes:
        state.change(city=codes, sel=None)


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
    best = sheet.best_year(known)
    if best is None:
        title = cards.figure_head(t("clusters.by_city"))
        cards.show(title + cards.source(t("clusters.no_city_counts")))
        return
    labels = {year: t("clusters.city_year", year=year, known=n) for year, n in known.items()}
    year = _choose_year(labels, best, "counts_city_year", t)
    chart = sheet.by_city(atlas, programme, year, t, state.theme(), view.city)
    assert chart is not None
    cards.show(cards.figure_head(chart.title, reading=chart.on_screen))
    _show(chart, _CITY_CHART, t)


def _by_industry(atlas: Atlas, programme: str, t: Words) -> None:
    known = sheet.industry_years(atlas, programme)
    best = sheet.best_year(known)
    if best is None:
        title = cards.figure_head(t("clusters.by_industry"))
        cards.show(title + cards.source(t("clusters.no_industry_counts")))
        return
    labels = {year: t("clusters.industry_year", year=year, sum=n) for year, n in known.items()}
    year = _choose_year(labels, best, "counts_industry_year", t)
    chart = sheet.by_industry(atlas, programme, year, t, state.theme())
    assert chart is not None
    cards.show(cards.figure_head(chart.title, reading=chart.on_screen))
    _show(chart, "counts_industry", t)
