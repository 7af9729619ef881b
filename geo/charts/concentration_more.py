"""Charts of the lottery: lists against statistics, share of the core, Lorenz curve, indices."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from geo.charts.concentration_rows import tick
from geo.charts.template import colour, figure
from geo.look.tokens import Theme
from geo.questions.concentration.indices import Index, Ribbon
from geo.questions.concentration.two_way import allowed
from geo.words import Words


def two_way(
    table: pd.DataFrame,
    n: int,
    names: Mapping[int, str],
    core: Collection[int],
    t: Words,
    theme: Theme,
    *,
    base: str,
    picked: Collection[int] = (),
) -> go.Figure:
    """Share of the list (up) over share of a statistic (across), a dot a city.

    The grey ribbon is what a proportional lottery of n items gives a city of such a share in 95 %
    of draws; ``table`` is that of ``geo.questions.concentration.two_way.two_way``.
    """
    shares, held = table["share"], table["held"]
    outside = set(table.index[table["side"] != ""])
    chart = figure(theme, 350)
    top = float(max(shares.max(), held.max())) * 1.12
    grid = np.linspace(1e-4, min(top, 1.0), 160)
    low, high = allowed(grid, n)
    chart.add_scatter(
        x=[*grid * 100, *(grid * 100)[::-1]],
        y=[*high * 100, *(low * 100)[::-1]],
        fill="toself",
        fillcolor=colour("hair", theme),
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
    )
    chart.add_scatter(
        x=[0, top * 100],
        y=[0, top * 100],
        mode="lines",
        line={"color": colour("faint", theme), "width": 1.2},
        hoverinfo="skip",
    )
    wanted = [*table.index[table["side"] != ""], *core, *shares.nlargest(5).index,
              *held.nlargest(3).index]  # fmt: skip
    far = _apart(table, [city for city in dict.fromkeys(wanted) if city in table.index], names, top)
    chart.add_scatter(
        x=[float(value) * 100 for value in shares],
        y=[float(value) * 100 for value in held],
        mode="markers+text",
        text=[names[city] if city in far else "" for city in shares.index],
        textposition="top center",
        textfont={
            "size": 12,
            "color": [colour("accent" if c in core else "ink2", theme) for c in shares.index],
        },
        marker={
            "size": [13 if city in picked else 9 for city in shares.index],
            "color": [
                colour("accent" if city in core else "ink2", theme)
                if city in outside
                else colour("ground", theme)
                for city in shares.index
            ],
            "line": {
                "width": 2,
                "color": [colour("accent" if c in core else "ink2", theme) for c in shares.index],
            },
        },
        customdata=[int(city) for city in shares.index],
        hovertemplate=[
            f"{names[city]}: {held[city]:.1%} / {shares[city]:.1%}<extra></extra>"
            for city in shares.index
        ],
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        cliponaxis=False,
    )
    chart.update_xaxes(title_text=f"{base}, %", range=[-0.8, top * 100])
    chart.update_yaxes(
        title_text=t("concentration.two_way.recognised"),
        range=[-0.04 * top * 100, top * 104],
    )
    chart.update_layout(
        clickmode="event+select",
        # Set and not found by drawing twice.
        margin={"l": 46, "r": 8, "t": 8, "b": 40},
        xaxis={"automargin": False},
        yaxis={"automargin": False, "title": {"standoff": 6}},
    )
    return chart


#: Size of the frame of that chart on a desk, and of a character and a line of its names, px.
_FRAME, _CHARACTER, _LINE = (300, 290), (6.6, 12.5), 15


def _apart(
    table: pd.DataFrame, cities: Sequence[int], names: Mapping[int, str], top: float
) -> set[int]:
    """Cities that can be named without one name standing on another, the first ones first."""
    placed: dict[int, tuple[float, float, float]] = {}
    for city in cities:
        x = table.at[city, "share"] / top * _FRAME[0]
        y = table.at[city, "held"] / top * _FRAME[1]
        half = sum(_CHARACTER[char > "\u2e80"] for char in names[city]) / 2
        if all(
            abs(x - other) > half + wide or abs(y - height) > _LINE
            for other, height, wide in placed.values()
        ):
            placed[city] = (x, y, half)
    return set(placed)


def core_share(
    values: ArrayLike,
    often: ArrayLike,
    observed: float,
    interval: tuple[float, float],
    theme: Theme,
) -> go.Figure:
    """How often the lottery gives the core each share, with what was observed.

    Parameters
    ----------
    values, often : array_like
        Shares that occur, and their probabilities.
    observed : float
        Observed share.
    interval : tuple of float
        Its Clopper-Pearson limits.
    theme : {"light", "dark"}
        Colours.
    """
    chart = figure(theme, 270)
    x = np.asarray(values) * 100
    y = np.asarray(often) * 100
    step = float(np.diff(x).min()) if len(x) > 1 else 5.0
    chart.add_bar(
        x=list(x),
        y=list(y),
        width=0.82 * step,
        marker={"color": colour("faint", theme), "line": {"width": 0}},
        hovertemplate="%{x:.0f}%: %{y:.1f}%<extra></extra>",
    )
    accent = colour("accent", theme)
    chart.add_vline(x=observed * 100, line={"color": accent, "width": 2.4})
    height = float(y.max()) * 1.12
    chart.add_scatter(
        x=[interval[0] * 100, interval[1] * 100],
        y=[height, height],
        mode="lines+markers",
        line={"color": accent, "width": 2.2},
        marker={"symbol": "line-ns", "size": 10, "line": {"width": 2, "color": accent}},
        hovertemplate="%{x:.0f}%<extra></extra>",
    )
    chart.add_scatter(
        x=[observed * 100], y=[height], mode="markers",
        marker={"size": 10, "color": accent}, hoverinfo="skip",
    )  # fmt: skip
    chart.update_xaxes(range=[0, 100], ticksuffix="%")
    chart.update_yaxes(range=[0, height * 1.1], ticksuffix="%", nticks=5)
    return chart


def lorenz(found: Ribbon, across: str, up: str, theme: Theme) -> go.Figure:
    """Lorenz curve over the benchmark, with the ribbon of the lottery and the diagonal."""
    chart = figure(theme, 300)
    chart.add_scatter(
        x=[*found.grid * 100, *(found.grid * 100)[::-1]],
        y=[*found.high * 100, *(found.low * 100)[::-1]],
        fill="toself",
        fillcolor=colour("rule", theme),
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
    )
    chart.add_scatter(
        x=[0, 100],
        y=[0, 100],
        mode="lines",
        line={"color": colour("faint", theme), "width": 1},
        hoverinfo="skip",
    )
    chart.add_scatter(
        x=list(found.x * 100),
        y=list(found.y * 100),
        mode="lines+markers",
        line={"color": colour("accent", theme), "width": 2.4},
        marker={"size": 5},
        hovertemplate="%{x:.0f}% → %{y:.0f}%<extra></extra>",
    )
    chart.update_xaxes(title_text=across, range=[0, 100], ticksuffix="%")
    chart.update_yaxes(title_text=up, range=[0, 101], ticksuffix="%")
    return chart


def bands(rows: Sequence[Index], labels: Sequence[str], theme: Theme) -> go.Figure:
    """Indices with their bands, one row each: grey band, tick at its mean, dot for what is."""
    chart = figure(theme, 30 + 34 * len(rows))
    places = list(range(len(rows)))
    chart.add_bar(
        orientation="h",
        y=places,
        base=[row.low for row in rows],
        x=[row.high - row.low for row in rows],
        width=0.42,
        opacity=0.5,
        marker={"color": colour("faint", theme), "line": {"width": 0}},
        hovertemplate=[f"{row.low:.3f} … {row.high:.3f}<extra></extra>" for row in rows],
    )
    chart.add_scatter(
        x=[row.mean for row in rows],
        y=places,
        mode="markers",
        marker=tick(theme),
        hovertemplate=[f"{row.mean:.3f}<extra></extra>" for row in rows],
    )
    chart.add_scatter(
        x=[row.value for row in rows],
        y=places,
        mode="markers+text",
        text=[f"{row.value:z.2f}" for row in rows],
        textposition="top center",
        textfont={"size": 12, "color": colour("accent", theme)},
        marker={
            "size": 10,
            "color": [colour("ground" if row.inside else "accent", theme) for row in rows],
            "line": {"width": 2.2, "color": colour("accent", theme)},
        },
        hovertemplate=[f"{row.value:.3f}<extra></extra>" for row in rows],
        cliponaxis=False,
    )
    low = min(0.0, *(min(row.low, row.value) for row in rows))
    chart.update_xaxes(side="top", range=[low - 0.03, 1], nticks=6, zeroline=True,
                       zerolinecolor=colour("faint", theme))  # fmt: skip
    chart.update_yaxes(
        range=[len(rows) - 0.5, -0.6],
        tickvals=places,
        ticktext=list(labels),
        showgrid=False,
        tickfont={"size": 13, "color": colour("ink", theme)},
    )
    chart.update_layout(margin={"l": 4, "r": 4, "t": 26, "b": 4})
    return chart
