"""Atkinson's index of inequality."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import logsumexp

import geo.measures._checks as _checks
from geo.measures._checks import Floats


def atkinson(x: ArrayLike, epsilon: float) -> float:
    r"""Atkinson's index: the share of the total that equality would make superfluous.

    Parameters
    ----------
    x : array_like
        Amounts above zero, one an area.
    epsilon : float
        Aversion to inequality, 0 or above; the higher, the more the poorest area counts.

    Returns
    -------
    float
        :math:`1 - \left(\frac1k \sum_i (x_i / \bar x)^{1-\varepsilon}\right)^{1/(1-\varepsilon)}`,
        for :math:`\varepsilon = 1` one less the geometric over the arithmetic mean; between 0 (all
        equal, or no aversion) and 1.

    Raises
    ------
    ValueError
        For amounts of zero, for negative, missing or infinite ones, or a negative `epsilon`.

    Notes
    -----
    Zeros are refused for every `epsilon`. From 1 upwards a single zero makes the index 1 whatever
    the others hold; below 1 it is defined but answers to the number of empty areas rather than to
    the amounts. Where most areas have nothing, take `theil_t`, `hoover` or `gini`.

    References
    ----------
    Atkinson, A. B. (1970). On the measurement of inequality. Journal of Economic Theory 2,
    244-263.

    Examples
    --------
    >>> round(atkinson([1, 2, 3, 4], 1), 6)
    0.114654
    >>> atkinson([5, 5, 5], 2)
    0.0
    """
    amounts = _checks.amounts(x, "x")
    _checks.refuse("x", amounts, amounts == 0, "the index of Atkinson is not for zeros")
    aversion = _checks.number(epsilon, "epsilon")
    if aversion < 0:
        raise ValueError(f"epsilon is {aversion:g}: it must not be negative")
    return max(
        float(-np.expm1(_log_equal_equivalent(np.log(amounts / amounts.mean()), 1 - aversion))), 0.0
    )


def _log_equal_equivalent(logs: Floats, power: float) -> float:
    """Logarithm of the power mean; two forms, each exact where the other loses digits."""
    if power == 0:
        return float(logs.mean())
    scaled = power * logs
    if np.abs(scaled).max() < 1:
        return float(np.log1p(np.expm1(scaled).mean()) / power)
    return float((logsumexp(scaled) - np.log(len(logs))) / power)
