"""Charts of the verdict: observed against expected, location quotients, benchmark by benchmark."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from geo.charts.template import colour, figure
from geo.look.tokens import Theme
from geo.words import Words

_ROW = 26
#: Width of a Latin and of a Chinese character of a row's name, px.
_CHARACTER = (6.4, 13.2)
#: Reach of the axis of quotients, in doublings; whiskers beyond end in an arrow.
_REACH = 3.3
_OCTAVES = {-3: "⅛", -2: "¼", -1: "½", 0: "<b>1</b>", 1: "2", 2: "4", 3: "8"}


def dumbbell(
    table: pd.DataFrame,
    names: Mapping[int, str],
    core: Collection[int],
    t: Words,
    theme: Theme,
    *,
    picked: Collection[int] = (),
    percent: bool = False,
) -> go.Figure:
    """Observed (dot) against expected (ring), one row a city, the largest surplus on top.

    Parameters
    ----------
    table : pandas.DataFrame
        As ``geo.questions.concentration.quotients.by_city`` gives it; shares instead of items with
        ``percent``.
    names : Mapping
        Names of the cities.
    core : collection of int
        Cities painted in the accent.
    t : Words
        Language.
    theme : {"light", "dark"}
        Colours.
    picked : collection of int
        Cities chosen, whose rows are shaded.
    percent : bool
        Whether the figures are shares.
    """
    chart = figure(theme, 34 + _ROW * len(table))
    factor = 100.0 if percent else 1.0
    expected = table["expected"] * factor
    observed = table["observed"] * factor
    rows = list(range(len(table)))
    paints = [colour("accent" if city in core else "ink2", theme) for city in table.index]
    _shade(chart, list(table.index), picked, theme)
    for token, wanted in (("accent", True), ("faint", False)):
        ends = [
            (row, seen, due)
            for row, city, seen, due in zip(rows, table.index, observed, expected, strict=True)
            if pd.notna(seen) and (city in core) == wanted
        ]
        x, y = _segments(ends)
        chart.add_scatter(
            x=x,
            y=y,
            mode="lines",
            line={"color": colour(token, theme), "width": 3},
            opacity=0.45,
            hoverinfo="skip",
        )
    digits = 1 if percent else 0
    hover = [
        t(
            "concentration.hover_pair",
            city=names[city],
            observed=t.number(seen, digits if float(seen or 0).is_integer() else 1),
            expected=t.number(due, 1),
        )
        if pd.notna(seen)
        else t("concentration.hover_unknown", city=names[city], expected=t.number(due, 1))
        for city, seen, due in zip(table.index, observed, expected, strict=True)
    ]
    common = {
        "y": rows,
        "customdata": [int(city) for city in table.index],
        "hovertemplate": [f"{text}<extra></extra>" for text in hover],
        "cliponaxis": False,
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }
    ground = colour("ground", theme)
    chart.add_scatter(
        x=list(expected),
        mode="markers",
        marker={"size": 10, "color": ground, "line": {"width": 1.6, "color": paints}},
        **common,
    )
    chart.add_scatter(
        x=list(observed.where(observed.notna(), None)),
        mode="markers",
        marker={"size": 11, "color": paints},
        **common,
    )
    told = {*table.index[:2], *table.index[-2:], *core, *picked}
    notes = []
    for row, city, seen, due in zip(rows, table.index, observed, expected, strict=True):
        if city in told or pd.isna(seen):
            pair = (
                f"{t.number(seen, digits if float(seen).is_integer() else 1)} / {due:.1f}"
                if pd.notna(seen)
                else f"? / {due:.1f}"
            )
            token = "accent" if city in core else "muted"
            notes.append((max(due, 0 if pd.isna(seen) else seen), row, pair, token))
    top = float(max(observed.max(), expected.max(), 1))
    chart.update_xaxes(
        side="top",
        range=[-0.02 * top, top * (1.34 if percent else 1.22)],
        dtick=1 if top <= 6 and not percent else None,
        tickformat="~g",
        ticksuffix="%" if percent else "",
    )
    _words(chart, notes, theme)
    labels, strong = [names[city] for city in table.index], [city in core for city in table.index]
    _rows(chart, labels, strong, theme, tickfont={"size": 13, "color": colour("ink2", theme)})
    return chart


def _segments(
    ends: Sequence[tuple[float, float, float]],
) -> tuple[list[float | None], list[float | None]]:
    """Lines along rows, given as row, begin and end, as one trace with gaps between them."""
    x = [value for _, begin, end in ends for value in (begin, end, None)]
    y = [value for row, _, _ in ends for value in (row, row, None)]
    return x, y


def _shade(chart: go.Figure, cities: list[int], picked: Collection[int], theme: Theme) -> None:
    for row, city in enumerate(cities):
        if city in picked:
            chart.add_hrect(
                y0=row - 0.5, y1=row + 0.5, fillcolor=colour("panel", theme), line_width=0,
                layer="below",
            )  # fmt: skip


def _words(
    chart: go.Figure,
    notes: Sequence[tuple[float, int, str, str]],
    theme: Theme,
    *,
    size: float = 12,
    at: str = "middle right",
    gap: str = "\u2002\u2009",
    xaxis: str = "x",
) -> None:
    """Words beside places of a chart, as ``(x, row, text, token)``.

    One trace of text is drawn in the time of a single annotation.
    """
    if notes:
        chart.add_scatter(
            x=[x for x, *_ in notes],
            y=[row for _, row, *_ in notes],
            mode="text",
            text=[gap + text for _, _, text, _ in notes],
            textposition=at,
            textfont={"size": size, "color": [colour(token, theme) for *_, token in notes]},
            hoverinfo="skip",
            cliponaxis=False,
            xaxis=xaxis,
        )


def _rows(
    chart: go.Figure,
    labels: Sequence[str],
    strong: Sequence[bool],
    theme: Theme,
    *,
    above: float = 0.5,
    **axis: object,
) -> None:
    """One row a label, the first on top, strong ones in the accent."""
    accent = colour("accent", theme)
    # Margins are set and not found by drawing twice, which takes half of the time of a chart.
    wide = max(sum(_CHARACTER[char > "\u2e80"] for char in label) for label in labels)
    chart.update_layout(
        clickmode="event+select",
        margin={"l": 12 + wide, "r": 8, "t": 26, "b": 4},
        xaxis={"automargin": False},
        yaxis={
            "automargin": False,
            "range": [len(labels) - 0.5, -above],
            "tickvals": list(range(len(labels))),
            "ticktext": [
                f'<b><span style="color:{accent}">{label}</span></b>' if bold else label
                for label, bold in zip(labels, strong, strict=True)
            ],
            "showgrid": False,
            "showline": False,
            **axis,
        },
    )


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
        ``high`` there
        are no whiskers.
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
    _shade(chart, keys, picked, theme)
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
    _words(chart, notes, theme)
    _words(chart, arrows, theme, size=15, at="middle center")
    seen = [key for key in keys if table.at[key, "lq"] > 0]
    hover = [_quotient_hover(table.loc[key], names[key], t) for key in seen]
    chart.add_scatter(
        x=[float(log.at[key, "lq"]) for key in seen],
        y=[keys.index(key) for key in seen],
        mode="markers+text",
        text=[f"{table.at[key, 'lq']:.2f}" for key in seen],
        textposition="top center",
        textfont={
            "size": 11.5,
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
    _rows(
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
            x, y = _segments(
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


@dataclass(frozen=True)
class Row:
    """One row of the strip of benchmarks.

    Attributes
    ----------
    label, word, chance : str
        The benchmark, the verdict and its one-sided probability, in words.
    share : float
        Share of the core in the benchmark.
    band : tuple of float or None
        Central 95 % of the lottery; None for an amount.
    clear : bool
        Whether the verdict stands outside the band or on its edge.
    """

    label: str
    word: str
    chance: str
    share: float
    band: tuple[float, float] | None
    clear: bool


def strip(
    rows: Sequence[Row],
    observed: float,
    theme: Theme,
    *,
    ways: tuple[float, float] | None = None,
    room: float = 0.66,
) -> go.Figure:
    """The same share against every benchmark: where the verdict holds and where it turns.

    Parameters
    ----------
    rows : sequence of Row
        Top to bottom.
    observed : float
        Observed share of the core: one line through all rows.
    theme : {"light", "dark"}
        Colours.
    ways : tuple of float, optional
        Smallest and largest share over all ways in which missing items could lie.
    room : float
        Part of the width that bars take; the rest is for the words.
    """
    height = 25
    chart = figure(theme, 30 + height * len(rows))
    places = list(range(len(rows)))
    if ways:
        chart.add_vrect(
            x0=ways[0] * 100, x1=ways[1] * 100, fillcolor=colour("accent", theme), opacity=0.16,
            line_width=0, layer="below",
        )  # fmt: skip
    bands = [row.band or (row.share, row.share) for row in rows]
    chart.add_bar(
        orientation="h",
        y=places,
        base=[100 * low for low, _ in bands],
        x=[100 * (high - low) for low, high in bands],
        width=0.42,
        marker={"color": colour("faint", theme), "line": {"width": 0}},
        opacity=0.5,
        hovertemplate=[
            f"{row.label}: {100 * low:.0f}–{100 * high:.0f}%<extra></extra>"
            for row, (low, high) in zip(rows, bands, strict=True)
        ],
    )
    chart.add_scatter(
        x=[100 * row.share for row in rows],
        y=places,
        mode="markers",
        marker={
            "symbol": "line-ns",
            "size": 16,
            "line": {"width": 2, "color": colour("ink", theme)},
        },
        hovertemplate=[f"{row.label}: {100 * row.share:.1f}%<extra></extra>" for row in rows],
    )
    chart.add_vline(x=observed * 100, line={"color": colour("accent", theme), "width": 2.4})
    for x, at, texts in (
        (0.07, "middle right", [row.word for row in rows]),
        (1.0, "middle left", [row.chance for row in rows]),
    ):
        told = [
            (x, place, f"<b>{text}</b>" if row.clear else text, "ink" if row.clear else "muted")
            for place, row, text in zip(places, rows, texts, strict=True)
        ]
        _words(chart, told, theme, size=12.5, at=at, gap="", xaxis="x2")
    chart.update_xaxes(
        side="top",
        range=[0, 100],
        domain=[0, room],
        tickvals=[0, 50, 100],
        ticktext=["0", "50", "100%"],
        tickangle=0,
    )
    # A second axis for the words, as nothing is drawn beyond the ends of the first.
    chart.update_layout(xaxis2={"domain": [room, 1], "range": [0, 1], "visible": False})
    _rows(
        chart, [row.label for row in rows], [False] * len(rows), theme,
        tickfont={"size": 12.5, "color": colour("ink", theme)},
    )  # fmt: skip
    return chart
