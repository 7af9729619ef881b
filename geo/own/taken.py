"""A list taken from a file, or from what was pasted from a web page, a text processor or a PDF."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from geo.data.atlas import Atlas
from geo.foreign import tables
from geo.foreign.faults import UnreadableError
from geo.foreign.tables import Sheet
from geo.own import listing, places
from geo.own.listing import Listing

#: A list has so many rows at most; no official list is longer by far.
MOST_ROWS = 2000
#: Several members in one paragraph, each ending as they all do.
_IN_A_LINE = re.compile(r"(?<=集群)[；;、，,。][ \t\u3000]*(?=\S)")
_GAP = re.compile(r"(?<=\S)[ \xa0](?=\S)")
_PARTED = re.compile(r"[\t,，;；|]|\S[ \u3000\xa0]{2,}\S")
#: Single spaces part cells where they stand in at least this share of the lines.
_MOST = 0.6


def from_file(atlas: Atlas, path: Path) -> Listing:
    """Read the list in a file; of several sheets the one with most members.

    Raises
    ------
    UnreadableError
        If the file is no table, or larger than a list can be.
    """
    sheets = tables.cells(path)
    shown = [sheet for sheet in sheets if not sheet.hidden] or sheets
    return _fullest(atlas, shown)


def from_text(atlas: Atlas, text: str) -> Listing:
    """Read a list that was pasted.

    Raises
    ------
    UnreadableError
        If nothing is in it, or more than a list can hold.
    """
    return _fullest(atlas, [tables.pasted(_lined(text))])


def _fullest(atlas: Atlas, found: Sequence[Sheet]) -> Listing:
    if max(len(sheet.rows) for sheet in found) > MOST_ROWS:
        raise UnreadableError("too_many_rows", most=MOST_ROWS)
    is_area = partial(places.is_area, atlas)
    lists = [replace(listing.read(sheet.rows, is_area), odd=sheet.faults) for sheet in found]
    return max(lists, key=lambda one: len(one.entries))


def _lined(text: str) -> str:
    """A text with one member to the line, and a sign between cells where only spaces are."""
    if "\t" in text:
        return text
    text = _IN_A_LINE.sub("\n", text)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    spaced = sum(bool(_GAP.search(line)) for line in lines)
    if not any(map(_PARTED.search, lines)) and spaced >= _MOST * len(lines):
        return _GAP.sub("\t", text)
    return text
