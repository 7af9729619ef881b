"""Moran's I: whether neighbours resemble each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

import geo.measures._checks as _checks
from geo.measures._checks import Floats
from geo.measures.exact_tests import permutation_p

#: Permuted values this close below the observed one are ties that rounding split.
_TIE = 1e-9


@dataclass(frozen=True)
class Moran:
    """Moran's I with a permutation test.

    Attributes
    ----------
    I : float
        Moran's I.
    expected : float
        Its mean over all permutations, -1/(n-1).
    p : float
        One-sided p-value: how often a random arrangement resembles its neighbours at least as
        much.
    """

    I: float  # noqa: E741 - the name of the statistic
    expected: float
    p: float


def moran(
    y: ArrayLike,
    neighbours: Sequence[Sequence[int]],
    standardise: bool = True,
    permutations: int = 9999,
    seed: int = 0,
) -> Moran:
    r"""Moran's I of a continuous figure over areas.

    Parameters
    ----------
    y : array_like
        Figure of each area (such as GDP a head); may be negative.
    neighbours : sequence of sequences of int
        For each area, in the order of `y`, the places of its neighbours, counted from 0.
    standardise : bool
        Give each area's neighbours the total weight 1 (row standardisation); weight 1 for each
        neighbour otherwise.
    permutations : int
        Random arrangements to compare with, at least 1.
    seed : int
        Start of the random numbers: the same seed gives the same p.

    Returns
    -------
    Moran
        `I`, `expected` and `p`, with

        .. math:: I = \frac{n}{\sum_{ij} w_{ij}}
                  \frac{\sum_{ij} w_{ij} z_i z_j}{\sum_i z_i^2},\quad z_i = y_i - \bar y.

        Above `expected` neighbours resemble each other, below it they differ. Row-standardised,
        I mostly lies between -1 and 1.

    Raises
    ------
    ValueError
        For missing or infinite figures, all figures equal, lengths that differ, a neighbour that
        does not exist, is named twice or is the area itself, or no neighbours at all.

    Notes
    -----
    `p` is one-sided towards resemblance, ``permutation_p(b, permutations)`` with b the
    arrangements whose I is at least the observed one, ties included and up to a tolerance of
    1e-9, so that rounding does not split them. Dissimilar neighbours give a p close to 1. An area
    without neighbours (an island) keeps its part in the mean and the variance and adds nothing
    else. Not meant for a handful of counts.

    References
    ----------
    Moran, P. A. P. (1950). Notes on continuous stochastic phenomena. Biometrika 37, 17-23.
    Cliff, A. D. and Ord, J. K. (1981). Spatial processes: models and applications. London: Pion.

    Examples
    --------
    >>> found = moran([1, 2, 3, 4], [[1], [0, 2], [1, 3], [2]])
    >>> round(found.I, 3), round(found.expected, 3)
    (0.4, -0.333)
    """
    values = _checks.vector(y, "y")
    weights = _weights(neighbours, values, standardise)
    times = _checks.whole_number(permutations, "permutations", least=1)
    if np.ptp(values) == 0:
        raise ValueError("y is the same everywhere: Moran's I is 0/0")
    z = values - values.mean()
    z /= np.abs(z).max()
    observed = _statistic(z[None], weights)[0]
    random = np.random.default_rng(_checks.whole_number(seed, "seed"))
    shuffled = random.permuted(np.tile(z, (times, 1)), axis=1)
    least = observed - _TIE * max(1.0, abs(observed))
    exceedances = int((_statistic(shuffled, weights) >= least).sum())
    return Moran(float(observed), -1 / (len(z) - 1), permutation_p(exceedances, times))


def _statistic(z: Floats, weights: Floats) -> Floats:
    """Moran's I of each row of deviations."""
    products = ((z @ weights.T) * z).sum(axis=1)
    return z.shape[1] / weights.sum() * products / (z**2).sum(axis=1)


def _weights(neighbours: Sequence[Sequence[int]], y: Floats, standardise: bool) -> Floats:
    n = len(y)
    if len(neighbours) != n:
        raise ValueError(f"y and neighbours differ in length: {n} and {len(neighbours)}")
    result = np.zeros((n, n))
    for area, listed in enumerate(neighbours):
        for other in listed:
            place = _checks.whole_number(other, f"neighbours[{area}]")
            if place >= n:
                raise ValueError(f"neighbours[{area}] names {place}, there are {n} areas")
            if place == area:
                raise ValueError(f"neighbours[{area}] names the area itself")
            if result[area, place]:
                raise ValueError(f"neighbours[{area}] names {place} twice")
            result[area, place] = 1.0
    if not result.any():
        raise ValueError("neighbours is empty for every area")
    if standardise:
        result /= np.maximum(result.sum(axis=1, keepdims=True), 1.0)
    return result
