"""Exports of the data package: a table as a view filters it, or a layer of the map."""

from __future__ import annotations

from datetime import date
from typing import get_args

import geo.sheets.catalogue as catalogue
import geo.sheets.filtered_by as filtered_by
import geo.sheets.standing as standing
from geo.data.atlas import Atlas, RemarkKind
from geo.record import provenance
from geo.record.about import About, Export, Reference
from geo.record.edition import dated
from geo.sheets.table_filter import filter_table, in_words
from geo.sheets.view import View
from geo.version import __version__
from geo.words import Words


def table(
    atlas: Atlas, view: View, name: str, *, link: str = "", day: date | None = None
) -> Export:
    """Rows of a table that the view keeps, with their places where the table has any.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    view : View
        What to keep, and the language of the words around the rows.
    name : str
        Name of the table.
    link : str
        Address of the view.
    day : datetime.date, optional
        Day of the export; today if left out.
    """
    t = Words(view.lang)
    kept = filter_table(atlas, view, name)
    frame = kept.frame
    shapes = catalogue.places(atlas, name, frame)
    row_sources = provenance.row_sources(atlas, name, frame)
    programmes = catalogue.programmes(atlas, view, name, frame)
    about = About(
        lang=t.lang,
        title=f"{t('pages.product')} · {atlas.resource(name).title(t.lang)}",
        filters=in_words(atlas, view, kept.applied),
        link=link,
        sources=provenance.sources(atlas, {key for keys in row_sources for key in keys}, t),
        licence=provenance.licence(atlas, name, t),
        data_version=version(atlas, t),
        date=day or date.today(),
        boundary=t("export.boundary"),
        coverage=catalogue.coverage_note(atlas, programmes, t),
        notes=_notes(atlas, name, t),
    )
    rows = frame if shapes is None else shapes
    columns = catalogue.dictionary(atlas, name, t)
    if name == "clusters":
        rows, columns = filtered_by.joined(atlas, rows), (*columns, *filtered_by.dictionary(t))
    if name == "policies":
        rows, columns = standing.joined(atlas, rows), (*columns, *standing.dictionary(atlas, t))
    record = atlas.resource(name)
    references = tuple(
        Reference(column.name, column.reference.resource, column.reference.field)
        for column in record.columns
        if column.reference is not None and column.type != "list"
    )
    return Export(name, rows, about, columns, row_sources, record.key, references)


def layer(atlas: Atlas, name: str, t: Words, *, link: str = "", day: date | None = None) -> Export:
    """A layer of the map, whole: boundaries or water."""
    resource = atlas.resource(name)
    about = About(
        lang=t.lang,
        title=f"{t('pages.product')} · {resource.title(t.lang)}",
        filters=(),
        link=link,
        sources=provenance.layer_sources(atlas, name, t),
        licence=provenance.licence(atlas, name, t),
        data_version=version(atlas, t),
        date=day or date.today(),
        boundary=t("export.boundary"),
        notes=(
            resource.description(t.lang),
            resource.raw["hca:crs"][t.lang],
            *_notes(atlas, name, t),
        ),
    )
    return Export(name, catalogue.layer(atlas, name), about)


def _notes(atlas: Atlas, name: str, t: Words) -> tuple[str, ...]:
    return tuple(
        remark.texts[t.lang]
        for kind in get_args(RemarkKind)
        for remark in atlas.remarks(kind, name)
    )


def version(atlas: Atlas, t: Words) -> str:
    """Version of the data package and its date, then that of the software."""
    return t(
        "export.version",
        version=atlas.package["version"],
        date=dated(atlas, t),
        software=__version__,
    )
