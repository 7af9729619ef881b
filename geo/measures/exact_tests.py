"""Exact probabilities: binomial tail, multinomial test, and the p-value of a permutation test."""

from __future__ import annotations

from math import comb
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betainc, gammaln, xlogy

import geo.measures._checks as _checks
from geo.measures._checks import Floats
from geo.measures._labels import aligned

Ordering = Literal["probability", "chi-square"]

#: Most tables that `multinomial_exact_test` lists: about a second and 200 MB.
MOST_TABLES = 3_000_000

#: Outcomes this close (relative) to the observed one are ties: floats of equal sums differ less.
_TIE = 1e-12

#: Chi-square above which a tie would be as wide as 1e-6.
_MOST_CHI_SQUARE = 1e6


def binomial_upper_tail(k: int, n: int, p: float) -> float:
    r"""Probability of at least `k` hits in `n` draws.

    Parameters
    ----------
    k : int
        Hits, at least 0; 0 gives 1, more than `n` gives 0.
    n : int
        Draws, at least 0.
    p : float
        Probability of a hit, 0 to 1.

    Returns
    -------
    float
        :math:`P(K \ge k) = \sum_{j \ge k} \binom nj p^j (1-p)^{n-j}`, exact to the precision of a
        double also in the far tail.

    Raises
    ------
    ValueError
        For a number that is negative, missing or not whole, or `p` outside 0 ... 1.

    Notes
    -----
    Valid for areas named before looking. Where the areas were chosen because they lead, the
    probability is too small: simulate the largest counts instead (`null_band` with
    `concentration_ratio`).

    References
    ----------
    Johnson, N. L., Kemp, A. W. and Kotz, S. (2005). Univariate discrete distributions. Wiley.

    Examples
    --------
    >>> binomial_upper_tail(2, 2, 0.5)
    0.25
    """
    hits, draws = _checks.whole_number(k, "k"), _checks.whole_number(n, "n")
    chance = _checks.number(p, "p")
    if not 0 <= chance <= 1:
        raise ValueError(f"p is {chance:g}: it must lie between 0 and 1")
    if hits == 0:
        return 1.0
    return 0.0 if hits > draws else float(betainc(hits, draws - hits + 1, chance))


def permutation_p(exceedances: int, permutations: int) -> float:
    r"""P-value of a test by random permutations or draws.

    Parameters
    ----------
    exceedances : int
        Draws at least as extreme as what was observed, ties included.
    permutations : int
        Draws in all, at least 1.

    Returns
    -------
    float
        :math:`(b + 1) / (m + 1)`, between 1/(m+1) and 1, never 0: what was observed is itself one
        of the possible outcomes.

    Raises
    ------
    ValueError
        For a number that is negative, missing or not whole, no draws, or more exceedances than
        draws.

    References
    ----------
    Phipson, B. and Smyth, G. K. (2010). Permutation p-values should never be zero. Statistical
    Applications in Genetics and Molecular Biology 9(1), article 39.

    Examples
    --------
    >>> permutation_p(49, 999)
    0.05
    """
    b = _checks.whole_number(exceedances, "exceedances")
    m = _checks.whole_number(permutations, "permutations", least=1)
    if b > m:
        raise ValueError(f"exceedances is {b}, more than the {m} permutations")
    return (b + 1) / (m + 1)


