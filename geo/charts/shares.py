"""Shares of the province that regions hold, one below the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from geo.charts.template import colour as token
from geo.charts.template import figure
from geo.look.tokens import Theme, colour

_ROW = 22
#: Rows left free between two measures.
_APART = 0.6


def by_region(
    regions: Mapping[str, str],
    measures: Sequence[str],
    shares: Mapping[str, Sequence[float | None]],
    theme: Theme,
) -> go.Figure:
    """A group of bars for each measure, one bar a region, in per cent of the province.

    Parameters
    ----------
    regions : Mapping of str to str
        Name of each region and its colour, a name of :mod:`geo.look.tokens`.
    measures : sequence of str
        Names of the groups, from top to bottom.
    shares : Mapping of str to sequence of float or None
        Name of each region to its share of one in each measure; None where it is not known.
    theme : {"light", "dark"}
        Colours.
    """
    rows = [
        (n * (len(regions) + _APART) + place, f"{measure} · {name}", shares[name][n], regions[name])
        for n, measure in enumerate(measures)
        for place, name in enumerate(regions)
        if shares[name][n] is not None
    ]
    values = [share * 100 for _, _, share, _ in rows if share is not None]
    chart = figure(theme, 16 + round(_ROW * (rows[-1][0] + 1 if rows else 1)))
    chart.add_bar(
        orientation="h",
        y=[at for at, *_ in rows],
        x=values,
        text=[f"{value:.0f}%" for value in values],
        textposition="outside",
        cliponaxis=False,
        width=[0.72] * len(rows),
        marker={"color": [colour(hue, theme) for *_, hue in rows]},
        hovertemplate="%{text}<extra></extra>",
    )
    chart.update_xaxes(visible=False, range=[0, max([*values, 1]) * 1.12])
    chart.update_yaxes(
        tickvals=[at for at, *_ in rows],
        ticktext=[label for _, label, *_ in rows],
        tickfont={"color": token("ink2", theme), "size": 12},
        autorange="reversed",
        showgrid=False,
    )
    return chart
