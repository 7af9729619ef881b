"""Directions that are set for a city: industries that a document names for it.

Three kinds of documents are read: plans that name a field for the city, what official documents
mean the city to be, and remarks on its record that quote a direction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.record.naming import bare

#: Words before the name of an industry that do not change which one is meant.
_KINDS_OF = re.compile("新型|现代|高端|绿色|先进|特色|智能|低碳|高技术")
#: "…, … and … as directions to foster", as remarks quote it.
_QUOTED = re.compile(r"([^:：;；。]+?)为[\u4e00-\u9fff]{0,4}方向")
_BETWEEN = re.compile("[、,，和与]")
_COLUMNS = ["chain_id", "words", "document_zh", "document_en", "year", "source_id"]


@remembered(32)
def directions(atlas: Atlas, adcode: int) -> pd.DataFrame:
    """Chains that documents name as a direction of a city, the newest document first.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    adcode : int
        A prefecture-level unit.

    Returns
    -------
    pandas.DataFrame
        One row a chain and document: ``chain_id``, ``words`` of the document that name it, its
        title in both languages, its ``year`` and ``source_id``. No rows where none was found.
    """
    rows = [*_plans(atlas, adcode), *_roles(atlas, adcode), *_quoted(atlas, adcode)]
    table = pd.DataFrame(rows, columns=_COLUMNS).astype({"year": "Int64"})
    table = table.drop_duplicates(["chain_id", "document_zh"])
    return table.sort_values("year", ascending=False, kind="stable").reset_index(drop=True)


def _plans(atlas: Atlas, adcode: int) -> Iterator[dict[str, Any]]:
    """Fields of growing clusters that a plan names; older data packages have no such table."""
    if "planned_clusters" not in atlas.tables:
        return
    rows = atlas.table("planned_clusters").dropna(subset=["chain_id"])
    for row in rows[rows["city_adcode"] == adcode].itertuples():
        yield {
            "chain_id": row.chain_id,
            "words": row.name_zh,
            "document_zh": row.plan_zh,
            "document_en": row.plan_en,
            "year": _year(atlas, row.source_id),
            "source_id": row.source_id,
        }


def _roles(atlas: Atlas, adcode: int) -> Iterator[dict[str, Any]]:
    """What official documents mean the city to be, where they name an industry."""
    names = _names(atlas)
    rows = atlas.table("city_roles")
    for row in rows[rows["city_adcode"] == adcode].itertuples():
        for role in row.role_zh:
            for chain_id, name in names.items():
                if name in role:
                    yield {
                        "chain_id": chain_id,
                        "words": role,
                        "document_zh": row.policy_zh,
                        "document_en": row.policy_en,
                        "year": row.year,
                        "source_id": row.source_id,
                    }


def _quoted(atlas: Atlas, adcode: int) -> Iterator[dict[str, Any]]:
    """Directions that a remark on the city's record quotes."""
    rows = atlas.table("chain_cities").dropna(subset=["note"])
    for row in rows[rows["city_adcode"] == adcode].itertuples():
        for quoted in _QUOTED.findall(row.note):
            (source,) = atlas.sources([row.source_id]).to_dict("records")
            for words in map(str.strip, _BETWEEN.split(quoted)):
                for chain_id in _named(atlas, words):
                    yield {
                        "chain_id": chain_id,
                        "words": words,
                        "document_zh": source["title"],
                        "document_en": source["title_en"],
                        "year": _year(atlas, row.source_id),
                        "source_id": row.source_id,
                    }


def _named(atlas: Atlas, words: str) -> tuple[str, ...]:
    """Chains whose name holds the words, or the words it."""
    core = _core(words)
    if len(core) < 2:
        return ()
    return tuple(code for code, name in _names(atlas).items() if core in name or name in core)


def _core(name: str) -> str:
    """A name without what stands in brackets and without words like "modern"."""
    return _KINDS_OF.sub("", bare(name))


@remembered(1)
def _names(atlas: Atlas) -> Mapping[str, str]:
    """What each chain is called at heart."""
    chains = atlas.table("chains").set_index("chain_id")["name_zh"]
    found = {str(code): _core(name) for code, name in chains.items()}
    return {code: name for code, name in found.items() if len(name) > 1}


def _year(atlas: Atlas, source_id: str) -> int | None:
    """Year of a source, if it has a date."""
    date = atlas.sources([source_id])["date"].iloc[0]
    return int(str(date)[:4]) if isinstance(date, str) and date else None
