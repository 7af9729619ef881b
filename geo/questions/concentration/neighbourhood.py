"""Do neighbours resemble each other? Moran's I of continuous figures, never of a few counts."""

from __future__ import annotations

from dataclasses import dataclass

from geo.data import boundaries
from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.measures import moran
from geo.record import statistics

#: Figures that are continuous and known for all 17 units.
INDICATORS = ("gdp_per_head", "secondary_share", "density")


@dataclass(frozen=True)
class Resemblance:
    """Moran's I of one figure.

    Attributes
    ----------
    indicator : str
        Code of the figure.
    year : int
        Its year.
    value, expected, p : float
        Moran's I, its expectation without any pattern, and its permutation p.
    """

    indicator: str
    year: int
    value: float
    expected: float
    p: float


@remembered(4)
def resemblances(atlas: Atlas) -> tuple[Resemblance, ...]:
    """Moran's I of each indicator in its latest year, neighbours by common borders."""
    near = boundaries.neighbours(atlas)
    cities = [int(city) for city in atlas.cities.index]
    lists = [[cities.index(other) for other in near[city]] for city in cities]
    found = []
    for code in INDICATORS:
        year = statistics.full_years(atlas, code)[-1]
        got = moran(statistics.values(atlas, code, year).to_numpy(), lists)
        found.append(Resemblance(code, year, got.I, got.expected, got.p))
    return tuple(found)
