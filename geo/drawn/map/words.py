"""Painter of the words of regions."""

from __future__ import annotations

from typing import Any

from geo.drawn.map.canvas import Canvas, around, called, overlap
from geo.drawn.map.regions import REGION_HUES
from geo.drawn.map.window import Box
from geo.look.drawing import Label, Point
from geo.look.lettering import text_width
from geo.maps.constants import REGIONS

#: Characters beyond which the word of a region is set smaller.
_LONG = 4
#: Directions in which a word may be moved out of the way of a name.
_WAYS = ((0, -1), (0, 1), (-1, 0), (1, 0))


def words(canvas: Canvas, data: list[dict[str, Any]]) -> None:
    """Name of each region, large, with its members in short below.

    Words stand where they were set, or as near as names of cities allow, if need be without their
    second line. On a phone names of larger cities alone count, and where there is no room the
    legend alone names the region.
    """
    taken = _names_and_seats(canvas)
    for word in data:
        long = canvas.lang == "en" or len(word["word"]) > _LONG
        if canvas.window.small:
            size = 13.0 if long else 16.0
        else:
            size = (22.0 if long else 30.0) * canvas.scale
        less = 14 * canvas.scale
        text = word["word"] if long else "\u200a".join(word["word"])
        at = canvas.window.at(word["at"])
        for below in dict.fromkeys(("" if canvas.window.small else word["below"], "")):
            wide = max(text_width(text, size, bold=True), text_width(below, less))
            high = size * 1.15 + (less * 1.25 if below else 0)
            free = next((p for p in _ways(at) if not _met(p, wide, high, taken)), None)
            if free is not None:
                taken.append(_word_box(free, wide, high))
                canvas.words.append(taken[-1])
                break
        if free is None and canvas.window.small:
            continue
        x, y = free or at
        line = REGION_HUES[word["hue"]][0]
        top = (x, y - high / 2 + size * 1.15 / 2)
        canvas.add("names", Label(top, text, size, line, bold=True, halo="ground"))
        if below:
            under = (x, y + high / 2 - less * 1.25 / 2)
            canvas.add("names", Label(under, below, less, line, halo="ground"))


def _names_and_seats(canvas: Canvas) -> list[Box]:
    """Boxes of names and rings of cities that words of regions keep clear of."""
    assert canvas.beside is not None
    wide = REGIONS.wide_zh if canvas.lang == "zh" else REGIONS.wide_en
    found = []
    for city in canvas.base.data["cities"]:
        if city["rank"] >= 2 and canvas.window.small:
            continue
        x, y = canvas.window.at(city["seat"])
        dx, dy = canvas.beside[str(city["id"])]
        half = len(called(city, canvas.lang)) * wide * canvas.scale
        found.append(around((x + dx, y + dy), half, 8 * canvas.scale))
        found.append(around((x, y), REGIONS.seat, REGIONS.seat))
    return found


def _ways(at: Point) -> list[Point]:
    """A point, and then others ever farther from it in four directions."""
    found = [at]
    for step in range(1, int(REGIONS.reach // REGIONS.reach_step) + 1):
        far = step * REGIONS.reach_step
        found += [(at[0] + x * far, at[1] + y * far) for x, y in _WAYS]
    return found


def _word_box(at: Point, wide: float, high: float) -> Box:
    return around(at, wide / 2, high / 2 - 2)


def _met(at: Point, wide: float, high: float, taken: list[Box]) -> bool:
    box = _word_box(at, wide, high)
    return any(overlap(box, other) for other in taken)
