"""Classes of area maps."""

from __future__ import annotations

import math

import pytest

from geo.maps.classes import Classes, classify
from geo.record.areas import AreaFigure
from tests.unit.figures import figure


def limits(found: Classes) -> list[tuple[float, float]]:
    return [(c.low, c.high) for c in found.classes if c.style != "none"]


def agrees(found: Classes, given: AreaFigure) -> None:
    """Every area is in the class whose limits hold its value; no area is counted twice."""
    assert sum(c.areas for c in found.classes) == len(given.values)
    by_style = {c.style: c for c in found.classes}
    assert len(by_style) == len(found.classes)
    for adcode, value in given.values.items():
        its = by_style[found.of[adcode]]
        if value is None:
            assert its.style == "none"
        else:
            assert its.low <= value <= its.high
    for style, its in by_style.items():
        assert its.areas == sum(other == style for other in found.of.values())


def test_small_counts_have_fixed_classes() -> None:
    given = figure([0, 0, 1, 2, 3, 4, 6])
    found = classify(given)
    assert limits(found) == [(0, 0), (1, 1), (2, 3), (4, math.inf)]
    assert [c.areas for c in found.classes] == [2, 1, 2, 2]
    assert not found.natural
    agrees(found, given)


def test_counts_up_to_a_dozen_have_steps_of_three() -> None:
    given = figure([0, 1, 3, 4, 7, 9, 12])
    found = classify(given)
    assert limits(found) == [(0, 0), (1, 3), (4, 6), (7, 9), (10, 12)]
    agrees(found, given)


@pytest.mark.parametrize("largest", [13, 47, 100, 1234])
def test_larger_counts_have_round_steps_that_hold_the_largest(largest: int) -> None:
    given = figure([0, 1, largest // 2, largest, None])
    found = classify(given)
    agrees(found, given)
    width = found.classes[1].high
    assert str(int(width))[0] in "125"


def test_unknown_is_neither_zero_nor_left_out() -> None:
    given = figure([0, None, None, 2])
    found = classify(given)
    assert found.of == {1: "zero", 2: "none", 3: "none", 4: "count-2"}
    assert found.classes[-1].style == "none"
    assert found.classes[-1].areas == 2
    assert math.isnan(found.classes[-1].low)


def test_a_class_without_areas_stays_in_the_legend() -> None:
    """Fixed classes are the same from figure to figure, so that maps can be compared."""
    assert [c.areas for c in classify(figure([1, 1, 5])).classes] == [2, 0, 1]


def test_no_zero_no_class_for_it() -> None:
    assert classify(figure([1, 2])).classes[0].style == "count-1"


@pytest.mark.parametrize(
    "values",
    [
        [49, 785, 952, 1125, 1341, 1442, 1661, 2306, 2566, 3217, 6102, 6191, 21106],
        [5.0, 5.0, 5.0, 9.5],
        [7.0],
        [3.0, 3.0],
        [1.5, None, 2.5, None],
        [0.0, 0.1, 0.2, 0.30000001, 0.4, 0.5],
    ],
)
def test_measured_quantities_have_natural_breaks(values: list[float | None]) -> None:
    given = figure(values, kind="continuous")
    found = classify(given)
    assert found.natural
    agrees(found, given)
    assert len(limits(found)) <= 5 + (0.0 in values)
    highs = [high for _, high in limits(found)]
    assert highs == sorted(set(highs))


def test_none_of_a_measured_quantity_is_a_class_of_its_own() -> None:
    found = classify(figure([0, 0, 1, 1, 2, 5, 30], kind="continuous"))
    assert [c.areas for c in found.classes if c.style == "zero"] == [2]
    assert found.of[1] == found.of[2] == "zero"
    assert all(c.low > 0 for c in found.classes[1:])
    assert classify(figure([0, 0], kind="continuous")).of == {1: "zero", 2: "zero"}


def test_ties_are_never_split() -> None:
    found = classify(figure([1.0, 1.0, 1.0, 2.0, 2.0, 9.0], kind="continuous"))
    assert found.of[1] == found.of[2] == found.of[3]
    assert found.of[4] == found.of[5]


def test_few_classes_use_the_whole_ramp() -> None:
    found = classify(figure([1.0, 9.0], kind="continuous"))
    assert [c.style for c in found.classes] == ["count-0", "count-4"]


@pytest.mark.parametrize("kind", ["count", "continuous"])
def test_nothing_known_is_one_class(kind: str) -> None:
    found = classify(figure([None, None], kind=kind))
    assert found.of == {1: "none", 2: "none"}
    assert found.classes[-1].areas == 2
