"""Checks of sense: what every cell of a table may hold, and no table may mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.data.package import Package
from geo.data.problems import Problem
from geo.data.reading import FIRST, problem

Tables = Mapping[str, pd.DataFrame]
Values = npt.NDArray[np.float64]

CROSSING = ("belt",)
"""Roles of regions that may run through others of their scheme and role."""

TOGETHER = ("gdp", "gdp_secondary", "population")
"""Indicators that must be known for every city in one year: ranks, shares and sums rest on them."""

NO_SOURCE = "general_knowledge"
"""Kind of the sources that stand for no figure."""

JUMP = 30.0
"""By how much a figure may differ from others of its kind before it is taken for one in a wrong
unit: the units that are mixed up (persons and 10 000 persons, hectares and km²) lie a hundred times
apart or more, while real figures differ by a factor of 3 between years and of 17 between areas."""


def complaints(records: Package, tables: Tables) -> list[Problem]:
    """Find what makes no sense in tables whose cells are sound.

    Parameters
    ----------
    records : Package
        The dictionary.
    tables : Mapping
        The tables that could be read, by name; what needs another one is left out.

    Returns
    -------
    list of Problem
        Tables without the rows that pages need, clusters on no list, regions of a scheme that
        overlap, are empty or are led from outside, figures that are nothing or jump, and indicators
        that are known for all cities in no year.
    """
    found = list(_needed(records, tables))
    checks = {
        _unlisted: ("clusters", "cluster_listings", "programmes"),
        _regions: ("regions", "schemes", "areas"),
        _units: ("city_stats",),
        _nothing: ("city_stats",),
        _jumps: ("city_stats",),
        _years: ("city_stats", "areas", "sources"),
    }
    for check, names in checks.items():
        if all(name in tables and len(tables[name]) for name in names):
            found += check(records, tables)
    return found


def _needed(records: Package, tables: Tables) -> Iterator[Problem]:
    """Tables without rows, and columns without a value, that pages cannot do without."""
    for resource in records.tables:
        if resource.name not in tables:
            continue
        frame = tables[resource.name]
        if frame.empty:
            if resource.raw.get("hca:needed"):
                yield problem(resource, "no_rows")
            continue
        for column in resource.columns:
            for value in column.needs:
                if value not in set(frame[column.name]):
                    yield problem(resource, "value_needed", None, column.name, str(value))


def _unlisted(records: Package, tables: Tables) -> Iterator[Problem]:
    """Clusters on no list, and lists of zones that name a cluster."""
    programmes, listings = tables["programmes"], tables["cluster_listings"]
    zones = set(programmes.loc[programmes["unit"] == "zone", "programme_id"])
    resource = records.resources["cluster_listings"]
    for row, programme in enumerate(listings["programme_id"], FIRST):
        if programme in zones:
            yield problem(resource, "list_of_zones", row, "programme_id", str(programme))
    resource, listed = records.resources["clusters"], set(listings["cluster_id"])
    for row, key in enumerate(tables["clusters"]["cluster_id"], FIRST):
        if key not in listed and not pd.isna(key):
            file = records.resources["cluster_listings"].path
            yield problem(resource, "unlisted", row, "cluster_id", str(key), file=file)


def _regions(records: Package, tables: Tables) -> Iterator[Problem]:
    """Regions that do not divide their scheme as it says, or are led from outside."""
    resource, schemes, areas = records.resources["regions"], tables["schemes"], tables["areas"]
    complete = set(schemes.loc[schemes["complete"].fillna(False), "scheme_id"].dropna())
    cities = areas.loc[areas["level"] == "city", "adcode"].dropna()
    seen: dict[tuple[str, str, int], str] = {}
    for number, row in enumerate(tables["regions"].itertuples(), FIRST):
        lead, members, whole = row.lead_city_adcode, row.member_adcodes, row.scheme_id in complete
        if not pd.isna(lead) and members and lead not in members:
            yield problem(resource, "lead_outside", number, "lead_city_adcode", str(lead))
        if whole and not members:
            yield problem(resource, "region_empty", number, "member_adcodes")
        if row.role in CROSSING and not whole:
            continue
        for city in dict.fromkeys(members):
            place = (row.scheme_id, "" if whole else row.role, city)
            if place in seen:
                where = (number, "member_adcodes", str(city))
                yield problem(resource, "in_two_regions", *where, other=seen[place])
            seen.setdefault(place, row.region_id)
    resource = records.resources["schemes"]
    for number, scheme in enumerate(schemes["scheme_id"], FIRST):
        for city in cities if scheme in complete else ():
            if (scheme, "", city) not in seen:
                yield problem(resource, "in_no_region", number, "scheme_id", scheme, area=city)


def _units(records: Package, tables: Tables) -> Iterator[Problem]:
    """Figures in another unit than most of their indicator."""
    stats = tables["city_stats"].dropna(subset=["indicator", "unit"])
    usual = stats.groupby("indicator")["unit"].agg(lambda units: units.mode().iloc[0])
    for place, row in stats[stats["unit"] != stats["indicator"].map(usual)].iterrows():
        where = (int(str(place)) + FIRST, "unit", row["unit"])
        yield problem(
            records.resources["city_stats"], "other_unit", *where, usual=usual[row["indicator"]]
        )


def _nothing(records: Package, tables: Tables) -> Iterator[Problem]:
    """Output and people that are not more than nothing, which no share or rank can rest on."""
    stats = tables["city_stats"]
    for place, row in stats[stats["indicator"].isin(TOGETHER) & (stats["value"] <= 0)].iterrows():
        where = (int(str(place)) + FIRST, "value", f"{row['value']:.10g}")
        yield problem(records.resources["city_stats"], "not_positive", *where)


def _jumps(records: Package, tables: Tables) -> Iterator[Problem]:
    """Figures far from the other years of their area, or per head far from the other areas."""
    stats = tables["city_stats"].dropna(subset=["adcode", "year", "indicator", "value"])
    # Where there are none of something, nothing can be said about the next year; what must be more
    # than nothing is told by itself.
    may_be_none = (stats["unit"] == "家") | stats["indicator"].isin(TOGETHER)
    stats = stats[(stats["value"] > 0) | ~may_be_none]
    people = stats[stats["indicator"] == "population"].groupby("adcode")["value"].median()
    heads = stats["adcode"].map(people.where(people > 0)).where(stats["unit"] != "%", 1.0)
    stats = stats.assign(
        level=(stats["value"] / heads).where(stats["indicator"] != "population"),
        row=stats.index + FIRST,
    )
    for _, rows in stats.groupby("indicator"):
        areas, numbers = rows["adcode"].to_numpy(), rows["row"].to_numpy()
        values, levels = rows["value"].to_numpy(), rows["level"].to_numpy()
        for place, value in enumerate(values):
            same = areas == areas[place]
            years = _times(value, values[same & (numbers != numbers[place])])
            others = _times(levels[place], levels[~same])
            for kind, times in (("jump_years", years), ("jump_areas", others)):
                if not 1 / JUMP <= times <= JUMP:
                    where = (int(numbers[place]), "value", f"{value:.10g}")
                    yield problem(records.resources["city_stats"], kind, *where, times=_said(times))
                    break


def _years(records: Package, tables: Tables) -> Iterator[Problem]:
    """Indicators that are compared, where they are known for all cities in no year."""
    stats, areas, sources = tables["city_stats"], tables["areas"], tables["sources"]
    cities = areas.loc[areas["level"] == "city", "adcode"].dropna()
    unsourced = sources.loc[sources["kind"] == NO_SOURCE, "source_id"]
    known = stats.dropna(subset=["value", "year"])
    known = known[known["adcode"].isin(cities) & ~known["source_id"].isin(unsourced)]
    if not set(TOGETHER) <= set(known["indicator"]):
        return  # told as a value that is needed, or the cells themselves are at fault
    inside = known[known["indicator"].isin(TOGETHER)]
    number = inside.groupby(["year", "adcode"])["indicator"].nunique()
    whole = number[number == len(TOGETHER)].groupby("year").size()
    if whole.max() != len(cities):
        year = (
            int(whole.index[whole == whole.max()].max())
            if len(whole)
            else int(inside["year"].max())
        )
        here = number.loc[year]
        left = sorted(set(cities) - set(here.index[here == len(TOGETHER)]))
        yield problem(
            records.resources["city_stats"], "no_full_year", None, "indicator", ", ".join(TOGETHER),
            year=year, areas=", ".join(map(str, left)),
        )  # fmt: skip


def _times(value: float, others: Values) -> float:
    """How many times the median of others a value is; 1 if that cannot be said."""
    known = others[~np.isnan(others)]
    middle = float(np.median(known)) if len(known) else 0.0
    return 1.0 if np.isnan(value) or not middle else float(value) / middle


def _said(times: float) -> str:
    if times >= 1:
        return f"{times:,.0f}"
    return f"1/{1 / times:,.0f}" if times else "0"
