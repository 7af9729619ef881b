"""Checks across the files of a data folder: references, area codes, and points in their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geo.data import named
from geo.data.crs import ALBERS_HUBEI, WGS84, project
from geo.data.package import Column, Package, Reference, Resource
from geo.data.problems import Problem
from geo.data.reading import FIRST, problem

AREA = Reference("areas", "adcode")
WITH_POINT = ("zone", "county_seat")  # location precisions that come with a point
SEAT = "county_seat"

TOLERANCE_KM = 3.0
"""How far outside its unit a point may lie. Points are rounded to 0.01° (about 1 km) in places,
seats and zones stand at the edge of their units, and the boundaries are generalised."""

Tables = Mapping[str, pd.DataFrame]
Layers = Mapping[str, gpd.GeoDataFrame]
Shapes = Mapping[int, shapely.Geometry]


def references(records: Package, tables: Tables) -> list[Problem]:
    """Find values, and items of lists, that do not exist where they must.

    Parameters
    ----------
    records : Package
        The dictionary.
    tables : Mapping
        The tables that could be read, by name; references into others are not checked.

    Returns
    -------
    list of Problem
    """
    levels = _levels(tables)

    @cache
    def known(target: Reference) -> frozenset[Any]:
        return frozenset(tables[target.resource][target.field])

    found: list[Problem] = []
    for resource in records.tables:
        for column in resource.columns if resource.name in tables else ():
            for row, value, target in _references(column, tables[resource.name]):
                where = (row, column.name, str(value))
                if target.resource not in tables:
                    continue
                if target == AREA:
                    allowed = column.areas or ("city", "county")
                    level = levels.get(str(value))
                    if level not in allowed:
                        kind = "unknown_area" if level is None else "wrong_level"
                        keys = tuple(f"atlas.level.{name}" for name in allowed)
                        found.append(problem(resource, kind, *where, levels=keys))
                elif value not in known(target):
                    found.append(problem(resource, "unknown_key", *where, **vars(target)))
    return found


def _levels(tables: Tables) -> dict[str, str]:
    """Level of every area code, as text because some keys are columns of text."""
    if "areas" not in tables:
        return {}
    areas = tables["areas"]
    levels = dict(zip(areas["adcode"].astype("str"), areas["level"], strict=True))
    if (whole := province(areas)) is not None:
        levels.setdefault(str(whole), "province")
    return levels


def province(areas: pd.DataFrame) -> int | None:
    """Code of the province, which has no row of its own: the parent that most cities name."""
    parents = areas.loc[areas["level"] == "city", "parent_adcode"].mode()
    return None if parents.empty else int(parents.iloc[0])


def _references(column: Column, frame: pd.DataFrame) -> Iterator[tuple[int, Any, Reference]]:
    """Row, value and target of every reference in a column."""
    fixed = AREA if column.areas else column.reference
    by_kind = {kind: Reference(**to) for kind, to in column.key_of.get("values", {}).items()}
    if fixed is None and not by_kind:
        return
    kinds = frame[column.key_of["column"]] if by_kind else frame.index
    for row, (cell, kind) in enumerate(zip(frame[column.name], kinds, strict=True), FIRST):
        target = by_kind.get(kind, fixed)
        for value in cell if isinstance(cell, tuple) else (cell,):
            if target is not None and not pd.isna(value):
                yield row, value, target


def numbers(records: Package, tables: Tables) -> list[Problem]:
    """Find numbers of named clusters and zones that are not those of the tables.

    They are no reason to refuse a folder: what is shown is counted anew, see `geo.data.named`.

    Parameters
    ----------
    records : Package
        The dictionary.
    tables : Mapping
        All tables, by name.

    Returns
    -------
    list of Problem
    """
    typed, counted = tables["programmes"], named.numbers(tables)
    return [
        problem(
            records.resources["programmes"], "miscounted", row, column, str(given), counted=found
        )
        for column in named.COLUMNS
        for row, (given, found) in enumerate(
            zip(typed[column], counted[column], strict=True), FIRST
        )
        if not pd.isna(given) and given != found
    ]


def places(records: Package, tables: Tables, layers: Layers) -> list[Problem]:
    """Find rows whose county, city and point do not agree.

    Parameters
    ----------
    records : Package
        The dictionary; ``hca:place`` of a table says which columns give the place.
    tables, layers : Mapping
        What could be read, by name.

    Returns
    -------
    list of Problem

    Notes
    -----
    A point may lie `TOLERANCE_KM` outside its unit. The county is checked only for points that
    are said to be its seat: a development zone may lie in a county other than the one that
    administers it.
    """
    shapes = {
        level: _projected(layers[name]) if (name := f"{level}_full") in layers else {}
        for level in ("city", "county")
    }
    parents: dict[int, int] = {}
    if "areas" in tables:
        areas = tables["areas"].dropna(subset=["adcode", "parent_adcode"])
        parents = dict(zip(areas["adcode"], areas["parent_adcode"], strict=True))
    found: list[Problem] = []
    for resource in records.tables:
        if not resource.place or resource.name not in tables:
            continue
        frame = tables[resource.name]
        columns = {part: list(frame[name]) for part, name in resource.place.items()}
        for i, spot in enumerate(_spots(columns, len(frame))):
            given = {part: values[i] for part, values in columns.items()}
            place = _Place(resource, i + FIRST, given, spot)
            found += [*place.county_elsewhere(parents), *place.point_astray(shapes)]
    return found


def _spots(columns: Mapping[str, list[float]], rows: int) -> list[shapely.Point | None]:
    """Projected point of every row; projecting them one by one would take seconds."""
    if "lat" not in columns:
        return [None] * rows
    return list(project(shapely.points(columns["lon"], columns["lat"]), WGS84, ALBERS_HUBEI))


def _projected(layer: gpd.GeoDataFrame) -> Shapes:
    geometry = project(layer.geometry.to_numpy(), WGS84, ALBERS_HUBEI)
    return dict(zip(layer.index, geometry, strict=True))


class _Place:
    """Where one row says it is; `spot` is its point in the projection of the shapes."""

    def __init__(
        self, resource: Resource, row: int, values: Mapping[str, Any], spot: shapely.Point | None
    ) -> None:
        self.resource, self.row, self.spot = resource, row, spot
        given = {part: v for part, v in values.items() if isinstance(v, tuple) or not pd.isna(v)}
        city = given.pop("city", ())
        self.cities: tuple[int, ...] = city if isinstance(city, tuple) else (city,)
        self.given = given

    def problem(self, kind: str, part: str, value: str | None = None, **fields: Any) -> Problem:
        """Problem in the column that holds a part of the place."""
        return problem(self.resource, kind, self.row, self.resource.place[part], value, **fields)

    def county_elsewhere(self, parents: Mapping[int, int]) -> Iterator[Problem]:
        """A county that belongs to none of the cities."""
        county = self.given.get("county")
        parent = None if county is None else parents.get(county)
        if parent is not None and self.cities and parent not in self.cities:
            fields = {"parent": parent, "city": ", ".join(map(str, self.cities))}
            yield self.problem("county_elsewhere", "county", str(county), **fields)

    def point_astray(self, shapes: Mapping[str, Shapes]) -> Iterator[Problem]:
        """A point that is halved, missing, not meant to be there, or outside its units."""
        if "lat" not in self.resource.place:
            return
        lat, lon, precision = (self.given.get(part) for part in ("lat", "lon", "precision"))
        if (lat is None) != (lon is None):
            yield self.problem("half_point", "lat" if lat is None else "lon")
        elif precision is not None and (lat is None) == (precision in WITH_POINT):
            kind = "point_missing" if lat is None else "point_unmeant"
            yield self.problem(kind, "precision", str(precision))
        if lat is None or lon is None:
            return
        units = {"city": self.cities}
        if "unit" in self.given:
            units = dict.fromkeys(shapes, (self.given["unit"],))
        elif precision == SEAT and "county" in self.given:
            units["county"] = (self.given["county"],)
        for level, codes in units.items():
            known = [code for code in codes if code in shapes[level]]
            far = [(shapes[level][code].distance(self.spot) / 1000, code) for code in known]
            if far and min(far)[0] > TOLERANCE_KM:
                km, code = min(far)
                yield self.problem("outside", "lat", f"{lat}, {lon}", area=code, km=f"{km:.1f}")
