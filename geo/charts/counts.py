"""Charts of official and named counts."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from geo.charts.template import colour, figure
from geo.look import Theme
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
        legend={"orientation": "h", "y": 1.14, "x": 0, "font": {"size": 12}},
        yaxis_title_text=t("clusters.axis_count"),
        yaxis_range=[0, top * 1.18],
        yaxis_dtick=1 if top < 6 else None,
    )
    if years:
        chart.update_xaxes(
            range=[min(years) - 0.7, max(years) + 0.7], dtick=1 if len(set(years)) < 9 else 2
        )
    return chart


def bars(
    labels: list[str],
    official: list[float | None],
    named: list[float] | None,
    t: Words,
    theme: Theme,
    *,
    codes: list[str] | None = None,
    picked: frozenset[str] = frozenset(),
) -> go.Figure:
    """Official counts as bars beside the named ones as dots, one row a label, first on top.

    Unknown official counts have no bar and say so.
    """
    chart = figure(theme, 44 + 23 * max(1, len(labels)))
    ids = codes or labels
    chart.add_bar(
        y=labels,
        x=official,
        orientation="h",
        name=t("clusters.official"),
        customdata=ids,
        marker={
            "color": [
                colour("ink" if code in picked else "faint", theme) for code in ids
            ]
        },
        text=[t("common.unknown") if number is None else f"{number:.0f}" for number in official],
        textposition="outside",
        cliponaxis=False,
        hovertemplate="%{y}: %{x}<extra></extra>",
    )
    if named is not None:
        chart.add_scatter(
            y=labels,
            x=named,
            mode="markers",
            name=t("clusters.named"),
            customdata=ids,
            marker={
                "symbol": "circle-open",
                "size": 9,
                "color": colour("accent", theme),
                "line": {"width": 2},
            },
            hovertemplate="%{y}: %{x}<extra></extra>",
        )
    top = max([number for number in (*official, *(named or ())) if number is not None] or [1])
    chart.update_layout(
        showlegend=named is not None,
        legend={"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "font": {"size": 12}},
        clickmode="event+select",
        xaxis_title_text=t("clusters.axis_count"),
        xaxis_range=[0, top * 1.15],
        yaxis_autorange="reversed",
    )
    return chart
