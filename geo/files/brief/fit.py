"""Fitting a brief on its page: heights, and what gives way where room is short.

Every height is known before anything is set, as lines are broken here and not by the typesetter.
The map takes the room that is left; where there is none, tables give up rows, never their type.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product

from geo.files.brief.content import Band, Block, Brief, Group, Groups, Scene, Table, Text
from geo.look.lettering import shortened, wrapped

#: Width of the body and height left for its bands, px of a page of 794 × 1123.
WIDTH, HEIGHT = 710.0, 712.0
GUTTER, BETWEEN = 20.0, 13.0
#: Heights, px: title of a block, heads of columns, rows of one and of two lines, further lines.
TITLE, HEADS, ROW, MORE, SLOT = 31.0, 19.0, 24.0, 15.0, 28.0
#: Lists: title of a group, an entry, room between groups; under a map its legend.
GROUP, ENTRY, GAP, LEGEND = 21.0, 22.0, 4.0, 20.0
#: Type, px.
TEXT, SMALL = 12.0, 11.0
_SQUARE, _PAD = 15.0, 8.0
#: Widths of what stands beside the name of an entry.
_SIGN, _YEAR = 22.0, 34.0
#: Heights of the map: the most, the usual least, and the least where all else has given way.
_MOST, _USUAL, _LEAST = 400, 290, 210


@dataclass(frozen=True)
class Fitted:
    """A brief that fits, with the height of its map."""

    brief: Brief
    map_height: float


def lines(text: str, room: float, *, size: float = TEXT, bold: bool = False, most: int = 2) -> str:
    """Text in lines of its own, no more than so many."""
    if not text:
        return ""
    return "\n".join(wrapped(shortened(text, size, room, most), size, room, bold=bold)[:most])


def widths(table: Table, width: float) -> tuple[float, ...]:
    """Widths of the columns of a table, px."""
    return tuple(column.share * width for column in table.columns)


def cell_lines(cell: Text, room: float) -> tuple[str, str]:
    """The words of a cell and those below them, in lines."""
    room -= _PAD + (_SQUARE if cell.hue else 0)
    # Names are whole; what is a list may end early.
    words = lines(cell.words, room, bold=cell.bold, most=3 if cell.bold else 1)
    if cell.slot:
        return words, ""
    return words, lines(cell.below, room, size=SMALL, most=1 if cell.bold is False else 2)


def row_height(row: tuple[object, ...], across: tuple[float, ...]) -> float:
    """Height of a row."""
    most = 1
    for cell, room in zip(row, across, strict=True):
        if isinstance(cell, Text):
            words, below = cell_lines(cell, room)
            most = max(most, words.count("\n") + 1 + (below.count("\n") + 1 if below else 0))
    return ROW + (most - 1) * MORE


def rest(table: Table, width: float) -> str:
    """What is said of rows that are not shown, in at most two lines."""
    left = table.names[len(table.rows):]
    if not left or not table.rest:
        return ""
    join = "、" if any(ord(sign) > 0x2E80 for sign in table.rest) else ", "
    said = table.rest.format(n=len(left), names=join.join(left))
    return lines(said, width - 4, size=SMALL, most=2)


def table_height(table: Table, width: float) -> float:
    """Height of a table."""
    across = widths(table, width)
    heads = HEADS if any(column.head for column in table.columns) else 0
    more = rest(table, width)
    return (
        TITLE + heads + sum(row_height(row, across) for row in table.rows)
        + (4 + MORE * (more.count("\n") + 1) if more else 0)
        + (SLOT if table.slot else 0)
    )  # fmt: skip


def abreast(groups: Groups, group: Group, width: float) -> int:
    """Columns that the entries of a group stand in."""
    most = groups.columns
    if len(group.entries) < 3 and most < 3:
        return 1
    while most > 1:
        if all(_entry_lines(one.name, width / most, bool(one.note) and most != 2).count("\n") == 0
               for one in group.entries):
            return most
        most -= 1
    return 3 if groups.columns == 3 else 1


def entry_lines(groups: Groups, group: Group, index: int, width: float) -> str:
    """Name of an entry in lines."""
    columns = abreast(groups, group, width)
    one = group.entries[index]
    return _entry_lines(one.name, width / columns, bool(one.note) and columns != 2)


def _entry_lines(name: str, width: float, year: bool) -> str:
    return lines(name, width - _SIGN - (_YEAR if year else 4) - 4, most=3)


def group_height(groups: Groups, group: Group, width: float) -> float:
    """Height of a group."""
    columns = abreast(groups, group, width)
    high = GROUP if group.title else 0.0
    for start in range(0, len(group.entries), columns):
        many = range(start, min(start + columns, len(group.entries)))
        most = max(entry_lines(groups, group, n, width).count("\n") for n in many)
        high += ENTRY + most * MORE
    return high + (SLOT if group.slot else 0) + GAP


def groups_height(block: Groups, width: float) -> float:
    """Height of a block of lists."""
    high = TITLE + sum(group_height(block, group, width) for group in block.groups)
    return high + (MORE + 3 if block.left else 0)


def height(block: Block, width: float, map_height: float) -> float:
    """Height of a block."""
    if isinstance(block, Scene):
        return TITLE + map_height + LEGEND
    if isinstance(block, Groups):
        return groups_height(block, width)
    return table_height(block, width)


def across(band: Band) -> tuple[float, float]:
    """Widths of the two sides of a band."""
    if not band.right:
        return WIDTH, 0.0
    if not band.left:
        return 0.0, WIDTH
    left = band.share * (WIDTH - GUTTER)
    return left, WIDTH - GUTTER - left


def band_height(band: Band, map_height: float) -> float:
    """Height of a band: that of its higher side."""
    return max(
        sum(height(block, width, map_height) for block in side)
        + BETWEEN * max(len(side) - 1, 0)
        for side, width in zip((band.left, band.right), across(band), strict=True)
    )


def _total(bands: Iterable[Band], map_height: float) -> float:
    high = [band_height(band, map_height) for band in bands if band.left or band.right]
    return sum(high) + BETWEEN * (len(high) - 1)


def fit(brief: Brief) -> Fitted:
    """The brief with as many rows as its page holds."""
    bands = [band for band in brief.bands if band.left or band.right]
    for map_height in range(_MOST, _USUAL - 1, -10):
        bands_ = _listed(bands, map_height)
        if _total(bands_, map_height) <= HEIGHT:
            return Fitted(replace(brief, bands=tuple(bands_)), map_height)
    for map_height, least in product(range(_USUAL, _LEAST - 1, -20), (False, True)):
        bands_ = _listed(bands, map_height, tight=least)
        while _total(bands_, map_height) > HEIGHT:
            shorter = _shorter(bands_, map_height)
            if shorter is None:
                break
            bands_ = shorter
        if _total(bands_, map_height) <= HEIGHT:
            return Fitted(replace(brief, bands=tuple(bands_)), map_height)
    raise AssertionError(f"{brief.code}: {_total(bands_, _LEAST)} px")


def _listed(bands: list[Band], map_height: float, *, tight: bool = False) -> list[Band]:
    """Bands whose lists are no higher than the map beside them, or than what is usual."""
    found = []
    for band in bands:
        room = TITLE + map_height + LEGEND + (0 if tight else 40)
        if not any(isinstance(block, Scene) for block in band.left):
            room = 150 if tight else 340
        width = across(band)[1 if band.right else 0]
        sides = [
            tuple(_cut(block, width, room) if isinstance(block, Groups) else block
                  for block in side)
            for side in (band.left, band.right)
        ]  # fmt: skip
        found.append(replace(band, left=sides[0], right=sides[1]))
    return found


def _cut(block: Groups, width: float, room: float) -> Groups:
    """Lists with fewer entries, the longest list giving up first."""
    while groups_height(block, width) > room:
        groups = list(block.groups)
        longest = max(range(len(groups)), key=lambda n: (len(groups[n].entries), n))
        group = groups[longest]
        if len(group.entries) > 1:
            groups[longest] = replace(group, entries=group.entries[:-1])
            left = 1
        elif len(groups) > 2:
            left = len(groups.pop().entries)
        else:
            break
        block = replace(block, groups=tuple(groups), left=block.left + left)
    return block


def _shorter(bands: list[Band], map_height: float) -> list[Band] | None:
    """Bands with one row less in the table that gives first; None where all are at their least."""
    gives = sorted(
        {table.gives for band in bands for table in _tables(band) if table.gives}
    )  # fmt: skip
    for turn in gives:
        for number, band in enumerate(bands):
            for table in _tables(band):
                if table.gives != turn or len(table.rows) <= table.least:
                    continue
                fewer = replace(table, rows=table.rows[:-1])
                new = replace(
                    band,
                    left=tuple(fewer if block is table else block for block in band.left),
                    right=tuple(fewer if block is table else block for block in band.right),
                )
                # A table gives only where its own side is the higher one.
                if band_height(new, map_height) < band_height(band, map_height):
                    return [*bands[:number], new, *bands[number + 1:]]
    return None


def _tables(band: Band) -> list[Table]:
    return [block for block in (*band.left, *band.right) if isinstance(block, Table)]
