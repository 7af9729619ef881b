"""The lottery: whole items thrown on the cities in proportion to a benchmark."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from geo.measures.counting import Rule

DRAWS = 20_000
SEED = 0

Floats = NDArray[np.float64]


@lru_cache(maxsize=12)
def draws(
    sizes: tuple[int, ...],
    prob: tuple[float, ...],
    rule: Rule,
    times: int = DRAWS,
    seed: int = SEED,
) -> Floats:
    """Counts by city in each of many draws.

    Parameters
    ----------
    sizes : tuple of int
        For each item the number of its cities.
    prob : tuple of float
        Probability of each city, summing to 1 and nowhere 0.
    rule : {"lead", "full", "fractional"}
        How an item of several cities counts; ``lead`` draws one city for each.
    times, seed : int
        Number of draws, and the start of the random numbers.

    Returns
    -------
    numpy.ndarray
        One row a draw, one column a city; read-only, as it is shared.

    Notes
    -----
    An item of m cities draws m different ones, one after the other, each in proportion to what is
    left of the benchmark. The m largest of log p plus Gumbel noise are such a draw, so all are
    made at once.
    """
    random = np.random.default_rng(seed)
    p = np.asarray(prob)
    several = [] if rule == "lead" else sorted(size for size in sizes if size > 1)
    counts = random.multinomial(len(sizes) - len(several), p / p.sum(), size=times).astype(float)
    rows = np.arange(times)[:, None]
    for size in several:
        keys = np.log(p) + random.gumbel(size=(times, len(p)))
        cities = np.argpartition(-keys, size - 1, axis=1)[:, :size]
        counts[rows, cities] += 1.0 if rule == "full" else 1 / size
    counts.flags.writeable = False
    return counts
