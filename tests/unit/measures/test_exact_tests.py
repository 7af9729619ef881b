"""Binomial tail, exact multinomial test, p-value of permutations."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import comb, factorial, prod

import numpy as np
import pytest
from scipy import stats

from geo.measures import binomial_upper_tail, multinomial_exact_test, permutation_p


def tables(n: int, k: int) -> Iterator[tuple[int, ...]]:
    """All ways to put n items on k areas."""
    if k == 1:
        yield (n,)
        return
    for first in range(n + 1):
        for rest in tables(n - first, k - 1):
            yield (first, *rest)


def exact(observed: list[int], prob: list[Fraction], ordering: str) -> Fraction:
    """The test by its definition, in fractions: ties are ties."""
    n = sum(observed)

    def chance(x: tuple[int, ...]) -> Fraction:
        ways = factorial(n) // prod(factorial(c) for c in x)
        return ways * prod((p**c for p, c in zip(prob, x, strict=True)), start=Fraction(1))

    def score(x: tuple[int, ...]) -> Fraction:
        if ordering == "probability":
            return -chance(x)
        return sum(((c - n * p) ** 2 / (n * p) for c, p in zip(x, prob, strict=True)), Fraction(0))

    reached = score(tuple(observed))
    return sum((chance(x) for x in tables(n, len(prob)) if score(x) >= reached), Fraction(0))


def fractions_of(weights: list[int]) -> list[Fraction]:
    return [Fraction(w, sum(weights)) for w in weights]


# Binomial tail


@pytest.mark.parametrize("n", [2, 4, 14, 15, 16, 110, 114])
def test_binomial_tail_in_exact_fractions(n: int) -> None:
    p = Fraction(37, 100)
    for k in range(n + 1):
        tail = sum(comb(n, j) * p**j * (1 - p) ** (n - j) for j in range(k, n + 1))
        assert binomial_upper_tail(k, n, 0.37) == pytest.approx(float(tail), rel=1e-11)


def test_binomial_tail_of_the_sign_test() -> None:
    """Ten tosses of a fair coin, eight heads or more: (45 + 10 + 1) / 1024."""
    assert binomial_upper_tail(8, 10, 0.5) == pytest.approx(56 / 1024)


def test_binomial_tail_at_its_ends() -> None:
    assert binomial_upper_tail(0, 16, 0.37) == 1
    assert binomial_upper_tail(17, 16, 0.37) == 0
    assert binomial_upper_tail(1, 16, 0) == 0
    assert binomial_upper_tail(16, 16, 1) == 1
    assert binomial_upper_tail(0, 0, 0.5) == 1


def test_binomial_tail_falls_with_k_and_rises_with_p() -> None:
    tails = [binomial_upper_tail(k, 16, 0.37) for k in range(18)]
    assert all(a > b for a, b in pairwise(tails))
    assert binomial_upper_tail(9, 16, 0.4) > binomial_upper_tail(9, 16, 0.37)


# Multinomial test


def test_figures_of_the_r_package_emt() -> None:
    """R package EMT, manual of multinomial.test (after Read and Cressie 1988)."""
    observed, prob = [5, 2, 1], [0.25, 0.5, 0.25]
    assert multinomial_exact_test(observed, prob) == pytest.approx(0.0767, abs=5e-5)
    assert multinomial_exact_test(observed, prob, "chi-square") == pytest.approx(0.0596, abs=5e-5)
    dice = multinomial_exact_test([4, 5, 2, 7, 0, 1], [1 / 6] * 6)
    assert dice == pytest.approx(0.0357, abs=5e-5)


@pytest.mark.parametrize("ordering", ["probability", "chi-square"])
@pytest.mark.parametrize(
    ("observed", "weights"),
    [
        ([5, 2, 1], [1, 2, 1]),
        ([0, 0, 7], [1, 1, 1]),
        ([3, 3, 0], [1, 1, 1]),
        ([4, 1, 1, 0, 0], [1, 1, 1, 1, 1]),
        ([2, 0, 3, 1], [7, 3, 2, 9]),
        ([1, 1], [1, 1]),
        ([6, 0, 1], [1, 3, 6]),
        ([5], [1]),
        ([9, 2, 2, 3], [1238, 526, 391, 3600]),  # three cities and the rest: 969 tables
    ],
    ids=str,
)
def test_every_table_counted_in_fractions(
    observed: list[int], weights: list[int], ordering: str
) -> None:
    prob = fractions_of(weights)
    expected = exact(observed, prob, ordering)
    found = multinomial_exact_test(observed, [float(p) for p in prob], ordering)  # type: ignore[arg-type]
    assert found == pytest.approx(float(expected), rel=1e-9)


@pytest.mark.parametrize("ordering", ["probability", "chi-square"])
def test_ties_that_rounding_would_split_are_counted(ordering: str) -> None:
    """With equal thirds all six arrangements of (3, 2, 1) are equally extreme."""
    shapes = {
        multinomial_exact_test(shape, [1 / 3, 1 / 3, 1 - 2 / 3], ordering)  # type: ignore[arg-type]
        for shape in ([3, 2, 1], [1, 2, 3], [2, 3, 1], [2, 1, 3], [3, 1, 2], [1, 3, 2])
    }
    expected = float(exact([3, 2, 1], [Fraction(1, 3)] * 3, ordering))
    assert max(shapes) - min(shapes) < 1e-12
    assert max(shapes) == pytest.approx(expected)


@pytest.mark.parametrize("ordering", ["probability", "chi-square"])
def test_tables_that_are_nearly_tied_are_not(ordering: str) -> None:
    """The other end of two nearly equal areas is a little less extreme."""
    prob = [Fraction(500_001, 1_000_000), Fraction(499_999, 1_000_000)]
    found = multinomial_exact_test([0, 4], [float(p) for p in prob], ordering)  # type: ignore[arg-type]
    assert found == pytest.approx(float(exact([0, 4], prob, ordering)))
    assert found < 0.07


@pytest.mark.parametrize("x", range(17))
def test_two_areas_are_the_two_sided_binomial_test(x: int) -> None:
    oracle = stats.binomtest(x, 16, 0.37).pvalue
    assert multinomial_exact_test([x, 16 - x], [0.37, 0.63]) == pytest.approx(oracle)


def test_sixteen_clusters_on_seventeen_units_agree_with_random_draws() -> None:
    p = np.array([123, 53, 39, 20, 34, 10, 30, 52, 59, 43, 26, 35, 20, 11, 9, 12, 1], dtype=float)
    p /= p.sum()
    observed = np.array([8, 3, 2, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0])
    draws = np.random.default_rng(3).multinomial(16, p, size=100_000)
    found = multinomial_exact_test(observed, p, "chi-square")
    reached = ((observed - 16 * p) ** 2 / p).sum()
    simulated = (((draws - 16 * p) ** 2 / p).sum(axis=1) >= reached - 1e-9).mean()
    assert found == pytest.approx(simulated, abs=4 * np.sqrt(simulated / 100_000))
    assert 0.001 < found < 0.5


def test_many_items_on_few_areas_do_not_underflow() -> None:
    assert multinomial_exact_test([1000, 1000], [0.5, 0.5]) == pytest.approx(1)
    far = multinomial_exact_test([110, 0, 0, 0], [0.4, 0.3, 0.2, 0.1])
    assert far == pytest.approx(0.4**110, rel=0.5)
    assert far > 0


def test_order_of_areas_does_not_matter() -> None:
    found = multinomial_exact_test([9, 2, 2, 3], [0.2, 0.1, 0.1, 0.6])
    assert multinomial_exact_test([3, 2, 9, 2], [0.6, 0.1, 0.2, 0.1]) == pytest.approx(found)


def test_the_most_ordinary_table_has_p_one() -> None:
    assert multinomial_exact_test([4, 4, 4], [1 / 3] * 3) == pytest.approx(1)


def test_an_area_of_probability_zero() -> None:
    assert multinomial_exact_test([2, 1, 1], [0.5, 0.5, 0]) == 0
    without = multinomial_exact_test([3, 1], [0.5, 0.5])
    assert multinomial_exact_test([3, 1, 0], [0.5, 0.5, 0]) == pytest.approx(without)


def test_too_many_tables_are_refused_before_any_work() -> None:
    with pytest.raises(ValueError, match=r"110 items on 17 areas.*too many to list"):
        multinomial_exact_test([110] + [0] * 16, [1 / 17] * 17)


def test_level_is_kept_under_the_null() -> None:
    """A test at 5 % rejects at most 5 % of the lottery's own outcomes: exact sum."""
    prob = fractions_of([4, 2, 1])
    rejected = Fraction(0)
    for x in tables(10, 3):
        if multinomial_exact_test(x, [float(p) for p in prob]) <= 0.05:
            ways = factorial(10) // prod(factorial(c) for c in x)
            rejected += ways * prod((p**c for p, c in zip(prob, x, strict=True)), start=Fraction(1))
    assert Fraction(2, 100) < rejected <= Fraction(5, 100)


# P-value of permutations


def test_permutation_p_of_phipson_and_smyth() -> None:
    """(b + 1) / (m + 1): never zero, 1 when every draw is as extreme."""
    assert permutation_p(0, 999) == 0.001
    assert permutation_p(999, 999) == 1
    assert permutation_p(0, 1) == 0.5
