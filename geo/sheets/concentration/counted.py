"""The rows behind the verdict: what is counted, and what it is held against."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pandas as pd

from geo.data.atlas import Atlas
from geo.population.named import NamedClusters
from geo.population.selection import Selection
from geo.questions.concentration import subjects
from geo.questions.concentration.bases import BASES
from geo.record import statistics
from geo.record.about import Export
from geo.sheets.concentration import asked
from geo.sheets.counted import export as own_firms
from geo.sheets.page import tables
from geo.sheets.part import because, only
from geo.sheets.table_filter import in_words
from geo.sheets.view import View
from geo.words import Words

#: Says which rows of a table to keep.
Keep = Callable[[pd.DataFrame], pd.Series]


def rows(atlas: Atlas, view: View, link: str, day: date) -> tuple[Export, ...]:
    """What the claim counts, the listings it stands on, and the benchmark.

    Filters by place narrow neither the claim nor these rows; each table says what is counted.
    """
    item, t = asked.of_view(atlas, view), Words(view.lang)
    told: tuple[str, ...] = (
        t("concentration.control.count", value=subjects.label(atlas, item.code, t)),
    )
    if item.code == subjects.VIEW:
        told += in_words(atlas, view, view.selection.without(*asked.PLACES).chosen)
    counted = _selection(view, item.code)

    def some(name: str, selection: Selection = counted, keep: Keep | None = None) -> Export:
        there = view.without_filters().selecting(selection)
        (export,) = tables(name)(atlas, there, link, day)
        return because(only(export, keep(export.frame)) if keep else export, told)

    benchmark = _benchmark(atlas, view)
    held = (some("city_stats", Selection(), benchmark),) if benchmark else ()
    match item.kind:
        case "amount":
            _, indicator, year = item.code.split(".")
            kept = [_statistic(atlas, indicator, int(year)), *([benchmark] if benchmark else [])]
            return (some("city_stats", Selection(), _either(kept)),)
        case "official":
            of_city = ["city", "total"]
            return some("cluster_counts", keep=lambda rows: rows["dimension"].isin(of_city)), *held
        case "firms" if item.code == subjects.OWN:
            return own_firms(atlas, view, asked.of_firms(view), link, day), *held
        case "firms":
            return some("enterprises", keep=lambda rows: rows["kind"] == "anchor"), *held
        case "zones":
            kind = subjects.zone_kind(item.programme or "")
            return some("zones", keep=lambda rows: rows["kind"] == kind), *held
    # What is still to be verified is in no total, so it is not behind one either.
    members = NamedClusters(atlas).rows(counted).index
    return (
        some("clusters", keep=lambda rows: rows["cluster_id"].isin(members)),
        some("cluster_listings", keep=lambda rows: rows["counts"].astype(bool)),
        *held,
    )


def _selection(view: View, code: str) -> Selection:
    """Filters that leave what is counted."""
    kind, *rest = code.split(".")
    match kind:
        case "named":
            return Selection(prog=(rest[0],))
        case "official":
            year = int(rest[1])
            return Selection(prog=(rest[0],), year=(year, year))
        case "tier":
            return Selection(tier=(rest[0],))
        case "fam":
            return Selection(fam=(rest[0],))
        case "chain":
            return Selection(chain=(rest[0],))
        case subjects.VIEW:
            return view.selection.without(*asked.PLACES)
    return Selection()


def _benchmark(atlas: Atlas, view: View) -> Keep | None:
    """Statistics that the shares of the benchmark are made of; None for equal shares."""
    base = asked.base(atlas, view)
    indicator = BASES[base.code]
    return _statistic(atlas, indicator, base.year) if indicator else None


def _statistic(atlas: Atlas, indicator: str, year: int | None) -> Keep:
    """Figures of one indicator of the cities in a year; without one, the latest of each city."""
    printed = statistics.INDICATORS[indicator].numerator

    def keep(frame: pd.DataFrame) -> pd.Series:
        cities = frame[(frame["indicator"] == printed) & frame["adcode"].isin(atlas.cities.index)]
        if year is None:
            kept = cities.sort_values("year").drop_duplicates("adcode", keep="last")
        else:
            kept = cities[cities["year"] == year]
        return pd.Series(frame.index.isin(kept.index), index=frame.index)

    return keep


def _either(keeps: Sequence[Keep]) -> Keep:
    """What any of some would keep."""
    return lambda frame: pd.concat([keep(frame) for keep in keeps], axis=1).any(axis=1)
