"""Official counts of clusters, beside the number that is named here.

Official counts are complete where the named lists are not; the two are never mixed.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo.atlas import Atlas


@dataclass(frozen=True)
class Coverage:
    """How many members of a programme are named of the official number.

    Attributes
    ----------
    named : int
        Distinct clusters or zones on record.
    official : int or None
        Official number; None where no source states one.
    year : int or None
        Year of the official number.
    """

    named: int
    official: int | None
    year: int | None

    @property
    def share(self) -> float | None:
        """Named over official, None where the official number is unknown."""
        return None if self.official is None else self.named / self.official

    @property
    def complete(self) -> bool:
        """Whether every one of the official number is named."""
        return self.official is not None and self.named >= self.official


def coverage(atlas: Atlas, programme_id: str) -> Coverage:
    """Named and official number of one programme.

    Raises
    ------
    KeyError
        For an unknown programme.
    """
    row = atlas.table("programmes").set_index("programme_id").loc[programme_id]

    def known(value: object) -> int | None:
        return None if pd.isna(value) else int(value)  # type: ignore[call-overload]

    return Coverage(int(row["named_count"]), known(row["official_count"]), known(row["official_year"]))


def official(atlas: Atlas, dimension: str, programme_id: str | None = None) -> pd.DataFrame:
    """Official counts of one dimension, newest last; plans are left out.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    dimension : {"total", "city", "region", "industry"}
        What is counted by.
    programme_id : str, optional
        One programme only.

    Returns
    -------
    pandas.DataFrame
        Rows of ``cluster_counts`` of kind ``stock`` (a total) or ``new`` (that year's additions).
    """
    rows = atlas.table("cluster_counts")
    rows = rows[(rows["dimension"] == dimension) & (rows["count_kind"] != "target")]
    if programme_id is not None:
        rows = rows[rows["programme_id"] == programme_id]
    return rows.sort_values(["programme_id", "year"], kind="stable")


def by_city(atlas: Atlas, programme_id: str, year: int) -> pd.Series:
    """Official counts of a programme by city in one year.

    Returns
    -------
    pandas.Series
        Index adcode of all 17 units, Int64; NA where the year's source does not name the city,
        which means unknown, not zero.
    """
    rows = official(atlas, "city", programme_id)
    rows = rows[rows["year"] == year]
    counts = rows.set_index(rows["key"].astype(int))["count"].astype("Int64")
    return counts.reindex(atlas.cities.index)


def city_years(atlas: Atlas, at_least: int = 1) -> list[tuple[str, int]]:
    """Programme and year of the official counts known for enough cities, newest last."""
    rows = official(atlas, "city").groupby(["programme_id", "year"])["key"].nunique()
    return [(str(programme), int(year)) for (programme, year), n in rows.items() if n >= at_least]
