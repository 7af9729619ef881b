"""Painter of the provinces around: their names alone, where the map is white."""

from __future__ import annotations

import math
from typing import Any

import shapely

from geo.drawn.map.canvas import Canvas, overlap
from geo.drawn.map.window import Box
from geo.look.drawing import Label, Point
from geo.look.lettering import text_width
from geo.maps.constants import NEIGHBOURS

_LINE = 1.25
_MOVES: tuple[Point, ...] = (
    (0.0, 0.0),
    *(
        (far * math.cos(turn), far * math.sin(turn))
        for far in NEIGHBOURS.steps[1:]
        for turn in (2 * math.pi * n / NEIGHBOURS.turns for n in range(NEIGHBOURS.turns))
    ),
)


def neighbours(canvas: Canvas, names: list[list[Any]]) -> None:
    """Names near their points; drawn when all that they give way to has settled."""
    if not canvas.inside:
        canvas.later.append(lambda: _draw(canvas, names))


def _draw(canvas: Canvas, names: list[list[Any]]) -> None:
    size = NEIGHBOURS.letter * canvas.scale
    edge = NEIGHBOURS.edge
    frame = shapely.box(edge, edge, canvas.window.width - edge, canvas.window.height - edge)
    province = canvas.window.shape(canvas.base.province)
    x0, y0 = canvas.window.origin
    held = [(a - x0, b - y0, c - x0, d - y0) for a, b, c, d in canvas.boxes]
    taken: list[Box] = [*held, *canvas.words, *canvas.spots]
    for lon, lat, name in names:
        x, y = canvas.window.at((lon, lat))
        w = text_width(name, size) / 2 + NEIGHBOURS.gap
        h = _LINE * size / 2 + NEIGHBOURS.gap
        for dx, dy in _MOVES:
            box = (x + dx - w, y + dy - h, x + dx + w, y + dy + h)
            if any(overlap(box, other) for other in taken):
                continue
            room = shapely.box(*box)
            if frame.contains(room) and not province.intersects(room):
                taken.append(box)
                canvas.add("names", Label((x + dx, y + dy), name, size, "muted"))
                break
