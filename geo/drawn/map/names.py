"""Painter of names: cities always, counties when near, rivers along a straight reach."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from geo.drawn.map.curves import Course
from geo.drawn.map.marks import plain
from geo.drawn.map.stage import Stage, decoded, fitting, overlap
from geo.drawn.map.window import Box, world
from geo.look.drawing import Label, Point
from geo.look.lettering import text_width
from geo.maps.constants import NAMES
from geo.maps.signs import chevron_items

_RIVER = 12
_LINE = 1.25
#: Width and height of the chevron of stages, the room above it, and its width on a phone, px.
_CHEVRON, _CHEVRON_ROOM, _CHEVRON_SMALL = (59.0, 17.0), 1.0, 31.0
_COUNT_GAP = 0.3


def shift(stage: Stage, city: dict[str, Any], zoom: float) -> Point:
    """From a city's seat to its name, px.

    The name stands where it was set; nearer than that it keeps its distance from the seat, so that
    it still belongs to the place. A layer that marks the seats sets the names beside them.
    """
    if stage.beside is not None:
        dx, dy = stage.beside[str(city["id"])]
        return (float(dx), float(dy))
    (ax, ay), (bx, by) = world([city["name_at"], city["seat"]], min(zoom, NAMES.set_at))
    return (float(ax - bx), float(ay - by))


@dataclass
class _Name:
    unit: dict[str, Any]
    kind: str
    rank: int
    size: float
    printed: str
    signs: list[int] | None
    count: int
    half: tuple[float, float] = (0.0, 0.0)
    number: float = 0.0

    @property
    def lead(self) -> bool:
        return self.unit.get("rank") == 0

    @property
    def value_size(self) -> float:
        return self.size if self.kind == "city" else self.size * 11 / 12


def names(stage: Stage, data: dict[str, Any]) -> None:
    """Place and draw the names; those of rivers when the marks have settled."""
    bare = plain(stage, data["marks"])
    items = _collected(stage, data["counts"], bare)
    near = stage.view.zoom >= NAMES.counties_from
    origin = stage.view.origin
    wanted: list[tuple[_Name, Point, Box]] = []
    # On a phone the words of regions come first.
    boxes: list[Box] = [
        (a + origin[0], b + origin[1], c + origin[0], d + origin[1])
        for a, b, c, d in stage.words
        if stage.view.small
    ]
    for item in items:
        if not _fits(stage, item, near):
            continue
        dx, dy = shift(stage, item.unit, stage.view.zoom) if item.kind == "city" else (0.0, 0.0)
        x, y = world(item.unit.get("seat") or item.unit["name_at"], stage.view.zoom)
        x, y = float(x) + dx, float(y) + dy
        w, h = (item.number, NAMES.number) if item.kind == "county" and not near else item.half
        box = (x - w - NAMES.gap, y - h, x + w + NAMES.gap, y + h)
        wanted.append((item, (x - origin[0], y - origin[1]), box))
    fits = fitting([box for _, _, box in wanted], boxes)
    shown = [(item, at) for (item, at, _), free in zip(wanted, fits, strict=True) if free]
    stage.boxes = boxes
    left = NAMES.most if near else len(shown)
    for item, at in shown:
        seat = stage.view.at(item.unit.get("seat") or item.unit["name_at"])
        if stage.view.holds(seat):
            left -= 1
            if left < 0:
                continue
        _draw(stage, item, at, near)
    stage.later.append(lambda: _rivers(stage))


def _collected(stage: Stage, counts: dict[int, int], bare: bool) -> list[_Name]:
    """All names, the most important first, with the room that each needs."""
    figure = stage.figure
    cities, counties = stage.base.data["cities"], stage.base.data["counties"]
    units = [("city", city["rank"], city) for city in cities]
    units += [("county", 3, unit) for unit in counties if unit["id"] not in stage.base.cities]
    found = []
    for kind, rank, unit in sorted(units, key=lambda one: one[1]):
        code = unit["id"]
        listed = figure["areas"].get(str(code), []) if figure and figure["level"] == kind else []
        printed = listed[2] if len(listed) > 2 else ""
        signs = stage.signs[0].get(str(code)) if stage.signs and not printed else None
        count = counts.get(code, 0) if bare and not (figure or signs) else 0
        item = _Name(unit, kind, rank, _size(stage, kind, rank), printed, signs, count)
        _measure(stage, item)
        found.append(item)
    return found


def _size(stage: Stage, kind: str, rank: int) -> float:
    if stage.view.small:
        return 13.0 if rank == 0 else 12.0
    return {"city": 15.0 if rank == 0 else 13.0, "county": 12.0}[kind] * stage.scale


def _measure(stage: Stage, item: _Name) -> None:
    wide = text_width(item.unit[stage.lang], item.size, bold=item.lead)
    high = item.size * _LINE
    if item.printed:
        value = text_width(item.printed, item.value_size, bold=True)
        item.number = max(wide, value) / 2 + 1
        wide, high = max(wide, value), high + item.value_size * _LINE
    elif item.signs:
        k = _chevron_scale(stage)
        wide = max(wide, _CHEVRON[0] * k)
        high += _CHEVRON[1] * k + (0 if stage.view.small else _CHEVRON_ROOM)
    elif item.count:
        wide += item.size * _COUNT_GAP + text_width(str(item.count), item.size, bold=True)
    item.half = (wide / 2, high / 2)


def _chevron_scale(stage: Stage) -> float:
    return _CHEVRON_SMALL / _CHEVRON[0] if stage.view.small else stage.scale


def _fits(stage: Stage, item: _Name, near: bool) -> bool:
    """From afar a county shows its number alone; a phone has no room for the smallest cities."""
    if item.kind == "county":
        return near or item.number > 0
    return (
        item.rank < 2
        or stage.figure is not None
        or not stage.view.small
        or stage.view.zoom >= NAMES.set_at
    )


def _draw(stage: Stage, item: _Name, at: Point, near: bool) -> None:
    x, y = at
    word = item.unit[stage.lang]
    ink = "ink" if item.lead else "muted" if item.kind == "county" else "ink2"

    def write(text: str, dx: float, dy: float, size: float, colour: str, **style: Any) -> None:
        stage.add("names", Label((x + dx, y + dy), text, size, colour, halo="ground", **style))

    top = -item.half[1] + item.size * _LINE / 2
    if item.printed:
        colour = "ink" if item.kind == "city" else "ink2"
        alone = item.kind == "county" and not near
        down = 0.0 if alone else item.half[1] - item.value_size * _LINE / 2
        if not alone:
            write(word, 0, top, item.size, ink, bold=item.lead)
        write(item.printed, 0, down, item.value_size, colour, bold=True)
    elif item.signs and stage.signs:
        write(word, 0, top, item.size, ink, bold=item.lead)
        k = _chevron_scale(stage)
        inner = k * 59 / 61  # the drawing has an edge of one px around it
        corner = (x - 29.5 * k + inner, y + item.half[1] - _CHEVRON[1] * k + inner)
        cells = chevron_items(item.signs, stage.signs[1], corner, inner)
        stage.add("names", *(c for c in cells if not (stage.view.small and isinstance(c, Label))))
    elif item.count:
        wide = text_width(word, item.size, bold=item.lead)
        write(word, -item.half[0], 0, item.size, ink, bold=item.lead, anchor="start")
        start = -item.half[0] + wide + _COUNT_GAP * item.size
        write(str(item.count), start, 0, item.size, "ink", bold=True, anchor="start")
    else:
        write(word, 0, 0, item.size, ink, bold=item.lead)


def _rivers(stage: Stage) -> None:
    """Name rivers where the course is straight, runs from left to right and nothing is met."""
    if stage.regions or (stage.signs and stage.view.small):
        return
    x0, y0 = stage.view.origin
    taken = [(a - x0, b - y0, c - x0, d - y0) for a, b, c, d in stage.boxes] + stage.spots
    size = _RIVER * stage.scale
    spaced = "\u2009" if stage.lang == "zh" else ""
    for river in stage.base.data["rivers"]:
        word = spaced.join(river[stage.lang])
        length = text_width(word, size)
        course = Course(stage.view.line(decoded(river["lines"][0])))
        shares = [*river["names_at"], *(n / NAMES.tries for n in range(NAMES.tries))]
        found: list[float] = []
        for share in shares:
            start = share * course.length
            if len(found) == 3 - river["rank"]:
                break
            if start + length > course.length or any(abs(o - start) < NAMES.apart for o in found):
                continue
            a, b = course.at(start), course.at(start + length)
            turn = math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))
            box = (
                min(a[0], b[0]) - NAMES.box[0],
                min(a[1], b[1]) - NAMES.box[1],
                max(a[0], b[0]) + NAMES.box[2],
                max(a[1], b[1]) + NAMES.box[3],
            )
            if (
                not NAMES.turns[0] <= turn <= NAMES.turns[1]
                or course.bend(start, length) > NAMES.bend
            ):
                continue
            if box[0] < 0 or box[1] < 0 or box[2] > stage.view.width or box[3] > stage.view.height:
                continue
            if any(overlap(box, other) for other in taken):
                continue
            found.append(start)
            stage.add("names", along(word, a, b, size, NAMES.rise, "water-ink", "land"))


def along(
    word: str, a: Point, b: Point, size: float, above: float, colour: str, halo: str
) -> Label:
    """Words above the line from one point to another, the baseline so many px from it."""
    turn = math.atan2(b[1] - a[1], b[0] - a[0])
    up = above + 0.36 * size
    at = ((a[0] + b[0]) / 2 + up * math.sin(turn), (a[1] + b[1]) / 2 - up * math.cos(turn))
    return Label(at, word, size, colour, halo=halo, angle=math.degrees(turn))
