"""Natural breaks against an independent library and against every way of cutting."""

from __future__ import annotations

import warnings
from itertools import combinations

import numpy as np
import pytest

from geo.breaks import natural_breaks


def spread(values: list[float], limits: tuple[float, ...]) -> float:
    """Squared distances from the means of the classes."""
    found, low = 0.0, -np.inf
    for high in limits:
        inside = [value for value in values if low < value <= high]
        found += sum((value - np.mean(inside)) ** 2 for value in inside)
        low = high
    return float(found)


@pytest.mark.parametrize("seed", range(12))
def test_breaks_are_those_of_mapclassify(seed: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import mapclassify
    rng = np.random.default_rng(seed)
    values = rng.lognormal(sigma=1.2, size=int(rng.integers(17, 104))).round(2)
    classes = int(rng.integers(2, 6))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it misses numba, which only makes it faster
        theirs = mapclassify.FisherJenks(values, k=classes).bins
    assert natural_breaks(list(values), classes) == pytest.approx(theirs)


@pytest.mark.parametrize("classes", [2, 3, 4])
def test_no_other_cut_is_better(classes: int) -> None:
    values = [0.2, 0.4, 0.4, 1.1, 1.3, 2.9, 3.0, 8.5, 9.5]
    different = sorted(set(values))
    others = [
        spread(values, (*(different[i] for i in cut), different[-1]))
        for cut in combinations(range(len(different) - 1), classes - 1)
    ]
    assert spread(values, natural_breaks(values, classes)) == pytest.approx(min(others))


def test_as_many_classes_as_numbers_and_no_more() -> None:
    assert natural_breaks([3, 1, 2, 2], 3) == (1.0, 2.0, 3.0)
    assert natural_breaks([5, 7], 1) == (7.0,)
    with pytest.raises(ValueError, match="2 different numbers"):
        natural_breaks([1, 1, 4], 3)


def test_large_numbers_lose_nothing() -> None:
    values = [1e12 + step for step in (0, 1, 2, 50, 51, 52)]
    assert natural_breaks(values, 2) == (1e12 + 2, 1e12 + 52)
