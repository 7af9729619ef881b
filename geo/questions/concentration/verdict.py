"""The verdict: what the core cities hold, against a lottery in proportion to a benchmark."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

import numpy as np
from scipy.special import bdtr

from geo.measures import binomial_upper_tail, clopper_pearson, permutation_p
from geo.measures.counting import Rule
from geo.questions.concentration import lottery
from geo.questions.concentration.memberships import Sizes
from geo.questions.concentration.subjects import Subject

#: More and fewer lie outside the central 95 % of the lottery; on the edge, one tail is below 5 %.
Kind = Literal["fewer", "fewer_edge", "open", "more_edge", "more"]
_KINDS: tuple[Kind, ...] = get_args(Kind)
TAIL, EDGE = 0.025, 0.05
#: Counts that differ by less are equal: fractions of items are added in binary.
_EQUAL = 1e-9


@dataclass(frozen=True)
class Verdict:
    """Share of the core cities with its doubt.

    Attributes
    ----------
    n, of : float
        What the core cities hold, of how much: items, or places of items when every city of an
        item counts in full.
    base_share, expected : float
        Share of the core cities in the benchmark, and what the lottery gives them on average.
    at_least, at_most : float
        One-sided: how often the lottery gives them as much or more, and as much or less.
    exact : bool
        Whether the tails are exact (binomial) or counted over draws.
    low, high : float
        Clopper-Pearson limits of the share, 95 %.
    band : tuple of float
        Central 95 % of the shares that the lottery gives.
    """

    n: float
    of: float
    base_share: float
    expected: float
    at_least: float
    at_most: float
    exact: bool
    low: float
    high: float
    band: tuple[float, float]

    @property
    def share(self) -> float:
        """What the core cities hold of all."""
        return self.n / self.of

    @property
    def above(self) -> bool:
        """Whether they hold more than expected."""
        return self.n > self.expected

    @property
    def tail(self) -> float:
        """The one-sided probability on the side where the count lies."""
        return self.at_least if self.above else self.at_most

    @property
    def kind(self) -> Kind:
        """The verdict in one word."""
        if self.at_least <= EDGE:
            return "more" if self.at_least <= TAIL else "more_edge"
        if self.at_most <= EDGE:
            return "fewer" if self.at_most <= TAIL else "fewer_edge"
        return "open"


@dataclass(frozen=True)
class Range:
    """Verdicts over all ways in which the missing items could lie.

    Attributes
    ----------
    missing : int
        How many are missing.
    lowest, highest : Verdict
        All of them outside the core, and all inside.
    kinds : tuple of str
        Verdicts that occur, from all outside to all inside.
    """

    missing: int
    lowest: Verdict
    highest: Verdict
    kinds: tuple[Kind, ...]


@lru_cache(maxsize=1024)
def judge(
    n: float,
    sizes: Sizes,
    prob: tuple[float, ...],
    inside: tuple[bool, ...],
    rule: Rule,
) -> Verdict:
    """Set what the core holds against the lottery.

    Parameters
    ----------
    n : float
        What the core cities hold.
    sizes : tuple of (int, int)
        How many items lie in how many cities; see ``Memberships.sizes``.
    prob : tuple of float
        Benchmark shares of the cities.
    inside : tuple of bool
        Which of the cities are the core, in the same order.
    rule : {"lead", "full", "fractional"}
        How items of several cities count.
    """
    if not sizes:
        raise ValueError("sizes is empty: there is nothing to judge")
    share = min(1.0, math.fsum(p for p, core in zip(prob, inside, strict=True) if core))
    items = sum(number for _, number in sizes)
    if rule == "lead" or all(size == 1 for size, _ in sizes):
        return _exact(round(n), items, share)
    drawn = lottery.held(sizes, prob, inside, rule)
    of = float(sum(size * number for size, number in sizes) if rule == "full" else items)
    low, high = _interval(n, of)
    band = np.quantile(drawn, [TAIL, 1 - TAIL], method="inverted_cdf") / of
    return Verdict(
        n=n,
        of=of,
        base_share=share,
        expected=float(drawn.mean()),
        at_least=permutation_p(int((drawn >= n - _EQUAL).sum()), len(drawn)),
        at_most=permutation_p(int((drawn <= n + _EQUAL).sum()), len(drawn)),
        exact=False,
        low=low,
        high=high,
        band=(float(band[0]), float(band[1])),
    )


def _interval(n: float, of: float) -> tuple[float, float]:
    """Clopper-Pearson limits; a count that is not whole is rounded outwards for each."""
    low, _ = clopper_pearson(math.floor(n + _EQUAL), int(of))
    _, high = clopper_pearson(math.ceil(n - _EQUAL), int(of))
    return float(low), float(high)


def _exact(n: int, of: int, share: float) -> Verdict:
    low_band, high_band = (lottery.quantile(level, of, share) / of for level in (TAIL, 1 - TAIL))
    low, high = clopper_pearson(n, of)
    return Verdict(
        n=float(n),
        of=float(of),
        base_share=share,
        expected=of * share,
        at_least=binomial_upper_tail(n, of, share),
        at_most=float(bdtr(n, of, share)),
        exact=True,
        low=float(low),
        high=float(high),
        band=(low_band, min(1.0, high_band)),
    )


def verdict(
    item: Subject,
    prob: tuple[float, ...],
    cities: tuple[int, ...],
    core: tuple[int, ...],
    rule: Rule,
) -> Verdict:
    """Verdict on the items whose place is known.

    Missing items that are known to lie outside the core are counted there.
    """
    inside = tuple(city in core for city in cities)
    return judge(item.places.held(core, rule), item.sizes(core), prob, inside, rule)


def over_missing(
    item: Subject,
    prob: tuple[float, ...],
    cities: tuple[int, ...],
    core: tuple[int, ...],
    rule: Rule,
) -> Range | None:
    """Verdicts over all ways in which the missing items could lie.

    Returns
    -------
    Range or None
        None where nothing is missing, or where it is not known how much is.
    """
    missing = (item.missing or 0) - item.elsewhere(core)
    if missing <= 0:
        return None
    inside = tuple(city in core for city in cities)
    sizes, n = item.places.sizes(missing), item.places.held(core, rule)

    def way(more: int) -> Verdict:
        return judge(n + more, sizes, prob, inside, rule)

    return Range(missing, way(0), way(missing), _kinds(way, missing))


def _kinds(way: Callable[[int], Verdict], missing: int) -> tuple[Kind, ...]:
    """Verdicts that occur while the core is given more and more, found where they change.

    The more it holds, the further up the verdict stands.
    """
    found: list[Kind] = []
    more = 0
    while more <= missing:
        found.append(way(more).kind)
        stands = _KINDS.index(found[-1])
        more = bisect_right(
            range(missing + 1), stands, more, key=lambda n: _KINDS.index(way(n).kind)
        )
    return tuple(found)