def multinomial_exact_test(
    observed: ArrayLike, prob: ArrayLike, ordering: Ordering = "probability"
) -> float:
    r"""Exact test of counts against given probabilities.

    Parameters
    ----------
    observed : array_like
        Count of each area, whole numbers.
    prob : array_like
        Probability of each area in the same order, summing to 1.
    ordering : {"probability", "chi-square"}
        What makes a table extreme: to be at most as probable as the observed one, or to have at
        least its :math:`\sum (x_i - N p_i)^2 / (N p_i)`.

    Returns
    -------
    float
        P-value, above 0 and at most 1: the probability of all tables at least as extreme as the
        observed one, itself and ties included. 0 only where an area of probability 0 has a count.

    Raises
    ------
    ValueError
        For counts that are negative, missing or not whole, lengths that differ, a total of zero,
        probabilities that do not sum to 1, an unknown ordering, or more tables than can be listed.

    Notes
    -----
    Nothing is simulated. Both orderings are sums over areas, so the areas are cut into two halves,
    the tables of each half are listed once, and each of the first is matched with the sorted ones
    of the second. That takes :math:`\binom{N+h}{h} + \binom{N+k-h}{k-h}` tables with
    :math:`h = \lfloor k/2 \rfloor` instead of all :math:`\binom{N+k-1}{k-1}`: 2.8 million instead
    of 601 million for 16 clusters on 17 areas. Beyond 3 million the function refuses: pool areas,
    or count exceedances among random draws and take `permutation_p`. Values within a relative
    1e-12 of the observed one are ties.

    References
    ----------
    Read, T. R. C. and Cressie, N. A. C. (1988). Goodness-of-fit statistics for discrete
    multivariate data. New York: Springer.

    Examples
    --------
    >>> round(multinomial_exact_test([5, 2, 1], [0.25, 0.5, 0.25]), 4)
    0.0767
    >>> round(multinomial_exact_test([5, 2, 1], [0.25, 0.5, 0.25], ordering="chi-square"), 4)
    0.0596
    """
    observed, prob = aligned(observed=observed, prob=prob)
    x, p = _checks.counts(observed, "observed"), _checks.probabilities(prob, "prob")
    _checks.same_length("observed", x, "prob", p)
    _checks.one_of(ordering, "ordering", ("probability", "chi-square"))
    if x[p == 0].any():
        return 0.0
    x, p = x[p > 0], p[p > 0]
    n, k, half = int(x.sum()), len(p), len(p) // 2
    tables = comb(n + half, half) + comb(n + k - half, k - half)
    if tables > MOST_TABLES:
        raise ValueError(
            f"observed has {n} items on {k} areas: {tables:,} tables are too many to list, "
            "pool areas or draw at random and use permutation_p"
        )
    scores = _scores(n, p, ordering)
    reached = float(sum(scores[area, int(count)] for area, count in enumerate(x)))
    if ordering == "chi-square" and reached > _MOST_CHI_SQUARE:
        raise ValueError(
            f"prob is so small where observed has a count that chi-square is {reached:.3g}, too "
            "large to tell other tables apart: pool areas or take the ordering by probability"
        )
    least = reached - _TIE * (abs(reached) + 2 * np.sqrt(abs(reached) * n))
    first, second = _listed(scores[:half], p[:half], n), _listed(scores[half:], p[half:], n)
    weights = p[:half].sum(), p[half:].sum()
    total = 0.0
    for m in range(n + 1):
        split = _binomial(m, n, *weights)
        if split and len(first[m][0]):
            total += split * _tail(first[m], second[n - m], least)
    return min(total, 1.0)


Tables = tuple[Floats, Floats]


def _scores(n: int, p: Floats, ordering: Ordering) -> Floats:
    """What each count 0 ... n of each area adds to the ordering; higher is more extreme."""
    counts = np.arange(n + 1)
    if ordering == "chi-square":
        expected = n * p[:, None]
        chi_square: Floats = (counts - expected) ** 2 / expected
        return chi_square
    surprise: Floats = gammaln(counts + 1) - xlogy(counts, p[:, None])
    return surprise


def _listed(scores: Floats, p: Floats, n: int) -> list[Tables]:
    """Scores, rising, and probabilities of the tables of some areas, by their total 0 ... n.

    The probabilities are those given the total, so that none of them underflows.
    """
    totals, score, logs = np.zeros(1, dtype=np.intp), np.zeros(1), np.zeros(1)
    each_count = np.arange(n + 1)
    for area, chance in enumerate(p):
        room = n + 1 - totals
        begun = np.repeat(np.arange(len(totals)), room)
        count = np.arange(len(begun)) - np.repeat(np.cumsum(room) - room, room)
        score = score[begun] + scores[area][count]
        logs = logs[begun] + (xlogy(each_count, chance) - gammaln(each_count + 1))[count]
        totals = totals[begun] + count
    order = np.lexsort((score, totals))
    totals, score, logs = totals[order], score[order], logs[order]
    chances = np.exp(logs + gammaln(totals + 1) - xlogy(totals, p.sum()))
    ends = np.searchsorted(totals, np.arange(1, n + 1))
    return list(zip(np.split(score, ends), np.split(chances, ends), strict=True))


def _binomial(m: int, n: int, p: float, rest: float) -> float:
    """Probability that m of n items fall into the first half."""
    log_ways = gammaln(n + 1) - gammaln(m + 1) - gammaln(n - m + 1)
    return float(np.exp(log_ways + xlogy(m, p) + xlogy(n - m, rest)))


def _tail(first: Tables, second: Tables, least: float) -> float:
    """Probability that the scores of two independent halves sum to `least` or more."""
    from_top = np.append(np.cumsum(second[1][::-1])[::-1], 0.0)
    return float(first[1] @ from_top[np.searchsorted(second[0], least - first[0])])
