"""Painter of names: cities always, counties when near, rivers along a straight reach."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from geo.drawn.map.canvas import Canvas, called, decoded, overlap
from geo.drawn.map.curves import Course
from geo.drawn.map.inset import obstacles, settled
from geo.drawn.map.marks import plain
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
#: How a name may stand: as set, then ever farther aside, in eight directions.
_MOVES: tuple[Point, ...] = (
    (0.0, 0.0),
    *(
        (x * far, y * far)
        for far in NAMES.aside
        for x, y in ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
    ),
)


def shift(canvas: Canvas, city: dict[str, Any], zoom: float) -> Point:
    """From a city's seat to its name, px.

    The name stands where it was set; nearer than that it keeps its distance from the seat, so that
    it still belongs to the place. A layer that marks the seats sets the names beside them.
    """
    if canvas.beside is not None:
        dx, dy = canvas.beside[str(city["id"])]
        return (float(dx), float(dy))
    (ax, ay), (bx, by) = world([city["name_at"], city["seat"]], min(zoom, NAMES.set_at))
    move = (float(ax - bx), float(ay - by))
    return settled(canvas, world(city["seat"], zoom), move) if canvas.inside else move


def _avoided(canvas: Canvas) -> list[Box]:
    """Words of regions and marked seats, which a name keeps clear of once it stands aside."""
    x0, y0 = canvas.window.origin
    words = [(a + x0, b + y0, c + x0, d + y0) for a, b, c, d in canvas.words]
    if canvas.beside is None:
        return words
    seats = (world(city["seat"], canvas.window.zoom) for city in canvas.base.data["cities"])
    half = NAMES.seat
    return [*words, *((x - half, y - half, x + half, y + half) for x, y in seats)]


def _moved(box: Box, by: Point) -> Box:
    return (box[0] + by[0], box[1] + by[1], box[2] + by[0], box[3] + by[1])


def aside(box: Box, taken: list[Box], avoid: list[Box]) -> Point | None:
    """First move by which a box meets none of those taken and, once moved, none to avoid."""
    for move in _MOVES:
        own = _moved(box, move)
        if not any(overlap(own, other) for other in (*taken, *(avoid if any(move) else ()))):
            return move
    return None


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


def names(canvas: Canvas, data: dict[str, Any]) -> None:
    """Place and draw the names; those of rivers when the marks have settled."""
    bare = plain(canvas, data["marks"] - canvas.enlarged)
    items = _collected(canvas, data["counts"], bare)
    near = canvas.window.zoom >= NAMES.counties_from
    origin = canvas.window.origin
    shown: list[tuple[_Name, Point]] = []
    # On a phone the words of regions come first.
    boxes: list[Box] = [
        (a + origin[0], b + origin[1], c + origin[0], d + origin[1])
        for a, b, c, d in canvas.words
        if canvas.window.small
    ] + obstacles(canvas)
    avoid = _avoided(canvas)
    for item in items:
        if not _fits(canvas, item, near):
            continue
        dx, dy = shift(canvas, item.unit, canvas.window.zoom) if item.kind == "city" else (0.0, 0.0)
        x, y = world(item.unit.get("seat") or item.unit["name_at"], canvas.window.zoom)
        x, y = float(x) + dx, float(y) + dy
        w, h = (item.number, NAMES.number) if item.kind == "county" and not near else item.half
        box = (x - w - NAMES.gap, y - h, x + w + NAMES.gap, y + h)
        # On a phone the smaller ones give way; anywhere else every city has its name.
        if item.kind == "city" and not canvas.window.small:
            move = aside(box, boxes, avoid)
        else:
            move = None if any(overlap(box, other) for other in boxes) else (0.0, 0.0)
        if move is None:
            continue
        boxes.append(_moved(box, move))
        shown.append((item, (x + move[0] - origin[0], y + move[1] - origin[1])))
    canvas.boxes = boxes
    left = NAMES.most if near else len(shown)
    for item, at in shown:
        seat = canvas.window.at(item.unit.get("seat") or item.unit["name_at"])
        if canvas.window.holds(seat):
            left -= 1
            if left < 0:
                continue
        _draw(canvas, item, at, near)
    canvas.later.append(lambda: _rivers(canvas))


def _collected(canvas: Canvas, counts: dict[int, int], bare: bool) -> list[_Name]:
    """All names, the most important first, with the room that each needs."""
    figure = canvas.figure
    cities, counties = canvas.base.data["cities"], canvas.base.data["counties"]
    units = [("city", city["rank"], city) for city in cities]
    units += [("county", 3, unit) for unit in counties if unit["id"] not in canvas.base.cities]
    found = []
    if canvas.inside is not None:
        units = [one for one in units if one[0] == "county" or canvas.has(one[2])]
    if canvas.inside:
        units = [one for one in units if one[0] == "city"]
    for kind, rank, unit in sorted(units, key=lambda one: one[1]):
        code = unit["id"]
        listed = figure["areas"].get(str(code), []) if figure and figure["level"] == kind else []
        printed = listed[2] if len(listed) > 2 else ""
        signs = canvas.signs[0].get(str(code)) if canvas.signs and not printed else None
        count = counts.get(code, 0) if bare and not (figure or signs) else 0
        item = _Name(unit, kind, rank, _size(canvas, kind, rank), printed, signs, count)
        _measure(canvas, item)
        found.append(item)
    return found


def _size(canvas: Canvas, kind: str, rank: int) -> float:
    if canvas.window.small:
        return 13.0 if rank == 0 else 12.0
    return {"city": 15.0 if rank == 0 else 13.0, "county": 12.0}[kind] * canvas.scale


def _measure(canvas: Canvas, item: _Name) -> None:
    wide = text_width(called(item.unit, canvas.lang), item.size, bold=item.lead)
    high = item.size * _LINE
    if item.printed:
        value = text_width(item.printed, item.value_size, bold=True)
        item.number = max(wide, value) / 2 + 1
        wide, high = max(wide, value), high + item.value_size * _LINE
    elif item.signs:
        k = _chevron_scale(canvas)
        wide = max(wide, _CHEVRON[0] * k)
        high += _CHEVRON[1] * k + (0 if canvas.window.small else _CHEVRON_ROOM)
    elif item.count:
        wide += item.size * _COUNT_GAP + text_width(str(item.count), item.size, bold=True)
    item.half = (wide / 2, high / 2)


def _chevron_scale(canvas: Canvas) -> float:
    return _CHEVRON_SMALL / _CHEVRON[0] if canvas.window.small else canvas.scale


def _fits(canvas: Canvas, item: _Name, near: bool) -> bool:
    """From afar a county shows its number alone; a phone has no room for the smallest cities."""
    if item.kind == "county":
        return near or item.number > 0
    return (
        item.rank < 2
        or canvas.figure is not None
        or not canvas.window.small
        or canvas.window.zoom >= NAMES.set_at
    )


def _draw(canvas: Canvas, item: _Name, at: Point, near: bool) -> None:
    x, y = at
    word = called(item.unit, canvas.lang)
    ink = "ink" if item.lead else "muted" if item.kind == "county" else "ink2"

    def write(text: str, dx: float, dy: float, size: float, colour: str, **style: Any) -> None:
        canvas.add("names", Label((x + dx, y + dy), text, size, colour, halo="ground", **style))

    top = -item.half[1] + item.size * _LINE / 2
    if item.printed:
        colour = "ink" if item.kind == "city" else "ink2"
        alone = item.kind == "county" and not near
        down = 0.0 if alone else item.half[1] - item.value_size * _LINE / 2
        if not alone:
            write(word, 0, top, item.size, ink, bold=item.lead)
        write(item.printed, 0, down, item.value_size, colour, bold=True)
    elif item.signs and canvas.signs:
        write(word, 0, top, item.size, ink, bold=item.lead)
        k = _chevron_scale(canvas)
        inner = k * 59 / 61  # the drawing has an edge of one px around it
        corner = (x - 29.5 * k + inner, y + item.half[1] - _CHEVRON[1] * k + inner)
        cells = chevron_items(item.signs, canvas.signs[1], corner, inner)
        canvas.add(
            "names", *(c for c in cells if not (canvas.window.small and isinstance(c, Label)))
        )
    elif item.count:
        wide = text_width(word, item.size, bold=item.lead)
        write(word, -item.half[0], 0, item.size, ink, bold=item.lead, anchor="start")
        start = -item.half[0] + wide + _COUNT_GAP * item.size
        write(str(item.count), start, 0, item.size, "ink", bold=True, anchor="start")
    else:
        write(word, 0, 0, item.size, ink, bold=item.lead)


def _rivers(canvas: Canvas) -> None:
    """Name rivers where the course is straight, runs from left to right and nothing is met."""
    if canvas.inside or canvas.regions or (canvas.signs and canvas.window.small):
        return
    x0, y0 = canvas.window.origin
    taken = [(a - x0, b - y0, c - x0, d - y0) for a, b, c, d in canvas.boxes] + canvas.spots
    size = _RIVER * canvas.scale
    spaced = "\u2009" if canvas.lang == "zh" else ""
    for river in canvas.base.data["rivers"]:
        word = spaced.join(river[canvas.lang])
        length = text_width(word, size)
        course = Course(canvas.window.line(decoded(river["lines"][0])))
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
            if (
                box[0] < 0
                or box[1] < 0
                or box[2] > canvas.window.width
                or box[3] > canvas.window.height
            ):
                continue
            if any(overlap(box, other) for other in taken):
                continue
            found.append(start)
            canvas.add("names", along(word, a, b, size, NAMES.rise, "water-ink", "land"))


def along(
    word: str, a: Point, b: Point, size: float, above: float, colour: str, halo: str
) -> Label:
    """Words above the line from one point to another, the baseline so many px from it."""
    turn = math.atan2(b[1] - a[1], b[0] - a[0])
    up = above + 0.36 * size
    at = ((a[0] + b[0]) / 2 + up * math.sin(turn), (a[1] + b[1]) / 2 - up * math.cos(turn))
    return Label(at, word, size, colour, halo=halo, angle=math.degrees(turn))
