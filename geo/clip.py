"""A flat drawing cut to its own frame, for programs that do not hide what lies outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import shapely

from geo.drawing import Disc, Drawing, Item, Label, Point, Shape

Box = tuple[float, float, float, float]


def ring_within(ring: Sequence[Point], box: Box) -> tuple[Point, ...]:
    """Outline of the part of an area that lies in ``left, top, right, bottom``."""
    left, top, right, bottom = box
    kept = list(ring)
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        rest, kept = kept, []
        for a, b in pairwise([*rest, rest[0]] if rest else []):
            inside = [(point[axis] - limit) * sign >= 0 for point in (a, b)]
            if inside[0]:
                kept.append(a)
            if inside[0] != inside[1]:
                share = (limit - a[axis]) / (b[axis] - a[axis])
                kept.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
    return tuple(kept)


def clipped(drawing: Drawing) -> Drawing:
    """The same drawing without what lies outside its frame.

    Areas and lines are cut; circles and words are kept if their middle is inside.
    """
    box = (0.0, 0.0, drawing.width, drawing.height)
    return replace(drawing, items=tuple(_items(drawing.items, box)))


def _items(items: Sequence[Item], box: Box) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Disc | Label):
            if box[0] <= item.at[0] <= box[2] and box[1] <= item.at[1] <= box[3]:
                yield item
            continue
        rings = tuple(_rings(item, box))
        if rings:
            yield replace(item, rings=rings)


def _rings(shape: Shape, box: Box) -> Iterator[tuple[Point, ...]]:
    left, top, right, bottom = box
    for ring in shape.rings:
        if all(left <= x <= right and top <= y <= bottom for x, y in ring):
            yield ring
        elif shape.closed:
            if len(found := ring_within(ring, box)) > 2:
                yield found
        elif len(ring) > 1:
            cut = shapely.clip_by_rect(shapely.LineString(ring), *box)
            for part in shapely.get_parts(cut):
                yield tuple((float(x), float(y)) for x, y in part.coords)
