"""The dictionary: ``datapackage.json`` read into records of tables, columns and layers.

The file is a Frictionless Data Package: Chinese under the standard's own names, English beside it
under ``title@en`` and ``description@en`` (the standard's recipe for languages). What the standard
cannot say is kept in properties that begin with ``hca:``: units, labels of codes, area levels,
where the items of a list are found, and which columns give a place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from geo import settings
from geo.data import store

FILE = "datapackage.json"
TYPES = ("string", "integer", "number", "boolean", "year", "list")
LEVELS = ("city", "county", "province")


def _shipped() -> Path:
    """Folder of the project's own data: inside ``geo`` once installed, beside it in a checkout."""
    library = Path(__file__).resolve().parents[1]
    inside = library / "_data"
    return inside if inside.is_dir() else library.parent / "data"


#: The project's own data.
DATA = _shipped()


def chosen() -> Path:
    """Folder that is read where none is named: that of the settings, or the data as they are."""
    return settings.current().data or base()


def base() -> Path:
    """The data as they are: the state in use, or the one shipped."""
    return store.in_use(settings.current().releases) or DATA


def freeze(value: Any) -> Any:
    """Read-only copy of parsed JSON: mappings as proxies, lists as tuples."""
    if isinstance(value, Mapping):
        return MappingProxyType({key: freeze(item) for key, item in value.items()})
    if isinstance(value, (list, tuple)):
        return tuple(freeze(item) for item in value)
    return value


@dataclass(frozen=True)
class Reference:
    """The column that the values of another column must be found in."""

    resource: str
    field: str


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    name, type : str
        Name in the file; ``string``, ``integer``, ``number``, ``boolean``, ``year`` or ``list``.
    item_type, delimiter : str
        For a list: type of its items and what stands between them.
    constraints : Mapping
        Frictionless constraints (``required``, ``unique``, ``enum``, ``pattern``, ``minimum``, …).
    labels : Mapping
        Code to its label in each language, for columns (or lists) of codes.
    areas : tuple of str
        For an adcode: the levels allowed (``city``, ``county``, ``province``).
    reference : Reference or None
        Where the value, or each item of a list, must be found.
    key_of : Mapping
        For a key whose meaning another column decides: ``column`` and ``values`` (references).
    since : str
        Version of the data that the column came with; empty if it was there from the beginning.
        Folders of one's own may lack a later column.
    is_path : bool
        Whether a list is a way from one item to the next, which may end where it begins.
    needs : tuple
        Values that the column must hold, because pages ask for them by name.
    absent : str
        Text of every cell of a later column that is not there; empty for unknown.
    """

    name: str
    type: str
    titles: Mapping[str, str]
    meanings: Mapping[str, str]
    units: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]
    constraints: Mapping[str, Any]
    item_type: str
    delimiter: str
    areas: tuple[str, ...]
    reference: Reference | None
    key_of: Mapping[str, Any]
    since: str = ""
    absent: str = ""
    is_path: bool = False
    needs: tuple[Any, ...] = ()

    def title(self, lang: str) -> str:
        """Short heading."""
        return self.titles[lang]

    def meaning(self, lang: str) -> str:
        """What the column says, in a sentence."""
        return self.meanings[lang]

    def unit(self, lang: str) -> str:
        """Unit of the values, empty for a column without one."""
        return self.units.get(lang, "")

    def label(self, code: Any, lang: str) -> str:
        """Label of a code; the code itself where it has none."""
        return self.labels[code][lang] if code in self.labels else str(code)

    @property
    def required(self) -> bool:
        """Whether every row must have a value."""
        return bool(self.constraints.get("required", False))


@dataclass(frozen=True)
class Resource:
    """One file of the package: a table or a layer of the map.

    Attributes
    ----------
    name, path, kind : str
        Name in the package; path in the folder; ``table``, ``boundaries`` or ``water``.
    columns : tuple of Column
        Columns in the order of the file; empty for a layer.
    key : tuple of str
        Primary key.
    place : Mapping
        Columns that say where a row is: ``city``, ``county``, ``lat``, ``lon``, ``precision``; or
        ``unit``, the area that the row itself is.
    raw : Mapping
        The whole record of the package.
    """

    name: str
    path: str
    kind: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    place: Mapping[str, str]
    raw: Mapping[str, Any] = field(repr=False)

    def title(self, lang: str) -> str:
        """Short heading."""
        return self.titles[lang]

    def description(self, lang: str) -> str:
        """What the file holds, in a sentence or two."""
        return self.descriptions[lang]

    @property
    def since(self) -> str:
        """Version of the data that it came with; see `Column`."""
        return str(self.raw.get("hca:since", ""))

    def coverage(self, lang: str) -> str:
        """How complete the rows are; empty for a layer."""
        return str(self.raw.get("hca:coverage", {}).get(lang, ""))

    def column(self, name: str) -> Column:
        """Column of that name; ``KeyError`` if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


