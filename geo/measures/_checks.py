"""Input checks: whatever makes no sense is refused with the argument's name and the place."""

from __future__ import annotations

from collections.abc import Mapping, Set, Sized
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.measures._labels import axes, once_each, shown

Floats = NDArray[np.float64]

#: How far probabilities may sum to something other than 1: decimals typed by hand, not errors.
_SUM_TOLERANCE = 1e-6

#: Least part of the largest amount: with less, shares and quotients leave the range of floats.
_LEAST_PART = 1e-300

#: Above this, floats skip whole numbers.
_MOST_COUNTED = 2**53

#: Most numbers drawn at once: 1.6 GB.
_MOST_DRAWN = 200_000_000


def numbers(values: ArrayLike, name: str) -> Floats:
    """Finite numbers of any shape; text, missing values, NaN and infinity are refused."""
    for labels in axes(values):
        once_each(name, labels)
    if isinstance(values, np.ma.MaskedArray):
        values = np.ma.filled(values.astype(float), np.nan)
    try:
        given = np.asarray(values)
    except ValueError:
        raise ValueError(f"{name} has rows of different lengths") from None
    if given.dtype.kind in "mM":
        raise ValueError(f"{name} holds dates, not numbers")
    if given.dtype.kind == "c":
        raise ValueError(f"{name} holds complex numbers")
    if given.dtype.kind not in "biuf":
        given = _converted(given, name, values)
    with np.errstate(over="ignore"):  # of longer floats, refused in the next line
        result = given.astype(np.float64)
    refuse(name, result, ~np.isfinite(result), "a finite number is needed", values)
    return result


def _converted(given: NDArray[Any], name: str, values: ArrayLike) -> Floats:
    """Numbers out of an array of Python objects (Fraction, Decimal, None, pandas.NA, …)."""
    result = np.empty(given.shape)
    for index, value in np.ndenumerate(given):
        try:
            if isinstance(value, str | bytes):
                raise TypeError
            result[index] = float(value)
        except (TypeError, ValueError):
            told = repr(str(value) if isinstance(value, str) else value)
            raise ValueError(f"{_place(name, index, values)} is {told}, not a number") from None
        except OverflowError:
            raise ValueError(f"{_place(name, index, values)} is too large a number") from None
    return result


def _place(name: str, index: tuple[int, ...], given: Any) -> str:
    """The argument and where in it: by its labels if it has some, else counted from 0."""
    labels = axes(given)
    if len(labels) == len(index):
        where = [shown(own[i]) for own, i in zip(labels, index, strict=True)]
    else:
        where = [str(int(i)) for i in index]
    return f"{name}[{', '.join(where)}]" if index else name


def refuse(
    name: str, values: Floats, wrong: NDArray[np.bool_], reason: str, given: Any = None
) -> None:
    """Raise for the first value that is wrong, naming its place in what was `given`."""
    if wrong.any():
        index = tuple(np.argwhere(wrong)[0])
        raise ValueError(f"{_place(name, index, given)} is {values[index]:g}: {reason}")


def vector(values: ArrayLike, name: str) -> Floats:
    """A row of finite numbers, not empty."""
    result = numbers(values, name)
    if result.ndim != 1:
        raise ValueError(f"{name} must be one-dimensional, it has the shape {result.shape}")
    if not result.size:
        raise ValueError(f"{name} is empty")
    return result


def non_negative(values: ArrayLike, name: str) -> Floats:
    """A row of numbers none of which is below zero."""
    result = vector(values, name)
    refuse(name, result, result < 0, "it must not be negative", values)
    return result


def amounts(values: ArrayLike, name: str) -> Floats:
    """Non-negative numbers with a total that shares can be taken of."""
    result = non_negative(values, name)
    _total(result, name)
    _refuse_spread(name, result, values)
    return result


def _refuse_spread(name: str, values: Floats, given: ArrayLike) -> None:
    small = (values > 0) & (values < values.max() * _LEAST_PART)
    reason = f"too little beside the largest, {values.max():g}, to be computed with"
    refuse(name, values, small, reason, given)


def _total(values: Floats, name: str) -> None:
    with np.errstate(over="ignore"):
        total = values.sum()
    if total == 0:
        raise ValueError(f"{name} has a total of zero: there is nothing to take shares of")
    if not np.isfinite(total):
        raise ValueError(f"{name} has a total too large to be computed with")


def reference_for(x: Floats, reference: ArrayLike, name: str = "reference") -> Floats:
    """A benchmark in the order of `x`."""
    result = amounts(reference, name)
    same_length("x", x, name, result)
    return result


def positive_reference_for(x: Floats, reference: ArrayLike) -> Floats:
    """A benchmark that can be divided by."""
    result = reference_for(x, reference)
    without = result == 0
    refuse("reference", result, without, "a quotient needs a benchmark above zero", reference)
    return result


