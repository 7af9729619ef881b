"""Shares of the province that regions hold, a row of dots for each measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from geo.charts.template import colour as token
from geo.charts.template import figure
from geo.look.tokens import Theme, colour

_ROW, _EDGE = 54, 40
#: Shares closer than this, in points of per cent, have their numbers above and below the dots.
_NEAR = 6


def by_region(
    regions: Mapping[str, str],
    measures: Sequence[str],
    shares: Mapping[str, Sequence[float | None]],
    theme: Theme,
) -> go.Figure:
    """A row for each measure with a dot for each region, in per cent of the province.

    Parameters
    ----------
    regions : Mapping of str to str
        Name of each region and its colour, a name of :mod:`geo.look.tokens`.
    measures : sequence of str
        Names of the rows, from top to bottom.
    shares : Mapping of str to sequence of float or None
        Name of each region to its share of one in each measure; None where it is not known.
    theme : {"light", "dark"}
        Colours.
    """
    chart = figure(theme, _EDGE + _ROW * len(measures))
    places: list[dict[str, str]] = [_places(shares, n) for n in range(len(measures))]
    most = 0.0
    for name, hue in regions.items():
        known = [n for n in range(len(measures)) if shares[name][n] is not None]
        values = [(shares[name][n] or 0.0) * 100 for n in known]
        most = max([most, *values])
        chart.add_scatter(
            x=values,
            y=known,
            mode="markers+text",
            name=name,
            text=[f"{value:.0f}%" for value in values],
            textposition=[places[n][name] for n in known],
            textfont={"color": token("ink", theme), "size": 13},
            cliponaxis=False,
            marker={"color": colour(hue, theme), "size": 13},
            hovertemplate=f"{name} %{{text}}<extra></extra>",
        )
    chart.update_xaxes(visible=False, range=[-2, max(most, 1) * 1.1])
    chart.update_yaxes(
        tickvals=list(range(len(measures))),
        ticktext=list(measures),
        tickfont={"color": token("ink2", theme), "size": 13},
        range=[len(measures) - 0.4, -0.6],
        showgrid=True,
    )
    chart.update_layout(
        showlegend=True,
        legend={"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "font": {"size": 13}},
    )
    return chart


def _places(shares: Mapping[str, Sequence[float | None]], n: int) -> dict[str, str]:
    """Whether the number of each region stands above or below its dot in a row."""
    found = {name: row[n] * 100 for name, row in shares.items() if row[n] is not None}  # type: ignore[operator]
    below, last = False, float("-inf")
    places = {}
    for name, value in sorted(found.items(), key=lambda one: one[1]):
        below = not below if value - last < _NEAR else False
        places[name], last = ("bottom center" if below else "top center"), value
    return places
