"""Where a city stands among the 17: ranks over the years, and the cities most like it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.record import provenance, statistics

#: First years of a new basis of the printed figures, which are not comparable with those before.
#: Economic output was revised by the economic census of 2018, population by the census of 2020; in
#: 2011 output jumps by more than a third in some cities.
NEW_BASIS = {"gdp": (2011, 2019), "gdp_secondary": (2011, 2019), "population": (2020,)}
#: Years whose economic figures are preliminary; the fifth economic census revised them later.
PRELIMINARY = {"gdp": (2023,), "gdp_secondary": (2023,)}

#: Measures by which cities are compared, and whether their logarithm is taken.
ALIKE_BY = {"gdp": True, "population": True, "secondary_share": False}


def rank(values: pd.Series) -> pd.Series:
    """Rank of each value, 1 for the largest; equal values share one, unknown ones have none."""
    return values.rank(method="min", ascending=False).astype("Int64")


@remembered(256)
def of_year(atlas: Atlas, code: str, year: int) -> pd.Series:
    """Rank of each city by one indicator in one year; see :func:`rank`."""
    return rank(statistics.values(atlas, code, year))


def parts(code: str) -> tuple[str, ...]:
    """Printed indicators that an indicator is made of."""
    item = statistics.INDICATORS[code]
    return (item.numerator,) if item.denominator is None else (item.numerator, item.denominator)


class _Printed(NamedTuple):
    """A printed figure of a city."""

    indicator: str
    year: int
    confidence: str
    source_id: str


@remembered(1)
def _printed(atlas: Atlas) -> Mapping[int, tuple[_Printed, ...]]:
    """Printed figures of each city, in the order of the table."""
    rows = provenance.rows(atlas, "city_stats")
    found: dict[int, list[_Printed]] = {}
    names = ["adcode", *_Printed._fields]
    for adcode, indicator, year, *about in rows[names].itertuples(index=False, name=None):
        found.setdefault(int(adcode), []).append(_Printed(indicator, int(year), *about))
    return MappingProxyType({adcode: tuple(own) for adcode, own in found.items()})


@remembered(256)
def _known(atlas: Atlas, code: str, year: int) -> tuple[pd.Series, int]:
    """Values of the cities in a year, and how many are known."""
    values = statistics.values(atlas, code, year)
    return values, int(values.notna().sum())


@remembered(256)
def series(atlas: Atlas, code: str, adcode: int) -> pd.DataFrame:
    """One indicator of a city over the years, with its rank.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    code : str
        Key of ``geo.record.statistics.INDICATORS``.
    adcode : int
        One of the 17 prefecture-level units.

    Returns
    -------
    pandas.DataFrame
        Index ``year``, years with a known value only, oldest first; the area has the year of its
        print. Columns

        ``value``; ``rank`` among the cities known that year, 1 for the largest, ties sharing one,
        missing where fewer than `statistics.enough` are known; ``known``, how many are;
        ``basis`` number of the basis, equal where years can be compared;
        ``preliminary`` whether the figure was revised later; ``doubtful`` whether a printed figure
        in it is of low confidence; ``source_ids`` tuple.
    """
    printed = parts(code)
    breaks = {first for name in printed for first in NEW_BASIS.get(name, ())}
    rows = [row for row in _printed(atlas).get(adcode, ()) if row.indicator in printed]
    found = []
    for year in sorted({row.year for row in rows}):
        values, known = _known(atlas, code, year)
        if pd.isna(values[adcode]):
            continue
        own = [row for row in rows if row.year == year or row.indicator == "area"]
        ranked = known >= statistics.enough(atlas)
        found.append(
            {
                "year": year,
                "value": float(values[adcode]),
                "rank": of_year(atlas, code, year)[adcode] if ranked else pd.NA,
                "known": known,
                "basis": sum(year >= first for first in breaks),
                "preliminary": any(year in PRELIMINARY.get(name, ()) for name in printed),
                "doubtful": any(row.confidence == "low" for row in own),
                "source_ids": tuple(dict.fromkeys(row.source_id for row in own)),
            }
        )
    columns = ["year", "value", "rank", "known", "basis", "preliminary", "doubtful", "source_ids"]
    frame = pd.DataFrame(found, columns=columns).set_index("year")
    return frame.astype({"rank": "Int64", "known": "int64", "basis": "int64", "value": "float64"})


@remembered(256)
def latest(atlas: Atlas, code: str, adcode: int) -> pd.Series | None:
    """Newest ranked year of an indicator of a city, None where there is none.

    Returns
    -------
    pandas.Series or None
        A row of :func:`series`; its name is the year.
    """
    ranked = series(atlas, code, adcode).dropna(subset=["rank"])
    return None if ranked.empty else ranked.iloc[-1]


@remembered(4)
def _profile(atlas: Atlas) -> tuple[int, pd.DataFrame]:
    years = set.intersection(*(set(statistics.years(atlas, code)) for code in ALIKE_BY))
    year = max(years)
    return year, pd.DataFrame({code: statistics.values(atlas, code, year) for code in ALIKE_BY})


def profile(atlas: Atlas) -> tuple[int, pd.DataFrame]:
    """Latest year for which all measures of ``ALIKE_BY`` are known, and their values by city."""
    year, table = _profile(atlas)
    return year, table.copy(deep=False)


def alike(atlas: Atlas, adcode: int, count: int = 4) -> pd.DataFrame:
    """Cities most like a city in size and structure.

    Each measure of ``ALIKE_BY`` is turned into a z-score over the cities known (GDP and population
    after taking logarithms); the cities nearest in the Euclidean distance of the three are given.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    adcode : int
        One of the 17 prefecture-level units.
    count : int
        How many to give.

    Returns
    -------
    pandas.DataFrame
        Index adcode, nearest first; the measures in their units and ``distance`` in standard
        deviations. Empty where a measure of the city is unknown.
    """
    _, table = profile(atlas)
    table = table.dropna()
    if adcode not in table.index:
        return table.iloc[:0].assign(distance=[])
    scores = table.assign(**{code: np.log(table[code]) for code, log in ALIKE_BY.items() if log})
    scores = (scores - scores.mean()) / scores.std(ddof=0)
    table["distance"] = np.sqrt(((scores - scores.loc[adcode]) ** 2).sum(axis=1))
    return table.drop(adcode).nsmallest(count, "distance")


def tied(atlas: Atlas, code: str, adcode: int, year: int) -> bool:
    """Whether another city has the same value of an indicator in a year."""
    values = statistics.values(atlas, code, year)
    return int((values == values[adcode]).sum()) > 1


@remembered(1)
def excess(atlas: Atlas) -> list[tuple[str, int, float]]:
    """Years before the last change of basis in which the cities add up to more than the province.

    Returns
    -------
    list of tuple
        Indicator, year and the sum of the cities over the printed figure of the province, where
        enough cities are known and it exceeds 101 %.
    """
    table = provenance.rows(atlas, "city_stats")
    province = table[table["adcode"] == atlas.province_adcode].set_index(["indicator", "year"])[
        "value"
    ]
    found = []
    for code, firsts in NEW_BASIS.items():
        for year in statistics.years(atlas, code):
            if year >= firsts[-1] or (code, year) not in province.index:
                continue
            share = float(statistics.values(atlas, code, year).sum() / province[code, year])
            if share > 1.01:
                found.append((code, year, share))
    return found
