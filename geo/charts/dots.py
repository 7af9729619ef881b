"""Two rows of dots, one dot an item: what is there, above what a benchmark would give."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from geo.charts.template import colour, figure
from geo.look.tokens import Theme

#: Dots side by side at most, and the columns that stand between the two groups of a row.
_ACROSS, _BETWEEN = 24, 1
#: Width of the drawing that sizes are made for, widest step from dot to dot, and share of a step
#: that a dot takes; px.
_WIDTH, _STEP, _FILLED = 700.0, 44.0, 0.72
#: Room of the words below the dots of a row, px.
_WORDS = 46.0


@dataclass(frozen=True)
class Group:
    """Dots that stand together.

    Attributes
    ----------
    number : int
        How many.
    words : str
        What they are, in one line.
    core : bool
        Whether they are those that the question is about.
    open : bool
        Whether they are still to be traced.
    """

    number: int
    words: str
    core: bool = False
    open: bool = False


@dataclass(frozen=True)
class Row:
    """A row of the picture: its name, its groups, and whether they are facts or expectations."""

    name: str
    groups: tuple[Group, ...]
    real: bool


def dots(rows: Sequence[Row], theme: Theme) -> go.Figure:
    """Rows of dots with words below each group.

    Parameters
    ----------
    rows : sequence of Row
        Top to bottom.
    theme : {"light", "dark"}
        Colours.
    """
    most = max(sum(group.number for group in row.groups) for row in rows)
    lines = math.ceil(most / _ACROSS)
    columns = [[math.ceil(group.number / lines) for group in row.groups] for row in rows]
    across = max(sum(wide) + _BETWEEN * (len(wide) - 1) for wide in columns)
    step = min(_STEP, _WIDTH / across)
    tall = lines * step + _WORDS
    chart = figure(theme, round(16 + tall * len(rows)))
    for number, (row, wide) in enumerate(zip(rows, columns, strict=True)):
        left = 0
        for group, width in zip(row.groups, wide, strict=True):
            _group(chart, row, group, (left, number * tall), (width, step), theme)
            if group.number:
                _words(chart, group, (left - 0.4, number * tall + lines * step + 12), theme)
            left += width + _BETWEEN
    middles = [number * tall + lines * step / 2 for number in range(len(rows))]
    chart.update_xaxes(visible=False, range=[-0.6, max(across, _WIDTH / step) - 0.4])
    chart.update_yaxes(
        range=[tall * len(rows), -8],
        tickvals=middles,
        ticktext=[f"<b>{row.name}</b>" for row in rows],
        tickfont={"size": 14, "color": colour("ink", theme)},
        showgrid=False,
        showline=False,
    )
    return chart


def _group(
    chart: go.Figure,
    row: Row,
    group: Group,
    at: tuple[float, float],
    size: tuple[int, float],
    theme: Theme,
) -> None:
    """The dots of a group, line by line; expected ones and those to be traced are rings."""
    (left, top), (wide, step) = at, size
    places = [
        (left + number % wide, top + (number // wide + 0.5) * step)
        for number in range(group.number)
    ]
    if not places:
        return
    token = "partial-line" if group.open else "accent" if group.core else "ink2"
    paint = colour(token, theme)
    chart.add_scatter(
        x=[x for x, _ in places],
        y=[y for _, y in places],
        mode="markers",
        marker={
            "size": round(step * _FILLED, 1),
            "color": paint if row.real and not group.open else colour("ground", theme),
            "line": {"width": 1.8, "color": paint},
        },
        hoverinfo="skip",
        cliponaxis=False,
    )


def _words(chart: go.Figure, group: Group, at: tuple[float, float], theme: Theme) -> None:
    chart.add_scatter(
        x=[at[0]],
        y=[at[1]],
        mode="text",
        text=[group.words],
        textposition="middle right",
        textfont={"size": 13, "color": colour("accent" if group.core else "ink2", theme)},
        hoverinfo="skip",
        cliponaxis=False,
    )
