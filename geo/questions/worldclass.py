"""World-class check: what is on record of the features that the papers name, for the candidates.

The three candidates are those of the plan of 2021. The table of statements says which of them a
statement is about; to a feature it belongs by its theme and indicator, after the rules below.
Nothing is weighed or scored; a feature without evidence is empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.questions.cities import STAGES
from geo.record import clusters, facts
from geo.record.facts import Fact

#: Features in the order in which they are shown.
FEATURES = ("scale", "firms", "division", "technology", "openness", "governance")


@dataclass(frozen=True)
class Candidate:
    """A cluster that the plan wants to become world-class.

    Attributes
    ----------
    code : str
        Code of the statements about it, and key below ``ladder.candidate``.
    family_id : str
        Family of its chains.
    """

    code: str
    family_id: str


CANDIDATES = (
    Candidate("opto", "opto_electronics"),
    Candidate("vehicles", "vehicles"),
    Candidate("health", "life_health"),
)

#: Theme, words of the indicator, feature. The first row that fits counts; what fits none is listed
#: as "other". Themes are those of the table of statements.
RULES: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (theme, re.compile(words), feature)
    for theme, words, feature in (
        ("enterprise", "高新技术企业", "technology"),
        ("enterprise", "龙头|总部|整车企业|上榜|名牌|所列|列名", "firms"),
        ("enterprise", "零部件企业|配套企业|企业数|规上企业|集聚企业", "division"),
        ("concentration", "集聚城市数", "division"),
        ("concentration", "占", "scale"),
        ("structure", "占", "scale"),
        ("structure", "行业分布", "scale"),
        ("industry_output", "可生产", "division"),
        ("industry_output", "", "scale"),
        ("cluster_scale", "所列|列名|重点项目", "other"),
        ("cluster_scale", "", "scale"),
        ("cluster_count", "百强产业集群", "scale"),
        ("innovation", "", "technology"),
        ("platform", "园区数|综合排名|获批年份|产业化基地", "other"),
        ("platform", "", "technology"),
        ("policy_funding", "基金|指导性文件", "governance"),
    )
)


@dataclass(frozen=True)
class Record:
    """Evidence counted here or read from another table.

    Attributes
    ----------
    code : str
        Key below ``ladder.record``.
    table : str
        Table it is counted in.
    fields : Mapping
        What the words are filled with; codes are turned into names by who shows them.
    source_ids : tuple of str
        Sources of the rows.
    """

    code: str
    table: str
    fields: Mapping[str, object]
    source_ids: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """Evidence for one feature of one candidate; both empty means "not on record"."""

    facts: tuple[Fact, ...] = ()
    records: tuple[Record, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.facts or self.records)

    def __len__(self) -> int:
        return len(self.facts) + len(self.records)


def feature(fact: Fact) -> str:
    """Feature that a statement is evidence for, or ``other``."""
    for theme, words, code in RULES:
        if fact.theme == theme and words.search(fact.indicator_zh):
            return code
    return "other"


def statements(atlas: Atlas, candidate: Candidate) -> tuple[Fact, ...]:
    """Statements on a candidate, newest first."""
    found = [fact for fact in facts.select(atlas) if candidate.code in fact.candidates]
    return tuple(sorted(found, key=lambda fact: -fact.year))


@remembered(4)
def check(atlas: Atlas) -> Mapping[tuple[str, str], Cell]:
    """Evidence by candidate and feature; every pair is there, ``other`` included."""
    found: dict[tuple[str, str], Cell] = {}
    for candidate in CANDIDATES:
        told = statements(atlas, candidate)
        counted = _records(atlas, candidate)
        for code in (*FEATURES, "other"):
            found[candidate.code, code] = Cell(
                tuple(fact for fact in told if feature(fact) == code),
                tuple(counted.get(code, ())),
            )
    return MappingProxyType(found)


def _records(atlas: Atlas, candidate: Candidate) -> dict[str, list[Record]]:
    """Evidence from the tables of chains, firms and places."""
    chains = atlas.table("chains")
    chains = chains[chains["family_id"] == candidate.family_id]
    ids = set(chains["chain_id"])
    return {
        "scale": [
            _size(row) for row in chains.to_dict("records") if pd.notna(row["size_100m_cny"])
        ],
        "firms": _firms(atlas, ids),
        "division": _stages(atlas, ids),
    }


def _size(row: dict[str, Any]) -> Record:
    fields = {
        "chain": row["chain_id"],
        "value": float(row["size_100m_cny"]),
        "year": int(row["size_year"]),
        "kind": row["size_kind"],
        "area": int(row["size_scope_adcode"]),
        "bound": row["size_qualifier"] if isinstance(row["size_qualifier"], str) else "",
    }
    return Record("size", "chains", MappingProxyType(fields), (row["source_id"],))


def _once(values: pd.Series) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _firms(atlas: Atlas, ids: set[str]) -> list[Record]:
    """Named firms by kind; a selection and no census."""
    rows = atlas.table("enterprises")
    rows = rows[rows["chain_id"].isin(ids)]
    return [
        Record(
            f"firms_{kind}",
            "enterprises",
            MappingProxyType(
                {
                    "n": len(own),
                    "cities": own["city_adcode"].nunique(),
                    "firms_zh": tuple(own["name_zh"]),
                    "firms_en": tuple(own["name_en"]),
                }
            ),
            _once(own["source_id"]),
        )
        for kind in ("anchor", "listed", "specialised")
        if len(own := rows[rows["kind"] == kind])
    ]


def _stages(atlas: Atlas, ids: set[str]) -> list[Record]:
    """Cities with each stage on record."""
    rows = atlas.table("chain_cities")
    rows = rows[rows["chain_id"].isin(ids)]
    if rows.empty:
        return []
    fields: dict[str, object] = {
        stage: rows.loc[[stage in cell for cell in rows["stages"]], "city_adcode"].nunique()
        for stage in STAGES
    }
    fields["cities"] = rows["city_adcode"].nunique()
    return [Record("stages", "chain_cities", MappingProxyType(fields), _once(rows["source_id"]))]


def standing(atlas: Atlas, candidate: Candidate) -> pd.DataFrame:
    """National listings of the clusters of a candidate's family, highest class first.

    Returns
    -------
    pandas.DataFrame
        Rows of ``geo.record.clusters.listings``, each cluster and programme once with the first
        year.
    """
    family = clusters.table(atlas)["family_id"]
    rows = clusters.listings(atlas)
    rows = rows[
        (rows["tier"] == "national") & (rows["cluster_id"].map(family) == candidate.family_id)
    ]
    rows = rows.sort_values(["tier_class", "year"], na_position="last", kind="stable")
    return rows.drop_duplicates(["cluster_id", "programme_id"])
