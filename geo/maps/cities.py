"""What the map tells of a city: standing, chains and firms; how many clusters it sees itself."""

from __future__ import annotations

from dataclasses import dataclass

from geo.data.atlas import Atlas
from geo.questions import cities
from geo.record import ranks, statistics
from geo.words import Words
from geo.words.units import told

#: Indicators that a city is told by, in their order; the first sets the year.
FIGURES = ("gdp", "gdp_per_head", "population")
#: Chains that are named, strongest role first.
_CHAINS = 3


@dataclass(frozen=True)
class MappedCity:
    """A city as the map tells of it.

    Attributes
    ----------
    figures : tuple of (str, int)
        Value with its unit, and rank, of each of ``FIGURES``; an empty text where nothing is known.
    chains : tuple of str
        Names of its main chains.
    firms : int
        Number of firms on record.
    """

    figures: tuple[tuple[str, int], ...]
    chains: tuple[str, ...]
    firms: int


def standing(atlas: Atlas) -> tuple[int, int]:
    """Year of the ranks, and the number of cities that are ranked; zeros where there are none."""
    for adcode in atlas.cities.index:
        row = ranks.latest(atlas, FIGURES[0], int(adcode))
        if row is not None:
            return int(str(row.name)), int(row["known"])
    return 0, 0


def mapped(atlas: Atlas, t: Words) -> dict[int, MappedCity]:
    """Every city of a data set by its adcode."""
    year, _ = standing(atlas)
    return {int(code): _mapped(atlas, int(code), year, t) for code in atlas.cities.index}


def _mapped(atlas: Atlas, adcode: int, year: int, t: Words) -> MappedCity:
    chains = cities.chains(atlas, adcode)
    return MappedCity(
        tuple(_figure(atlas, code, adcode, year, t) for code in FIGURES),
        tuple(t.name(row) for row in chains.head(_CHAINS).to_dict("records")),
        len(cities.enterprises(atlas, adcode)),
    )


def _figure(atlas: Atlas, code: str, adcode: int, year: int, t: Words) -> tuple[str, int]:
    row = ranks.latest(atlas, code, adcode)
    if row is None:
        return "", 0
    text = told(row["value"], statistics.INDICATORS[code].unit, t)
    return (text if row.name == year else t("maps.dated", text=text, year=row.name)), int(
        row["rank"]
    )
