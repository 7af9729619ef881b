"""A figure for a room: everything that is measured in pixels is larger, and it fills its place."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

#: Entries of a figure that are lengths in pixels, wherever they stand.
_LENGTHS = {
    *("ax", "ay", "xshift", "yshift", "standoff", "arrowwidth", "ticklen", "tickwidth"),
    *("thickness", "borderwidth", "borderpad", "cornerradius", "itemwidth", "tracegroupgap"),
}
_SIDES = {"margin", "title"}
#: Entries that are lengths in pixels in some parts of a figure only, and those parts.
_OF_PART = {
    "size": {"font", "tickfont", "textfont", "insidetextfont", "outsidetextfont", "marker"},
    "width": {"line", "error_x", "error_y"},
    **dict.fromkeys(("l", "r", "t", "b", "pad"), _SIDES),
}


def enlarged(figure: go.Figure, scale: float) -> go.Figure:
    """Copy of a figure without a height of its own, its type, marks and lines enlarged.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
        Stays as it is.
    scale : float
        How many times larger.
    """
    content = _enlarged(figure.to_plotly_json(), scale, "")
    for length in ("height", "width"):
        content["layout"].pop(length, None)
    return go.Figure(content)


def _enlarged(node: Any, scale: float, part: str) -> Any:
    if isinstance(node, dict):
        return {
            name: _times(value, scale)
            if name in _LENGTHS or part in _OF_PART.get(name, ())
            else _enlarged(value, scale, name)
            for name, value in node.items()
        }
    if isinstance(node, list | tuple):
        return [_enlarged(item, scale, part) for item in node]
    return node


def _times(value: Any, scale: float) -> Any:
    if isinstance(value, int | float):
        return value * scale
    if isinstance(value, list | tuple):
        return [_times(item, scale) for item in value]
    return value * scale if hasattr(value, "dtype") else value
