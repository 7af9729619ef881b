"""What chance alone would give: a lottery proportional to the benchmark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

import geo.measures._checks as _checks
from geo.measures._labels import axes, axis, labelled
from geo.measures._rows import of_each_row


@dataclass(frozen=True, eq=False)
class NullBand:
    """What a measure gives under a proportional lottery; arrays if the measure gives one.

    Attributes
    ----------
    mean : float, numpy.ndarray or pandas.Series
        Mean over all draws.
    low, high : float, numpy.ndarray or pandas.Series
        Limits of the central part of the draws; values that occurred.
    """

    mean: Any
    low: Any
    high: Any


def null_band(
    measure: Callable[[Any], Any],
    n: int,
    prob: ArrayLike,
    draws: int = 20000,
    seed: int = 0,
    level: float = 0.95,
) -> NullBand:
    """Band of a measure if `n` items were thrown at random in proportion to a benchmark.

    Parameters
    ----------
    measure : callable
        A function of one row of counts (in the order of `prob`, total `n`) that returns a number,
        or an array of fixed length such as the heights of a curve. Fix other arguments with
        ``functools.partial(hoover, reference=population)`` or a lambda.
    n : int
        Items thrown, at least 1.
    prob : array_like
        Probability of each area, summing to 1. A Series hands its labels on: `measure` then gets
        a Series, and what it compares with is paired by label.
    draws : int
        How many times, at least 1.
    seed : int
        Start of the random numbers: the same seed gives the same band.
    level : float
        Part of the draws between the limits, at least.

    Returns
    -------
    NullBand
        `mean`, `low` and `high`. The limits leave out at most ``(1 - level) / 2`` of the draws on
        either side; measures of few items take few values, so less may be left out.

    Raises
    ------
    ValueError
        For a number that is negative, missing or not whole, probabilities that do not sum to 1, a
        level outside 0 ... 1, or a measure that gives no finite number for some draw.

    Notes
    -----
    All draws are made in one call. The measures of this package that take one row of counts and
    return a number, alone or in ``functools.partial`` with keywords, are computed for all draws
    in one call too (20,000 draws take some tens of milliseconds); any other function is called
    once a draw.

    References
    ----------
    Cassey, A. J. and Smith, B. O. (2014). Simulating confidence for the Ellison-Glaeser index.
    Journal of Urban Economics 81, 85-103.

    Examples
    --------
    >>> from geo.measures import herfindahl_hirschman
    >>> band = null_band(herfindahl_hirschman, n=16, prob=[0.5, 0.3, 0.2])
    >>> round(band.mean, 2), round(band.low, 2), round(band.high, 2)
    (0.42, 0.34, 0.6)
    """
    if not callable(measure):
        raise ValueError(f"measure is {measure!r}: a function of one row of counts is needed")
    p = _checks.probabilities(prob, "prob")
    items = _checks.whole_number(n, "n", least=1)
    times = _checks.times(draws, "draws", len(p))
    tail = (1 - _checks.confidence(level)) / 2
    random = np.random.default_rng(_checks.whole_number(seed, "seed"))
    thrown = random.multinomial(items, p, size=times)
    areas = axis(prob, 0, 1)
    values = of_each_row(measure, thrown, areas)
    failed = ~np.isfinite(values).reshape(times, -1).all(axis=1)
    if failed.any():
        raise ValueError(
            f"measure gives no finite number for the counts {thrown[failed.argmax()].tolist()}"
        )
    low = np.quantile(values, tail, axis=0, method="inverted_cdf")
    high = np.quantile(values, 1 - tail, axis=0, method="inverted_cdf")
    parts = (np.asarray(part) for part in (values.mean(axis=0), low, high))
    labels = axes(measure(labelled(thrown[0], [areas])))
    return NullBand(*(labelled(part, labels) for part in parts))
