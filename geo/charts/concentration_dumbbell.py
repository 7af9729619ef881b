"""Observed against expected, one row a city."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd
import plotly.graph_objects as go

from geo.charts.concentration_rows import beside, named_rows, segments, shade
from geo.charts.template import colour, figure
from geo.look.lettering import text_width
from geo.look.tokens import Theme
from geo.words import Words

_ROW = 26
#: Numbers from here on are told without tenths, and take more room.
_MANY = 1000
#: Size of words, the gap before them, and the least width of the chart without names of rows, px.
_WORDS, _GAP, _NARROW = 13, 14, 200


def dumbbell(
    table: pd.DataFrame,
    names: Mapping[int, str],
    core: Collection[int],
    t: Words,
    theme: Theme,
    *,
    picked: Collection[int] = (),
    percent: bool = False,
) -> go.Figure:
    """Observed (dot) against expected (ring), one row a city, the largest surplus on top.

    Parameters
    ----------
    table : pandas.DataFrame
        As ``geo.questions.concentration.quotients.by_city`` gives it; shares instead of items with
        ``percent``.
    names : Mapping
        Names of the cities.
    core : collection of int
        Cities painted in the accent.
    t : Words
        Language.
    theme : {"light", "dark"}
        Colours.
    picked : collection of int
        Cities chosen, whose rows are shaded.
    percent : bool
        Whether the figures are shares.
    """
    chart = figure(theme, 34 + _ROW * len(table))
    factor = 100.0 if percent else 1.0
    expected = table["expected"] * factor
    observed = table["observed"] * factor
    rows = list(range(len(table)))
    paints = [colour("accent" if city in core else "ink2", theme) for city in table.index]
    shade(chart, list(table.index), picked, theme)
    for token, wanted in (("accent", True), ("faint", False)):
        ends = [
            (row, seen, due)
            for row, city, seen, due in zip(rows, table.index, observed, expected, strict=True)
            if pd.notna(seen) and (city in core) == wanted
        ]
        x, y = segments(ends)
        chart.add_scatter(
            x=x,
            y=y,
            mode="lines",
            line={"color": colour(token, theme), "width": 3},
            opacity=0.45,
            hoverinfo="skip",
        )
    digits = 1 if percent else 0
    hover = [
        t(
            "concentration.hover_pair",
            city=names[city],
            observed=t.number(seen, digits if float(seen or 0).is_integer() else 1),
            expected=t.number(due, 1),
        )
        if pd.notna(seen)
        else t("concentration.hover_unknown", city=names[city], expected=t.number(due, 1))
        for city, seen, due in zip(table.index, observed, expected, strict=True)
    ]
    common = {
        "y": rows,
        "customdata": [int(city) for city in table.index],
        "hovertemplate": [f"{text}<extra></extra>" for text in hover],
        "cliponaxis": False,
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }
    ground = colour("ground", theme)
    chart.add_scatter(
        x=list(expected),
        mode="markers",
        marker={"size": 10, "color": ground, "line": {"width": 1.6, "color": paints}},
        **common,
    )
    chart.add_scatter(
        x=list(observed.where(observed.notna(), None)),
        mode="markers",
        marker={"size": 11, "color": paints},
        **common,
    )
    top = float(max(observed.max(), expected.max(), 1))
    fine = 1 if top < _MANY else 0
    told = {*table.index[:2], *table.index[-2:], *core, *picked}
    notes = []
    for row, city, seen, due in zip(rows, table.index, observed, expected, strict=True):
        if city in told or pd.isna(seen):
            pair = (
                f"{t.number(seen, digits if float(seen).is_integer() else 1)}"
                f" / {t.number(due, fine)}"
                if pd.notna(seen)
                else f"? / {t.number(due, fine)}"
            )
            token = "accent" if city in core else "muted"
            notes.append((max(due, 0 if pd.isna(seen) else seen), row, pair, token))
    chart.update_xaxes(
        side="top",
        range=[-0.02 * top, max(top * 1.04, *(_room(x, text) for x, _, text, _ in notes))],
        dtick=1 if top <= 6 and not percent else None,
        tickformat="~g",
        ticksuffix="%" if percent else "",
    )
    beside(chart, notes, theme)
    labels, strong = [names[city] for city in table.index], [city in core for city in table.index]
    named_rows(chart, labels, strong, theme, tickfont={"size": 13, "color": colour("ink2", theme)})
    return chart


def _room(x: float, text: str) -> float:
    """Where the axis has to end at least, so that words beside a place lie within the chart."""
    return x / (1 - (text_width(text, _WORDS) + _GAP) / _NARROW)
