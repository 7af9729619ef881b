"""Small maps of the province, one a unit, drawn on the server as SVG."""

from __future__ import annotations

import math
from collections.abc import Mapping

import shapely
from markupsafe import Markup

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look.html import element

#: Width of the drawing in its own units; the style sheet says how wide it is shown.
_WIDTH = 200.0
#: Tolerance of the simplification in degrees: half a unit of the drawing.
_TOLERANCE = 0.02
_MIDDLE = math.cos(math.radians(31))


@remembered(2)
def _paths(atlas: Atlas) -> tuple[Mapping[int, str], float]:
    """Path of each city and the height of the drawing."""
    layer = atlas.boundaries("city", "overview")
    west, south, east, north = layer.total_bounds
    scale = _WIDTH / ((east - west) * _MIDDLE)

    def ring(points: shapely.LinearRing) -> str:
        told = (
            f"{(x - west) * _MIDDLE * scale:.1f} {(north - y) * scale:.1f}"
            for x, y in points.coords[:-1]
        )
        return f"M{'L'.join(told)}Z"

    simple = shapely.coverage_simplify(layer.geometry.to_numpy(), _TOLERANCE)
    paths = {
        int(adcode): "".join(
            ring(line)
            for part in shapely.get_parts(shape)
            for line in (part.exterior, *part.interiors)
        )
        for adcode, shape in zip(layer.index, simple, strict=True)
    }
    return paths, (north - south) * scale


def small_map(atlas: Atlas, classes: Mapping[int, str], label: str) -> Markup:
    """The 17 cities with some of them painted.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    classes : Mapping of int to str
        adcode to the CSS class that paints it; all others are land.
    label : str
        What the drawing shows, for those who cannot see it.

    Returns
    -------
    Markup
        An ``<svg>``; colours come from the style sheet.
    """
    paths, height = _paths(atlas)
    # Painted cities last, so that their edges lie on top.
    order = sorted(paths, key=lambda adcode: adcode in classes)
    drawn = (element("path", css=classes.get(code, "land"), d=paths[code]) for code in order)
    return element(
        "svg",
        drawn,
        css="small-map",
        viewBox=f"-2 -2 {_WIDTH + 4:.0f} {height + 4:.0f}",
        role="img",
        aria_label=label,
    )
