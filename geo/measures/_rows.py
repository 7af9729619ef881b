"""Measures of one row of counts, computed for many rows at once.

A lottery repeats a measure thousands of times. A measure that knows how to work along the last
axis registers that form here, and the lottery then calls it once instead of once a draw.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.measures._checks import Floats
from geo.measures._labels import Labels, labelled, ordered

Measure = TypeVar("Measure", bound=Callable[..., float])

_ROW_FORMS: dict[Any, Callable[..., Floats]] = {}


def along_rows(form: Callable[..., Floats]) -> Callable[[Measure], Measure]:
    """Register `form`, the same measure along the last axis, for the decorated function."""

    def register(measure: Measure) -> Measure:
        _ROW_FORMS[measure] = form
        return measure

    return register


def of_each_row(
    measure: Callable[[Any], Any], rows: NDArray[np.int64], labels: Labels = None
) -> Floats:
    """`measure` of every row, in one call where its form along rows is known.

    The rows have the labels, so that what the measure compares them with is paired by label.
    """
    known, keywords = measure, {}
    if isinstance(measure, partial) and not measure.args:
        known, keywords = measure.func, measure.keywords
    try:
        form = _ROW_FORMS.get(known)
    except TypeError:  # a callable object without a hash
        form = None
    if form is None:
        return _numbers([_called(measure, labelled(row, [labels])) for row in rows])
    _called(measure, labelled(rows[0], [labels]))  # lets the measure refuse what makes no sense
    in_order = {name: ordered(name, value, 0, "prob", labels) for name, value in keywords.items()}
    return form(rows.astype(float), **in_order)


def _called(measure: Callable[[Any], Any], row: Any) -> Any:
    try:
        return measure(row)
    except TypeError as error:
        raise ValueError(
            f"measure cannot be computed from a row of counts alone ({error}): fix its other "
            "arguments, as in functools.partial(hoover, reference=population)"
        ) from error


def _numbers(values: list[Any]) -> Floats:
    try:
        return np.array(values, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(
            f"measure must give a number, or numbers of fixed length: it gave {values[0]!r}"
        ) from None


def shares(values: ArrayLike) -> Floats:
    """Values over their total along the last axis; totals are known to be above zero."""
    given = np.asarray(values, dtype=float)
    result: Floats = given / given.sum(axis=-1, keepdims=True)
    return result


def shares_or_equal(reference: ArrayLike | None, k: int) -> Floats:
    """Shares of the benchmark, equal ones where there is none."""
    return np.full(k, 1 / k) if reference is None else shares(reference)


def scaled(values: ArrayLike) -> Floats:
    """Each row times a power of two, so that its largest is about 1 and no digit changes."""
    given = np.asarray(values, dtype=float)
    result: Floats = np.ldexp(given, -exponent(given))
    return result


def exponent(values: Floats) -> NDArray[np.intc]:
    """Power of two just above the largest value of each row, signs aside."""
    power: NDArray[np.intc] = np.frexp(np.abs(values).max(axis=-1, keepdims=True))[1]
    return power
