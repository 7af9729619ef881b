"""Painters of clusters: lines through their cities, marks with leaders and hulls, their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import dist, sqrt

import shapely

from geo.drawn.map.canvas import Canvas, overlap, rings
from geo.drawn.map.spread import spread
from geo.drawn.map.window import Box, world
from geo.look import tokens
from geo.look.drawing import Disc, Label, Point, Shape
from geo.look.lettering import text_width, wrapped
from geo.maps.clusters import MappedCluster
from geo.maps.constants import MARKS
from geo.maps.marks import mark_items

_LABEL = 12.0


def mark_scale(canvas: Canvas, count: int) -> float:
    """Scale of marks: smaller where they are many, full as the reader comes nearer."""
    if canvas.mark_scale is not None:
        return canvas.mark_scale
    window, scale = canvas.window, canvas.phone
    room = (MARKS.crowd * 4 ** (window.home_zoom - MARKS.desk)) / scale**2
    many = sqrt(room / (count or 1)) * 2 ** (max(0.0, window.zoom - window.home_zoom) / 2)
    return scale * max(MARKS.least, min(1.0, many))


def plain(canvas: Canvas, count: int) -> bool:
    """Whether marks are too small to carry a character."""
    return (
        2 * float(canvas.base.data["marks"]["2"]["r"]) * mark_scale(canvas, count)
        < MARKS.letter_fine
    )


def clusters(canvas: Canvas, data: Mapping[str, MappedCluster]) -> None:
    """What the other painters need to know of the clusters."""
    canvas.clusters = data


def links(canvas: Canvas, data: list[tuple[str, str]]) -> None:
    """Lines through all cities of the clusters that span several."""
    for cluster_id, hue in data:
        canvas.line(
            "lines",
            canvas.window.line(canvas.clusters[cluster_id].line),
            f"fam-{hue}",
            tokens.LINES["link"] * canvas.scale,
            opacity=0.55,
            name=canvas.clusters[cluster_id].name,
        )


@dataclass(frozen=True)
class _Spot:
    id: str
    tier: int
    hue: str
    cluster: MappedCluster
    at: Point
    place: Point
    r: float
    counts: bool

    @property
    def box(self) -> Box:
        (x, y), r = self.at, self.r
        return (x - r, y - r, x + r, y + r)


def marks(canvas: Canvas, data: list[tuple[str, int, str, bool]]) -> None:
    """One mark a cluster, none over another or over a name; drawn when the choice is known."""
    data = [row for row in data if canvas.holds(canvas.clusters[row[0]])]
    scale = mark_scale(canvas, len(data))
    spots = _spots(canvas, data, scale)
    canvas.spots += [spot.box for spot in spots]
    # Before the names of rivers, which give way to all else.
    canvas.later.insert(0, lambda: _draw(canvas, spots, scale))


def _spots(canvas: Canvas, data: list[tuple[str, int, str, bool]], scale: float) -> list[_Spot]:
    from geo.drawn.map.inset import room
    from geo.drawn.map.names import shift

    forms = canvas.base.data["marks"]
    rows = sorted(data, key=lambda row: (row[1], row[0]))
    wishes: list[tuple[float, float, float]] = []
    places = []
    for cluster_id, tier, _, _ in rows:
        cluster = canvas.clusters[cluster_id]
        at, (dx, dy) = cluster.at, (0.0, 0.0)
        if cluster.area is not None:
            city = canvas.base.city(cluster.area)
            at, (dx, dy) = city["seat"], shift(canvas, city, canvas.window.zoom)
        x, y = world(at, canvas.window.zoom)
        places.append((float(x), float(y)))
        wishes.append((float(x) + dx, float(y) + dy, float(forms[str(tier)]["r"]) * scale))
    found = spread(tuple(wishes), tuple(canvas.boxes), room=room(canvas))
    x0, y0 = canvas.window.origin
    return [
        _Spot(
            cluster_id,
            tier,
            hue,
            canvas.clusters[cluster_id],
            (x - x0, y - y0),
            (place[0] - x0, place[1] - y0),
            wish[2],
            counts,
        )
        for (cluster_id, tier, hue, counts), (x, y), place, wish in zip(
            rows, found, places, wishes, strict=True
        )
    ]


def _draw(canvas: Canvas, spots: list[_Spot], scale: float) -> None:
    bare = plain(canvas, len(spots))
    if not bare:
        _leaders(canvas, spots, scale)
    # Large tiers are placed first and drawn last, and the chosen one above all.
    chosen = [spot for spot in spots if spot.id == canvas.selected]
    for spot in [*reversed(spots), *chosen]:
        if spot in chosen:
            half = tokens.TIERS[spot.tier].size + 4.5
            ring = Disc(spot.at, half * scale, fill="ground", stroke="ink", width=2.6 * scale)
            canvas.add("marks", ring)
        items = mark_items(
            spot.tier,
            spot.hue,
            canvas.lang,
            precise=not spot.cluster.vague,
            doubtful=not spot.counts,
            fresh=spot.id in canvas.fresh,
            at=spot.at,
            scale=scale,
            name=spot.cluster.name,
        )
        canvas.add("marks", *(item for item in items if not (bare and isinstance(item, Label))))
    _labels(canvas, spots, chosen, scale)


def _leaders(canvas: Canvas, spots: list[_Spot], scale: float) -> None:
    """Lines back to the true place; an outline around many fanned out from one place."""
    known = [spot for spot in spots if not spot.cluster.vague]
    for city in dict.fromkeys(spot.cluster.cities[0] for spot in known):
        for members in _crowds([spot for spot in known if spot.cluster.cities[0] == city]):
            if _fanned(members):
                canvas.add("leaders", _hull(members))
    for spot in known:
        if dist(spot.at, spot.place) >= MARKS.leader * scale:
            canvas.line("leaders", [spot.place, spot.at], "muted", 0.8)
            canvas.add("leaders", Disc(spot.place, MARKS.place, fill="muted"))


def _near(a: _Spot, b: _Spot) -> bool:
    return dist(a.at, b.at) < a.r + b.r + MARKS.touch


def _crowds(spots: list[_Spot]) -> list[list[_Spot]]:
    """Marks of one city that stand shoulder to shoulder."""
    groups: list[list[_Spot]] = []
    for spot in spots:
        met = [group for group in groups if any(_near(spot, other) for other in group)]
        groups = [group for group in groups if group not in met]
        groups.append([spot, *(one for group in met for one in group)])
    return groups


def _fanned(members: list[_Spot]) -> bool:
    """Whether many of them were fanned out from one place."""
    return any(
        sum(dist(one.place, other.place) < MARKS.one_place for other in members) >= MARKS.hull
        for one in members
    )


def _hull(members: list[_Spot]) -> Shape:
    """Outline of the discs around marks and of the bars between neighbours."""
    parts = [shapely.Point(spot.at).buffer(spot.r + MARKS.hull_room + 0.5) for spot in members]
    for i, a in enumerate(members):
        for b in members[i + 1 :]:
            if _near(a, b):
                width = MARKS.hull_bar * (min(a.r, b.r) + 0.5)
                parts.append(shapely.LineString([a.at, b.at]).buffer(width / 2, cap_style="flat"))
    return Shape(rings(shapely.union_all(parts)), fill="ground", stroke="muted", width=1)


def beside(gap: float, w: float, h: float) -> list[Point]:
    """Corners for a label next to a mark, best first."""
    c = MARKS.corner
    return [
        (gap, -h / 2), (-gap - w, -h / 2), (-w / 2, gap), (-w / 2, -gap - h),
        (gap - c, gap - c), (c - gap - w, gap - c),
        (gap - c, c - gap - h), (c - gap - w, c - gap - h),
    ]  # fmt: skip


def _labels(canvas: Canvas, spots: list[_Spot], chosen: list[_Spot], scale: float) -> None:
    """Names of marks: of the chosen one always, of all when near, where there is room."""
    x0, y0 = canvas.window.origin
    taken = [(a - x0, b - y0, c - x0, d - y0) for a, b, c, d in canvas.boxes]
    taken += [spot.box for spot in spots]
    near = canvas.window.zoom >= MARKS.names_from
    others = [spot for spot in spots if near and spot not in chosen]
    edge = MARKS.edge
    frame = (edge, edge, canvas.window.width - edge, canvas.window.height - edge)
    left = MARKS.most_names
    for spot in [*chosen, *others]:
        first = spot in chosen
        if not first and (not left or not canvas.window.holds(spot.at)):
            continue
        size = _LABEL * canvas.scale
        lines = wrapped(spot.cluster.name, size, (24 if first else 13) * size)
        pad = (7.0, 2.0) if first else (0.0, 0.0)
        w = max(text_width(line, size) for line in lines) + 2 * pad[0]
        h = len(lines) * size * 1.2 + 2 * pad[1]
        gap = spot.r + (MARKS.gap_chosen if first else MARKS.gap) * scale
        seek = [one for out in (MARKS.out if first else (0,)) for one in beside(gap + out, w, h)]
        x, y = spot.at
        free = next(
            (one for one in seek if _free((x + one[0], y + one[1]), w, h, frame, taken)), None
        )
        if free is None and not first:
            continue
        dx, dy = free or seek[2]
        box = (x + dx, y + dy, x + dx + w, y + dy + h)
        taken.append(box)
        left -= 1
        if first:
            to = (max(box[0], min(x, box[2])), max(box[1], min(y, box[3])))
            canvas.line("leaders", [spot.at, to], "ink", 1)
            corners = ((box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3]))
            canvas.add("top", Shape((corners,), fill="ground", stroke="ink", width=1))
        canvas.add("top", *_written(lines, box, size, pad[1], None if first else "ground"))


def _free(at: Point, w: float, h: float, frame: Box, taken: Iterable[Box]) -> bool:
    box = (at[0], at[1], at[0] + w, at[1] + h)
    inside = box[0] > frame[0] and box[1] > frame[1] and box[2] < frame[2] and box[3] < frame[3]
    return inside and not any(overlap(box, other) for other in taken)


def _written(
    lines: list[str], box: Box, size: float, pad: float, halo: str | None
) -> Iterable[Label]:
    for n, line in enumerate(lines):
        at = ((box[0] + box[2]) / 2, box[1] + pad + (n + 0.5) * size * 1.2)
        yield Label(at, line, size, "ink", halo=halo)
