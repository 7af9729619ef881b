"""Ellison-Glaeser index: concentration beyond what lumpy units give by chance."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

import geo.measures._checks as _checks
from geo.measures._checks import Floats
from geo.measures._exact import nearest, squared_gaps, unevenness, whole
from geo.measures._labels import aligned
from geo.measures._rows import along_rows, shares


@dataclass(frozen=True)
class EllisonGlaeser:
    """Ellison-Glaeser index and what it is made of.

    Attributes
    ----------
    gamma : float
        The index; 0 is expected of plants thrown at random in proportion to the benchmark.
    G : float
        Raw geographic concentration, the sum of squared gaps between shares and benchmark.
    H : float
        Herfindahl index of the plant sizes.
    """

    gamma: float
    G: float
    H: float


def ellison_glaeser(
    plant_size: ArrayLike,
    plant_region: Sequence[Hashable] | NDArray[Any],
    region_total: ArrayLike | Mapping[Any, float],
) -> EllisonGlaeser:
    r"""Ellison-Glaeser index of an industry from its plants.

    Parameters
    ----------
    plant_size : array_like
        Non-negative size of each plant (or firm), such as employment.
    plant_region : sequence
        Where each plant stands: its place in `region_total`, counted from 0, or its code if
        `region_total` has codes.
    region_total : array_like or mapping
        Benchmark of each region, any total: a row of numbers, or a dict or pandas Series from
        code to number.

    Returns
    -------
    EllisonGlaeser
        `gamma`, `G` and `H`, with :math:`G = \sum_r (s_r - p_r)^2`, :math:`H = \sum_j z_j^2` and

        .. math:: \gamma = \frac{G / (1 - \sum_r p_r^2) - H}{1 - H}.

        At random gamma is 0 on average; it is below 0 where plants avoid each other. It has no
        upper limit: all plants in one region r give 1 if :math:`p_r = \sum p^2` and more if r is
        smaller than that. Ellison and Glaeser call a value above 0.05 high and one below 0.02
        low, for industries of many plants.

    Raises
    ------
    ValueError
        For negative, missing or infinite values, lengths that differ, a total of zero, an unknown
        region, a single plant with a size (H = 1), or a benchmark in a single region.

    Notes
    -----
    With few plants gamma scatters widely about 0: give the band of `null_band` with
    `ellison_glaeser_counts`.

    References
    ----------
    Ellison, G. and Glaeser, E. L. (1997). Geographic concentration in U.S. manufacturing
    industries: a dartboard approach. Journal of Political Economy 105, 889-927.

    Examples
    --------
    >>> found = ellison_glaeser([10, 10, 20], ["a", "a", "b"], {"a": 50, "b": 25, "c": 25})
    >>> round(found.G, 4), round(found.H, 4), round(found.gamma, 4)
    (0.125, 0.375, -0.28)
    """
    plant_size, plant_region = aligned(plant_size=plant_size, plant_region=plant_region)
    sizes = _checks.amounts(plant_size, "plant_size")
    codes, totals = _benchmark(region_total)
    region = _places(plant_region, codes)
    _checks.same_length("plant_size", sizes, "plant_region", region)
    _check_benchmark(totals, "region_total")
    if np.count_nonzero(sizes) == 1:
        raise ValueError("plant_size has one plant with a size only: H is 1 and gamma is 0/0")
    plants, _ = whole(sizes)
    held = [0] * len(totals)
    for place, size in zip(region, plants, strict=True):
        held[place] += size
    g = squared_gaps(held, totals)
    spread = unevenness(sizes)
    gamma = _gamma(g / unevenness(totals), 1 - spread, spread)
    return EllisonGlaeser(nearest(gamma, "gamma"), float(g), float(1 - spread))


def _benchmark(region_total: Any) -> tuple[list[Any], Floats]:
    """Codes and totals of the regions; a row of numbers has its places for codes."""
    values = list(region_total.values()) if isinstance(region_total, Mapping) else region_total
    totals = _checks.amounts(values, "region_total")
    codes = list(region_total.keys()) if hasattr(region_total, "keys") else [*range(len(totals))]
    return codes, totals


def _places(regions: Sequence[Hashable] | NDArray[Any], codes: list[Any]) -> list[int]:
    place = {code: number for number, code in enumerate(codes)}
    given = _checks.listed(regions, "plant_region", "a region for each plant is needed")
    for plant, region in enumerate(given):
        if _checks.key(region, f"plant_region[{plant}]") not in place:
            raise ValueError(f"plant_region[{plant}] is {region!r}, not a region of region_total")
    return [place[region] for region in given]


def _check_benchmark(reference: Floats, name: str) -> None:
    if np.count_nonzero(reference) < 2:
        raise ValueError(f"{name} is zero but for one region: there is nowhere else to be")


def _gamma(concentration: Any, h: Any, rest: Any) -> Any:
    """Gamma of G / (1 - sum p²), H and 1 - H."""
    return (concentration - h) / rest


def _rows(x: Floats, reference: ArrayLike) -> Floats:
    p, h = shares(reference), 1 / x.sum(axis=-1)
    g: Floats = ((shares(x) - p) ** 2).sum(axis=-1)
    result: Floats = _gamma(g / float(unevenness(p)), h, 1 - h)
    return result


@along_rows(_rows)
def ellison_glaeser_counts(x: ArrayLike, reference: ArrayLike) -> float:
    r"""Ellison-Glaeser gamma of counts, each cluster an equal unit.

    Parameters
    ----------
    x : array_like
        Count of each area; fractional counts are allowed, the total N must be above 1.
    reference : array_like
        Benchmark in the same order, any total.

    Returns
    -------
    float
        Gamma with H = 1/N, see `ellison_glaeser`: 0 is expected of a lottery proportional to the
        benchmark, whatever N; below 0 where clusters avoid each other; without an upper limit.

    Raises
    ------
    ValueError
        For negative, missing or infinite values, lengths that differ, a total of 1 or less, or a
        benchmark in a single area.

    Notes
    -----
    The size of a cluster is not known, so each counts the same: say so beside the figure.
    Splitting a cluster over several areas makes the counts smoother than whole units are, and
    gamma lower.

    References
    ----------
    Ellison, G. and Glaeser, E. L. (1997). Geographic concentration in U.S. manufacturing
    industries: a dartboard approach. Journal of Political Economy 105, 889-927.
    Cassey, A. J. and Smith, B. O. (2014). Simulating confidence for the Ellison-Glaeser index.
    Journal of Urban Economics 81, 85-103.

    Examples
    --------
    >>> ellison_glaeser_counts([4, 0], reference=[1, 1])
    1.0
    >>> round(ellison_glaeser_counts([2, 2], reference=[1, 1]), 4)
    -0.3333
    """
    x, reference = aligned(x=x, reference=reference)
    amounts = _checks.amounts(x, "x")
    benchmark = _checks.reference_for(amounts, reference)
    _check_benchmark(benchmark, "reference")
    counts, divisor = whole(amounts)
    h = Fraction(divisor, sum(counts))
    if h >= 1:
        raise ValueError(f"x has a total of {amounts.sum():g}: gamma needs more than one unit")
    concentration = squared_gaps(amounts, benchmark) / unevenness(benchmark)
    return nearest(_gamma(concentration, h, 1 - h), "gamma")
