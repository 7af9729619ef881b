"""Charts of official and named counts."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
import plotly.graph_objects as go

from geo.charts.template import colour, figure
from geo.look.tokens import Theme
from geo.words import Words


def by_year(official: pd.DataFrame, named: pd.Series, t: Words, theme: Theme) -> go.Figure:
    """Official totals of a programme over the years, with the clusters named of each year's list.

    Parameters
    ----------
    official : pandas.DataFrame
        Columns ``year``, ``count`` and ``count_kind``; two rows of one year are two sources that
        disagree, and both are drawn.
    named : pandas.Series
        Index year, number of clusters named in that year's list.
    t : Words
        Language.
    theme : {"light", "dark"}
        Colours.
    """
    chart = figure(theme, 250)
    chart.add_bar(
        x=list(named.index),
        y=list(named),
        name=t("clusters.named"),
        marker={"color": colour("faint", theme)},
        hovertemplate=t("clusters.hover_named") + "<extra></extra>",
    )
    stock = official[official["count_kind"] == "stock"]
    chart.add_scatter(
        x=list(stock["year"]),
        y=list(stock["count"]),
        name=t("clusters.official"),
        mode="lines+markers+text" if len(stock) < 14 else "lines+markers",
        text=[str(number) for number in stock["count"]],
        textposition="top center",
        line={"color": colour("ink", theme), "width": 2},
        marker={"size": 8},
        hovertemplate=t("clusters.hover_official") + "<extra></extra>",
        cliponaxis=False,
    )
    new = official[official["count_kind"] == "new"]
    if len(new):
        chart.add_scatter(
            x=list(new["year"]),
            y=list(new["count"]),
            name=t("clusters.new"),
            mode="markers+text",
            text=[f"+{number}" for number in new["count"]],
            textposition="top center",
            marker={
                "size": 10,
                "symbol": "circle-open",
                "color": colour("ink", theme),
                "line": {"width": 2},
            },
            hovertemplate=t("clusters.hover_new") + "<extra></extra>",
            cliponaxis=False,
        )
    years = [*named.index, *official["year"]]
    top = max([*named, *official["count"], 1])
    chart.update_layout(
        showlegend=True,
        legend={"orientation": "h", "y": 1.14, "x": 0, "font": {"size": 13}},
        yaxis_title_text=t("clusters.axis_count"),
        yaxis_range=[0, top * 1.18],
        yaxis_dtick=1 if top < 6 else None,
    )
    if years:
        chart.update_xaxes(
            range=[min(years) - 0.7, max(years) + 0.7], dtick=1 if len(set(years)) < 9 else 2
        )
    return chart


def bars(table: pd.DataFrame, t: Words, theme: Theme, picked: Collection[int] = ()) -> go.Figure:
    """Official counts as bars with the named ones as rings, one row a label, first on top.

    Parameters
    ----------
    table : pandas.DataFrame
        Columns label, ``official`` (NA where unknown: no bar, and it says so) and ``named``. The
        index is what a click on a row reports.
    t : Words
        Language.
    theme : {"light", "dark"}
        Colours.
    picked : collection of int
        Index values to paint as selected.
    """
    labels = list(table.iloc[:, 0])
    official = [None if pd.isna(number) else int(number) for number in table["official"]]
    chart = figure(theme, 84 + 22 * len(labels))
    chart.add_bar(
        y=labels,
        x=official,
        orientation="h",
        name=t("clusters.official"),
        customdata=list(table.index),
        marker={
            "color": [colour("ink" if code in picked else "faint", theme) for code in table.index]
        },
        text=[t("common.unknown") if number is None else str(number) for number in official],
        textposition="outside",
        textfont={"size": 13},
        cliponaxis=False,
        hovertemplate="%{y}: %{x}<extra></extra>",
    )
    chart.add_scatter(
        y=labels,
        x=list(table["named"]),
        mode="markers",
        name=t("clusters.named"),
        customdata=list(table.index),
        marker={
            "symbol": "circle-open",
            "size": 9,
            "color": colour("accent", theme),
            "line": {"width": 2},
        },
        cliponaxis=False,
        hovertemplate="%{y}: %{x}<extra></extra>",
    )
    top = max([number for number in official if number is not None] + [1, *table["named"]])
    chart.update_layout(
        showlegend=True,
        legend={"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "font": {"size": 13}},
        clickmode="event+select",
        xaxis_title_text=t("clusters.axis_count"),
        xaxis_range=[0, top * 1.15],
        xaxis_dtick=1 if top < 6 else None,
        yaxis_autorange="reversed",
        yaxis_dtick=1,
    )
    return chart
