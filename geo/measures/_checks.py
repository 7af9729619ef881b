"""Input checks: whatever makes no sense is refused with the argument's name and the place."""

from __future__ import annotations

from collections.abc import Sized
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

#: How far probabilities may sum to something other than 1: decimals typed by hand, not errors.
_SUM_TOLERANCE = 1e-6


def numbers(values: ArrayLike, name: str) -> Floats:
    """Finite numbers of any shape; text, missing values, NaN and infinity are refused."""
    if isinstance(values, np.ma.MaskedArray):
        values = np.ma.filled(values.astype(float), np.nan)
    try:
        given = np.asarray(values)
    except ValueError:
        raise ValueError(f"{name} has rows of different lengths") from None
    if given.dtype.kind in "mM":
        raise ValueError(f"{name} holds dates, not numbers")
    if given.dtype.kind not in "biuf":
        given = _converted(given, name)
    result = given.astype(np.float64)
    refuse(name, result, ~np.isfinite(result), "a finite number is needed")
    return result


def _converted(given: NDArray[Any], name: str) -> Floats:
    """Numbers out of an array of Python objects (Fraction, Decimal, None, pandas.NA, …)."""
    result = np.empty(given.shape)
    for index, value in np.ndenumerate(given):
        try:
            if isinstance(value, str | bytes):
                raise TypeError
            result[index] = float(value)
        except (TypeError, ValueError):
            shown = repr(str(value) if isinstance(value, str) else value)
            raise ValueError(f"{_place(name, index)} is {shown}, not a number") from None
    return result


def _place(name: str, index: tuple[int, ...]) -> str:
    return f"{name}[{', '.join(str(int(i)) for i in index)}]" if index else name


def refuse(name: str, values: Floats, wrong: NDArray[np.bool_], reason: str) -> None:
    """Raise for the first value that is wrong, naming its place."""
    if wrong.any():
        index = tuple(np.argwhere(wrong)[0])
        raise ValueError(f"{_place(name, index)} is {values[index]:g}: {reason}")


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
    refuse(name, result, result < 0, "it must not be negative")
    return result


def amounts(values: ArrayLike, name: str) -> Floats:
    """Non-negative numbers with a total that shares can be taken of."""
    result = non_negative(values, name)
    _total(result, name)
    return result


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
    refuse("reference", result, result == 0, "a quotient needs a benchmark above zero")
    return result


def probabilities(values: ArrayLike, name: str) -> Floats:
    """Non-negative numbers that sum to 1; small errors of rounding are taken out."""
    result = amounts(values, name)
    if abs(result.sum() - 1) > _SUM_TOLERANCE:
        raise ValueError(f"{name} sums to {result.sum():.9g}, not to 1")
    return result / result.sum()


def matrix(values: ArrayLike, name: str) -> Floats:
    """A table of non-negative numbers, each row and column with something in it."""
    result = numbers(values, name)
    if result.ndim != 2:
        raise ValueError(f"{name} must be two-dimensional, it has the shape {result.shape}")
    if not result.size:
        raise ValueError(f"{name} is empty")
    refuse(name, result, result < 0, "it must not be negative")
    _total(result, name)
    for what, totals in (("row", result.sum(axis=1)), ("column", result.sum(axis=0))):
        if (totals == 0).any():
            raise ValueError(f"{name} has a total of zero in {what} {np.argmin(totals)}")
    return result


def same_length(name: str, values: Sized, other_name: str, other: Sized) -> None:
    """Raise where two rows that belong together differ in length."""
    if len(values) != len(other):
        raise ValueError(
            f"{name} and {other_name} differ in length: {len(values)} and {len(other)}"
        )


def whole_numbers(values: ArrayLike, name: str, least: int = 0) -> Floats:
    """Whole numbers of any shape, not below `least`."""
    result = numbers(values, name)
    refuse(name, result, result != np.floor(result), "a whole number is needed")
    refuse(name, result, result < least, f"it must not be below {least}")
    return result


def whole_number(value: ArrayLike, name: str, least: int = 0) -> int:
    """One whole number, not below `least`."""
    return int(_single(whole_numbers(value, name, least), name))


def counts(values: ArrayLike, name: str) -> Floats:
    """A row of whole numbers with a total above zero."""
    return whole_numbers(amounts(values, name), name)


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
    if value not in choices:
        raise ValueError(f"{name} is {value!r}: it must be one of {', '.join(choices)}")
    return value


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


def plain(values: Floats) -> Any:
    """A Python float for a single number, the array otherwise."""
    return float(values) if np.ndim(values) == 0 else values
