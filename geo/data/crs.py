"""Projections, true areas and distances.

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


def _plain(values: Floats) -> Any:
    return float(values) if values.ndim == 0 else values
