"""The first rows of a table, in as many columns as a page of paper has room for."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from geo.data.atlas import Atlas
from geo.files.printed import printed
from geo.look.lettering import text_width
from geo.record.about import Export
from geo.words import Words

#: Columns that paper has no room for: the files have them.
_LEFT_OUT = ("source_id", "more_source_ids", "quote_zh")
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
    table = printed(atlas, export, t)
    readable = table.frame.drop(columns=list(_LEFT_OUT), errors="ignore")
    first = readable.iloc[:most]
    kept: list[str] = []
    widths: list[float] = []
    cells: dict[str, list[str]] = {}
    for code in readable:
        if first[code].isna().all():
            continue
        words = [_cell(value, str(code), t) for value in first[code]]
        width = _width(table.heads[code], words, room)
        if sum(widths) + width <= room:
            kept.append(str(code))
            widths.append(width)
            cells[str(code)] = words
    return Excerpt(
        title=table.title,
        heads=tuple(table.heads[code] for code in kept),
        numeric=tuple(_is_number(readable[code]) for code in kept),
        rows=tuple(zip(*(cells[code] for code in kept), strict=True)),
        widths=tuple(widths),
        of=len(readable),
        columns=len(export.columns),
    )


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
