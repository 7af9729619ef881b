"""Painter of airports: signs for orientation, with their codes where there is room."""

from __future__ import annotations

from typing import Any

from geo.drawn.map.canvas import Canvas, around, overlap
from geo.drawn.map.marks import beside
from geo.look.drawing import Label, Shape
from geo.look.lettering import text_width
from geo.maps.clusters import within
from geo.maps.constants import AIRPORTS


def airports(canvas: Canvas, data: dict[str, Any]) -> None:
    """Airports under the marks; drawn when these have settled."""
    canvas.later.append(lambda: _draw(canvas, data["airports"]))


def _draw(canvas: Canvas, airports: list[list[Any]]) -> None:
    k, size = canvas.scale, AIRPORTS.letter * canvas.scale
    x0, y0 = canvas.window.origin
    taken = [(a - x0, b - y0, c - x0, d - y0) for a, b, c, d in canvas.boxes]
    taken += [*canvas.words, *canvas.spots]
    held = [
        (code, name, canvas.window.at((lon, lat)))
        for lon, lat, code, name, _ in airports
        if canvas.inside is None or within((lon, lat)) == canvas.inside
    ]
    taken += [around(at, AIRPORTS.reach * k, AIRPORTS.reach * k) for _, _, at in held]
    for code, name, (x, y) in held:
        plane = tuple((x + dx * k, y + dy * k) for dx, dy in AIRPORTS.plane)
        canvas.add("names", Shape((plane,), True, "ink2", "ground", k, name=f"{code} {name}"))
        w, h = text_width(code, size), 1.25 * size
        for dx, dy in beside(AIRPORTS.reach * k, w, h):
            box = (x + dx, y + dy, x + dx + w, y + dy + h)
            if not any(overlap(box, other) for other in taken):
                taken.append(box)
                middle = (x + dx + w / 2, y + dy + h / 2)
                canvas.add("names", Label(middle, code, size, "ink2", halo="ground"))
                break
