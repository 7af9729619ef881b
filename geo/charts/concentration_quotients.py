"""Location quotients, one row a place or an industry."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from geo.charts.concentration_rows import beside, named_rows, segments, shade
from geo.charts.template import colour, figure
from geo.look.tokens import Theme
from geo.words import Words

#: Reach of the axis of quotients, in doublings; whiskers beyond end in an arrow.
_REACH = 3.3
_OCTAVES = {-3: "⅛", -2: "¼", -1: "½", 0: "<b>1</b>", 1: "2", 2: "4", 3: "8"}


def quotients(
    table: pd.DataFrame,
    names: Mapping[object, str],
    core: Collection[object],
    t: Words,
    theme: Theme,
    *,
    picked: Collection[int] = (),
) -> go.Figure:
    """Location quotients on an axis of doublings, with whiskers and the smoothed value.

    Parameters
    ----------
    table : pandas.DataFrame
        As ``geo.questions.concentration.quotients.quotients`` gives it; without ``low`` and
        ``high`` there are no whiskers.
    names : Mapping
        Names of its rows.
    core : collection
        Rows painted in the accent.
    t : Words
        Language.
    theme : {"light", "dark"}
        Colours.
    picked : collection of int
        Cities chosen, whose rows are shaded.
    """
    keys = list(table.index)
    chart = figure(theme, 34 + 33 * len(keys))
    shade(chart, keys, picked, theme)
    with np.errstate(divide="ignore"):
        log = np.log2(table[[c for c in ("lq", "low", "high", "smoothed") if c in table]])
    chart.add_vline(x=0, line={"color": colour("ink", theme), "width": 1.4}, layer="below")
    if "low" in log:
        _whiskers(chart, table, log, core, theme)
    notes, arrows = [], []
    for row, key in enumerate(keys):
        token = "accent" if key in core else "ink2"
        if "low" in log:
            for end, sign in ((log.at[key, "low"], -1), (log.at[key, "high"], 1)):
                if end * sign > _REACH:
                    arrows.append((sign * _REACH, row, "←" if sign < 0 else "→", token))
        if table.at[key, "lq"] == 0:
            end = min(float(log.at[key, "high"]) if "high" in log else 0, _REACH)
            notes.append((end, row, t("concentration.none_there"), "muted"))
    beside(chart, notes, theme)
    beside(chart, arrows, theme, size=15, at="middle center")
    seen = [key for key in keys if table.at[key, "lq"] > 0]
    hover = [_quotient_hover(table.loc[key], names[key], t) for key in seen]
    chart.add_scatter(
        x=[float(log.at[key, "lq"]) for key in seen],
        y=[keys.index(key) for key in seen],
        mode="markers+text",
        text=[f"{table.at[key, 'lq']:.2f}" for key in seen],
        textposition="top center",
        textfont={
            "size": 12,
            "color": [colour("accent" if key in core else "ink2", theme) for key in seen],
        },
        marker={
            "size": 10,
            "color": [
                colour("ground", theme)
                if "open" in table and table.at[key, "open"]
                else colour("accent" if key in core else "ink2", theme)
                for key in seen
            ],
            "line": {
                "width": 2.2,
                "color": [colour("accent" if key in core else "ink2", theme) for key in seen],
            },
        },
        customdata=[key if isinstance(key, str) else int(key) for key in seen],
        hovertemplate=[f"{text}<extra></extra>" for text in hover],
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        cliponaxis=False,
    )
    if "smoothed" in log:
        inside = [key for key in keys if abs(log.at[key, "smoothed"]) <= _REACH]
        chart.add_scatter(
            x=[float(log.at[key, "smoothed"]) for key in inside],
            y=[keys.index(key) for key in inside],
            mode="markers",
            marker={
                "symbol": "line-ns",
                "size": 13,
                "line": {"width": 2, "color": colour("muted", theme)},
            },
            hovertemplate=[
                f"{names[key]}: {t('concentration.smoothed')} {table.at[key, 'smoothed']:.2f}"
                "<extra></extra>"
                for key in inside
            ],
            customdata=[key if isinstance(key, str) else int(key) for key in inside],
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
        )
    pooled = sum(isinstance(key, str) for key in keys)
    if 0 < pooled < len(keys):
        chart.add_hline(y=pooled - 0.5, line={"color": colour("rule", theme), "width": 1})
    chart.update_xaxes(
        side="top",
        range=[-_REACH - 0.4, _REACH + 0.2],
        tickvals=list(_OCTAVES),
        ticktext=list(_OCTAVES.values()),
    )
    named_rows(
        chart, [names[key] for key in keys], [key in core for key in keys], theme,
        above=0.8,  # room for the number above the dot of the first row
        tickfont={"size": 13, "color": colour("ink2", theme)},
    )  # fmt: skip
    return chart


def _whiskers(
    chart: go.Figure, table: pd.DataFrame, log: pd.DataFrame, core: Collection[object], theme: Theme
) -> None:
    """Intervals as lines, those that contain 1 pale."""
    for inside in (True, False):
        for open_ in (True, False):
            x, y = segments(
                [
                    (row, max(log.at[key, "low"], -_REACH), min(log.at[key, "high"], _REACH))
                    for row, key in enumerate(table.index)
                    if (key in core) == inside and bool(table.at[key, "open"]) == open_
                ]
            )
            if x:
                chart.add_scatter(
                    x=x,
                    y=y,
                    mode="lines",
                    line={"color": colour("accent" if inside else "ink2", theme), "width": 2.2},
                    opacity=0.5 if open_ else 1,
                    hoverinfo="skip",
                )


def _quotient_hover(row: pd.Series, name: str, t: Words) -> str:
    if "low" not in row:
        return f"{name}: {row['lq']:.2f}"
    return t(
        "concentration.hover_quotient",
        city=name,
        lq=f"{row['lq']:.2f}",
        low=f"{row['low']:.2f}",
        high=f"{row['high']:.2f}",
        observed=t.number(row["observed"]),
        expected=t.number(row["expected"], 1),
    )
