"""Checks across tables: references, area codes, and points in their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geo.crs import ALBERS_HUBEI, WGS84, project
from geo.package import Column, Package, Reference, Resource
from geo.problems import Problem
from geo.reading import FIRST, problem

PROVINCE = 420000
AREA = Reference("areas", "adcode")
TOLERANCE_KM = 3.0
"""How far outside its unit a point may lie: seats stand at the edge of districts, points are
rounded to 0.01° (about 1 km) in places, and the boundaries themselves are generalised."""

Tables = Mapping[str, pd.DataFrame]
Layers = Mapping[str, gpd.GeoDataFrame]


def references(records: Package, tables: Tables) -> list[Problem]:
    """Values, and items of lists, that do not exist where they must.

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

    def check(resource: Resource, column: Column, row: int, value: Any, to: Reference) -> Problem | None:
        where = (row, column.name, str(value))
        if to == AREA:
            allowed = column.areas or ("city", "county")
            fields = {"levels": tuple(f"atlas.level.{level}" for level in allowed)}
            level = levels.get(str(value))
            if level is None:
                return problem(resource, "unknown_area", *where, **fields)
            return None if level in allowed else problem(resource, "wrong_level", *where, **fields)
        if value in known(to):
            return None
        return problem(resource, "unknown_key", *where, **vars(to))

    found = (
        check(resource, column, row, value, target)
        for resource in records.tables
        if resource.name in tables
        for column in resource.columns
        for row, value, target in _references(column, tables[resource.name])
        if target.resource in tables
    )
    return [one for one in found if one is not None]


def _levels(tables: Tables) -> dict[str, str]:
    """Level of every area code, as text because some keys are columns of text."""
    areas = tables.get("areas")
    if areas is None:
        return {}
    known = zip(areas["adcode"].astype("str"), areas["level"], strict=True)
    return {str(PROVINCE): "province", **dict(known)}


def _references(column: Column, frame: pd.DataFrame) -> Iterator[tuple[int, Any, Reference]]:
    """Row, value and target of every reference in a column."""
    target = AREA if column.areas else column.reference
    targets = column.key_of.get("values", {})
    kinds = frame[column.key_of["column"]] if targets else frame.index
    if target is None and not targets:
        return
    for row, (cell, kind) in enumerate(zip(frame[column.name], kinds, strict=True), FIRST):
        goal = Reference(**targets[kind]) if kind in targets else target
        for value in cell if isinstance(cell, tuple) else (cell,):
            if goal is not None and not pd.isna(value):
                yield row, value, goal


def points(records: Package, tables: Tables, layers: Layers) -> list[Problem]:
    """Points that are incomplete or do not lie where the row says.

    Parameters
    ----------
    records : Package
        The dictionary.
    tables, layers : Mapping
        What could be read, by name.

    Returns
    -------
    list of Problem
    """
    return []
