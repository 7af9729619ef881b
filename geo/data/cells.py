"""The cells of a table as text, whether it is kept as CSV or as XLSX.

What spreadsheets do to a table on their own is undone here: a byte order mark, GB18030, semicolons
or tabs between cells, columns and rows of nothing at the end, spaces around a cell.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from geo.data.package import Package, Resource
from geo.data.problems import Problem

Rows = list[list[str]]

#: Characters of a cell, as Python's reader has it unless some other code has raised its limit.
_LONGEST = 131_072

_LINE_BREAKS = re.compile(r"\s*[\t\n\v\f\r\x85\u2028\u2029]\s*")
_LITERALS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


@dataclass(frozen=True)
class Folder:
    """A data folder, its tables in files of their own or together in a workbook.

    Attributes
    ----------
    path : Path
        Where it lies.
    sheets : Mapping
        File and cells of the sheets of the workbooks in the folder, by ``file [sheet]``.
    """

    path: Path
    sheets: Mapping[str, Rows] = field(default_factory=dict, repr=False)

    def text(self, path: str) -> tuple[str | None, list[Problem]]:
        """Text of a file; None with a problem if it cannot be had."""
        content, problems = self._bytes(path)
        text = None if content is None else decoded(content)
        return text, problems or ([Problem("encoding", path)] if text is None else [])

    def rows(self, resource: Resource) -> tuple[Rows | None, list[Problem]]:
        """Header and rows of a table, tidied; None with a problem if they cannot be had."""
        path = resource.path
        if path in self.sheets:
            return self.sheets[path], []
        if path.endswith(".xlsx"):
            content, problems = self._bytes(path)
            if content is None:
                return None, problems
            sheets, problems = _workbook(path, content)
            return next(iter(sheets.values()), []) if not problems else None, problems
        text, problems = self.text(path)
        if text is None:
            return None, problems
        try:
            known = [column.name for column in resource.columns]
            return _tidied(_separated(text, known)), []
        except _BrokenRowError as error:
            return None, [Problem("csv_broken", path, error.row, fields=_reason(error))]

    def _bytes(self, path: str) -> tuple[bytes | None, list[Problem]]:
        try:
            return (self.path / path).read_bytes(), []
        except FileNotFoundError:
            return None, [Problem("file_missing", path)]
        except OSError as error:
            return None, [Problem("file_unreadable", path, fields=_reason(error))]


def opened(path: Path, records: Package) -> tuple[Folder, Package, list[Problem]]:
    """Look where the tables of a folder are.

    Parameters
    ----------
    path : Path
        The folder.
    records : Package
        Its dictionary, which names a CSV for every table. It may as well be an XLSX of the same
        name (the first sheet counts), or a sheet with the name or the title of the table in a
        workbook that lies in the folder itself.

    Returns
    -------
    folder : Folder
    records : Package
        With the path of every table as it was found.
    problems : list of Problem
    """
    sheets: dict[str, Rows] = {}
    problems: list[Problem] = []
    named: dict[str, list[str]] = {}
    for book in sorted(path.glob("*.xlsx")):
        if book.name.startswith("~$"):  # a spreadsheet program has the other one open
            continue
        content, found = Folder(path)._bytes(book.name)
        problems += found
        rows, found = _workbook(book.name, content) if content is not None else ({}, [])
        problems += found
        for sheet in rows:
            sheets[f"{book.name} [{sheet}]"] = rows[sheet]
            named.setdefault(_folded(sheet), []).append(f"{book.name} [{sheet}]")
    resources = dict(records.resources)
    for resource in records.tables:
        files = [resource.path, str(Path(resource.path).with_suffix(".xlsx"))]
        here = [file for file in files if (path / file).exists()]
        names = {_folded(name) for name in (resource.name, *resource.titles.values())}
        here += [place for name in sorted(names) for place in named.get(name, ())]
        if len(here) > 1:
            fields = MappingProxyType({"other": here[0], "table": resource.name})
            problems += [Problem("two_files", place, fields=fields) for place in here[1:]]
        if here:
            resources[resource.name] = replace(resource, path=here[0])
    known = replace(records, resources=MappingProxyType(resources))
    return Folder(path, MappingProxyType(sheets)), known, problems


def sheet(path: Path, name: str) -> Rows:
    """Cells of the first sheet of a name in the workbooks of a folder; none if there is none."""
    for book in sorted(path.glob("*.xlsx")):
        content, _ = Folder(path)._bytes(book.name)
        sheets, _ = _workbook(book.name, content) if content is not None else ({}, [])
        if name in sheets:
            return sheets[name]
    return []


def decoded(content: bytes) -> str | None:
    """Text of a file in UTF-8, UTF-16 with its mark, or GB18030; None if it is none of them."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        with suppress(UnicodeDecodeError):
            return content.decode("utf-16")
        return None
    with suppress(UnicodeDecodeError):
        return content.decode("utf-8-sig")
    # A single spoilt byte in UTF-8 must not turn the whole file into other characters.
    tried = content.decode("utf-8", errors="replace")
    if tried.count("\ufffd") < sum("一" <= sign <= "鿿" for sign in tried):
        return None
    with suppress(UnicodeDecodeError):
        return content.decode("gb18030")
    return None


