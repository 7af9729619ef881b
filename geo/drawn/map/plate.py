"""A map as a drawing: the base, then every layer by its painter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import shapely

import geo.drawn.map.airports as airports
import geo.drawn.map.areas as area_painters
import geo.drawn.map.cells as cells
import geo.drawn.map.chains as chains
import geo.drawn.map.inset as insets
import geo.drawn.map.marks as marks
import geo.drawn.map.names as names
import geo.drawn.map.neighbours as neighbours
import geo.drawn.map.regions as regions
import geo.drawn.map.words as words
from geo.data.atlas import Atlas
from geo.drawn.map.canvas import PANES, Canvas, base_of
from geo.drawn.map.clip import clipped
from geo.drawn.map.foot import reviewed, scale_bar
from geo.drawn.map.ground import ground
from geo.drawn.map.window import Box, fitted
from geo.look.drawing import Drawing, Item
from geo.maps.content import MapContent
from geo.maps.layers import AtlasLayer
from geo.maps.scene import scene
from geo.words import Words

Painter = Callable[[Canvas, Any], None]


def _settled(_canvas: Canvas, _data: Any) -> None:
    """Language, scale and frame are known before anything is painted."""


#: The painter of each layer, by the name of the browser's function.
PAINTERS: Mapping[str, Painter] = {
    "speech": _settled,
    "areas": area_painters.areas,
    "chainAreas": area_painters.chain_areas,
    "chainLinks": chains.links,
    "chainCorridor": chains.corridor,
    "chainPlaces": chains.places,
    "cells": cells.cells,
    "found": cells.found,
    "regions": regions.regions,
    "regionWords": words.words,
    "centres": area_painters.centres,
    "clusters": marks.clusters,
    "inset": insets.inset,
    "names": names.names,
    "airports": airports.airports,
    "neighbours": neighbours.neighbours,
    "links": marks.links,
    "marks": marks.marks,
    "chosen": area_painters.chosen,
    "choosable": _settled,
    "focus": _settled,
    "kept": _settled,
    "painted": _settled,
}


def _painted(canvas: Canvas, layers: Sequence[AtlasLayer]) -> list[Item]:
    """All items of a drawing, from below to above."""
    for layer in layers:
        if not (canvas.inside and layer.function == "inset"):
            PAINTERS[layer.function](canvas, layer.raw)
    for draw in canvas.later:
        draw()
    ground(canvas)
    return [item for pane in PANES for item in canvas.panes[pane]]


def plate(
    atlas: Atlas,
    content: MapContent,
    lang: str,
    *,
    width: float,
    height: float,
    scale: float = 1.0,
    selected: str | None = None,
    areas: Sequence[int] = (),
) -> Drawing:
    """The bare map of a page, with its scale bar.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    content : MapContent
        What the page shows.
    lang : {"zh", "en"}
        Language of every word on it.
    width, height : float
        Size in px; the map fills it as it fills a frame of this size in a browser.
    scale : float
        Scale of marks and type, 1.8 for a projector.
    selected : str, optional
        cluster_id that carries the ring and its name.
    areas : sequence of int
        adcodes to outline.

    Returns
    -------
    Drawing
        The areas are shapes that carry their names.
    """
    base = base_of(atlas)
    west, south, east, north = (float(side) for side in shapely.bounds(base.province))
    home: Box = (west, south, east, north)
    target = home if content.focus is None else area_painters.bounds(base, content.focus)
    canvas = Canvas(atlas, base, fitted(width, height, target, home), lang, scale)
    canvas.fresh = content.fresh
    group = scene(
        atlas,
        content.clusters,
        lang,
        figure=content.figure,
        layers=content.layers,
        context=content.context,
        marks=content.marks,
        selected=selected,
        areas=content.outlined(areas),
        focus=content.focus,
        scale=scale,
    )
    layers = [layer for layer in group._children.values() if isinstance(layer, AtlasLayer)]
    items = _painted(canvas, layers)
    if canvas.inside is not None:
        rest = next(len(layer.raw) for layer in layers if layer.function == "marks")
        own = insets.larger(canvas, rest - canvas.enlarged)
        seen = clipped(_painted(own, layers), own.window.width, own.window.height)
        items += insets.framed(canvas, seen)
    foot = (*scale_bar(canvas.window, scale), *reviewed(canvas.window, scale, Words(lang)))
    shown = (*clipped(items, width, height), *foot)
    return Drawing(width, height, shown, alt=Words(lang)("maps.map"))
