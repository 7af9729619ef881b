"""Painters of a register of firms: cells or single firms, and outlines of what is found in it."""

from __future__ import annotations

from math import dist
from typing import Any

import numpy as np

from geo.drawn.map.canvas import Canvas, decoded
from geo.look.drawing import Disc, Label, Point, Shape
from geo.maps.cells import unpacked
from geo.maps.constants import BAR, CELLS, PLACES

#: Half the length of the equator, metres.
_REACH = 500 * BAR.equator


def cells(canvas: Canvas, data: dict[str, Any]) -> None:
    """Cells in the colours of their classes, the fullest with their number; or firms as dots."""
    if not data["size"]:
        _firms(canvas, data)
        return
    size, (west, south) = data["size"], data["from"]
    i, j, numbers = (unpacked(data[column]) for column in ("i", "j", "n"))
    middle = _at(canvas, (i + west + 0.5) * size, (j + south + 0.5) * size)
    half = size / (2 * _metre(canvas)) - CELLS.gap
    step = np.searchsorted(data["classes"], numbers, side="right")
    for found in sorted(set(step.tolist())):
        rings = tuple(
            _square(at, half) for at, own in zip(middle, step, strict=True) if own == found
        )
        canvas.add("cells", Shape(rings, fill=f"count-{CELLS.first + found}"))
    letter = CELLS.letter * canvas.scale
    for at, number in zip(middle, numbers.tolist(), strict=True):
        wide = len(str(number)) * CELLS.digit * letter + CELLS.room
        if number >= data["classes"][-1] and max(wide, letter) <= 2 * half:
            canvas.add("cells", Label(at, str(number), letter, "ground", bold=True))


def _firms(canvas: Canvas, data: dict[str, Any]) -> None:
    west, south = data["from"]
    x, y = unpacked(data["x"]) + west, unpacked(data["y"]) + south
    r = PLACES.firm * canvas.scale * (14 / 18 if canvas.window.small else 1)
    for at, name in zip(_at(canvas, x, y), data["names"], strict=True):
        dot = Disc(at, r, fill="ink", stroke="ground", width=CELLS.edge, name=name)
        canvas.add("cells", dot)


def found(canvas: Canvas, data: list[Any]) -> None:
    """Outlines, dashed where no recognised cluster is, with their numbers where there is room."""
    k = canvas.scale
    taken: list[Point] = []
    for number, (ring, known) in enumerate(data, 1):
        points = canvas.window.line(decoded(ring))
        canvas.line("lines", points, "ground", 4.4 * k, opacity=0.8)
        canvas.line("lines", points, "accent", 2 * k, dash=() if known else (5 * k, 3 * k))
        x, y = north = min(points, key=lambda point: point[1])
        if all(dist(north, other) >= CELLS.apart * k for other in taken):
            taken.append(north)
            at = (x, y - 8 * k)
            canvas.add("top", Label(at, str(number), 13 * k, "accent", True, halo="ground"))


def _metre(canvas: Canvas) -> float:
    """Metres of Web Mercator in a px."""
    return float(2 * _REACH / (256 * 2**canvas.window.zoom))


def _at(canvas: Canvas, x: Any, y: Any) -> list[Point]:
    """Where metres of Web Mercator are on the plate."""
    size, (left, top) = _metre(canvas), canvas.window.origin
    right, down = (x + _REACH) / size - left, (_REACH - y) / size - top
    return [*zip(right.tolist(), down.tolist(), strict=True)]


def _square(at: Point, half: float) -> tuple[Point, ...]:
    x, y = at
    return ((x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half))
