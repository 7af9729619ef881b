"""Charts of benchmarks: one indicator in one unit a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from geo.charts.template import colour, figure
from geo.look.tokens import Theme

_ROW_HEIGHT = 30


@dataclass(frozen=True)
class Bar:
    """One row of a chart.

    Attributes
    ----------
    code : str
        What a click reports.
    label, text : str
        Name, and the figure in words.
    value : float
        Length.
    open : bool
        Whether the figure is a lower bound; the bar then ends in an arrow.
    strong : bool
        Whether to paint it in ink.
    """

    code: str
    label: str
    text: str
    value: float
    open: bool = False
    strong: bool = False


def bars(rows: Sequence[Bar], theme: Theme, *, room: float = 0.9) -> go.Figure:
    """Bars with their figures in words; no axis of numbers, as each is printed.

    Parameters
    ----------
    rows : sequence of Bar
        Top to bottom; all of one indicator and unit.
    theme : {"light", "dark"}
        Colours.
    room : float
        Room for the words right of the longest bar, as a share of it.
    """
    chart = figure(theme, 12 + _ROW_HEIGHT * len(rows))
    places = list(range(len(rows)))
    chart.add_bar(
        orientation="h",
        y=places,
        x=[row.value for row in rows],
        customdata=[row.code for row in rows],
        text=[f"{'▸ ' if row.open else ''}{row.text}" for row in rows],
        textposition="outside",
        textfont={"size": 13, "color": colour("ink", theme)},
        marker={
            "color": [colour("ink" if row.strong else "faint", theme) for row in rows],
            "line": {"width": 0},
        },
        width=0.62,
        cliponaxis=False,
        hovertemplate=[f"{row.label}: {row.text}<extra></extra>" for row in rows],
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )
    longest = max(row.value for row in rows) or 1.0
    least = min(0.0, *(row.value for row in rows))
    chart.update_xaxes(visible=False, range=[least * (1 + room), longest * (1 + room)])
    chart.update_yaxes(
        range=[len(rows) - 0.5, -0.5],
        tickvals=places,
        ticktext=[f"<b>{row.label}</b>" if row.strong else row.label for row in rows],
        tickfont={"size": 13, "color": colour("ink", theme)},
        showgrid=False,
        showline=True,
    )
    chart.update_layout(
        clickmode="event+select", margin={"l": 4, "r": 4, "t": 4, "b": 4}, bargap=0.3
    )
    return chart
