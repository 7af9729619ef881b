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
from geo.data.package import Package, Resource, freeze
from geo.data.problems import Problem
from geo.data.reading import FIRST, HEADER, problem
from geo.data.search import plain
from geo.words import LANGUAGES, Words

#: Property of the dictionary of an overlay.
KEY = "hca:overlay"
_BETWEEN = "|"

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
        raw = json.loads((folder / package.FILE).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return None  # told by whoever reads the dictionary
    found = raw.get(KEY) if isinstance(raw, dict) else None
    return found if isinstance(found, dict) else None


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
    was = said.get("was")
    return Overlay(
        str(said.get("version", "")),
        MappingProxyType(rows),
        freeze(was if isinstance(was, dict) else {}),
    ), problems


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
    for name in dict.fromkeys((*over.rows, "clusters", "cluster_listings", "programmes")):
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
    warnings = []
    same = _joined(own, below)
    clusters, listings = (records.resources[name] for name in ("clusters", "cluster_listings"))
    for number, row in own.get("clusters", []):
        if row["cluster_id"] in same:
            fields = {"code": same[row["cluster_id"]]}
            where = (number, "cluster_id", row.get("name_zh", ""))
            warnings.append(problem(clusters, "overlay_known", *where, **fields))
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


def _joined(own: Mapping[str, Numbered], below: Mapping[str, list[Record]]) -> dict[str, str]:
    """Code of each added cluster that the data below have by the same name in the same city."""
    codes = {row["cluster_id"] for row in below["clusters"]}
    cities = {row["cluster_id"]: _cities(row) for row in below["clusters"]}
    named: dict[str, list[str]] = {}
    for row in below["clusters"]:
        named.setdefault(plain(row["name_zh"]), []).append(row["cluster_id"])
    for row in below["cluster_listings"]:
        named.setdefault(plain(row["name_as_listed_zh"]), []).append(row["cluster_id"])
    return {
        row["cluster_id"]: code
        for _, row in own.get("clusters", [])
        if row["cluster_id"] not in codes
        for code in named.get(plain(row.get("name_zh", "")), [])
        if _cities(row) & cities.get(code, set())
    }


def _cities(row: Record) -> set[str]:
    return set(row.get("city_adcodes", "").split(_BETWEEN)) - {""}


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
