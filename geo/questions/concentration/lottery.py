"""The lottery: whole items thrown on the cities in proportion to a benchmark."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtr

from geo.measures.counting import Rule
from geo.questions.concentration.memberships import Sizes

DRAWS = 20_000
SEED = 0
#: So many items of several cities are thrown one by one; more are thrown all at once.
ONE_BY_ONE = 200

Floats = NDArray[np.float64]


def quantile(level: float, items: int, share: float) -> int:
    """The smallest number of items that a share does not exceed at a level; exact, single cities.

    Found by halves, as there may be millions of items.
    """
    return bisect_left(range(items + 1), level, key=lambda n: bdtr(n, items, share))


@lru_cache(maxsize=12)
def draws(
    sizes: Sizes,
    prob: tuple[float, ...],
    rule: Rule,
    times: int = DRAWS,
    seed: int = SEED,
) -> Floats:
    """Counts by city in each of many draws.

    Parameters
    ----------
    sizes : tuple of (int, int)
        How many items lie in how many cities.
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
    several = () if rule == "lead" else _several(sizes)
    single = sum(number for _, number in sizes) - sum(number for _, number in several)
    counts = random.multinomial(single, p / p.sum(), size=times).astype(float)
    rows = np.arange(times)[:, None]
    for size in (size for size, number in several for _ in range(number)):
        keys = np.log(p) + random.gumbel(size=(times, len(p)))
        cities = np.argpartition(-keys, size - 1, axis=1)[:, :size]
        counts[rows, cities] += 1.0 if rule == "full" else 1 / size
    counts.flags.writeable = False
    return counts


def held(sizes: Sizes, prob: tuple[float, ...], inside: tuple[bool, ...], rule: Rule) -> Floats:
    """What some cities hold in each draw.

    Parameters
    ----------
    sizes, prob, rule
        As in :func:`draws`.
    inside : tuple of bool
        Which of the cities hold, in the order of ``prob``.

    Returns
    -------
    numpy.ndarray
        One number a draw, items or places of items.

    Notes
    -----
    Of more than ``ONE_BY_ONE`` items of several cities it is not drawn which cities each has, but
    how many items of each size have how many of theirs inside, by the exact chances. So millions
    of items cost what a few cost.
    """
    if rule == "lead" or sum(number for _, number in _several(sizes)) <= ONE_BY_ONE:
        return np.asarray(draws(sizes, prob, rule)[:, list(inside)].sum(axis=1))
    random = np.random.default_rng(SEED)
    found = np.zeros(DRAWS)
    for size, number in sizes:
        thrown = random.multinomial(number, chances(size, prob, inside), size=DRAWS)
        found += thrown @ np.arange(size + 1) / (1 if rule == "full" else size)
    return found


def chances(size: int, prob: tuple[float, ...], inside: tuple[bool, ...]) -> Floats:
    """Chances that none, one, … all of the cities of an item lie inside.

    The cities are drawn one after the other without replacement, each in proportion to what is
    left of the benchmark; every set of cities that may be reached so is followed.
    """
    p = np.asarray(prob) / np.sum(prob)
    weight, held_by = np.zeros(1), np.zeros(1, dtype=int)  # of each set: bit n stands for city n
    for share, core in zip(p, inside, strict=True):
        weight = np.concatenate([weight, weight + share])
        held_by = np.concatenate([held_by, held_by + core])
    left = 1 - weight
    left[-1] = 1.0  # nobody goes on from all cities
    reached = np.zeros(len(weight))
    reached[0] = 1.0
    for _ in range(size):
        going, reached = reached / left, np.zeros(len(weight))
        for city, share in enumerate(p):
            without, joined = going.reshape(-1, 2, 2**city), reached.reshape(-1, 2, 2**city)
            joined[:, 1] += without[:, 0] * share
    found = np.bincount(held_by, reached, minlength=size + 1)[: size + 1]
    return np.asarray(found / found.sum())


def _several(sizes: Sizes) -> Sizes:
    return tuple((size, number) for size, number in sizes if size > 1)
