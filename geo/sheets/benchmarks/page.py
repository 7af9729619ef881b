"""Clusters elsewhere, and where Hubei stands beside them."""

from __future__ import annotations

from datetime import date
from functools import partial
from math import floor

from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.questions import benchmarks
from geo.record import facts
from geo.record.about import Export
from geo.sheets.benchmarks import drawings
from geo.sheets.benchmarks.drawings import name
from geo.sheets.page import Charts, Page, Said, tables
from geo.sheets.part import because, only
from geo.sheets.view import View
from geo.words import Words


def claim(atlas: Atlas, t: Words) -> str:
    """Year and size of Hubei's cluster among the ten, beside those measured the same way."""
    found = benchmarks.own_size(atlas)
    if found is None:
        return t("benchmarks.headline_none", n=len(benchmarks.CLUSTERS))
    own, others = found
    rest = t.join(
        t("benchmarks.with_figure", name=name(item.code, t), figure=item.fact.figure(t))
        for item in others
    )
    measure = t(f"benchmarks.measure.{own.fact.measure}")
    return t(
        "benchmarks.headline" if others else "benchmarks.headline_alone",
        paper=facts.document_year(atlas, own.fact.source_id),
        n=len(benchmarks.CLUSTERS),
        year=own.fact.year,
        measure=measure if t.lang == "zh" else measure.lower(),
        own=own.fact.figure(t),
        others=rest,
    )


def sizes_title(atlas: Atlas, t: Words) -> str:
    """Hubei's cluster as a share of the largest one measured the same way, rounded down."""
    found = benchmarks.own_size(atlas)
    if found is None or not found[1]:
        return t("benchmarks.sizes_title_none")
    own, largest = found[0].fact, found[1][0]
    share = t.percent(floor(100 * (own.value or 0) / (largest.fact.value or 1)) / 100)
    key = "benchmarks.sizes_title_lower" if own.bound == "lower" else "benchmarks.sizes_title"
    return t(key, name=name(largest.code, t), share=share, year=own.year)


def full_name(code: str, t: Words) -> str:
    """Name of a benchmark with the industry of a cluster."""
    if code not in benchmarks.CLUSTERS:
        return name(code, t)
    return t(
        "benchmarks.cluster_name", place=name(code, t), industry=t(f"benchmarks.industry.{code}")
    )


def opened(atlas: Atlas, code: str, t: Words) -> str:
    """What the benchmark opened is, and how many statements there are on it."""
    key = "benchmarks.card_own" if code == benchmarks.OWN else "benchmarks.card"
    return t(key, n=len(benchmarks.of(atlas, code)))


def words(atlas: Atlas, view: View, t: Words) -> Said:
    """Standing of Hubei's cluster, as a share of the largest; the benchmark opened."""
    code = view.benchmarks.bench
    card = f"{full_name(code, t)} · {opened(atlas, code, t)}"
    return claim(atlas, t), (sizes_title(atlas, t), card)


def charts(atlas: Atlas, view: View, t: Words, theme: Theme) -> Charts:
    """Sizes of the ten, what the papers say on each, and the lists elsewhere."""
    matrix = partial(drawings.evidence, atlas, view, t, theme)
    sizes, lists = drawings.sizes(atlas, t, theme), drawings.lists(atlas, t, theme)
    return {**sizes, "evidence": matrix, **lists}


def rows(atlas: Atlas, view: View, link: str, day: date) -> tuple[Export, ...]:
    """Every statement on the benchmark opened; filters narrow Hubei's numbers and not these."""
    code = view.benchmarks.bench
    (every,) = tables("facts")(atlas, view.without_filters(), link, day)
    ids = {fact_id for fact in benchmarks.of(atlas, code) for fact_id in fact.ids}
    told = (full_name(code, Words(view.lang)),)
    return (because(only(every, every.frame["fact_id"].isin(ids)), told),)


PAGE = Page("refer", words, rows, charts=charts, filters=())
