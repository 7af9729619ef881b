"""A program of its own: the sheets of a workbook as CSV, one line a row.

What reads workbooks ends the process over some files, so it runs apart, with its memory limited.
It is started by its path and needs nothing of the library. It is given the workbook, a folder for
what it writes, and the limits of memory (bytes), rows and columns. It writes ``<n>.csv`` for each
sheet and ``sheets.json``; a workbook that it refuses makes it print the code of the fault.

A value that is merged over several rows stands in each of them, in the first of its columns. Line
breaks inside cells become spaces, and a row of nothing an empty line, so that lines are rows.
"""

from __future__ import annotations

import csv
import io
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

_BREAKS = re.compile(r"\s*[\t\n\v\f\r\x85\u2028\u2029]\s*")
_DIMENSION = re.compile(rb'<dimension ref="(?:[A-Z]+\d+:)?([A-Z]+)(\d+)"')
_WIDEST, _LONGEST = 16_384, 1_048_576


def text_of(value: Any) -> str:
    """A cell as one would type it."""
    if isinstance(value, str):
        return _BREAKS.sub(" ", value.replace("\0", "")).strip()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    return value.isoformat(" ") if isinstance(value, datetime) else _plain(value)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def rows_of(sheet: Any) -> Iterator[list[str]]:
    """Rows of a sheet from its first, with what is merged downwards filled in."""
    merged = sorted(sheet.merged_cell_ranges or ())
    held: list[tuple[int, int, str]] = []
    for number, row in enumerate(sheet.iter_rows()):
        cells = [text_of(value) for value in row]
        held = [one for one in held if one[0] >= number]
        for _, column, text in held:
            cells[column] = cells[column] or text
        while merged and merged[0][0][0] <= number:
            (top, column), (bottom, _) = merged.pop(0)
            if top == number < bottom and column < len(cells):
                held.append((bottom, column, cells[column]))
        yield cells if any(cells) else []


def far_off(path: str) -> bool:
    """Whether a sheet claims cells so far out that room for all before them cannot be had."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        for member in archive.namelist():
            if not re.fullmatch(r"xl/worksheets/[^/]+\.xml", member):
                continue
            with archive.open(member) as file:
                claimed = _DIMENSION.search(file.read(4096))
            if claimed:
                letters, last = claimed[1].decode(), int(claimed[2])
                width = 0
                for letter in letters:
                    width = width * 26 + ord(letter) - 64
                if width > _WIDEST or last > _LONGEST or width * last > 200_000_000:
                    return True
    return False


def main(path: str, folder: str, memory: int, most_rows: int, most_columns: int) -> str:
    """Write the sheets; gives the code of a fault, or nothing."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    from python_calamine import (
        CalamineError,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
        load_workbook,
    )

    try:
        if far_off(path):
            return "far_off"
        book = load_workbook(io.BytesIO(Path(path).read_bytes()))  # by content, not by its name
        told = []
        for number, about in enumerate(book.sheets_metadata):
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_index(number)
            last, width = sheet.end or (0, 0)
            if last >= most_rows:
                return "too_many_rows"
            if width >= most_columns:
                return "too_many_columns"
            with Path(folder, f"{number}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerows(rows_of(sheet))
            told.append(
                {"file": f"{number}.csv", "name": about.name,
                 "hidden": about.visible != SheetVisibleEnum.Visible}
            )  # fmt: skip
    except PasswordError:
        return "locked"
    except MemoryError:
        return "far_off"
    except (CalamineError, OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        print(error, file=sys.stderr)
        return "workbook_broken"
    Path(folder, "sheets.json").write_text(json.dumps(told), encoding="utf-8")
    return ""


if __name__ == "__main__":
    print(main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])))
