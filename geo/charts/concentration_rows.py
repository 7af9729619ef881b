"""What charts with one row a name have in common: names, words beside places, lines, shades."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import plotly.graph_objects as go

from geo.charts.template import colour
from geo.look.tokens import Theme

#: Width of a Latin and of a Chinese character of a row's name, px.
_CHARACTER = (6.4, 13.2)


def segments(
    ends: Sequence[tuple[float, float, float]],
) -> tuple[list[float | None], list[float | None]]:
    """Lines along rows, given as row, begin and end, as one trace with gaps between them."""
    x = [value for _, begin, end in ends for value in (begin, end, None)]
    y = [value for row, _, _ in ends for value in (row, row, None)]
    return x, y


def tick(theme: Theme) -> dict[str, Any]:
    """Marker of a value on the band of what chance alone would give."""
    return {"symbol": "line-ns", "size": 16, "line": {"width": 2, "color": colour("ink", theme)}}


def shade(
    chart: go.Figure, cities: Sequence[object], picked: Collection[object], theme: Theme
) -> None:
    """A ground under the rows of what is chosen."""
    for row, city in enumerate(cities):
        if city in picked:
            chart.add_hrect(
                y0=row - 0.5, y1=row + 0.5, fillcolor=colour("panel", theme), line_width=0,
                layer="below",
            )  # fmt: skip


def beside(
    chart: go.Figure,
    notes: Sequence[tuple[float, int, str, str]],
    theme: Theme,
    *,
    size: float = 13,
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


def named_rows(
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
