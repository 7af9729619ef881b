"""Intervals: published limits, another implementation, and what they cover."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from geo.measures import (
    clopper_pearson,
    location_quotient_interval,
    poisson_exact,
    wilson,
)

#: Sizes of the lists of clusters: programmes, innovative clusters, key-growth clusters.
SIZES = (2, 4, 14, 15, 16, 110, 114)

#: Newcombe (1998), Statistics in Medicine 17, 857-872, table I.
NEWCOMBE = {
    (81, 263): ((0.2553, 0.3662), (0.2527, 0.3676)),
    (15, 148): ((0.0624, 0.1605), (0.0578, 0.1617)),
    (0, 20): ((0.0000, 0.1611), (0.0000, 0.1684)),
    (1, 29): ((0.0061, 0.1718), (0.0009, 0.1776)),
}


@pytest.mark.parametrize("case", NEWCOMBE, ids=str)
def test_limits_of_newcombe(case: tuple[int, int]) -> None:
    assert wilson(*case) == pytest.approx(NEWCOMBE[case][0], abs=5e-5)
    assert clopper_pearson(*case) == pytest.approx(NEWCOMBE[case][1], abs=5e-5)


def test_limits_of_r() -> None:
    """Output of binom.test(9, 24) in R."""
    assert clopper_pearson(9, 24) == pytest.approx((0.1879929, 0.5940636), abs=5e-8)


@pytest.mark.parametrize(
    ("level", "limits"), [(0.9, (17.38, 34.92)), (0.95, (16.18, 36.9)), (0.99, (14, 41))]
)
def test_poisson_limits_of_graphpad(level: float, limits: tuple[float, float]) -> None:
    """GraphPad, confidence interval of a count of 25 by Garwood's method."""
    assert poisson_exact(25, level) == pytest.approx(limits, abs=5e-3)


def test_poisson_limits_of_no_event() -> None:
    """R package epitools, pois.exact: 3.689 above none."""
    low, high = poisson_exact(0)
    assert low == 0
    assert high == pytest.approx(3.689, abs=5e-4)


@pytest.mark.parametrize("level", [0.8, 0.95, 0.99])
@pytest.mark.parametrize("n", SIZES)
def test_limits_of_statsmodels(n: int, level: float) -> None:
    x = np.arange(n + 1)
    for interval, method in ((wilson, "wilson"), (clopper_pearson, "beta")):
        oracle = proportion_confint(x, n, alpha=1 - level, method=method)
        for mine, other in zip(interval(x, n, level), oracle, strict=True):
            assert mine == pytest.approx(np.clip(other, 0, 1), abs=1e-10)


def test_poisson_limits_are_quantiles_of_chi_square() -> None:
    for x in (1, 2, 16, 110):
        expected = stats.chi2.ppf(0.025, 2 * x) / 2, stats.chi2.ppf(0.975, 2 * x + 2) / 2
        assert poisson_exact(x) == pytest.approx(expected)


def test_clopper_pearson_limits_leave_half_the_error_on_each_side() -> None:
    for x in (1, 5, 15):
        low, high = clopper_pearson(x, 16)
        assert stats.binom.sf(x - 1, 16, low) == pytest.approx(0.025)
        assert stats.binom.cdf(x, 16, high) == pytest.approx(0.025)


# Coverage, by exact summation over all outcomes


def coverage(
    low: np.ndarray, high: np.ndarray, chances: np.ndarray, true: np.ndarray
) -> np.ndarray:
    """Probability that the interval holds the true value, for each true value."""
    return (chances * ((low[:, None] <= true) & (true <= high[:, None]))).sum(axis=0)


SHARES = np.linspace(0.0005, 0.9995, 2000)


def binomial_coverage(interval: object, n: int, level: float) -> np.ndarray:
    x = np.arange(n + 1)
    low, high = interval(x, n, level)  # type: ignore[operator]
    return coverage(low, high, stats.binom.pmf(x[:, None], n, SHARES), SHARES)


