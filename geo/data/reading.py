"""Reading one file of a data folder into typed columns, noting all that is wrong with it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geo.data.crs import WGS84
from geo.data.package import Column, Resource
from geo.data.problems import Problem

HEADER = 1  # row of the header as a spreadsheet numbers it
FIRST = 2  # row of the first record

_SCALARS: dict[str, tuple[re.Pattern[str], Callable[[str], Any]]] = {
    "string": (re.compile(r".+", re.DOTALL), str),
    "integer": (re.compile(r"-?\d{1,18}", re.ASCII), int),
    "year": (re.compile(r"\d{4}", re.ASCII), int),
    "number": (re.compile(r"-?\d{1,18}(\.\d+)?", re.ASCII), float),
    "boolean": (re.compile(r"true|false"), lambda text: text == "true"),
}
_DTYPES = {
    "string": "str",
    "integer": "Int64",
    "year": "Int64",
    "number": "float64",
    "boolean": "boolean",
    "list": "object",
}


def read_table(folder: Path, resource: Resource) -> tuple[pd.DataFrame | None, list[Problem]]:
    """Read a CSV after its dictionary.

    Parameters
    ----------
    folder : Path
        The data folder.
    resource : Resource
        Record of the table.

    Returns
    -------
    frame : DataFrame or None
        Typed columns, cells with a problem left unknown; None if the file cannot be read at all.
    problems : list of Problem
    """
    text, problems = _text(folder, resource.path)
    if text is None:
        return None, problems
    try:
        header, *rows = list(csv.reader(io.StringIO(text, newline=""), strict=True)) or [[]]
    except csv.Error as error:
        return None, [problem(resource, "csv_broken", reason=str(error))]
    problems = _header(resource, header)
    if problems:
        return None, problems
    for number, row in enumerate(rows, FIRST):
        if len(row) != len(header):
            fields = {"found": len(row), "expected": len(header)}
            problems.append(problem(resource, "row_width", number, **fields))
    if problems:
        return None, problems
    series: dict[str, pd.Series] = {}
    for column in resource.columns:
        cells = [row[header.index(column.name)] for row in rows]
        series[column.name], found = _column(resource, column, cells)
        problems += found
    frame = pd.DataFrame(series)
    return frame, problems + _repeated(resource, frame)


def _text(folder: Path, path: str) -> tuple[str | None, list[Problem]]:
    """Text of a file, with or without a byte order mark."""
    try:
        return (folder / path).read_bytes().decode("utf-8-sig"), []
    except FileNotFoundError:
        return None, [Problem("file_missing", path)]
    except UnicodeDecodeError:
        return None, [Problem("encoding", path)]
    except OSError as error:
        fields = MappingProxyType({"reason": error.strerror or type(error).__name__})
        return None, [Problem("file_unreadable", path, fields=fields)]


def _header(resource: Resource, header: list[str]) -> list[Problem]:
    known = [column.name for column in resource.columns]
    kinds = {
        "column_missing": [name for name in known if name not in header],
        "column_extra": [name for name in header if name not in known],
        "column_twice": sorted({name for name in header if header.count(name) > 1}),
    }
    return [
        problem(resource, kind, HEADER, name) for kind, names in kinds.items() for name in names
    ]


def _column(
    resource: Resource, column: Column, cells: list[str]
) -> tuple[pd.Series, list[Problem]]:
    """Type one column and hold it against its constraints."""
    values: list[Any] = []
    problems = []
    for number, cell in enumerate(cells, FIRST):
        value: Any = () if column.type == "list" else None
        if cell:
            try:
                value = _parse(column, cell)
                breaches = list(_breaches(column, value))
            except ValueError:
                item = "_integer" if (column.type, column.item_type) == ("list", "integer") else ""
                breaches = [("bad_type", {"expected": (f"atlas.type.{column.type}{item}",)})]
        else:
            breaches = [("empty", {})] if column.required else []
        values.append(value)
        problems += [
            problem(resource, kind, number, column.name, cell or None, **fields)
            for kind, fields in breaches
        ]
    return pd.Series(values, dtype=_DTYPES[column.type]), problems


def _parse(column: Column, cell: str) -> Any:
    """Value of a cell; ``ValueError`` if it is not of the column's type."""
    if column.type == "list":
        return tuple(_scalar(column.item_type, item) for item in cell.split(column.delimiter))
    return _scalar(column.type, cell)


def _scalar(kind: str, text: str) -> Any:
    pattern, make = _SCALARS[kind]
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return make(text)


