"""The dictionary of a folder of one's own, completed by the shipped one.

What code relies on (constraints, keys, references, levels, what came with a later version of the
data) always comes from the shipped dictionary; words and whatever is added are the folder's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from geo.data.package import Package, Resource, parse

Record = Mapping[str, Any]

_OF_RESOURCE = (
    "hca:kind", "hca:level", "hca:detail", "hca:since", "hca:needed", "hca:place",
    "hca:bbox",
)  # fmt: skip
_OF_COLUMN = (
    "itemType", "hca:since", "hca:absent", "hca:area", "hca:listOf", "hca:keyOf", "hca:path",
    "hca:needs",
)  # fmt: skip


def lacking(own: Package, shipped: Package) -> Iterator[str]:
    """What an own dictionary must describe and does not.

    Parameters
    ----------
    own, shipped : Package
        The two dictionaries.

    Yields
    ------
    str
        Name of a table or layer, or table, column and type. What came with a later version of the
        data (``hca:since``) may be missing, but not be of another type.
    """
    for resource in shipped.resources.values():
        described = own.resources.get(resource.name)
        if described is None:
            if not resource.since:
                yield resource.name
            continue
        types = {column.name: column.type for column in described.columns}
        for column in resource.columns:
            if types.get(column.name, column.type if column.since else "") != column.type:
                yield f"{resource.name}.{column.name} ({column.type})"


def unstated(own: Package) -> Iterator[tuple[str, str]]:
    """What pages and files say of the data as a whole, and an own dictionary does not state.

    Parameters
    ----------
    own : Package
        The dictionary.

    Yields
    ------
    property, value : str
        Such as ``created`` and what is there instead of a date.
    """
    raw = own.raw
    sound = {
        "created": _is_date(raw.get("created")),
        "version": raw.get("version"),
        "licenses": _said(raw.get("licenses"), "title", "title@en"),
        **{
            kind: _said(raw.get(kind, ()), "id", "tables", "zh", "en")
            for kind in ("hca:cautions", "hca:contradictions", "hca:gaps")
        },
    }
    for name in sound:
        if not sound[name]:
            yield name, str(raw.get(name, ""))
    for layer in own.layers:
        told = {
            "sources": _said(layer.raw.get("sources"), "title", "title@en"),
            "hca:crs": _said([layer.raw.get("hca:crs")], "zh", "en"),
        }
        for name in told:
            if not told[name]:
                yield f"{layer.name}.{name}", str(layer.raw.get(name, ""))


def _is_date(value: object) -> bool:
    try:
        return bool(date.fromisoformat(str(value)[:10]))
    except ValueError:
        return False


def _said(records: Any, *names: str) -> bool:
    """Whether every record of a list has these properties."""
    return isinstance(records, list | tuple) and all(
        isinstance(record, Mapping) and all(record.get(name) for name in names)
        for record in records
    )


def completed(own: Package, shipped: Package) -> Package:
    """Dictionary of an own folder with all that the shipped one demands.

    Parameters
    ----------
    own, shipped : Package
        The two dictionaries; `lacking` has found nothing.

    Returns
    -------
    Package
        Resources and columns in the order of the own dictionary, later ones behind.

    Raises
    ------
    ValueError
        If the two do not go together.
    """
    try:
        resources = [
            _resource(resource.raw, shipped.resources[name].raw)
            if name in shipped.resources
            else resource.raw
            for name, resource in own.resources.items()
        ]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error
    resources += [_later(r) for name, r in shipped.resources.items() if name not in own.resources]
    return parse({**own.raw, "resources": resources})


def _later(resource: Resource) -> Record:
    """Record of a table that the own dictionary does not know, without the shipped figures."""
    return {key: value for key, value in resource.raw.items() if key != "hca:coverage"}


def _resource(own: Record, shipped: Record) -> Record:
    schema, asked = own.get("schema", {}), shipped.get("schema", {})
    fields = {field["name"]: field for field in schema.get("fields", ())}
    for field in asked.get("fields", ()):
        fields[field["name"]] = _column(fields.get(field["name"], {}), field)
    keys = {key["fields"]: key for key in map(_flat, schema.get("foreignKeys", ()))}
    keys |= {key["fields"]: key for key in map(_flat, asked.get("foreignKeys", ()))}
    known = {"primaryKey": asked["primaryKey"]} if "primaryKey" in asked else {}
    return {
        **own,
        **_taken(shipped, _OF_RESOURCE),
        "schema": {
            **schema,
            **known,
            "fields": tuple(fields.values()),
            "foreignKeys": tuple(keys.values()),
        },
    }


def _column(own: Record, shipped: Record) -> Record:
    if not own:
        return shipped
    constraints = {**own.get("constraints", {}), **shipped.get("constraints", {})}
    named, known = own.get("hca:labels", {}), shipped.get("hca:labels", {})
    # The codes are the shipped ones; what they are called may be said anew.
    labels = {code: {**label, **named.get(code, {})} for code, label in known.items()} or named
    return {
        **own,
        **_taken(shipped, _OF_COLUMN),
        "constraints": constraints,
        "hca:labels": labels,
    }


def _taken(shipped: Record, names: tuple[str, ...]) -> Record:
    return {name: shipped[name] for name in names if name in shipped}


def _flat(key: Record) -> dict[str, Any]:
    """A foreign key of one column, named by itself."""
    fields = key["fields"]
    return {**key, "fields": fields if isinstance(fields, str) else fields[0]}
