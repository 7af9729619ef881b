"""What a reader may choose about a register of firms."""

from __future__ import annotations

from dataclasses import dataclass

from geo.data.atlas import Atlas
from geo.population.fields import Record, Years, code, years
from geo.questions.concentration import bases
from geo.sheets.firms import register

#: What the map shows besides the firms: nothing, the clusters of the lists, or those found.
ALSO = ("", "clusters", "found")
#: What shares of firms are held against: those of all firms, or of a figure of the cities.
AGAINST = ("firms", *(code for code in bases.BASES if code != "equal"))
#: Metres that neighbours stand apart at most, and the least firms of a place that is found.
RADII = (500, 1000, 2000, 3000, 5000)
LEASTS = (5, 10, 20, 30, 50, 100, 200)


def _span(atlas: Atlas) -> Years:
    return register.span(atlas)


@dataclass(frozen=True)
class Firms(Record):
    """Choices of the page of firms.

    Attributes
    ----------
    also : str
        What the map shows besides the firms.
    against : str
        What shares are held against; empty for all firms where a part of them is chosen, else for
        the population.
    founded : tuple of int or None
        First and last year of founding.
    radius : int
        Metres that neighbours stand apart at most where clusters are looked for.
    least : int or None
        Firms that such a cluster needs; None for a share of the firms of each chain.
    """

    also: str = code("", ALSO)
    against: str = code("", AGAINST)
    founded: Years | None = years(_span)
    radius: int = code(1000, RADII, int)
    least: int | None = code(None, LEASTS, int)
