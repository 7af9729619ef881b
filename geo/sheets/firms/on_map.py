"""The map of a register: its firms in cells, with clusters of the lists or those found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.data.atlas import Atlas
from geo.maps import signs
from geo.maps.cells import (
    FirmCells,
    FoundPlaces,
    ListedClusters,
    kilometres,
    legend,
    told,
    unpacked,
)
from geo.maps.content import MapContent
from geo.maps.layers import AtlasLayer
from geo.maps.legend import Legend, LegendEntry
from geo.record import clusters
from geo.record.naming import names
from geo.sheets.figures import MapFigure
from geo.sheets.firms import recognised
from geo.sheets.firms.register import Asked
from geo.sheets.view import View
from geo.words import Words

if TYPE_CHECKING:
    from geo.register.sight import Sight

#: Whole zoom at which a frame shows the province; it asks for what fits where it has another.
PROVINCE = 7
Window = tuple[int, int, int, int]


def in_sight(
    atlas: Atlas, found: Asked, t: Words, step: int = PROVINCE, window: Window | None = None
) -> dict[str, Any]:
    """Cells or firms of a window, packed; see :func:`geo.maps.cells.told`."""
    return _packed(atlas, found, found.register.seen(found.where, step, window), t)


def listed(atlas: Atlas, found: Asked, t: Words, window: Window, most: int) -> dict[str, Any]:
    """The first firms of a window, one by one, however many there are."""
    return _packed(atlas, found, found.register.each(found.where, window, most), t)


def _packed(atlas: Atlas, found: Asked, sight: Sight, t: Words) -> dict[str, Any]:
    how, called = found.register.how, names(atlas, "chains", t)
    return told(
        sight,
        lambda code: called.get(code, code),
        lambda code: t(f"register.how.{how[code]}") if code in how else "",
    )


def figure(atlas: Atlas, view: View, found: Asked, claim: str, t: Words) -> MapFigure:
    """The map with its words."""
    data = in_sight(atlas, found, t)
    layers: list[AtlasLayer] = [FirmCells(data)]
    entries: list[LegendEntry] = []
    if view.firms.also:
        signed = ListedClusters(recognised.listed(atlas, view), t)
        layers.append(signed)
        entries.append(LegendEntry(signs.zone(), t("maps.cells.listed"), signed.number))
    if view.firms.also == "found":
        held = recognised.held(atlas, view, found)
        outlines = [(one.outline, known) for one, known in recognised.numbered(held)]
        layers.append(FoundPlaces(outlines))
        for known in (True, False):
            label = t(f"firms.found.{'found_both' if known else 'found_new'}")
            number = sum(own == known for _, own in outlines)
            entries.append(LegendEntry(signs.found_place(known), label, number))
    key = legend(data, t)
    if entries:
        key = Legend((*key.rows, ("", tuple(entries))))
    number, pointed = found.number, data["firms"]
    cells = unpacked(data["n"]).tolist()
    return MapFigure(
        MapContent(clusters.known(atlas).iloc[:0], layers=tuple(layers), marks=True),
        title=t("firms.map_title"),
        badge=t("firms.badge", pointed=t.number(pointed), of=t.number(number)),
        complete=pointed == number,
        reading=t(f"firms.map_reading{'_all' if pointed == number else ''}",
                  rest=t.number(number - pointed)),
        hint=t("firms.map_hint"),
        legend=key,
        alt=t("firms.map_alt", claim=claim, cells=t.number(len(cells)),
              most=t.number(max(cells, default=0)), km=kilometres(data["size"], t)),
    )  # fmt: skip
