"""Shares of the province that regions hold, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from geo.charts.template import figure
from geo.look import Theme, colour

_HEIGHT = 300
#: Colour of the whole where a part has no colour of its own.
_REST = "faint"


def by_region(
    regions: Mapping[str, str],
    measures: Sequence[str],
    shares: Mapping[str, Sequence[float | None]],
    theme: Theme,
) -> go.Figure:
    """One group of bars a measure, one bar a region, in per cent of the province.

    Parameters
    ----------
    regions : Mapping of str to str
        Name of each region and its colour, a name of :mod:`geo.look`; empty for the rest.
    measures : sequence of str
        Names of the groups.
    shares : Mapping of str to sequence of float or None
        Name of each region to its share of one in each measure; None where it is not known.
    theme : {"light", "dark"}
        Colours.
    """
    chart = figure(theme, _HEIGHT)
    for name, hue in regions.items():
        values = [None if share is None else share * 100 for share in shares[name]]
        chart.add_bar(
            x=list(measures),
            y=values,
            name=name,
            text=["" if value is None else f"{value:.0f}%" for value in values],
            textposition="outside",
            cliponaxis=False,
            marker={"color": colour(hue or _REST, theme)},
            hovertemplate="%{x}<br>%{fullData.name} %{y:.1f}%<extra></extra>",
        )
    chart.update_layout(
        barmode="group",
        bargap=0.28,
        showlegend=True,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        margin={"l": 44, "r": 10, "t": 34, "b": 30},
        yaxis={"ticksuffix": "%", "rangemode": "tozero"},
    )
    return chart
