"""Recognised against measured: a city's share of a list beside its share of a statistic."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from geo.questions.concentration.lottery import quantile

Floats = NDArray[np.float64]

#: Thirds of the cities by rank: low, middle, high.
THIRDS = 3


def allowed(shares: ArrayLike, n: int) -> tuple[Floats, Floats]:
    """Central 95 % of the binomial for each share, as shares of n items."""
    p = np.asarray(shares, dtype=float)
    low, high = (np.array([quantile(level, n, share) for share in p]) for level in (0.025, 0.975))
    return low / n, np.minimum(high, n) / n


def thirds(values: pd.Series) -> pd.Series:
    """Third in which each value stands by rank: 0, 1 or 2.

    Values that are equal stand in the same third, that of the lowest rank they share: a value
    below which lie less than a third of the others is in the lowest.
    """
    known = values.to_numpy()
    below = (known[:, None] > known[None, :]).sum(axis=1)
    return pd.Series(below * THIRDS // len(known), index=values.index)


def two_way(observed: pd.Series, shares: pd.Series) -> pd.DataFrame:
    """Both shares of each city whose count is known, and where they disagree.

    Parameters
    ----------
    observed : pandas.Series
        Whole items by city, NaN where unknown; at least one in all.
    shares : pandas.Series
        Shares of the statistic with the same index.

    Returns
    -------
    pandas.DataFrame
        Columns ``held`` and ``share`` (of the list, of the statistic), ``low`` and ``high`` (what
        95 % of proportional lotteries give), ``side`` (``above``, ``below`` or empty inside that
        range), ``listed`` and ``measured`` (thirds by rank).
    """
    known = observed.dropna()
    n = int(known.sum())
    part = shares[known.index] / shares[known.index].sum()
    low, high = allowed(part, n)
    held = known / n
    above, below = held > high + 1e-9, held < low - 1e-9
    return pd.DataFrame(
        {
            "held": held,
            "share": part,
            "low": low,
            "high": high,
            "side": np.select([above, below], ["above", "below"], ""),
            "listed": thirds(known),
            "measured": thirds(part),
        }
    )
