"""What every population answers: counts, one page of rows, and points.

Pages, measures and maps that count need no more of what they count, so a list of named clusters
and a register of firms can stand in each other's place.
"""

from __future__ import annotations

from typing import Literal, Protocol

import pandas as pd

from geo.population.selection import Selection

#: What a population may be counted by.
Dimension = Literal["region", "city", "county", "fam", "chain", "tier", "prog", "year"]


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
        """

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
