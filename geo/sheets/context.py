"""What a map shows for orientation besides its subject, where a reader asks for it."""

from __future__ import annotations

from dataclasses import replace

from geo.data.atlas import Atlas
from geo.maps import signs
from geo.maps.airports import Airports
from geo.maps.layers import AtlasLayer
from geo.maps.legend import Legend, LegendEntry
from geo.maps.neighbours import Neighbours
from geo.record import provenance
from geo.record.airports import airports
from geo.record.naming import area_names
from geo.record.neighbours import neighbours
from geo.sheets.figures import MapFigure, sentences
from geo.sheets.view import View
from geo.words import Words


def with_context(atlas: Atlas, view: View, figure: MapFigure, t: Words) -> MapFigure:
    """The figure with what is asked for and on record, and with what says so.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    view : View
        Says whether airports and the provinces around are shown.
    figure : MapFigure
        The map of a page.
    t : Words
        Language.
    """
    if view.shown.airports and not airports(atlas).empty:
        figure = _with_airports(atlas, figure, t)
    if view.shown.neighbours and not neighbours(atlas).empty:
        figure = _with_neighbours(atlas, figure, t)
    return figure


def _with_airports(atlas: Atlas, figure: MapFigure, t: Words) -> MapFigure:
    rows = airports(atlas)
    names = area_names(atlas, t)
    places = rows[["lon", "lat", "iata", "city_adcode"]].itertuples(index=False)
    layer = Airports(t("maps.airports.title"), [(*at, int(city)) for *at, city in places])
    told = t.join(
        t("maps.airports.one", city=names[city], code=code)
        for code, city in zip(rows["iata"], rows["city_adcode"], strict=True)
    )
    source = t.join(provenance.source_names(atlas, rows["source_id"], t))
    entry = LegendEntry(signs.airport(), t("maps.airports.title"), len(rows))
    return replace(
        _laid(figure, layer),
        reading=sentences(figure.reading, t("maps.airports.reading", source=source)),
        alt=t("maps.airports.told", map=figure.alt, airports=told),
        legend=_added(figure.legend, entry),
    )


def _with_neighbours(atlas: Atlas, figure: MapFigure, t: Words) -> MapFigure:
    rows = neighbours(atlas)
    names = [t.name(row) for _, row in rows.iterrows()]
    return replace(
        _laid(figure, Neighbours(zip(rows["lon"], rows["lat"], names, strict=True))),
        reading=sentences(figure.reading, t("maps.neighbours.reading")),
        alt=t("maps.neighbours.told", map=figure.alt, names=t.join(names)),
    )


def _laid(figure: MapFigure, layer: AtlasLayer) -> MapFigure:
    """The figure with one more layer for orientation."""
    content = replace(figure.content, context=(*figure.content.context, layer))
    return replace(figure, content=content)


def _added(legend: Legend, entry: LegendEntry) -> Legend:
    """The legend with one more sign, the last of all."""
    *rows, (heading, entries) = legend.rows or (("", ()),)
    return replace(legend, rows=(*rows, (heading, (*entries, entry))))
