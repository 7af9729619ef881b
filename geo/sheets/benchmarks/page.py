"""Clusters elsewhere, and where Hubei stands beside them."""

from __future__ import annotations

from functools import partial
from math import floor

import pandas as pd

from geo.charts import benchmarks as drawn
from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.questions import benchmarks
from geo.sheets.figures import Chart
from geo.sheets.page import Charts, Page, Said, tables
from geo.sheets.view import View
from geo.words import Words

#: Kinds of size that enough clusters state for a chart.
CHARTED = ("industry_scale", "gross_output")


def name(code: str, t: Words) -> str:
    """Short name of a benchmark."""
    return t(f"benchmarks.name.{code}")


def claim(atlas: Atlas, t: Words) -> str:
    """Size of Hubei's cluster among the ten, beside those measured the same way."""
    found = benchmarks.own_size(atlas)
    if found is None:
        return t("benchmarks.headline_none", n=len(benchmarks.CLUSTERS))
    own, others = found
    rest = t.join(
        t("benchmarks.with_figure", name=name(item.code, t), figure=item.fact.figure(t))
        for item in others
    )
    key = "benchmarks.headline" if others else "benchmarks.headline_alone"
    return t(key, n=len(benchmarks.CLUSTERS), own=own.fact.figure(t), others=rest)


def sizes_title(atlas: Atlas, t: Words) -> str:
    """Hubei's cluster as a share of the largest one measured the same way, rounded down."""
    found = benchmarks.own_size(atlas)
    if found is None or not found[1]:
        return t("benchmarks.sizes_title_none")
    own, largest = found[0].fact, found[1][0]
    share = t.percent(floor(100 * (own.value or 0) / (largest.fact.value or 1)) / 100)
    key = "benchmarks.sizes_title_lower" if own.bound == "lower" else "benchmarks.sizes_title"
    return t(key, name=name(largest.code, t), share=share)


def size(atlas: Atlas, measure: str, t: Words, theme: Theme) -> Chart:
    """Clusters by one kind of size, of :data:`CHARTED`."""
    rows = benchmarks.measured(atlas, measure)
    kind = t(f"benchmarks.measure.{measure}")
    title = t("benchmarks.size_title", measure=kind, first=name(rows[0].code, t), n=len(rows))
    bars = [
        drawn.Bar(
            item.code,
            name(item.code, t),
            f"{item.fact.figure(t)} · {item.fact.year}{'*' if item.fact.undated else ''}",
            item.fact.value or 0,
            open=item.fact.bound == "lower",
            strong=item.code == benchmarks.OWN,
        )
        for item in rows
    ]
    told = t.join(f"{bar.label} {bar.text}" for bar in bars)
    keys = dict.fromkeys(item.fact.source_id for item in rows)
    return Chart(
        code=code_of(measure),
        title=title,
        reading=t("benchmarks.sizes_reading"),
        hint=t("sheets.hint.bar_cluster"),
        figure=drawn.bars(bars, theme, room=1.1),
        table=pd.DataFrame(
            {
                t("pages.benchmarks"): [bar.label for bar in bars],
                kind: [bar.value for bar in bars],
                t("sheets.printed"): [bar.text for bar in bars],
            }
        ),
        alt=t("benchmarks.chart_alt", title=title, rows=told),
        source=t.join(atlas.sources(list(keys))["title"]),
    )


def words(atlas: Atlas, view: View, t: Words) -> Said:
    """Standing of Hubei's cluster, as a share of the largest."""
    return claim(atlas, t), (sizes_title(atlas, t),)


def code_of(measure: str) -> str:
    """Code of the chart of a kind of size."""
    return f"size-{measure.replace('_', '-')}"


def charts(atlas: Atlas, view: View, t: Words, theme: Theme) -> Charts:
    """One chart a kind of size."""
    kinds = (measure for measure in CHARTED if benchmarks.measured(atlas, measure))
    return {code_of(measure): partial(size, atlas, measure, t, theme) for measure in kinds}


PAGE = Page(words, tables("facts"), charts=charts)
