"""Hachman index: how closely a region mirrors all regions together."""

from __future__ import annotations

from typing import Any

from numpy.typing import ArrayLike

import geo.measures._checks as _checks
from geo.measures._labels import axis, labelled
from geo.measures._rows import shares


def hachman(m: ArrayLike) -> Any:
    r"""Hachman index of each region.

    Parameters
    ----------
    m : array_like
        Non-negative amounts, a row for each region and a column for each industry.

    Returns
    -------
    numpy.ndarray or pandas.Series
        One value a row, :math:`1 / \sum_j s_{rj} LQ_{rj}`: 1 where the structure of the region is
        that of all regions together, towards 0 the more it is specialised; at least the share of
        the smallest industry.

    Raises
    ------
    ValueError
        For negative, missing or infinite values, a table that is not two-dimensional, or a row or
        column with a total of zero: leave it out.

    Notes
    -----
    The benchmark contains the region itself, so a region that makes up most of the total is close
    to 1 by construction.

    References
    ----------
    Hachman, F. (1995). Economic report to the governor. State of Utah, Office of Planning and
    Budget.

    Examples
    --------
    >>> hachman([[30, 10], [10, 30]])
    array([0.8, 0.8])
    """
    table = _checks.matrix(m, "m")
    structure = shares(table)
    mirrored = 1 / (structure**2 / shares(table.sum(axis=0))).sum(axis=1)
    return labelled(mirrored, [axis(m, 0, 2)])
