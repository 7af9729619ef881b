"""Theil's two indices and the split of the first between and within groups."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import xlogy

import geo.measures._checks as _checks
from geo.measures._checks import Floats
from geo.measures._labels import aligned
from geo.measures._rows import along_rows, shares


@dataclass(frozen=True)
class TheilDecomposition:
    """Theil's T and its two parts, ``total = between + within``.

    Attributes
    ----------
    total : float
        Theil's T over all areas.
    between : float
        What would remain if the areas of each group were equal.
    within : float
        Mean of the groups' own T, weighted by their shares.
    """

    total: float
    between: float
    within: float


def _t_rows(x: Floats) -> Floats:
    s = shares(x)
    missing: Floats = xlogy(s, s * x.shape[-1]).sum(axis=-1)
    return np.maximum(missing, 0.0)


@along_rows(_t_rows)
def theil_t(x: ArrayLike) -> float:
    r"""Theil's T, the entropy that is missing to equality.

    Parameters
    ----------
    x : array_like
        Non-negative amounts, one an area.

    Returns
    -------
    float
        :math:`T = \sum_i s_i \ln(k s_i)` with :math:`0 \ln 0 = 0`, between 0 (all equal) and
        :math:`\ln k` (all in one of k areas).

    Raises
    ------
    ValueError
        For negative, missing or infinite amounts, or a total of zero.

    Notes
    -----
    Natural logarithm. "Theil" alone is ambiguous: T weights areas by what they hold, L (see
    `theil_l`) counts each area once, and some software calls L "theil".

    References
    ----------
    Theil, H. (1967). Economics and information theory. Amsterdam: North-Holland.

    Examples
    --------
    >>> theil_t([3, 3, 3])
    0.0
    >>> round(theil_t([10, 10, 10, 20, 50]), 6)
    0.250201
    """
    return float(_t_rows(_checks.amounts(x, "x")))


def theil_l(x: ArrayLike) -> float:
    r"""Theil's L, the mean logarithmic deviation.

    Parameters
    ----------
    x : array_like
        Amounts above zero, one an area.

    Returns
    -------
    float
        :math:`L = \frac1k \sum_i \ln(\bar x / x_i)`, from 0 (all equal) without an upper limit.

    Raises
    ------
    ValueError
        For amounts of zero, where L is infinite, for negative, missing or infinite ones.

    Notes
    -----
    Natural logarithm. One area without any makes L infinite: for counts with zeros take
    `theil_t`.

    References
    ----------
    Theil, H. (1967). Economics and information theory. Amsterdam: North-Holland.

    Examples
    --------
    >>> round(theil_l([10, 10, 10, 20, 50]), 6)
    0.23263
    """
    amounts = _checks.amounts(x, "x")
    _checks.refuse("x", amounts, amounts == 0, "Theil's L is infinite with a zero; see theil_t", x)
    return max(float(-np.log(shares(amounts) * len(amounts)).mean()), 0.0)


def theil_decomposition(
    x: ArrayLike, groups: Sequence[Hashable] | NDArray[np.generic]
) -> TheilDecomposition:
    r"""Split Theil's T between and within groups of areas.

    Parameters
    ----------
    x : array_like
        Non-negative amounts, one an area.
    groups : sequence
        The group of each area, in the same order; any label that can be a key.

    Returns
    -------
    TheilDecomposition
        `total`, `between` and `within`. With :math:`S_g` the share and :math:`k_g` the number of
        areas of group g, between is :math:`\sum_g S_g \ln(S_g k / k_g)` and within
        :math:`\sum_g S_g T_g`.

    Raises
    ------
    ValueError
        For negative, missing or infinite amounts, a total of zero, lengths that differ, or a
        missing label.

    Notes
    -----
    Groups are compared by their numbers of areas. One group gives between = 0, groups of one
    area each give within = 0; a group that holds nothing adds nothing within.

    References
    ----------
    Theil, H. (1967). Economics and information theory. Amsterdam: North-Holland.
    Shorrocks, A. F. (1980). The class of additively decomposable inequality measures.
    Econometrica 48, 613-625.

    Examples
    --------
    >>> split = theil_decomposition([4, 4, 1, 1], ["east", "east", "west", "west"])
    >>> split.between == split.total, split.within
    (True, 0.0)
    """
    x, groups = aligned(x=x, groups=groups)
    amounts = _checks.amounts(x, "x")
    group = _group_numbers(groups)
    _checks.same_length("x", amounts, "groups", group)
    share = shares(amounts)
    members = np.bincount(group)
    group_share = np.bincount(group, weights=share)
    between = max(xlogy(group_share, group_share * len(share) / members).sum(), 0.0)
    # In a group that holds nothing any mean will do.
    mean = np.where(group_share > 0, group_share / members, 1.0)[group]
    within = max(xlogy(share, share / mean).sum(), 0.0)
    return TheilDecomposition(float(between + within), float(between), float(within))


def _group_numbers(groups: Sequence[Hashable] | NDArray[np.generic]) -> NDArray[np.intp]:
    """Number each label by first appearance."""
    given = _checks.listed(groups, "groups", "a group for each area is needed")
    known: dict[Hashable, int] = {}
    numbers = [
        known.setdefault(_checks.key(label, f"groups[{place}]"), len(known))
        for place, label in enumerate(given)
    ]
    return np.array(numbers, dtype=np.intp)
