"""Charts of a register of firms."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from geo.charts.template import colour, figure
from geo.look.tokens import Theme
from geo.words import Words

_HEIGHT = 230


def by_year(number: pd.Series, t: Words, theme: Theme) -> go.Figure:
    """Firms by year of founding.

    Parameters
    ----------
    number : pandas.Series
        Index years, every one from the first to the last; firms.
    t : Words
        Language.
    theme : {"light", "dark"}
        Colours.
    """
    chart = figure(theme, _HEIGHT)
    chart.add_bar(
        x=list(number.index),
        y=[int(n) for n in number],
        marker={"color": colour("faint", theme)},
        hovertemplate=[
            f"{year}: {t.number(n)}<extra></extra>"
            for year, n in zip(number.index, number, strict=True)
        ],
    )
    first, last = int(number.index[0]), int(number.index[-1])
    chart.update_layout(
        bargap=0.15,
        yaxis={"tickformat": ",", "nticks": 4},
        separators=".\u2009",
        xaxis={"range": [first - 0.7, last + 0.7], "dtick": 1 if last - first < 9 else None},
    )
    return chart
