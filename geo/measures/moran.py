"""Moran's I: whether neighbours resemble each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

import geo.measures._checks as _checks
from geo.measures._checks import Floats
from geo.measures._exact import centred
from geo.measures._neighbours import weights_of
from geo.measures._rows import scaled, shares
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
    neighbours: Any,
    standardise: bool = True,
    permutations: int = 9999,
    seed: int = 0,
) -> Moran:
    r"""Moran's I of a continuous figure over areas.

    Parameters
    ----------
    y : array_like
        Figure of each area (such as GDP a head); may be negative.
    neighbours : sequence, array, sparse array, DataFrame, dict, libpysal W or Graph
        Who is a neighbour of whom: for each area, in the order of `y`, the places of its
        neighbours, counted from 0; or a square table of weights (an array, a sparse array of
        scipy, a DataFrame), a row for each area and 0 for no neighbour; or a dict from the label
        of each area to the list of its neighbours' labels, or to their weights by label; or the
        weights of libpysal. Labels are paired with those of `y`; an array `y` is taken in the
        order of the table or the weights, and by places from 0 with a dict.
    standardise : bool
        Give each area's neighbours the total weight 1 (row standardisation); otherwise the
        weights as they are, 1 for each neighbour that has none.
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
        does not exist, is named twice or is the area itself, no neighbours at all, negative
        weights, labels that differ from those of `y`, or neighbours in another form.

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
    weights = weights_of(neighbours, y, len(values))
    some = weights.any(axis=1)
    if not some.any():
        raise ValueError("neighbours is empty for every area")
    if _checks.flag(standardise, "standardise"):
        weights[some] = shares(scaled(weights[some]))
    else:
        weights /= weights.max()
    times = _checks.times(permutations, "permutations", len(values))
    if (values == values[0]).all():
        raise ValueError("y is the same everywhere: Moran's I is 0/0")
    _, z = centred(scaled(values), np.ones(len(values)))
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
    result: Floats = z.shape[1] / weights.sum() * products / (z**2).sum(axis=1)
    return result
