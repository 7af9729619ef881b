"""Benchmarks: clusters, programmes and lists elsewhere that the source papers hold up to Hubei.

Figures are never added or compared across indicators. What may stand side by side has the same
code of ``MEASURES``: the same indicator in the same unit, for clusters of the same white paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.record import clusters, counts, facts
from geo.record.facts import Fact

#: Hubei's own cluster among the ten.
OWN = "wuhan"
#: The ten clusters of the white paper, in its order.
CLUSTERS = (
    *("shenzhen", "wuhan", "hefei", "xian", "changsha"),
    *("zhuzhou", "zhangjiang", "taizhou", "ningbo", "suzhou"),
)
#: Programmes and clusters abroad, and the ranking of the world.
ABROAD = ("eu", "germany", "us", "japan", "italy")
WORLD = "world"
#: National lists by region and field, and single facts on other provinces and cities.
LISTS, REGIONS = "lists", "regions"
CODES = (*CLUSTERS, *ABROAD, WORLD, LISTS, REGIONS)

#: Indicators that mean the same and may share an axis or a row of a table.
MEASURES = (
    *("industry_scale", "gross_output", "output_above_scale", "firms", "state_labs"),
    *("engineering_centres", "enterprise_centres", "academicians", "funds"),
)
#: Measures of a cluster's size in money; three kinds that must not be mixed.
SIZES = ("industry_scale", "gross_output", "output_above_scale")

#: Aspects of a cluster; the last is that of statements with no other.
ASPECTS = ("scale", "firms", "innovation", "talent", "services", "profile")

#: What statements are quoted for, see ``role`` of the table: the national list of 2024, all of it,
#: its parts by region and by field.
LIST_TOTAL = "list_all"
LIST_REGIONS = (
    *("region_four", "region_northeast", "region_shandong_henan"),
    *("region_jiangxi", "region_fujian", "region_xinjiang"),
)
LIST_FIELDS = ("field_equipment", "field_it", "field_materials", "field_medicine")
#: Clusters of the world's hundred strongest in science and technology.
WORLD_TOP = ("country_china", "country_us")
#: Characteristic clusters that another province counts by its own rules.
OTHER_PROVINCE = "other_province"
#: Hubei's rank by national innovative clusters, and its clusters on the list of the top hundred.
OWN_STANDING = ("own_rank", "own_top")

#: What each programme abroad does, and what Hubei does: subjects of comparison.
PRACTICE_ASPECTS = ("clusters", "money", "term", "body")
#: Hubei among those compared; its statements are no benchmark.
HUBEI = "hubei"


@dataclass(frozen=True)
class Sized:
    """A figure of one of the ten clusters in a measure that others share."""

    code: str
    fact: Fact


@remembered(64)
def of(atlas: Atlas, code: str) -> tuple[Fact, ...]:
    """Everything on record of one benchmark, in the order of its source.

    Raises
    ------
    KeyError
        For a code that is not in ``CODES``.
    """
    if code not in CODES:
        raise KeyError(code)
    return facts.select(atlas, benchmark=code)


def aspect(fact: Fact) -> str:
    """Aspect of a cluster that a statement is about; one of ``ASPECTS``."""
    return fact.aspect or ASPECTS[-1]


def practices(atlas: Atlas) -> Mapping[str, Mapping[str, tuple[Fact, ...]]]:
    """What is on record of each programme abroad, then of Hubei, by subject of comparison."""
    found: dict[str, dict[str, tuple[Fact, ...]]] = {}
    for code in (*ABROAD, HUBEI):
        own = facts.select(atlas, benchmark="" if code == HUBEI else code)
        cells = {
            subject: tuple(fact for fact in own if fact.practice == subject)
            for subject in PRACTICE_ASPECTS
        }
        if any(cells.values()):
            found[code] = cells
    return found


def evidence(atlas: Atlas) -> pd.DataFrame:
    """Number of statements on each of the ten clusters (rows) by aspect (columns)."""
    table = pd.DataFrame(0, index=list(CLUSTERS), columns=list(ASPECTS))
    for code in CLUSTERS:
        for fact in of(atlas, code):
            table.loc[code, aspect(fact)] += 1
    return table


def measured(atlas: Atlas, measure: str) -> tuple[Sized, ...]:
    """Clusters of the ten with a figure in one measure, largest first."""
    found = [
        Sized(code, fact)
        for code in CLUSTERS
        for fact in of(atlas, code)
        if fact.measure == measure and fact.value is not None
    ]
    return tuple(sorted(found, key=lambda item: -(item.fact.value or 0)))


def without_size(atlas: Atlas) -> tuple[str, ...]:
    """Clusters of the ten for which no size in money is on record."""
    known = {item.code for measure in SIZES for item in measured(atlas, measure)}
    return tuple(code for code in CLUSTERS if code not in known)


def own_size(atlas: Atlas) -> tuple[Sized, tuple[Sized, ...]] | None:
    """Size of Hubei's own cluster among the ten, and those measured the same way.

    Returns
    -------
    tuple or None
        Hubei's cluster and the others in the same measure, largest first; None where no size of
        it is on record.
    """
    for measure in SIZES:
        rows = measured(atlas, measure)
        own = [item for item in rows if item.code == OWN]
        if own:
            return own[0], tuple(item for item in rows if item.code != OWN)
    return None


def unassigned(atlas: Atlas) -> int | None:
    """Clusters of the national list of 2024 that no region named in its source accounts for.

    None where the list is not on record.
    """
    total = facts.one(atlas, LIST_TOTAL)
    if total is None:
        return None
    parts = facts.quoted(atlas, *LIST_REGIONS)
    return int((total.value or 0) - sum(fact.value or 0 for fact in parts))


def nationwide(atlas: Atlas, programme_id: str) -> Fact | None:
    """Number of a programme's clusters in the whole country, where a source gives one."""
    return next(iter(facts.select(atlas, benchmark=LISTS, counts_programme_id=programme_id)), None)


def own_programmes(atlas: Atlas, chosen: pd.DataFrame) -> pd.DataFrame:
    """Hubei's own numbers in each programme that recognises clusters.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    chosen : pandas.DataFrame
        Clusters left by a view, as ``geo.sheets.view.filter_clusters`` gives them.

    Returns
    -------
    pandas.DataFrame
        Index programme_id, highest first; ``official`` and ``year`` (NA where no source states a
        number), ``named`` and ``left``, the named ones among the chosen.
    """
    kept = chosen["programmes"].explode().value_counts()
    rows = {}
    for programme in clusters.programmes(atlas).index:
        known = counts.coverage(atlas, programme)
        rows[programme] = {
            "official": known.official,
            "year": known.year,
            "named": known.named,
            "left": int(kept.get(programme, 0)),
        }
    return pd.DataFrame.from_dict(rows, orient="index").astype("Int64")