#: A first line of Excel's own that names the sign; Excel shows it to nobody and counts no row.
_SEP = re.compile(r"\Asep=.\r?\n", re.IGNORECASE)


class _BrokenRowError(Exception):
    """A row of a CSV that cannot be parted into cells."""

    def __init__(self, row: int, reason: Exception) -> None:
        super().__init__(str(reason))
        self.row = row


def _separated(text: str, known: list[str]) -> Rows:
    """Cells of a CSV, parted by whichever sign gives the most known headings."""
    text = _SEP.sub("", text)

    def read(sign: str, lines: str) -> Rows:
        rows: Rows = []
        try:
            for row in csv.reader(io.StringIO(lines, newline=""), strict=True, delimiter=sign):
                if any(len(cell) > _LONGEST for cell in row):  # most likely a quote left open
                    raise csv.Error(f"> {_LONGEST}")
                rows.append(row)
        except csv.Error as error:
            raise _BrokenRowError(len(rows) + 1, error) from error
        return rows

    def headings(sign: str) -> int:
        first = text.lstrip("\r\n").partition("\n")[0].rstrip("\r")
        with suppress(_BrokenRowError):
            return len({cell.strip() for row in read(sign, first) for cell in row} & {*known})
        return 0

    return read(max(",;\t", key=headings), text)


def _workbook(name: str, content: bytes) -> tuple[dict[str, Rows], list[Problem]]:
    """Cells of the sheets of a workbook, the visible results of formulas included."""
    import openpyxl  # takes long to load, and few folders need it

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return {
            sheet.title: _tidied([[_plain(cell) for cell in row] for row in sheet.iter_rows()])
            for sheet in book.worksheets
        }, []
    except Exception as error:  # whatever a damaged file makes openpyxl stumble over
        return {}, [Problem("xlsx_broken", name, fields=_reason(error))]


def _plain(cell: Any) -> str:
    """Content of a cell of a workbook as a CSV would hold it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")
    if isinstance(value, datetime | date):
        whole = "d" in _LITERALS.sub("", str(cell.number_format)).lower()
        return f"{value:%Y-%m-%d}" if whole else f"{value:%Y-%m}"
    return str(value)


def _tidied(rows: Iterable[Iterable[str]]) -> Rows:
    """Cells without spaces around them, rows and columns of nothing left out at the end.

    Rows keep their number: one of nothing between others stays, as ``[""]``.
    """
    cells = [[_LINE_BREAKS.sub(" ", cell).strip() for cell in row] for row in rows]
    while cells and not any(cells[-1]):
        cells.pop()
    if not cells:
        return []
    header = cells[0]
    width = max(map(len, cells))
    kept = [
        place
        for place in range(width)
        if (place < len(header) and header[place])
        or any(place < len(row) and row[place] for row in cells)
    ]
    return [
        [row[place] for place in kept if place < len(row)] if any(row) else [""] for row in cells
    ]


def _folded(name: str) -> str:
    return name.strip().casefold()


def _reason(error: Exception) -> Mapping[str, Any]:
    words = error.strerror if isinstance(error, OSError) else str(error)
    return MappingProxyType({"reason": words or type(error).__name__})
