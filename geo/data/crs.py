"""Projections, true areas and distances, and the GCJ-02 shift.

Everything is stored in WGS 84 longitude and latitude (EPSG:4326). The boundaries come in CGCS2000
(EPSG:4490), which agrees with WGS 84 to within centimetres, so the coordinates are used unchanged.
Screens may draw in Web Mercator, but it stretches areas by a third at this latitude: measure here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from pyproj import CRS, Geod, Transformer

Floats = NDArray[np.float64]

WGS84 = CRS.from_epsg(4326)
CGCS2000 = CRS.from_epsg(4490)
ALBERS_HUBEI = CRS.from_proj4(
    "+proj=aea +lat_1=29.75 +lat_2=32.5 +lat_0=31 +lon_0=112.25 +x_0=0 +y_0=0 "
    "+ellps=GRS80 +units=m +no_defs"
)
"""Equal-area conic of the province, metres; lengths are right to 0.04 % inside Hubei."""

_GEOD = Geod(ellps="GRS80")

# Constants of the published GCJ-02 formula: Krasovsky 1940 semi-major axis and eccentricity².
_GCJ_A = 6378245.0
_GCJ_E2 = 0.00669342162296594323


@lru_cache(maxsize=32)
def _transformer(source: CRS | str | int, target: CRS | str | int) -> Transformer:
    """The way between two systems; to find it takes ten times as long as to go it."""
    return Transformer.from_crs(source, target, always_xy=True)


def project(geometry: Any, source: CRS | str | int, target: CRS | str | int) -> Any:
    """Transform a geometry, or an array of them, between coordinate systems.

    Parameters
    ----------
    geometry : shapely geometry or array of geometries
        Coordinates in x, y order (longitude first).
    source, target : CRS, str or int
        Anything pyproj understands.

    Returns
    -------
    shapely geometry or array of geometries
        The same shape as given.
    """
    move = _transformer(source, target).transform
    return shapely.transform(geometry, lambda xy: np.column_stack(move(xy[:, 0], xy[:, 1])))


def area_km2(geometry: Any, crs: CRS | str | int = WGS84) -> Any:
    """Area on the GRS80 ellipsoid.

    Edges are taken as straight in `crs`; for longitude and latitude, pyproj follows geodesics,
    which at the spacing of these boundaries changes no area by more than 0.001 %.

    Parameters
    ----------
    geometry : shapely geometry or array of geometries
        Polygon or multipolygon; holes are subtracted whatever the ring direction.
    crs : CRS, str or int
        Coordinate system of `geometry`, longitude and latitude unless told otherwise.

    Returns
    -------
    float or array of float
        Square kilometres.
    """
    system = CRS.from_user_input(crs)
    if not system.is_geographic:
        geometry = project(geometry, system, WGS84)
    if isinstance(geometry, shapely.Geometry):
        # Geod signs areas by ring direction: outer rings counter-clockwise, holes the other way.
        oriented = shapely.orient_polygons(geometry)
        return abs(_GEOD.geometry_area_perimeter(oriented)[0]) / 1e6
    return np.array([area_km2(one) for one in geometry], dtype=float)


def distance_m(lon1: ArrayLike, lat1: ArrayLike, lon2: ArrayLike, lat2: ArrayLike) -> Any:
    """Geodesic distance on the GRS80 ellipsoid.

    Parameters
    ----------
    lon1, lat1, lon2, lat2 : float or array_like
        Degrees; arrays are broadcast against each other.

    Returns
    -------
    float or array of float
        Metres; a float when all four arguments are scalars.
    """
    given = (np.asarray(value, dtype=float) for value in (lon1, lat1, lon2, lat2))
    x1, y1, x2, y2 = (values.copy() for values in np.broadcast_arrays(*given))
    return _plain(np.asarray(_GEOD.inv(x1, y1, x2, y2)[2]))


def centroid(geometry: Any, crs: CRS | str | int = WGS84) -> Any:
    """Centre of gravity, computed in the equal-area projection of the province.

    Parameters
    ----------
    geometry : shapely geometry or array of geometries
        In `crs`.
    crs : CRS, str or int
        Coordinate system of `geometry`.

    Returns
    -------
    shapely.Point or array of points
        Longitude and latitude, degrees (WGS 84), whatever `crs` is. It may lie outside a
        crescent-shaped unit; take ``shapely.point_on_surface`` for a label.
    """
    return project(shapely.centroid(project(geometry, crs, ALBERS_HUBEI)), ALBERS_HUBEI, WGS84)


def _gcj02_offset(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """Offset in degrees that GCJ-02 adds to a WGS 84 position."""
    x, y = lon - 105.0, lat - 35.0
    root = np.sqrt(np.abs(x))
    shared = (20.0 * np.sin(6.0 * np.pi * x) + 20.0 * np.sin(2.0 * np.pi * x)) * 2.0 / 3.0
    d_lat = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + shared
    d_lat += (20.0 * np.sin(np.pi * y) + 40.0 * np.sin(np.pi / 3.0 * y)) * 2.0 / 3.0
    d_lat += (160.0 * np.sin(np.pi / 12.0 * y) + 320.0 * np.sin(np.pi / 30.0 * y)) * 2.0 / 3.0
    d_lon = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + shared
    d_lon += (20.0 * np.sin(np.pi * x) + 40.0 * np.sin(np.pi / 3.0 * x)) * 2.0 / 3.0
    d_lon += (150.0 * np.sin(np.pi / 12.0 * x) + 300.0 * np.sin(np.pi / 30.0 * x)) * 2.0 / 3.0
    phi = np.radians(lat)
    w2 = 1.0 - _GCJ_E2 * np.sin(phi) ** 2
    meridian = _GCJ_A * (1.0 - _GCJ_E2) / w2**1.5
    parallel = _GCJ_A / np.sqrt(w2) * np.cos(phi)
    return np.degrees(d_lon / parallel), np.degrees(d_lat / meridian)


def wgs84_to_gcj02(lon: ArrayLike, lat: ArrayLike) -> tuple[Any, Any]:
    """Shift WGS 84 positions to GCJ-02, the datum of Chinese web maps.

    Parameters
    ----------
    lon, lat : float or array_like
        Degrees, inside mainland China (outside it GCJ-02 is not shifted; not checked here).

    Returns
    -------
    lon, lat : float or array of float
        Degrees, GCJ-02.

    Notes
    -----
    The widely published approximation of the official transformation. Over Hubei it moves a
    position by 460 to 660 m.
    """
    x, y = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    d_lon, d_lat = _gcj02_offset(x, y)
    return _plain(x + d_lon), _plain(y + d_lat)


def gcj02_to_wgs84(lon: ArrayLike, lat: ArrayLike) -> tuple[Any, Any]:
    """Take the GCJ-02 shift back.

    Parameters
    ----------
    lon, lat : float or array_like
        Degrees, GCJ-02.

    Returns
    -------
    lon, lat : float or array of float
        Degrees, WGS 84; a round trip closes to well under a centimetre.

    Notes
    -----
    There is no closed inverse. The offset hardly changes over its own length, so fixed-point
    iteration gains more than two digits a step: six steps exhaust the precision of a double.
    """
    x, y = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    true_x, true_y = x, y
    for _ in range(6):
        d_lon, d_lat = _gcj02_offset(true_x, true_y)
        true_x, true_y = x - d_lon, y - d_lat
    return _plain(true_x), _plain(true_y)


def _plain(values: Floats) -> Any:
    return float(values) if values.ndim == 0 else values
