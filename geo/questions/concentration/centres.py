"""Mean centre and deviational ellipse of what is counted, every city at its seat of government."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from geo.data.crs import ALBERS_HUBEI, WGS84, project
from geo.measures import deviational_ellipse, mean_centre
from geo.measures.centrography import Ellipse

#: Corners of an ellipse as it is drawn.
_CORNERS = 60


@dataclass(frozen=True)
class Centre:
    """Where a distribution has its middle, and how it spreads.

    Attributes
    ----------
    lon, lat : float
        Mean centre, degrees.
    x, y : float
        The same in metres, in the equal-area system of the province.
    ellipse : Ellipse or None
        Deviational ellipse, metres; None with fewer than three cities.
    ring : tuple
        Outline of the ellipse as longitude and latitude; empty without one.
    """

    lon: float
    lat: float
    x: float
    y: float
    ellipse: Ellipse | None
    ring: tuple[tuple[float, float], ...] = ()


def _ring(x: float, y: float, ellipse: Ellipse) -> tuple[tuple[float, float], ...]:
    turn = np.linspace(0, 2 * math.pi, _CORNERS + 1)
    along = ellipse.semi_major * np.cos(turn)
    across = ellipse.semi_minor * np.sin(turn)
    cos, sin = math.cos(ellipse.angle), math.sin(ellipse.angle)
    points = np.column_stack([x + along * cos - across * sin, y + along * sin + across * cos])
    found = project(shapely.LineString(points), ALBERS_HUBEI, WGS84)
    return tuple((round(lon, 4), round(lat, 4)) for lon, lat in shapely.get_coordinates(found))


def centre(amounts: pd.Series, seats: Mapping[int, tuple[float, float]]) -> Centre | None:
    """Mean centre and ellipse of amounts by city; None where there is nothing.

    Parameters
    ----------
    amounts : pandas.Series
        Items or amounts by adcode; unknown ones are left out.
    seats : Mapping
        Longitude and latitude of each city's seat.
    """
    known = amounts[amounts > 0]
    if known.empty:
        return None
    places = shapely.points(np.array([seats[int(city)] for city in known.index]))
    metric = shapely.get_coordinates(project(places, WGS84, ALBERS_HUBEI))
    x, y = mean_centre(metric, known.to_numpy())
    back = project(shapely.Point(x, y), ALBERS_HUBEI, WGS84)
    spread = deviational_ellipse(metric, known.to_numpy()) if len(known) > 2 else None
    ring = _ring(float(x), float(y), spread) if spread else ()
    return Centre(back.x, back.y, float(x), float(y), spread, ring)


def apart_km(one: Centre, two: Centre) -> float:
    """Distance between two centres."""
    return math.hypot(one.x - two.x, one.y - two.y) / 1000