@pytest.mark.parametrize("level", [0.9, 0.95])
@pytest.mark.parametrize("n", SIZES)
def test_clopper_pearson_covers_at_least_its_level_for_every_share(n: int, level: float) -> None:
    """Its promise is "at least", for each share; with many draws it comes within two points."""
    covered = binomial_coverage(clopper_pearson, n, level)
    assert covered.min() >= level
    if n >= 110:
        assert covered.mean() < level + 0.03


@pytest.mark.parametrize("n", SIZES)
def test_wilson_covers_its_level_on_average_within_two_points(n: int) -> None:
    """Its promise is an average over shares; single shares near 0 and 1 get less."""
    assert binomial_coverage(wilson, n, 0.95).mean() == pytest.approx(0.95, abs=0.02)


@pytest.mark.parametrize("n", [14, 15, 16, 110, 114])
def test_wilson_is_narrower(n: int) -> None:
    x = np.arange(n + 1)
    widths = [np.subtract(*interval(x, n)[::-1]) for interval in (wilson, clopper_pearson)]
    assert widths[0].mean() < widths[1].mean()


@pytest.mark.parametrize("level", [0.9, 0.95])
def test_poisson_covers_at_least_its_level(level: float) -> None:
    means = np.linspace(0.01, 120, 3000)
    x = np.arange(400)
    covered = coverage(*poisson_exact(x, level), stats.poisson.pmf(x[:, None], means), means)
    assert covered.min() >= level
    assert covered[means > 14].mean() == pytest.approx(level, abs=0.02)


def test_location_quotient_interval_covers_by_simulation() -> None:
    """Counts drawn from areas whose true quotients are known."""
    random = np.random.default_rng(4)
    reference = np.array([0.21, 0.09, 0.07, 0.63])
    truth = np.array([0.5, 0.1, 0.1, 0.3])
    counts = random.multinomial(16, truth, size=4000)
    found = location_quotient_interval(counts, 16, reference)
    held = (found.low <= truth / reference) & (truth / reference <= found.high)
    assert (held.mean(axis=0) > 0.94).all()


# Properties


@pytest.mark.parametrize("interval", [wilson, clopper_pearson])
def test_limits_enclose_the_share_mirror_each_other_and_end_exactly(interval: object) -> None:
    for n in SIZES:
        x = np.arange(n + 1)
        low, high = interval(x, n)  # type: ignore[operator]
        assert ((low <= x / n) & (x / n <= high)).all()
        assert low == pytest.approx(1 - high[::-1], abs=1e-12)
        assert (low[0], high[-1]) == (0, 1)
        assert (np.diff(low) > 0).all()
        assert (np.diff(high) > 0).all()


@pytest.mark.parametrize("interval", [wilson, clopper_pearson])
def test_more_confidence_is_wider(interval: object) -> None:
    limits = [interval(5, 16, level) for level in (0.5, 0.8, 0.95, 0.999)]  # type: ignore[operator]
    widths = [high - low for low, high in limits]
    assert widths == sorted(widths)


def test_single_numbers_and_arrays_agree() -> None:
    low, high = clopper_pearson([0, 5, 16], 16)
    for place, x in enumerate((0, 5, 16)):
        assert clopper_pearson(x, 16) == (low[place], high[place])
    low, high = poisson_exact([0, 5])
    assert poisson_exact(5) == (low[1], high[1])


def test_location_quotient_interval_is_the_share_over_the_benchmark() -> None:
    found = location_quotient_interval(6, 16, 0.25)
    low, high = clopper_pearson(6, 16)
    assert (found.lq, found.low, found.high) == (6 / 16 / 0.25, low / 0.25, high / 0.25)
    several = location_quotient_interval([6, 0], 16, [0.25, 0.001], level=0.9)
    assert several.lq.tolist() == [1.5, 0]
    assert several.low[1] == 0
    assert several.high[1] > 100  # why quotients of tiny units are not shown
