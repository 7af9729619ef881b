"""Charts of one figure over the years."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from geo.charts.template import colour, figure
from geo.look.tokens import Theme
from geo.words import Words
from geo.words.units import number, parts, scaled

_HEIGHT = 176
#: Years that stand side by side with the first in full.
_ROOMY = 12
#: Share of the height below which a value has no room for its words beneath it.
_LOW = 0.15


def ranked(series: pd.DataFrame, unit: str, t: Words, theme: Theme) -> go.Figure:
    """Values of one city over the years, with its rank below each year.

    Years on the same basis are joined by a line; where the basis changes the line is cut and the
    cut marked. Preliminary values are hollow and joined by dots, doubtful ones are pale.

    Parameters
    ----------
    series : pandas.DataFrame
        As ``geo.record.ranks.series`` gives it; at least one row.
    unit : str
        Unit of the tables.
    t : Words
        Language.
    theme : {"light", "dark"}
        Colours.
    """
    chart = figure(theme, _HEIGHT)
    ink, pale = colour("ink", theme), colour("faint", theme)
    drawn = scaled(series["value"], unit, t)
    years = [int(year) for year in series.index]
    top = float(drawn.max()) * 1.28
    for dash, joined in _lines(series):
        chart.add_scatter(
            x=joined,
            y=list(drawn[joined]),
            mode="lines",
            line={"color": ink, "width": 1.6, "dash": dash},
            hoverinfo="skip",
        )
    chart.add_scatter(
        x=years,
        y=list(drawn),
        mode="markers+text",
        text=_labels(series, unit, t),
        textposition=_positions(drawn, top),
        textfont={"color": ink, "size": 13},
        customdata=[_hover(row, unit, t) for row in series.itertuples()],
        hovertemplate="%{customdata}<extra></extra>",
        marker={
            "size": 8,
            "symbol": ["circle-open" if early else "circle" for early in series["preliminary"]],
            "color": [pale if doubtful else ink for doubtful in series["doubtful"]],
            "line": {"width": 1.8},
        },
        cliponaxis=False,
    )
    chart.update_layout(
        xaxis={
            "range": [min(years) - 0.5, max(years) + 0.5],
            "tickvals": years,
            "ticktext": [
                f"{said}<br><b>{_rank(rank, t)}</b>"
                for said, rank in zip(_years(years), series["rank"], strict=True)
            ],
            "tickangle": 0,
            "showgrid": False,
        },
        yaxis={"range": [0, top], "nticks": 4, "showline": False, "tickformat": ","},
        separators=".\u2009",
        margin={"l": 4, "r": 14, "t": 12, "b": 4},
        **_cuts(series, t("city.new_basis"), theme),
    )
    return chart


def _lines(series: pd.DataFrame) -> list[tuple[str, list[int]]]:
    """Years that a line joins, with its dash: those of one basis, the preliminary ones by dots."""
    lines: list[tuple[str, list[int]]] = []
    for before, after in pairwise(series.itertuples()):
        if before.basis != after.basis:
            continue
        dash = "dot" if before.preliminary or after.preliminary else "solid"
        if lines and lines[-1][0] == dash and lines[-1][1][-1] == before.Index:
            lines[-1][1].append(after.Index)
        else:
            lines.append((dash, [before.Index, after.Index]))
    return lines


def _years(years: list[int]) -> list[str]:
    """The first year in full, the others by two digits; none where the first takes the room."""
    said = [str(years[0]), *(f"{year % 100:02d}" for year in years[1:])]
    if len(years) > _ROOMY and years[1] == years[0] + 1:
        said[1] = " "
    return said


def _positions(drawn: pd.Series, top: float) -> list[str]:
    """Where the values stand: the first below a line that rises from it, where there is room."""
    if len(drawn) == 1:
        return ["top center"]
    below = drawn.iloc[1] > drawn.iloc[0] > _LOW * top
    first = "bottom right" if below else "top right"
    return [first, *["top center"] * (len(drawn) - 2), "top left"]


def _rank(rank: Any, t: Words) -> str:
    return t("city.dash") if pd.isna(rank) else str(rank)


def _digits(unit: str) -> int:
    return 1 if unit == "percent" else 0


def _labels(series: pd.DataFrame, unit: str, t: Words) -> list[str]:
    """Values of the first and the last year only; the others are told on hover."""
    ends = {0, len(series) - 1}
    return [
        number(value, unit, t, _digits(unit)) if n in ends else ""
        for n, value in enumerate(series["value"])
    ]


def _hover(row: Any, unit: str, t: Words) -> str:
    printed, behind = parts(row.value, unit, t, _digits(unit))
    lines = [f"{row.Index}: <b>{printed}</b>{behind}"]
    if pd.notna(row.rank):
        lines.append(t("city.rank_of", rank=t.ordinal(row.rank), known=row.known))
    else:
        lines.append(t("city.not_ranked", known=row.known))
    lines += [t(f"city.{mark}") for mark in ("preliminary", "doubtful") if getattr(row, mark)]
    return "<br>".join(lines)


def _cuts(series: pd.DataFrame, text: str, theme: Theme) -> dict[str, Any]:
    """Marks where the basis changes, after which figures cannot be compared with those before.

    The first of them says so.
    """
    places = [
        (before.Index + after.Index) / 2
        for before, after in pairwise(series.itertuples())
        if before.basis != after.basis
    ]
    line = {"color": colour("partial-line", theme), "width": 1, "dash": "dash"}
    upright = {"type": "line", "xref": "x", "yref": "y domain", "y0": 0, "y1": 1, "line": line}
    told = {
        "text": text,
        "showarrow": False,
        "font": {"size": 12, "color": colour("partial", theme)},
        "xref": "x",
        "yref": "paper",
        "y": 1.02,
        "yanchor": "top",
        "xanchor": "left",
    }
    return {
        "shapes": [{**upright, "x0": at, "x1": at} for at in places],
        "annotations": [{**told, "x": at} for at in places[:1]],
    }
