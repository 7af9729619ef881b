"""The map of what a list would add: its clusters in their places, the new ones ringed."""

from __future__ import annotations

from dataclasses import replace

from geo import maps, sheets
from geo.data.atlas import Atlas
from geo.files.order import MAP, Order
from geo.look.drawing import Drawing
from geo.sheets.view import View
from geo.words import Words


def picture(before: Atlas, after: Atlas, programme: str, lang: str) -> Drawing:
    """Draw the clusters of a programme as they would be.

    Parameters
    ----------
    before, after : Atlas
        The data without and with the list.
    programme : str
        What it is a list of.
    lang : {"zh", "en"}
        Language of what is written on it.
    """
    sheet = sheets.sheet(after, "clusters", View(lang=lang, prog=(programme,)))
    assert sheet.map is not None  # the page has one
    known, now = (atlas.table("clusters")["cluster_id"] for atlas in (before, after))
    fresh = frozenset(now) - frozenset(known)
    content = replace(sheet.map.content, fresh=fresh)
    legend = maps.legend(content.clusters, Words(lang), fresh=fresh)
    shown = replace(sheet, map=replace(sheet.map, content=content, legend=legend))
    return Order(after, shown).drawing(MAP)
