"""Firms to their county and city: by a point, else by the names that their row gives."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.register.columns import Columns, numbers
from geo.register.datum import Guess, guess, wgs84
from geo.register.gazetteer import Found, Gazetteer, gazetteer

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]

#: How a firm was placed, in the order of the codes that the table of placed firms holds.
HOW = ("point", "county", "old_name", "zone", "city", "town")
#: Why one was not.
NOT = ("contradiction", "no_place", "outside")

#: Width of the cells of the raster, degrees: fine enough that few points lie at an edge.
_CELL = 0.02
_EDGE, _NOWHERE = -2, -1
#: Half the length of the equator in Web Mercator, metres.
REACH = 20037508.342789244


class Counties:
    """Which county points lie in: exact, by a raster inside and by edges along borders.

    Parameters
    ----------
    shapes : array of geometry
        The counties, longitude and latitude.
    codes : array of int
        Their adcodes.
    """

    def __init__(self, shapes: NDArray[np.object_], codes: Codes) -> None:
        self._shapes, self._codes = shapes, codes
        shapely.prepare(shapes)
        west, south, east, north = shapely.total_bounds(shapes)
        self._west, self._south = west - _CELL, south - _CELL
        columns = int((east - self._west) / _CELL) + 2
        rows = int((north - self._south) / _CELL) + 2
        x = self._west + _CELL * np.arange(columns)
        y = self._south + _CELL * np.arange(rows)
        left, low = (grid.ravel() for grid in np.meshgrid(x, y))
        boxes = shapely.box(left, low, left + _CELL, low + _CELL)
        met = np.unique(shapely.STRtree(boxes).query(shapely.boundary(shapes), "intersects")[1])
        raster = self._exact(left + _CELL / 2, low + _CELL / 2)
        raster[met] = _EDGE
        self._raster = raster.reshape(rows, columns)

    def _exact(self, x: Floats, y: Floats) -> NDArray[np.int16]:
        """Place of the county of each point, the first where borders meet; -1 outside."""
        out = np.full(len(x), _NOWHERE, np.int16)
        for place, shape in enumerate(self._shapes):
            w, s, e, n = shape.bounds
            near = np.flatnonzero((out < 0) & (x >= w) & (x <= e) & (y >= s) & (y <= n))
            out[near[shapely.intersects_xy(shape, x[near], y[near])]] = place
        return out

    def of(self, lon: Floats, lat: Floats) -> Codes:
        """Adcodes of the counties of points, 0 outside of all of them and for NaN."""
        with np.errstate(invalid="ignore"):
            column = np.floor((lon - self._west) / _CELL)
            row = np.floor((lat - self._south) / _CELL)
            rows, columns = self._raster.shape
            inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
        out = np.full(len(lon), _NOWHERE, np.int16)
        at = np.flatnonzero(inside)
        out[at] = self._raster[row[at].astype(int), column[at].astype(int)]
        edge = np.flatnonzero(out == _EDGE)
        out[edge] = self._exact(lon[edge], lat[edge])
        return np.where(out >= 0, self._codes[out], 0)


@remembered(1)
def counties(atlas: Atlas) -> Counties:
    """The counties of a data folder in full detail."""
    layer = atlas.boundaries("county", "full")
    return Counties(layer.geometry.to_numpy(), layer.index.to_numpy().astype(np.int64))


@dataclass(frozen=True)
class Points:
    """Coordinates as a register has them.

    Attributes
    ----------
    lon, lat : array of float
        Degrees in the register's datum; NaN where there are none or they lie elsewhere.
    swapped, elsewhere : array of bool
        Rows whose two coordinates stood in each other's column, and whose point lies out of reach.
    """

    lon: Floats
    lat: Floats
    swapped: NDArray[np.bool_]
    elsewhere: NDArray[np.bool_]


def points(block: pd.DataFrame, columns: Columns, bounds: tuple[float, ...]) -> Points:
    """Coordinates of a block of rows; those that cannot be of the province are left out."""
    if "lon" not in columns.of:
        none, no = np.full(len(block), np.nan), np.zeros(len(block), bool)
        return Points(none, none, no, no)
    x, y = (numbers(block[columns.of[key]]).to_numpy(float) for key in ("lon", "lat"))
    west, south, east, north = bounds

    def inside(lon: Floats, lat: Floats) -> NDArray[np.bool_]:
        return (lon > west) & (lon < east) & (lat > south) & (lat < north)

    swapped = inside(y, x)
    lon, lat = np.where(swapped, y, x), np.where(swapped, x, y)
    given = np.isfinite(lon) & np.isfinite(lat) & ~((lon == 0) & (lat == 0))
    right = inside(lon, lat)
    return Points(
        np.where(right, lon, np.nan), np.where(right, lat, np.nan), swapped, given & ~right
    )


def named(
    block: pd.DataFrame, columns: Columns, names: Gazetteer
) -> tuple[Codes, Codes, list[str]]:
    """County and city that the names of each row give, 0 for none, and how they were found.

    City, county, zone and address are read one after the other as one address; where that finds no
    county, the zone's name and the address are asked by themselves.
    """
    told: dict[str, pd.Series] = {}
    for key in ("city", "county", "zone", "address"):
        if key in columns.of:
            cells = block[columns.of[key]].fillna("").astype("str")
            head = cells.str.extract(r"^(\d{6}|[^\d]*)", expand=False)
            told[key] = head.str.slice(0, 40)
    if not told:
        nothing = np.zeros(len(block), np.int64)
        return nothing, nothing, ["none"] * len(block)
    first, *others = told.values()
    codes, distinct = pd.factorize(first.str.cat(others, sep="\t") if others else first)
    found = [_found(names, text.split("\t")) for text in distinct]
    county = np.array([one.county or 0 for one in found] or [0], np.int64)[codes]
    city = np.array([one.city or 0 for one in found] or [0], np.int64)[codes]
    return county, city, [found[code].by for code in codes]


def _found(names: Gazetteer, parts: list[str]) -> Found:
    """What the parts of a row say together: the most exact that does not contradict the city."""
    said = [names.find(part) for part in parts if part]
    if len(said) < 2:
        return said[0] if said else Found()
    whole = names.find("".join(part for part in parts if not part.isdigit()))
    if whole.by == "contradiction":
        return whole
    cities = {one.city for one in (*said, whole) if one.city}
    places = {one.county for one in said if one.county}
    if len(cities) > 1 or len(places) > 1:
        return Found(None, None, "contradiction")
    exact = [one for one in (whole, *said) if one.county]
    return (
        min(exact, key=lambda one: one.by != "county")
        if exact
        else max((whole, *said), key=lambda one: one.city or 0)
    )


@dataclass(frozen=True)
class Placed:
    """A block of rows, placed.

    Attributes
    ----------
    county, city : array of int
        Adcodes, 0 where not known.
    x, y : array of float
        Whole metres in Web Mercator; NaN where there is no point.
    how : array of int
        Place in `HOW`, or ``len(HOW)`` and more for those of `NOT`.
    differs : array of int
        County that the row names where its point lies in another one of the same city; else 0.
    settled : array of bool
        Rows whose point lies in another city than the one they name, placed as was decided.
    """

    county: Codes
    city: Codes
    x: Floats
    y: Floats
    how: NDArray[np.int8]
    differs: Codes
    settled: NDArray[np.bool_]


@dataclass(frozen=True)
class Settled:
    """What goes first in rows whose point lies elsewhere than where they say.

    Attributes
    ----------
    county : {"point", "name"}
        In another county of the same city.
    city : {"", "point", "name"}
        In another city; such rows are not taken where nothing was decided.
    """

    county: str = "point"
    city: str = ""


class Placing:
    """Places blocks of rows.

    Parameters
    ----------
    atlas : Atlas
        The data folder, whose areas and names count.
    columns : Columns
        What the columns mean.
    settled : Settled
        What was decided about rows that contradict themselves.
    """

    def __init__(self, atlas: Atlas, columns: Columns, settled: Settled = Settled()) -> None:
        self.columns, self.settled = columns, settled
        self._counties, self._names = counties(atlas), gazetteer(atlas)
        layer = atlas.boundaries("county")
        self._city_of = pd.Series(layer["city_adcode"].astype("int64"))
        west, south, east, north = layer.total_bounds
        self._bounds = (west - 0.3, south - 0.3, east + 0.3, north + 0.3)

    def points(self, block: pd.DataFrame) -> Points:
        """Coordinates of a block as they stand."""
        return points(block, self.columns, self._bounds)

    def datum(self, block: pd.DataFrame) -> Guess:
        """The datum that a block's coordinates are most likely in."""
        at = self.points(block)
        county, _, _ = named(block, self.columns, self._names)
        known = (county > 0) & np.isfinite(at.lon)
        return guess(at.lon[known], at.lat[known], county[known], self._counties.of)

    def place(self, block: pd.DataFrame, at: Points, datum: str) -> Placed:
        """Place a block.

        A point goes before names, unless it was decided otherwise. In another county of the city
        that is named it is told; in another city nothing is guessed.
        """
        lon, lat = wgs84(at.lon, at.lat, datum)
        here = self._counties.of(lon, lat)
        county, city, by = named(block, self.columns, self._names)
        on_map = here > 0
        here_city = self._city_of.reindex(here).fillna(0).to_numpy().astype(np.int64)
        by_name = np.array([_CODE[one] for one in by], np.int8)
        against = on_map & (city > 0) & (here_city != city)
        other = on_map & ~against & (county > 0) & (county != here)
        by_point = on_map.copy()
        by_point[other] = self.settled.county == "point"
        by_point[against] = self.settled.city == "point"
        how = np.where(by_point, np.int8(HOW.index("point")), by_name)
        lost = at.elsewhere | (np.isfinite(at.lon) & ~on_map)
        how = np.where(~on_map & (by_name == _CODE["none"]) & lost, _CODE["outside"], how)
        if not self.settled.city:
            how = np.where(against, _CODE["contradiction"], how)
        kept = how < len(HOW)
        by_point &= kept
        return Placed(
            np.where(kept, np.where(by_point, here, county), 0),
            np.where(kept, np.where(by_point, here_city, city), 0),
            np.where(by_point, np.rint(mercator_x(lon)), np.nan),
            np.where(by_point, np.rint(mercator_y(lat)), np.nan),
            how.astype(np.int8),
            np.where(kept & other, county, 0),
            kept & against,
        )


_CODE = {name: place for place, name in enumerate((*HOW, *NOT))}
_CODE["none"] = _CODE["no_place"]


def mercator_x(lon: Floats) -> Floats:
    """Longitude to metres in Web Mercator."""
    return lon * REACH / 180


def mercator_y(lat: Floats) -> Floats:
    """Latitude to metres in Web Mercator."""
    return np.log(np.tan(np.pi / 4 + np.radians(lat) / 2)) * REACH / np.pi


def degrees(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Metres in Web Mercator to longitude and latitude."""
    return x * 180 / REACH, np.degrees(2 * np.arctan(np.exp(y * np.pi / REACH)) - np.pi / 2)
