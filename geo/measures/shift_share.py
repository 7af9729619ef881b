"""Shift-share analysis of change over time."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

import geo.measures._checks as _checks
from geo.measures._exact import nearest
from geo.measures._labels import aligned, labelled, shared


@dataclass(frozen=True, eq=False)
class ShiftShare:
    """Change of a region in three parts, one value an industry; they add up to the change.

    Attributes
    ----------
    national_share : numpy.ndarray or pandas.Series
        Change if the region had grown like the nation as a whole.
    industry_mix : numpy.ndarray or pandas.Series
        What the industry's own national growth adds or takes away.
    regional_shift : numpy.ndarray or pandas.Series
        The rest: what the region did differently from the nation in the same industry.
    """

    national_share: Any
    industry_mix: Any
    regional_shift: Any


def shift_share(
    region_t0: ArrayLike, region_t1: ArrayLike, nation_t0: ArrayLike, nation_t1: ArrayLike
) -> ShiftShare:
    r"""Split a region's change into national share, industry mix and regional shift.

    Parameters
    ----------
    region_t0, region_t1 : array_like
        Amount of each industry in the region at the start and at the end.
    nation_t0, nation_t1 : array_like
        The same industries in the nation (or province); above zero at the start.

    Returns
    -------
    ShiftShare
        `national_share`, `industry_mix` and `regional_shift`, an array over industries each, in
        the unit of the input: :math:`r_j g`, :math:`r_j (g_j - g)` and :math:`r'_j - r_j (1 + g_j)`
        with g the growth of the nation, :math:`g_j` that of its industry j, :math:`r_j` and
        :math:`r'_j` the region at the start and at the end. Sum an array for the region's total.

    Raises
    ------
    ValueError
        For negative, missing or infinite values, lengths that differ, a region with a total of
        zero at the start, or an industry that the nation did not have at the start: its growth
        is not defined, join it with another.

    Notes
    -----
    The classic accounting of Dunn, which takes the structure of the start as given. An industry
    new to the region counts in full as regional shift.

    References
    ----------
    Dunn, E. S. (1960). A statistical and analytical technique for regional analysis. Papers of
    the Regional Science Association 6, 97-112.

    Examples
    --------
    >>> parts = shift_share([40, 60], [50, 66], nation_t0=[400, 600], nation_t1=[480, 620])
    >>> parts.national_share.round(1), parts.industry_mix.round(1), parts.regional_shift.round(1)
    (array([4., 6.]), array([ 4., -4.]), array([2., 4.]))
    """
    region_t0, region_t1, nation_t0, nation_t1 = given = aligned(
        region_t0=region_t0, region_t1=region_t1, nation_t0=nation_t0, nation_t1=nation_t1
    )
    start = _checks.amounts(region_t0, "region_t0")
    end = _checks.non_negative(region_t1, "region_t1")
    nation_start = _checks.amounts(nation_t0, "nation_t0")
    nation_end = _checks.non_negative(nation_t1, "nation_t1")
    rows = {"region_t1": end, "nation_t0": nation_start, "nation_t1": nation_end}
    for name, row in rows.items():
        _checks.same_length("region_t0", start, name, row)
    without = nation_start == 0
    _checks.refuse("nation_t0", nation_start, without, "growth needs a start above zero", nation_t0)
    parts = _parts(*([Fraction(value) for value in row] for row in (start, *rows.values())))
    return ShiftShare(*(labelled(part, shared(*given)) for part in parts))


def _parts(
    start: list[Fraction],
    end: list[Fraction],
    nation_start: list[Fraction],
    nation_end: list[Fraction],
) -> NDArray[np.float64]:
    """The three parts, a row each; in fractions, as growth is a difference of large amounts."""
    growth = sum(nation_end, Fraction()) / sum(nation_start, Fraction())
    result = []
    for r0, r1, n0, n1 in zip(start, end, nation_start, nation_end, strict=True):
        own = n1 / n0
        result.append((r0 * (growth - 1), r0 * (own - growth), r1 - r0 * own))
    return np.array([[nearest(part, "a part of the change") for part in row] for row in result]).T
