"""Layer of the provinces around: their names alone, where the map is white."""

from __future__ import annotations

from collections.abc import Iterable

from geo.maps.layers import AtlasLayer

#: Longitude, latitude and name.
Neighbour = tuple[float, float, str]


class Neighbours(AtlasLayer):
    """Names outside the province; each stands near its point where there is room, or not at all.

    Parameters
    ----------
    names : iterable of Neighbour
        One name each, in the language of the map.
    """

    function = "neighbours"

    def __init__(self, names: Iterable[Neighbour]) -> None:
        super().__init__([list(one) for one in names])
