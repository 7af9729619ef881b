"""Clusters found in the data, and the recognised ones beside them.

Firms of one chain that stand closely together are found by density (DBSCAN); of more than a
hundred thousand, or where an engine elsewhere gives cells alone, by cells that touch and are full.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy import ndimage

from geo.register.placing import degrees

#: Firms of a place, and the points that its outline goes around.
_Group = tuple[int, NDArray[np.float64], NDArray[np.float64]]

#: Points from which on cells are taken.
MOST_POINTS = 100_000
#: Radius in metres, and the least number of firms that a place needs; the share grows with data.
RADIUS, LEAST, SHARE = 1_000, 10, 0.0004
#: Places that are outlined at most; the largest are.
MOST = 40
#: Metres on the ground in a metre of Web Mercator, at the middle of the province.
GROUND = float(np.cos(np.radians(31)))

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Dense:
    """A place where firms stand closely together.

    Attributes
    ----------
    firms : int
        How many.
    lon, lat : float
        Middle of its outline.
    outline : shapely.Polygon
        Around its firms, degrees.
    """

    firms: int
    lon: float
    lat: float
    outline: shapely.Geometry


def least_of(number: int) -> int:
    """Firms that a place needs by default, of so many firms in all."""
    return max(LEAST, round(SHARE * number))


def places(x: Floats, y: Floats, radius: float = RADIUS, least: int | None = None) -> list[Dense]:
    """Dense places among points, the largest first, and no more than the `MOST` largest.

    Parameters
    ----------
    x, y : array of float
        Metres in Web Mercator.
    radius : float
        How far neighbours stand apart at most, metres on the ground.
    least : int, optional
        Neighbours within the radius, itself included, that make a firm the core of a place.
    """
    known = np.isfinite(x) & np.isfinite(y)
    x, y = x[known], y[known]
    least = least_of(len(x)) if least is None else least
    if len(x) < least:
        return []
    if len(x) > MOST_POINTS:
        size = side_of(radius)
        cells = pd.DataFrame({"i": x // size, "j": y // size}).value_counts().reset_index(name="n")
        return of_cells(cells, size, least)
    from sklearn.cluster import DBSCAN  # slow to load

    found = DBSCAN(eps=radius / GROUND, min_samples=least).fit(np.column_stack([x, y])).labels_
    return _outlined(
        (int((found == n).sum()), x[found == n], y[found == n]) for n in range(found.max() + 1)
    )


def side_of(radius: float) -> int:
    """Side of the cells that stand for a radius, metres in Web Mercator."""
    return round(0.6 * radius / GROUND)


def of_cells(cells: pd.DataFrame, size: float, least: int) -> list[Dense]:
    """Dense places among cells: full ones that touch, their neighbours counted in.

    The largest come first, and no more than the `MOST` largest.

    Parameters
    ----------
    cells : pandas.DataFrame
        ``i``, ``j`` and the number of firms ``n``, as :func:`geo.register.queries.cells` gives.
    size : float
        Side of a cell, metres in Web Mercator.
    least : int
        Firms in a cell and its eight neighbours that make it part of a place.
    """
    if cells.empty:
        return []
    i, j = cells["i"].to_numpy().astype(int), cells["j"].to_numpy().astype(int)
    grid = np.zeros((i.max() - i.min() + 3, j.max() - j.min() + 3))
    grid[i - i.min() + 1, j - j.min() + 1] = cells["n"]
    around = ndimage.uniform_filter(grid, 3, mode="constant") * 9
    label, _ = ndimage.label((around >= least - 0.5) & (grid > 0), np.ones((3, 3)))
    groups = []
    for n, (rows, columns) in enumerate(ndimage.find_objects(label), 1):
        a, b = np.nonzero(label[rows, columns] == n)
        a, b = a + rows.start, b + columns.start
        west, south = (a - 1 + i.min()) * size, (b - 1 + j.min()) * size
        corners = [(west + dx, south + dy) for dx in (0, size) for dy in (0, size)]
        xs, ys = (np.concatenate([corner[axis] for corner in corners]) for axis in (0, 1))
        groups.append((int(grid[a, b].sum()), xs, ys))
    return _outlined(groups)


def _outlined(groups: Iterable[_Group]) -> list[Dense]:
    largest = sorted(groups, key=lambda group: (-group[0], group[1].mean()))[:MOST]
    return [_dense(*group) for group in largest]


def _dense(firms: int, x: Floats, y: Floats) -> Dense:
    hull = shapely.concave_hull(shapely.multipoints(np.column_stack([x, y])), ratio=0.3)
    outline = shapely.simplify(shapely.buffer(hull, 200), 100)
    ground = shapely.transform(outline, lambda xy: np.column_stack(degrees(xy[:, 0], xy[:, 1])))
    middle = shapely.point_on_surface(ground)
    return Dense(firms, float(middle.x), float(middle.y), ground)


@dataclass(frozen=True)
class Compared:
    """Recognised clusters and those found in the data.

    Attributes
    ----------
    both : list of (int, str)
        Place in the list of the dense ones, and key of a recognised cluster there.
    found : list of int
        Dense places without a recognised cluster.
    recognised : list of str
        Recognised clusters with a known point and no dense place.
    """

    both: list[tuple[int, str]]
    found: list[int]
    recognised: list[str]


def compared(dense: list[Dense], clusters: pd.DataFrame, reach: float = 5_000) -> Compared:
    """Hold dense places against recognised clusters.

    Parameters
    ----------
    dense : list of Dense
        Of one chain, or of all.
    clusters : pandas.DataFrame
        Index their keys; ``lat`` and ``lon``, NaN where not known, in which case a cluster is in
        none of the lists. Points of clusters are those of a zone or county seat.
    reach : float
        Metres within which a cluster belongs to a place.
    """
    known = clusters.dropna(subset=["lat", "lon"])
    near = reach / 111_320 / GROUND
    points = shapely.points(known["lon"], known["lat"])
    both = [
        (place, str(key))
        for place, one in enumerate(dense)
        for key, distance in zip(known.index, shapely.distance(one.outline, points), strict=True)
        if distance <= near
    ]
    here, named = {place for place, _ in both}, {key for _, key in both}
    return Compared(
        both,
        [place for place in range(len(dense)) if place not in here],
        [str(key) for key in known.index if str(key) not in named],
    )
