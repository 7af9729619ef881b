"""The chart of the README: how long a filter takes by the number of firms, beside a bare page.

Usage: ``python -m bench.own_picture FILE PICTURE``, with a file that ``bench.own --keep`` wrote.
"""

from __future__ import annotations

import json
import math
import sys
from dataclasses import replace
from pathlib import Path
from statistics import median

import plotly.graph_objects as go

from bench.own import NAMES, ROWS, Found
from bench.own_use import APP, BARE, STOCK
from geo.charts.template import colour, figure
from geo.drawn.chart.figure import chart_drawing
from geo.drawn.map.png import png_bytes

_WIDTH, _HEIGHT = 760, 340
_TICKS = (0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200)
_DASHES = ("solid", "solid", "dash", "dot")


def ratios(found: list[Found], way: str, kind: str = "filter") -> dict[int, float]:
    """Times of a way as ratios to the bare page, by the number of rows."""
    bare = {
        (one.rows, one.repeat): median(one.sample["filter"])
        for one in found
        if one.way == BARE.name
    }
    own: dict[int, list[float]] = {}
    for one in found:
        of = bare.get((one.rows, one.repeat))
        if one.way == way and of and kind in one.sample:
            own.setdefault(one.rows, []).append(median(one.sample[kind]) / of)
    return {rows: median(values) for rows, values in sorted(own.items())}


def picture(found: list[Found]) -> go.Figure:
    """Lines of all ways; the product's is the one in colour."""
    chart = figure("light", _HEIGHT)
    most = 1.0
    for way, dash in zip((APP, *STOCK), _DASHES, strict=True):
        told = ratios(found, way.name)
        if not told:
            continue
        hue = colour("accent" if way is APP else "muted", "light")
        most = max(most, *told.values())
        x, y = [math.log10(rows) for rows in told], [math.log10(ratio) for ratio in told.values()]
        chart.add_scatter(
            x=x, y=y, mode="lines+markers", line={"color": hue, "width": 2, "dash": dash},
            marker={"color": hue, "size": 7},
        )  # fmt: skip
        last = list(told.values())[-1]
        chart.add_annotation(
            x=x[-1], y=y[-1], text=f"{NAMES[way.name]} {last:.1f}", showarrow=False,
            xanchor="left", xshift=8, font={"color": hue, "size": 13},
        )  # fmt: skip
    ticks = [tick for tick in _TICKS if tick <= 2 * most]
    chart.update_xaxes(
        tickvals=[math.log10(rows) for rows in ROWS[:4]],
        ticktext=["1 000 firms", "10 000", "100 000", "1 000 000"],
        range=[2.9, 6.4],
    )  # fmt: skip
    chart.update_yaxes(
        tickvals=[math.log10(tick) for tick in ticks],
        ticktext=[f"{tick:g} ×" for tick in ticks],
        range=[math.log10(ticks[0]), math.log10(ticks[-1])],
    )  # fmt: skip
    return chart


def main() -> None:
    """Draw it."""
    kept = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    drawing = chart_drawing(picture([Found(**one) for one in kept["pages"]]), _WIDTH)
    drawing = replace(drawing, ground="ground")  # README may be read on a dark page
    Path(sys.argv[2]).write_bytes(png_bytes(drawing))


if __name__ == "__main__":
    main()
