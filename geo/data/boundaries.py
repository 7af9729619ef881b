"""Shapes made from the units of the atlas: neighbours and unions."""

from __future__ import annotations

from collections.abc import Iterable

import shapely

from geo.data.atlas import Atlas, Detail, Level


def neighbours(atlas: Atlas, level: Level = "city") -> dict[int, list[int]]:
    """Units that share a border of positive length; touching in one point is not enough.

    Parameters
    ----------
    atlas : Atlas
        The data.
    level : {"city", "county"}
        Level of the units.

    Returns
    -------
    dict
        Adcode to the adcodes of its neighbours, ascending. The relation is symmetric. An exclave
        makes its unit a neighbour of the units around it.
    """
    layer = atlas.boundaries(level)
    codes = layer.index.to_numpy()
    shapes = layer.geometry.to_numpy()
    one, two = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    shared = shapely.length(shapely.intersection(shapes[one], shapes[two]))
    near = (one != two) & (shared > 0)
    found: dict[int, list[int]] = {int(code): [] for code in codes}
    for a, b in zip(codes[one[near]], codes[two[near]], strict=True):
        found[int(a)].append(int(b))
    return {code: sorted(others) for code, others in found.items()}


def dissolve(atlas: Atlas, adcodes: Iterable[int], detail: Detail = "overview") -> shapely.Geometry:
    """Union of units without the borders between them.

    Parameters
    ----------
    atlas : Atlas
        The data.
    adcodes : iterable of int
        Cities, counties or both; a county of a city that is also named adds nothing.
    detail : {"overview", "full"}
        Detail of the boundaries.

    Returns
    -------
    shapely.Polygon or shapely.MultiPolygon
        Longitude and latitude. Its outer edge has exactly the vertices of the units, because
        the levels share every border.

    Raises
    ------
    KeyError
        For a code that is no unit of the province.
    """
    cities = atlas.boundaries("city", detail).geometry
    counties = atlas.boundaries("county", detail)
    wanted = {int(code) for code in adcodes}
    inside = {code for code in wanted & set(counties.index) if code not in cities.index}
    swallowed = {code for code in inside if counties.at[code, "city_adcode"] in wanted}
    shapes = [
        cities[code] if code in cities.index else counties.geometry[code]
        for code in sorted(wanted - swallowed)
    ]
    return shapely.coverage_union_all(shapes)
