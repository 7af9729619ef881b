"""A folder with nothing but what is added to or changed in other data, laid over them when read.

Its dictionary says ``hca:overlay``: the version of the data that it was made on, and what stood in
the cells that it changes. A row whose key the data below have changes the cells that it fills,
every other row is added. So it goes on working when the data below become newer: what both have
changed stays as the overlay has it, what has come into the data below under another code is joined
with it, what has left them is left out, and each of these is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from geo.data import cells, package
from geo.data.joins import joins
from geo.data.package import Package, Resource, freeze
from geo.data.problems import Problem
from geo.data.reading import FIRST, HEADER, problem
from geo.words import LANGUAGES, Words

#: Property of the dictionary of an overlay.
KEY = "hca:overlay"
_BETWEEN = "|"
#: Tables that an overlay is always held against.
_NEEDED = ("clusters", "cluster_listings", "programmes", "areas")
#: Columns of clusters that may be empty, and the tables that they point to.
_POINTS = {"chain_id": "chains", "zone_id": "zones", "county_adcode": "areas"}

Record = Mapping[str, str]
Key = tuple[str, ...]


@dataclass(frozen=True)
class Overlay:
    """What is laid over other data.

    Attributes
    ----------
    version : str
        Version of the data that it was made on.
    rows : Mapping
        Added and changed rows by table, their cells as text; an empty cell changes nothing.
    was : Mapping
        Table, key and column of a changed cell to what stood in it.
    """

    version: str
    rows: Mapping[str, tuple[Record, ...]]
    was: Mapping[str, Mapping[str, Record]] = field(default_factory=lambda: MappingProxyType({}))


def said(folder: Path) -> Record | None:
    """What the dictionary of a folder says of it as an overlay; None if it is none."""
    try:
        raw = json.loads(_dictionary(folder))
    except (OSError, ValueError, RecursionError):
        return None  # told by whoever reads the dictionary
    found = raw.get(KEY) if isinstance(raw, dict) else None
    return found if isinstance(found, dict) else None


def _dictionary(folder: Path) -> str:
    """Text of a folder's dictionary: its file, else the sheet of that name in a workbook."""
    file = folder / package.FILE
    if not file.exists() and (rows := cells.sheet(folder, package.FILE)):
        return "\n".join(row[0] for row in rows)
    return file.read_text(encoding="utf-8-sig")


def read(folder: Path, said: Mapping[str, Any], records: Package) -> tuple[Overlay, list[Problem]]:
    """Read an overlay.

    Parameters
    ----------
    folder : Path
        Where it lies.
    said : Mapping
        What its dictionary says of it; see `said`.
    records : Package
        Dictionary of the data below, which knows the tables.

    Returns
    -------
    overlay : Overlay
    problems : list of Problem
        Files that cannot be read, and columns that nobody knows or that lack.
    """
    source, records, problems = cells.opened(folder, records)
    rows: dict[str, tuple[Record, ...]] = {}
    for resource in records.tables:
        if resource.path not in source.sheets and not (folder / resource.path).exists():
            continue
        table, found = source.rows(resource)
        problems += found
        known = {column.name for column in resource.columns}
        header, *body = table or [[]]
        problems += [
            problem(resource, "column_extra", HEADER, name) for name in header if name not in known
        ]
        problems += [
            problem(resource, "column_missing", HEADER, name)
            for name in resource.key
            if name not in header and not found
        ]
        rows[resource.name] = tuple(dict(zip(header, row, strict=False)) for row in body)
    return Overlay(
        str(said.get("version", "")),
        MappingProxyType(rows),
        freeze(_was(said.get("was"))),
    ), problems


def _was(told: Any, depth: int = 3) -> Any:
    """What stood in changed cells, as far as it is written as it should be."""
    if not depth:
        return str(told)
    rows = told.items() if isinstance(told, Mapping) else ()
    return {key: _was(cell, depth - 1) for key, cell in rows}


@dataclass(frozen=True)
class Laid:
    """Data with an overlay on them.

    Attributes
    ----------
    source, records
        Cells and dictionary of both together.
    warnings : tuple of Problem
        What the two disagree about.
    """

    source: cells.Folder
    records: Package
    warnings: tuple[Problem, ...]
    _rows: Mapping[str, Mapping[int, int]] = field(repr=False)

    def told(self, one: Problem) -> Problem:
        """A problem of a table, in the row of the overlay if it stands there."""
        row = self._rows.get(one.file, {}).get(one.row or 0)
        return one if row is None else replace(one, row=row)


def laid(over: Overlay, source: cells.Folder, records: Package) -> tuple[Laid, list[Problem]]:
    """Lay an overlay over data.

    Parameters
    ----------
    over : Overlay
        What is laid over them.
    source, records
        Cells and dictionary of the data below.

    Returns
    -------
    laid : Laid
    problems : list of Problem
        Tables below that cannot be read.
    """
    below: dict[str, list[Record]] = {}
    headers: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for name in dict.fromkeys((*over.rows, *_NEEDED, *_POINTS.values())):
        table, found = source.rows(records.resources[name])
        problems += found
        headers[name], *body = table or [[]]
        below[name] = [dict(zip(headers[name], row, strict=False)) for row in body]
    if problems:
        return Laid(source, records, (), MappingProxyType({})), problems
    version = str(records.raw.get("version", ""))
    own, warnings = _settled(over, below, records)
    sheets, origin = dict(source.sheets), {}
    resources = dict(records.resources)
    for name, rows in own.items():
        resource = records.resources[name]
        merged = _Merged(resource, below[name], over, version)
        for number, row in rows:
            merged.take(number, row)
        warnings += merged.warnings
        head = headers[name] or [column.name for column in resource.columns]
        sheets[resource.path] = [head, *([row.get(c, "") for c in head] for row in merged.rows)]
        origin[resource.path] = merged.origin
        resources[name] = _covered(resource, len(rows))
    raw = MappingProxyType({**records.raw, KEY: freeze({"version": over.version})})
    both = Package(raw, MappingProxyType(resources))
    folder = cells.Folder(source.path, MappingProxyType(sheets))
    return Laid(folder, both, tuple(warnings), MappingProxyType(origin)), []


