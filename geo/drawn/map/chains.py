"""Painters of an industry chain: links between cities, corridors, firms and zones."""

from __future__ import annotations

from itertools import pairwise
from math import atan2, degrees, dist
from typing import Any

from geo.drawn.map.canvas import Canvas
from geo.drawn.map.curves import quadratic, smooth, toward, turned
from geo.look.drawing import Disc, Label, Point, Shape
from geo.look.lettering import text_width
from geo.maps.constants import CORRIDOR, LINKS, PLACES


def links(canvas: Canvas, data: dict[str, Any]) -> None:
    """Curved arrows between seats."""
    gap = data["gap"]
    small = canvas.window.small
    k = (LINKS.phone if small else 1.0) * canvas.scale
    colour = "partial" if gap else "ink2"
    width = (1.1 if small else 1.8 if gap else 1.7) * canvas.scale
    size = 11.5 * canvas.scale
    curves = [link_curve(canvas.seat(a), canvas.seat(b), k) for a, b, _ in data["links"]]
    for stroke, weight, dash in (
        ("ground", (3 if small else 4.6) * canvas.scale, ()),
        (colour, width, (5, 3) * gap),
    ):
        edge = "ground" if stroke == "ground" else None
        for start, middle, end in curves:
            canvas.line("lines", quadratic(start, middle, end), stroke, weight, dash=dash)
            turn = degrees(atan2(end[1] - middle[1], end[0] - middle[0]))
            canvas.add(
                "lines", Shape((turned(LINKS.head, end, turn, k),), True, stroke, edge, 2.4 * k)
            )
    for start, _, _ in curves:
        canvas.add("lines", Disc(start, LINKS.dot * k, fill=colour, stroke="ground", width=1))
    for (start, middle, end), (_, _, label) in zip(curves, data["links"], strict=True):
        if label and dist(start, end) >= LINKS.room:
            x = (start[0] + 2 * middle[0] + end[0]) / 4
            y = (start[1] + 2 * middle[1] + end[1]) / 4 - LINKS.rise - 0.36 * size
            # Over outlines of what is chosen.
            canvas.add("leaders", Label((x, y), label, size, colour, bold=True, halo="ground"))


def link_curve(a: Point, b: Point, k: float) -> tuple[Point, Point, Point]:
    """A link that stops short of both seats: start, control point and end."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    middle = ((a[0] + b[0]) / 2 - dy * LINKS.bend, (a[1] + b[1]) / 2 + dx * LINKS.bend)
    return toward(a, middle, LINKS.start * k), middle, toward(b, middle, LINKS.end * k)


def corridor(canvas: Canvas, data: dict[str, Any]) -> None:
    """A schematic line through the seats, in the order of the cities, with its name."""
    points = [canvas.seat(code) for code in data["cities"]]
    small = canvas.window.small
    line = smooth(points)
    canvas.line("lines", line, "ground", (4.6 if small else 7.5) * canvas.scale)
    canvas.line("lines", line, "ink", (2 if small else 3) * canvas.scale, name=data["name"])
    for point in points:
        r = (CORRIDOR.dot_phone if small else CORRIDOR.dot) * canvas.scale
        disc = Disc(point, r, fill="ground", stroke="ink", width=2.2 * canvas.scale)
        canvas.add("lines", disc)
    if not small:
        _call(canvas, data["name"], points)


def _call(canvas: Canvas, name: str, points: list[Point]) -> None:
    """The name stands beside the longest reach, on a thin line, towards the north-east."""
    reaches = [dist(a, b) for a, b in pairwise(points)]
    best = reaches.index(max(reaches))
    (ax, ay), (bx, by) = points[best], points[best + 1]
    x, y = (ax + bx) / 2, (ay + by) / 2
    size = 13 * canvas.scale
    lines = _lines(name)
    wide = max(text_width(line, size, bold=True) for line in lines)
    at = min(x + CORRIDOR.call[0] * canvas.scale, canvas.window.width - wide - CORRIDOR.margin)
    up = y - CORRIDOR.call[1] * canvas.scale
    canvas.line(
        "lines", quadratic((x, y), (x + CORRIDOR.bow, up), (at - CORRIDOR.bow, up)), "ink2", 1
    )
    for n, line in enumerate(lines):
        down = 0.0 if len(lines) == 1 else (-0.2 + 1.2 * n) * size
        middle = (at, up + down)
        canvas.add("lines", Label(middle, line, size, "ink", True, "start", "ground"))


def _lines(name: str) -> list[str]:
    """A long name in two lines, parted at the space nearest to its middle."""
    spaces = [n for n, character in enumerate(name) if character == " "]
    if len(name) < CORRIDOR.long or not spaces:
        return [name]
    cut = min(spaces, key=lambda n: abs(n - len(name) / 2))
    return [name[:cut], name[cut + 1 :]]


def places(canvas: Canvas, data: dict[str, Any]) -> None:
    """Firms or zones at their points; those that share one are a mark with their number."""
    k = (14 / 18 if canvas.window.small else 1.0) * canvas.scale
    for lon, lat, *_, names in data["marks"]:
        x, y = at = canvas.window.at((lon, lat))
        name = "; ".join(names)
        if data["kind"] == "zone":
            r = PLACES.zone * k
            corners = ((x, y - r), (x + r, y), (x, y + r), (x - r, y))
            form = Shape((corners,), True, "ground", "ink", 1.5 * k, name=name)
            canvas.add("marks", form)
            continue
        many = len(names) > 1
        r = (PLACES.firms if many else PLACES.firm) * k
        canvas.add("marks", Disc(at, r, fill="ink", stroke="ground", width=1.2 * k, name=name))
        if many:
            canvas.add("marks", Label(at, str(len(names)), 9.5 * k, "ground", bold=True))