def _breaches(column: Column, value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Constraints that a value breaks, as kinds of problem with their fields."""
    limits = column.constraints
    allowed = limits.get("enum", ()) if column.type != "list" else tuple(column.labels)
    items = value if column.type == "list" else (value,)
    if allowed and not set(items) <= set(allowed):
        yield "not_allowed", {"allowed": ", ".join(map(str, allowed))}
    if (pattern := limits.get("pattern")) and not re.fullmatch(pattern, value):
        yield "pattern", {"pattern": pattern}
    low, high = limits.get("minimum"), limits.get("maximum")
    if (low is not None and value < low) or (high is not None and value > high):
        yield "range", {"limits": f"{'' if low is None else low} … {'' if high is None else high}"}


def _repeated(resource: Resource, frame: pd.DataFrame) -> list[Problem]:
    """Rows whose key, or value that must be unique, stands further up already."""
    unique = [(column.name,) for column in resource.columns if column.constraints.get("unique")]
    problems = []
    for names in dict.fromkeys([resource.key, *unique]):
        # Unknown parts of a key count as equal.
        cells = frame[list(names)].astype("object")
        keys = cells.where(cells.notna(), "").itertuples(index=False, name=None)
        first: dict[tuple[Any, ...], int] = {}
        for number, key in enumerate(keys, FIRST):
            if names and key in first:
                fields = {"key": " + ".join(names), "first": first[key]}
                where = (number, names[0], " + ".join(map(str, key)))
                problems.append(problem(resource, "duplicate_key", *where, **fields))
            first.setdefault(key, number)
    return problems


def read_layer(
    folder: Path, resource: Resource, areas: pd.DataFrame | None
) -> tuple[gpd.GeoDataFrame | None, list[Problem]]:
    """Read a GeoJSON layer; boundaries take their names from the areas and are indexed by adcode.

    Parameters
    ----------
    folder : Path
        The data folder.
    resource : Resource
        Record of the layer.
    areas : DataFrame or None
        The table of areas, if it could be read.

    Returns
    -------
    frame : GeoDataFrame or None
        None if the file cannot be read.
    problems : list of Problem
    """
    text, problems = _text(folder, resource.path)
    if text is None:
        return None, problems
    try:
        features = json.loads(text)["features"]
        shapes = shapely.from_geojson([json.dumps(item["geometry"]) for item in features])
        properties = [item["properties"] for item in features]
        names = ["adcode"] if resource.kind == "boundaries" else ["name_zh", "name_en"]
        table = pd.DataFrame([[row[name] for name in names] for row in properties], columns=names)
    except (ValueError, KeyError, TypeError, shapely.errors.ShapelyError) as error:
        return None, [problem(resource, "layer_broken", reason=f"{type(error).__name__}: {error}")]
    for number, shape in enumerate(shapes, 1):
        if shape is None or not shape.is_valid:
            reason = shapely.is_valid_reason(shape)
            problems.append(problem(resource, "geometry_invalid", number, reason=reason))
        elif resource.kind == "boundaries" and shape.geom_type not in ("Polygon", "MultiPolygon"):
            problems.append(problem(resource, "geometry_invalid", number, reason=shape.geom_type))
    frame = gpd.GeoDataFrame(table, geometry=shapes, crs=WGS84)
    if resource.kind != "boundaries" or areas is None:
        return frame, problems
    return _named(resource, frame, areas, problems)


def _named(
    resource: Resource, frame: gpd.GeoDataFrame, areas: pd.DataFrame, problems: list[Problem]
) -> tuple[gpd.GeoDataFrame, list[Problem]]:
    """Join boundaries with the areas they bound, in the order of their codes."""
    level = resource.raw["hca:level"]
    kept = areas["level"] == level
    if level == "county":  # a city without counties is its own county
        kept |= ~areas["adcode"].isin(areas["parent_adcode"])
    units = areas[kept].dropna(subset="adcode").drop_duplicates("adcode").set_index("adcode")
    for code in sorted(set(units.index) - set(frame["adcode"])):
        problems.append(problem(resource, "area_without_boundary", None, "adcode", str(code)))
    for number, (code, again) in enumerate(
        zip(frame["adcode"], frame["adcode"].duplicated(), strict=True), 1
    ):
        if again or code not in units.index:
            kind = "boundary_twice" if again else "boundary_without_area"
            problems.append(problem(resource, kind, number, "adcode", str(code)))
    columns = ["name_zh", "short_zh", "name_en"]
    if level == "county":
        own = units["level"] == "city"
        units["city_adcode"] = units["parent_adcode"].mask(own, units.index.to_series())
        columns.append("city_adcode")
    known = frame[frame["adcode"].isin(units.index)].drop_duplicates("adcode")
    known = known.set_index("adcode").sort_index()
    joined = units.loc[known.index, columns].assign(geometry=known.geometry)
    joined.index = joined.index.astype("int64")
    return gpd.GeoDataFrame(joined, geometry="geometry", crs=WGS84), problems


def problem(
    resource: Resource,
    kind: str,
    row: int | None = None,
    column: str | None = None,
    value: str | None = None,
    /,
    **fields: Any,
) -> Problem:
    """Problem in the file of a resource."""
    return Problem(kind, resource.path, row, column, value, MappingProxyType(fields))
