"""What a map shows for orientation besides its subject, where a reader asks for it."""

from __future__ import annotations

from dataclasses import replace

from geo.data.atlas import Atlas
from geo.maps import signs
from geo.maps.airports import Airports
from geo.maps.legend import Legend, LegendEntry
from geo.record import provenance
from geo.record.airports import airports
from geo.record.naming import area_names
from geo.sheets.figures import MapFigure, sentences
from geo.sheets.view import View
from geo.words import Words


def with_context(atlas: Atlas, view: View, figure: MapFigure, t: Words) -> MapFigure:
    """The figure with airports, if they are asked for and on record, and with what says so.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    view : View
        Says whether airports are shown.
    figure : MapFigure
        The map of a page.
    t : Words
        Language.
    """
    rows = airports(atlas)
    if not view.shown.airports or rows.empty:
        return figure
    names = area_names(atlas, t)
    places = rows[["lon", "lat", "iata", "name_en", "city_adcode"]].itertuples(index=False)
    layer = Airports(t("maps.airports.title"), [(*at, int(city)) for *at, city in places])
    told = t.join(
        t("maps.airports.one", city=names[city], code=code)
        for code, city in zip(rows["iata"], rows["city_adcode"], strict=True)
    )
    source = t.join(provenance.source_names(atlas, rows["source_id"], t))
    entry = LegendEntry(signs.airport(), t("maps.airports.title"), len(rows))
    return replace(
        figure,
        content=replace(figure.content, context=(*figure.content.context, layer)),
        reading=sentences(figure.reading, t("maps.airports.reading", source=source)),
        alt=t("maps.airports.told", map=figure.alt, airports=told),
        legend=_added(figure.legend, entry),
    )


def _added(legend: Legend, entry: LegendEntry) -> Legend:
    """The legend with one more sign, the last of all."""
    *rows, (heading, entries) = legend.rows or (("", ()),)
    return replace(legend, rows=(*rows, (heading, (*entries, entry))))
