"""What painters share: the base, the frame, what earlier painters settled, and panes to fill."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.drawn.map.window import Box, Window
from geo.look.drawing import Item, Point, Shape
from geo.look.lettering import shortened
from geo.maps.base import base_data
from geo.maps.clusters import MappedCluster, within
from geo.maps.constants import FRAME, INSET

#: From below to above; marks give way to names, what is chosen lies over both.
PANES = (
    "land", "counties", "county-lines", "cells", "water", "city-lines", "province-line", "lines",
    "outline", "leaders", "names", "marks", "top",
)  # fmt: skip
#: Vertices closer to the line between their neighbours than this are left out, px.
_FINE = 0.3
#: Longest name of a place, as a multiple of the size of its type.
_LONGEST = 14.0


@dataclass(frozen=True)
class Base:
    """The constant base: its data as browsers have it, and its shapes in degrees."""

    data: Mapping[str, Any]
    cities: Mapping[int, Any]
    counties: Mapping[int, Any]
    province: Any
    lakes: tuple[Any, ...]
    rivers: tuple[Any, ...]

    def city(self, adcode: int) -> dict[str, Any]:
        """Record of a city."""
        return next(city for city in self.data["cities"] if city["id"] == adcode)


def decoded(code: list[int]) -> Any:
    """Places of a line that is stored in steps of ten-thousandths of a degree."""
    return np.cumsum(np.asarray(code, dtype=float).reshape(-1, 2), axis=0) / 1e4


def _area(parts: list[list[list[int]]]) -> Any:
    polygons = [
        shapely.Polygon(decoded(rings[0]), [decoded(ring) for ring in rings[1:]]) for rings in parts
    ]
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


@remembered(2)
def base_of(atlas: Atlas) -> Base:
    """The base of the data package."""
    data = base_data(atlas)
    return Base(
        data=data,
        cities={city["id"]: _area(city["shape"]) for city in data["cities"]},
        counties={unit["id"]: _area(unit["shape"]) for unit in data["counties"]},
        province=_area(data["province"]),
        lakes=tuple(_area(lake["shape"]) for lake in data["lakes"]),
        rivers=tuple(
            shapely.MultiLineString([decoded(line) for line in river["lines"]])
            for river in data["rivers"]
        ),
    )


@remembered(16)
def coverage(atlas: Atlas, window: Window, kind: str) -> dict[int, Any]:
    """Cities or counties on the plate, without vertices too fine to see, side by side as before."""
    base = base_of(atlas)
    units = base.cities if kind == "city" else base.counties
    shapes = window.shape(np.array(list(units.values()), dtype=object))
    fine = shapely.coverage_simplify(shapes, _FINE)
    return dict(zip(units, fine, strict=True))


def rings(geometry: Any) -> tuple[tuple[Point, ...], ...]:
    """All outlines of an area, or the parts of a line."""
    found = []
    for part in shapely.get_parts(geometry):
        outlines = (part.exterior, *part.interiors) if part.geom_type == "Polygon" else (part,)
        for line in outlines:
            points = [(float(x), float(y)) for x, y in shapely.get_coordinates(line)]
            found.append(tuple(points[:-1] if part.geom_type == "Polygon" else points))
    return tuple(found)


def fine(geometry: Any) -> Any:
    """A single shape on the plate without vertices too fine to see."""
    return shapely.simplify(geometry, _FINE)


def called(unit: Mapping[str, Any], lang: str) -> str:
    """What a place is called on a map; a name that is no name any more is cut short."""
    return shortened(str(unit[lang]), 1.0, _LONGEST, 1)


@dataclass
class Canvas:
    """State of one drawing.

    Attributes
    ----------
    atlas, base, window : Atlas, Base, Window
        Data, constant base and frame.
    lang, scale : str, float
        Language, and scale of marks and type.
    panes : dict
        Items by pane.
    fills : dict
        Colour of cities that are not plain land.
    figure : dict or None
        What colours the areas, as the browser has it.
    painted : dict or None
        Colour of counties where these are coloured.
    beside : Mapping or None
        Offsets of names from seats where a layer marks the seats.
    regions : str
        ``whole`` or ``part`` of the province where regions are drawn, else empty.
    signs : dict or None
        Stages by city and their letters, where names carry a chevron.
    clusters : Mapping
        Clusters on the map, by cluster_id.
    fresh : frozenset of str
        cluster_ids that are ringed as new.
    boxes : list of Box
        Names, as obstacles for marks, in world pixels.
    words : list of Box
        Words of regions, on the plate.
    spots : list of Box
        Marks, as obstacles for what comes after them, on the plate.
    later : list
        What can be drawn only when marks have settled.
    inside : bool or None
        Whether this is the inset, or a map that has one; None where there is none.
    enlarged : int
        Marks that stand in the inset of the map.
    mark_scale : float or None
        Scale of marks where another drawing has settled it.
    """

    atlas: Atlas
    base: Base
    window: Window
    lang: str = "zh"
    scale: float = 1.0
    panes: dict[str, list[Item]] = field(default_factory=lambda: {name: [] for name in PANES})
    fills: dict[int, str] = field(default_factory=dict)
    figure: dict[str, Any] | None = None
    painted: dict[int, str] | None = None
    beside: Mapping[str, Point] | None = None
    regions: str = ""
    clusters: Mapping[str, MappedCluster] = field(default_factory=dict)
    signs: tuple[Mapping[str, Any], list[str]] | None = None
    boxes: list[Box] = field(default_factory=list)
    words: list[Box] = field(default_factory=list)
    spots: list[Box] = field(default_factory=list)
    selected: str | None = None
    fresh: frozenset[str] = frozenset()
    later: list[Callable[[], None]] = field(default_factory=list)
    inside: bool | None = None
    enlarged: int = 0
    mark_scale: float | None = None

    def has(self, city: Mapping[str, Any]) -> bool:
        """Whether the name of a city belongs here, not in the inset or on the map around it."""
        own = within(city["name_at"], INSET.reach) and within(city["seat"])
        return self.inside is None or self.inside == own

    def holds(self, cluster: MappedCluster) -> bool:
        """Whether the mark of a cluster belongs here."""
        if self.inside is None:
            return True
        if cluster.area is not None:
            return self.has(self.base.city(cluster.area))
        return within(cluster.at) == self.inside

    @property
    def phone(self) -> float:
        """Scale of a frame as narrow as a phone, times that of the drawing."""
        return self.scale * (FRAME.phone if self.window.small else 1)

    def add(self, pane: str, *items: Item) -> None:
        """Put items on top of a pane."""
        self.panes[pane].extend(items)

    def seat(self, adcode: int) -> Point:
        """Seat of a city on the plate."""
        return self.window.at(self.base.city(adcode)["seat"])

    def line(self, pane: str, points: list[Point], stroke: str, width: float, **style: Any) -> None:
        """Put an open line on a pane."""
        self.add(pane, Shape((tuple(points),), closed=False, stroke=stroke, width=width, **style))


def around(at: Point, w: float, h: float) -> Box:
    """Box that reaches so many px to either side of a point."""
    return (at[0] - w, at[1] - h, at[0] + w, at[1] + h)


def overlap(a: Box, b: Box) -> bool:
    """Whether two boxes ``left, top, right, bottom`` share more than an edge."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
