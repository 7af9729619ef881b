"""One table of the data package."""

from __future__ import annotations

from datetime import date

from geo.data.atlas import Atlas
from geo.record import provenance
from geo.record.about import Export
from geo.sheets.page import Page, Said, tables
from geo.sheets.table_filter import filter_table
from geo.sheets.view import View
from geo.words import Words


def words(atlas: Atlas, view: View, t: Words) -> Said:
    """How many rows there are, of how many, and their sources; what the table is."""
    kept = filter_table(atlas, view, view.data.table)
    sources = len(provenance.cited(atlas, view.data.table, kept.frame, t))
    cites = sources > 0 and view.data.table != "sources"
    if kept.applied and kept.frame.empty:
        key = "data.headline_none"
    elif kept.applied:
        key = "data.headline_filtered" if cites else "data.headline_filtered_own"
    else:
        key = "data.headline" if cites else "data.headline_own"
    table = atlas.resource(view.data.table)
    claim = t(
        key,
        table=table.title(t.lang),
        n=t.number(len(kept.frame)),
        of=t.number(kept.of),
        sources=t.number(sources),
    )
    return claim, (table.description(t.lang),)


def rows(atlas: Atlas, view: View, link: str, day: date) -> tuple[Export, ...]:
    """The table opened."""
    return tables(view.data.table)(atlas, view, link, day)


PAGE = Page("refer", words, rows, counts="")
