"""Reading one file of a data folder into typed columns, noting all that is wrong with it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geo.data.cells import Folder, Rows
from geo.data.crs import WGS84
from geo.data.package import Column, Resource
from geo.data.problems import Problem

HEADER = 1  # row of the header as a spreadsheet numbers it
FIRST = 2  # row of the first record

_TRUE, _FALSE = {"true", "yes", "y", "1", "是"}, {"false", "no", "n", "0", "否"}
_SCALARS: dict[str, tuple[re.Pattern[str], Callable[[str], Any]]] = {
    "string": (re.compile(r".+", re.DOTALL), str),
    "integer": (re.compile(r"-?\d{1,18}(\.0+)?", re.ASCII), lambda text: int(text.split(".")[0])),
    "year": (re.compile(r"\d{4}(\.0+)?年?", re.ASCII), lambda text: int(text[:4])),
    "number": (re.compile(r"-?\d{1,18}(\.\d+)?", re.ASCII), float),
    "boolean": (
        re.compile("|".join(_TRUE | _FALSE), re.IGNORECASE),
        lambda text: text.lower() in _TRUE,
    ),
}
_DATE = re.compile(
    r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?(?: 0?0:00(?::00)?)?", re.ASCII
)
#: What a spreadsheet makes of a text that it takes for a date or a large number, and its errors.
_SPOILT = re.compile(
    r"[A-Z][a-z]{2}-\d{2,4}|\d{1,2}-[A-Z][a-z]{2}(-\d{2,4})?|\d{1,2}月\d{1,2}日"
    r"|-?\d(\.\d+)?E[+-]\d+"
)
_UNSEEN = ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")
_ERROR = re.compile(r"#(N/A|REF!|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!)|#{2,}")
_DTYPES = {
    "string": "str",
    "integer": "Int64",
    "year": "Int64",
    "number": "float64",
    "boolean": "boolean",
    "list": "object",
}


def read_table(folder: Folder, resource: Resource) -> tuple[pd.DataFrame | None, list[Problem]]:
    """Read a table after its dictionary.

    Parameters
    ----------
    folder : Folder
        The data folder.
    resource : Resource
        Record of the table.

    Returns
    -------
    frame : DataFrame or None
        Typed columns, cells with a problem left unknown; None if the file cannot be read at all.
        A table or column that came with a later version of the data may be absent: it has no rows,
        or holds what the dictionary says for this case, which is unknown if it says nothing.
    problems : list of Problem
    """
    cells, problems = folder.rows(resource)
    if cells is None and resource.since and {p.kind for p in problems} == {"file_missing"}:
        cells, problems = [[column.name for column in resource.columns]], []
    if cells is None:
        return None, problems
    header, *rows = cells or [[]]
    problems = _header(resource, header) or list(_widths(resource, header, rows))
    if problems:
        return None, problems
    series: dict[str, pd.Series] = {}
    for column in resource.columns:
        if column.name in header:
            place = header.index(column.name)
            texts = [row[place] if place < len(row) else "" for row in rows]
            series[column.name], found = _column(resource, column, texts)
            problems += found
        else:
            value = _parse(column, column.absent) if column.absent else _unknown(column)
            series[column.name] = pd.Series([value] * len(rows), dtype=_DTYPES[column.type])
    frame = pd.DataFrame(series)
    return frame, problems + _repeated(resource, frame)


def _header(resource: Resource, header: list[str]) -> list[Problem]:
    known = [column.name for column in resource.columns]
    kinds = {
        "column_missing": [
            column.name
            for column in resource.columns
            if column.name not in header and not column.since
        ],
        "column_extra": [name for name in header if name not in known],
        "column_twice": sorted({name for name in header if header.count(name) > 1}),
    }
    return [
        problem(resource, kind, HEADER, name) for kind, names in kinds.items() for name in names
    ]


def _widths(resource: Resource, header: list[str], rows: Rows) -> Iterator[Problem]:
    """Rows of nothing, and rows with cells too many or too few.

    Spreadsheets leave out cells of nothing at the end of a row, which is no fault.
    """
    required = [column.name for column in resource.columns if column.required]
    least = max((header.index(name) + 1 for name in required if name in header), default=0)
    for number, row in enumerate(rows, FIRST):
        if not any(row):
            yield problem(resource, "row_blank", number)
        elif len(row) < least or any(row[len(header) :]):
            yield problem(resource, "row_width", number, found=len(row), expected=len(header))


def _column(
    resource: Resource, column: Column, cells: list[str]
) -> tuple[pd.Series, list[Problem]]:
    """Type one column and hold it against its constraints."""
    values: list[Any] = []
    problems = []
    spoilt: list[tuple[int, str]] = []
    met: dict[str, tuple[Any, list[tuple[str, dict[str, Any]]]]] = {}  # cells repeat each other
    for number, cell in enumerate(cells, FIRST):
        if cell not in met:
            met[cell] = _cell(column, cell)
        value, breaches = met[cell]
        if _ERROR.fullmatch(cell) or (breaches and _SPOILT.fullmatch(cell)):
            spoilt.append((number, cell))
            value, breaches = _unknown(column), []
        values.append(value)
        problems += [
            problem(resource, kind, number, column.name, cell or None, **fields)
            for kind, fields in breaches
        ]
    if spoilt:  # the cure is one for the whole column
        number, cell = spoilt[0]
        problems.append(problem(resource, "spoilt", number, column.name, cell, count=len(spoilt)))
    return pd.Series(values, dtype=_DTYPES[column.type]), problems


def _cell(column: Column, cell: str) -> tuple[Any, list[tuple[str, dict[str, Any]]]]:
    """Value of a cell, and the constraints that it breaks as kinds of problem with their fields."""
    if not cell:
        return _unknown(column), [("empty", {})] if column.required else []
    try:
        value = _parse(column, cell)
    except ValueError:
        item = "_integer" if (column.type, column.item_type) == ("list", "integer") else ""
        return _unknown(column), [
            ("bad_type", {"expected": (f"atlas.type.{column.type}{item}",)}),
        ]
    return value, list(_breaches(column, value))


def _unknown(column: Column) -> tuple[()] | None:
    return () if column.type == "list" else None


def _parse(column: Column, cell: str) -> Any:
    """Value of a cell; ``ValueError`` if it is not of the column's type."""
    if column.type == "list":
        items = (item.strip() for item in cell.split(column.delimiter))
        return tuple(_scalar(column.item_type, item) for item in items)
    value = _scalar(column.type, cell)
    pattern = column.constraints.get("pattern")
    if pattern and not re.fullmatch(pattern, value):
        day = date_of(value)
        return day if day and re.fullmatch(pattern, day) else value
    return value


