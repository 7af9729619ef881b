"""XLSX: a sheet a table to filter and sort, and sheets to cite by and to read the columns by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from geo.files.tables.cells import Plain, attributes, dictionary, rows
from geo.record.about import Export
from geo.words import Words
from geo.words.text import harmless, tidy

_NARROWEST, _WIDEST = 8, 48  # in characters of the default font
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # not allowed in XML
_LONGEST = 32_767  # characters a cell can hold
_WEB = ("https://", "http://")
_LONGEST_NAME = 31  # characters of the name of a sheet
#: Signs that no name of a sheet may have, and those that stand for them.
_NAMED = str.maketrans("[]:*?/\\", "［］：＊？／＼")
#: Before a colon stands what a title is about, behind it what is found.
_SUBJECT = re.compile("[:：]")


def xlsx_bytes(*exports: Export) -> bytes:
    """Workbook with a sheet for each table, then how to cite them, their columns and sources.

    Parameters
    ----------
    *exports : Export
        The tables; the first says what the workbook is about. Units of columns are in their
        dictionary, one line a column of each table.
    """
    about = exports[0].about
    t = Words(about.lang)
    book = Workbook()
    book.remove(book.active)
    names: dict[str, Export] = {}
    kept = {t(f"export.sheet.{name}") for name in ("about", "columns", "sources")}
    for export in exports:
        name = _sheet_name(
            export.title if len(exports) > 1 else t("export.sheet.data"), names, kept
        )
        names[name] = export
        table = attributes(export)
        data = book.create_sheet(name)
        _fill(data, [str(head) for head in table.columns], rows(table))
        data.auto_filter.ref = data.dimensions

    lines = [list(line) for line in about.lines()]
    lines += [[name, _told(export)] for name, export in names.items() if len(names) > 1]
    sheet = book.create_sheet(t("export.sheet.about"))
    _fill(sheet, [t("export.about.entry"), t("export.about.text")], lines, wrap=True)

    sheet = book.create_sheet(t("export.sheet.columns"))
    entries = ("code", "label", "meaning", "type", "unit", "key", "values")
    several = len(names) > 1
    _fill(
        sheet,
        [t("export.column.table")] * several + [t(f"export.column.{entry}") for entry in entries],
        [
            [name] * several + [c.code, c.label, c.meaning, c.type, c.unit, c.key, c.values_text()]
            for name, export in names.items()
            for c in dictionary(export)
        ],
        wrap=True,
    )

    sheet = book.create_sheet(t("export.sheet.sources"))
    cited = ("id", "title", "publisher", "date", "kind", "url")
    sources = {source.source_id: source for one in exports for source in one.about.sources}
    _fill(
        sheet,
        [t(f"export.source.{entry}") for entry in cited],
        [[s.source_id, s.title, s.publisher, s.date, s.kind, s.url] for s in sources.values()],
        wrap=True,
    )

    book.properties.title = about.title
    book.properties.creator = t("pages.product")
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _told(export: Export) -> str:
    """What a table of the workbook is, in one cell."""
    return " ".join(filter(None, (export.title, *export.about.notes)))


def _sheet_name(title: str, taken: Iterable[str], kept: Iterable[str]) -> str:
    """Name that a sheet may have: short, without signs that Excel refuses, and its own."""
    if len(title) > _LONGEST_NAME:
        title = _SUBJECT.split(title, maxsplit=1)[0]
    plain = tidy(title).translate(_NAMED).strip(" '") or "-"
    used = {name.casefold() for name in (*taken, *kept)}
    name, number = _cut(plain), 1
    while name.casefold() in used:
        number += 1
        ending = f" {number}"
        name = _cut(plain, _LONGEST_NAME - len(ending)) + ending
    return name


def _cut(name: str, most: int = _LONGEST_NAME) -> str:
    """The name as far as it may reach, by whole words where it has any."""
    if len(name) <= most:
        return name
    words = name[:most].rpartition(" ")[0]
    return f"{words if len(words) > most // 2 else name[: most - 1]}…"


def _fill(
    sheet: Worksheet, heads: Sequence[str], lines: Iterable[Sequence[Plain]], *, wrap: bool = False
) -> None:
    """Write a frozen header and the lines below it; numbers stay numbers."""
    widths = [_width(head) for head in heads]
    for column, head in enumerate(heads, start=1):
        cell = sheet.cell(1, column, _safe(head))
        cell.font = Font(bold=True)
    for number, line in enumerate(lines, start=2):
        for column, value in enumerate(line, start=1):
            if value is None or value == "":
                continue
            cell = sheet.cell(number, column, _safe(value))
            widths[column - 1] = max(widths[column - 1], _width(str(value)))
            if isinstance(value, str):
                cell.data_type = "s"
                if value.startswith(_WEB) and " " not in value:
                    cell.hyperlink = value
                    cell.style = "Hyperlink"
            cell.alignment = Alignment(vertical="top", wrap_text=wrap)
    for column, width in enumerate(widths, start=1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = min(max(width + 2, _NARROWEST), _WIDEST)
    sheet.freeze_panes = "A2"


def _safe(value: Plain) -> Plain:
    value = harmless(value)
    return _UNPRINTABLE.sub("", value)[:_LONGEST] if isinstance(value, str) else value


def _width(text: str) -> int:
    """Columns a text takes: two for a Chinese character, one for the rest."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
