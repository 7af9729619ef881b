"""Intervals for shares, counts and location quotients; scipy.special alone gives each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv, gammaincinv, ndtri

import geo.measures._checks as _checks
from geo.measures._checks import Floats


@dataclass(frozen=True, eq=False)
class LocationQuotientInterval:
    """Location quotient with its interval; numbers, or arrays if any argument was one.

    Attributes
    ----------
    lq : float or numpy.ndarray
        Location quotient.
    low, high : float or numpy.ndarray
        Limits of the interval.
    """

    lq: Any
    low: Any
    high: Any


def _hits(x: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    hits, draws = _checks.together(
        x=_checks.whole_numbers(x, "x"), n=_checks.whole_numbers(n, "n", least=1)
    )
    _checks.refuse("x", hits, hits > draws, "more than n")
    return hits, draws


def wilson(x: ArrayLike, n: ArrayLike, level: float = 0.95) -> tuple[Any, Any]:
    r"""Wilson's score interval of a share.

    Parameters
    ----------
    x : int or array_like
        Hits, whole numbers from 0 to `n`.
    n : int or array_like
        Draws, at least 1; broadcast against `x`.
    level : float
        Nominal coverage, between 0 and 1.

    Returns
    -------
    low, high : float or numpy.ndarray
        Inside 0 ... 1; exactly 0 for no hit, exactly 1 for hits alone. With z the normal quantile,
        :math:`\frac{x + z^2/2 \pm z \sqrt{x(n-x)/n + z^2/4}}{n + z^2}`.

    Raises
    ------
    ValueError
        For numbers that are negative, missing or not whole, more hits than draws, or a level
        outside 0 ... 1.

    Notes
    -----
    Covers the nominal level on average over shares, less for some (close to 0 and 1 above all).
    Narrower than `clopper_pearson`, which promises the level for each share.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
    Journal of the American Statistical Association 22, 209-212.
    Brown, L. D., Cai, T. T. and DasGupta, A. (2001). Interval estimation for a binomial
    proportion. Statistical Science 16, 101-133.

    Examples
    --------
    >>> low, high = wilson(9, 16)
    >>> round(low, 3), round(high, 3)
    (0.332, 0.769)
    """
    hits, draws = _hits(x, n)
    z = -ndtri((1 - _checks.confidence(level)) / 2)
    middle = (hits + z**2 / 2) / (draws + z**2)
    reach = z * np.sqrt(hits * (draws - hits) / draws + z**2 / 4) / (draws + z**2)
    low = np.where(hits == 0, 0.0, middle - reach)
    high = np.where(hits == draws, 1.0, middle + reach)
    return _checks.plain(low), _checks.plain(high)


def clopper_pearson(x: ArrayLike, n: ArrayLike, level: float = 0.95) -> tuple[Any, Any]:
    r"""Clopper and Pearson's exact interval of a share.

    Parameters
    ----------
    x : int or array_like
        Hits, whole numbers from 0 to `n`.
    n : int or array_like
        Draws, at least 1; broadcast against `x`.
    level : float
        Coverage that is guaranteed, between 0 and 1.

    Returns
    -------
    low, high : float or numpy.ndarray
        The shares at which the observed hits, or more (fewer), have the probability
        :math:`\alpha/2`: quantiles of Beta(x, n-x+1) and Beta(x+1, n-x). Exactly 0 for no hit,
        exactly 1 for hits alone.

    Raises
    ------
    ValueError
        For numbers that are negative, missing or not whole, more hits than draws, or a level
        outside 0 ... 1.

    Notes
    -----
    Covers at least `level` for every share and every `n`, mostly more: 0.958 to 1 with 16 draws.

    References
    ----------
    Clopper, C. J. and Pearson, E. S. (1934). The use of confidence or fiducial limits illustrated
    in the case of the binomial. Biometrika 26, 404-413.

    Examples
    --------
    >>> low, high = clopper_pearson(9, 16)
    >>> round(low, 3), round(high, 3)
    (0.299, 0.802)
    """
    hits, draws = _hits(x, n)
    tail = (1 - _checks.confidence(level)) / 2
    some, spare = np.maximum(hits, 1), np.minimum(hits, draws - 1)
    low = np.where(hits == 0, 0.0, betaincinv(some, draws - some + 1, tail))
    high = np.where(hits == draws, 1.0, betaincinv(spare + 1, draws - spare, 1 - tail))
    return _checks.plain(low), _checks.plain(high)


def poisson_exact(x: ArrayLike, level: float = 0.95) -> tuple[Any, Any]:
    r"""Garwood's exact interval of an expected count.

    Parameters
    ----------
    x : int or array_like
        Observed count, a whole number not below 0.
    level : float
        Coverage that is guaranteed, between 0 and 1.

    Returns
    -------
    low, high : float or numpy.ndarray
        :math:`\chi^2_{\alpha/2, 2x}/2` and :math:`\chi^2_{1-\alpha/2, 2x+2}/2`; the lower limit of
        a count of 0 is exactly 0.

    Raises
    ------
    ValueError
        For a count that is negative, missing or not whole, or a level outside 0 ... 1.

    Notes
    -----
    For counts without a fixed total, such as next year's list. Divide by the expected count for
    the interval of a ratio.

    References
    ----------
    Garwood, F. (1936). Fiducial limits for the Poisson distribution. Biometrika 28, 437-442.

    Examples
    --------
    >>> low, high = poisson_exact(25)
    >>> round(low, 2), round(high, 2)
    (16.18, 36.9)
    """
    count = _checks.whole_numbers(x, "x")
    tail = (1 - _checks.confidence(level)) / 2
    low = np.where(count == 0, 0.0, gammaincinv(np.maximum(count, 1), tail))
    return _checks.plain(low), _checks.plain(gammaincinv(count + 1, 1 - tail))


def location_quotient_interval(
    x: ArrayLike, n: ArrayLike, reference_share: ArrayLike, level: float = 0.95
) -> LocationQuotientInterval:
    """Location quotient of a count with its exact interval.

    Parameters
    ----------
    x : int or array_like
        Count of the area, or of each area.
    n : int or array_like
        Count of all areas together, which is taken as fixed.
    reference_share : float or array_like
        Share of the area in the benchmark, above 0 and at most 1.
    level : float
        Coverage that is guaranteed, between 0 and 1.

    Returns
    -------
    LocationQuotientInterval
        `lq`, `low` and `high`: share of the count and its `clopper_pearson` limits, each over the
        share in the benchmark. An interval that contains 1 leaves it open whether the area is
        over- or under-represented.

    Raises
    ------
    ValueError
        For counts that are negative, missing or not whole, more in the area than in all, a share
        outside 0 ... 1, or a level outside 0 ... 1.

    Notes
    -----
    The upper limit of an area with a small benchmark can reach hundreds; show the quotient only
    where at least one item is expected (``n * reference_share >= 1``). Each interval holds for
    one area named beforehand; for statements about c areas at once take ``1 - 0.05 / c``.

    References
    ----------
    Clopper, C. J. and Pearson, E. S. (1934). The use of confidence or fiducial limits illustrated
    in the case of the binomial. Biometrika 26, 404-413.
    Moineddin, R., Beyene, J. and Boyle, E. (2003). On the location quotient confidence interval.
    Geographical Analysis 35, 249-256.

    Examples
    --------
    >>> found = location_quotient_interval(6, 16, 0.25)
    >>> found.lq, round(found.low, 2), round(found.high, 2)
    (1.5, 0.61, 2.58)
    """
    share = _checks.numbers(reference_share, "reference_share")
    outside = (share <= 0) | (share > 1)
    _checks.refuse("reference_share", share, outside, "it must be above 0 and at most 1")
    hits, draws = _hits(x, n)
    hits, draws, share = _checks.together(x=hits, n=draws, reference_share=share)
    low, high = clopper_pearson(hits, draws, level)
    limits = (_checks.plain(part / share) for part in (hits / draws, low, high))
    return LocationQuotientInterval(*limits)
