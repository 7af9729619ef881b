"""What a reader may choose about the official counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from geo.data.atlas import Atlas
from geo.population.fields import Record, code
from geo.record import clusters, counts


def _programmes(atlas: Atlas) -> Iterable[str]:
    return list(clusters.programmes(atlas).index)


def _years(dimension: str) -> Callable[[Atlas], Iterable[int]]:
    """Years for which any programme is counted by a dimension."""

    def values(atlas: Atlas) -> Iterable[int]:
        rows = counts.official(atlas, dimension)
        return sorted({int(year) for year in rows["year"]})

    return values


@dataclass(frozen=True)
class Clusters(Record):
    """Choices of the page on clusters.

    Attributes
    ----------
    programme : str
        The programme whose official counts are shown; empty for the one filtered for, or the one
        with the longest record.
    counted : int or None
        Year of the counts by city; None for the one of which most is known.
    industries : int or None
        Year of the counts by industry; None for the one of which most is known.
    """

    programme: str = code("", _programmes)
    counted: int | None = code(None, _years("city"), int)
    industries: int | None = code(None, _years("industry"), int)
