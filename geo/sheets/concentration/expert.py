"""For experts: Moran's I of continuous figures."""

from __future__ import annotations

from functools import partial

import pandas as pd

from geo.charts.benchmarks import Bar, bars
from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.questions.concentration import neighbourhood
from geo.questions.concentration.wording import chance
from geo.sheets.concentration.verdict import told
from geo.sheets.figures import Chart
from geo.sheets.page import Charts
from geo.sheets.view import View
from geo.words import Words


def charts(atlas: Atlas, view: View, t: Words, theme: Theme) -> Charts:
    """Maker of the chart; it is the same for every question."""
    return {"moran": partial(moran, atlas, t, theme)}


def moran(atlas: Atlas, t: Words, theme: Theme) -> Chart:
    """Moran's I of each figure with its permutation p."""
    rows = neighbourhood.resemblances(atlas)
    first = rows[0]
    names = [t("areas.stat", name=t(f"statistics.{r.indicator}"), year=r.year) for r in rows]
    title = t(
        "concentration.moran.title",
        name=t(f"statistics.{first.indicator}"),
        year=first.year,
        value=f"{first.value:.2f}",
        p=chance(first.p, t),
    )
    shown = [
        Bar(row.indicator, name, f"I = {row.value:.2f} · p = {chance(row.p, t)}", row.value)
        for row, name in zip(rows, names, strict=True)
    ]
    return Chart(
        "moran",
        title,
        t("concentration.moran.reading"),
        bars(shown, theme),
        pd.DataFrame(
            {
                t("concentration.moran.figure"): names,
                "I": [f"{row.value:.3f}" for row in rows],
                t("concentration.moran.expected"): [f"{row.expected:.3f}" for row in rows],
                "p": [chance(row.p, t) for row in rows],
            }
        ),
        told(title, t.join(f"{bar.label} {bar.text}" for bar in shown), t),
    )
