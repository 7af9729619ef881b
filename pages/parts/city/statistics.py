"""Statistics of a city over the years with its rank among the 17."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look.html import element
from geo.record import provenance, ranks, statistics
from geo.record.naming import area_names
from geo.sheets.city import page as sheet
from geo.words import Words
from geo.words.units import scaled, unit_name
from pages.parts import cards, charts
from pages.parts.shell.frame import Frame

#: Indicators named in the sentence above the charts.
_TOLD = ("gdp", "gdp_per_head", "population", "secondary_share")
_IN_A_ROW = 3


def draw(page: Frame, adcode: int) -> None:
    """Six small charts and, behind them, the table."""
    atlas, t = page.atlas, page.t
    cards.show(cards.figure_head(_title(atlas, adcode, t), reading=t("city.statistics_reading")))
    cards.show(cards.how_to_read(_sums(atlas, t)))
    for start in range(0, len(sheet.INDICATORS), _IN_A_ROW):
        codes = sheet.INDICATORS[start : start + _IN_A_ROW]
        for column, code in zip(st.columns(_IN_A_ROW, gap="medium"), codes, strict=True):
            with column:
                _chart(page, code)
    rows = table(atlas, adcode, t).rename(columns=lambda name: t(f"city.col_{name}"))
    alt = t("city.table_alt", city=area_names(atlas, t)[adcode])
    charts.as_table(rows, "city_series", alt, t, summary=t("city.as_table", n=len(rows)))


def _title(atlas: Atlas, adcode: int, t: Words) -> str:
    """Ranks of the latest year that all told indicators share."""
    rows = {code: ranks.latest(atlas, code, adcode) for code in _TOLD}
    known = {code: row for code, row in rows.items() if row is not None}
    if not known:
        return t("city.series_title_unranked", name=area_names(atlas, t)[adcode])
    year = max(int(str(row.name)) for row in known.values())
    parts = t.join(
        t(
            "city.statistics_rank",
            name=t(f"city.short.{code}"),
            rank=t.ordinal(int(row["rank"])),
            known=row["known"],
        )
        for code, row in known.items()
        if row.name == year
    )
    return t("city.statistics_title", year=year, parts=parts)


def _sums(atlas: Atlas, t: Words) -> str:
    """By how much the cities exceeded the province before the economic census."""
    items = [
        t("city.sum_item", name=t(f"city.short.{code}"), year=year, share=t.percent(share, 1))
        for code, year, share in ranks.excess(atlas)
    ]
    return t("city.sums", list=t.join(items)) if items else ""


def _chart(page: Frame, indicator: str) -> None:
    t, chart = page.t, page.chart(sheet.code_of(indicator))
    if chart is None:
        cards.show(cards.source(t("city.series_none", name=t(f"city.short.{indicator}"))))
        return
    title = cards.heading(chart.title, 3, "series-title")
    cards.show(element("div", title, element("span", chart.badge), css="series-head"))
    charts.plot(chart)


@remembered(64)
def table(atlas: Atlas, adcode: int, t: Words) -> pd.DataFrame:
    """Every value on record with its year, unit, rank, remark and source."""
    rows = []
    for code in (*sheet.INDICATORS, "area"):
        item = statistics.INDICATORS[code]
        digits = 1 if item.unit == "percent" else 0 if item.unit == "cny" else 2
        for year, row in ranks.series(atlas, code, adcode).iterrows():
            ranked = pd.notna(row["rank"])
            remarks = [t(f"city.{mark}") for mark in ("preliminary", "doubtful") if row[mark]]
            if not ranked:
                remarks.append(t("city.not_ranked", known=row["known"]))
            rows.append(
                {
                    "indicator": t(f"statistics.{code}"),
                    "year": str(year),
                    "value": round(scaled(row["value"], item.unit, t), digits),
                    "unit": unit_name(item.unit, t),
                    "rank": t("city.rank_cell", rank=row["rank"], known=row["known"])
                    if ranked
                    else t("city.dash"),
                    "remark": t.join(remarks),
                    "source": t.join(provenance.source_names(atlas, row["source_ids"], t)),
                }
            )
    return pd.DataFrame(rows)


@remembered(64)
def sources(atlas: Atlas, adcode: int, t: Words) -> str:
    """Titles of all sources of the charts, each once."""
    ids = [
        key
        for code in (*sheet.INDICATORS, "area")
        for keys in ranks.series(atlas, code, adcode)["source_ids"]
        for key in keys
    ]
    return t.join(provenance.source_names(atlas, ids, t))
