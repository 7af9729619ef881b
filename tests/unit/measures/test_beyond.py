"""Numbers beyond all bounds are refused, in words that say which bound."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from geo import measures as m

BEYOND: dict[str, Callable[[], Any]] = {
    "count": lambda: m.null_band(m.gini, 1e200, [0.5, 0.5], draws=3),
    "draws": lambda: m.null_band(m.gini, 4, [0.5, 0.5], draws=10**12),
    "permutations": lambda: m.moran([1, 2, 3], [[1], [0, 2], [1]], permutations=10**12),
    "seed": lambda: m.null_band(m.gini, 4, [0.5, 0.5], draws=3, seed=10**30),
    "whole number of Python": lambda: m.hoover([10**400, 1]),
    "fraction": lambda: m.hoover([Fraction(10) ** 400, 1]),
    "largest of all": lambda: m.concentration_ratio([1, 2], 1e200),
    "exceedances": lambda: m.permutation_p(1e200, 1e200),
    "tables": lambda: m.multinomial_exact_test([1e15, 1], [0.5, 0.5]),
    "chi-square": lambda: m.multinomial_exact_test([2, 1], [1e-17, 1], "chi-square"),
    "products": lambda: m.gini([1, 2e-160, 1e-160, 0], [0, 1e-160, 3e-160, 1]),
    "points": lambda: m.standard_distance([[1.7e308, 1.7e308], [-1.7e308, -1.7e308]]),
}


@pytest.mark.parametrize("case", BEYOND)
def test_beyond_all_bounds(case: str) -> None:
    with pytest.raises(ValueError, match=r"too large|too small|fit in memory|too many|too far"):
        BEYOND[case]()
