"""Moran's I and its permutation test."""

from __future__ import annotations

import csv
from fractions import Fraction
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from esda.moran import Moran as Oracle
from libpysal.examples import get_path
from libpysal.io import open as open_example
from libpysal.weights import W

from geo.measures import moran

PATH = [[1], [0, 2], [1, 3], [2, 4], [3, 5], [4]]
RING = [[(i - 1) % 17, (i + 1) % 17] for i in range(17)]


def neighbours_of(weights: W) -> list[list[int]]:
    place = {area: number for number, area in enumerate(weights.id_order)}
    return [[place[other] for other in weights.neighbors[area]] for area in weights.id_order]


def exact_p(y: list[int], neighbours: list[list[int]]) -> float:
    """Share of all arrangements at least as alike, in fractions: ties are ties."""

    def likeness(values: tuple[int, ...]) -> Fraction:
        mean = Fraction(sum(values), len(values))
        z = [value - mean for value in values]
        return sum(
            (z[i] * sum(z[j] for j in js) / len(js) for i, js in enumerate(neighbours)),
            Fraction(0),
        )

    reached = likeness(tuple(y))
    alike = [likeness(arrangement) >= reached for arrangement in permutations(y)]
    return sum(alike) / len(alike)


# Published figures


def test_homicides_around_st_louis() -> None:
    """Documentation of esda (and GeoDa): HR8893, I = 0.244, expectation -0.013."""
    with Path(get_path("stl_hom.csv")).open(newline="") as file:
        rates = [float(row["HR8893"]) for row in csv.DictReader(file)]
    found = moran(rates, neighbours_of(open_example(get_path("stl.gal")).read()))
    assert pytest.approx(0.244, abs=5e-4) == found.I
    assert found.expected == pytest.approx(-0.012987012987012988)
    assert found.p < 0.005


def test_infant_deaths_in_north_carolina() -> None:
    """OpenGeoDa's figure in the documentation of esda: SIDR74, I = 0.248."""
    rates = open_example(get_path("sids2.dbf")).by_col("SIDR74")
    weights = open_example(get_path("sids2.gal")).read()
    assert pytest.approx(0.248, abs=5e-4) == moran(rates, neighbours_of(weights), permutations=99).I


# Another implementation


@pytest.mark.parametrize("standardise", [True, False])
def test_statistic_and_p_of_esda(standardise: bool) -> None:
    """esda takes the smaller tail, which is ours where neighbours are alike."""
    random = np.random.default_rng(9)
    y = np.sin(np.arange(17) / 17 * 2 * np.pi) + random.normal(size=17)
    weights = W(dict(enumerate(RING)))
    np.random.seed(1)
    oracle = Oracle(y, weights, transformation="R" if standardise else "B", permutations=9999)
    found = moran(y, RING, standardise=standardise)
    assert pytest.approx(oracle.I) == found.I
    assert found.expected == pytest.approx(oracle.EI)
    assert 0.0005 < found.p < 0.5
    assert found.p == pytest.approx(oracle.p_sim, abs=0.02)


# By hand and in exact fractions


def test_by_hand() -> None:
    """y = 1 2 3 4 on a path: z = -1.5 -0.5 0.5 1.5, binary 2(0.75 - 0.25 + 0.75) / 5 * 4/6."""
    found = moran([1, 2, 3, 4], [[1], [0, 2], [1, 3], [2]], standardise=False)
    assert pytest.approx(4 / 6 * 2 * 1.25 / 5) == found.I
    assert found.expected == pytest.approx(-1 / 3)


@pytest.mark.parametrize(
    "y",
    [
        [1, 1, 1, 0, 0, 0],
        [1, 0, 0, 0, 0, 0],
        [0, 0, 1, 1, 0, 0],
        [1, 0, 1, 0, 1, 0],
        [1, 2, 3, 4, 5, 6],
        [3, 1, 2, 2, 1, 3],
    ],
    ids=str,
)
def test_p_counts_ties_as_all_arrangements_do(y: list[int]) -> None:
    expected = exact_p(y, PATH)
    found = moran(y, PATH, permutations=20000)
    assert found.p == pytest.approx(expected, abs=0.015)


@pytest.mark.parametrize("scale", [0.1, 1 / 3, 1e-9, 1e9])
def test_ties_survive_rounding_at_any_scale(scale: float) -> None:
    """Counts recounted in whole numbers; a comparison without tolerance loses ties."""
    y = np.array([6, 0, 2, 1, 0, 0, 1, 2, 1, 0, 1, 1, 0, 0, 1, 0, 0])
    shuffled = np.random.default_rng(0).permuted(np.tile(y, (9999, 1)), axis=1)
    likeness = (shuffled * np.roll(shuffled, 1, axis=1)).sum(axis=1)
    alike = int((likeness >= (y * np.roll(y, 1)).sum()).sum())
    assert moran(scale * y + 0.7 * scale, RING).p == pytest.approx((alike + 1) / 10_000, abs=1e-12)


# Properties


def test_neither_scale_nor_origin_of_the_figure_matters() -> None:
    y = np.random.default_rng(10).normal(size=17)
    found, other = moran(y, RING), moran(1000 - 3 * y, RING)
    assert pytest.approx(found.I) == other.I
    assert other.p == found.p


def test_mean_over_arrangements_is_the_expectation() -> None:
    y = np.random.default_rng(11).normal(size=6)
    values = [moran(y[list(order)], PATH, permutations=1).I for order in permutations(range(6))]
    assert np.mean(values) == pytest.approx(-1 / 5)


def test_alike_and_unlike_neighbours() -> None:
    ring = [[(i - 1) % 16, (i + 1) % 16] for i in range(16)]
    halves, alternating = [1] * 8 + [0] * 8, [1, 0] * 8
    assert pytest.approx(0.75) == moran(halves, ring).I
    assert moran(halves, ring).p < 0.01
    assert pytest.approx(-1) == moran(alternating, ring).I
    assert moran(alternating, ring).p == 1


def test_level_is_kept_under_the_null() -> None:
    """Random counts with many ties: at 10 % about 10 % or fewer are called alike."""
    random = np.random.default_rng(12)
    p = [moran(random.multinomial(16, [1 / 17] * 17), RING, permutations=199).p for _ in range(300)]
    assert np.mean(np.array(p) <= 0.1) == pytest.approx(0.085, abs=0.05)


def test_the_seed_decides() -> None:
    y = np.random.default_rng(13).normal(size=17)
    found = [moran(y, RING, permutations=199, seed=seed).p for seed in (0, 0, 1, 2, 3)]
    assert found[0] == found[1]
    assert len(set(found)) > 1


def test_an_island_adds_its_variance_alone() -> None:
    """z of the island enters the sum of squares, its row of weights is empty."""
    y = [1, 2, 3, 4, 10]
    z = np.array(y) - 4
    found = moran(y, [[1], [0, 2], [1, 3], [2], []], standardise=False, permutations=9)
    pairs = 2 * (z[0] * z[1] + z[1] * z[2] + z[2] * z[3])
    assert pytest.approx(5 / 6 * pairs / (z**2).sum()) == found.I


def test_one_sided_neighbours_are_taken_as_given() -> None:
    """Such as the nearest neighbour of each."""
    z = np.array([1, 2, 6]) - 3
    found = moran([1, 2, 6], [[1], [0], [1]], permutations=9)
    assert pytest.approx((z[0] * z[1] * 2 + z[2] * z[1]) / (z**2).sum()) == found.I
