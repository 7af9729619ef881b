"""Gini coefficient of amounts, each area counted once or by a weight."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

import geo.measures._checks as _checks
from geo.measures._checks import Floats
from geo.measures._labels import aligned
from geo.measures._rows import along_rows, scaled
from geo.measures.lorenz import curve, gini_of

#: Least product of scaled values and weights that must occur, or too many digits are lost.
_LEAST_PRODUCT = 1e-290


def _rows(x: Floats, weights: ArrayLike | None = None, normalised: bool = False) -> Floats:
    counted = np.ones(x.shape[-1]) if weights is None else scaled(weights)
    coefficient = gini_of(*curve(scaled(x) * counted, counted))
    k = x.shape[-1]
    return coefficient * k / (k - 1) if normalised else coefficient


@along_rows(_rows)
def gini(x: ArrayLike, weights: ArrayLike | None = None, normalised: bool = False) -> float:
    r"""Gini coefficient in its population form.

    Parameters
    ----------
    x : array_like
        Non-negative values, one an area. Without weights amounts or averages; with weights the
        average of each area (such as income a head).
    weights : array_like, optional
        How often each value counts (such as people); any total.
    normalised : bool
        Multiply by k/(k-1), so that everything in one of k areas gives 1.

    Returns
    -------
    float
        :math:`\sum_{ij} w_i w_j |x_i - x_j| / (2 \bar x)` with weights summing to 1 (1/k each
        without), between 0 (all equal) and 1 - 1/k (all in one); with unequal weights at most 1
        less the smallest weight.

    Raises
    ------
    ValueError
        For negative, missing or infinite values, lengths that differ, totals of zero, or
        `normalised` with a single area, where the factor is 1/0.

    Notes
    -----
    A raw Gini of few counts on many areas is high whatever happened: compare with `null_band`.
    With N < k items it cannot even fall below 1 - N/k. The factor k/(k-1) belongs to equal
    weights; with very unequal ones the product can exceed 1.
    For the concentration of an industry against a benchmark see `locational_gini`.

    References
    ----------
    Gini, C. (1912). Variabilità e mutabilità. Bologna: Cuppini.
    Lerman, R. I. and Yitzhaki, S. (1989). Improving the accuracy of estimates of Gini
    coefficients. Journal of Econometrics 42, 43-47.

    Examples
    --------
    >>> round(gini([20, 50, 20, 10]), 10)
    0.3
    >>> round(gini([20, 50, 20, 10], normalised=True), 10)
    0.4
    """
    x, weights = aligned(x=x, weights=weights)
    values = _checks.amounts(x, "x")
    if weights is not None:
        weights = _checks.reference_for(values, weights, "weights")
        if not ((values > 0) & (weights > 0)).any():
            raise ValueError("x is zero wherever weights is not: the weighted total is zero")
        if (scaled(values) * scaled(weights)).max() < _LEAST_PRODUCT:
            raise ValueError("x is too small wherever weights is not: products leave the floats")
    if _checks.flag(normalised, "normalised") and len(values) == 1:
        raise ValueError("x has one area only: the normalised coefficient needs at least two")
    return float(_rows(values, weights, normalised))
