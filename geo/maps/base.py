"""What never changes on the map, as data for the browser: geometry, names, words.

It travels once, in a file that the browser caches; data sets with the same geometry share it. A
scene then only speaks of codes.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import shapely

from geo.data.atlas import Atlas
from geo.maps.anchors import NAME_AT, Point, name_rank
from geo.maps.cities import FIGURES
from geo.maps.constants import constants
from geo.maps.marks import characters, symbols
from geo.record import review
from geo.record.naming import short_english
from geo.record.seats import leading_cities, seats
from geo.words import LANGUAGES, Words

#: Width class of each river and where along its course its name stands, as shares of the length.
_RIVERS: dict[str, tuple[int, tuple[float, ...]]] = {
    "长江": (1, (0.012, 0.9, 0.45)),
    "汉江": (2, (0.55, 0.6, 0.2, 0.65, 0.75)),
}
#: Degrees by which a river may leave the province where it is the border itself.
_BORDER = 0.04
#: Words that the browser needs, by their keys in the catalogue ``maps``.
_WORDS = (
    "map", "marks", "cities", "counties", "zoom_in", "zoom_out", "home", "wheel", "shifted",
    "ruler", "ruler_first", "ruler_next",
    "card.clusters", "card.rank", "card.ranked", "card.chains", "card.firms", "card.chain",
    "card.at", "card.more", "card.source", "inset.times", "inset.there", "legend.range",
    "legend.and_more", "cells.group", "cells.key", "cells.firm", "cells.number", "cells.year",
    "cells.how", "cells.others", "cells.nearer",
)  # fmt: skip
#: Words of other subjects that stand on the map as well.
_WORDS_ELSEWHERE = (
    *(f"tiers.{tier}" for tier in ("national", "provincial", "county")),
    *(f"city.short.{code}" for code in FIGURES),
)


def base_data(atlas: Atlas) -> dict[str, Any]:
    """Everything the constant base draws, ready for JSON.

    Lines are lists ``x0, y0, dx, dy, …`` in ten-thousandths of a degree; a shape is a list of
    parts, each a list of rings. Texts are pairs in the order of the languages where both are
    needed at once.
    """
    west, south, east, north = atlas.province.bounds
    at, leading = seats(atlas), leading_cities(atlas)
    return {
        "bounds": [[south, west], [north, east]],
        "cities": [
            {
                "id": int(adcode),
                "zh": row["short_zh"],
                "en": short_english(row["name_en"]),
                "seat": at[int(adcode)],
                "name_at": NAME_AT[int(adcode)],
                "rank": name_rank(int(adcode), leading),
                "shape": _shape(row["geometry"]),
            }
            for adcode, row in atlas.cities.iterrows()
        ],
        "counties": [
            {
                "id": int(adcode),
                "city": int(row["city_adcode"]),
                "zh": row["short_zh"],
                "en": short_english(row["name_en"]),
                "name_at": inside(row["geometry"]),
                "shape": _shape(row["geometry"]),
            }
            for adcode, row in atlas.counties.iterrows()
        ],
        "province": _shape(atlas.province),
        "rivers": [_river(row, atlas.province) for _, row in atlas.rivers.iterrows()],
        "lakes": [{"shape": _lake(row["geometry"])} for _, row in atlas.lakes.iterrows()],
        "constants": constants(),
        "figures": FIGURES,
        "marks": symbols(),
        "characters": characters(),
        "words": {
            lang: {key: Words(lang)(f"maps.{key}") for key in _WORDS}
            | {key: Words(lang)(key) for key in _WORDS_ELSEWHERE}
            | {"credit": f"{Words(lang)('maps.credit')} · {review.short(Words(lang))}"}
            for lang in LANGUAGES
        },
    }


def _line(line: Any) -> list[int]:
    points = np.rint(np.asarray(shapely.get_coordinates(line)) * 1e4).astype(int)
    steps = np.diff(points, axis=0, prepend=[[0, 0]])
    # Vertices that coincide after rounding are dropped, the first never.
    steps = steps[np.r_[True, np.any(steps[1:] != 0, axis=1)]]
    return [int(value) for value in steps.ravel()]


def _rounded(line: Any) -> Any:
    """Line or ring with its corners cut twice (Chaikin): coarse water reads as a course."""
    points = shapely.get_coordinates(line)
    closed = bool(shapely.is_ring(line))
    for _ in range(2):
        near = points[:-1] * 0.75 + points[1:] * 0.25
        far = points[:-1] * 0.25 + points[1:] * 0.75
        cut = np.stack([near, far], axis=1).reshape(-1, 2)
        points = np.vstack([cut, cut[:1]] if closed else [points[:1], cut, points[-1:]])
    return shapely.linestrings(points)


def _lake(geometry: Any) -> list[list[list[int]]]:
    return [[_line(_rounded(part.exterior))] for part in shapely.get_parts(geometry)]


def _shape(geometry: Any) -> list[list[list[int]]]:
    return [
        [_line(ring) for ring in (part.exterior, *part.interiors)]
        for part in shapely.get_parts(geometry)
    ]


def inside(geometry: Any) -> Point:
    """Longitude and latitude of the point of an area that is farthest from its edge."""
    point = shapely.maximum_inscribed_circle(geometry, 0.01).coords[0]
    return (round(point[0], 3), round(point[1], 3))


def _river(row: pd.Series, province: shapely.Geometry) -> dict[str, Any]:
    rank, shares = _RIVERS.get(row["name_zh"], (2, ()))
    # Reaches along the border stay; what lies beyond it is not drawn.
    inside = shapely.intersection(row["geometry"], province.buffer(_BORDER))
    parts = sorted(shapely.get_parts(inside), key=shapely.length, reverse=True)
    return {
        "zh": row["name_zh"],
        "en": row["name_en"].removesuffix(" River"),
        "rank": rank,
        "names_at": shares,
        "lines": [_line(_rounded(part)) for part in parts],
    }
