"""Indices of concentration, each with the band that the lottery gives."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np

from geo.measures import (
    concentration_ratio,
    ellison_glaeser_counts,
    herfindahl_hirschman,
    lorenz,
    null_band,
    theil_decomposition,
)
from geo.measures.counting import Rule
from geo.measures.lorenz import curve
from geo.questions.concentration import lottery
from geo.questions.concentration.lottery import Floats
from geo.questions.concentration.memberships import Sizes

Counts = tuple[int, ...]
Shares = tuple[float, ...]
#: Draws behind the ribbon of the Lorenz curve, which is cut draw by draw.
RIBBON_DRAWS = 2000
_TAILS = (0.025, 0.975)


@dataclass(frozen=True)
class Index:
    """An index with its band.

    Attributes
    ----------
    code : str
        cr1 … cr4, hhi, gamma, or between (share of Theil's index between regions).
    value : float
        What was observed.
    mean, low, high : float
        Mean and central 95 % of the lottery.
    """

    code: str
    value: float
    mean: float
    low: float
    high: float

    @property
    def inside(self) -> bool:
        """Whether the lottery gives such a value in 95 % of draws."""
        return self.low - 1e-9 <= self.value <= self.high + 1e-9


@lru_cache(maxsize=64)
def indices(counts: Counts, shares: Shares) -> tuple[Index, ...]:
    """CR1 to CR4, HHI and gamma of whole counts, each with its band.

    Parameters
    ----------
    counts : tuple of int
        Items by city, at least two in all.
    shares : tuple of float
        Benchmark of the lottery in the same order.
    """
    measures = {f"cr{n}": partial(concentration_ratio, n=n) for n in range(1, 5)}
    measures["hhi"] = partial(herfindahl_hirschman)
    measures["gamma"] = partial(ellison_glaeser_counts, reference=shares)
    found = []
    for code, measure in measures.items():
        band = null_band(measure, sum(counts), shares)
        found.append(Index(code, float(measure(counts)), band.mean, band.low, band.high))
    return tuple(found)


@dataclass(frozen=True, eq=False)
class Ribbon:
    """Lorenz curve over the benchmark with the ribbon of the lottery.

    Attributes
    ----------
    x, y : numpy.ndarray
        The curve.
    grid, low, high : numpy.ndarray
        Central 95 % of the lottery's curves over the cumulative benchmark.
    """

    x: Floats
    y: Floats
    grid: Floats
    low: Floats
    high: Floats


@lru_cache(maxsize=64)
def ribbon(counts: Counts, shares: Shares) -> Ribbon:
    """Lorenz curve of whole counts over a benchmark, with what the lottery gives."""
    own = lorenz(counts, shares)
    grid = np.linspace(0, 1, 51)
    drawn = lottery.draws(((1, sum(counts)),), shares, "lead", RIBBON_DRAWS)
    across, up = curve(drawn, np.asarray(shares))
    heights = np.array([np.interp(grid, a, b) for a, b in zip(across, up, strict=True)])
    low, high = np.quantile(heights, _TAILS, axis=0)
    return Ribbon(own.cum_reference, own.cum_share, grid, low, high)


@lru_cache(maxsize=64)
def between(counts: Counts, shares: Shares, groups: tuple[str, ...]) -> tuple[Index, float]:
    """Share of Theil's index that lies between groups of cities, with its band, and the index.

    Every city weighs the same; the lottery is proportional to the benchmark.
    """
    own = theil_decomposition(counts, groups)
    drawn = lottery.draws(((1, sum(counts)),), shares, "lead")
    held = drawn / drawn.sum(axis=1, keepdims=True)
    size = len(groups)
    with np.errstate(divide="ignore", invalid="ignore"):
        total = np.nansum(held * np.log(held * size), axis=1)
        part = np.zeros(len(held))
        for group in dict.fromkeys(groups):
            members = [name == group for name in groups]
            share = held[:, members].sum(axis=1)
            part += np.nan_to_num(share * np.log(share * size / sum(members)))
    ratio = np.divide(part, total, out=np.zeros_like(part), where=total > 0)
    low, high = np.quantile(ratio, _TAILS, method="inverted_cdf")
    value = own.between / own.total if own.total > 0 else 0.0
    return Index("between", value, float(ratio.mean()), float(low), float(high)), own.total


@lru_cache(maxsize=64)
def core_draws(
    sizes: Sizes, shares: Shares, inside: tuple[bool, ...], rule: Rule
) -> tuple[Floats, Floats]:
    """What the core holds over the draws of the lottery: values and how often each occurs."""
    held = lottery.held(sizes, shares, inside, rule)
    values, number = np.unique(np.round(held, 6), return_counts=True)
    return values, number / len(held)
