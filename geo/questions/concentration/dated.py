"""Lists by year: where the clusters named in one year lie, and the official counts of a year."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.questions.concentration import subjects
from geo.questions.concentration.memberships import Memberships
from geo.record import clusters, counts


@dataclass(frozen=True)
class Dated:
    """The record of one programme in one year.

    Attributes
    ----------
    code : str
        Code that a link carries: ``named.<programme>.<year>`` or ``official.<programme>.<year>``.
    programme : str
        The programme.
    year : int
        The year.
    official : bool
        Whether it is an official count by city; otherwise it is the list of named clusters.
    number : int
        Items whose city is known.
    total : int or None
        Official total of the year, where it is known and not below that number.
    """

    code: str
    programme: str
    year: int
    official: bool
    number: int
    total: int | None


@remembered(4)
def lists(atlas: Atlas) -> tuple[Dated, ...]:
    """Every record by programme and year, programmes in their own order, oldest year first.

    Official counts are taken where at least ``subjects.LEAST_CITIES`` cities have one.
    """
    found = []
    for programme in clusters.programmes(atlas).index:
        totals = counts.official(atlas, "total", programme)
        totals = totals[totals["count_kind"] == "stock"].drop_duplicates("year", keep="last")
        known = dict(zip(totals["year"].astype(int), totals["count"].astype(int), strict=True))
        for year, number in counts.named_by_year(atlas, programme).items():
            total = known.get(int(year))
            found.append(
                Dated(
                    f"named.{programme}.{year}", programme, int(year), False, int(number),
                    total if total is not None and total >= number else None,
                )
            )  # fmt: skip
        for code, year in counts.city_years(atlas, subjects.LEAST_CITIES):
            if code == programme:
                number = int(counts.by_city(atlas, programme, year).sum())
                found.append(
                    Dated(
                        f"official.{programme}.{year}", programme, year, True, number,
                        known.get(year),
                    )
                )  # fmt: skip
    order = {code: rank for rank, code in enumerate(clusters.programmes(atlas).index)}
    return tuple(sorted(found, key=lambda one: (order[one.programme], one.year, one.official)))


def codes(atlas: Atlas) -> tuple[str, ...]:
    """Codes of all records."""
    return tuple(one.code for one in lists(atlas))


@remembered(64)
def by_city(atlas: Atlas, one: Dated) -> pd.Series:
    """Items of a record by lead city; NaN where an official count is silent."""
    if one.official:
        return counts.by_city(atlas, one.programme, one.year).astype(float)
    places = Memberships.of(counts.named(atlas, one.programme, one.year)["city_adcodes"])
    number = pd.Series(places.by_city("lead"), dtype=float)
    return number.reindex(atlas.cities.index, fill_value=0.0)
