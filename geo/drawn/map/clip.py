"""What lies beyond the frame of a plate is cut off, as a browser does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import shapely

from geo.drawn.map.canvas import rings
from geo.drawn.map.window import Box
from geo.look.drawing import Disc, Item, Label, Shape

#: Marks and heads of arrows are smaller than this, px: whole or not at all.
_SIGN = 60


def clipped(items: Iterable[Item], width: float, height: float) -> Iterator[Item]:
    """Items inside a frame; areas are cut, and their edges end at the frame."""
    frame = (0.0, 0.0, width, height)
    for item in items:
        if not isinstance(item, Shape):
            if isinstance(item, Label | Disc) and _holds(frame, item.at):
                yield item
            continue
        xs = [x for ring in item.rings for x, _ in ring]
        ys = [y for ring in item.rings for _, y in ring]
        box = (min(xs), min(ys), max(xs), max(ys))
        if _within(box, frame):
            yield item
        elif box[2] - box[0] < _SIGN and box[3] - box[1] < _SIGN:
            if _holds(frame, ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)):
                yield item
        else:
            yield from _cut(item, frame)


def _cut(item: Shape, frame: Box) -> Iterator[Shape]:
    if item.closed and item.fill:
        polygons = [shapely.Polygon(ring) for ring in item.rings if len(ring) > 2]
        # Even-odd: a ring inside another is a hole.
        area = shapely.make_valid(shapely.MultiPolygon(polygons))
        inside = shapely.clip_by_rect(area, *frame)
        if not shapely.is_empty(inside):
            yield replace(item, rings=_areas(inside), stroke=None)
    if item.stroke:
        ends = [(*ring, ring[0]) if item.closed else ring for ring in item.rings]
        lines = shapely.clip_by_rect(shapely.MultiLineString(ends), *frame)
        if not shapely.is_empty(lines):
            name = "" if item.fill else item.name
            yield replace(item, rings=rings(lines), closed=False, fill=None, name=name)


def _areas(geometry: Any) -> tuple[tuple[tuple[float, float], ...], ...]:
    parts = [p for p in shapely.get_parts(geometry) if p.geom_type == "Polygon"]
    return tuple(ring for part in parts for ring in rings(part))


def _holds(frame: Box, point: tuple[float, float]) -> bool:
    return frame[0] <= point[0] <= frame[2] and frame[1] <= point[1] <= frame[3]


def _within(box: Box, frame: Box) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= frame[2] and box[3] <= frame[3]
