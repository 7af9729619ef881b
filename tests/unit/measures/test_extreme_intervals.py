"""Intervals of shares and counts, rare or huge: the exact limit, or a refusal."""

from __future__ import annotations

import math
from functools import partial
from itertools import product

import pytest

from geo import measures as m
from tests.unit.measures.refusals import or_refused

pytestmark = pytest.mark.filterwarnings("error")

LEAST = 5e-324


@pytest.mark.parametrize("p", [LEAST, 1e-200, 1e-17, 0.5, 1 - 2**-53])
@pytest.mark.parametrize("n", [1, 2, 1000, 10**15, 10**200])
def test_binomial_tail(n: int, p: float) -> None:
    found = or_refused(lambda: m.binomial_upper_tail(1, n, p), n > 2**53)
    assert found is None or found == pytest.approx(-math.expm1(n * math.log1p(-p)), rel=1e-9)
    found = or_refused(lambda: m.binomial_upper_tail(n, n, p), n > 2**53)
    assert found is None or found == pytest.approx(p**n, rel=1e-9)


COUNTS = [0, 1, 2, 1000, 10**8, 10**12, 10**15, 2**53 + 2, 10**200]


@pytest.mark.parametrize("level", [1e-300, 0.5, 0.95, 1 - 2**-53])
@pytest.mark.parametrize(("x", "n"), [(x, n) for x, n in product(COUNTS, COUNTS) if x <= n and n])
def test_intervals_of_shares(x: int, n: int, level: float) -> None:
    tail = (1 - level) / 2
    for interval in (m.wilson, m.clopper_pearson):
        found = or_refused(partial(interval, x, n, level), n > 10**12)
        if found:
            low, high = found
            assert 0 <= low <= x / n * (1 + 1e-9) and x / n * (1 - 1e-9) <= high <= 1
    exact = or_refused(lambda: m.clopper_pearson(x, n, level), n > 10**12)
    if exact and x == n:
        assert exact[0] == pytest.approx(tail ** (1 / n), rel=1e-12)
    if exact and x == 0:
        assert exact[1] == pytest.approx(-math.expm1(math.log(tail) / n), rel=1e-9)
    if exact and 0 < x <= 1000 and n >= 10**8:  # a rare event: the law of Poisson
        assert exact == pytest.approx([limit / n for limit in m.poisson_exact(x, level)], rel=1e-3)
    for share in (LEAST, 1e-200, 0.5):
        found = or_refused(
            lambda share=share: m.location_quotient_interval(x, n, share, level),
            n > 10**12 or share < 1e-290,
        )
        if found and exact:
            assert found.lq == pytest.approx(x / n / share, rel=1e-12)
            assert (found.low, found.high) == pytest.approx((exact[0] / share, exact[1] / share))


@pytest.mark.parametrize("x", COUNTS)
def test_interval_of_a_count(x: int) -> None:
    found = or_refused(lambda: m.poisson_exact(x), x > 10**12)
    if found and x >= 1000:  # Wilson and Hilferty's cube
        for limit, shift, z in zip(found, (0, 1), (-1.959964, 1.959964), strict=True):
            c = x + shift
            cube = c * (1 - 1 / (9 * c) + z / (3 * math.sqrt(c))) ** 3
            assert limit == pytest.approx(cube, abs=1e-3 * math.sqrt(x))
    if found and x == 0:
        assert found[1] == pytest.approx(-math.log(0.025))
