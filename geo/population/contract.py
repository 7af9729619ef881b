"""What every population answers: counts, one page of rows, and points.

Pages, measures and maps that count need no more of what they count, so a list of named clusters
and a register of firms can stand in each other's place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, Protocol

import pandas as pd

from geo.population.selection import Selection
from geo.words import Words

#: What a population may be counted by.
Dimension = Literal["region", "city", "county", "fam", "chain", "tier", "prog", "year"]


class EngineError(Exception):
    """An engine that cannot be reached, or does not answer; the message is for its keeper."""


@dataclass(frozen=True)
class Known:
    """How much is known of what a population holds.

    Attributes
    ----------
    total : int
        Items that there are.
    placed, mapped : int
        Those whose city is known, and those whose chain is.
    """

    total: int
    placed: int
    mapped: int

    def text(self, t: Words) -> str:
        """All three numbers in a sentence."""
        return t("counted.known", **self._numbers(t))

    def badge(self, t: Words) -> tuple[str, bool]:
        """How many of all are placed, and whether that is all."""
        complete = self.placed == self.total
        return t(f"counted.badge{'_all' if complete else ''}", **self._numbers(t)), complete

    def _numbers(self, t: Words) -> dict[str, str]:
        return {name: t.number(getattr(self, name)) for name in ("total", "placed", "mapped")}


class Population(Protocol):
    """Things with a place and perhaps an industry, that a selection narrows down.

    Attributes
    ----------
    code : str
        What is counted, as a key.
    dimensions : tuple of str
        What it can be counted by.
    """

    @property
    def code(self) -> str:
        """What is counted, as a key."""

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """What it can be counted by."""

    def counts(self, by: Dimension, selection: Selection) -> pd.Series:
        """How many items each code of a dimension has in a selection.

        Parameters
        ----------
        by : str
            One of ``dimensions``.
        selection : Selection
            What to keep.

        Returns
        -------
        pandas.Series
            Whole numbers, index the codes in the order of the data, codes without any left out.
            An item that lies in several cities counts in each.

        Raises
        ------
        KeyError
            The population is not counted by that.
        EngineError
            What it lies on cannot be reached, as of every other question.
        """

    def pairs(self, selection: Selection) -> pd.DataFrame:
        """How many items of a selection each chain has in each city.

        Returns
        -------
        pandas.DataFrame
            ``city`` (adcode), ``chain`` (chain_id, None where it is not known) and ``n``, one row
            for each two that an item has.
        """

    def known(self, selection: Selection) -> Known:
        """How many items a selection means, and of how many place and chain are known."""

    def rows(self, selection: Selection) -> pd.DataFrame:
        """Items that a selection keeps, in their order."""

    def points(self, selection: Selection) -> pd.DataFrame:
        """Where the items of a selection lie.

        Returns
        -------
        pandas.DataFrame
            Index as in ``rows``; ``lat``, ``lon`` (WGS84, degrees; NaN where only the city or
            county is known), ``precision``, ``city_adcodes``, ``county_adcode``.
        """


#: A choice in the first dimension makes earlier choices in the second meaningless.
NARROWER: Mapping[str, Literal["city", "chain", "prog"]] = MappingProxyType(
    {"region": "city", "fam": "chain", "tier": "prog"}
)


def choices(population: Population, selection: Selection, dimension: Dimension) -> dict[Any, int]:
    """Codes of one dimension that occur in the rest of a selection, with their counts.

    Parameters
    ----------
    population : Population
        What is counted.
    selection : Selection
        Its own choice in ``dimension`` is set aside. Choosing a family narrows the chains down
        and a tier the programmes, not the other way round.
    dimension : str
        One of the list fields of a selection: region, city, fam, chain, tier or prog.

    Returns
    -------
    dict
        Code to the number of items that choosing it alone would leave, in the order of the data;
        codes with none are left out, and all are where the population is not counted by them.
    """
    if dimension not in population.dimensions:
        return {}
    narrower = NARROWER.get(dimension)
    rest = selection.without(dimension, *([narrower] if narrower else []))
    return {code: int(number) for code, number in population.counts(dimension, rest).items()}
