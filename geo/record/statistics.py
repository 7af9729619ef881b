"""Statistics of the cities by year, printed and derived.

Derived indicators divide two printed ones of the same year; a city that lacks either has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.record import provenance


@dataclass(frozen=True)
class Indicator:
    """What an indicator is made of.

    Attributes
    ----------
    code : str
        Key of the indicator.
    numerator, denominator : str
        Printed indicators; no denominator means that the numerator itself is meant.
    factor : float
        What the quotient is multiplied by to reach ``unit``.
    unit : str
        Unit as a key of the catalogue ``units``.
    any_year : bool
        Whether the denominator may be of any year, as areas hardly change.
    """

    code: str
    numerator: str
    unit: str
    denominator: str | None = None
    factor: float = 1.0
    any_year: bool = False


#: Indicators that whole maps and ranks are made of. Firm counts and R&D intensity are left out:
#: a few cities at different dates cannot be ranked.
INDICATORS: Mapping[str, Indicator] = MappingProxyType(
    {
        item.code: item
        for item in (
            Indicator("gdp", "gdp", "cny_100m"),
            Indicator("gdp_secondary", "gdp_secondary", "cny_100m"),
            Indicator("population", "population", "persons_10k"),
            Indicator("area", "area", "km2", any_year=True),
            Indicator("gdp_per_head", "gdp", "cny", "population", 10_000),
            Indicator("secondary_share", "gdp_secondary", "percent", "gdp", 100),
            Indicator("density", "population", "persons_per_km2", "area", 10_000, any_year=True),
        )
    }
)


@remembered(4)
def _printed(atlas: Atlas) -> pd.DataFrame:
    rows = provenance.rows(atlas, "city_stats")
    return rows.set_index(["indicator", "year", "adcode"])["value"].unstack("adcode")


def _area(atlas: Atlas) -> pd.Series:
    """Latest printed area of each city, whatever its year."""
    return _printed(atlas).loc["area"].sort_index().ffill().iloc[-1]


@remembered(256)
def values(atlas: Atlas, code: str, year: int) -> pd.Series:
    """Values of one indicator in one year for the cities.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    code : str
        Key of ``INDICATORS``.
    year : int
        Calendar year; for areas, the year asked for does not matter.

    Returns
    -------
    pandas.Series
        Index adcode of all cities, float in the unit of the indicator, NaN where unknown.
    """
    item = INDICATORS[code]
    table = _printed(atlas)

    def printed(name: str) -> pd.Series:
        if name == "area":
            return _area(atlas)
        key = (name, year)
        return table.loc[key] if key in table.index else pd.Series(dtype=float)

    series = printed(item.numerator)
    if item.denominator:
        series = series / printed(item.denominator)
    return (series * item.factor).reindex(atlas.cities.index).astype(float)


@remembered(1)
def enough(atlas: Atlas) -> int:
    """Cities for which a figure must be known before they are ranked: all but one."""
    return len(atlas.cities) - 1


def full_years(atlas: Atlas, code: str) -> list[int]:
    """Years in which an indicator is known for every city, oldest first."""
    return years(atlas, code, len(atlas.cities))


@remembered(64)
def years(atlas: Atlas, code: str, at_least: int | None = None) -> list[int]:
    """Years in which an indicator is known for so many cities, oldest first.

    Without a number, for :func:`enough` of them.
    """
    at_least = enough(atlas) if at_least is None else at_least
    found = sorted(set(_printed(atlas).index.get_level_values("year")))
    if code == "area":
        return [int(found[-1])] if _area(atlas).notna().sum() >= at_least else []
    return [int(year) for year in found if values(atlas, code, year).notna().sum() >= at_least]


@remembered(256)
def sources(atlas: Atlas, code: str, year: int) -> list[str]:
    """Source ids of the printed figures that an indicator of a year rests on."""
    item = INDICATORS[code]
    rows = provenance.rows(atlas, "city_stats")
    rows = rows[rows["indicator"].isin([item.numerator, item.denominator])]
    rows = rows[(rows["year"] == year) | (rows["indicator"] == "area")]
    return list(dict.fromkeys(rows["source_id"]))
