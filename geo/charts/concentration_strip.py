"""One share against every benchmark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from geo.charts.concentration_rows import beside, named_rows, tick
from geo.charts.template import colour, figure
from geo.look.tokens import Theme

#: Up to this share of the width bars have no room for a number in the middle.
_TIGHT = 0.4


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
        marker=tick(theme),
        hovertemplate=[f"{row.label}: {100 * row.share:.1f}%<extra></extra>" for row in rows],
    )
    chart.add_vline(x=observed * 100, line={"color": colour("accent", theme), "width": 2.4})
    for x, at, texts in (
        (0.03, "middle right", [row.word for row in rows]),
        (1.0, "middle left", [row.chance for row in rows]),
    ):
        told = [
            (x, place, f"<b>{text}</b>" if row.clear else text, "ink" if row.clear else "muted")
            for place, row, text in zip(places, rows, texts, strict=True)
        ]
        beside(chart, told, theme, size=13, at=at, gap="", xaxis="x2")
    chart.update_xaxes(
        side="top",
        range=[0, 100],
        domain=[0, room],
        tickvals=[0, 50, 100] if room > _TIGHT else [0, 100],
        ticktext=["0", "50", "100%"] if room > _TIGHT else ["0", "100%"],
        tickangle=0,
    )
    # A second axis for the words, as nothing is drawn beyond the ends of the first.
    chart.update_layout(xaxis2={"domain": [room, 1], "range": [0, 1], "visible": False})
    named_rows(
        chart, [row.label for row in rows], [False] * len(rows), theme,
        tickfont={"size": 13, "color": colour("ink", theme)},
    )  # fmt: skip
    return chart
