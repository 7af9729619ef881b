"""Layer of airports: signs for orientation, with their codes where there is room."""

from __future__ import annotations

from collections.abc import Iterable

from geo.maps.layers import AtlasLayer

#: Longitude and latitude, code, name, and adcode of the city.
Airport = tuple[float, float, str, str, int]


class Airports(AtlasLayer):
    """Airports under a title; they give way to marks and to names.

    Parameters
    ----------
    title : str
        What they are, in the language of the map.
    airports : iterable of Airport
        One sign each.
    """

    function = "airports"

    def __init__(self, title: str, airports: Iterable[Airport]) -> None:
        super().__init__({"title": title, "airports": [list(one) for one in airports]})
