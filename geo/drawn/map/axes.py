"""Names of corridors: along a line, beside it, or outside the province on a thin line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil, copysign, dist, floor

from geo.drawn.map.canvas import overlap
from geo.drawn.map.curves import Course
from geo.drawn.map.names import along
from geo.drawn.map.window import Box, Window
from geo.look.drawing import Disc, Item, Label, Point, Shape
from geo.look.lettering import text_width
from geo.maps.constants import AXES

_HALF = AXES.half
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
        number = max(1, floor(self.course.length / AXES.step + 0.5))
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
        window: Window,
        scale: float,
    ) -> None:
        self._lines = lines
        self._taken = taken
        self._rings = rings
        self._window = window
        self._size = _SIZE * scale
        self._rows: dict[float, list[float]] = {}
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
                line.course.at(share * whole + n / AXES.samples * length)
                for n in range(AXES.samples + 1)
            ]
            if points[0][0] > points[-1][0]:
                points.reverse()
            a, b = points[0], points[-1]
            chord = dist(a, b) or 1
            up = ((b[1] - a[1]) / chord * AXES.above, (a[0] - b[0]) / chord * AXES.above)
            middles = [(x + up[0], y + up[1]) for x, y in points]
            free = not any(_inside(p, box, _HALF) for p in middles for box in self._taken)
            if free and chord >= length * AXES.straight:
                crossed = sum(self._crossed(line, p, _HALF - 1) for p in middles)
                off = abs(share + length / whole / 2 - 0.5)
                bent = (length - chord) * AXES.bent
                cost = crossed * AXES.covered + bent + off * AXES.aside
                if crossed <= AXES.crossed and (best is None or cost < best[0]):
                    best = (cost, points, middles)
            share += AXES.stride
        if best is None:
            return False
        _, points, middles = best
        self._items.append(
            along(line.name, points[0], points[-1], self._size, AXES.rise, "ink2", "ground")
        )
        self._taken += [(x - _HALF, y - _HALF, x + _HALF, y + _HALF) for x, y in middles]
        return True

    def _near(self, line: Line) -> bool:
        """Near a line that is too short for its name."""
        return line.course.length <= line.length * AXES.short and self._beside(line, free=True)

    def _beside(self, line: Line, *, free: bool = False) -> bool:
        length = line.length
        best: tuple[float, float, Point, Box] | None = None
        for share in AXES.shares:
            x, y = line.course.at(share * line.course.length)
            for dy in AXES.downs:
                for aside in AXES.asides:
                    at = (x + aside * length, y + dy)
                    up, down, middle = AXES.body
                    box = (at[0] - length / 2, at[1] - up, at[0] + length / 2, at[1] + down)
                    covered = sum(
                        self._crossed(line, (at[0] + part * length, at[1] - middle), _HALF)
                        for part in AXES.parts
                    )
                    met = sum(overlap(box, other) for other in self._taken)
                    fault = met * AXES.met + covered * AXES.covered
                    cost = fault + abs(dy) + abs(aside) * AXES.off
                    if best is None or cost < best[0]:
                        best = (cost, fault, at, box)
        assert best is not None
        _, blocked, at, box = best
        if blocked and free:
            return False
        self._write(line.name, (at[0], at[1] - 0.36 * self._size), box)
        return True

    def _outside(self, line: Line) -> bool:
        slots = sorted(self._slots(line), key=lambda slot: slot.cost)[: AXES.tried]
        if not slots:
            return False
        slot = min(slots, key=lambda slot: slot.cost + self._hindered(slot))
        ends = (slot.start, slot.end)
        self._items.append(Shape((ends,), closed=False, stroke="ink2", width=0.8))
        self._items.append(Disc(slot.end, AXES.dot, fill="ink2", stroke="ground", width=1))
        self._calls.append(ends)
        middle = ((slot.box[0] + slot.box[2]) / 2, slot.box[1] + _HALF)
        self._write(line.name, middle, slot.box)
        return True

    def _slots(self, line: Line) -> list[_Slot]:
        """Free places outside the province, each with the nearest point of the line."""
        room = [AXES.busy[1] if self._crossed(line, p, AXES.busy[0]) else 0 for p in line.sampled]
        found = []
        y = AXES.row
        while y < self._window.height - AXES.margin:
            x = AXES.margin
            while x + line.length < self._window.width - AXES.margin:
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
                x += AXES.column
            y += AXES.row
        return found

    def _hindered(self, slot: _Slot) -> float:
        """What the thin line of a name would run over."""
        (ax, ay), (bx, by) = slot.start, slot.end
        steps = ceil(dist(slot.start, slot.end) / AXES.look)
        on = [(ax + (bx - ax) * n / steps, ay + (by - ay) * n / steps) for n in range(steps)]
        boxes = sum(any(_inside(p, box, AXES.near) for p in on) for box in self._taken)
        calls = sum(
            _side(a, b, slot.start) != _side(a, b, slot.end)
            and _side(slot.start, slot.end, a) != _side(slot.start, slot.end, b)
            for a, b in self._calls
        )
        return boxes * AXES.over_box + calls * AXES.over_call

    def _land(self, box: Box) -> bool:
        x0, y0, x1, y1 = box
        for y in (y0, (y0 + y1) / 2, y1):
            row = floor(y / AXES.land_row + 0.5) * AXES.land_row
            if row not in self._rows:
                self._rows[row] = _within(self._rings, row)
            xs = self._rows[row]
            if any(
                x0 - AXES.land_room < b and x1 + AXES.land_room > a
                for a, b in zip(xs[::2], xs[1::2], strict=False)
            ):
                return True
        return False


def _slot(box: Box, p: Point, extra: float) -> _Slot:
    left, top, right, bottom = box
    y = (top + bottom) / 2
    if p[0] < left:
        start = (left - AXES.call, y)
    elif p[0] > right:
        start = (right + AXES.call, y)
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
