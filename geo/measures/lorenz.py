"""Lorenz curve, equal or against a benchmark, and the area it leaves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

import geo.measures._checks as _checks
from geo.measures._checks import Floats
from geo.measures._labels import aligned
from geo.measures._rows import scaled, shares


@dataclass(frozen=True, eq=False)
class Lorenz:
    """Points of a Lorenz curve, from (0, 0) to (1, 1).

    Attributes
    ----------
    cum_reference : numpy.ndarray
        Cumulative share of the benchmark, one value more than there are areas.
    cum_share : numpy.ndarray
        Cumulative share of what is measured.
    """

    cum_reference: Floats
    cum_share: Floats


def lorenz(x: ArrayLike, reference: ArrayLike | None = None) -> Lorenz:
    """Lorenz curve of `x` over its benchmark.

    Parameters
    ----------
    x : array_like
        Non-negative amounts, one an area.
    reference : array_like, optional
        Benchmark in the same order, any total; every area counts the same without it.

    Returns
    -------
    Lorenz
        `cum_reference` and `cum_share`, both rising from 0 to 1. The curve is convex and never
        above the diagonal; it is the diagonal where `x` is proportional to the benchmark.

    Raises
    ------
    ValueError
        For negative, missing or infinite values, lengths that differ, or a total of zero.

    Notes
    -----
    Areas are sorted by ``x / reference``, those with equal quotients in the order given: their
    order changes points inside a straight piece, not the curve. An area without benchmark comes
    last and draws a vertical piece (or, empty in both, a repeated point).

    References
    ----------
    Lorenz, M. O. (1905). Methods of measuring the concentration of wealth. Publications of the
    American Statistical Association 9, 209-219.

    Examples
    --------
    >>> curve = lorenz([6, 1, 3], reference=[2, 1, 1])
    >>> curve.cum_reference
    array([0.  , 0.25, 0.75, 1.  ])
    >>> curve.cum_share
    array([0. , 0.1, 0.7, 1. ])
    """
    x, reference = aligned(x=x, reference=reference)
    amounts = _checks.amounts(x, "x")
    benchmark = (
        np.ones_like(amounts) if reference is None else _checks.reference_for(amounts, reference)
    )
    return Lorenz(*curve(amounts, benchmark))


def curve(x: Floats, reference: Floats) -> tuple[Floats, Floats]:
    """Cumulative benchmark and cumulative share along the last axis, checked input."""
    reference = np.broadcast_to(reference, x.shape)
    steepness = np.full(x.shape, np.inf)
    np.divide(scaled(x), scaled(reference), out=steepness, where=reference > 0)
    order = np.argsort(steepness, axis=-1, kind="stable")
    return _cumulated(reference, order), _cumulated(x, order)


def _cumulated(values: Floats, order: NDArray[np.intp]) -> Floats:
    in_order = np.take_along_axis(shares(values), order, axis=-1)
    result = np.zeros((*values.shape[:-1], values.shape[-1] + 1))
    np.cumsum(in_order, axis=-1, out=result[..., 1:])
    result[..., -1] = 1.0  # as it is but for rounding
    return np.minimum(result, 1.0)


def gini_of(cum_reference: Floats, cum_share: Floats) -> Floats:
    """Twice the area between the diagonal and the curve."""
    heights = cum_share[..., 1:] + cum_share[..., :-1]
    below: Floats = (np.diff(cum_reference, axis=-1) * heights).sum(axis=-1)
    return np.maximum(1 - below, 0.0)
