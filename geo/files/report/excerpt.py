"""The first rows of a table, in as many columns as a page of paper has room for."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from geo.data.atlas import Atlas
from geo.look.lettering import text_width
from geo.record.about import Column, Export
from geo.sheets import catalogue
from geo.words import Words
from geo.words.units import scaled, unit_name

#: Columns that a reader of paper has no use for: the files have them.
_LEFT_OUT = {"lat", "lon", "note", "source_id", "more_source_ids", "seed_file", "quote_zh",
             "versus", "against"}  # fmt: skip
#: How the name of a column ends that holds codes, in rows that have names beside them.
_CODES = ("_id", "_ids", "_code", "_adcode", "_adcodes")
#: Quantities that English counts otherwise: as a cell names their unit, and as a column ends.
_UNITS = {"亿元": "cny_100m", "万人": "persons_10k"}
_ENDINGS = {"_100m_cny": "cny_100m", "_10k": "persons_10k"}
#: Widest column as a share of the room, and the padding of a cell in the unit of the type.
_WIDEST, _PADDING = 0.3, 1.2
_LONGEST = 90


@dataclass(frozen=True)
class Excerpt:
    """Part of a table.

    Attributes
    ----------
    title : str
        Name of the table.
    heads : tuple of str
        Headings of the columns that are shown.
    numeric : tuple of bool
        Which of them hold numbers.
    rows : tuple of tuple of str
        The first rows in words.
    widths : tuple of float
        Room that each column needs, in the unit of the type.
    of, columns : int
        Number of rows and columns that there are.
    """

    title: str
    heads: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    of: int
    columns: int


def excerpt(atlas: Atlas, export: Export, t: Words, *, most: int, room: float) -> Excerpt:
    """The first rows of an export.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    export : Export
        Rows to show.
    t : Words
        Language.
    most : int
        Largest number of rows.
    room : float
        Width of the page in the unit of the type.
    """
    frame = pd.DataFrame(export.frame)
    labels = {column.code: _head(column, t) for column in export.columns}
    if export.name in atlas.tables:
        own = atlas.resource(export.name).key
        readable = catalogue.readable(atlas, export.name, frame[list(labels)], t)
        readable = _as_counted(readable, frame, t)
        left_out = _LEFT_OUT | (set(own) if len(own) == 1 else set())
        title = atlas.resource(export.name).title(t.lang)
    else:
        readable = frame[list(labels)]
        left_out = _LEFT_OUT | {code for code in labels if _of_codes(code, readable)}
        title = export.about.title.rpartition(" · ")[2]
    first = readable.iloc[:most]
    kept: list[str] = []
    widths: list[float] = []
    cells: dict[str, list[str]] = {}
    for code in readable:
        if code in left_out or first[code].isna().all():
            continue
        words = [_cell(value, str(code), t) for value in first[code]]
        width = _width(labels[code], words, room)
        if sum(widths) + width <= room:
            kept.append(str(code))
            widths.append(width)
            cells[str(code)] = words
    return Excerpt(
        title=title,
        heads=tuple(labels[code] for code in kept),
        numeric=tuple(_is_number(readable[code]) for code in kept),
        rows=tuple(zip(*(cells[code] for code in kept), strict=True)),
        widths=tuple(widths),
        of=len(frame),
        columns=len(labels),
    )


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


def _is_number(cells: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(cells) and not pd.api.types.is_bool_dtype(cells)


def _cell(value: object, code: str, t: Words) -> str:
    if isinstance(value, tuple):
        return t.join(map(str, value))
    if pd.isna(value):
        return ""
    if isinstance(value, bool):
        return t("data.yes") if value else t("data.no")
    if isinstance(value, int | float) and not code.endswith(("year", "adcode", "year_from")):
        return t.number(float(value), _digits(float(value)))
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _digits(value: float) -> int:
    """Digits after the decimal point, for four that count."""
    if value.is_integer() or not math.isfinite(value):
        return 0
    return max(0, 3 - math.floor(math.log10(abs(value))))


def _width(head: str, cells: list[str], room: float) -> float:
    """Room of a column: that of its words, with long ones broken into lines."""
    longest = max((text_width(cell, 1) for cell in cells), default=0.0)
    return min(max(longest, text_width(head, 1, bold=True)), room * _WIDEST) + _PADDING
