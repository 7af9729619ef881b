"""Classes of an area map: fixed for small counts, natural breaks for measured quantities."""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from geo.record.areas import AreaFigure

#: Upper limits of the classes from 1 upwards; the last class is open.
FEW = (1.0, 3.0, math.inf)
#: For counts up to a dozen a city, such as the clusters of provincial key growth.
DOZEN = (3.0, 6.0, 9.0, 12.0)
CLASSES = 5
#: Larger counts are as uneven as quantities are, and are classed like them.
MANY = 100


@dataclass(frozen=True)
class Class:
    """One class of an area map.

    Attributes
    ----------
    style : str
        Name of its picture: ``zero``, ``count-<step of the ramp>`` or ``none`` for no data.
    low, high : float
        Smallest and largest value that belong to it; ``high`` is infinite for an open class and
        both are NaN for no data.
    areas : int
        How many areas are in it.
    """

    style: str
    low: float
    high: float
    areas: int


@dataclass(frozen=True)
class Classes:
    """All classes of a figure, lowest first and "no data" last, and the class of each area."""

    classes: tuple[Class, ...]
    of: Mapping[int, str]
    natural: bool


def classify(figure: AreaFigure) -> Classes:
    """Put each area of a figure into a class.

    Parameters
    ----------
    figure : AreaFigure
        Values by area; None is unknown, which is neither zero nor left out.

    Returns
    -------
    Classes
        Counts: 0, then 1 · 2–3 · 4 and more, or 1–3 · 4–6 · 7–9 · 10–12 where the largest is a
        dozen at most, or equal steps of a round width beyond that. Counts beyond a hundred and
        measured quantities: 0 where it occurs, then natural breaks (Fisher-Jenks) in up to five
        classes.
    """
    known = sorted(value for value in figure.values.values() if value is not None)
    if figure.kind == "count" and (not known or known[-1] <= MANY):
        found, natural = _counts(known), False
    else:
        found, natural = _breaks(known), True
    styles = {
        adcode: next((c.style for c in found if value is not None and value <= c.high), "none")
        for adcode, value in figure.values.items()
    }
    missing = sum(style == "none" for style in styles.values())
    if missing:
        found.append(Class("none", math.nan, math.nan, missing))
    return Classes(tuple(found), styles, natural)


def _counts(known: list[float]) -> list[Class]:
    largest = known[-1] if known else 0.0
    limits: tuple[float, ...]
    steps: tuple[int, ...]
    if largest <= 6:
        limits, steps = FEW, (1, 2, 4)
    elif largest <= 12:
        limits, steps = DOZEN, (0, 1, 2, 3)
    else:
        width = _round_up(largest / CLASSES)
        limits = tuple(width * step for step in range(1, CLASSES + 1))
        steps = tuple(range(CLASSES))
    classes = _zero(known)
    low = 1.0
    for limit, step in zip(limits, steps, strict=True):
        inside = sum(low <= value <= limit for value in known)
        classes.append(Class(f"count-{step}", low, limit, inside))
        low = limit + 1
    return classes


def _zero(known: list[float]) -> list[Class]:
    """The class of areas that have none, if there are any."""
    number = sum(value == 0 for value in known)
    return [Class("zero", 0.0, 0.0, number)] if number else []


def _breaks(every: list[float]) -> list[Class]:
    known, classes = [value for value in every if value != 0], _zero(every)
    if not known:
        return classes
    number = min(CLASSES, len(set(known)))
    limits = _natural(tuple(known), number) if number > 1 else (known[-1],)
    # A few classes use the ramp from end to end, so that they differ as much as can be.
    low_at = 0
    for position, limit in enumerate(limits):
        step = round(position * (CLASSES - 1) / max(1, number - 1))
        members = [value for value in known[low_at:] if value <= limit]
        classes.append(Class(f"count-{step}", members[0], limit, len(members)))
        low_at += len(members)
    return classes


@lru_cache(maxsize=256)
def _natural(known: tuple[float, ...], number: int) -> tuple[float, ...]:
    """Upper limits of Fisher-Jenks classes."""
    import mapclassify  # slow to load, and most views never need it

    with warnings.catch_warnings():
        # Without numba it is slower, which does not matter for a hundred values.
        warnings.filterwarnings("ignore", message="Numba not installed")
        return tuple(float(limit) for limit in mapclassify.FisherJenks(known, k=number).bins)


def _round_up(width: float) -> float:
    """Smallest of 1, 2, 5, 10, 20, 50 and so on that is not below a width."""
    power = 10 ** math.floor(math.log10(width))
    return float(next(power * step for step in (1, 2, 5, 10) if power * step >= width))
