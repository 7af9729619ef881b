"""Official counts of one programme over the years, by city and by industry, beside the named."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo import clusters, counts
from geo.atlas import Atlas
from geo.charts import counts as charts
from geo.charts.template import CONFIG
from geo.view import View
from geo.words import Words
from pages.parts import cards, state

_PROGRAMME = "counts_programme"
_FIRST = "provincial_key_growth_cluster"


def draw(atlas: Atlas, view: View, t: Words) -> None:
    """Choice of programme and three charts."""
    programmes = clusters.programmes(atlas)
    default = view.prog[0] if view.prog else _FIRST
    if st.session_state.get("counts_default") != default:
        st.session_state["counts_default"] = default
        st.session_state[_PROGRAMME] = default
    programme = st.selectbox(
        t("clusters.programme"),
        list(programmes.index),
        format_func=lambda code: t.name(programmes.loc[code]),
        key=_PROGRAMME,
        persist_state="session",
        width=380,
    )
    left, middle, right = st.columns(3, gap="medium")
    with left:
        _by_year(atlas, programme, t)
    with middle:
        _by_city(atlas, view, programme, t)
    with right:
        _by_industry(atlas, programme, t)


def named_by_year(atlas: Atlas, programme: str) -> pd.Series:
    """Clusters named of each year's list of a programme."""
    rows = clusters.listings(atlas)
    rows = rows[(rows["programme_id"] == programme) & rows["year"].notna()]
    return rows.groupby("year")["cluster_id"].nunique().rename(lambda year: int(year))


def _chart(figure: object, key: str, title: str, table: pd.DataFrame, t: Words) -> None:
    st.plotly_chart(figure, theme=None, config=CONFIG, key=key, alt=t("clusters.chart_alt", title=title))
    _as_table(table, key, t)


def _as_table(table: pd.DataFrame, key: str, t: Words) -> None:
    with st.expander(t("clusters.as_table")):
        st.dataframe(table, hide_index=True, key=f"{key}_table", height="content")


def _by_year(atlas: Atlas, programme: str, t: Words) -> None:
    known = counts.coverage(atlas, programme)
    name = t.name(clusters.programmes(atlas).loc[programme])
    key = "clusters.official_title" + ("_unknown" if known.official is None else "")
    title = t(key, programme=name, official=known.official, year=known.year, named=known.named)
    badge = cards.coverage_badge(cards.coverage_text(known, t), known.complete)
    cards.show(cards.figure_head(title, badge, t("clusters.official_reading")))
    official = counts.official(atlas, "total", programme)
    named = named_by_year(atlas, programme)
    if official.empty and named.empty:
        cards.show(cards.source(t("clusters.no_counts")))
        return
    table = pd.DataFrame({t("clusters.year_choice"): official["year"],
                          t("clusters.official"): official["count"]})
    table[t("clusters.named")] = official["year"].map(named).astype("Int64")
    _chart(charts.by_year(official, named, t, state.theme()), "chart_year", title, table, t)


def _year_choice(years: list[int], key: str, t: Words) -> int:
    if st.session_state.get(key) not in years:
        st.session_state[key] = years[-1]
    return st.segmented_control(t("clusters.year_choice"), years, key=key, required=True,
                                label_visibility="collapsed")


def _bar_clicked() -> None:
    points = st.session_state["chart_city"]["selection"]["points"]
    if points:
        state.change(city=(int(points[0]["customdata"]),), sel=None)


def _by_city(atlas: Atlas, view: View, programme: str, t: Words) -> None:
    years = [year for code, year in counts.city_years(atlas) if code == programme]
    if not years:
        cards.show(cards.figure_head(t("clusters.by_city")) + cards.source(t("clusters.no_city_counts")))
        return
    with st.container(key="choice_city"):
        year = _year_choice(years, "counts_city_year", t)
    official = counts.by_city(atlas, programme, year)
    rows = clusters.listings(atlas)
    ids = rows.loc[(rows["programme_id"] == programme) & (rows["year"] == year), "cluster_id"]
    named = clusters.table(atlas).loc[ids.unique(), "city_adcodes"].explode().value_counts()
    order = official.astype(float).sort_values(ascending=False, na_position="last", kind="stable")
    names = atlas.cities["short_zh" if t.lang == "zh" else "name_en"]
    title = t("clusters.city_title", year=year, known=int(official.notna().sum()),
              sum=int(official.sum()))
    cards.show(cards.figure_head(title, reading=t("clusters.city_reading")))
    labels = [names[adcode] for adcode in order.index]
    official_values = [None if pd.isna(n) else float(n) for n in order]
    named_values = [float(named.get(adcode, 0)) for adcode in order.index]
    figure = charts.bars(labels, official_values, named_values, t, state.theme(),
                         codes=[str(adcode) for adcode in order.index],
                         picked=frozenset(map(str, view.city)))
    st.plotly_chart(figure, theme=None, config=CONFIG, key="chart_city", on_select=_bar_clicked,
                    selection_mode="points", alt=t("clusters.chart_alt", title=title))
    _as_table(pd.DataFrame({t("clusters.col_city"): labels, t("clusters.official"): official_values,
                            t("clusters.named"): named_values}), "chart_city", t)


def _by_industry(atlas: Atlas, programme: str, t: Words) -> None:
    rows = counts.official(atlas, "industry", programme)
    if rows.empty:
        cards.show(cards.figure_head(t("clusters.by_industry"))
                + cards.source(t("clusters.no_industry_counts")))
        return
    with st.container(key="choice_industry"):
        year = _year_choice(sorted({int(y) for y in rows["year"]}), "counts_industry_year", t)
    rows = rows[rows["year"] == year].sort_values("count", ascending=False, kind="stable")
    totals = counts.official(atlas, "total", programme)
    totals = totals.loc[(totals["year"] == year) & (totals["count_kind"] == "stock"), "count"]
    key = "clusters.industry_title" + ("" if len(totals) else "_no_total")
    title = t(key, year=year, n=len(rows), sum=int(rows["count"].sum()),
              total=t.join(map(str, totals)))
    cards.show(cards.figure_head(title, reading=t("clusters.industry_reading")))
    labels = list(rows["key_zh"])
    values = [float(number) for number in rows["count"]]
    figure = charts.bars(labels, values, None, t, state.theme())
    table = pd.DataFrame({t("clusters.industry"): labels, t("clusters.official"): values})
    _chart(figure, "chart_industry", title, table, t)
