"""Exports of rows that a page works out, beside those that are rows of a table."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import pandas as pd

from geo.data.atlas import Atlas
from geo.record import provenance
from geo.record.about import About, Column, Export
from geo.sheets.exports import version
from geo.words import Words


def composed(
    atlas: Atlas,
    t: Words,
    name: str,
    title: str,
    frame: pd.DataFrame,
    columns: Mapping[str, str],
    row_sources: Sequence[tuple[str, ...]],
    *,
    licence_of: str,
    filters: Collection[str] = (),
    notes: Collection[str] = (),
    link: str = "",
    day: date | None = None,
) -> Export:
    """Rows worked out for a page, with how to cite them.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    t : Words
        Language of the words around the rows.
    name : str
        Subject in lower-case ASCII, for file names.
    title : str
        What the rows are.
    frame : pandas.DataFrame
        The rows.
    columns : Mapping of str to str
        What each column is called, by its header.
    row_sources : sequence of tuple of str
        Keys of the sources of each row; empty if rows have none of their own.
    licence_of : str
        Table whose licence holds for them.
    filters, notes : collection of str
        What was chosen, and what a reader of the rows must know.
    link : str
        Address of the view.
    day : datetime.date, optional
        Day of the export; today if left out.
    """
    about = About(
        lang=t.lang,
        title=f"{t('pages.product')} · {title}",
        filters=tuple(filters),
        link=link,
        sources=provenance.sources(atlas, {key for keys in row_sources for key in keys}, t),
        licence=provenance.licence(atlas, licence_of, t),
        data_version=version(atlas, t),
        date=day or date.today(),
        boundary=t("export.boundary"),
        notes=tuple(notes),
    )
    told = tuple(Column(code, label) for code, label in columns.items())
    return Export(name, frame, about, told, tuple(row_sources))
