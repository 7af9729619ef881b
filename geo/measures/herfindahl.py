"""Herfindahl-Hirschman index and the equivalent number of areas."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

import geo.measures._checks as _checks
from geo.measures._checks import Floats
from geo.measures._rows import along_rows, shares


def _rows(x: Floats, normalised: bool = False) -> Floats:
    index: Floats = (shares(x) ** 2).sum(axis=-1)
    if not normalised:
        return index
    least = 1 / x.shape[-1]
    stretched: Floats = (index - least) / (1 - least)
    return np.maximum(stretched, 0.0)


@along_rows(_rows)
def herfindahl_hirschman(x: ArrayLike, normalised: bool = False) -> float:
    r"""Herfindahl-Hirschman index, the sum of squared shares.

    Parameters
    ----------
    x : array_like
        Non-negative amounts, one an area (or a firm).
    normalised : bool
        Stretch the index to 0 ... 1 whatever the number k of areas:
        :math:`(H - 1/k) / (1 - 1/k)`.

    Returns
    -------
    float
        :math:`H = \sum_i s_i^2`, between 1/k (all equal) and 1 (all in one); normalised between 0
        and 1. Authorities on competition print 10,000 H.

    Raises
    ------
    ValueError
        For negative, missing or infinite amounts, a total of zero, or `normalised` with a single
        area, where the form is 0/0.

    Notes
    -----
    A few items on many areas can never be spread evenly: thrown at random with probabilities p,
    N items have the expected index :math:`\sum p^2 + (1 - \sum p^2)/N`. Compare with that, or
    with `null_band`, before calling a value high.

    References
    ----------
    Herfindahl, O. C. (1950). Concentration in the steel industry. Columbia University.
    Hirschman, A. O. (1964). The paternity of an index. American Economic Review 54, 761-762.

    Examples
    --------
    >>> round(herfindahl_hirschman([30, 30, 20, 20]), 4)
    0.26
    >>> herfindahl_hirschman([1, 1, 1, 1], normalised=True)
    0.0
    """
    amounts = _checks.amounts(x, "x")
    if _checks.flag(normalised, "normalised") and len(amounts) == 1:
        raise ValueError("x has one area only: the normalised index needs at least two")
    return float(_rows(amounts, normalised))


def _number_rows(x: Floats) -> Floats:
    return 1 / _rows(x)


@along_rows(_number_rows)
def equivalent_number(x: ArrayLike) -> float:
    """Number of equally large areas that would be as concentrated, 1/HHI.

    Parameters
    ----------
    x : array_like
        Non-negative amounts, one an area.

    Returns
    -------
    float
        Between 1 (all in one) and the number of areas (all equal).

    Raises
    ------
    ValueError
        For negative, missing or infinite amounts, or a total of zero.

    References
    ----------
    Adelman, M. A. (1969). Comment on the "H" concentration measure as a numbers-equivalent.
    Review of Economics and Statistics 51, 99-101.

    Examples
    --------
    >>> round(equivalent_number([30, 30, 20, 20]), 3)
    3.846
    """
    return float(_number_rows(_checks.amounts(x, "x")))
