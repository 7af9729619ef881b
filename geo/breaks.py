"""Natural breaks: classes of numbers that are as alike inside as they can be."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def natural_breaks(values: Sequence[float], classes: int) -> tuple[float, ...]:
    """Upper limits of Fisher-Jenks classes.

    Parameters
    ----------
    values : sequence of float
        The numbers, in any order, with at least as many different ones as classes.
    classes : int
        How many classes to make.

    Returns
    -------
    tuple of float
        Largest number of each class, lowest class first, for which the squared distances from the
        means of the classes add up to the least; equal numbers are in one class.

    Raises
    ------
    ValueError
        There are fewer different numbers than classes.

    References
    ----------
    Fisher, W. D. (1958). On grouping for maximum homogeneity. Journal of the American Statistical
    Association 53, 789-798.

    Examples
    --------
    >>> natural_breaks([1, 2, 2, 10, 11, 50], 3)
    (2.0, 11.0, 50.0)
    """
    different, number = np.unique(np.asarray(values, dtype=float), return_counts=True)
    size = len(different)
    if size < classes:
        raise ValueError(f"values has {size} different numbers: too few for {classes} classes")
    # Sums up to each place, of numbers measured from their mean so that squares stay exact.
    near = different - np.average(different, weights=number)
    n, s, q = (
        np.concatenate([[0.0], np.cumsum(number * part)]) for part in (near**0, near, near**2)
    )

    def spread(start: int, stop: np.ndarray | int) -> np.ndarray:
        """Squared distances from the mean of the numbers from start up to stop."""
        total = s[stop] - s[start]
        return q[stop] - q[start] - total**2 / (n[stop] - n[start])

    # best[j] is the least sum for the first j numbers; cut[k][j] where its last class begins.
    best = np.concatenate([[0.0], spread(0, np.arange(1, size + 1))])
    cuts = []
    for _ in range(1, classes):
        new, cut = np.full(size + 1, np.inf), np.zeros(size + 1, dtype=int)
        for start in range(1, size):
            stops = np.arange(start + 1, size + 1)
            sums = best[start] + spread(start, stops)
            better = sums < new[stops]
            new[stops[better]], cut[stops[better]] = sums[better], start
        best = new
        cuts.append(cut)
    limits, stop = [], size
    for cut in reversed(cuts):
        limits.append(float(different[stop - 1]))
        stop = int(cut[stop])
    limits.append(float(different[stop - 1]))
    return tuple(reversed(limits))
