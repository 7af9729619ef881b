"""The inset: a part of the province twice as large, for marks that have no room where they belong.

It is a drawing of its own, of the same layers, set into the white of the north-east.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Iterator
from typing import Any

from geo.drawn.map.canvas import Canvas, called
from geo.drawn.map.marks import mark_scale
from geo.drawn.map.window import Box, Window
from geo.look.drawing import Item, Label, Point, Shape, moved
from geo.look.lettering import text_width, wrapped
from geo.maps.constants import FRAME, INSET
from geo.words import Words

_TAG, _WORDS = 13.0, 13.0
_LINE = 1.25


def inset(canvas: Canvas, count: int) -> None:
    """Settle that so many marks stand in an inset, and give it the white that the frame has."""
    window = canvas.window
    if window.small or abs(window.zoom - window.home_zoom) > INSET.zoom:
        return
    west, south, _, _ = canvas.base.province.bounds
    left, bottom = window.at((west, south))
    x, y = window.origin
    right = max(left - FRAME.padding, 0.0)
    down = max(window.height - FRAME.padding - bottom, 0.0)
    canvas.window = dataclasses.replace(window, origin=(x + right, y - down))
    canvas.inside, canvas.enlarged = False, count
    # Names of rivers keep clear of both.
    canvas.spots += [place(canvas.window), panel(canvas.window)]


def place(window: Window) -> Box:
    """Where the part lies on the map."""
    west, south, east, north = INSET.window
    (left, top), (right, bottom) = window.at((west, north)), window.at((east, south))
    return (left, top, right, bottom)


def panel(window: Window) -> Box:
    """Where it is drawn larger: the right upper corner of the frame."""
    left, top, right, bottom = place(window)
    wide, high = INSET.times * (right - left), INSET.times * (bottom - top)
    edge = window.width - INSET.edge
    return (edge - wide, INSET.edge, edge, INSET.edge + high)


def larger(canvas: Canvas, rest: int) -> Canvas:
    """Canvas of the inset, with marks of the size that so many others have."""
    left, top, right, bottom = panel(canvas.window)
    zoom = canvas.window.zoom + math.log2(INSET.times)
    x, y = canvas.window.origin
    at_left, at_top, _, _ = place(canvas.window)
    corner = (INSET.times * (x + at_left), INSET.times * (y + at_top))
    window = Window(right - left, bottom - top, zoom, zoom, corner)
    return Canvas(
        canvas.atlas, canvas.base, window, canvas.lang, canvas.scale,
        clusters=canvas.clusters, fresh=canvas.fresh, inside=True,
        mark_scale=mark_scale(canvas, rest),
    )  # fmt: skip


def framed(canvas: Canvas, items: Iterable[Item]) -> Iterator[Item]:
    """The inset with its frame, and the frame around what it shows."""
    here, there = place(canvas.window), panel(canvas.window)
    for x, y, x2 in ((here[0], here[1], there[0]), (here[2], here[1], there[2])):
        ends = ((x, y), (x2, there[3]))
        yield Shape((ends,), closed=False, stroke="ink", width=0.9, dash=(4, 3))
    yield Shape((_corners(here),), fill="ground", stroke="ink", width=1.2, opacity=0.84)
    yield from _said(canvas, here)
    yield Shape((_corners(there),), fill="ground")
    yield from (moved(item, there[0], there[1]) for item in items)
    yield Shape((_corners(there),), stroke="ink", width=1.4)
    t = Words(canvas.lang)
    size = _TAG * canvas.scale
    tag = t("maps.inset.times", n=f"{INSET.times:g}")
    wide, high = text_width(tag, size) + 16, size * 1.5
    box = (there[0], there[3] - high, there[0] + wide, there[3])
    yield Shape((_corners(box),), fill="ink")
    yield Label((box[0] + wide / 2, box[3] - high / 2), tag, size, "ground")


def _said(canvas: Canvas, box: Box) -> Iterator[Label]:
    """Whose marks are shown larger, in the place where they belong."""
    t = Words(canvas.lang)
    cities = canvas.base.data["cities"]
    names = [called(city, canvas.lang) for city in cities if not canvas.has(city)]
    there = t("maps.inset.there", n=canvas.enlarged)
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    size = _WORDS * canvas.scale
    room = box[2] - box[0] - 6
    lines = [(line, False) for line in wrapped(there, size, room)]
    free = int((box[3] - box[1]) / (size * _LINE)) - len(lines)
    named = wrapped(t.join(names), size, room, bold=True)
    if len(named) <= free:
        lines = [(line, True) for line in named] + lines
    for number, (line, bold) in enumerate(lines):
        down = (number - (len(lines) - 1) / 2) * size * _LINE
        yield Label((middle[0], middle[1] + down), line, size, "ink" if bold else "ink2", bold)


def _corners(box: Box) -> tuple[Point, ...]:
    left, top, right, bottom = box
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def obstacles(canvas: Canvas) -> list[Box]:
    """What names and marks keep clear of, in world pixels."""
    if canvas.inside is None:
        return []
    if not canvas.inside:
        return [_of_world(canvas, box) for box in (place(canvas.window), panel(canvas.window))]
    high, tag = canvas.window.height, _TAG * canvas.scale
    return [_of_world(canvas, (0.0, high - 1.6 * tag, 7 * tag, high))]


def room(canvas: Canvas) -> Box | None:
    """What marks do not leave, in world pixels."""
    box = (3.0, 3.0, canvas.window.width - 3, canvas.window.height - 3)
    return _of_world(canvas, box) if canvas.inside else None


def _of_world(canvas: Canvas, box: Box) -> Box:
    x, y = canvas.window.origin
    return (box[0] + x, box[1] + y, box[2] + x, box[3] + y)


def settled(canvas: Canvas, seat: Any, move: Point) -> Point:
    """The way from a seat to its name, held within the inset."""
    half, (x, y) = INSET.name, canvas.window.origin
    across = min(max(seat[0] + move[0], x + 2 * half), x + canvas.window.width - 2 * half)
    down = min(max(seat[1] + move[1], y + half / 2), y + canvas.window.height - 1.25 * half)
    return (float(across - seat[0]), float(down - seat[1]))
