"""Concentration ratio: what the largest hold together."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

import geo.measures._checks as _checks
from geo.measures._checks import Floats
from geo.measures._rows import along_rows


def _rows(x: Floats, n: int) -> Floats:
    held: Floats = np.sort(x)[..., -n:].sum(axis=-1) / x.sum(axis=-1)
    return np.minimum(held, 1.0)


@along_rows(_rows)
def concentration_ratio(x: ArrayLike, n: int) -> float:
    r"""Share of the `n` largest, CR\ :sub:`n`.

    Parameters
    ----------
    x : array_like
        Non-negative amounts, one an area (or a firm).
    n : int
        How many of the largest, at least 1. With `n` beyond the number of areas the largest are
        all of them and the ratio is 1.

    Returns
    -------
    float
        Between ``min(n / k, 1)`` (all k equal) and 1 (at most `n` hold everything).

    Raises
    ------
    ValueError
        For negative, missing or infinite amounts, a total of zero, or `n` below 1.

    Notes
    -----
    The sum of the `n` largest shares :math:`s_i = x_i / \sum_j x_j`. Ties do not matter: whichever
    of two equal areas is counted, the sum is the same. The areas are chosen after looking; to
    judge areas named beforehand, take their share and `binomial_upper_tail`.

    References
    ----------
    Curry, B. and George, K. D. (1983). Industrial concentration: a survey. Journal of Industrial
    Economics 31, 203-255.

    Examples
    --------
    >>> concentration_ratio([5, 3, 1, 1], 2)
    0.8
    """
    amounts = _checks.amounts(x, "x")
    return float(_rows(amounts, _checks.whole_number(n, "n", least=1)))
