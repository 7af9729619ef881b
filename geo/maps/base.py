"""What never changes on the map, as data for the browser: geometry, names, words, clusters.

It travels once, in a file that the browser caches. A scene then only speaks of codes.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import shapely

from geo import clusters as cluster_tables
from geo.atlas import Atlas
from geo.maps.anchors import LEAD_CITIES, NAME_AT, SEAT, Point, middle, shortest_line
from geo.maps.marks import PRECISE, characters, symbols
from geo.words import LANGUAGES, Words

#: Width class of each river and where along its course its name stands, as shares of the length.
_RIVERS: dict[str, tuple[int, tuple[float, ...]]] = {
    "长江": (1, (0.06, 0.8)),
    "汉江": (2, (0.42,)),
}
#: Words that the browser needs, by key of the catalogue ``maps``.
_WORDS = {
    "map": "map",
    "marks": "marks",
    "zoom-in": "zoom_in",
    "zoom-out": "zoom_out",
    "home": "home",
    "credit": "credit",
    "shown": "shown",
}
#: Recognitions named in a tooltip; the card has them all.
_LISTED = 3


def base_data(atlas: Atlas) -> dict[str, Any]:
    """Everything the constant base draws, ready for JSON.

    Lines are lists ``x0, y0, dx, dy, …`` in ten-thousandths of a degree; a shape is a list of
    parts, each a list of rings. Texts are pairs in the order of the languages where both are
    needed at once.
    """
    west, south, east, north = atlas.province.bounds
    return {
        "bounds": [[south, west], [north, east]],
        "cities": [
            {
                "id": int(adcode),
                "zh": row["short_zh"],
                "en": short_english(row["name_en"]),
                "name_at": NAME_AT[int(adcode)],
                "lead": int(adcode) in LEAD_CITIES,
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
                "name_at": _inside(row["geometry"]),
                "shape": _shape(row["geometry"]),
            }
            for adcode, row in atlas.counties.iterrows()
        ],
        "province": _shape(atlas.province),
        "rivers": [_river(row) for _, row in atlas.rivers.iterrows()],
        "lakes": [{"shape": _shape(row["geometry"])} for _, row in atlas.lakes.iterrows()],
        "clusters": _clusters(atlas),
        "marks": symbols(),
        "characters": characters(),
        "words": {
            lang: {key: Words(lang)(f"maps.{word}") for key, word in _WORDS.items()}
            for lang in LANGUAGES
        },
    }


def _line(line: Any) -> list[int]:
    points = np.rint(np.asarray(shapely.get_coordinates(line)) * 1e4).astype(int)
    steps = np.diff(points, axis=0, prepend=[[0, 0]])
    # Vertices that coincide after rounding are dropped, the first never.
    steps = steps[np.r_[True, np.any(steps[1:] != 0, axis=1)]]
    return [int(value) for value in steps.ravel()]


def _shape(geometry: Any) -> list[list[list[int]]]:
    return [
        [_line(ring) for ring in (part.exterior, *part.interiors)]
        for part in shapely.get_parts(geometry)
    ]


def _inside(geometry: Any) -> Point:
    point = shapely.maximum_inscribed_circle(geometry, 0.01).coords[0]
    return (round(point[0], 3), round(point[1], 3))


def _river(row: pd.Series) -> dict[str, Any]:
    rank, shares = _RIVERS.get(row["name_zh"], (2, ()))
    parts = sorted(shapely.get_parts(row["geometry"]), key=shapely.length, reverse=True)
    return {
        "zh": row["name_zh"],
        "en": row["name_en"],
        "rank": rank,
        "names_at": shares,
        "lines": [_line(part) for part in parts],
    }


def short_english(name: str) -> str:
    """English name as a map prints it: without the kind of unit."""
    for ending in (" City", " District", " County", " Forestry District"):
        name = name.removesuffix(ending)
    return name


def _clusters(atlas: Atlas) -> dict[str, Any]:
    table = cluster_tables.table(atlas)
    tips = {lang: _tips(atlas, table, Words(lang)) for lang in LANGUAGES}
    result = {}
    for row in table.itertuples():
        cities = [int(code) for code in row.city_adcodes]
        seats = [SEAT[code] for code in cities]
        vague = row.location_precision not in PRECISE
        if not vague:
            at = (float(row.lon), float(row.lat))
            seats[0] = at
        line = shortest_line(seats) if len(cities) > 1 else []
        if vague:
            at = middle(line) if line else NAME_AT[cities[0]]
        result[row.cluster_id] = {
            "at": [round(value, 4) for value in at],
            "vague": vague,
            "cities": cities,
            "line": line,
            "name": [row.name_zh, row.name_en],
            "tip": [tips[lang][row.cluster_id] for lang in LANGUAGES],
        }
    return result


def _tips(atlas: Atlas, table: pd.DataFrame, t: Words) -> dict[str, list[str]]:
    """Lines under the name in a tooltip: recognitions, chain, how well the place is known."""
    programmes = {
        row["programme_id"]: t.name(row) for _, row in atlas.table("programmes").iterrows()
    }
    chains = {row["chain_id"]: t.name(row) for _, row in atlas.table("chains").iterrows()}
    cities = {
        row["adcode"]: row["short_zh"] if t.lang == "zh" else short_english(row["name_en"])
        for _, row in atlas.table("areas").iterrows()
    }
    years: dict[tuple[str, str], set[int]] = {}
    for row in atlas.table("cluster_listings").itertuples():
        known = years.setdefault((row.cluster_id, row.programme_id), set())
        if not pd.isna(row.year):
            known.add(int(row.year))

    def recognition(cluster_id: str, programme_id: str) -> str:
        dates = [str(year) for year in sorted(years[cluster_id, programme_id])]
        return f"{programmes[programme_id]}  {t.join(dates) or t('maps.year_unknown')}"

    tips = {}
    for row in table.itertuples():
        lines = [recognition(row.cluster_id, code) for code in row.programmes[:_LISTED]]
        if len(row.programmes) > _LISTED:
            lines.append(t("maps.more", n=len(row.programmes) - _LISTED))
        chain = t("maps.no_chain") if pd.isna(row.chain_id) else chains[row.chain_id]
        if len(row.city_adcodes) > 1:
            place = t("maps.several", cities=t.join(cities[code] for code in row.city_adcodes))
        else:
            place = t(f"maps.precision.{row.location_precision}")
        tips[row.cluster_id] = [*lines, chain, place]
    return tips
