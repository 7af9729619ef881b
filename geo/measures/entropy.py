"""Shannon entropy of a distribution over areas."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import xlogy

import geo.measures._checks as _checks
from geo.measures._checks import Floats
from geo.measures._rows import along_rows, shares


def _rows(x: Floats, base: float = 2) -> Floats:
    s = shares(x)
    missing: Floats = xlogy(s, s).sum(axis=-1) / np.log(base)
    return np.maximum(-missing, 0.0)


@along_rows(_rows)
def shannon_entropy(x: ArrayLike, base: float = 2) -> float:
    r"""Shannon entropy of the shares: how many yes-or-no questions locate one item.

    Parameters
    ----------
    x : array_like
        Non-negative amounts, one an area.
    base : float
        Base of the logarithm, above 1: 2 gives bits, e gives nats.

    Returns
    -------
    float
        :math:`-\sum_i s_i \log s_i` with :math:`0 \log 0 = 0`, between 0 (all in one area) and
        :math:`\log k` (all k equal). High means spread out.

    Raises
    ------
    ValueError
        For negative, missing or infinite amounts, a total of zero, or a base not above 1.

    References
    ----------
    Shannon, C. E. (1948). A mathematical theory of communication. Bell System Technical Journal
    27, 379-423.

    Examples
    --------
    >>> shannon_entropy([1, 1, 1, 1])
    2.0
    >>> shannon_entropy([7, 0, 0])
    0.0
    """
    amounts = _checks.amounts(x, "x")
    if _checks.number(base, "base") <= 1:
        raise ValueError(f"base is {base:g}: it must be above 1")
    return float(_rows(amounts, base))
