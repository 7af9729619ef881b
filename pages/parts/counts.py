"""Official counts of one programme by year, city and industry, with the named ones beside."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from geo import clusters, counts
from geo.atlas import Atlas
from geo.charts import counts as charts
from geo.charts.template import CONFIG
from geo.view import View
from geo.words import Words
from pages.parts import cards, state

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
    asked = view.prog[0] if view.prog else counts.LONGEST_RECORD
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


def _show(chart: go.Figure, table: pd.DataFrame, key: str, title: str, t: Words) -> None:
    """A chart with its text equal: a sentence as ``alt`` and the figures as a table."""
    clickable = key == _CITY_CHART
    st.plotly_chart(
        chart,
        theme=None,
        config=CONFIG,
        key=key,
        on_select=_bar_clicked if clickable else "ignore",
        selection_mode="points",
        alt=t("clusters.chart_alt", title=title),
    )
    with st.expander(t("clusters.as_table")):
        st.dataframe(table, hide_index=True, key=f"{key}_table", height="content", alt=title)


def _bar_clicked() -> None:
    points = st.session_state[_CITY_CHART]["selection"]["points"]
    if points:
        state.change(city=(int(points[0]["customdata"]),), sel=None)


def _by_year(atlas: Atlas, programme: str, t: Words) -> None:
    known = counts.coverage(atlas, programme)
    name = t.name(clusters.programmes(atlas).loc[programme])
    key = "clusters.official_title" + ("_unknown" if known.official is None else "")
    title = t(key, programme=name, official=known.official, year=known.year, named=known.named)
    badge = cards.coverage_badge(cards.coverage_text(known, t), known.complete)
    official = counts.official(atlas, "total", programme)
    named = counts.named_by_year(atlas, programme)
    cards.show(cards.figure_head(title, badge, t("clusters.official_reading")))
    if official.empty and named.empty:
        cards.show(cards.source(t("clusters.no_counts")))
        return
    years = official[["year", "count"]].rename(columns={"count": "official"}).astype(int)
    table = years.merge(named.rename("named").reset_index(), on="year", how="outer")
    table.columns = [t("clusters.year_choice"), t("clusters.official"), t("clusters.named")]
    _show(charts.by_year(official, named, t, state.theme()), table, "counts_year", title, t)


def _by_city(atlas: Atlas, view: View, programme: str, t: Words) -> None:
    known = {
        year: int(counts.by_city(atlas, programme, year).notna().sum())
        for code, year in counts.city_years(atlas)
        if code == programme
    }
    if not known:
        title = cards.figure_head(t("clusters.by_city"))
        cards.show(title + cards.source(t("clusters.no_city_counts")))
        return
    labels = {year: t("clusters.city_year", year=year, known=n) for year, n in known.items()}
    best = max(known, key=lambda year: (known[year], year))
    year = _choose_year(labels, best, "counts_city_year", t)
    table = pd.DataFrame(
        {
            "city": atlas.cities["short_zh" if t.lang == "zh" else "name_en"],
            "official": counts.by_city(atlas, programme, year),
            "named": counts.named_by_city(atlas, programme, year),
        }
    ).sort_values(["official", "named"], ascending=False, na_position="last", kind="stable")
    total = int(table["official"].sum())
    title = t("clusters.city_title", year=year, known=known[year], sum=total)
    cards.show(cards.figure_head(title, reading=t("clusters.city_reading")))
    chart = charts.bars(table, t, state.theme(), picked=view.city)
    table.columns = [t("clusters.col_city"), t("clusters.official"), t("clusters.named")]
    _show(chart, table, _CITY_CHART, title, t)


def _by_industry(atlas: Atlas, programme: str, t: Words) -> None:
    years = counts.official(atlas, "industry", programme).groupby("year")["count"].sum()
    if years.empty:
        title = cards.figure_head(t("clusters.by_industry"))
        cards.show(title + cards.source(t("clusters.no_industry_counts")))
        return
    sums = {int(year): int(number) for year, number in years.items()}
    labels = {year: t("clusters.industry_year", year=year, sum=n) for year, n in sums.items()}
    year = _choose_year(labels, max(sums, key=lambda y: sums[y]), "counts_industry_year", t)
    table = counts.by_industry(atlas, programme, year)
    table["industry"] = [t(f"industries.{name}") for name in table["industry"]]
    title = t("clusters.industry_title", year=year, n=len(table), sum=sums[year])
    cards.show(cards.figure_head(title, reading=t("clusters.industry_reading")))
    chart = charts.bars(table, t, state.theme())
    table.columns = [t("clusters.industry"), t("clusters.official"), t("clusters.named")]
    _show(chart, table, "counts_industry", title, t)
