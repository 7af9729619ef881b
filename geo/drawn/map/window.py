"""Where the map lies on a plate: Web Mercator at the zoom that fits, in steps as in the browser."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from geo.look.drawing import Point
from geo.maps.constants import FRAME

_TILE = 256

Box = tuple[float, float, float, float]


def world(lonlat: Any, zoom: float) -> npt.NDArray[np.float64]:
    """Pixels of places at a zoom, from the corner of the world."""
    degrees = np.asarray(lonlat, dtype=float)
    size = _TILE * 2**zoom
    sine = np.sin(np.radians(degrees[..., 1]))
    y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    return np.stack([(degrees[..., 0] / 360 + 0.5) * size, y * size], axis=-1)


@dataclass(frozen=True)
class Window:
    """Frame of a plate.

    Attributes
    ----------
    width, height : float
        Size in px.
    zoom, home_zoom : float
        Zoom, and the one at which all of the province is in the frame.
    origin : Point
        World pixel of the left upper corner.
    """

    width: float
    height: float
    zoom: float
    home_zoom: float
    origin: Point

    @property
    def small(self) -> bool:
        """Whether the frame is that of a phone."""
        return self.width < FRAME.small

    def at(self, lonlat: Any) -> Point:
        """Where a place is on the plate."""
        x, y = world(lonlat, self.zoom)
        return (float(x) - self.origin[0], float(y) - self.origin[1])

    def line(self, lonlat: Any) -> list[Point]:
        """A course of places on the plate."""
        return [(float(x), float(y)) for x, y in world(lonlat, self.zoom) - np.asarray(self.origin)]

    def shape(self, geometry: Any) -> Any:
        """Shapely geometry on the plate."""
        return shapely.transform(
            geometry, lambda points: world(points, self.zoom) - np.asarray(self.origin)
        )

    def holds(self, point: Point) -> bool:
        """Whether a point of the plate is in the frame."""
        return 0 <= point[0] <= self.width and 0 <= point[1] <= self.height


def fitted(width: float, height: float, target: Box, home: Box) -> Window:
    """Frame that shows a box of degrees ``west, south, east, north``.

    Parameters
    ----------
    width, height : float
        Size in px.
    target : Box
        What has to be seen.
    home : Box
        The province.
    """
    zoom = _zoom(width, height, target)
    west, south, east, north = target
    (left, bottom), (right, top) = world([(west, south), (east, north)], zoom)
    origin = ((left + right - width) / 2, (bottom + top - height) / 2)
    return Window(
        width, height, zoom, _zoom(width, height, home), (float(origin[0]), float(origin[1]))
    )


def _zoom(width: float, height: float, box: Box) -> float:
    west, south, east, north = box
    (left, bottom), (right, top) = world([(west, south), (east, north)], 0)
    scale = min(
        (width - 2 * FRAME.padding) / (right - left), (height - 2 * FRAME.padding) / (bottom - top)
    )
    # Rounded first, or a zoom that fits exactly would fall to the step below.
    steps = round(math.log2(scale) / (FRAME.snap / 100)) * (FRAME.snap / 100) / FRAME.snap
    return min(FRAME.max_zoom, math.floor(steps + 1e-9) * FRAME.snap)
