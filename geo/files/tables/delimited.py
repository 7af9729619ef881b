"""CSV: one clean table that opens in a spreadsheet and in ``pandas.read_csv`` as it is.

Comment lines above or a block below the rows break one reader or the other, and a second
file gets lost. So the citation travels as columns at the end of every row, all named
``cite_…``: rows copied into another table keep their origin, and whoever does not want
them drops them by that prefix.
"""

from __future__ import annotations

import csv
from io import StringIO

from geo.files.tables.cells import Plain, attributes, rows
from geo.record.about import Export
from geo.words.text import harmless


def csv_bytes(export: Export) -> bytes:
    """Comma-separated values, UTF-8 with the byte-order mark by which Excel knows Chinese."""
    about = export.about
    constant = {
        "cite_about": about.summary(),
        "cite_licence": about.licence,
        "cite_date": about.date.isoformat(),
        "cite_link": about.link,
    }
    table = attributes(export)
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(harmless(str(name)) for name in (*table.columns, *constant))
    tail = [_cell(value) for value in constant.values()]
    for row in rows(table):
        writer.writerow([_cell(value) for value in row] + tail)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Plain) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return format(value, ".15g")
    return str(harmless(value))
