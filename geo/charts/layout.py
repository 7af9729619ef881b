"""Small maps of the schemes, drawn on the server as light SVG."""

from __future__ import annotations

import numpy as np
import shapely
from markupsafe import Markup

from geo.data import boundaries
from geo.data.atlas import Atlas
from geo.data.crs import ALBERS_HUBEI, WGS84, project
from geo.data.memory import remembered
from geo.look.html import element, join
from geo.maps.regions import COLOURS
from geo.questions.layout.findings import scheme_word
from geo.questions.layout.schemes import Scheme
from geo.record.seats import seats
from geo.words import Words

#: Size of the drawing in its own units.
_WIDTH, _HEIGHT = 132.0, 80.0
#: Metres by which borders may be off at this size, and by which outlines are set in.
_COARSE, _INSET = 6_000, 4_000


@remembered(4)
def _scale(atlas: Atlas) -> tuple[float, float, float]:
    west, south, east, north = project(atlas.province, WGS84, ALBERS_HUBEI).bounds
    factor = min((_WIDTH - 4) / (east - west), (_HEIGHT - 4) / (north - south))
    return factor, (_WIDTH - (west + east) * factor) / 2, (_HEIGHT + (south + north) * factor) / 2


def _path(geometry: shapely.Geometry, scale: tuple[float, float, float]) -> str:
    factor, left, top = scale
    rings = [
        ring
        for part in shapely.get_parts(geometry)
        for ring in (part.exterior, *part.interiors)
        if shapely.area(shapely.Polygon(ring)) > 2 * _COARSE**2
    ]
    found = []
    for ring in rings:
        points = (left, top) + shapely.get_coordinates(ring)[:-1] * (
            factor,
            -factor,
        )
        found.append("M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in _moved(points)) + "Z")
    return "".join(found)


def _moved(points: np.ndarray) -> np.ndarray:
    """Whole units without repeated corners."""
    whole = np.rint(points)
    kept: np.ndarray = whole[np.r_[True, np.any(np.diff(whole, axis=0) != 0, axis=1)]]
    return kept


@remembered(64)
def _outline(atlas: Atlas, members: tuple[int, ...]) -> str:
    shape = project(boundaries.dissolve(atlas, members), WGS84, ALBERS_HUBEI)
    shrunk = shapely.simplify(shapely.buffer(shape, -_INSET, quad_segs=1), _COARSE)
    return _path(shrunk, _scale(atlas))


@remembered(64)
def _drawing(atlas: Atlas, scheme: Scheme) -> Markup:
    """Everything inside the element: land, tints with their outlines, belts, centres."""
    shapes = [element("path", d=_outline(atlas, scheme.cities), style="fill:var(--land)")]
    if scheme.open and scheme.rest:
        shapes.append(element("path", d=_outline(atlas, scheme.rest), style="fill:var(--rule)"))
    for region in sorted(scheme.regions, key=lambda one: -len(one.members)):
        line, tint = COLOURS[region.hue]
        if region.band:
            points = " ".join(f"{x:.0f},{y:.0f}" for x, y in _seats(atlas, region.members))
            belt = (
                f"fill:none;stroke:{line};stroke-width:5;"
                "stroke-linejoin:round;stroke-linecap:round;opacity:.45"
            )
            shapes.append(element("polyline", points=points, style=belt))
        else:
            area = f"fill:{tint};stroke:{line};stroke-width:1.5;stroke-linejoin:round"
            shapes.append(element("path", d=_outline(atlas, region.members), style=area))
    for region in scheme.regions:
        dot = f"fill:{COLOURS[region.hue][0]};stroke:var(--ground);stroke-width:1"
        shapes += [
            element("circle", cx=f"{x:.0f}", cy=f"{y:.0f}", r=3, style=dot)
            for x, y in _seats(atlas, region.centres)
        ]
    return join(shapes)


def scheme_svg(atlas: Atlas, scheme: Scheme, t: Words) -> Markup:
    """Small map of a scheme: tints and outlines of its regions, dots for the centres.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    scheme : Scheme
        What to draw.
    t : Words
        Language of its name.

    Returns
    -------
    Markup
        An ``<svg>`` element coloured by the CSS variables of :mod:`geo.look.tokens`.
    """
    return element(
        "svg",
        _drawing(atlas, scheme),
        css="scheme-map",
        viewBox=f"0 0 {_WIDTH:g} {_HEIGHT:g}",
        role="img",
        aria_label=f"{scheme.year} {scheme_word(scheme, t)}",
    )


def _seats(atlas: Atlas, adcodes: tuple[int, ...]) -> list[tuple[float, float]]:
    factor, left, top = _scale(atlas)
    points = [shapely.Point(seats(atlas)[adcode]) for adcode in adcodes]
    flat = project(np.asarray(points), WGS84, ALBERS_HUBEI) if points else []
    return [(left + point.x * factor, top - point.y * factor) for point in flat]
