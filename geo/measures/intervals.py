"""Intervals for shares, counts and location quotients; scipy.special alone gives each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import (
    betainc,
    betaincc,
    betainccinv,
    betaincinv,
    gammainccinv,
    gammaincinv,
    ndtri,
)

import geo.measures._checks as _checks
from geo.measures._checks import Floats
from geo.measures._labels import aligned, axes, labelled, shared

#: How close (relative) a limit must be.
_DIGITS = 1e-9

#: Logarithm of the least share of a search, and halvings that exhaust the digits from there to 1.
_LOG_LEAST, _HALVINGS = -745.0, 64

#: Counts up to which the probabilities of scipy hold their digits.
_MOST = 1e12

#: Least benchmark share: with less, quotients leave the range of floats.
_LEAST_SHARE = 1e-300


@dataclass(frozen=True, eq=False)
class LocationQuotientInterval:
    """Location quotient with its interval; numbers, or arrays if any argument was one.

    Attributes
    ----------
    lq : float, numpy.ndarray or pandas.Series
        Location quotient.
    low, high : float, numpy.ndarray or pandas.Series
        Limits of the interval.
    """

    lq: Any
    low: Any
    high: Any


def _counted(values: ArrayLike, name: str, least: int = 0) -> Floats:
    result = _checks.whole_numbers(values, name, least)
    _checks.refuse(
        name, result, result > _MOST, "too large, an interval is exact up to 1e12", values
    )
    return result


def _hits(x: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    hits, draws = _checks.together(x=_counted(x, "x"), n=_counted(n, "n", least=1))
    _checks.refuse("x", hits, hits > draws, "more than n", x)
    return hits, draws


def _share(guess: Floats, holds: Callable[[Floats], NDArray[np.bool_]]) -> Floats:
    """The share up to which something holds: the guess where it is right, else by halving.

    The guesses of scipy are off by a factor of two for as little as 1000 hits of 1e9.
    """
    right = holds(guess * (1 - _DIGITS)) & ~holds(np.minimum(guess * (1 + _DIGITS), 1.0))
    if right.all():
        return guess
    low, high = np.full(guess.shape, _LOG_LEAST), np.zeros(guess.shape)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        more = holds(np.exp(middle))
        low, high = np.where(more, middle, low), np.where(more, high, middle)
    return np.where(right, guess, np.exp(high))


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
    low, high : float, numpy.ndarray or pandas.Series
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
    x, n = aligned(x=x, n=n)
    hits, draws = _hits(x, n)
    z = -ndtri((1 - _checks.confidence(level)) / 2)
    middle = (hits + z**2 / 2) / (draws + z**2)
    reach = z * np.sqrt(hits * (draws - hits) / draws + z**2 / 4) / (draws + z**2)
    low = np.where(hits == 0, 0.0, middle - reach)
    high = np.where(hits == draws, 1.0, middle + reach)
    return labelled(low, shared(x, n)), labelled(high, shared(x, n))


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
    low, high : float, numpy.ndarray or pandas.Series
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
    x, n = aligned(x=x, n=n)
    hits, draws = _hits(x, n)
    tail = (1 - _checks.confidence(level)) / 2
    some, spare = np.maximum(hits, 1), np.minimum(hits, draws - 1)
    below, above = (some, draws - some + 1), (spare + 1, draws - spare)
    least = _share(betaincinv(*below, tail), lambda share: betainc(*below, share) < tail)
    most = _share(betainccinv(*above, tail), lambda share: betaincc(*above, share) > tail)
    low, high = np.where(hits == 0, 0.0, least), np.where(hits == draws, 1.0, most)
    return labelled(low, shared(x, n)), labelled(high, shared(x, n))


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
    low, high : float, numpy.ndarray or pandas.Series
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
    count = _counted(x, "x")
    tail = (1 - _checks.confidence(level)) / 2
    low = np.where(count == 0, 0.0, gammaincinv(np.maximum(count, 1), tail))
    high = np.asarray(gammainccinv(count + 1, tail))
    return labelled(low, axes(x)), labelled(high, axes(x))


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
    x, n, reference_share = aligned(x=x, n=n, reference_share=reference_share)
    share = _checks.numbers(reference_share, "reference_share")
    outside = (share <= 0) | (share > 1)
    reason = "it must be above 0 and at most 1"
    _checks.refuse("reference_share", share, outside, reason, reference_share)
    small = share < _LEAST_SHARE
    reason = "too small to be divided by"
    _checks.refuse("reference_share", share, small, reason, reference_share)
    hits, draws = _hits(x, n)
    hits, draws, share = _checks.together(x=hits, n=draws, reference_share=share)
    low, high = clopper_pearson(hits, draws, level)
    labels = shared(x, n, reference_share)
    limits = (labelled(np.asarray(part / share), labels) for part in (hits / draws, low, high))
    return LocationQuotientInterval(*limits)
