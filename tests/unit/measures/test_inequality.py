"""Concentration ratio, Herfindahl, entropy, Gini, Lorenz, Theil, Atkinson, Hoover."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from inequality.atkinson import Atkinson
from inequality.gini import Gini
from inequality.schutz import Schutz
from inequality.theil import Theil, TheilD

from geo.measures import (
    atkinson,
    concentration_ratio,
    equivalent_number,
    gini,
    herfindahl_hirschman,
    hoover,
    locational_gini,
    lorenz,
    shannon_entropy,
    theil_decomposition,
    theil_l,
    theil_t,
)

#: Mean incomes of ten classes, USA 1968; the example of the R package ineq.
CLASSES = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]
#: GDP (billion EUR) and population of the German Länder 2015; the example of the R package REAT.
GDP = [460.69, 549.19, 124.16, 65.29, 31.59, 109.27, 263.44, 39.87]
GDP += [258.53, 645.59, 131.95, 35.03, 112.66, 56.22, 85.61, 56.81]
PEOPLE = [10879618, 12843514, 3520031, 2484826, 671489, 1787408, 6176172, 1612362]
PEOPLE += [7926599, 17865516, 4052803, 995597, 4084851, 2245470, 2858714, 2170714]
#: Clusters on units, most of them without any: what the measures are used for.
SPARSE = [6, 2, 2, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0]

AMOUNTS = np.random.default_rng(1).pareto(1.5, size=(6, 17)) + 0.01

Measure = Callable[[object], float]
INDICES: dict[str, Measure] = {
    "CR3": lambda x: concentration_ratio(x, 3),
    "HHI": herfindahl_hirschman,
    "HHI normalised": lambda x: herfindahl_hirschman(x, normalised=True),
    "gini": gini,
    "gini normalised": lambda x: gini(x, normalised=True),
    "theil T": theil_t,
    "hoover": hoover,
}
POSITIVE_ONLY: dict[str, Measure] = {
    "theil L": theil_l,
    "atkinson 0.5": lambda x: atkinson(x, 0.5),
    "atkinson 1": lambda x: atkinson(x, 1),
    "atkinson 2": lambda x: atkinson(x, 2),
}
SPREAD: dict[str, Measure] = {"entropy": shannon_entropy, "number": equivalent_number}
ALL = {**INDICES, **POSITIVE_ONLY, **SPREAD}


def each(measures: dict[str, Measure]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("measure", measures.values(), ids=measures)


# Published figures


def test_herfindahl_of_the_merger_guidelines() -> None:
    """U.S. Department of Justice, Horizontal Merger Guidelines (2010), 5.3, note 9: 2600."""
    assert 10_000 * herfindahl_hirschman([30, 30, 20, 20]) == pytest.approx(2600)


def test_figures_of_the_r_package_ineq() -> None:
    """R package ineq 0.2-13, reference output of the examples of conc() and ineq()."""
    assert herfindahl_hirschman(CLASSES) == pytest.approx(0.1840812, abs=5e-8)
    assert gini(CLASSES) == pytest.approx(0.4620911, abs=5e-8)
    assert atkinson(CLASSES, 0.5) == pytest.approx(0.1796591, abs=5e-8)


def test_gini_of_damgaard_and_weiner() -> None:
    """Damgaard and Weiner (2000), Ecology 81, figure 2: two shapes, one corrected Gini."""
    assert gini([50 / 9] * 9 + [50], normalised=True) == pytest.approx(0.4444444, abs=5e-8)
    assert gini([2] * 5 + [18] * 5, normalised=True) == pytest.approx(0.4444444, abs=5e-8)


def test_gini_of_doersam() -> None:
    """Dörsam (2004), Wirtschaftsstatistik, as printed in the manual of the R package REAT."""
    assert gini([20, 50, 20, 10]) == pytest.approx(0.3)
    assert gini([20, 50, 20, 10], normalised=True) == pytest.approx(0.4)
    income, people = [500, 1500, 2500, 4000, 7500, 15000], [1000, 1200, 1600, 400, 200, 600]
    assert gini(income, weights=people) == pytest.approx(0.5278, abs=5e-5)
    assert gini(GDP) == pytest.approx(0.5009, abs=5e-5)


def test_theil_l_of_stoermann() -> None:
    """Störmann (2009), Regionalökonomik, in the manual of REAT, which calls L "theil"."""
    assert theil_l([10, 10, 10, 20, 50]) == pytest.approx(0.2326302, abs=5e-8)


def test_entropy_of_cover_and_thomas() -> None:
    """Cover and Thomas (2006), Elements of Information Theory, example 1.1.2: two bits."""
    assert shannon_entropy([32, 16, 8, 4, 1, 1, 1, 1]) == pytest.approx(2)


def test_hoover_of_the_laender_in_exact_fractions() -> None:
    income = [Fraction(str(value)) for value in GDP]
    gaps = [
        abs(g / sum(income) - Fraction(p, sum(PEOPLE))) for g, p in zip(income, PEOPLE, strict=True)
    ]
    assert hoover(GDP, PEOPLE) == pytest.approx(float(sum(gaps) / 2), rel=1e-13)


# Other implementations


@pytest.mark.parametrize("x", [*AMOUNTS, SPARSE], ids=len)
def test_gini_theil_and_schutz_of_pysal(x: np.ndarray) -> None:
    x = np.asarray(x, dtype=float)
    assert gini(x) == pytest.approx(Gini(x).g)
    assert hoover(x) == pytest.approx(Schutz(pd.DataFrame({"x": x}), "x").distance)
    # Zeros are moved by 1e-16 there.
    assert theil_t(x) == pytest.approx(Theil(x).T, abs=1e-10)


@pytest.mark.parametrize("epsilon", [0.25, 0.5, 1, 1.5, 3])
def test_atkinson_of_pysal(epsilon: float) -> None:
    assert atkinson(AMOUNTS[0], epsilon) == pytest.approx(Atkinson(AMOUNTS[0], epsilon).A)


@pytest.mark.parametrize("x", [*AMOUNTS, SPARSE], ids=len)
def test_theil_decomposition_of_pysal(x: np.ndarray) -> None:
    groups = np.array([0] * 5 + [1] * 8 + [2] * 4)
    found = theil_decomposition(x, groups)
    oracle = TheilD(np.asarray(x, dtype=float), groups)
    assert found.total == pytest.approx(float(oracle.T), abs=1e-10)
    assert found.between == pytest.approx(float(np.squeeze(oracle.bg)), abs=1e-10)
    assert found.within == pytest.approx(float(np.squeeze(oracle.wg)), abs=1e-10)


def test_gini_by_its_definition_over_pairs() -> None:
    x, w = AMOUNTS[1], AMOUNTS[2] / AMOUNTS[2].sum()
    pairs = np.abs(np.subtract.outer(x, x))
    assert gini(x) == pytest.approx(pairs.sum() / (2 * len(x) ** 2 * x.mean()))
    assert gini(x, weights=AMOUNTS[2]) == pytest.approx((w @ pairs @ w) / (2 * w @ x))


# Properties


@each(ALL)
def test_neither_order_nor_scale_matters(measure: Measure) -> None:
    for x in AMOUNTS:
        assert measure(x[::-1]) == pytest.approx(measure(x))
        assert measure(x * 1e6) == pytest.approx(measure(x))
        assert measure(x * 1e-6) == pytest.approx(measure(x))


@each({**INDICES, **POSITIVE_ONLY})
def test_lies_between_zero_and_its_limit(measure: Measure) -> None:
    for x in AMOUNTS:
        assert 0 < measure(x) < math.log(17)


@each({k: m for k, m in {**INDICES, **POSITIVE_ONLY}.items() if k not in ("CR3", "HHI")})
def test_all_equal_is_zero(measure: Measure) -> None:
    for value in (1, 7, 0.1, 1 / 3):
        assert measure([value] * 17) == pytest.approx(0, abs=1e-15)


@each({**INDICES, **POSITIVE_ONLY})
def test_a_transfer_from_more_to_less_lowers_it(measure: Measure) -> None:
    """Pigou-Dalton; Hoover and CR need a transfer across the mean and out of the top three."""
    before, after = [1, 2, 3, 4, 20], [3, 2, 3, 4, 18]
    assert measure(after) < measure(before)


@each({"gini": gini, "theil T": theil_t, "hoover": hoover, **POSITIVE_ONLY})
def test_two_copies_of_everything_change_nothing(measure: Measure) -> None:
    for x in AMOUNTS:
        assert measure(np.tile(x, 2)) == pytest.approx(measure(x))


def test_extremes_of_all_equal_and_all_in_one() -> None:
    equal, one = [3] * 17, [0] * 16 + [5]
    assert concentration_ratio(equal, 3) == pytest.approx(3 / 17)
    assert concentration_ratio(one, 1) == 1
    assert herfindahl_hirschman(equal) == pytest.approx(1 / 17)
    assert herfindahl_hirschman(one) == herfindahl_hirschman(one, normalised=True) == 1
    assert equivalent_number(equal) == pytest.approx(17)
    assert equivalent_number(one) == 1
    assert shannon_entropy(equal) == pytest.approx(math.log2(17))
    assert shannon_entropy(one) == 0
    assert math.copysign(1, shannon_entropy(one)) == 1
    assert gini(one) == pytest.approx(1 - 1 / 17)
    assert gini(one, normalised=True) == pytest.approx(1)
    assert theil_t(one) == pytest.approx(math.log(17))
    assert hoover(one) == pytest.approx(1 - 1 / 17)


def test_one_area() -> None:
    assert concentration_ratio([4], 1) == herfindahl_hirschman([4]) == equivalent_number([4]) == 1
    zeros = (shannon_entropy, gini, theil_t, theil_l, hoover)
    assert [measure([4]) for measure in zeros] == [0] * 5
    assert hoover([4], [9]) == locational_gini([4], [9]) == atkinson([4], 2) == 0
    curve = lorenz([4])
    assert curve.cum_share.tolist() == curve.cum_reference.tolist() == [0, 1]


def test_concentration_ratio_grows_to_one_and_stays() -> None:
    ratios = [concentration_ratio(SPARSE, n) for n in range(1, 20)]
    assert all(a <= b for a, b in pairwise(ratios))
    assert ratios[0] == 6 / 16
    assert ratios[8:] == [1] * 11


def test_ties_do_not_matter_to_the_concentration_ratio() -> None:
    assert concentration_ratio([5, 5, 5, 1], 2) == 10 / 16


def test_entropy_bases_and_theil_are_one_family() -> None:
    for x in [*AMOUNTS, SPARSE]:
        nats = shannon_entropy(x, base=math.e)
        assert nats == pytest.approx(shannon_entropy(x) * math.log(2))
        assert theil_t(x) == pytest.approx(math.log(17) - nats)


def test_equivalent_number_is_the_inverse() -> None:
    assert equivalent_number(SPARSE) == pytest.approx(1 / herfindahl_hirschman(SPARSE))


def test_gini_with_n_items_on_more_areas_cannot_reach_zero() -> None:
    assert gini([1] * 16 + [0]) == pytest.approx(1 / 17)


def test_weights_of_gini_are_repetitions() -> None:
    assert gini([1, 5, 2], weights=[3, 1, 2]) == pytest.approx(gini([1, 1, 1, 5, 2, 2]))
    assert gini([1, 5, 2], weights=[30, 10, 20]) == pytest.approx(gini([1, 1, 1, 5, 2, 2]))
    assert gini([1, 5, 9], weights=[1, 1, 0]) == pytest.approx(gini([1, 5]))
    assert gini(SPARSE, weights=[2] * 17) == pytest.approx(gini(SPARSE))


def test_lorenz_points_by_hand() -> None:
    curve = lorenz([1, 4, 5])
    assert curve.cum_reference == pytest.approx([0, 1 / 3, 2 / 3, 1])
    assert curve.cum_share == pytest.approx([0, 0.1, 0.5, 1])


def test_lorenz_against_a_benchmark_sorts_by_the_quotient() -> None:
    curve = lorenz([30, 10, 60], reference=[20, 60, 20])
    assert curve.cum_reference == pytest.approx([0, 0.6, 0.8, 1])
    assert curve.cum_share == pytest.approx([0, 0.1, 0.4, 1])


@pytest.mark.parametrize("x", [*AMOUNTS, SPARSE], ids=len)
def test_lorenz_is_convex_below_the_diagonal_and_holds_hoover_and_gini(x: np.ndarray) -> None:
    reference = AMOUNTS[3]
    curve = lorenz(x, reference)
    width, rise = np.diff(curve.cum_reference), np.diff(curve.cum_share)
    assert (np.diff(rise / width) >= -1e-9).all()
    assert curve.cum_reference[0] == curve.cum_share[0] == 0
    assert curve.cum_reference[-1] == curve.cum_share[-1] == 1
    gaps = curve.cum_reference - curve.cum_share
    assert (gaps >= -1e-15).all()
    assert gaps.max() == pytest.approx(hoover(x, reference))
    area = np.trapezoid(curve.cum_share, curve.cum_reference)
    assert 1 - 2 * area == pytest.approx(locational_gini(x, reference))


def test_lorenz_with_an_area_outside_the_benchmark_ends_upright() -> None:
    curve = lorenz([1, 1, 2], reference=[1, 1, 0])
    assert curve.cum_reference.tolist() == [0, 0.5, 1, 1]
    assert curve.cum_share.tolist() == [0, 0.25, 0.5, 1]


def test_lorenz_of_ties_is_the_same_curve_in_any_order() -> None:
    one, other = lorenz([1, 2, 4], [1, 2, 1]), lorenz([2, 1, 4], [2, 1, 1])
    grid = np.linspace(0, 1, 50)
    assert np.interp(grid, one.cum_reference, one.cum_share) == pytest.approx(
        np.interp(grid, other.cum_reference, other.cum_share)
    )


@pytest.mark.parametrize("x", [*AMOUNTS, SPARSE], ids=len)
def test_theil_parts_add_up_and_neither_is_negative(x: np.ndarray) -> None:
    labels = ["core"] * 3 + ["north"] * 6 + ["south"] * 8
    found = theil_decomposition(x, labels)
    assert found.total == found.between + found.within
    assert found.total == pytest.approx(theil_t(x))
    assert found.between > 0
    assert found.within > 0


def test_theil_within_is_the_mean_of_the_groups() -> None:
    x = AMOUNTS[0]
    parts = [x[:6], x[6:]]
    expected = sum(part.sum() / x.sum() * theil_t(part) for part in parts)
    assert theil_decomposition(x, [1] * 6 + [2] * 11).within == pytest.approx(expected)


def test_theil_of_one_group_of_single_areas_and_of_an_empty_group() -> None:
    x = AMOUNTS[0]
    assert theil_decomposition(x, ["all"] * 17).between == 0
    assert theil_decomposition(x, range(17)).within == pytest.approx(0, abs=1e-15)
    found = theil_decomposition([4, 4, 0, 0], ["a", "a", "b", "b"])
    assert (found.between, found.within) == (pytest.approx(math.log(2)), 0)


def test_labels_of_groups_may_be_anything_and_in_any_order() -> None:
    x = [4, 1, 5, 2]
    assert theil_decomposition(x, ["b", "a", "b", "a"]) == theil_decomposition(
        x, [7, (1,), 7, (1,)]
    )


def test_atkinson_meets_its_limits() -> None:
    x = AMOUNTS[0]
    assert atkinson(x, 0) == 0
    assert atkinson(x, 1) == pytest.approx(1 - math.exp(-theil_l(x)))
    for near in (1 - 1e-9, 1 + 1e-9):
        assert atkinson(x, near) == pytest.approx(atkinson(x, 1), rel=1e-8)
    assert atkinson(x, 500) == pytest.approx(1 - x.min() / x.mean(), rel=0.01)
    values = [atkinson(x, epsilon) for epsilon in (0.1, 0.5, 1, 2, 5, 20)]
    assert all(a < b for a, b in pairwise(values))


def test_hoover_is_one_where_nothing_is_shared() -> None:
    assert hoover([1, 0, 3], [0, 2, 0]) == 1


def test_array_likes_of_all_kinds() -> None:
    expected = gini([1, 2, 4])
    kinds = (
        (1, 2, 4),
        np.array([1, 2, 4], dtype=np.int16),
        pd.Series([1, 2, 4], index=[9, 8, 7]),
        pd.Series([1, 2, 4], dtype="Int64"),
        [Fraction(1), Fraction(2), Fraction(4)],
        np.array([1, 2, 4], dtype=object),
    )
    assert [gini(x) for x in kinds] == [expected] * len(kinds)


def test_input_is_left_as_it_was() -> None:
    x, reference = np.array([3.0, 1, 2]), np.array([1.0, 1, 2])
    for call in (lambda: lorenz(x, reference), lambda: gini(x, reference), lambda: hoover(x)):
        call()
    assert x.tolist() == [3, 1, 2]
    assert reference.tolist() == [1, 1, 2]
