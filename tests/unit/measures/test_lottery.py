"""Lottery bands, smoothing and counting rules."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from scipy import stats

from geo.measures import (
    concentration_ratio,
    dirichlet_strength,
    ellison_glaeser_counts,
    equivalent_number,
    fractional_counts,
    gini,
    herfindahl_hirschman,
    hoover,
    krugman_specialisation,
    location_quotient,
    locational_gini,
    lorenz,
    null_band,
    shannon_entropy,
    smoothed_location_quotient,
    theil_l,
    theil_t,
)
from geo.measures._rows import of_each_row

P = np.array([123, 53, 39, 20, 34, 10, 30, 52, 59, 43, 26, 35, 20, 11, 9, 12, 1], dtype=float)
P /= P.sum()

BY_ROWS: dict[str, Callable[..., float]] = {
    "CR3": partial(concentration_ratio, n=3),
    "HHI": herfindahl_hirschman,
    "HHI normalised": partial(herfindahl_hirschman, normalised=True),
    "number": equivalent_number,
    "entropy": partial(shannon_entropy, base=math.e),
    "gini": gini,
    "gini normalised": partial(gini, normalised=True),
    "gini weighted": partial(gini, weights=P),
    "theil T": theil_t,
    "hoover equal": hoover,
    "hoover": partial(hoover, reference=P * 100),
    "locational gini": partial(locational_gini, reference=list(P * 100)),
    "locational gini lq": partial(locational_gini, reference=P, form="lq"),
    "krugman": partial(krugman_specialisation, reference=P),
    "gamma": partial(ellison_glaeser_counts, reference=P),
}


@pytest.mark.parametrize("name", BY_ROWS)
def test_a_measure_of_many_rows_is_the_measure_of_each(name: str) -> None:
    measure = BY_ROWS[name]
    draws = np.random.default_rng(5).multinomial(16, P, size=40)
    assert of_each_row(measure, draws) == pytest.approx([measure(row) for row in draws])
    # and the same through a function that hides which measure it is
    known, hidden = (null_band(m, 16, P, draws=200) for m in (measure, lambda x: measure(x)))
    assert (known.mean, known.low, known.high) == pytest.approx(
        (hidden.mean, hidden.low, hidden.high)
    )


@pytest.mark.parametrize("n", [2, 4, 16, 110])
def test_mean_of_the_herfindahl_index_in_closed_form(n: int) -> None:
    """E[HHI] = sum p² + (1 - sum p²) / N."""
    squares = (P**2).sum()
    band = null_band(herfindahl_hirschman, n, P)
    assert band.mean == pytest.approx(squares + (1 - squares) / n, rel=0.01)


@pytest.mark.parametrize("n", [2, 4, 16, 110])
def test_gamma_is_zero_on_average(n: int) -> None:
    band = null_band(partial(ellison_glaeser_counts, reference=P), n, P)
    assert band.mean == pytest.approx(0, abs=4 * (band.high - band.low) / math.sqrt(20000))
    assert band.low < 0 < band.high


def test_raw_indices_are_far_from_zero_under_the_lottery() -> None:
    """Why none of them is shown without its band."""
    assert null_band(gini, 16, P, draws=2000).low > 0.4
    assert null_band(partial(locational_gini, reference=P), 16, P, draws=2000).low > 0.2


def test_count_of_named_areas_is_binomial() -> None:
    band = null_band(lambda counts: counts[:3].sum(), 16, P)
    share = P[:3].sum()
    assert band.mean == pytest.approx(16 * share, rel=0.01)
    assert (band.low, band.high) == tuple(stats.binom.ppf([0.025, 0.975], 16, share))


@pytest.mark.parametrize("level", [0.8, 0.95])
@pytest.mark.parametrize("n", [2, 4, 16, 110])
def test_band_holds_its_level_of_new_draws(n: int, level: float) -> None:
    """At least the level; ties make it more where a measure takes few values."""
    measure = partial(hoover, reference=P)
    band = null_band(measure, n, P, level=level)
    new = of_each_row(measure, np.random.default_rng(6).multinomial(n, P, size=20000))
    held = ((band.low - 1e-12 <= new) & (new <= band.high + 1e-12)).mean()
    assert held > level - 0.01
    if n == 110:
        assert held == pytest.approx(level, abs=0.02)


def test_the_seed_decides() -> None:
    bands = [null_band(gini, 16, P, draws=500, seed=seed) for seed in (0, 0, 1)]
    assert bands[0].mean == bands[1].mean != bands[2].mean
    default = null_band(gini, 16, P, draws=500)
    assert default.mean == bands[0].mean


def test_a_higher_level_is_wider() -> None:
    narrow, wide = (null_band(gini, 16, P, level=level) for level in (0.5, 0.99))
    assert wide.low < narrow.low < narrow.mean < narrow.high < wide.high


def test_a_curve_gets_a_ribbon() -> None:
    grid = np.linspace(0, 1, 11)

    def heights(counts: np.ndarray) -> np.ndarray:
        curve = lorenz(counts, P)
        return np.interp(grid, curve.cum_reference, curve.cum_share)

    ribbon = null_band(heights, 16, P, draws=200)
    assert ribbon.mean.shape == ribbon.low.shape == ribbon.high.shape == (11,)
    assert (ribbon.low <= ribbon.high).all()
    assert ribbon.mean[[0, -1]].tolist() == [0, 1]
    assert (ribbon.mean[1:-1] < grid[1:-1]).all()


def test_everything_in_the_only_area_that_can_win() -> None:
    band = null_band(herfindahl_hirschman, 5, [1, 0])
    assert (band.mean, band.low, band.high) == (1, 1, 1)


def test_a_measure_without_a_finite_value_is_named() -> None:
    with pytest.raises(ValueError, match=r"no finite number for the counts \["):
        null_band(lambda _: math.nan, 4, [0.5, 0.5], draws=3)
    with pytest.raises(ValueError, match="infinite with a zero"):
        null_band(theil_l, 4, P, draws=3)
    with pytest.raises(ValueError, match="there is nowhere else to be"):
        null_band(partial(ellison_glaeser_counts, reference=[1, 0]), 4, [0.5, 0.5])


# Smoothing


def test_strength_by_hand() -> None:
    """N = 16: 256 less 50 squares, over the squared gaps 2² + 1² + 1² + 2² of a benchmark of 4."""
    x = [6, 3, 5, 2]
    assert dirichlet_strength(x, [0.25] * 4) == pytest.approx((256 - 74) / 10)


def test_strength_makes_the_estimated_error_least() -> None:
    """Risk of the smoothed shares at the observed ones, over a fine grid of strengths."""
    x, p = np.array([6, 2, 2, 1, 5]), np.array([0.3, 0.2, 0.2, 0.2, 0.1])
    n, shares = x.sum(), x / x.sum()
    k = np.linspace(0.01, 60, 60_000)
    risk = (n * (1 - (shares**2).sum()) + k**2 * ((p - shares) ** 2).sum()) / (n + k) ** 2
    assert dirichlet_strength(x, p) == pytest.approx(k[risk.argmin()], abs=2e-3)


def test_strength_at_its_ends() -> None:
    assert dirichlet_strength([5, 0], [0.4, 0.6]) == 0
    assert dirichlet_strength([4, 6], [0.4, 0.6]) == math.inf
    assert dirichlet_strength([1, 1, 1], [1 / 3] * 3) == math.inf


def test_smoothing_lies_between_the_quotient_and_one() -> None:
    x, reference = [6, 2, 0, 1], [3, 3, 2, 2]
    raw = location_quotient(x, reference)
    assert smoothed_location_quotient(x, reference, 0) == pytest.approx(raw)
    assert smoothed_location_quotient(x, reference, math.inf).tolist() == [1] * 4
    assert smoothed_location_quotient(x, reference, 9) == pytest.approx((raw + 1) / 2)
    assert smoothed_location_quotient(x, reference, 1e12) == pytest.approx(np.ones(4))


def test_smoothing_by_its_formula() -> None:
    x, p, k = np.array([6, 2, 0, 1]), np.array([0.3, 0.3, 0.2, 0.2]), 5.5
    expected = (x + k * p) / (x.sum() + k) / p
    assert smoothed_location_quotient(x, p * 40, k) == pytest.approx(expected)


# Counting rules

MEMBERS = [["420100"], ["420600", "420300", "420100"], ["420500", "420800"], ["420100", "420700"]]


def test_fractional_counts_by_hand() -> None:
    assert fractional_counts(MEMBERS) == {
        "420100": pytest.approx(1 + 1 / 3 + 1 / 2),
        "420600": pytest.approx(1 / 3),
        "420300": pytest.approx(1 / 3),
        "420500": 0.5,
        "420800": 0.5,
        "420700": 0.5,
    }


def test_totals_reconcile() -> None:
    random = np.random.default_rng(7)
    memberships = [
        random.choice(17, size=random.integers(1, 6), replace=False).tolist() for _ in range(110)
    ]
    fractional, full, lead = (
        fractional_counts(memberships, rule)  # type: ignore[arg-type]
        for rule in ("fractional", "full", "lead")
    )
    assert math.fsum(fractional.values()) == pytest.approx(110, abs=1e-12)
    assert sum(full.values()) == sum(len(places) for places in memberships)
    assert sum(lead.values()) == 110
    assert all(lead.get(code, 0) <= full[code] for code in full)
    assert all(fractional[code] <= full[code] for code in full)


def test_thirds_add_up_exactly() -> None:
    assert fractional_counts([["a", "b", "c"]] * 3) == {"a": 1, "b": 1, "c": 1}
    assert fractional_counts([[*range(k)] for k in [10] * 10])[0] == 1


def test_codes_keep_their_type_and_order_of_appearance() -> None:
    found = fractional_counts([(420600, 420100), (420100,)], rule="full")
    assert list(found.items()) == [(420600, 1.0), (420100, 2.0)]
    assert fractional_counts(MEMBERS, rule="lead") == {"420100": 2, "420600": 1, "420500": 1}
