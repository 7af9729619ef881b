"""Hoover index: what would have to move."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

import geo.measures._checks as _checks
from geo.measures._checks import Floats
from geo.measures._labels import aligned
from geo.measures._rows import along_rows, shares, shares_or_equal


def _rows(x: Floats, reference: ArrayLike | None = None) -> Floats:
    gaps = np.abs(shares(x) - shares_or_equal(reference, x.shape[-1]))
    moved: Floats = gaps.sum(axis=-1) / 2
    return np.minimum(moved, 1.0)


@along_rows(_rows)
def hoover(x: ArrayLike, reference: ArrayLike | None = None) -> float:
    r"""Hoover index: the part that would have to move to match the benchmark.

    Parameters
    ----------
    x : array_like
        Non-negative amounts, one an area.
    reference : array_like, optional
        Benchmark in the same order, any total; equal shares without it.

    Returns
    -------
    float
        :math:`\frac12 \sum_i |s_i - p_i|`, between 0 (proportional) and 1 (no area has both);
        at most 1 less the smallest share of the benchmark when each area has some. A fraction,
        not percent.

    Raises
    ------
    ValueError
        For negative, missing or infinite values, lengths that differ, or a total of zero.

    Notes
    -----
    Also known as dissimilarity index (of a group against the total), Pietra or Schutz index; half
    of `krugman_specialisation`. An area without benchmark is allowed: all it has counts as moved.

    References
    ----------
    Hoover, E. M. (1936). The measurement of industrial localization. Review of Economics and
    Statistics 18, 162-171.

    Examples
    --------
    >>> hoover([2, 1, 1], reference=[1, 1, 2])
    0.25
    >>> hoover([4, 0, 0, 0])
    0.75
    """
    x, reference = aligned(x=x, reference=reference)
    amounts = _checks.amounts(x, "x")
    if reference is not None:
        reference = _checks.reference_for(amounts, reference)
    return float(_rows(amounts, reference))