#: Kinds of remarks: how to read the data, where sources disagree, what is not known.
RemarkKind = Literal["cautions", "contradictions", "gaps"]


@dataclass(frozen=True)
class Remark:
    """A caution, contradiction or gap that belongs beside the data.

    Attributes
    ----------
    id : str
        Stable code.
    tables : tuple of str
        Tables and layers it is about.
    texts : Mapping
        The sentence in each language.
    """

    id: str
    tables: tuple[str, ...]
    texts: Mapping[str, str]

    def text(self, lang: str) -> str:
        """The sentence."""
        return self.texts[lang]


@dataclass(frozen=True)
class Package:
    """The whole dictionary.

    Attributes
    ----------
    raw : Mapping
        ``datapackage.json`` as parsed, read-only.
    resources : Mapping
        Name to Resource, in the order of the file.
    """

    raw: Mapping[str, Any]
    resources: Mapping[str, Resource]

    @property
    def tables(self) -> tuple[Resource, ...]:
        """The tables."""
        return tuple(r for r in self.resources.values() if r.kind == "table")

    def remarks(self, kind: RemarkKind, table: str | None = None) -> tuple[Remark, ...]:
        """Remarks of one kind, about one table or all of them.

        Parameters
        ----------
        kind : {"cautions", "contradictions", "gaps"}
            How to read the data; where sources disagree; what is not known.
        table : str, optional
            Only those about this table or layer.
        """
        found = (
            Remark(r["id"], r["tables"], MappingProxyType({"zh": r["zh"], "en": r["en"]}))
            for r in self.raw.get(f"hca:{kind}", ())
        )
        return tuple(r for r in found if table is None or table in r.tables)

    @property
    def layers(self) -> tuple[Resource, ...]:
        """The layers of the map."""
        return tuple(r for r in self.resources.values() if r.kind != "table")


def read(folder: Path) -> Package:
    """Read the dictionary of a data folder.

    Parameters
    ----------
    folder : Path
        Folder with ``datapackage.json``.

    Returns
    -------
    Package

    Raises
    ------
    OSError
        If there is no such file.
    ValueError
        If it is not JSON or not a dictionary of this form.
    """
    return _parsed((folder / FILE).read_text(encoding="utf-8-sig"))


@lru_cache(2)  # the shipped one, which every other is held against, and one more
def _parsed(text: str) -> Package:
    return parse(json.loads(text))


def parse(raw: Any) -> Package:
    """Records of a dictionary.

    Parameters
    ----------
    raw : Any
        Parsed JSON.

    Raises
    ------
    ValueError
        If it is not a dictionary of this form.
    """
    try:
        resources = {r.name: r for r in map(_resource, raw["resources"])}
        for resource in resources.values():
            _check_names(resource, resources)
    except (KeyError, TypeError, AttributeError, re.error) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error
    return Package(freeze(raw), MappingProxyType(resources))


