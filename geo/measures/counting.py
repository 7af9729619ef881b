"""Counting clusters that lie in several places."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from fractions import Fraction
from typing import Literal, TypeVar

import geo.measures._checks as _checks

Code = TypeVar("Code", bound=Hashable)
Rule = Literal["fractional", "full", "lead"]


def fractional_counts(
    memberships: Sequence[Sequence[Code]], rule: Rule = "fractional"
) -> dict[Code, float]:
    """Count of each place when a cluster can lie in several.

    Parameters
    ----------
    memberships : sequence of sequences
        For each cluster the codes of its places, the leading one first.
    rule : {"fractional", "full", "lead"}
        ``"fractional"``: a cluster of m places counts 1/m in each. ``"full"``: 1 in each.
        ``"lead"``: 1 in the first.

    Returns
    -------
    dict
        From code to count, in order of first appearance; places that do not appear are not in it.
        Fractional and lead counts add up to the number of clusters, full counts to the number of
        memberships.

    Raises
    ------
    ValueError
        Without any cluster, for a cluster without a place, a place named twice for one cluster, a
        missing code, or an unknown rule.

    Notes
    -----
    Fractions are added exactly, so three thirds are 1. A statistical test must draw whole
    clusters: fractional counts are not outcomes of a lottery.

    Examples
    --------
    >>> fractional_counts([["A"], ["A", "B"], ["B", "C"]])
    {'A': 1.5, 'B': 1.0, 'C': 0.5}
    >>> fractional_counts([["A"], ["A", "B"], ["B", "C"]], rule="lead")
    {'A': 2.0, 'B': 1.0}
    """
    _checks.one_of(rule, "rule", ("fractional", "full", "lead"))
    clusters = _checks.listed(memberships, "memberships", "the places of each cluster are needed")
    if not clusters:
        raise ValueError("memberships is empty")
    counts: dict[Code, Fraction] = {}
    for cluster, given in enumerate(clusters):
        places = _places(given, f"memberships[{cluster}]")
        counted = places[:1] if rule == "lead" else places
        part = Fraction(1, len(places)) if rule == "fractional" else Fraction(1)
        for code in counted:
            counts[code] = counts.get(code, Fraction(0)) + part
    return {code: float(count) for code, count in counts.items()}


def _places(given: Sequence[Code], where: str) -> list[Code]:
    places = _checks.listed(given, where, "a list of codes is needed, the leading one first")
    if not places:
        raise ValueError(f"{where} is empty: each cluster needs a place")
    keys = [_checks.key(code, f"{where}[{place}]") for place, code in enumerate(places)]
    if len(set(keys)) < len(keys):
        raise ValueError(f"{where} names a place twice: {keys}")
    return keys
