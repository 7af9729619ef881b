"""Sums and differences without rounding, for measures in which nearly all digits cancel.

Every float is a whole number times a power of two. Whole numbers add and multiply exactly, and a
quotient of two is the nearest float: no order of terms, no scale and no cancellation matters.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import numpy as np

from geo.measures._checks import Floats


def whole(values: Iterable[float]) -> tuple[list[int], int]:
    """Whole numbers and what to divide them by to have `values`."""
    ratios = [value.as_integer_ratio() for value in values]
    divisor = max(below for _, below in ratios)
    return [above * (divisor // below) for above, below in ratios], divisor


def nearest(value: Fraction, what: str) -> float:
    """The nearest float; beyond the largest it raises, with `what` as the subject."""
    try:
        return float(value)
    except OverflowError:
        raise ValueError(f"{what} is too large to be computed with") from None


def unevenness(values: Iterable[float]) -> Fraction:
    """One less the sum of squared shares, 0 where one holds everything."""
    amounts, _ = whole(values)
    total = sum(amounts)
    return Fraction(total**2 - sum(amount**2 for amount in amounts), total**2)


def squared_gaps(values: Iterable[float], reference: Iterable[float]) -> Fraction:
    """Sum of squared gaps between the shares of two rows."""
    (x, _), (p, _) = whole(values), whole(reference)
    all_x, all_p = sum(x), sum(p)
    gaps = sum((a * all_p - b * all_x) ** 2 for a, b in zip(x, p, strict=True))
    return Fraction(gaps, (all_x * all_p) ** 2)


def centred(values: Floats, weights: Floats) -> tuple[float, Floats]:
    """Weighted mean and the deviations from it, each the nearest float."""
    x, divisor = whole(values)
    w, _ = whole(weights)
    total = sum(w)
    mean = sum(a * b for a, b in zip(x, w, strict=True))
    below = total * divisor
    return mean / below, np.array([(a * total - mean) / below for a in x])
