"""The scale bar at the foot of a map."""

from __future__ import annotations

from math import cos, radians

from geo.drawn.map.window import Box, View
from geo.look.drawing import Item, Label, Shape

#: The bar is true here; Mercator differs by 3 % at the edges of the province.
_LATITUDE = 31
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200)
_EQUATOR_KM = 40075.016686
#: From the left, as a share of the width; from the bottom, px; height of the bar and its type, px.
_LEFT, _BOTTOM, _HIGH, _TYPE = 0.17, 10, 5, 11.5


def _length(view: View) -> tuple[int, float]:
    """Length of the bar in kilometres and in px."""
    kilometres = _EQUATOR_KM * cos(radians(_LATITUDE)) / (256 * 2**view.zoom)
    room = min(140, view.width * 0.2) * kilometres
    length = max((step for step in _STEPS if step <= room), default=_STEPS[0])
    return length, length / kilometres


def scale_box(view: View, scale: float) -> Box:
    """Where the scale bar and its words are."""
    left, bottom = view.width * _LEFT, view.height - _BOTTOM
    return (left - 4, bottom - _HIGH - _TYPE * scale - 4, left + _length(view)[1] + 4, bottom + 4)


def scale_bar(view: View, scale: float) -> tuple[Item, ...]:
    """The bar with its length in words."""
    length, wide = _length(view)
    left, bottom = view.width * _LEFT, view.height - _BOTTOM
    top, right = bottom - _HIGH, left + wide
    bar = ((left, top), (left, bottom), (right, bottom), (right, top))
    size = _TYPE * scale
    middle = ((left + right) / 2, bottom - 2 - size * 0.6)
    return (
        Shape((bar,), closed=False, stroke="muted", width=1),
        Label(middle, f"{length}\u00a0km", size, "muted", halo="ground"),
    )
