"""Small tables from outside, such as a list of clusters, read whole and as text."""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.foreign import apart, limits
from geo.foreign.charset import decoded, records, separator
from geo.foreign.faults import Fault, UnreadableError
from geo.foreign.kinds import kind_of
from geo.foreign.records import taken_apart

_SPACES = re.compile(r"[ \u3000]{2,}")
#: Rows among which the heading is looked for.
_ABOVE = 20
#: Longest text that may be the heading of a column.
_LONGEST_HEADING = 40
_NUMBER = re.compile(r"[-+]?[\d,.]+%?")

Row = tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A table as text, exactly as it stands: what is above and below it as well.

    Attributes
    ----------
    name : str
        Name of the sheet; empty for a text.
    rows : tuple of tuple of str
        All rows, equally wide, those of nothing too: the row at ``i`` is number ``i + 1`` of the
        file. Spaces around cells are gone; what is merged over rows stands in each of them.
    faults : tuple of Fault
        What could not be read as it stands.
    hidden : bool
        Whether a workbook hides the sheet.
    """

    name: str
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...] = ()
    hidden: bool = False


def cells(path: Path | str) -> list[Sheet]:
    """Tables of a file: the sheets of a workbook, or the one table of a text.

    Parameters
    ----------
    path : path or str
        XLSX, XLS or ODS; CSV in any charset, with any sign between cells; text in columns.

    Returns
    -------
    list of Sheet
        Those with something in them, the visible ones first.

    Raises
    ------
    UnreadableError
        The file is no table, or larger than a small table may be.
    """
    path = Path(path)
    kind = kind_of(path)
    if kind not in ("text", "workbook"):
        raise UnreadableError("no_small_table")
    if path.stat().st_size > limits.SMALL_BYTES:
        raise UnreadableError("too_large", most=limits.SMALL_BYTES >> 20)
    if kind == "workbook":
        sheets = _sheets(path)
    else:
        text, charset = decoded(path.read_bytes())
        sheets = [pasted(text, charset)]
    if not sheets:
        raise UnreadableError("empty")
    return sorted(sheets, key=lambda sheet: sheet.hidden)


def pasted(text: str, charset: str = "utf-8") -> Sheet:
    """Table in a text, such as one copied from a web page, Word or a PDF.

    Parameters
    ----------
    text : str
        Lines; cells between tabs, commas, semicolons, bars, or two and more spaces.
    charset : str
        What the bytes were read as, for what is said of those that it does not explain.

    Raises
    ------
    UnreadableError
        Nothing is in it, or more than a small table holds.
    """
    if len(text) > limits.SMALL_BYTES:
        raise UnreadableError("too_large", most=limits.SMALL_BYTES >> 20)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = [_without_nul(line) for line in text.split("\n")]
    if len(lines) > limits.SMALL_ROWS:
        raise UnreadableError("too_many_rows", most=limits.SMALL_ROWS)
    faults = [
        Fault("nul", number) for number, line in enumerate(text.split("\n"), 1) if "\0" in line
    ] + [
        Fault("byte", number, value=line, fields={"charset": charset.upper()})
        for number, line in enumerate(lines, 1)
        if "\ufffd" in line
    ]
    filled = [line for line in lines if line.strip()][:500]
    between = separator(filled)
    if not any(between in line for line in filled):
        lines = [_SPACES.sub("\t", line.strip(" \u3000")) for line in lines]
        between = "\t"
    apart_ = taken_apart(lines, between)
    rows = dict(zip(apart_.numbers, apart_.rows, strict=True))
    for fault, line in apart_.broken:
        rows[fault.row or 0] = records([line], between)[0]
        faults.append(fault)
    sheet = _sheet("", [rows.get(number, []) for number in range(1, max(rows, default=0) + 1)])
    if sheet is None:
        raise UnreadableError("empty")
    return Sheet("", sheet.rows, tuple(faults))


def heading(rows: Sequence[Row], known: Callable[[str], bool] = lambda _: False) -> int | None:
    """Place of the row that names the columns; None where no row does.

    Titles and notes may stand above it. A row whose cells are known as headings is one; else it is
    the first one about as wide as the table, all of it different short words and no numbers.

    Parameters
    ----------
    rows : sequence of tuple of str
        The table from its top.
    known : callable
        Whether a text is known as a heading.
    """
    top = rows[:_ABOVE]
    hits = [sum(map(known, dict.fromkeys(filter(None, row)))) for row in top]
    if hits and max(hits) >= 1:
        best = max(hits)
        if best > 1 or sum(map(bool, top[hits.index(best)])) == 1:
            return hits.index(best)
    filled = [sum(map(bool, row)) for row in rows]
    usual = Counter(n for n in filled if n).most_common(1)
    width = max(2, usual[0][0] if usual else 2)
    for place, row in enumerate(top):
        named = [cell for cell in row if cell]
        if (
            len(named) >= max(2, round(0.7 * width))
            and len(set(named)) == len(named)
            and all(len(cell) <= _LONGEST_HEADING for cell in named)
            and not any(_NUMBER.fullmatch(cell) for cell in named)
        ):
            return place
    return None


def _without_nul(line: str) -> str:
    return line.replace("\0", "").removeprefix("\ufeff")


def _sheets(path: Path) -> list[Sheet]:
    with tempfile.TemporaryDirectory() as folder:
        apart.run("workbook", path, folder, limits.MEMORY, limits.SMALL_ROWS, limits.COLUMNS)
        told = json.loads(Path(folder, "sheets.json").read_text(encoding="utf-8"))
        found = []
        for one in told:
            text = Path(folder, one["file"]).read_text(encoding="utf-8")
            rows = records(text.split("\n"), ",")
            if sheet := _sheet(one["name"], rows, hidden=one["hidden"]):
                found.append(sheet)
    return found


def _sheet(name: str, rows: Sequence[Sequence[str]], *, hidden: bool = False) -> Sheet | None:
    """A table without rows and columns of nothing at its end; None if nothing is in it."""
    tidy = [[cell.strip() for cell in row] for row in rows]
    while tidy and not any(tidy[-1]):
        tidy.pop()
    width = max((n + 1 for row in tidy for n, cell in enumerate(row) if cell), default=0)
    if not width:
        return None
    if width > limits.COLUMNS:
        raise UnreadableError("too_many_columns", most=limits.COLUMNS)
    whole = tuple(tuple(row[:width]) + ("",) * (width - len(row)) for row in tidy)
    return Sheet(name, whole, hidden=hidden)
