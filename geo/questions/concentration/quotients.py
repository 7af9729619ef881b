"""City by city: observed against expected, and location quotients with their doubt."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from geo.measures import (
    dirichlet_strength,
    location_quotient_interval,
    smoothed_location_quotient,
)

#: A quotient is shown for itself where at least this many items are expected.
LEAST_EXPECTED = 1.0
#: Keys of the pooled rows.
CORE, REST = "core", "rest"


def by_city(observed: pd.Series, shares: pd.Series, total: float | None = None) -> pd.DataFrame:
    """Observed and expected by city, the largest surplus first.

    Parameters
    ----------
    observed : pandas.Series
        Items or amount by city, NaN where unknown.
    shares : pandas.Series
        Benchmark shares with the same index.
    total : float, optional
        What all cities have together, if that is more than the sum of those known.

    Returns
    -------
    pandas.DataFrame
        Columns ``observed``, ``expected``, ``difference`` and ``base_share``; unknown ones last.
    """
    whole = observed.sum() if total is None else total
    frame = pd.DataFrame({"observed": observed, "expected": shares * whole, "base_share": shares})
    frame["difference"] = frame["observed"] - frame["expected"]
    return frame.sort_values(
        ["difference", "expected"], ascending=[False, True], na_position="last", kind="stable"
    )


def strength(table: pd.DataFrame) -> float:
    """Strength of smoothing that the counts themselves give, in items (Fienberg and Holland)."""
    known = table.dropna(subset=["observed"])
    prob = known["base_share"] / known["base_share"].sum()
    return float(dirichlet_strength(known["observed"], prob))


def too_few(table: pd.DataFrame) -> list[int]:
    """Cities with a known count that have too few expected to be shown for themselves."""
    known = table.dropna(subset=["observed"])
    expected = known["observed"].sum() * known["base_share"] / known["base_share"].sum()
    return [int(city) for city in known.index[expected < LEAST_EXPECTED]]


def quotients(table: pd.DataFrame, core: Collection[int], smoothing: float) -> pd.DataFrame:
    """Location quotients of the cities with enough expected, and of core and rest pooled.

    Parameters
    ----------
    table : pandas.DataFrame
        As :func:`by_city` gives it; whole counts only.
    core : collection of int
        The core cities, which are pooled whether they have enough expected or not.
    smoothing : float
        How many items of the benchmark are mixed in; :func:`strength` proposes one.

    Returns
    -------
    pandas.DataFrame
        Index ``core``, ``rest``, then adcodes by falling quotient. Columns ``observed``,
        ``expected``, ``lq``, ``low``, ``high`` (95 %, Clopper-Pearson), ``smoothed`` and ``open``
        (whether the interval contains 1).
    """
    known = table.dropna(subset=["observed"])
    n = int(known["observed"].sum())
    prob = known["base_share"] / known["base_share"].sum()
    smoothed = pd.Series(
        smoothed_location_quotient(known["observed"], prob, smoothing), index=known.index
    )
    inside = known.index.isin(list(core))
    rows = {}
    for key, members in ((CORE, inside), (REST, ~inside)):
        share = float(prob[members].sum())
        if 0 < share < 1 or (share and members.all()):
            held = int(known.loc[members, "observed"].sum())
            pooled = float((smoothed[members] * prob[members]).sum() / share)
            rows[key] = (held, n * share, share, pooled)
    single = known[n * prob >= LEAST_EXPECTED]
    for city in (single["observed"] / single["base_share"]).sort_values(ascending=False).index:
        share = float(prob[city])
        rows[city] = (int(known.at[city, "observed"]), n * share, share, float(smoothed[city]))
    columns = ["observed", "expected", "share", "smoothed"]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    found = location_quotient_interval(frame["observed"], n, np.minimum(frame["share"], 1.0))
    frame["lq"], frame["low"], frame["high"] = found.lq, found.low, found.high
    frame["open"] = (frame["low"] <= 1) & (frame["high"] >= 1)
    return frame