def probabilities(values: ArrayLike, name: str) -> Floats:
    """Non-negative numbers that sum to 1; small errors of rounding are taken out."""
    result = amounts(values, name)
    if abs(result.sum() - 1) > _SUM_TOLERANCE:
        raise ValueError(f"{name} sums to {result.sum():.9g}, not to 1")
    result /= result.sum()
    return result


def matrix(values: ArrayLike, name: str) -> Floats:
    """A table of non-negative numbers, each row and column with something in it."""
    result = numbers(values, name)
    if result.ndim != 2:
        raise ValueError(f"{name} must be two-dimensional, it has the shape {result.shape}")
    if not result.size:
        raise ValueError(f"{name} is empty")
    refuse(name, result, result < 0, "it must not be negative", values)
    _total(result, name)
    _refuse_spread(name, result, values)
    names = axes(values) or tuple(map(range, result.shape))
    for number, what in enumerate(("row", "column")):
        totals = result.sum(axis=1 - number)
        if not totals.all():
            where = shown(names[number][totals.argmin()])
            raise ValueError(f"{name} has a total of zero in {what} {where}")
    return result


def same_length(name: str, values: Sized, other_name: str, other: Sized) -> None:
    """Raise where two rows that belong together differ in length."""
    if len(values) != len(other):
        raise ValueError(
            f"{name} and {other_name} differ in length: {len(values)} and {len(other)}"
        )


def whole_numbers(values: ArrayLike, name: str, least: int = 0) -> Floats:
    """Whole numbers of any shape, not below `least`, nor beyond what a float counts exactly."""
    result = numbers(values, name)
    refuse(name, result, result != np.floor(result), "a whole number is needed", values)
    refuse(name, result, result < least, f"it must not be below {least}", values)
    beyond = "too large to be told apart from the next whole number"
    refuse(name, result, result > _MOST_COUNTED, beyond, values)
    return result


def whole_number(value: ArrayLike, name: str, least: int = 0) -> int:
    """One whole number, not below `least`."""
    return int(_single(whole_numbers(value, name, least), name))


def times(value: ArrayLike, name: str, size: int) -> int:
    """How often to draw `size` numbers, as far as memory may allow it."""
    result = whole_number(value, name, least=1)
    if result * size > _MOST_DRAWN:
        raise ValueError(
            f"{name} is {result}: with {size} areas at most {_MOST_DRAWN // size} fit in memory"
        )
    return result


def counts(values: ArrayLike, name: str) -> Floats:
    """A row of whole numbers with a total above zero."""
    amounts(values, name)
    return whole_numbers(values, name)


def number(value: ArrayLike, name: str) -> float:
    """One finite number."""
    return float(_single(numbers(value, name), name))


def _single(values: Floats, name: str) -> Floats:
    if values.ndim:
        raise ValueError(f"{name} must be a single number, it has the shape {values.shape}")
    return values


def confidence(level: float) -> float:
    """A level of confidence, strictly between 0 and 1."""
    result = number(level, "level")
    if not 0 < result < 1:
        raise ValueError(f"level is {result:g}: it must lie between 0 and 1, like 0.95")
    return result


def one_of(value: str, name: str, choices: tuple[str, ...]) -> str:
    """One of several words."""
    if not isinstance(value, str) or value not in choices:
        raise ValueError(f"{name} is {value!r}: it must be one of {', '.join(choices)}")
    return value


def flag(value: bool, name: str) -> bool:
    """True or False, and nothing that merely counts as one of them."""
    if not isinstance(value, bool | np.bool_):
        raise ValueError(f"{name} is {value!r}: True or False is needed")
    return bool(value)


def together(**arguments: Floats) -> list[Floats]:
    """Arguments broadcast against each other."""
    try:
        return list(np.broadcast_arrays(*arguments.values()))
    except ValueError:
        shapes = ", ".join(f"{name} {values.shape}" for name, values in arguments.items())
        raise ValueError(f"shapes do not fit together: {shapes}") from None


def is_missing(label: object) -> bool:
    """Whether a label is None, NaN, pandas.NA or NaT."""
    return label is None or (not isinstance(label, str) and str(label) in {"nan", "<NA>", "NaT"})


def listed(values: Any, name: str, needed: str) -> list[Any]:
    """The elements of a sequence; what has no order, or is no sequence at all, is refused."""
    if isinstance(values, str | bytes):
        raise ValueError(f"{name} is the text {values!r}: {needed}")
    try:
        if isinstance(values, Mapping | Set):
            raise TypeError
        return list(values)
    except TypeError:
        raise ValueError(f"{name} is {values!r}: {needed}") from None


def key(label: Any, name: str) -> Any:
    """A label that can be looked up and is not missing."""
    if is_missing(label):
        raise ValueError(f"{name} is missing")
    try:
        hash(label)
    except TypeError:
        raise ValueError(f"{name} is {label!r}: a single code or name is needed") from None
    return label
