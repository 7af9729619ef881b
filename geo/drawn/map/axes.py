"""Names of corridors: along a line, beside it, or outside the province on a thin line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil, copysign, dist

from geo.drawn.map.curves import Course
from geo.drawn.map.names import along
from geo.drawn.map.stage import overlap
from geo.drawn.map.window import Box, View
from geo.look.drawing import Disc, Item, Label, Point, Shape
from geo.look.lettering import text_width

#: Points that a name along a line is checked at, and px between those of a line kept clear of.
_SAMPLES, _STEP = 8, 6
#: From a line to the middle of its name, and from there to its upper and lower edge, px.
_ABOVE, _HALF = 11, 8
#: Points of other lines that a name may cover.
_CROSSED = 2
#: Rows and columns of places outside the province, and how many are looked at closely.
_ROW, _COLUMN, _TRIED = 16, 20, 40
_SIZE = 12.0


@dataclass
class Line:
    """A corridor and its name."""

    points: Sequence[Point]
    name: str
    course: Course = field(init=False)
    sampled: list[Point] = field(init=False)
    length: float = 0.0

    def __post_init__(self) -> None:
        self.course = Course(self.points)
        number = max(1, round(self.course.length / _STEP))
        self.sampled = [self.course.at(n / number * self.course.length) for n in range(number + 1)]


@dataclass(frozen=True)
class _Slot:
    cost: float
    start: Point
    end: Point
    box: Box


class AxisNames:
    """Places the names one after the other, each clear of what is there already."""

    def __init__(
        self,
        lines: Sequence[Line],
        taken: list[Box],
        rings: list[list[Point]],
        view: View,
        scale: float,
    ) -> None:
        self._lines = lines
        self._taken = taken
        self._rings = rings
        self._view = view
        self._size = _SIZE * scale
        self._rows: dict[int, list[float]] = {}
        self._calls: list[tuple[Point, Point]] = []
        self._items: list[Item] = []

    def items(self) -> list[Item]:
        """Names, with the thin lines that some need."""
        for line in self._lines:
            line.length = text_width(line.name, self._size)
            ways: tuple[Callable[[Line], bool], ...] = (self._along, self._near, self._outside)
            if not any(way(line) for way in ways):
                self._beside(line)
        return self._items

    def _crossed(self, line: Line, point: Point, room: float) -> int:
        """How many points of other lines lie within a distance of a point."""
        return sum(
            abs(p[0] - point[0]) < room and abs(p[1] - point[1]) < room
            for other in self._lines
            if other is not line
            for p in other.sampled
        )

    def _write(self, name: str, middle: Point, box: Box) -> None:
        self._items.append(Label(middle, name, self._size, "ink2", halo="ground"))
        self._taken.append(box)

    def _along(self, line: Line) -> bool:
        whole, length = line.course.length, line.length
        best: tuple[float, list[Point], list[Point]] | None = None
        share = 0.0
        while share * whole + length <= whole:
            points = [
                line.course.at(share * whole + n / _SAMPLES * length) for n in range(_SAMPLES + 1)
            ]
            if points[0][0] > points[-1][0]:
                points.reverse()
            a, b = points[0], points[-1]
            chord = dist(a, b) or 1
            up = ((b[1] - a[1]) / chord * _ABOVE, (a[0] - b[0]) / chord * _ABOVE)
            middles = [(x + up[0], y + up[1]) for x, y in points]
            free = not any(_inside(p, box, _HALF) for p in middles for box in self._taken)
            if free and chord >= length * 0.94:
                crossed = sum(self._crossed(line, p, _HALF - 1) for p in middles)
                aside = abs(share + length / whole / 2 - 0.5) * 10
                cost = crossed * 20 + (length - chord) * 20 + aside
                if crossed <= _CROSSED and (best is None or cost < best[0]):
                    best = (cost, points, middles)
            share += 0.025
        if best is None:
            return False
        _, points, middles = best
        self._items.append(along(line.name, points[0], points[-1], self._size, 6, "ink2", "ground"))
        self._taken += [(x - _HALF, y - _HALF, x + _HALF, y + _HALF) for x, y in middles]
        return True

    def _near(self, line: Line) -> bool:
        """Near a line that is too short for its name."""
        return line.course.length <= line.length * 1.2 and self._beside(line, free=True)

    def _beside(self, line: Line, *, free: bool = False) -> bool:
        length = line.length
        best: tuple[float, int, Point, Box] | None = None
        for share in (0, 0.25, 0.5, 0.75, 1):
            x, y = line.course.at(share * line.course.length)
            for dy in (-14, 20, -30, 36):
                for aside in (0, -0.6, 0.6):
                    at = (x + aside * length, y + dy)
                    box = (at[0] - length / 2, at[1] - 12, at[0] + length / 2, at[1] + 3)
                    covered = sum(
                        self._crossed(line, (at[0] + part * length, at[1] - 4), _HALF)
                        for part in (-0.5, -0.25, 0, 0.25, 0.5)
                    )
                    met = sum(overlap(box, other) for other in self._taken)
                    fault = met * 100 + covered * 20
                    cost = fault + abs(dy) + abs(aside) * 30
                    if best is None or cost < best[0]:
                        best = (cost, fault, at, box)
        assert best is not None
        _, blocked, at, box = best
        if blocked and free:
            return False
        self._write(line.name, (at[0], at[1] - 0.36 * self._size), box)
        return True

    def _outside(self, line: Line) -> bool:
        slots = sorted(self._slots(line), key=lambda slot: slot.cost)[:_TRIED]
        if not slots:
            return False
        slot = min(slots, key=lambda slot: slot.cost + self._hindered(slot))
        ends = (slot.start, slot.end)
        self._items.append(Shape((ends,), closed=False, stroke="ink2", width=0.8))
        self._items.append(Disc(slot.end, 2.6, fill="ink2", stroke="ground", width=1))
        self._calls.append(ends)
        middle = ((slot.box[0] + slot.box[2]) / 2, slot.box[1] + _HALF)
        self._write(line.name, middle, slot.box)
        return True

    def _slots(self, line: Line) -> list[_Slot]:
        """Free places outside the province, each with the nearest point of the line."""
        room = [50 if self._crossed(line, p, 4) else 0 for p in line.sampled]
        found = []
        y = float(_ROW)
        while y < self._view.height - 6:
            x = 6.0
            while x + line.length < self._view.width - 6:
                box = (x, y - _HALF, x + line.length, y + _HALF)
                if not self._land(box) and not any(overlap(box, other) for other in self._taken):
                    found.append(
                        min(
                            (
                                _slot(box, p, extra)
                                for p, extra in zip(line.sampled, room, strict=True)
                            ),
                            key=lambda slot: slot.cost,
                        )
                    )
                x += _COLUMN
            y += _ROW
        return found

    def _hindered(self, slot: _Slot) -> float:
        """What the thin line of a name would run over."""
        (ax, ay), (bx, by) = slot.start, slot.end
        steps = ceil(dist(slot.start, slot.end) / 8)
        on = [(ax + (bx - ax) * n / steps, ay + (by - ay) * n / steps) for n in range(steps)]
        boxes = sum(any(_inside(p, box, 2) for p in on) for box in self._taken)
        calls = sum(
            _side(a, b, slot.start) != _side(a, b, slot.end)
            and _side(slot.start, slot.end, a) != _side(slot.start, slot.end, b)
            for a, b in self._calls
        )
        return boxes * 60 + calls * 90

    def _land(self, box: Box) -> bool:
        x0, y0, x1, y1 = box
        for y in (y0, (y0 + y1) / 2, y1):
            row = round(y / 4) * 4
            if row not in self._rows:
                self._rows[row] = _within(self._rings, row)
            xs = self._rows[row]
            if any(x0 - 5 < b and x1 + 5 > a for a, b in zip(xs[::2], xs[1::2], strict=False)):
                return True
        return False


def _slot(box: Box, p: Point, extra: float) -> _Slot:
    left, top, right, bottom = box
    y = (top + bottom) / 2
    if p[0] < left:
        start = (left - 3, y)
    elif p[0] > right:
        start = (right + 3, y)
    else:
        start = ((left + right) / 2, y + (-_HALF if p[1] < y else _HALF))
    return _Slot(dist(start, p) + extra, start, p, box)


def _inside(point: Point, box: Box, room: float) -> bool:
    x, y = point
    return box[0] - room < x < box[2] + room and box[1] - room < y < box[3] + room


def _side(a: Point, b: Point, c: Point) -> float:
    return copysign(1, (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))


def _within(rings: list[list[Point]], y: float) -> list[float]:
    """Where the horizontal line at a height enters and leaves an area of rings."""
    return sorted(
        a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
        for ring in rings
        for a, b in pairwise(ring)
        if (a[1] > y) != (b[1] > y)
    )
