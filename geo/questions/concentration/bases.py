"""Against what: the benchmark shares of the cities, each of the nearest suitable year."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.record import provenance, statistics

#: Benchmarks in the order they are offered, with the indicator that each is made of.
BASES: dict[str, str] = {
    "population": "population",
    "gdp": "gdp",
    "secondary": "gdp_secondary",
    "area": "area",
    "equal": "",
}
DEFAULT = "population"
#: How far the sum of the cities may differ from the province's own figure.
TOLERANCE = 0.01


@dataclass(frozen=True)
class Base:
    """A benchmark: the share of each city in something.

    Attributes
    ----------
    code : str
        One of :data:`BASES`.
    year : int or None
        Year of the figures; None where years do not matter.
    shares : tuple of float
        Shares of the 17 units in the order of ``atlas.cities``; they sum to 1.
    source_ids : tuple of str
        Sources of the figures.
    """

    code: str
    year: int | None
    shares: tuple[float, ...]
    source_ids: tuple[str, ...] = ()


@remembered(4)
def units(atlas: Atlas) -> tuple[int, ...]:
    """Codes of the 17 units, in the order of every share and count."""
    return tuple(int(city) for city in atlas.cities.index)


@remembered(32)
def suitable_years(atlas: Atlas, code: str) -> list[int]:
    """Years in which all cities are known and add up to the province within the tolerance."""
    indicator = BASES[code]
    rows = provenance.rows(atlas, "city_stats")
    province = rows[(rows["adcode"] == atlas.province_adcode) & (rows["indicator"] == indicator)]
    totals = province.drop_duplicates("year", keep="last").set_index("year")["value"]
    return [
        year
        for year in statistics.full_years(atlas, indicator)
        if year in totals.index
        and abs(statistics.values(atlas, indicator, year).sum() / totals[year] - 1) <= TOLERANCE
    ]


@remembered(128)
def base(atlas: Atlas, code: str, year: int | None = None) -> Base:
    """Benchmark of a code, of the suitable year nearest to one (the earlier of two).

    Without a year the latest suitable one is taken. Where the cities of a folder of one's own never
    add up to the province, every year in which all of them are known will do.
    """
    if code == "equal":
        return Base(code, None, (1 / len(units(atlas)),) * len(units(atlas)))
    indicator = BASES[code]
    if code == "area":
        known = statistics.years(atlas, indicator)[-1]
        values, told = statistics.values(atlas, indicator, known), None
    else:
        years = suitable_years(atlas, code) or statistics.full_years(atlas, indicator)
        known = years[-1] if year is None else min(years, key=lambda y: (abs(y - year), y))
        values, told = statistics.values(atlas, indicator, known), known
    sources = statistics.sources(atlas, indicator, known)
    return Base(code, told, tuple((values / values.sum()).tolist()), tuple(sources))


def shares(atlas: Atlas, item: Base) -> pd.Series:
    """Shares of a benchmark by adcode."""
    return pd.Series(item.shares, index=pd.Index(units(atlas), name="adcode"))
