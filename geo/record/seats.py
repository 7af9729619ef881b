"""Seats of government of the cities, where each counts as one point, and which cities lead."""

from __future__ import annotations

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.crs import centroid
from geo.data.memory import remembered
from geo.record import provenance
from geo.record.clusters import MAIN_SCHEME

Point = tuple[float, float]


@remembered(4)
def seats(atlas: Atlas) -> dict[int, Point]:
    """Longitude and latitude of the seat of every city, degrees (WGS 84).

    A city without a seat on record, as in a folder made before ``areas`` had them, stands at the
    centre of gravity of its area.
    """
    cities = atlas.cities
    known = atlas.by_key("areas")[["seat_lon", "seat_lat"]].dropna()
    middles = centroid(cities.geometry.to_numpy())
    return {
        int(code): tuple(known.loc[code]) if code in known.index else (middle.x, middle.y)
        for code, middle in zip(cities.index, middles, strict=True)
    }


def sources(atlas: Atlas) -> dict[str, int]:
    """Sources of the seats of the cities, with the number of seats from each.

    What is general knowledge or not on record has no source and is left out.
    """
    areas = atlas.table("areas")
    cited = areas.loc[areas["level"] == "city", "source_id"].value_counts()
    unsourced = provenance.bare(atlas)
    return {str(key): int(number) for key, number in cited.items() if key not in unsourced}


@remembered(4)
def leading_cities(atlas: Atlas) -> tuple[int, ...]:
    """The province's own centres: the cities that lead the regions of the main layout scheme.

    The first of them leads the main region. Where the layout names none it is the city whose code
    comes first, by the standard of the codes the capital.
    """
    regions = atlas.table("regions")
    own = regions[(regions["scheme_id"] == MAIN_SCHEME) & regions["lead_city_adcode"].notna()]
    own = own.sort_values("role", key=lambda role: role != "lead", kind="stable")
    leads = own["lead_city_adcode"] if len(own) else pd.Series(atlas.cities.index[:1])
    return tuple(dict.fromkeys(int(code) for code in leads))


def main_city(atlas: Atlas) -> int:
    """The first of the leading cities."""
    return leading_cities(atlas)[0]