def date_of(text: str) -> str:
    """A date as the standard writes it; empty if the text is none."""
    found = _DATE.fullmatch(text)
    if not found:
        return ""
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        whole = date(year, month, day or 1).isoformat()
    except ValueError:
        return ""
    return whole if day else whole[:7]


def _scalar(kind: str, text: str) -> Any:
    pattern, make = _SCALARS[kind]
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return make(text)


def _breaches(column: Column, value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    limits = column.constraints
    allowed = limits.get("enum", ()) if column.type != "list" else tuple(column.labels)
    items = value if column.type == "list" else (value,)
    if signs := {sign for item in items if isinstance(item, str) for sign in hidden(item)}:
        yield "hidden_sign", {"signs": ", ".join(f"U+{ord(sign):04X}" for sign in sorted(signs))}
    # A path may come back to where it began.
    once = items[:-1] if column.is_path and items[0] == items[-1] else items
    if twice := [item for item in dict.fromkeys(once) if once.count(item) > 1]:
        yield "item_twice", {"item": twice[0]}
    if allowed and not set(items) <= set(allowed):
        yield "not_allowed", {"allowed": ", ".join(map(str, allowed))}
    if (pattern := limits.get("pattern")) and not re.fullmatch(pattern, value):
        yield "pattern", {"pattern": pattern}
    low, high = limits.get("minimum"), limits.get("maximum")
    if (low is not None and value < low) or (high is not None and value > high):
        yield "range", {"limits": f"{'' if low is None else low} … {'' if high is None else high}"}


def hidden(text: str) -> set[str]:
    """Signs that no reader sees: control characters, spaces without width, what was lost."""
    if text.isprintable() and "\ufffd" not in text:
        return set()
    return {s for s in text if unicodedata.category(s) in _UNSEEN or s == "\ufffd"}


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
    folder: Folder, resource: Resource, areas: pd.DataFrame | None
) -> tuple[gpd.GeoDataFrame | None, list[Problem]]:
    """Read a GeoJSON layer; boundaries take their names from the areas and are indexed by adcode.

    Parameters
    ----------
    folder : Folder
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
    text, problems = folder.text(resource.path)
    if text is None:
        return None, problems
    try:
        features = json.loads(text)["features"]
        shapes = shapely.from_geojson([json.dumps(item["geometry"]) for item in features])
        properties = [item["properties"] for item in features]
        if resource.kind == "boundaries":
            table = pd.DataFrame({"adcode": [int(row["adcode"]) for row in properties]})
        else:
            names = ["name_zh", "name_en"]
            rows = [[_name(row[name]) for name in names] for row in properties]
            table = pd.DataFrame(rows, columns=names)
    except (ValueError, KeyError, TypeError, RecursionError, shapely.errors.ShapelyError) as error:
        return None, [problem(resource, "layer_broken", reason=f"{type(error).__name__}: {error}")]
    box = shapely.box(*resource.raw.get("hca:bbox", (-180, -90, 180, 90)))
    for number, shape in enumerate(shapes, 1):
        if shape is None or not shape.is_valid:
            reason = shapely.is_valid_reason(shape)
            problems.append(problem(resource, "geometry_invalid", number, reason=reason))
        elif resource.kind == "boundaries" and shape.geom_type not in ("Polygon", "MultiPolygon"):
            problems.append(problem(resource, "geometry_invalid", number, reason=shape.geom_type))
        elif not shape.within(box):
            where = ", ".join(f"{edge:.1f}" for edge in shape.bounds)
            fields = {"box": " … ".join(map(str, resource.raw["hca:bbox"]))}
            problems.append(problem(resource, "geometry_outside", number, None, where, **fields))
    frame = gpd.GeoDataFrame(table, geometry=shapes, crs=WGS84)
    if resource.kind != "boundaries" or areas is None:
        return frame, problems
    return _named(resource, frame, areas, problems)


def _name(text: str | None) -> str | None:
    """Name of a lake or river; ``ValueError`` if it is no plain text."""
    if text is not None and (not isinstance(text, str) or hidden(text)):
        raise ValueError(repr(text))
    return text


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
