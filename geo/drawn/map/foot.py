"""The foot of a map: its scale bar, and the number under which it was reviewed."""

from __future__ import annotations

from math import cos, radians

from geo.drawn.map.window import Box, Window
from geo.look.drawing import Item, Label, Shape
from geo.maps.constants import BAR
from geo.record import review
from geo.words import Words

#: From the left, as a share of the width; from the bottom, px; height of the bar and its type, px.
_LEFT, _BOTTOM, _HIGH, _TYPE = 0.17, 10, 5, 11.5


def bar(zoom: float, width: float) -> tuple[int, float]:
    """Length of the bar in kilometres and in px, in a frame of a zoom and a width."""
    kilometres = BAR.equator * cos(radians(BAR.latitude)) / (256 * 2**zoom)
    room = min(BAR.most, width * BAR.share) * kilometres
    length = max((step for step in BAR.steps if step <= room), default=BAR.steps[0])
    return length, length / kilometres


def scale_box(window: Window, scale: float) -> Box:
    """Where the scale bar and its words are."""
    left, bottom = window.width * _LEFT, window.height - _BOTTOM
    return (
        left - 4,
        bottom - _HIGH - _TYPE * scale - 4,
        left + bar(window.zoom, window.width)[1] + 4,
        bottom + 4,
    )


def reviewed(window: Window, scale: float, t: Words) -> tuple[Item, ...]:
    """The number of the review in the corner; nothing while there is none."""
    if not review.number():
        return ()
    at = (window.width - 6 * scale, window.height - 6 - _TYPE * scale / 2)
    return (Label(at, review.line(t), _TYPE * scale, "muted", anchor="end", halo="ground"),)


def scale_bar(window: Window, scale: float) -> tuple[Item, ...]:
    """The bar with its length in words."""
    length, wide = bar(window.zoom, window.width)
    left, bottom = window.width * _LEFT, window.height - _BOTTOM
    top, right = bottom - _HIGH, left + wide
    outline = ((left, top), (left, bottom), (right, bottom), (right, top))
    size = _TYPE * scale
    middle = ((left + right) / 2, bottom - 2 - size * 0.6)
    return (
        Shape((outline,), closed=False, stroke="muted", width=1),
        Label(middle, f"{length}\u00a0km", size, "muted", halo="ground"),
    )
