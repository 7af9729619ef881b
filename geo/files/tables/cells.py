"""Values as files take them: lists joined, unknown empty, text harmless in a spreadsheet."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from geo.record.about import Column, Export
from geo.words import Words

LIST_SEPARATOR = "|"
CITE_SOURCE = "cite_source"

Plain = str | int | float | bool | None


def plain(value: Any) -> Plain:
    """One cell as text, number, truth value or ``None`` for unknown; lists joined by ``|``."""
    if isinstance(value, tuple | list):
        return LIST_SEPARATOR.join(str(item) for item in value) or None
    if pd.isna(value):
        return None
    if isinstance(value, np.generic):
        value = value.item()
    return value if isinstance(value, bool | int | float | str) else str(value)


def attributes(export: Export) -> pd.DataFrame:
    """Rows without geometry, lists joined, with the titles of each row's sources at the end.

    The citation column is left out where rows have no sources of their own.
    """
    table = pd.DataFrame(export.frame)
    geometry = getattr(export.frame, "active_geometry_name", None)
    if geometry is not None:
        table = table.drop(columns=geometry)
    for name in table.select_dtypes("object", exclude="str"):
        table[name] = [plain(value) for value in table[name]]
    if export.row_sources:
        titles = {source.source_id: source.cite() for source in export.about.sources}
        table[CITE_SOURCE] = [
            f" {LIST_SEPARATOR} ".join(titles.get(key, key) for key in keys)
            for keys in export.row_sources
        ]
    return table.reset_index(drop=True)


def rows(table: pd.DataFrame) -> list[list[Plain]]:
    """Plain cells of a table, row by row."""
    columns = [[plain(value) for value in table[name]] for name in table.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def dictionary(export: Export) -> tuple[Column, ...]:
    """The columns as exported, the citation column included."""
    if not export.row_sources:
        return export.columns
    t = Words(export.about.lang)
    cite = Column(
        CITE_SOURCE,
        t("export.cite.source.label"),
        t("export.cite.source.meaning"),
        t("export.type.string"),
    )
    return (*export.columns, cite)
