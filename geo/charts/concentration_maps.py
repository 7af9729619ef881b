"""Small maps of counts by city, all on one scale, drawn on the server as light SVG."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely
from markupsafe import Markup

from geo.data.atlas import Atlas
from geo.data.crs import ALBERS_HUBEI, WGS84, project
from geo.data.memory import remembered
from geo.look.html import element
from geo.record.seats import seats

#: Size of a drawing in its own units, and metres by which borders may be off at this size.
_WIDTH, _HEIGHT, _COARSE = 190.0, 116.0, 5_000
#: Area of the circle of one item, in square units, before the common scale.
_LARGEST = 13.0


@remembered(4)
def _ground(atlas: Atlas) -> tuple[str, dict[int, tuple[float, float]]]:
    """Outline of the province as a path, and where each seat is."""
    flat = shapely.simplify(project(atlas.province, WGS84, ALBERS_HUBEI), _COARSE)
    west, south, east, north = flat.bounds
    factor = min((_WIDTH - 6) / (east - west), (_HEIGHT - 6) / (north - south))
    left = (_WIDTH - (west + east) * factor) / 2
    top = (_HEIGHT + (south + north) * factor) / 2
    parts = []
    for part in shapely.get_parts(flat):
        points = shapely.get_coordinates(part.exterior) * [factor, -factor] + [left, top]
        parts.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z")
    cities = [int(city) for city in atlas.cities.index]
    at = shapely.points(np.array([seats(atlas)[city] for city in cities]))
    placed = shapely.get_coordinates(project(at, WGS84, ALBERS_HUBEI))
    placed = placed * [factor, -factor] + [left, top]
    return "".join(parts), {
        city: (float(x), float(y)) for city, (x, y) in zip(cities, placed, strict=True)
    }


def small_map(
    atlas: Atlas,
    counts: pd.Series,
    largest: float,
    core: tuple[int, ...],
    label: str,
) -> Markup:
    """One map with a circle a city, its area proportional to the count.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    counts : pandas.Series
        Counts by adcode; NaN where unknown, which is drawn as a dash.
    largest : float
        Largest count of all maps that stand side by side.
    core : tuple of int
        Cities painted in the accent.
    label : str
        Text equal of the map.
    """
    path, placed = _ground(atlas)
    land = "fill:var(--land);stroke:var(--province-line)"
    shapes = [element("path", d=path, style=land)]
    for city, count in counts.sort_values(ascending=False).items():
        x, y = placed[int(city)]
        paint = "var(--accent)" if city in core else "var(--ink2)"
        if pd.isna(count):
            dash = f"M{x - 2:.1f} {y:.1f}h4"
            shapes.append(element("path", d=dash, style="stroke:var(--muted)"))
        elif count:
            shapes.append(
                element(
                    "circle",
                    cx=f"{x:.1f}",
                    cy=f"{y:.1f}",
                    r=f"{_LARGEST * (count / largest) ** 0.5:.1f}",
                    style=f"fill:{paint};fill-opacity:.75;stroke:var(--ground)",
                )
            )
    box = f"0 0 {_WIDTH:g} {_HEIGHT:g}"
    return element("svg", shapes, viewBox=box, role="img", aria_label=label)
