"""The map that most pages share: clusters as marks, or areas coloured by a figure."""

from __future__ import annotations

import pandas as pd

from geo import maps
from geo.data.atlas import Atlas
from geo.maps.content import MapContent
from geo.population.selection import Selection
from geo.record import areas
from geo.record.naming import area_names
from geo.sheets.figures import MapFigure
from geo.sheets.subject import claim
from geo.sheets.view import View
from geo.words import Words


def figure(
    atlas: Atlas,
    view: View,
    t: Words,
    chosen: pd.DataFrame,
    *,
    selection: Selection | None = None,
    title: str = "",
    alt: str = "",
    focus: int | None = None,
    counted: pd.DataFrame | None = None,
) -> MapFigure:
    """Map of the chosen clusters, or of the figure that the view colours areas by.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    view : View
        Its ``layer`` says what is coloured.
    t : Words
        Language.
    chosen : pandas.DataFrame
        Clusters to mark, rows of :func:`geo.record.clusters.known`; no number takes in those that
        do not count.
    selection : Selection, optional
        What keeps the chosen ones, if they are all that it keeps.
    title : str
        Takes the place of the usual title while nothing is coloured.
    alt : str
        The map in a sentence, if not the claim of the view.
    focus : int, optional
        adcode that fills the map.
    counted : pandas.DataFrame, optional
        Clusters that areas count, if not the chosen ones.
    """
    firm = chosen[chosen["counts"]]
    coloured = areas.figure(atlas, view.layer, firm if counted is None else counted, t)
    legend = maps.legend(chosen, t, coloured)
    content = MapContent(chosen, coloured, focus=focus, selection=selection, shown=view.layer)
    if coloured is None:
        return MapFigure(
            content,
            title=title or t("mapcolumn.title"),
            badge=t("mapcolumn.on_map", n=len(firm)),
            reading=t("mapcolumn.reading"),
            hint=t("sheets.hint.map"),
            legend=legend,
            alt=alt or claim(atlas, view, firm, t),
        )
    known, of = coloured.known, len(coloured.values)
    return MapFigure(
        content,
        title=coloured.title,
        badge=t("mapcolumn.known_areas", known=known, of=of),
        reading=t("mapcolumn.reading_areas", unit=coloured.unit, source=coloured.source),
        legend=legend,
        alt=_most_and_least(atlas, coloured, t),
        complete=known == of,
    )


def _most_and_least(atlas: Atlas, coloured: areas.AreaFigure, t: Words) -> str:
    """Where the figure is largest and smallest."""
    known = {code: value for code, value in coloured.values.items() if value is not None}
    if not known:
        return t("sheets.map_unknown", title=coloured.title)
    names = area_names(atlas, t)
    most, least = max(known, key=known.__getitem__), min(known, key=known.__getitem__)
    return t(
        "sheets.map_alt",
        title=coloured.title,
        most=names[most],
        high=coloured.told(t.number(known[most], coloured.digits)),
        least=names[least],
        low=coloured.told(t.number(known[least], coloured.digits)),
    )
