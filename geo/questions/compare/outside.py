"""Cities outside the province that its own can be set beside, and figures of the same year.

Every figure of the table has its year; two of different years are never set side by side. A data
folder may lack the table, and then there is nobody outside to compare with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered

_TABLE = "peers"
#: How a remark begins where the figure is one that may be higher.
_AT_LEAST = "lower bound"


@remembered(1)
def rows(atlas: Atlas) -> pd.DataFrame:
    """Rows of the table with ``code`` and ``at_least``; none where a data folder lacks it."""
    if _TABLE not in atlas.tables:
        names = ["name_zh", "name_en", "province_zh", "province_en"]
        columns = ["code", *names, "indicator", "year", "value", "source_id", "at_least"]
        return pd.DataFrame(columns=columns)
    table = atlas.table(_TABLE)
    return table.assign(
        code=table["adcode"].astype(str),
        name_zh=table["city_zh"],
        name_en=table["city_en"],
        at_least=table["note"].fillna("").str.startswith(_AT_LEAST),
    )


def names(atlas: Atlas) -> pd.DataFrame:
    """Cities of the table by code: ``name_zh``, ``name_en``, ``province_zh``, ``province_en``."""
    columns = ["name_zh", "name_en", "province_zh", "province_en"]
    return rows(atlas).drop_duplicates("code").set_index("code")[columns]


def own(atlas: Atlas) -> tuple[str, ...]:
    """Codes of the cities of the province that have figures beside those outside."""
    inside = set(map(str, atlas.cities.index))
    return tuple(code for code in names(atlas).index if code in inside)


@dataclass(frozen=True)
class Values:
    """One figure of several cities in one year.

    Attributes
    ----------
    values : pandas.Series
        By code; NaN where it is not known for that year.
    year : int
        The year.
    at_least : frozenset of str
        Codes whose value may be higher.
    source_ids : tuple of str
        Sources.
    """

    values: pd.Series
    year: int
    at_least: frozenset[str]
    source_ids: tuple[str, ...]


def values(
    atlas: Atlas, indicator: str, codes: Sequence[str], year: int | None = None
) -> Values | None:
    """A figure of some cities in the year that most of them have, the latest of such.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    indicator : str
        One of the table.
    codes : sequence of str
        The cities.
    year : int, optional
        The year asked for.

    Returns
    -------
    Values or None
        None where no city has it.
    """
    found = rows(atlas)
    found = found[(found["indicator"] == indicator) & found["code"].isin(codes)]
    if year is not None:
        found = found[found["year"] == year]
    if found.empty:
        return None
    number = found.groupby("year")["code"].nunique()
    best = int(max(number.index[number == number.max()]))
    found = found[found["year"] == best].set_index("code")
    return Values(
        values=found["value"].reindex(list(codes)).astype(float),
        year=best,
        at_least=frozenset(found.index[found["at_least"]]),
        source_ids=tuple(dict.fromkeys(found["source_id"])),
    )


def quotient(
    atlas: Atlas, above: str, below: str, factor: float, codes: Sequence[str]
) -> Values | None:
    """One figure over another of the same year."""
    under = values(atlas, below, codes)
    over = values(atlas, above, codes, under.year) if under else None
    if under is None or over is None:
        return None
    sources = tuple(dict.fromkeys([*over.source_ids, *under.source_ids]))
    return Values(over.values / under.values * factor, over.year, frozenset(), sources)


@remembered(16)
def nearest(atlas: Atlas, code: str, by: str = "alike") -> pd.Series:
    """Cities on the other side of the border most like a city, nearest first.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    code : str
        A city of the table.
    by : str
        ``size`` for product and population (logarithms) and ``structure`` for the share of
        secondary industry; anything else for both.

    Returns
    -------
    pandas.Series
        Index code; standard deviations, or points of the share. Empty where it is not known.
    """
    every = list(names(atlas).index)
    gdp, people = values(atlas, "gdp", every), values(atlas, "population", every)
    share = quotient(atlas, "gdp_secondary", "gdp", 100, every)
    if gdp is None or people is None or share is None or code not in every:
        return pd.Series(dtype=float)
    table = pd.DataFrame(
        {
            "gdp": np.log(gdp.values),
            "population": np.log(people.values),
            "secondary_share": share.values,
        }
    ).dropna()
    inside = own(atlas)
    others = [other for other in table.index if (other in inside) != (code in inside)]
    if code not in table.index:
        return pd.Series(dtype=float)
    if by == "structure":
        return (
            (table["secondary_share"] - table.at[code, "secondary_share"])
            .abs()[others]
            .sort_values(kind="stable")
        )
    columns = ["gdp", "population"] if by == "size" else list(table)
    scores = (table - table.mean()) / table.std(ddof=0).replace(0, np.nan)
    apart = (scores - scores.loc[code])[columns].fillna(0.0)
    return np.sqrt((apart**2).sum(axis=1))[others].sort_values(kind="stable")
