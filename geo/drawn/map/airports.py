"""Painter of airports: signs for orientation, with their codes where there is room."""

from __future__ import annotations

from typing import Any

from geo.drawn.map.canvas import Canvas, around, overlap
from geo.drawn.map.marks import beside
from geo.drawn.map.names import aside
from geo.drawn.map.window import Box
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
    names = [(a - x0, b - y0, c - x0, d - y0) for a, b, c, d in canvas.boxes]
    signs: list[Box] = []
    held = []
    for lon, lat, code, name, _ in airports:
        if canvas.inside is not None and within((lon, lat)) != canvas.inside:
            continue
        x, y = canvas.window.at((lon, lat))
        # A sign that would cover a name stands aside.
        box = around((x, y), AIRPORTS.reach * k, AIRPORTS.reach * k)
        dx, dy = aside(box, names + signs, []) or (0.0, 0.0)
        signs.append((box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy))
        held.append((code, name, (x + dx, y + dy)))
    taken = [*names, *signs, *canvas.words, *canvas.spots]
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
