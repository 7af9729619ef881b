"""Curves as straight pieces, and courses that can be asked for a point at a distance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from geo.look.drawing import Point
from geo.maps.constants import NAMES

#: Straight pieces of one curve.
_PIECES = 14


def quadratic(a: Point, middle: Point, b: Point) -> list[Point]:
    """Curve with one control point."""
    found = []
    for n in range(_PIECES + 1):
        s = n / _PIECES
        u, v, w = (1 - s) ** 2, 2 * s * (1 - s), s**2
        found.append((u * a[0] + v * middle[0] + w * b[0], u * a[1] + v * middle[1] + w * b[1]))
    return found


def cubic(a: Point, p: Point, q: Point, b: Point) -> list[Point]:
    """Curve with two control points."""
    found = []
    for n in range(_PIECES + 1):
        s = n / _PIECES
        t = 1 - s
        k = (t**3, 3 * s * t**2, 3 * s**2 * t, s**3)
        found.append(
            (
                k[0] * a[0] + k[1] * p[0] + k[2] * q[0] + k[3] * b[0],
                k[0] * a[1] + k[1] * p[1] + k[2] * q[1] + k[3] * b[1],
            )
        )
    return found


def smooth(points: Sequence[Point], aside: float = 0.0) -> list[Point]:
    """A smooth line through points (Catmull-Rom), moved aside by so many px."""
    closed = len(points) > 2 and points[0] == points[-1]

    def neighbour(line: Sequence[Point], i: int) -> Point:
        if closed:
            return line[(i + len(line) - 1) % (len(line) - 1)]
        return line[max(0, min(len(line) - 1, i))]

    moved = []
    for i, (x, y) in enumerate(points):
        a, b = neighbour(points, i - 1), neighbour(points, i + 1)
        far = math.dist(a, b) or 1
        # Always towards the same side of the map, whichever way a line runs.
        turn = -aside if b[0] < a[0] else aside
        moved.append((x - turn * (b[1] - a[1]) / far, y + turn * (b[0] - a[0]) / far))
    found = [moved[0]]
    for i in range(len(moved) - 1):
        a, b, c, e = (neighbour(moved, i + step) for step in (-1, 0, 1, 2))
        p = (b[0] + (c[0] - a[0]) / 6, b[1] + (c[1] - a[1]) / 6)
        q = (c[0] - (e[0] - b[0]) / 6, c[1] - (e[1] - b[1]) / 6)
        found += cubic(b, p, q, c)[1:]
    return found


def toward(a: Point, b: Point, px: float) -> Point:
    """The point so many px from one towards another."""
    far = math.dist(a, b) or 1
    return (a[0] + (b[0] - a[0]) * px / far, a[1] + (b[1] - a[1]) * px / far)


def turned(points: Sequence[Point], at: Point, degrees: float, scale: float) -> tuple[Point, ...]:
    """A form around the origin, scaled, turned and moved to a point."""
    c, s = math.cos(math.radians(degrees)) * scale, math.sin(math.radians(degrees)) * scale
    return tuple((at[0] + x * c - y * s, at[1] + x * s + y * c) for x, y in points)


class Course:
    """A line that can be asked for the point at a distance from its beginning."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.points = points
        self._marks = [0.0]
        for a, b in pairwise(points):
            self._marks.append(self._marks[-1] + math.dist(a, b))
        self.length = self._marks[-1]

    def at(self, far: float) -> Point:
        """The point at a distance from the beginning."""
        i = 1
        while i < len(self.points) - 1 and self._marks[i] < far:
            i += 1
        share = (far - self._marks[i - 1]) / (self._marks[i] - self._marks[i - 1] or 1)
        a, b = self.points[i - 1], self.points[i]
        return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)

    def bend(self, start: float, length: float) -> float:
        """Farthest that a reach lies from the chord between its ends."""
        a, b = self.at(start), self.at(start + length)
        wide = math.dist(a, b) or 1
        found = []
        for share in NAMES.bends:
            p = self.at(start + share * length)
            area = (b[0] - a[0]) * (a[1] - p[1]) - (a[0] - p[0]) * (b[1] - a[1])
            found.append(abs(area) / wide)
        return max(found)
