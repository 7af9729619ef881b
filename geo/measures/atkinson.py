"""Atkinson's index of inequality."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

import geo.measures._checks as _checks
from geo.measures._checks import Floats
from geo.measures._rows import shares


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
    _checks.refuse("x", amounts, amounts == 0, "the index of Atkinson is not for zeros", x)
    aversion = _checks.number(epsilon, "epsilon")
    if aversion < 0:
        raise ValueError(f"epsilon is {aversion:g}: it must not be negative")
    logs = np.log(shares(amounts) * len(amounts))
    return max(float(-np.expm1(_log_equal_equivalent(logs, 1 - aversion))), 0.0)


def _log_equal_equivalent(logs: Floats, power: float) -> float:
    """Logarithm of the power mean; two forms, each exact where the other loses digits."""
    if power == 0:
        return float(logs.mean())
    if abs(power) * np.abs(logs).max() < 1:
        return float(np.log1p(np.expm1(power * logs).mean()) / power)
    leading = logs.max() if power > 0 else logs.min()
    with np.errstate(over="ignore"):  # what is infinitely far behind adds nothing
        behind = power * (logs - leading)
    return float(leading + np.log(np.exp(behind).mean()) / power)
