"""Measures that the source documents propose or decide, by lever, level and document.

Also what the measures answer: passages that print both a measure and a figure, problems that the
sources put in figures, and the targets they set with what is known of their fulfilment.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import pandas as pd

from geo.data import search
from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.population.understood import matches, understand
from geo.record import clusters, counts, facts, status
from geo.record.facts import Fact

#: Levels that a measure may address, from the province down.
LEVELS = ("province", "interprovincial", "city", "county", "cluster", "park", "bank", "all")

_NOT_WORD = re.compile(r"[\W_]+")
#: A shorter wording in common says nothing.
_SHORTEST = 6


@dataclass(frozen=True)
class Gap:
    """A problem that the sources put in figures, and the measures that answer it.

    Attributes
    ----------
    code : str
        Code of the statements that show it, and key below ``policy.gap`` in the catalogue.
    answers : tuple of str
        Levers all of whose measures answer it, and single measures. Matched here by subject.
    page : str
        Page that shows it.
    codes : Mapping
        Fields of the view on that page.
    """

    code: str
    answers: tuple[str, ...]
    page: str
    codes: Mapping[str, Any] = field(default_factory=dict)


GAPS = (
    Gap(
        "linkage",
        ("cooperation", "planning_03", "firms_07"),
        "concentration",
        {"count": "named.national_innovative_cluster"},
    ),
    Gap(
        "sourcing",
        ("innovation", "talent"),
        "benchmarks",
        {"bench": "lists"},
    ),
    Gap(
        "leaders",
        ("firms", "opening_02"),
        "chains",
        {"part": "firms"},
    ),
    Gap(
        "stages",
        ("firms_08", "brand", "parks_03"),
        "chains",
        {"fam": ("textiles",), "mode": "gaps"},
    ),
    Gap(
        "digital",
        ("digital",),
        "clusters",
        {"fam": ("digital",)},
    ),
    Gap(
        "counties",
        ("planning_02", "parks_01"),
        "clusters",
        {"layer": "named.county"},
    ),
    Gap(
        "abroad",
        ("opening_01", "opening_03"),
        "ladder",
    ),
    Gap(
        "recognition",
        ("recognition", "assessment", "fiscal_01", "fiscal_02", "fiscal_03"),
        "clusters",
        {"prog": ("national_strategic_emerging_cluster",)},
    ),
)


@dataclass(frozen=True)
class Target:
    """A target and what is on record of it.

    Attributes
    ----------
    fact : Fact
        The target; its ``year`` is the year it is due, or that of the document.
    set_in : int
        Year of the document that sets it.
    programme_id : str or None
        Programme it aims at, whose later counts tell something of it.
    later : tuple of int or None
        Year and latest official number of that programme after the target was set. A number like
        the one aimed at, which is no proof that the target was met.
    """

    fact: Fact
    set_in: int
    programme_id: str | None
    later: tuple[int, int] | None


def measures(
    atlas: Atlas,
    lever: Collection[str] = (),
    level: Collection[str] = (),
    doc: Collection[str] = (),
    q: str = "",
) -> pd.DataFrame:
    """Measures that a choice leaves, in the order of the table.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    lever, level, doc : collection of str
        Levers, levels and sources to keep; empty keeps all. A measure that addresses several
        levels stays if one of them is kept.
    q : str
        Text to search for: in measure and lever in both languages and pinyin, and in the wording
        of the source.

    Returns
    -------
    pandas.DataFrame
        Rows of ``policies`` with index policy_id; ``official`` says whether the document decides.
    """
    table = atlas.table("policies").set_index("policy_id", drop=False).rename_axis(None)
    table["official"] = table["source_id"].isin(status.official(atlas))
    if lever:
        table = table[table["lever_id"].isin(lever)]
    if level:
        table = table[table["level"].map(lambda codes: not set(codes).isdisjoint(level))]
    if doc:
        table = table[table["source_id"].isin(doc)]
    if q:
        table = table[matches(understand(atlas, q), _texts(atlas)[table.index])]
    return table


@remembered(4)
def _texts(atlas: Atlas) -> pd.Series:
    """What a search looks in; quotes without their pinyin, which would match almost anything."""
    table = atlas.by_key("policies")
    names = table[["measure_zh", "measure_en", "lever_zh", "lever_en"]]
    quotes = [_NOT_WORD.sub("", quote.lower()) for quote in table["quote_zh"]]
    texts = [
        f"{search.fold(row)}\n{quote}"
        for row, quote in zip(names.itertuples(index=False), quotes, strict=True)
    ]
    return pd.Series(texts, index=table.index)


@remembered(1)
def levers(atlas: Atlas) -> pd.DataFrame:
    """The levers with their names and number of measures, in the order of the table."""
    table = atlas.table("policies")
    names = table.drop_duplicates("lever_id").set_index("lever_id")[["lever_zh", "lever_en"]]
    names.columns = pd.Index(["name_zh", "name_en"])
    official = table[table["source_id"].isin(status.official(atlas))]["lever_id"].value_counts()
    return names.assign(
        measures=table["lever_id"].value_counts().reindex(names.index),
        official=official.reindex(names.index, fill_value=0),
    )


def documents(atlas: Atlas) -> tuple[str, ...]:
    """Sources of the measures: official ones first, then by year."""
    ids, official = atlas.table("policies")["source_id"].unique(), status.official(atlas)
    return tuple(
        sorted(ids, key=lambda key: (key not in official, facts.document_year(atlas, key)))
    )


def by_document(atlas: Atlas, table: pd.DataFrame) -> pd.DataFrame:
    """Number of measures by lever (rows, all of them) and source (columns)."""
    counted = pd.crosstab(table["lever_id"], table["source_id"])
    return counted.reindex(
        index=levers(atlas).index, columns=list(documents(atlas)), fill_value=0
    ).astype(int)


def by_level(atlas: Atlas, table: pd.DataFrame) -> pd.DataFrame:
    """Number of measures by lever (rows, all of them) and level (columns).

    A measure that addresses several levels counts in each, so rows add up to more than the
    measures of a lever.
    """
    rows = table.explode("level")
    counted = pd.crosstab(rows["lever_id"], rows["level"])
    return counted.reindex(index=levers(atlas).index, columns=list(LEVELS), fill_value=0).astype(
        int
    )


def evidence(atlas: Atlas, gap: Gap) -> tuple[Fact, ...]:
    """Statements that put a gap in figures."""
    return facts.select(atlas, gap=gap.code)


def answers(atlas: Atlas, gap: Gap) -> pd.DataFrame:
    """Measures that answer a gap, as ``measures`` gives them."""
    table = measures(atlas)
    return table[table["lever_id"].isin(gap.answers) | table.index.isin(gap.answers)]


@remembered(4)
def gaps_of(atlas: Atlas) -> Mapping[str, tuple[Gap, ...]]:
    """Gaps that each measure answers; none for a measure whose problem no figure shows."""
    found: dict[str, tuple[Gap, ...]] = dict.fromkeys(measures(atlas).index, ())
    for gap in GAPS:
        for key in answers(atlas, gap).index:
            found[key] += (gap,)
    return MappingProxyType(found)


@remembered(4)
def passages(atlas: Atlas) -> Mapping[str, tuple[Fact, ...]]:
    """Statements printed in the very passage of each measure.

    Same source, and one of the two quotes holds the other.
    """
    found: dict[str, tuple[Fact, ...]] = {}
    for row in measures(atlas).itertuples():
        own = _NOT_WORD.sub("", row.quote_zh)
        found[row.policy_id] = tuple(
            fact
            for fact in facts.select(atlas, source_id=row.source_id)
            if _one_holds_the_other(own, _NOT_WORD.sub("", fact.quote_zh))
        )
    return MappingProxyType(found)


def _one_holds_the_other(one: str, two: str) -> bool:
    return min(len(one), len(two)) >= _SHORTEST and (one in two or two in one)


@remembered(1)
def targets(atlas: Atlas) -> tuple[Target, ...]:
    """Targets set for Hubei in figures, newest document first, with later counts where known."""
    found = []
    for fact in facts.select(atlas, theme="target"):
        if fact.adcode != atlas.province_adcode or fact.value is None:
            continue
        set_in = facts.document_year(atlas, fact.source_id)
        programme = fact.counts_programme_id or None
        found.append(Target(fact, set_in, programme, _later(atlas, programme, set_in)))
    return tuple(sorted(found, key=lambda target: -target.set_in))


def _later(atlas: Atlas, programme: str | None, after: int) -> tuple[int, int] | None:
    """Latest official total of a programme after a year."""
    if programme is None:
        return None
    rows = counts.official(atlas, "total", programme)
    rows = rows[(rows["count_kind"] == "stock") & (rows["year"] > after)]
    return (int(rows["year"].iloc[-1]), int(rows["count"].iloc[-1])) if len(rows) else None


@remembered(1)
def planned_counts(atlas: Atlas) -> pd.DataFrame:
    """Targets that only the table of counts holds, of programmes that recognise clusters."""
    rows = atlas.table("cluster_counts")
    told = {fact.counts_programme_id for fact in facts.select(atlas, theme="target")}
    rows = rows[(rows["count_kind"] == "target") & ~rows["programme_id"].isin(told)]
    return rows[rows["programme_id"].isin(clusters.programmes(atlas).index)]
