"""Ellison-Glaeser index of plants and of counts."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from geo.measures import ellison_glaeser, ellison_glaeser_counts

#: Farhauer and Kröll (2014), Standorttheorien: ten firms in Vienna, Linz and Graz.
SIZES = [200, 650, 12000, 100, 50, 16000, 13000, 1500, 1500, 25000]
CITIES = ["Wien"] * 5 + ["Linz"] * 4 + ["Graz"]
EMPLOYED = {"Wien": 500000, "Linz": 400000, "Graz": 100000}


def test_figure_of_farhauer_and_kroell() -> None:
    """0.05990628 in the manual of the R package REAT, function ellison.a."""
    assert ellison_glaeser(SIZES, CITIES, EMPLOYED).gamma == pytest.approx(0.05990628, abs=5e-9)


def test_places_in_a_row_are_the_same_as_codes() -> None:
    by_code = ellison_glaeser(SIZES, CITIES, EMPLOYED)
    by_place = ellison_glaeser(SIZES, [0] * 5 + [1] * 4 + [2], list(EMPLOYED.values()))
    assert by_place == by_code
    assert ellison_glaeser(SIZES, np.repeat([0, 1, 2], [5, 4, 1]), [5, 4, 1]) == by_code
    assert ellison_glaeser(SIZES, CITIES, pd.Series(EMPLOYED)) == by_code


def test_parts_in_exact_fractions() -> None:
    total = sum(SIZES)
    shares = [Fraction(sum(SIZES[:5]), total), Fraction(32000, total), Fraction(25000, total)]
    p = [Fraction(5, 10), Fraction(4, 10), Fraction(1, 10)]
    g = sum((s - q) ** 2 for s, q in zip(shares, p, strict=True))
    h = sum(Fraction(size, total) ** 2 for size in SIZES)
    gamma = (g / (1 - sum(q**2 for q in p)) - h) / (1 - h)
    found = ellison_glaeser(SIZES, CITIES, EMPLOYED)
    assert pytest.approx(float(g), rel=1e-13) == found.G
    assert pytest.approx(float(h), rel=1e-13) == found.H
    assert found.gamma == pytest.approx(float(gamma), rel=1e-12)


def test_counts_are_plants_of_one_size() -> None:
    counts, reference = [6, 3, 1, 0, 2], [5, 4, 3, 2, 1]
    plants = np.repeat(np.arange(5), counts)
    found = ellison_glaeser(np.full(12, 7), plants, reference)
    assert pytest.approx(1 / 12) == found.H
    assert ellison_glaeser_counts(counts, reference) == pytest.approx(found.gamma)


def test_neither_order_nor_the_scale_of_the_benchmark_matters() -> None:
    found = ellison_glaeser_counts([6, 3, 1, 0], [40, 30, 20, 10])
    assert ellison_glaeser_counts([0, 1, 3, 6], [1, 2, 3, 4]) == pytest.approx(found)


def test_proportional_counts_are_below_zero_and_all_in_one_is_high() -> None:
    """Proportional: G = 0, so gamma = -H / (1 - H) = -1 / (N - 1)."""
    assert ellison_glaeser_counts([8, 4, 4], [2, 1, 1]) == pytest.approx(-1 / 15)
    assert ellison_glaeser_counts([9, 0], [1, 1]) == pytest.approx(1)
    assert ellison_glaeser_counts([0, 9], [9, 1]) > 1


@pytest.mark.parametrize("n", [2, 16])
def test_expected_value_under_a_proportional_lottery_is_zero(n: int) -> None:
    """Sum over all outcomes for two areas: exact, whatever the benchmark."""
    p = Fraction(3, 10)
    mean = 0.0
    for k in range(n + 1):
        ways = np.prod([Fraction(n - i, i + 1) for i in range(k)], initial=Fraction(1))
        chance = ways * p**k * (1 - p) ** (n - k)
        mean += float(chance) * ellison_glaeser_counts([k, n - k], [3, 7])
    assert mean == pytest.approx(0, abs=1e-12)


def test_fractional_counts_are_accepted() -> None:
    assert ellison_glaeser_counts([1.5, 0.5], [1, 1]) == pytest.approx(-0.5)


def test_a_plant_without_size_changes_nothing() -> None:
    assert ellison_glaeser([*SIZES, 0], [*CITIES, "Graz"], EMPLOYED) == ellison_glaeser(
        SIZES, CITIES, EMPLOYED
    )
