"""Hand-set positions of names, and lines through a few places.

Names of areas stand in the area, names of places beside them; both were set by eye so that all
are legible at province view. They are for drawing alone: where a city is, `geo.record.seats` says.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise, permutations
from math import hypot

Point = tuple[float, float]

#: Longitude and latitude of the middle of each city's name.
NAME_AT: dict[int, Point] = {
    420100: (114.40, 30.86),
    420200: (115.08, 29.98),
    420300: (110.47, 32.45),
    420500: (111.10, 30.86),
    420600: (112.02, 31.84),
    420700: (114.93, 30.30),
    420800: (112.30, 31.18),
    420900: (113.78, 31.13),
    421000: (112.42, 30.02),
    421100: (115.40, 30.82),
    421200: (114.20, 29.60),
    421300: (113.30, 31.90),
    422800: (109.50, 30.20),
    429004: (113.34, 30.26),
    429005: (112.80, 30.42),
    429006: (113.05, 30.72),
    429021: (110.55, 31.55),
}

#: Names that a phone leaves out while marks are on the map.
SMALL_CITIES = frozenset({420200, 420700, 420900, 429004, 429005, 429006, 429021})


def name_rank(adcode: int, leading: Collection[int]) -> int:
    """How early a city's name is given up where room is short: 0 never, as it leads, 2 first."""
    return 0 if adcode in leading else 2 if adcode in SMALL_CITIES else 1


def _length(path: tuple[Point, ...]) -> float:
    # At 31° N a degree of longitude is 0.857 of a degree of latitude.
    return sum(hypot((a[0] - b[0]) * 0.857, a[1] - b[1]) for a, b in pairwise(path))


def shortest_line(points: list[Point]) -> list[Point]:
    """Order of a few points that makes the shortest open line through them."""
    first = min(permutations(points), key=_length)
    return list(first)


def middle(path: list[Point]) -> Point:
    """Point half way along a line."""
    left = _length(tuple(path)) / 2
    for a, b in pairwise(path):
        step = _length((a, b))
        if step >= left:
            share = left / step if step else 0.0
            return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
        left -= step
    return path[-1]
