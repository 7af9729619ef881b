"""What a city can take on: chains by stages, each cell with who has the stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from geo.charts.template import CELLS, colour, figure
from geo.look.tokens import Theme

_ROW, _HEAD = 34, 30
_WIDE, _HIGH = 0.94, 0.78


@dataclass(frozen=True)
class Row:
    """A chain with its cells.

    Attributes
    ----------
    name, standing : str
        Name of the chain, and its role or why it stands here.
    group : str
        Heading that it stands under.
    cells : sequence of tuple
        State of each stage (``own``, ``covered``, ``near``, ``barred`` or ``none``) and its words.
    """

    name: str
    standing: str
    group: str
    cells: Sequence[tuple[str, str]]


def matrix(rows: Sequence[Row], stages: Sequence[str], theme: Theme) -> go.Figure:
    """The table as a drawing: dark where the city has a stage, framed where one near has it."""
    places: list[float] = []
    heads: dict[str, float] = {}
    at = 0.0
    for row in rows:
        if row.group not in heads:
            heads[row.group] = at
            at += 1
        places.append(at)
        at += 1
    chart = figure(theme, round(_HEAD + _ROW * max(at, 1) + 8))
    cells = [
        (place, n, state, words)
        for row, place in zip(rows, places, strict=True)
        for n, (state, words) in enumerate(row.cells)
    ]
    fills = {"own": "ink2", "covered": "muted", "near": "ground", "barred": "ground"}
    edges = {"near": ("ink2", 2.0), "barred": ("rule", 1.0), "none": ("rule", 1.0)}
    inks = {"own": "ground", "covered": "ground", "near": "ink", "barred": "muted"}
    chart.add_bar(
        meta=CELLS,
        orientation="h",
        y=[place for place, *_ in cells],
        x=[_WIDE] * len(cells),
        base=[n - _WIDE / 2 for _, n, *_ in cells],
        width=_HIGH,
        text=[words for *_, words in cells],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={
            "size": 13,
            "color": [colour(inks.get(state, "muted"), theme) for *_, state, _ in cells],
        },
        marker={
            "color": [colour(fills.get(state, "panel"), theme) for *_, state, _ in cells],
            "line": {
                "color": [
                    colour(edges.get(state, ("ground", 0.0))[0], theme) for *_, state, _ in cells
                ],
                "width": [edges.get(state, ("ground", 0.0))[1] for *_, state, _ in cells],
            },
        },
        hoverinfo="skip",
    )
    chart.update_layout(
        annotations=[
            {
                "x": -0.5,
                "y": place,
                "xanchor": "left",
                "showarrow": False,
                "text": f"<b>{group}</b>",
                "font": {"size": 13, "color": colour("accent", theme)},
            }
            for group, place in heads.items()
        ],
        bargap=0,
        margin={"l": 4, "r": 4, "t": _HEAD, "b": 4},
    )
    chart.update_xaxes(
        side="top",
        range=[-0.55, len(stages) - 0.45],
        tickvals=list(range(len(stages))),
        ticktext=list(stages),
        tickangle=0,
        showgrid=False,
        showline=False,
        tickfont={"size": 13, "color": colour("ink2", theme)},
    )
    chart.update_yaxes(
        range=[at - 0.4, -0.6],
        tickvals=places,
        ticktext=[f"{row.name} · {row.standing}" for row in rows],
        showgrid=False,
        showline=False,
        tickfont={"size": 13, "color": colour("ink", theme)},
    )
    return chart