Numbered = list[tuple[int, Record]]


def _settled(
    over: Overlay, below: Mapping[str, list[Record]], records: Package
) -> tuple[dict[str, Numbered], list[Problem]]:
    """Rows of an overlay by their numbers, held against clusters and programmes that are there."""
    own = {name: list(enumerate(rows, FIRST)) for name, rows in over.rows.items()}
    newer = over.version != str(records.raw.get("version", ""))
    warnings = list(_rid(own, below, records)) if newer else []
    found = joins(
        (row for _, row in own.get("clusters", [])), below["clusters"], below["cluster_listings"],
        below["areas"],
    )  # fmt: skip
    same = found.same
    clusters, listings = (records.resources[name] for name in ("clusters", "cluster_listings"))
    for number, row in own.get("clusters", []):
        if row["cluster_id"] in same:
            fields = {"code": same[row["cluster_id"]]}
            where = (number, "cluster_id", row.get("name_zh", ""))
            warnings.append(problem(clusters, "overlay_known", *where, **fields))
        elif row["cluster_id"] in found.alike:
            fields = {"code": found.alike[row["cluster_id"]]}
            where = (number, "cluster_id", row.get("name_zh", ""))
            warnings.append(problem(clusters, "overlay_alike", *where, **fields))
    own["clusters"] = [one for one in own.get("clusters", []) if one[1]["cluster_id"] not in same]
    known = {row["cluster_id"] for row in below["clusters"]}
    known |= {row["cluster_id"] for _, row in own["clusters"]}
    programmes = {row["programme_id"] for row in below["programmes"]}
    listed = {_key(listings, row) for row in below["cluster_listings"]}
    kept: Numbered = []
    for number, row in own.get("cluster_listings", []):
        code = same.get(row["cluster_id"], row["cluster_id"])
        moved = {**row, "cluster_id": code}
        if code not in known or row["programme_id"] not in programmes:
            column = "cluster_id" if code not in known else "programme_id"
            warnings.append(problem(listings, "overlay_gone", number, column, moved[column]))
        elif code == row["cluster_id"] or _key(listings, moved) not in listed:
            kept.append((number, moved))
    own["cluster_listings"] = kept
    return {name: rows for name, rows in own.items() if rows}, warnings


def _rid(
    own: dict[str, Numbered], below: Mapping[str, list[Record]], records: Package
) -> Iterator[Problem]:
    """Empty the cells of own clusters that point to what the data below do not have any more."""
    clusters = records.resources["clusters"]
    kept: Numbered = []
    for number, row in own.get("clusters", []):
        gone = {}
        for name, table in _POINTS.items():
            key = records.resources[table].key[0]
            there = (one[1] for one in own.get(table, []))
            known = {one[key] for one in (*below[table], *there)}
            if (cell := row.get(name, "")) and cell not in known:
                gone[name] = ""
                yield problem(clusters, "overlay_gone_cell", number, name, cell)
        kept.append((number, {**row, **gone}))
    own["clusters"] = kept


def _key(resource: Resource, row: Record) -> Key:
    return tuple(row.get(name, "") for name in resource.key)


class _Merged:
    """The rows of one table, taking in those of an overlay."""

    def __init__(
        self, resource: Resource, below: list[Record], over: Overlay, version: str
    ) -> None:
        self.resource, self.rows = resource, [dict(row) for row in below]
        self.was = over.was.get(resource.name, {})
        self.newer = over.version != version
        self.places = {_key(resource, row): place for place, row in enumerate(below)}
        self.origin: dict[int, int] = {}
        self.warnings: list[Problem] = []

    def take(self, number: int, row: Record) -> None:
        """Take in one row: change the one with its key, or add it."""
        key = _key(self.resource, row)
        if key in self.places:
            place = self.places[key]
            self.warnings += self._disagree(number, row, self.rows[place])
            self.rows[place] |= {name: cell for name, cell in row.items() if cell}
        elif _BETWEEN.join(key) in self.was:
            where = (number, self.resource.key[0], _BETWEEN.join(key))
            self.warnings.append(problem(self.resource, "overlay_gone", *where))
            return
        else:
            place = len(self.rows)
            self.rows.append(dict(row))
            self.places[key] = place
        self.origin[place + FIRST] = number

    def _disagree(self, number: int, row: Record, below: Record) -> Iterator[Problem]:
        """Cells that both the overlay and the data below have changed since it was made."""
        before = self.was.get(_BETWEEN.join(_key(self.resource, row)), {})
        for name, cell in row.items():
            now = below.get(name, "")
            if cell and cell != now and self.newer and now != before.get(name):
                yield problem(self.resource, "overlay_differs", number, name, cell, now=now)


def _covered(resource: Resource, number: int) -> Resource:
    """A table that says beside how complete it is that rows of an overlay are in it."""
    said = {
        lang: resource.coverage(lang) + Words(lang)("atlas.overlay_coverage", n=number)
        for lang in LANGUAGES
    }
    return replace(resource, raw=freeze({**resource.raw, "hca:coverage": said}))
