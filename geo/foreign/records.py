"""Lines into rows of cells, and exactly those lines named that are none.

A quote that is never closed would swallow everything behind it; here it costs its own line. Rows
are numbered by the line they begin in, as an editor shows it.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass

from geo.foreign.faults import Fault
from geo.foreign.limits import LINE

#: Lines that one row may run over, by line breaks inside quotes.
SPAN = 30

csv.field_size_limit(max(csv.field_size_limit(), SPAN * LINE))


@dataclass(frozen=True)
class Records:
    """Lines taken apart.

    Attributes
    ----------
    numbers, rows : list
        Line in which each row begins, and its cells.
    broken : list of (Fault, str)
        Lines that are no rows: why, and the text.
    rest : int
        How many of the lines were used up; behind them lies the beginning of a row.
    """

    numbers: list[int]
    rows: list[list[str]]
    broken: list[tuple[Fault, str]]
    rest: int


def taken_apart(
    lines: Sequence[str], between: str, *, first: int = 1, width: int | None = None,
    more: bool = False, one: bool = False,
) -> Records:  # fmt: skip
    """Take lines apart.

    Parameters
    ----------
    lines : sequence of str
        Without their ends. Lines without any text are left out.
    between : str
        Sign between cells.
    first : int
        Number of the first line.
    width : int or None
        How many cells a row must have; None where that does not matter. Cells of nothing at the
        end of a row are not counted.
    more : bool
        Whether further lines follow, so that the last ones may be the beginning of a row.
    one : bool
        Whether to stop behind the first row.
    """
    found = Records([], [], [], 0)
    at = 0
    while at < len(lines) and not (one and at):
        number, line = first + at, lines[at]
        if not line.strip():
            at += 1
            continue
        cells, used = record(lines, at, between, width)
        if used == 0 and more and at + SPAN > len(lines):
            break
        at += max(used, 1)
        if cells is None:
            found.broken.append((Fault("quote_open", number, value=line), line))
        elif width is not None and (cells := _of_width(cells, width)) is None:
            found.broken.append((_ragged(number, line, between, width), line))
        else:
            found.numbers.append(number)
            found.rows.append(cells)
    return Records(found.numbers, found.rows, found.broken, at)


def record(
    lines: Sequence[str], at: int, between: str, width: int | None
) -> tuple[list[str] | None, int]:
    """The row that begins in a line and how many lines it has; no row if its quotes are broken.

    It has none where the lines end before its quotes do. The arguments are those of
    :func:`taken_apart`.
    """
    if '"' not in lines[at]:
        return lines[at].split(between), 1
    for end in range(at + 1, min(at + SPAN, len(lines)) + 1):
        if end > at + 1 and '"' not in lines[end - 1]:
            continue  # a line without quotes closes none
        try:
            read = list(csv.reader(_ended(lines[at:end]), delimiter=between, strict=True))
        except csv.Error as error:
            if "end of data" in str(error):
                continue
            break
        if end > at + 1 and width is not None and _of_width(read[0], width) is None:
            break  # two quotes of different rows
        return read[0], end - at
    else:
        if at + SPAN > len(lines):
            return None, 0
    # Quotes inside a name, such as "星火"合作社, are no quotes of the table.
    plain = next(csv.reader([lines[at]], delimiter=between))
    return (plain, 1) if width is not None and len(plain) == width else (None, 1)


def _ended(lines: Sequence[str]) -> list[str]:
    return [line + "\n" for line in lines]


def _of_width(cells: list[str], width: int) -> list[str] | None:
    """The row without cells of nothing behind its end; None if it is of another width."""
    if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
        return cells[:width]
    return cells if len(cells) == width else None


def _ragged(number: int, line: str, between: str, width: int) -> Fault:
    cells = len(line.split(between)) if '"' not in line else None
    found = next(csv.reader([line], delimiter=between)) if cells is None else None
    return Fault(
        "ragged", number, value=line, fields={"found": cells or len(found or ()), "asked": width}
    )