def _check_names(resource: Resource, resources: Mapping[str, Resource]) -> None:
    """Look up every column and table that a record speaks of; ``KeyError`` if one is not there."""
    for name in (*resource.key, *resource.place.values()):
        resource.column(name)
    if ("lat" in resource.place) != ("lon" in resource.place):
        raise KeyError(f"hca:place of {resource.name}: lat and lon belong together")
    if resource.kind == "boundaries" and resource.raw["hca:level"] not in LEVELS:
        raise KeyError(f"hca:level of {resource.name}")
    for column in resource.columns:
        if column.key_of:
            resource.column(column.key_of["column"])
        cases = (Reference(**to) for to in column.key_of.get("values", {}).values())
        for target in (column.reference, *cases):
            if target is not None:
                resources[target.resource].column(target.field)


def _resource(record: Mapping[str, Any]) -> Resource:
    schema = record.get("schema", {})
    name, path = record["name"], record["path"]
    if Path(path).is_absolute() or ".." in Path(path).parts:
        raise KeyError(f"path of {name} leaves the folder: {path}")
    if not isinstance(record.get("hca:coverage", {}), Mapping):
        raise KeyError(f"hca:coverage of {name}")
    foreign = {}
    for key in schema.get("foreignKeys", ()):
        [column], [field_] = (_listed(part["fields"]) for part in (key, key["reference"]))
        foreign[column] = Reference(key["reference"]["resource"] or name, field_)
    return Resource(
        name=name,
        path=path,
        kind=record["hca:kind"],
        titles=_both(record, "title"),
        descriptions=_both(record, "description"),
        columns=tuple(_column(item, foreign) for item in schema.get("fields", ())),
        key=tuple(_listed(schema.get("primaryKey", ()))),
        place=freeze(record.get("hca:place", {})),
        raw=freeze(record),
    )


def _listed(names: str | Sequence[str]) -> list[str]:
    """Names as a list; the standard lets a single one stand alone."""
    return [names] if isinstance(names, str) else list(names)


def _column(record: Mapping[str, Any], foreign: dict[str, Reference]) -> Column:
    items = record.get("hca:listOf")
    kind, item = record["type"], record.get("itemType", "string")
    areas = tuple(record.get("hca:area", ()))
    if not ({kind, item} <= set(TYPES) and set(areas) <= set(LEVELS)):
        raise KeyError(f"type or area level of {record['name']}")
    _check_constraints(record["name"], kind, record.get("constraints", {}))
    for said in (record.get("hca:unit"), *record.get("hca:labels", {}).values()):
        if said is not None and not {"zh", "en"} <= set(said):
            raise KeyError(f"unit or labels of {record['name']}, in both languages")
    return Column(
        name=record["name"],
        type=kind,
        titles=_both(record, "title"),
        meanings=_both(record, "description"),
        units=freeze(record.get("hca:unit", {})),
        labels=freeze(record.get("hca:labels", {})),
        constraints=freeze(record.get("constraints", {})),
        item_type=item,
        delimiter=record.get("delimiter", "|"),
        areas=areas,
        reference=Reference(**items) if items else foreign.get(record["name"]),
        key_of=freeze(record.get("hca:keyOf", {})),
        since=str(record.get("hca:since", "")),
        absent=str(record.get("hca:absent", "")),
        is_path=bool(record.get("hca:path", False)),
        needs=freeze(record.get("hca:needs", ())),
    )


def _check_constraints(name: str, kind: str, limits: Mapping[str, Any]) -> None:
    """``KeyError`` for a constraint that cannot be held against values of a type."""
    re.compile(limits.get("pattern", ""))
    bounds = [limits[side] for side in ("minimum", "maximum") if side in limits]
    numeric = kind in ("integer", "number", "year")
    if (
        ("pattern" in limits and kind != "string")
        or (bounds and not (numeric and all(isinstance(bound, int | float) for bound in bounds)))
        or not isinstance(limits.get("enum", ()), list | tuple)
    ):
        raise KeyError(f"constraints of {name}")


def _both(record: Mapping[str, Any], key: str) -> Mapping[str, str]:
    return MappingProxyType({"zh": str(record[key]), "en": str(record[f"{key}@en"])})
