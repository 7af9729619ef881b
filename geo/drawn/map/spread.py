"""Spreads marks so that none covers another or a name, each as near to its place as can be.

The same arithmetic as ``spread.js``, so that a mark stands where it stands in the browser.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import cos, floor, hypot, pi, sin, sqrt

from geo.drawn.map.window import Box
from geo.look.drawing import Point
from geo.maps.constants import SPREAD

_GOLDEN = pi * (3 - sqrt(5))

#: Middle and radius of a mark.
Mark = tuple[float, float, float]
_Pair = tuple[int, int, float, float]


@lru_cache(maxsize=64)
def spread(
    marks: tuple[Mark, ...],
    boxes: tuple[Box, ...],
    gap: float = SPREAD.gap,
    room: Box | None = None,
) -> list[Point]:
    """Where marks go.

    Parameters
    ----------
    marks : tuple of Mark
        Where they want to be, largest first.
    boxes : tuple of Box
        Names that stay free.
    gap : float
        Room between two marks, px.
    room : Box, optional
        What no mark leaves.
    """
    spots = _start(marks)
    pushed = [0] * len(marks)
    pairs: list[_Pair] = []
    for turn in range(SPREAD.rounds):
        pull = SPREAD.pull * max(0.0, 1 - turn / (SPREAD.rounds * (1 - SPREAD.calm)))
        for spot, (x, y, _) in zip(spots, marks, strict=True):
            spot[0] += (x - spot[0]) * pull
            spot[1] += (y - spot[1]) * pull
        if pull:
            pushed = [0] * len(marks)
        if turn % SPREAD.again == 0:
            pairs = _neighbours(marks, spots, gap)
        moved = max(_part(pairs, spots), _clear(marks, spots, boxes, pushed))
        if room:
            _keep(marks, spots, room)
        if not pull and moved < SPREAD.enough:
            pairs = _neighbours(marks, spots, gap)
            if _part(pairs, spots) < SPREAD.enough:
                return [(x, y) for x, y in spots]
    # Where there is not room for both, it is better to touch a name than to hide a mark.
    pairs = _neighbours(marks, spots, gap)
    for _ in range(SPREAD.last):
        _part(pairs, spots)
        if room:
            _keep(marks, spots, room)
    return [(x, y) for x, y in spots]


def _keep(marks: Sequence[Mark], spots: list[list[float]], room: Box) -> None:
    """Back into the room that they have."""
    left, top, right, bottom = room
    for spot, (_, _, r) in zip(spots, marks, strict=True):
        spot[0] = max(left + r, min(spot[0], right - r))
        spot[1] = max(top + r, min(spot[1], bottom - r))


def _start(marks: Sequence[Mark]) -> list[list[float]]:
    """Marks on one spot start on a spiral around it, so that no two are ever at the same point."""
    seen: dict[tuple[int, int], int] = {}
    spots = []
    for x, y, r in marks:
        key = (floor(x * 2 + 0.5), floor(y * 2 + 0.5))
        rank = seen.get(key, 0)
        seen[key] = rank + 1
        reach = r * SPREAD.spiral * sqrt(rank)
        spots.append([x + reach * cos(rank * _GOLDEN), y + reach * sin(rank * _GOLDEN)])
    return spots


def _neighbours(marks: Sequence[Mark], spots: list[list[float]], gap: float) -> list[_Pair]:
    pairs = []
    for i, (ax, ay) in enumerate(spots):
        ra = marks[i][2]
        for j in range(i + 1, len(spots)):
            rb = marks[j][2]
            need = ra + rb + gap
            near = need + SPREAD.reach
            if abs(ax - spots[j][0]) < near and abs(ay - spots[j][1]) < near:
                # The larger mark holds its ground.
                pairs.append((i, j, need, rb**2 / (ra**2 + rb**2)))
    return pairs


def _part(pairs: Sequence[_Pair], spots: list[list[float]]) -> float:
    moved = 0.0
    for i, j, need, share in pairs:
        a, b = spots[i], spots[j]
        dx, dy = b[0] - a[0], b[1] - a[1]
        far = hypot(dx, dy)
        if far >= need:
            continue
        push = (need - far) / (far or 1)
        ux, uy = (dx if far else 1) * push, dy * push
        a[0] -= ux * share
        a[1] -= uy * share
        b[0] += ux * (1 - share)
        b[1] += uy * (1 - share)
        moved = max(moved, need - far)
    return moved


def _inside(x: float, y: float, r: float, box: Box) -> bool:
    return box[0] - r < x < box[2] + r and box[1] - r < y < box[3] + r


def _clear(
    marks: Sequence[Mark], spots: list[list[float]], boxes: Sequence[Box], pushed: list[int]
) -> float:
    """Push marks out of names by the shortest way that does not lead into another name.

    A mark that is pushed back again and again takes the next way, or it would stay wedged between
    a name and a mark.
    """
    moved = 0.0
    for i, spot in enumerate(spots):
        r = marks[i][2]
        for box in boxes:
            if not _inside(spot[0], spot[1], r, box):
                continue
            ways = [
                (box[0] - r - spot[0], 0.0),
                (box[2] + r - spot[0], 0.0),
                (0.0, box[1] - r - spot[1]),
                (0.0, box[3] + r - spot[1]),
            ]
            ways.sort(key=lambda way: abs(way[0] + way[1]))
            open_ways = [
                way
                for way in ways
                if not any(_inside(spot[0] + way[0], spot[1] + way[1], r, other) for other in boxes)
            ]
            x, y = (
                open_ways[pushed[i] // SPREAD.patience % len(open_ways)] if open_ways else ways[0]
            )
            pushed[i] += 1
            spot[0] += x
            spot[1] += y
            moved = max(moved, abs(x + y))
    return moved
