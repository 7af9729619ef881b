"""An overlay as one workbook, for offices that keep their lists in a spreadsheet program.

Each table is a sheet under its title. A sheet of what the columns mean stands behind them for
readers, and a hidden one with the dictionary as JSON, so that the workbook can be read back.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from geo.data.overlay import KEY
from geo.data.package import FILE
from geo.foreign import tables
from geo.foreign.faults import UnreadableError
from geo.words import Words

_SIGNATURE = b"PK"
_INNER = b"xl/workbook.xml"
_NARROW, _WIDE = 10, 48


def is_book(content: bytes) -> bool:
    """Whether bytes are those of a workbook."""
    return content.startswith(_SIGNATURE) and _INNER in content


def bound(files: Mapping[str, bytes], t: Words) -> bytes:
    """The files of an overlay as a workbook.

    Parameters
    ----------
    files : Mapping
        As :func:`geo.own.keeping.contents` makes them.
    t : Words
        Language of the names of sheets and of what the columns mean.
    """
    said = json.loads(files[FILE])
    book = Workbook()
    assert isinstance(book.active, Worksheet)
    book.remove(book.active)
    meanings = [[t("own.kept.table"), t("own.kept.column"), t("own.kept.meaning")]]
    for table in said["resources"]:
        rows = list(csv.reader(io.StringIO(files[table["path"]].decode("utf-8-sig"), newline="")))
        _fill(book.create_sheet(_told(table, "title", t)), rows)
        for column in table["schema"]["fields"]:
            what = (_told(column, "title", t), _told(column, "description", t))
            told = t.clauses(dict.fromkeys(filter(None, what)))
            meanings.append([_told(table, "title", t), column["name"], told])
    meanings.append([t("own.kept.version"), said[KEY]["version"], ""])
    _fill(book.create_sheet(t("own.kept.dictionary")), meanings)
    hidden = book.create_sheet(FILE)
    hidden.sheet_state = "hidden"
    _fill(hidden, [[line] for line in files[FILE].decode().splitlines()], heading=False)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _told(record: Mapping[str, Any], name: str, t: Words) -> str:
    own = record.get(name if t.lang == "zh" else f"{name}@{t.lang}")
    return str(own or record.get(name) or record.get("name", ""))


def _fill(sheet: Worksheet, rows: Iterable[Sequence[str]], *, heading: bool = True) -> None:
    """Write rows as text: a code is no number, and what begins like a formula is none."""
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row, 1):
            cell = sheet.cell(number, place)
            cell.value, cell.data_type = text or None, "s"
            if not text:
                cell.data_type = "n"
            if heading and number == 1:
                cell.font = Font(bold=True)
                wide = _WIDE if "name" in text or place == len(row) else 2 * _NARROW
                sheet.column_dimensions[cell.column_letter].width = wide
    if heading:
        sheet.freeze_panes = sheet.cell(2, 1)


def unbound(content: bytes) -> dict[str, bytes]:
    """Files of an overlay that is a workbook; read apart, within limits.

    Raises
    ------
    ValueError
        If it is none.
    """
    with tempfile.TemporaryDirectory(prefix="hubei-clusters-") as folder:
        path = Path(folder, "lists.xlsx")
        path.write_bytes(content)
        try:
            sheets = {sheet.name.casefold(): sheet.rows for sheet in tables.cells(path)}
        except UnreadableError as error:
            raise ValueError(str(error)) from error
    told = "\n".join(row[0] for row in sheets.get(FILE, ()))
    said = json.loads(told)
    files = {FILE: told.encode()}
    for table in said["resources"]:
        names = (table["name"], table.get("title", ""), table.get("title@en", ""))
        rows = next((sheets[n.casefold()] for n in names if n.casefold() in sheets), None)
        if rows is not None:
            out = io.StringIO(newline="")
            csv.writer(out, lineterminator="\n").writerows(rows)
            files[f"tables/{table['name']}.csv"] = out.getvalue().encode("utf-8-sig")
    return files
