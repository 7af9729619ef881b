"""The ladder of the plan of 2021: who stands on which step, who climbed, what was planned.

The plan names four steps, key cultivation, provincial, national and world-class, but no list for
the first and the last. Programmes are put on the steps here by their tier, see ``STEP_OF_TIER``;
they recognise different populations, so their numbers are never added.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Literal

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.record import clusters, counts, facts
from geo.record.facts import Fact

Years = tuple[int, int]
Kind = Literal["climbed", "same_year", "undated", "related"]

#: The document that sets the ladder and its targets, and the year they are due.
PLAN = "seed_004"
DUE = 2025

#: Steps from the bottom up.
STEPS = ("cultivating", "provincial", "national", "world")
#: Step of the programmes of a tier. No programme recognises world-class clusters.
STEP_OF_TIER: Mapping[str, str] = MappingProxyType(
    {"county": "cultivating", "provincial": "provincial", "national": "national"}
)
#: The two programmes that the plan itself speaks of.
PLANNED = ("provincial_strategic_emerging_cluster", "national_strategic_emerging_cluster")

#: Kinds of evidence of a climb, strongest first. Only the first is a climb on record.
KINDS: tuple[Kind, ...] = ("climbed", "same_year", "undated", "related")

#: Targets of the plan, by the code of the statements that set them.
GOALS = ("output", "growth", "share", "national", "provincial", "world")


@remembered(1)
def programmes(atlas: Atlas) -> pd.DataFrame:
    """Programmes that recognise clusters with their ``step``, highest step first."""
    table = clusters.programmes(atlas)
    return table.assign(step=table["tier"].map(STEP_OF_TIER))


@remembered(8)
def on_step(atlas: Atlas, step: str) -> tuple[str, ...]:
    """Programmes of a step; none for the world-class one."""
    table = programmes(atlas)
    return tuple(table.index[table["step"] == step])


def _within(rows: pd.DataFrame, years: Years | None) -> pd.DataFrame:
    if years is None:
        return rows
    return rows[rows["year"].between(*years).fillna(False)]


def _listings(
    atlas: Atlas, ids: Collection[str] | None, years: Years | None = None
) -> pd.DataFrame:
    rows = _within(clusters.listings(atlas), years)
    return rows if ids is None else rows[rows["cluster_id"].isin(ids)]


def named(
    atlas: Atlas, ids: Collection[str] | None = None, years: Years | None = None
) -> pd.Series:
    """Clusters named on each step, each once however many of its lists it stands on.

    Returns
    -------
    pandas.Series
        Index ``STEPS`` but the last, for which there is no list.
    """
    rows = _listings(atlas, ids, years)
    number = rows.groupby(rows["tier"].map(STEP_OF_TIER))["cluster_id"].nunique()
    return number.reindex(list(STEPS[:-1]), fill_value=0).astype(int)


def by_year(atlas: Atlas, ids: Collection[str] | None = None) -> pd.DataFrame:
    """Numbers on the lists of each year, official and named.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    ids : collection of str, optional
        Clusters to count among the named ones; all by default. Official counts have no members
        and cannot be narrowed down.

    Returns
    -------
    pandas.DataFrame
        One row a programme and year of which anything is known. ``step``, ``programme_id``,
        ``year``; ``stock`` and ``new``: tuples of official totals and additions, smallest first,
        more than one where sources disagree; ``named`` clusters named of that year's list.
    """
    official = counts.official(atlas, "total")
    rows = _listings(atlas, ids).dropna(subset=["year"])
    found: dict[tuple[str, int], dict[str, Any]] = {}

    def cell(programme: Any, year: Any) -> dict[str, Any]:
        empty: dict[str, Any] = {"stock": (), "new": (), "named": 0}
        return found.setdefault((str(programme), int(year)), empty)

    for row in official.rename(columns={"count": "number"}).itertuples():
        entry = cell(row.programme_id, row.year)
        entry[row.count_kind] = tuple(sorted({*entry[row.count_kind], int(row.number)}))
    number = rows.groupby(["programme_id", "year"])["cluster_id"].nunique()
    for (programme, year), n in number.items():
        cell(programme, year)["named"] = int(n)
    step = programmes(atlas)["step"]
    table = pd.DataFrame(
        [
            {"step": step[programme], "programme_id": programme, "year": year} | entry
            for (programme, year), entry in found.items()
            if programme in step.index
        ],
        columns=["step", "programme_id", "year", "stock", "new", "named"],
    )
    order = table["programme_id"].map({code: n for n, code in enumerate(step.index)})
    return table.assign(order=order).sort_values(["order", "year"]).drop(columns="order")


def by_city(
    atlas: Atlas, ids: Collection[str] | None = None, years: Years | None = None
) -> pd.DataFrame:
    """Numbers of each city on each list.

    Returns
    -------
    pandas.DataFrame
        Rows: adcode and programme_id, all 17 × all programmes. ``named`` clusters with the city
        among their cities; ``official`` the latest count of the city within the years, its
        ``year``, and ``named_then``, clusters named of that year's list; NA where no source gives
        a count, which means unknown, not zero.
    """
    places = clusters.table(atlas)["city_adcodes"]
    rows = _listings(atlas, ids, years)
    rows = rows.assign(adcode=rows["cluster_id"].map(places)).explode("adcode")
    number = rows.groupby(["adcode", "programme_id"])["cluster_id"].nunique()
    then = rows.groupby(["adcode", "programme_id", "year"])["cluster_id"].nunique()
    official = _within(counts.official(atlas, "city"), years)
    official = official.assign(adcode=official["key"].astype(int))
    official = official.groupby(["adcode", "programme_id"])[["count", "year"]].last()
    index = pd.MultiIndex.from_product(
        [[int(code) for code in atlas.cities.index], programmes(atlas).index],
        names=["adcode", "programme_id"],
    )
    frame = pd.DataFrame(
        {
            "named": number.reindex(index, fill_value=0).astype(int),
            "official": official["count"].reindex(index).astype("Int64"),
            "year": official["year"].reindex(index).astype("Int64"),
        }
    )
    frame["named_then"] = [
        pd.NA if pd.isna(year) else int(then.get((*key, year), 0))
        for key, year in frame["year"].items()
    ]
    return frame.astype({"named_then": "Int64"})


@remembered(4)
def _climbs(atlas: Atlas) -> pd.DataFrame:
    rows = clusters.listings(atlas)
    rows = rows.assign(rank=rows["tier"].map(lambda tier: STEPS.index(STEP_OF_TIER[tier])))
    groups = {str(key): group for key, group in rows.groupby("cluster_id", sort=False)}
    found = list(_own(groups)) + list(_related(atlas, groups))
    return pd.DataFrame(found, columns=["kind", "lower", "higher", "before", "after"])


def _first(rows: pd.DataFrame) -> Any:
    """The earliest listing; an undated one only where there is no other."""
    return rows.sort_values(["year", "rank"], na_position="last", kind="stable").iloc[0]


def _own(groups: Mapping[str, pd.DataFrame]) -> Iterator[dict[str, Any]]:
    """Clusters listed on two steps: from the first listing below to the first one above it."""
    for cluster, rows in groups.items():
        ranks = sorted(rows["rank"].unique())
        for low, high in pairwise(ranks):
            before, after = _first(rows[rows["rank"] == low]), _first(rows[rows["rank"] == high])
            kind: Kind | None = None
            if pd.isna(before["year"]) or pd.isna(after["year"]):
                kind = "undated"
            elif before["year"] < after["year"]:
                kind = "climbed"
            elif before["year"] == after["year"]:
                kind = "same_year"
            if kind:
                yield _pair(kind, cluster, cluster, before, after)


def _related(atlas: Atlas, groups: Mapping[str, pd.DataFrame]) -> Iterator[dict[str, Any]]:
    """Clusters whose overlapping or nested relative stands on a higher step in a later year."""
    for row in clusters.table(atlas).itertuples():
        for other in row.related_cluster_ids:
            if other not in groups:  # known by nothing that counts
                continue
            low, high = groups[row.cluster_id], groups[other]
            before, after = _first(low), _first(high[high["rank"] == high["rank"].max()])
            later = pd.notna(before["year"]) and pd.notna(after["year"])
            if low["rank"].max() < after["rank"] and later and before["year"] < after["year"]:
                yield _pair("related", row.cluster_id, other, before, after)


def _pair(kind: Kind, lower: str, higher: str, before: Any, after: Any) -> dict[str, Any]:
    return {"kind": kind, "lower": lower, "higher": higher, "before": before, "after": after}


def climbs(atlas: Atlas, ids: Collection[str] | None = None) -> pd.DataFrame:
    """Clusters with listings on two steps, and what the listings say of the order.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    ids : collection of str, optional
        Keep the rows with one of these clusters on the higher step.

    Returns
    -------
    pandas.DataFrame
        ``kind``: ``climbed`` (a later year on a higher step), ``same_year`` (both in one year),
        ``undated`` (a year is missing), or ``related`` (another cluster, overlapping or nested,
        stands higher in a later year; kept apart, as the two are not the same). ``lower`` and
        ``higher`` cluster_id; ``before`` and ``after``: the listings, rows of
        ``geo.record.clusters.listings``. By kind, then by the later year.
    """
    table = _climbs(atlas)
    if ids is not None:
        table = table[table["higher"].isin(ids)]
    order = pd.DataFrame(
        {
            "kind": [KINDS.index(kind) for kind in table["kind"]],
            "year": [9999 if pd.isna(row["year"]) else int(row["year"]) for row in table["after"]],
        },
        index=table.index,
    )
    return table.loc[order.sort_values(["kind", "year"], kind="stable").index]


@dataclass(frozen=True)
class Goal:
    """A target of the plan and what is on record of it.

    Attributes
    ----------
    code : str
        Key below ``ladder.goal``.
    fact : Fact
        The target as printed.
    programme_id : str or None
        Programme whose lists come nearest to it.
    base : tuple of int or None
        Official number of that programme when the plan was made, and its year.
    later : tuple of int or None
        Latest official number of a later year, and that year.
    named : int
        Clusters named of that programme in the years of the plan; a lower bound.
    """

    code: str
    fact: Fact
    programme_id: str | None = None
    base: tuple[int, int] | None = None
    later: tuple[int, int] | None = None
    named: int = 0

    @property
    def known(self) -> bool:
        """Whether its fulfilment is on record: an official number of a later year is."""
        return self.later is not None


@remembered(1)
def goals(atlas: Atlas) -> tuple[Goal, ...]:
    """Targets on record that the plan set for 2025, each with what is known of its fulfilment.

    Named clusters never make a target known: the lists are not complete. No statistic of strategic
    emerging industries is on record for any year, so the first three rest on nothing.
    """
    return tuple(
        _goal(atlas, code, fact) for code in GOALS for fact in facts.select(atlas, goal=code)
    )


def _goal(atlas: Atlas, code: str, fact: Fact) -> Goal:
    start = facts.document_year(atlas, PLAN)
    programme = fact.counts_programme_id
    if not programme:
        return Goal(code, fact)
    rows = counts.official(atlas, "total", programme)
    rows = rows[rows["count_kind"] == "stock"]

    def last(part: pd.DataFrame) -> tuple[int, int] | None:
        return None if part.empty else (int(part["count"].iloc[-1]), int(part["year"].iloc[-1]))

    listed = _within(clusters.listings(atlas), (start + 1, DUE))
    listed = listed[listed["programme_id"] == programme]
    return Goal(
        code,
        fact,
        programme,
        last(rows[rows["year"] <= start]),
        last(rows[rows["year"] > start]),
        int(listed["cluster_id"].nunique()),
    )


def later_plans(atlas: Atlas) -> pd.DataFrame:
    """Targets of other plans for programmes on the ladder: rows of ``cluster_counts``."""
    rows = atlas.table("cluster_counts")
    rows = rows[(rows["count_kind"] == "target") & (rows["source_id"] != PLAN)]
    return rows[rows["programme_id"].isin(programmes(atlas).index)]


def sources(atlas: Atlas) -> tuple[str, ...]:
    """Sources of the official counts and of the listings that show a climb."""
    table = programmes(atlas)
    official = counts.official(atlas)
    official = official[official["programme_id"].isin(table.index)]
    pairs = climbs(atlas)
    seen = [row["source_id"] for side in ("before", "after") for row in pairs[side]]
    return tuple(dict.fromkeys([*official["source_id"], *seen]))
