"""What a city can take on: stages of chains that cities near it have and it does not.

Everything rests on what the tables name, so the answer is a list to look into, each entry with its
reason; where neither the city nor a city near it has anything on record, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.questions import cities
from geo.questions.chains import choice, family, relatedness
from geo.questions.chains.places import records
from geo.questions.cities import STAGES
from geo.questions.directions import directions
from geo.record.naming import bare

#: How far cities may lie apart to be near, kilometres between the centres of their areas; those
#: with a common border always are.
DISTANCES = (0, 100, 150, 200, 300)
USUAL_DISTANCE = 150
#: Why a chain stands where it stands, the strongest reason first: it is on record in the city, a
#: document names it as a direction, the city has one of its family, or related ones.
GROUPS = ("own", "direction", "family", "related")
#: What the record has of a stage: the city itself, a chain above or below it in the city, a city
#: near it, or nobody near.
STATES = ("own", "covered", "near", "none")
#: Why a stage that a city near has is not proposed: it lives on raw material of a place, or no
#: city near has more firms named in the chain than the city itself.
BARRED = ("raw", "firms")
#: Chains are called related up to this rank of :func:`geo.questions.chains.relatedness.near`.
MOST_RELATED = 5
#: A city with fewer chains on record says too little about what is related to them.
LEAST_OWN = 3

#: Families whose first stage lives on land, mines or quarries; and words for such a stage.
_FROM_THE_GROUND = ("food", "building_materials", "metals")
_RAW = re.compile("矿|原油|卤水|煤|种植|养殖")

_CELLS = [
    "chain_id", "family_id", "group", "role", "stage", "state", "by", "near", "km", "barred",
]  # fmt: skip
_CANDIDATES = [
    "chain_id", "family_id", "group", "stages", "near", "km", "firm_ids", "firms_zh", "zone_ids",
    "reasons", "own_stages", "family_chains", "document_zh", "document_en", "document_year",
    "document_words", "density", "rank", "places", "source_ids",
]  # fmt: skip


def scope(atlas: Atlas, adcode: int, within: int = USUAL_DISTANCE) -> pd.Series:
    """Cities near a city: those with a common border, and those within a distance.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    adcode : int
        A prefecture-level unit.
    within : int
        Kilometres between the centres of the areas; 0 for the common border alone.

    Returns
    -------
    pandas.Series
        Index adcode, kilometres between the centres, nearest first.
    """
    far = cities.distances(atlas, adcode).drop(index=adcode)
    beside = far.index.isin(cities.neighbours(atlas, adcode).index)
    return far[beside | (far <= within)].sort_values()


@remembered(64)
def cells(atlas: Atlas, adcode: int, within: int = USUAL_DISTANCE) -> pd.DataFrame:
    """Chains by stages of a city: what it has, what a city near has, and what nobody near has.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    adcode : int
        A prefecture-level unit.
    within : int
        As of :func:`scope`.

    Returns
    -------
    pandas.DataFrame
        Three rows a chain, chains by ``group`` (one of ``GROUPS``) and in it by role or rank:
        ``chain_id``, ``family_id``, ``group``, ``role`` of the city in the chain (empty where only
        its firms are on record, or nothing), ``stage``, ``state`` (one of ``STATES``), ``by``
        (chains that cover it), ``near`` (the nearest city that has the stage, and more firms than
        the city if there is one), ``km`` to it, and ``barred`` (one of ``BARRED``, or empty).
        Chains that the city does not have stand here only if a stage of theirs is proposed.
    """
    near = scope(atlas, adcode, within)
    roles = cities.chains(atlas, adcode)["role"] if len(records(atlas)) else pd.Series(dtype=str)
    families = choice.table(atlas)["family_id"]
    rows: list[dict[str, Any]] = []
    for group, chain_id in _order(atlas, adcode):
        own = [
            {
                "chain_id": chain_id,
                "family_id": families[chain_id],
                "group": group,
                "role": roles.get(chain_id, ""),
                "stage": stage,
                **_state(atlas, adcode, chain_id, stage, near),
            }
            for stage in STAGES
        ]
        if group == "own" or any(cell["state"] == "near" and not cell["barred"] for cell in own):
            rows += own
    return pd.DataFrame(rows, columns=_CELLS).astype({"near": "Int64", "km": float})


@remembered(64)
def candidates(atlas: Atlas, adcode: int, within: int = USUAL_DISTANCE) -> pd.DataFrame:
    """Stages that a city could take on, by the strength of the reason.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    adcode : int
        A prefecture-level unit.
    within : int
        As of :func:`scope`.

    Returns
    -------
    pandas.DataFrame
        One row a chain and city near it: ``chain_id``, ``family_id``, ``group``, ``stages``,
        ``near`` and ``km``; ``firm_ids`` of the firms named there at these stages, ``firms_zh``
        others that sources print for the chain there, ``zone_ids`` of their parks; ``reasons``
        (of ``GROUPS``), ``own_stages`` that the city has of the chain, ``family_chains`` that it
        has of its family, ``document`` that names the chain for the city with ``document_year``
        and ``document_words``; ``density`` and ``rank`` of relatedness, and the number of
        ``places`` it rests on; ``source_ids`` of the chain there and of the document.
    """
    found = cells(atlas, adcode, within)
    found = found[(found["state"] == "near") & (found["barred"] == "")]
    named = directions(atlas, adcode).drop_duplicates("chain_id").set_index("chain_id")
    dense = relatedness.near(atlas, adcode)
    rows = [
        _candidate(atlas, adcode, own, named, dense)
        for _, own in found.groupby(["chain_id", "near"], sort=False)
    ]
    table = pd.DataFrame(rows, columns=_CANDIDATES)
    whole = ["near", "document_year", "rank", "places"]
    table = table.astype(dict.fromkeys(whole, "Int64") | {"density": float, "km": float})
    order = pd.DataFrame(
        {
            "group": table["group"].map(GROUPS.index),
            "reasons": -table["reasons"].str.len().astype(float),
            "firms": -(table["firm_ids"].str.len() + table["firms_zh"].str.len()).astype(float),
            "km": table["km"],
        }
    ).sort_values(["group", "reasons", "firms", "km"], kind="stable")
    return table.loc[order.index].reset_index(drop=True)


@remembered(1)
def firms(atlas: Atlas) -> Mapping[tuple[int, str], tuple[tuple[str, ...], tuple[str, ...]]]:
    """Firms named in every chain of every city.

    Returns
    -------
    Mapping
        ``(city_adcode, chain_id)`` to the keys of its firms in ``enterprises``, and to the names
        that sources print for the chain there beside these.
    """
    rows = atlas.table("enterprises").dropna(subset=["chain_id", "city_adcode"])
    ids: dict[tuple[int, str], list[str]] = {}
    known: dict[tuple[int, str], list[str]] = {}
    for row in rows.itertuples():
        at = int(row.city_adcode), row.chain_id
        ids.setdefault(at, []).append(row.enterprise_id)
        known.setdefault(at, []).append(bare(row.name_zh))
    printed = {
        (int(row.city_adcode), row.chain_id): row.firms_zh for row in records(atlas).itertuples()
    }
    return MappingProxyType(
        {at: (tuple(ids.get(at, ())), _others(printed.get(at, ()), known.get(at, ())))
         for at in {*ids, *printed}}
    )  # fmt: skip


def _others(printed: Iterable[str], known: Sequence[str]) -> tuple[str, ...]:
    """Printed names of firms that are not known under a longer or shorter one."""
    return tuple(
        name for name in printed if not any(bare(name) in one or one in bare(name) for one in known)
    )


def _number(atlas: Atlas, adcode: int, chain_id: str) -> int:
    return sum(map(len, firms(atlas).get((adcode, chain_id), ())))


@remembered(32)
def _order(atlas: Atlas, adcode: int) -> tuple[tuple[str, str], ...]:
    """Group and chain, in the order of the matrix; each chain once."""
    known = family.stages(atlas)
    own = [*cities.chains(atlas, adcode).index]
    own += [code for city, code in known if city == adcode and code not in own]
    named = list(directions(atlas, adcode)["chain_id"])
    chains = choice.table(atlas)
    families = set(chains.loc[own, "family_id"])
    kin = list(chains.index[chains["family_id"].isin(families)])
    dense = relatedness.near(atlas, adcode)
    close = list(dense.index[_close(dense)]) if len(own) >= LEAST_OWN else []
    found: dict[str, str] = {}
    for group, codes in zip(GROUPS, (own, named, kin, close), strict=True):
        for code in codes:
            found.setdefault(str(code), group)
    return tuple((group, code) for code, group in found.items())


def _close(dense: pd.DataFrame) -> pd.Series:
    """Which rows of :func:`geo.questions.chains.relatedness.near` are called related."""
    return (dense["rank"] <= MOST_RELATED) & (dense["density"] > 0)


def _state(atlas: Atlas, adcode: int, chain_id: str, stage: str, near: pd.Series) -> dict[str, Any]:
    known = family.stages(atlas)
    if stage in known.get((adcode, chain_id), ()):
        return {"state": "own", "by": (), "barred": ""}
    by = family.covered_by(atlas, adcode, chain_id, stage)
    if by:
        return {"state": "covered", "by": by, "barred": ""}
    holders = [int(code) for code in near.index if stage in known.get((int(code), chain_id), ())]
    if not holders:
        return {"state": "none", "by": (), "barred": ""}
    here = _number(atlas, adcode, chain_id)
    more = [code for code in holders if _number(atlas, code, chain_id) > here]
    barred = "raw" if _raw(atlas, chain_id, stage) else "" if more else "firms"
    code = (more or holders)[0]
    return {"state": "near", "by": (), "near": code, "km": near[code], "barred": barred}


def _raw(atlas: Atlas, chain_id: str, stage: str) -> bool:
    """Whether a stage lives on raw material of a place, which no other place can take on."""
    chain = choice.table(atlas).loc[chain_id]
    if stage != STAGES[0]:
        return False
    segments: Sequence[str] = chain[f"{stage}_zh"]
    mined = bool(segments) and all(_RAW.search(segment) for segment in segments)
    return mined or chain["family_id"] in _FROM_THE_GROUND


def _candidate(
    atlas: Atlas, adcode: int, own: pd.DataFrame, named: pd.DataFrame, dense: pd.DataFrame
) -> dict[str, Any]:
    """One row of :func:`candidates`, from the cells of a chain that one city near has."""
    first = own.iloc[0]
    chain_id, near, stages = first["chain_id"], int(first["near"]), tuple(own["stage"])
    ids, printed = firms(atlas).get((near, chain_id), ((), ()))
    rows = atlas.by_key("enterprises").loc[list(ids)]
    rows = rows[rows["stage"].isin(stages)]
    there = records(atlas, (chain_id,))
    there = there[there["city_adcode"] == near]
    known = family.stages(atlas)
    kin = tuple(_kin(atlas, adcode, chain_id))
    document = named.loc[chain_id] if chain_id in named.index else None
    related = dense.loc[chain_id] if chain_id in dense.index else None
    reasons = {
        "own": first["group"] == "own",
        "direction": document is not None,
        "family": bool(kin),
        "related": chain_id in dense.index[_close(dense)],
    }
    zones = [*rows["zone_id"].dropna(), *(code for ids in there["zone_ids"] for code in ids)]
    sources = [*rows["source_id"], *(key for keys in there["source_ids"] for key in keys)]
    if document is not None:
        sources.append(document["source_id"])
    return {
        "chain_id": chain_id,
        "family_id": first["family_id"],
        "group": first["group"],
        "stages": stages,
        "near": near,
        "km": first["km"],
        "firm_ids": tuple(rows.index),
        "firms_zh": printed,
        "zone_ids": tuple(dict.fromkeys(zones)),
        "reasons": tuple(code for code in GROUPS if reasons[code]),
        "own_stages": tuple(s for s in STAGES if s in known.get((adcode, chain_id), ())),
        "family_chains": kin,
        "document_zh": None if document is None else document["document_zh"],
        "document_en": None if document is None else document["document_en"],
        "document_year": None if document is None else document["year"],
        "document_words": "" if document is None else document["words"],
        "density": None if related is None else related["density"],
        "rank": None if related is None else related["rank"],
        "places": None if related is None else related["places"],
        "source_ids": tuple(dict.fromkeys(sources)),
    }


def _kin(atlas: Atlas, adcode: int, chain_id: str) -> Iterator[str]:
    """Other chains of the family that the city has, in the order of the data."""
    families = choice.table(atlas)["family_id"]
    for code in families.index[families == families[chain_id]]:
        if code != chain_id and (adcode, code) in family.stages(atlas):
            yield str(code)
