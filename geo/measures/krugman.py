"""Krugman's index of specialisation."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

import geo.measures._checks as _checks
from geo.measures._checks import Floats
from geo.measures._labels import aligned
from geo.measures._rows import along_rows, shares


def _rows(x: Floats, reference: ArrayLike) -> Floats:
    apart: Floats = np.abs(shares(x) - shares(reference)).sum(axis=-1)
    return np.minimum(apart, 2.0)


@along_rows(_rows)
def krugman_specialisation(x: ArrayLike, reference: ArrayLike) -> float:
    r"""Krugman's index: how far two industrial structures are apart.

    Parameters
    ----------
    x : array_like
        Non-negative amounts of one region, one an industry.
    reference : array_like
        The same industries elsewhere (another region, all others, the nation), any total.

    Returns
    -------
    float
        :math:`\sum_j |s_j - p_j|`, between 0 (same structure) and 2 (nothing in common). Half of
        it is the `hoover` index, sometimes printed under the same name.

    Raises
    ------
    ValueError
        For negative, missing or infinite values, lengths that differ, or a total of zero.

    Notes
    -----
    With the nation as benchmark a large region is compared partly with itself; take the other
    regions where that matters. An industry absent from the benchmark is allowed.

    References
    ----------
    Krugman, P. (1991). Geography and trade. Cambridge, MA: MIT Press.

    Examples
    --------
    >>> krugman_specialisation([3, 1, 0], reference=[1, 1, 2])
    1.0
    """
    x, reference = aligned(x=x, reference=reference)
    amounts = _checks.amounts(x, "x")
    return float(_rows(amounts, _checks.reference_for(amounts, reference)))
