"""Fitting a brief on its page: heights, and what gives way where room is short.

Every height is known before anything is set, as lines are broken here and not by the typesetter.
The map takes the room that is left; where there is none, tables give up rows, never their type.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from geo.files.brief.content import Band, Block, Brief, Figure, Group, Groups, Scene, Table, Text
from geo.files.brief.small_print import taken
from geo.look.lettering import text_width, wrapped
from geo.words.whole import whole

#: Width of the body and height left for its bands, px of a page of 794 × 1123.
WIDTH, HEIGHT = 710.0, 724.0
#: Height of the figures, with strips of ticks and without.
FIGURES, PLAIN = 104.0, 88.0
GUTTER, BETWEEN = 20.0, 13.0
#: Heights, px: title of a block, heads of columns, rows of one and of two lines, further lines.
TITLE, HEADS, ROW, MORE, SLOT = 31.0, 19.0, 22.0, 15.0, 28.0
#: Lists: title of a group, an entry, room between groups; under a map its legend.
GROUP, ENTRY, GAP, LEGEND = 20.0, 21.0, 3.0, 20.0
#: Type, px.
TEXT, SMALL = 12.0, 11.0
#: What stands between the items of a list, and what says that there are more.
_LISTS = (("、", "等"), (", ", " …"))
_LABEL = 106.0
_SQUARE, _PAD = 15.0, 8.0
#: Widths of what stands beside the name of an entry.
_SIGN, _YEAR = 22.0, 34.0
#: How much wider than set a line may be reckoned.
_WIDE = 1.15
#: Heights of the map: the most, the usual least, and the least where all else has given way.
_MOST, _LEAST = 400, 200
_USUAL = {"city": 280, "province": 230}


@dataclass(frozen=True)
class Fitted:
    """A brief that fits, with the height of its map."""

    brief: Brief
    map_height: float


@lru_cache(maxsize=4096)
def lines(text: str, room: float, *, size: float = TEXT, bold: bool = False, most: int = 2) -> str:
    """Text in lines of its own, no more than so many."""
    found = wrapped(text, size, room, bold=bold, whole=whole()) if text else []
    if len(found) > most:
        last = wrapped(found[most - 1], size, room - 1.5 * size, bold=bold)[0]
        found = [*found[: most - 1], f"{last.rstrip(' ·、，,')}…"]
    return "\n".join(found)


@lru_cache(maxsize=4096)
def few(text: str, room: float) -> str:
    """A list in one line: as many of its items as fit, and that there are more."""
    if text_width(text, TEXT) <= room:
        return text
    for mark, more in _LISTS:
        items = text.split(mark)
        for count in range(len(items) - 1, 0, -1):
            said = mark.join(items[:count]) + more
            if text_width(said, TEXT) <= room:
                return said
        if len(items) > 1:
            return lines(items[0] + more, room, most=3)
    return lines(text, room, most=3)


def one_line(text: str, room: float, *, size: float = SMALL, bold: bool = False) -> str:
    """Text in one line, cut where it is longer for sure: widths are reckoned on the wide side."""
    return lines(text, _WIDE * room, size=size, bold=bold, most=1)


def widths(table: Table, width: float) -> tuple[float, ...]:
    """Widths of the columns of a table, px."""
    return tuple(column.share * width for column in table.columns)


def cell_lines(cell: Text, room: float) -> tuple[str, str]:
    """The words of a cell and those below them, in lines."""
    room -= _PAD + (_SQUARE if cell.hue else 0)
    # Names are whole; what is a list may end early.
    words = lines(cell.words, room, bold=True, most=3) if cell.bold else few(cell.words, room)
    if cell.slot:
        return words, ""
    return words, lines(cell.below, room, size=SMALL, most=2)


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
    left = table.names[len(table.rows) :]
    if not left or not table.rest:
        return ""
    mark, more = _LISTS[0 if any(ord(sign) > 0x2E80 for sign in table.rest) else 1]
    for count in range(len(left), 0, -1):
        names = mark.join(left[:count]) + (more if count < len(left) else "")
        said = lines(table.rest.format(n=len(left), names=names), width - 4, size=SMALL, most=9)
        if said.count("\n") < 2:
            break
    return said


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
    if most == 3:
        return most
    if len(group.entries) < 2:
        return 1
    while most > 1:
        if all(
            _entry_lines(one.name, width / most, bool(one.note) and most != 2).count("\n") == 0
            for one in group.entries
        ):
            return most
        most -= 1
    return 1


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


def legend(block: Scene) -> float:
    """Room of the line under a map; what a map of the province means stands beside its title."""
    return LEGEND if block.kind == "city" else 0.0


def label(figure: Figure) -> str:
    """Label of a figure in lines."""
    return lines(figure.label, _LABEL, most=4)


def figures_height(brief: Brief) -> float:
    """Height of the figures: less where none has ticks, more where a label has several lines."""
    high = FIGURES if any(one.place for one in brief.figures) else PLAIN
    return high + max(label(one).count("\n") for one in brief.figures) * MORE


def room(brief: Brief) -> float:
    """Height that the bands have."""
    return HEIGHT + FIGURES - figures_height(brief) - taken(brief)


def height(block: Block, width: float, map_height: float) -> float:
    """Height of a block."""
    if isinstance(block, Scene):
        return TITLE + map_height + legend(block)
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
        sum(height(block, width, map_height) for block in side) + BETWEEN * max(len(side) - 1, 0)
        for side, width in zip((band.left, band.right), across(band), strict=True)
    )


def _total(bands: Iterable[Band], map_height: float) -> float:
    high = [band_height(band, map_height) for band in bands if band.left or band.right]
    return sum(high) + BETWEEN * (len(high) - 1)


def fit(brief: Brief) -> Fitted:
    """The brief with as many rows as its page holds."""
    bands = [band for band in brief.bands if band.left or band.right]
    high = room(brief)
    kinds = [block.kind for band in bands for block in band.left if isinstance(block, Scene)]
    usual = _USUAL[kinds[0]]
    for map_height in range(_MOST, usual - 1, -10):
        bands_ = _listed(bands, map_height)
        if _total(bands_, map_height) <= high:
            return _whole(brief, bands_, map_height)
    for tight, map_height in product((False, True), range(usual, _LEAST - 1, -20)):
        bands_ = _listed(bands, map_height, tight=tight)
        while _total(bands_, map_height) > high:
            shorter = _shorter(bands_, map_height, tight=tight)
            if shorter is None:
                break
            bands_ = shorter
        if _total(bands_, map_height) <= high:
            return _whole(brief, bands_, map_height)
    return _whole(brief, _fewest(bands_, high), _LEAST)


def _fewest(bands: list[Band], high: float) -> list[Band]:
    """Bands of names so long that the least is too much: the highest side gives up what is last."""
    while _total(bands, _LEAST) > high:
        sides = [
            (band_height(band, _LEAST), sum(height(block, width, _LEAST) for block in side),
             number, name, side)
            for number, band in enumerate(bands)
            for name, side, width in zip(
                ("left", "right"), (band.left, band.right), across(band), strict=True
            )
            if side and not isinstance(side[-1], Scene)
        ]  # fmt: skip
        _, _, number, name, side = max(sides, key=lambda one: one[:2])
        last = side[-1]
        fewer: tuple[Block, ...] = side[:-1]
        if isinstance(last, Table) and len(last.rows) > 1:
            fewer = (*fewer, replace(last, rows=last.rows[:-1]))
        bands = [*bands]
        bands[number] = (
            replace(bands[number], left=fewer)
            if name == "left"
            else replace(bands[number], right=fewer)
        )
    return [band for band in bands if band.left or band.right]


def _whole(brief: Brief, bands: list[Band], map_height: float) -> Fitted:
    """The map as high as what stands beside it."""
    for band in bands:
        for block in band.left:
            if isinstance(block, Scene):
                free = band_height(band, map_height) - TITLE - legend(block)
                map_height = max(map_height, free)
    return Fitted(replace(brief, bands=tuple(bands)), map_height)


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
    whole = block
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
    return _filled(block, whole, width, room)


def _filled(block: Groups, whole: Groups, width: float, room: float) -> Groups:
    """The cut lists with every entry taken back that stands beside another one."""
    for number, group in enumerate(block.groups):
        for entry in whole.groups[number].entries[len(group.entries) :]:
            group = replace(group, entries=(*group.entries, entry))
            groups = (*block.groups[:number], group, *block.groups[number + 1 :])
            more = replace(block, groups=groups, left=block.left - 1)
            if groups_height(more, width) > room:
                break
            block = more
    return block


def _shorter(bands: list[Band], map_height: float, *, tight: bool) -> list[Band] | None:
    """Bands with one row less in the table that gives first; None where all are at their least.

    A table gives only where its own side is the higher one.
    """
    found: list[tuple[int, int, Table]] = []
    for number, band in enumerate(bands):
        sides = (band.left, band.right)
        highs = [
            sum(height(block, width, map_height) for block in side)
            + BETWEEN * max(len(side) - 1, 0)
            for side, width in zip(sides, across(band), strict=True)
        ]
        for side, high in zip(sides, highs, strict=True):
            for table in side:
                if isinstance(table, Table) and table.gives and high == max(highs):
                    least = 1 if tight else table.least
                    found += [(table.gives, number, table)] if len(table.rows) > least else []
    if not found:
        return None
    _, number, table = min(found, key=lambda one: one[:2])
    fewer = replace(table, rows=table.rows[:-1])
    new = replace(
        bands[number],
        left=tuple(fewer if block is table else block for block in bands[number].left),
        right=tuple(fewer if block is table else block for block in bands[number].right),
    )
    return [*bands[:number], new, *bands[number + 1 :]]
