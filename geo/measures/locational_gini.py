"""Locational Gini coefficient in its two definitions."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

import geo.measures._checks as _checks
from geo.measures._checks import Floats
from geo.measures._labels import aligned
from geo.measures._rows import along_rows, scaled, shares
from geo.measures.lorenz import curve, gini_of

Form = Literal["reference_weighted", "lq"]


def _rows(x: Floats, reference: ArrayLike, form: Form = "reference_weighted") -> Floats:
    benchmark = shares(reference)
    if form == "lq":
        return gini_of(*curve(scaled(x) / benchmark, np.ones(x.shape[-1])))
    return gini_of(*curve(x, benchmark))


@along_rows(_rows)
def locational_gini(x: ArrayLike, reference: ArrayLike, form: Form = "reference_weighted") -> float:
    r"""Locational Gini coefficient, by one of two definitions that differ.

    Parameters
    ----------
    x : array_like
        Non-negative amounts, one an area.
    reference : array_like
        Benchmark in the same order, any total.
    form : {"reference_weighted", "lq"}
        ``"reference_weighted"``: twice the area between the diagonal and the Lorenz curve of `x`
        over the benchmark, areas sorted by location quotient; an area counts by its benchmark.
        ``"lq"``: the Gini coefficient of the location quotients, each area counted once.

    Returns
    -------
    float
        Between 0 (proportional to the benchmark) and 1 less the smallest share of the benchmark
        (``"reference_weighted"``) or 1 - 1/k (``"lq"``).

    Raises
    ------
    ValueError
        For negative, missing or infinite values, lengths that differ, a total of zero, an unknown
        form, or, with ``"lq"``, an area without benchmark.

    Notes
    -----
    Some authors print the area itself, half of the first form, with 0.5 as the limit. Say which
    form a figure is. Few counts on many areas give a high value by chance alone: compare with
    `null_band`. The first form accepts an area without benchmark.

    References
    ----------
    Krugman, P. (1991). Geography and trade. Cambridge, MA: MIT Press.
    Kim, S. (1995). Expansion of markets and the geographic distribution of economic activities.
    Quarterly Journal of Economics 110, 881-908.

    Examples
    --------
    >>> employed, all_employed = [500, 500, 1000, 7000, 1000], [20000, 15000, 20000, 40000, 5000]
    >>> round(locational_gini(employed, all_employed), 4)
    0.3725
    >>> round(locational_gini(employed, all_employed, form="lq"), 4)
    0.4069
    """
    x, reference = aligned(x=x, reference=reference)
    amounts = _checks.amounts(x, "x")
    _checks.one_of(form, "form", ("reference_weighted", "lq"))
    check = _checks.positive_reference_for if form == "lq" else _checks.reference_for
    return float(_rows(amounts, check(amounts, reference), form))
