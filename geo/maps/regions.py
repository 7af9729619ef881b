"""Layers of the regional layout: tints, outlines, words, lead cities, arrows, corridors.

Only codes travel. The browser joins the outlines of member cities itself, by leaving out the
borders that two of them share, and draws each outline inside the edge, so that neighbours do not
cover each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
import shapely

import geo.maps.signs as signs
from geo.data import boundaries
from geo.data.atlas import Atlas
from geo.data.crs import ALBERS_HUBEI, WGS84, project
from geo.data.memory import remembered
from geo.maps.anchors import Point
from geo.maps.layers import AtlasLayer
from geo.maps.legend import Legend, LegendEntry
from geo.questions.layout.axes import Axis, lanes
from geo.questions.layout.findings import members_word, scheme_word, short
from geo.questions.layout.schemes import Region, Scheme, arrows
from geo.record.naming import area_names
from geo.words import Words, catalogue

#: Where the words of regions stand, set by eye so that they meet no name and no line.
_WORD_AT: dict[str, Point] = {
    "lead_wuhan_circle": (115.16, 31.34),
    "north_wing": (110.95, 32.12),
    "south_wing": (110.22, 30.64),
    "wuhan_circle_1p8": (115.12, 31.28),
    "west_hubei_tourism_circle": (110.55, 31.2),
    "middle_yangtze_hubei": (113.3, 31.3),
    "wuhan_metro": (115.3, 31.1),
    "xiangyang_metro": (111.85, 31.7),
    "yijingjing_metro": (112.2, 30.7),
    "airport_zone_hubei": (115.25, 31.2),
    "wuhan_eight_clusters": (115.4, 31.1),
    "wuhan_new_town": (113.75, 31.4),
    "golden_triangle_hxy": (113.02, 31.47),
    "main_wuhan_2002": (115.0, 31.2),
    "sub_centres_2002": (111.35, 31.3),
    "core_wuhan": (114.3, 31.32),
    "zone_east_hubei": (115.42, 31.02),
    "belt_manufacturing": (110.6, 32.05),
    "belt_yangtze": (109.95, 30.9),
}
#: Where names stand beside the seats: the side, and how far up or down in px.
_NAME_SIDE: dict[int, tuple[str, int]] = {
    420100: ("right", -22),
    420200: ("right", 3),
    420300: ("above", 0),
    420500: ("above", -7),
    420600: ("above", -8),
    420700: ("right", 5),
    420800: ("above", 0),
    420900: ("left", -10),
    421000: ("below", 0),
    421100: ("right", -13),
    421200: ("below", 0),
    421300: ("right", -9),
    422800: ("below", 0),
    429004: ("below", 0),
    429005: ("left", 8),
    429006: ("above", 0),
    429021: ("below", 0),
}
#: Long names need another side.
_NAME_SIDE_EN: dict[int, tuple[str, int]] = {
    429005: ("below", 1),
    421000: ("left", 8),
    429004: ("right", 9),
}
#: Line and tint of each colour code, by name and as CSS.
HUES: dict[str, tuple[str, str]] = {
    "main": ("main", "main-tint"),
    "north": ("north", "north-tint"),
    "south": ("south", "south-tint"),
    "fourth": ("count-3", "count-0"),
}
COLOURS = {code: (f"var(--{line})", f"var(--{tint})") for code, (line, tint) in HUES.items()}
#: The dashed line of the whole province runs this far outside its border, metres.
_AROUND = 11_000
#: Where its label stands, and where the line from the label ends.
_AROUND_AT: tuple[Point, Point] = ((115.05, 32.42), (114.6, 31.97))


class RegionTints(AtlasLayer):
    """Tint of the region that each city is in; hatched where lists of members are missing."""

    function = "areas"

    def __init__(self, scheme: Scheme, t: Words) -> None:
        areas = {}
        for adcode in scheme.cities:
            region = scheme.area_of(adcode)
            inside = t.join(short(one, t) for one in scheme.of(adcode))
            if region is not None:
                areas[str(adcode)] = [f"region-{region.hue}", inside]
            elif inside:
                areas[str(adcode)] = ["region-open", inside]
            else:
                position = scheme.position(adcode)
                style = "none" if position == "unknown" else "region-open"
                areas[str(adcode)] = [style, t(f"layout.position.{position}")]
        super().__init__({"level": "city", "title": scheme_word(scheme, t), "areas": areas})


class RegionLines(AtlasLayer):
    """Outlines, belts, corridors, arrows of lead and rings of cities.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    scheme : Scheme
        What to draw.
    axes : sequence of Axis
        Corridors to draw.
    t : Words
        Language of the names of corridors.
    """

    function = "regions"

    def __init__(self, atlas: Atlas, scheme: Scheme, axes: Sequence[Axis], t: Words) -> None:
        whole = any(region.role == "lead" for region in scheme.regions)
        super().__init__(
            {
                "whole": scheme.complete,
                "regions": [
                    {"hue": region.hue, "members": list(region.members), "level": region.level}
                    for region in sorted(scheme.regions, key=lambda one: -len(one.members))
                    if not region.band
                ],
                "bands": [
                    {"hue": region.hue, "path": list(region.members)}
                    for region in scheme.regions
                    if region.band
                ],
                "rings": rings(scheme, axes),
                "arrows": [list(pair) for pair in arrows(scheme)],
                "axes": [
                    {"path": list(axis.cities), "lane": lane, "name": axis_word(axis, t)}
                    for axis, lane in zip(axes, lanes(axes), strict=True)
                ],
                "around": _around(atlas) if whole else [],
                "label": _label(atlas, t) if whole else None,
                "names": dict(_names(atlas, t.lang)),
                "words": [_word_at(atlas, region) for region in scheme.regions],
            }
        )


class RegionWords(AtlasLayer):
    """Name of each region, large, with its members in short below."""

    function = "regionWords"

    def __init__(self, atlas: Atlas, scheme: Scheme, t: Words) -> None:
        super().__init__(
            [
                {
                    "at": _word_at(atlas, region),
                    "hue": region.hue,
                    "word": short(region, t),
                    "below": members_word(atlas, region, t),
                }
                for region in scheme.regions
            ]
        )


def region_layers(
    atlas: Atlas, scheme: Scheme, axes: Sequence[Axis], t: Words
) -> tuple[AtlasLayer, ...]:
    """All layers of a scheme from below to above; new ones for each run."""
    return (
        RegionTints(scheme, t),
        RegionLines(atlas, scheme, axes, t),
        RegionWords(atlas, scheme, t),
    )


def axis_word(axis: Axis, t: Words) -> str:
    """Short name of a corridor."""
    key = f"layout.axis.{axis.axis_id}"
    if key in catalogue():
        return t(key)
    return axis.name_zh if t.lang == "zh" else axis.name_en


def rings(scheme: Scheme, axes: Sequence[Axis] = ()) -> list[list[Any]]:
    """City, colour and size (1 small, 2 lead) of each ring; lead cities last, above the rest."""
    leads = {
        city: (scheme.area_of(city) or region).hue
        for region in scheme.regions
        for city in region.centres
    }
    found: dict[int, tuple[str, int]] = {}
    passed = set(chain.from_iterable(axis.cities for axis in axes))
    for adcode in scheme.cities:
        inside = scheme.area_of(adcode) or next(iter(scheme.of(adcode)), None)
        if inside is not None:
            found[adcode] = (inside.hue, 1)
        elif adcode in passed:
            found[adcode] = ("none", 1)
    found |= {adcode: (hue, 2) for adcode, hue in leads.items()}
    ordered = sorted(found.items(), key=lambda item: item[1][1])
    return [[adcode, hue, size] for adcode, (hue, size) in ordered]


@remembered(8)
def _names(atlas: Atlas, lang: str) -> dict[str, list[int]]:
    """Offset of each city's name from its seat in px, by an estimate of its width."""
    t = Words(lang)
    found, places = {}, area_names(atlas, t)
    for adcode in atlas.cities.index:
        side, rise = (_NAME_SIDE | (_NAME_SIDE_EN if t.lang == "en" else {}))[int(adcode)]
        name = places[adcode]
        half = len(name) * (6.5 if t.lang == "zh" else 3.5)
        aside = {"left": -half - 9, "right": half + 9}.get(side, 0)
        above = {"above": -15, "below": 15}.get(side, 0)
        found[str(adcode)] = [round(aside), above + rise]
    return found


