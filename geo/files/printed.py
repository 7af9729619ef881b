"""A table as it is printed: in the columns and words that a reader has use for.

Files of rows have every column. A report and a page that opens by itself leave out keys,
coordinates and remarks, and count money and people as the language does.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo.data.atlas import Atlas
from geo.record.about import Column, Export
from geo.sheets import catalogue
from geo.words import Words
from geo.words.units import scaled, unit_name

#: Columns that a reader has no use for.
_LEFT_OUT = frozenset({"lat", "lon", "note", "seed_file", "versus", "against"})
#: How the name of a column ends that holds codes, in rows that have names beside them.
_CODES = ("_id", "_ids", "_code", "_adcode", "_adcodes")
#: Quantities that English counts otherwise: as a cell names their unit, and as a column ends.
_UNITS = {"亿元": "cny_100m", "万人": "persons_10k"}
_ENDINGS = {"_100m_cny": "cny_100m", "_10k": "persons_10k"}


@dataclass(frozen=True)
class Printed:
    """A table in words.

    Attributes
    ----------
    title : str
        Name of the table.
    heads : dict of str
        Heading of each column, with its unit.
    frame : pandas.DataFrame
        The rows in these columns, those without any value left out.
    """

    title: str
    heads: dict[str, str]
    frame: pd.DataFrame


def printed(atlas: Atlas, export: Export, t: Words) -> Printed:
    """The rows of an export as they are printed."""
    frame = pd.DataFrame(export.frame)
    heads = {column.code: _head(column, t) for column in export.columns}
    if export.name in atlas.tables:
        record = atlas.resource(export.name)
        shown = catalogue.readable(atlas, export.name, frame[list(heads)], t)
        shown = _as_counted(shown, frame, t)
        left_out = _LEFT_OUT | (set(record.key) if len(record.key) == 1 else set())
        title = record.title(t.lang)
    else:
        shown = frame[list(heads)]
        left_out = _LEFT_OUT | {code for code in heads if _of_codes(code, shown)}
        title = export.about.title.rpartition(" · ")[2]
    shown = shown.drop(columns=list(left_out & set(shown)))
    shown = shown.loc[:, shown.notna().any()]
    return Printed(title, {str(code): heads[str(code)] for code in shown}, shown)


def _of_codes(code: str, frame: pd.DataFrame) -> bool:
    """Whether a column holds codes, whose names stand beside them."""
    return code.endswith(_CODES) or f"{code}_name" in frame


def _quantity(code: str) -> str:
    """The unit of a column that English counts otherwise; empty for every other column."""
    return next((unit for ending, unit in _ENDINGS.items() if code.endswith(ending)), "")


def _head(column: Column, t: Words) -> str:
    """Heading of a column with its unit."""
    counted = _quantity(column.code)
    unit = unit_name(counted, t) if counted else column.unit
    return t("sheets.with_unit", name=column.label, unit=unit) if unit else column.label


def _as_counted(readable: pd.DataFrame, frame: pd.DataFrame, t: Words) -> pd.DataFrame:
    """Rows of a table with money and people as the language counts them."""
    counted = readable.copy()
    for code in filter(_quantity, map(str, counted)):
        counted[code] = scaled(counted[code], _quantity(code), t)
    if {"unit", "value"} <= set(counted):
        units = frame["unit"].map(_UNITS)
        for unit in units.dropna().unique():
            rows = units == unit
            counted.loc[rows, "value"] = scaled(counted.loc[rows, "value"], unit, t)
            counted.loc[rows, "unit"] = unit_name(unit, t)
    return counted
