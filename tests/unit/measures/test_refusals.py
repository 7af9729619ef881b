"""Input that makes no sense is refused, with the argument and the place."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from geo import measures as m

NAN, INF = math.nan, math.inf

#: Every function whose first argument is a row of non-negative amounts.
AMOUNTS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "concentration_ratio": ("x", lambda x: m.concentration_ratio(x, 2)),
    "herfindahl_hirschman": ("x", m.herfindahl_hirschman),
    "equivalent_number": ("x", m.equivalent_number),
    "shannon_entropy": ("x", m.shannon_entropy),
    "gini": ("x", m.gini),
    "gini weights": ("weights", lambda x: m.gini([1, 2, 3], weights=x)),
    "lorenz": ("x", m.lorenz),
    "lorenz reference": ("reference", lambda x: m.lorenz([1, 2, 3], x)),
    "theil_t": ("x", m.theil_t),
    "theil_l": ("x", m.theil_l),
    "theil_decomposition": ("x", lambda x: m.theil_decomposition(x, list("abc"))),
    "atkinson": ("x", lambda x: m.atkinson(x, 0.5)),
    "hoover": ("x", m.hoover),
    "hoover reference": ("reference", lambda x: m.hoover([1, 2, 3], x)),
    "locational_gini": ("x", lambda x: m.locational_gini(x, [1, 2, 3])),
    "locational_gini reference": ("reference", lambda x: m.locational_gini([1, 2, 3], x)),
    "location_quotient": ("x", lambda x: m.location_quotient(x, [1, 2, 3])),
    "location_quotient reference": ("reference", lambda x: m.location_quotient([1, 2, 3], x)),
    "krugman": ("x", lambda x: m.krugman_specialisation(x, [1, 2, 3])),
    "krugman reference": ("reference", lambda x: m.krugman_specialisation([1, 2, 3], x)),
    "ellison_glaeser size": ("plant_size", lambda x: m.ellison_glaeser(x, [0, 1, 1], [1, 2])),
    "ellison_glaeser total": (
        "region_total",
        lambda x: m.ellison_glaeser([1, 2, 3], [0, 1, 1], x),
    ),
    "ellison_glaeser_counts": ("x", lambda x: m.ellison_glaeser_counts(x, [1, 2, 3])),
    "ellison_glaeser_counts reference": (
        "reference",
        lambda x: m.ellison_glaeser_counts([1, 2, 3], x),
    ),
    "shift_share region": ("region_t0", lambda x: m.shift_share(x, [1] * 3, [1] * 3, [1] * 3)),
    "shift_share nation": ("nation_t0", lambda x: m.shift_share([1] * 3, [1] * 3, x, [1] * 3)),
    "multinomial_exact_test": (
        "observed",
        lambda x: m.multinomial_exact_test(x, [0.25, 0.25, 0.5]),
    ),
    "multinomial_exact_test prob": ("prob", lambda x: m.multinomial_exact_test([1, 2, 3], x)),
    "null_band": ("prob", lambda x: m.null_band(m.gini, 4, x, draws=3)),
    "dirichlet_strength": ("x", lambda x: m.dirichlet_strength(x, [0.25, 0.25, 0.5])),
    "dirichlet_strength prob": ("prob", lambda x: m.dirichlet_strength([1, 2, 3], x)),
    "smoothed": ("x", lambda x: m.smoothed_location_quotient(x, [1, 2, 3], 1)),
    "smoothed reference": ("reference", lambda x: m.smoothed_location_quotient([1, 2, 3], x, 1)),
    "mean_centre weights": ("weights", lambda x: m.mean_centre([[0, 0], [1, 1], [2, 0]], x)),
    "standard_distance": ("weights", lambda x: m.standard_distance([[0, 0], [1, 1], [2, 0]], x)),
    "ellipse": ("weights", lambda x: m.deviational_ellipse([[0, 0], [1, 1], [2, 0]], x)),
}

WRONG = {
    "negative": ([1, 2, -1], r"\[2\] is -1: it must not be negative"),
    "NaN": ([1, NAN, 2], r"\[1\] is nan: a finite number is needed"),
    "infinite": ([INF, 1, 2], r"\[0\] is inf: a finite number is needed"),
    "None": ([1, 2, None], r"\[2\] is (nan|None)"),
    "pandas.NA": (pd.Series([1, None, 3], dtype="Int64"), r"\[1\] is (nan|<NA>)"),
    "masked": (np.ma.masked_equal([1, 2, 3], 2), r"\[1\] is nan"),
    "text": (["1", "2", "3"], r"\[0\] is '1', not a number"),
    "total of zero": ([0, 0, 0], " has a total of zero"),
    "empty": ([], " is empty"),
    "two-dimensional": ([[1, 2, 3]], r" must be one-dimensional, it has the shape \(1, 3\)"),
    "a number": (5, r" must be one-dimensional"),
    "dates": (np.array(["2014", "2018"], dtype="datetime64[ns]"), " holds dates, not numbers"),
    "ragged": ([[1, 2], [3]], " has rows of different lengths"),
    "overflow": ([1e308, 1e308, 1e308], " has a total too large"),
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("function", AMOUNTS)
def test_amounts(function: str, wrong: str) -> None:
    name, call = AMOUNTS[function]
    values, message = WRONG[wrong]
    with pytest.raises(ValueError, match=f"^{name}{message}"):
        call(values)


#: Arguments that go with another of three values; plants and regions may differ in number.
PAIRED = [f for f in AMOUNTS if " " in f and f not in ("null_band", "ellison_glaeser total")]


@pytest.mark.parametrize("function", PAIRED)
def test_lengths_that_differ(function: str) -> None:
    _, call = AMOUNTS[function]
    values = [0.5, 0.5] if "prob" in function else [1, 2]
    with pytest.raises(ValueError, match=r"differ in length: \d and \d"):
        call(values)


GRID = [[1, 1], [2, 0]]
PAIR = [0.5, 0.5]
LINE = [[1], [0, 2], [1]]

CASES: dict[str, tuple[Callable[[], Any], str]] = {
    "n largest of none": (lambda: m.concentration_ratio([1, 2], 0), "n is 0: it must not be below"),
    "n half": (lambda: m.concentration_ratio([1, 2], 1.5), "n is 1.5: a whole number is needed"),
    "n several": (lambda: m.concentration_ratio([1, 2], [1, 2]), "n must be a single number"),
    "HHI of one area": (lambda: m.herfindahl_hirschman([3], True), "x has one area only"),
    "Gini of one area": (lambda: m.gini([3], normalised=True), "x has one area only"),
    "Gini with a weighted total of zero": (
        lambda: m.gini([0, 5], weights=[1, 0]),
        "weighted total is zero",
    ),
    "base": (lambda: m.shannon_entropy([1, 2], base=1), "base is 1: it must be above 1"),
    "Theil L of zeros": (lambda: m.theil_l([1, 0]), "x[1] is 0: Theil's L is infinite"),
    "groups of another length": (
        lambda: m.theil_decomposition([1, 2, 3], ["a", "b"]),
        "x and groups differ in length: 3 and 2",
    ),
    "group missing": (lambda: m.theil_decomposition([1, 2], ["a", None]), "groups[1] is missing"),
    "group NaN": (lambda: m.theil_decomposition([1, 2], [NAN, 1]), "groups[0] is missing"),
    "group NA": (lambda: m.theil_decomposition([1, 2], [1, pd.NA]), "groups[1] is missing"),
    "groups as text": (lambda: m.theil_decomposition([1, 2], "ab"), "groups is the text 'ab'"),
    "Atkinson of zeros": (lambda: m.atkinson([1, 0, 2], 0.5), "x[1] is 0: the index of Atkinson"),
    "Atkinson of zeros at 1": (lambda: m.atkinson([0, 2], 1), "x[0] is 0: the index of Atkinson"),
    "epsilon negative": (lambda: m.atkinson([1, 2], -1), "epsilon is -1"),
    "epsilon missing": (lambda: m.atkinson([1, 2], NAN), "epsilon is nan"),
    "form": (lambda: m.locational_gini([1, 2], [1, 2], "area"), "form is 'area': it must be one"),
    "quotient Gini without benchmark": (
        lambda: m.locational_gini([1, 2], [1, 0], "lq"),
        "reference[1] is 0",
    ),
    "quotient without benchmark": (
        lambda: m.location_quotient([1, 2], [0, 1]),
        "reference[0] is 0",
    ),
    "quotient of nothing without benchmark": (
        lambda: m.location_quotient([0, 2], [0, 1]),
        "reference[0] is 0",
    ),
    "table one-dimensional": (lambda: m.location_quotient_matrix([1, 2]), "m must be two-dimens"),
    "table negative": (lambda: m.location_quotient_matrix([[1, 2], [-3, 1]]), "m[1, 0] is -3"),
    "table with a NaN": (lambda: m.hachman([[1, NAN], [3, 1]]), "m[0, 1] is nan"),
    "table with an empty row": (lambda: m.hachman([[1, 2], [0, 0]]), "total of zero in row 1"),
    "table with an empty column": (
        lambda: m.location_quotient_matrix([[0, 2], [0, 1]]),
        "total of zero in column 0",
    ),
    "table empty": (lambda: m.hachman(np.zeros((0, 3))), "m is empty"),
    "table of zeros": (lambda: m.hachman(np.zeros((2, 3))), "m has a total of zero"),
    "region unknown": (
        lambda: m.ellison_glaeser([1, 2], [0, 2], [1, 1]),
        "plant_region[1] is 2, not a region",
    ),
    "region below zero": (
        lambda: m.ellison_glaeser([1, 2], [0, -1], [1, 1]),
        "plant_region[1] is -1",
    ),
    "code unknown": (
        lambda: m.ellison_glaeser([1, 2], ["a", "c"], {"a": 1, "b": 1}),
        "plant_region[1] is 'c'",
    ),
    "code twice": (
        lambda: m.ellison_glaeser([1, 2], ["a", "a"], pd.Series([1, 2], index=["a", "a"])),
        "region_total has the label 'a' twice",
    ),
    "regions of another length": (
        lambda: m.ellison_glaeser([1, 2], [0], [1, 1]),
        "plant_size and plant_region differ in length: 2 and 1",
    ),
    "one plant": (lambda: m.ellison_glaeser([3, 0], [0, 1], [1, 1]), "plant_size has one plant"),
    "one region": (lambda: m.ellison_glaeser([3, 2], [0, 0], [1]), "region_total is zero but for"),
    "gamma of one area": (lambda: m.ellison_glaeser_counts([5], [1]), "reference is zero but for"),
    "gamma of one item": (lambda: m.ellison_glaeser_counts([1, 0], [1, 1]), "x has a total of 1"),
    "industry without a start": (
        lambda: m.shift_share([1, 2], [1, 2], [0, 5], [1, 5]),
        "nation_t0[0] is 0",
    ),
    "shift-share lengths": (
        lambda: m.shift_share([1, 2], [1, 2], [3, 5], [1]),
        "region_t0 and nation_t1 differ in length: 2 and 1",
    ),
    "shift-share end": (
        lambda: m.shift_share([1, 2], [1, -2], [3, 5], [3, 5]),
        "region_t1[1] is -2",
    ),
    "tail with negative hits": (lambda: m.binomial_upper_tail(-1, 5, 0.5), "k is -1"),
    "tail with half a hit": (lambda: m.binomial_upper_tail(1.5, 5, 0.5), "k is 1.5"),
    "tail with negative draws": (lambda: m.binomial_upper_tail(0, -5, 0.5), "n is -5"),
    "tail with p above 1": (lambda: m.binomial_upper_tail(1, 5, 1.2), "p is 1.2"),
    "tail with p missing": (lambda: m.binomial_upper_tail(1, 5, NAN), "p is nan"),
    "multinomial with half a count": (
        lambda: m.multinomial_exact_test([1.5, 2], PAIR),
        "observed[0] is 1.5: a whole number",
    ),
    "probabilities that sum to less": (
        lambda: m.multinomial_exact_test([1, 2], [0.5, 0.4]),
        "prob sums to 0.9, not to 1",
    ),
    "ordering": (lambda: m.multinomial_exact_test([1, 2], PAIR, "g"), "ordering is 'g'"),
    "lottery probabilities": (lambda: m.null_band(m.gini, 4, [0.5, 0.6]), "prob sums to 1.1"),
    "lottery of nothing": (lambda: m.null_band(m.gini, 0, PAIR), "n is 0"),
    "lottery without draws": (lambda: m.null_band(m.gini, 4, PAIR, draws=0), "draws is 0"),
    "lottery seed": (lambda: m.null_band(m.gini, 4, PAIR, seed=-1), "seed is -1"),
    "lottery level": (lambda: m.null_band(m.gini, 4, PAIR, level=95), "level is 95"),
    "more exceedances than draws": (lambda: m.permutation_p(10, 9), "exceedances is 10, more than"),
    "no permutations": (lambda: m.permutation_p(0, 0), "permutations is 0"),
    "hits negative": (lambda: m.wilson(-1, 5), "x is -1"),
    "more hits than draws": (lambda: m.clopper_pearson(6, 5), "x is 6: more than n"),
    "more hits than draws somewhere": (lambda: m.clopper_pearson([1, 6], 5), "x[1] is 6"),
    "no draws": (lambda: m.wilson(0, 0), "n is 0: it must not be below 1"),
    "half a hit": (lambda: m.clopper_pearson(2.5, 5), "x is 2.5: a whole number"),
    "hit missing": (lambda: m.wilson([1, NAN], 5), "x[1] is nan"),
    "level of 1": (lambda: m.wilson(1, 5, 1), "level is 1: it must lie between"),
    "level of 0": (lambda: m.poisson_exact(1, 0), "level is 0: it must lie between"),
    "level in percent": (lambda: m.clopper_pearson(1, 5, 95), "level is 95"),
    "shapes that do not fit": (
        lambda: m.wilson([1, 2, 3], [5, 5]),
        "do not fit together: x (3,), n (2,)",
    ),
    "count negative": (lambda: m.poisson_exact(-3), "x is -3"),
    "benchmark share of zero": (
        lambda: m.location_quotient_interval(1, 5, 0),
        "reference_share is 0",
    ),
    "benchmark share above 1": (
        lambda: m.location_quotient_interval(1, 5, [0.5, 5]),
        "reference_share[1] is 5",
    ),
    "benchmark shares that do not fit": (
        lambda: m.location_quotient_interval([1, 2, 3], 5, [0.5, 0.5]),
        "together: x (3,), n (3,), reference_share (2,)",
    ),
    "strength without probabilities": (
        lambda: m.dirichlet_strength([1, 2], [1, 2]),
        "prob sums to 3",
    ),
    "smoothing below zero": (
        lambda: m.smoothed_location_quotient([1, 2], [1, 2], -1),
        "strength is -1",
    ),
    "smoothing unknown": (
        lambda: m.smoothed_location_quotient([1, 2], [1, 2], NAN),
        "strength is nan",
    ),
    "smoothing without benchmark": (
        lambda: m.smoothed_location_quotient([1, 2], [1, 0], 1),
        "reference[1] is 0",
    ),
    "rule": (lambda: m.fractional_counts([["a"]], "half"), "rule is 'half'"),
    "no clusters": (lambda: m.fractional_counts([]), "memberships is empty"),
    "cluster nowhere": (lambda: m.fractional_counts([["a"], []]), "memberships[1] is empty"),
    "cluster twice in a place": (
        lambda: m.fractional_counts([["a", "b", "a"]]),
        "memberships[0] names a place twice",
    ),
    "cluster in a missing place": (
        lambda: m.fractional_counts([["a"], ["b", None]]),
        "memberships[1][1] is missing",
    ),
    "cluster as text": (lambda: m.fractional_counts(["420100"]), "memberships[0] is the text"),
    "points in a row": (lambda: m.mean_centre([1, 2]), "points must have a row of x and y"),
    "points in space": (lambda: m.mean_centre([[1, 2, 3]]), "points must have a row of x and y"),
    "no points": (lambda: m.standard_distance(np.zeros((0, 2))), "points is empty"),
    "point missing": (lambda: m.standard_distance([[0, 1], [NAN, 1]]), "points[1, 0] is nan"),
    "two points": (lambda: m.deviational_ellipse([[0, 1], [2, 1]]), "points has 2 with a weight"),
    "two points with a weight": (
        lambda: m.deviational_ellipse([[0, 1], [2, 1], [3, 3]], [1, 1, 0]),
        "points has 2 with a weight",
    ),
    "figure missing": (lambda: m.moran([1, NAN, 3], LINE), "y[1] is nan"),
    "figure constant": (lambda: m.moran([2, 2, 2], LINE), "y is the same everywhere"),
    "figure of one area": (lambda: m.moran([2], [[]]), "neighbours is empty for every area"),
    "neighbours of another length": (
        lambda: m.moran([1, 2], LINE),
        "y and neighbours differ in length: 2 and 3",
    ),
    "neighbour unknown": (
        lambda: m.moran([1, 2, 3], [[1], [0, 3], [1]]),
        "neighbours[1] names 3, there are 3 areas",
    ),
    "neighbour below zero": (lambda: m.moran([1, 2, 3], [[1], [0], [-1]]), "neighbours[2] is -1"),
    "own neighbour": (
        lambda: m.moran([1, 2, 3], [[1], [1], [1]]),
        "neighbours[1] names the area itself",
    ),
    "neighbour twice": (
        lambda: m.moran([1, 2, 3], [[1], [0, 2, 0], [1]]),
        "neighbours[1] names 0 twice",
    ),
    "all islands": (lambda: m.moran([1, 2], [[], []]), "neighbours is empty for every area"),
    "no arrangements": (lambda: m.moran([1, 2, 3], LINE, permutations=0), "permutations is 0"),
    "presence of two": (lambda: m.proximity([[1, 2], [0, 1]]), "presence[0, 1] is 2"),
    "presence one-dimensional": (lambda: m.proximity([1, 0]), "presence must be two-dimensional"),
    "presence missing": (lambda: m.proximity([[1, NAN]]), "presence[0, 1] is nan"),
    "presence empty": (lambda: m.proximity(np.zeros((2, 0))), "presence is empty"),
    "industry nowhere": (lambda: m.proximity([[1, 0], [1, 0]]), "industry of column 1"),
    "proximity of another size": (
        lambda: m.relatedness_density([[1, 0]], np.eye(3)),
        "proximity must be 2 by 2",
    ),
    "proximity negative": (
        lambda: m.relatedness_density([[1, 0]], [[0, -1], [1, 0]]),
        "proximity[0, 1] is -1",
    ),
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("case", CASES)
def test_refused(case: str) -> None:
    call, message = CASES[case]
    with pytest.raises(ValueError, match=re.escape(message)):
        call()
