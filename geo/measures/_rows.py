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

Measure = TypeVar("Measure", bound=Callable[..., float])

_ROW_FORMS: dict[Any, Callable[..., Floats]] = {}


def along_rows(form: Callable[..., Floats]) -> Callable[[Measure], Measure]:
    """Register `form`, the same measure along the last axis, for the decorated function."""

    def register(measure: Measure) -> Measure:
        _ROW_FORMS[measure] = form
        return measure

    return register


def of_each_row(measure: Callable[[Any], Any], rows: NDArray[np.int64]) -> Floats:
    """`measure` of every row, in one call where its form along rows is known."""
    known, keywords = measure, {}
    if isinstance(measure, partial) and not measure.args:
        known, keywords = measure.func, measure.keywords
    try:
        form = _ROW_FORMS.get(known)
    except TypeError:  # a callable object without a hash
        form = None
    if form is None:
        return np.array([measure(row) for row in rows], dtype=float)
    measure(rows[0])  # lets the measure refuse what makes no sense
    return form(rows.astype(float), **keywords)


def shares(values: ArrayLike) -> Floats:
    """Values over their total along the last axis; totals are known to be above zero."""
    given = np.asarray(values, dtype=float)
    return given / given.sum(axis=-1, keepdims=True)


def shares_or_equal(reference: ArrayLike | None, k: int) -> Floats:
    """Shares of the benchmark, equal ones where there is none."""
    return np.full(k, 1 / k) if reference is None else shares(reference)
