from __future__ import annotations

import numpy as np
import pytest
import shapely
from pyproj import CRS

from geo.data.crs import (
    ALBERS_HUBEI,
    CGCS2000,
    WGS84,
    area_km2,
    centroid,
    distance_m,
    project,
)

WUHAN = (114.305, 30.593)
XIANGYANG = (112.122, 32.009)


def one_degree(lon: float, lat: float) -> shapely.Polygon:
    """Cell of one degree whose edges follow the parallels closely."""
    return shapely.segmentize(shapely.box(lon, lat, lon + 1, lat + 1), 0.01)


def test_area_of_a_degree_cell_is_that_of_the_ellipsoid() -> None:
    # Closed formula for a cell between two parallels of GRS80.
    a, f = 6378.137, 1 / 298.257222101
    e = np.sqrt(f * (2 - f))

    def q(lat: float) -> float:
        s = np.sin(np.radians(lat))
        return s / (1 - (e * s) ** 2) + np.arctanh(e * s) / e

    exact = (1 - e**2) * a**2 / 2 * np.radians(1) * (q(31) - q(30))
    assert area_km2(one_degree(112, 30)) == pytest.approx(exact, rel=1e-6)


def test_area_ignores_ring_direction_and_subtracts_holes() -> None:
    hole = shapely.box(112.2, 30.2, 112.4, 30.4)
    outer = shapely.box(112, 30, 113, 31)
    for ring in (outer.exterior.coords, outer.exterior.coords[::-1]):
        for gap in (hole.exterior.coords, hole.exterior.coords[::-1]):
            area = area_km2(shapely.Polygon(ring, [gap]))
            assert area == pytest.approx(area_km2(outer) - area_km2(hole), rel=1e-9)


def test_area_takes_any_crs_and_arrays() -> None:
    cell = one_degree(112, 30)
    flat = project(cell, WGS84, ALBERS_HUBEI)
    assert area_km2(flat, ALBERS_HUBEI) == pytest.approx(area_km2(cell), rel=1e-6)
    assert area_km2(cell, CGCS2000) == pytest.approx(area_km2(cell), rel=1e-9)
    areas = area_km2(np.array([cell, cell]))
    assert areas.shape == (2,)
    assert areas == pytest.approx(area_km2(cell))


def test_albers_keeps_areas_where_web_mercator_does_not() -> None:
    cell = one_degree(112, 31)
    true = area_km2(cell)
    assert project(cell, WGS84, ALBERS_HUBEI).area / 1e6 == pytest.approx(true, rel=1e-5)
    assert project(cell, WGS84, CRS.from_epsg(3857)).area / 1e6 > 1.3 * true


def test_distance_of_one_degree_of_latitude() -> None:
    # Meridian arc of GRS80 from 30° to 31° N.
    assert distance_m(114, 30, 114, 31) == pytest.approx(110861, abs=20)
    assert distance_m(*WUHAN, *WUHAN) == 0


def test_distance_broadcasts() -> None:
    metres = distance_m(*WUHAN, np.array([114.305, 112.122]), np.array([30.593, 32.009]))
    assert metres[0] == 0
    assert metres[1] == pytest.approx(distance_m(*WUHAN, *XIANGYANG))
    assert isinstance(distance_m(*WUHAN, *XIANGYANG), float)


def test_centroid_is_the_centre_of_gravity_of_the_ground() -> None:
    centre = centroid(one_degree(112, 30))
    assert centre.x == pytest.approx(112.5, abs=1e-6)
    # A degree cell is wider at its southern edge, so its centre lies south of the middle.
    assert 30.49 < centre.y < 30.5