@remembered(4)
def _around(atlas: Atlas) -> list[int]:
    """Line around the province in the coding of the base, a corner every few kilometres."""
    flat = project(boundaries.dissolve(atlas, atlas.cities.index), WGS84, ALBERS_HUBEI)
    wide = shapely.simplify(shapely.buffer(flat, _AROUND, quad_segs=3), 900)
    largest = max(shapely.get_parts(wide), key=shapely.area)
    ring = project(largest.exterior, ALBERS_HUBEI, WGS84)
    points = np.rint(shapely.get_coordinates(ring) * 1e4).astype(int)
    return [int(value) for value in np.diff(points, axis=0, prepend=[[0, 0]]).ravel()]


def _label(atlas: Atlas, t: Words) -> dict[str, Any]:
    at, to = _AROUND_AT
    return {
        "at": at,
        "to": to,
        "word": t("layout.whole"),
        "below": t("layout.whole_below", n=len(atlas.cities)),
    }


@remembered(64)
def _word_at(atlas: Atlas, region: Region) -> Point:
    if region.region_id in _WORD_AT:
        return _WORD_AT[region.region_id]
    shape = boundaries.dissolve(atlas, region.members)
    point = shapely.maximum_inscribed_circle(shape, 0.05).coords[0]
    return (round(point[0], 3), round(point[1], 3))


def legend(scheme: Scheme, axes: Sequence[Axis], t: Words) -> Legend:
    """What the signs of a scheme mean; only those that are drawn."""
    entries = []
    for region in scheme.regions:
        line, tint = HUES[region.hue]
        sign = signs.band(line) if region.band else signs.swatch(tint, line, width=2)
        entries.append(LegendEntry(sign, short(region, t)))
    if any(region.centres for region in scheme.regions):
        entries.append(LegendEntry(signs.lead(), t("layout.legend.lead")))
    if arrows(scheme):
        entries.append(LegendEntry(signs.lead_arrow(), t("layout.legend.arrow")))
    if axes:
        entries.append(LegendEntry(signs.axis(), t("layout.legend.axis")))
    if scheme.open and scheme.rest:
        entries.append(LegendEntry(signs.swatch("hatch"), t("layout.position.unknown")))
    elif scheme.rest:
        entries.append(LegendEntry(signs.swatch("land"), t("layout.position.outside")))
    return Legend((("", tuple(entries)),))
