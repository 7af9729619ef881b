"""Smoothing few counts towards the benchmark, with the strength taken from the data."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

import geo.measures._checks as _checks
from geo.measures._exact import nearest, squared_gaps, unevenness
from geo.measures._labels import aligned, labelled, shared
from geo.measures._rows import shares

#: Squared gaps of shares below this are rounding of `prob`: the counts are proportional.
_PROPORTIONAL = 1e-30


def dirichlet_strength(x: ArrayLike, prob: ArrayLike) -> float:
    r"""Strength of smoothing by Fienberg and Holland.

    Parameters
    ----------
    x : array_like
        Non-negative counts, one an area.
    prob : array_like
        Benchmark share of each area in the same order, summing to 1.

    Returns
    -------
    float
        :math:`K = (N^2 - \sum x_i^2) / \sum (x_i - N p_i)^2`, in items: K of the benchmark's are
        mixed with N of the data's. 0 if all is in one area, ``math.inf`` if the counts are
        proportional to the benchmark, up to the rounding of a benchmark such as 1/3.

    Raises
    ------
    ValueError
        For negative, missing or infinite values, lengths that differ, a total of zero, or
        probabilities that do not sum to 1.

    Notes
    -----
    The K that minimises the estimated mean squared error of the smoothed shares. Print it beside
    whatever it smoothed.

    References
    ----------
    Fienberg, S. E. and Holland, P. W. (1973). Simultaneous estimation of multinomial cell
    probabilities. Journal of the American Statistical Association 68, 683-691.

    Examples
    --------
    >>> dirichlet_strength([3, 1], [0.5, 0.5])
    3.0
    """
    x, prob = aligned(x=x, prob=prob)
    counts, p = _checks.amounts(x, "x"), _checks.probabilities(prob, "prob")
    _checks.same_length("x", counts, "prob", p)
    gaps = squared_gaps(counts, p)
    return math.inf if gaps <= _PROPORTIONAL else nearest(unevenness(counts) / gaps, "strength")


def smoothed_location_quotient(x: ArrayLike, reference: ArrayLike, strength: float) -> Any:
    r"""Location quotients drawn towards 1.

    Parameters
    ----------
    x : array_like
        Non-negative counts, one an area.
    reference : array_like
        Benchmark above zero in the same order, any total.
    strength : float
        K, not negative: how many items of the benchmark to mix in, such as `dirichlet_strength`
        gives. 0 leaves the quotients as they are, ``math.inf`` makes all of them 1.

    Returns
    -------
    numpy.ndarray or pandas.Series
        :math:`\frac{(x_i + K p_i)/(N + K)}{p_i}`, the mean of the raw quotient with weight N and
        of 1 with weight K; never 0 with K above 0.

    Raises
    ------
    ValueError
        For negative, missing or infinite values, lengths that differ, a total of zero, an area
        without benchmark, or a strength that is negative or missing.

    References
    ----------
    Fienberg, S. E. and Holland, P. W. (1973). Simultaneous estimation of multinomial cell
    probabilities. Journal of the American Statistical Association 68, 683-691.

    Examples
    --------
    >>> smoothed_location_quotient([3, 1, 0], reference=[1, 1, 2], strength=4)
    array([2. , 1. , 0.5])
    """
    x, reference = aligned(x=x, reference=reference)
    counts = _checks.amounts(x, "x")
    p = shares(_checks.positive_reference_for(counts, reference))
    boundless = isinstance(strength, float) and strength == math.inf
    k = math.inf if boundless else _checks.number(strength, "strength")
    if k < 0:
        raise ValueError(f"strength is {k:g}: it must not be negative")
    total = counts.sum()
    with np.errstate(over="ignore"):  # one part is then all there is
        from_data, from_benchmark = 1 / (1 + k / total), 1 / (1 + total / k) if k else 0.0
    return labelled(from_data * shares(counts) / p + from_benchmark, shared(x, reference))
