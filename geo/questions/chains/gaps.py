"""What the record of a chain lacks; a list of things to check, not of things that are missing.

The tables are a selection, so a gap may be one of the record. Firms and related chains are asked
first: what a firm or a part of the family stands for is there. A city about which little is on
record is not said to lack more than others, nor less.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.questions import cities
from geo.questions.chains import family
from geo.questions.chains.places import records
from geo.questions.cities import STAGES
from geo.record import clusters

#: Kinds of gaps, in the order in which they are listed.
KINDS = (
    "chain_nowhere",  # no city on record
    "stages_unstated",  # cities on record, but no row states a stage
    "stage_nowhere",  # a stage with no city on record
    "stage_one_city",  # a stage with one city only
    "core_city",  # a core city lacks a stage next to one that it has
    "other_city",  # any other city does, and a city beside it has the stage
    "cluster_no_firm",  # a recognised cluster without a named firm of its chain in its cities
)
#: Kinds about one city.
OF_CITY = ("core_city", "other_city")
COLUMNS = (
    "kind", "chain_id", "stage", "city_adcode", "beside", "beside_km", "nearest_city",
    "distance_km", "cluster_id",
)  # fmt: skip
#: A city that is on record in less than this part of the chains that cities are on average is
#: called thinly documented.
_THIN = 0.5


@remembered(4)
def _gaps(atlas: Atlas) -> pd.DataFrame:
    rows = [
        row for chain_id in atlas.table("chains")["chain_id"] for row in _chain(atlas, chain_id)
    ]
    rows += list(_clusters(atlas))
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    for name in ("beside", "beside_km"):
        table[name] = [cell if isinstance(cell, tuple) else () for cell in table[name]]
    whole = ["city_adcode", "nearest_city"]
    table = table.astype(dict.fromkeys(whole, "Int64") | {"distance_km": float})
    order = table["kind"].map(KINDS.index)
    return table.loc[order.sort_values(kind="stable").index].reset_index(drop=True)


def gaps(atlas: Atlas, ids: Collection[str] = ()) -> pd.DataFrame:
    """The gaps in the record of some chains, or of all.

    Returns
    -------
    pandas.DataFrame
        ``kind`` (one of ``KINDS``), ``chain_id``, ``stage`` not on record, ``city_adcode`` that
        the gap is about, ``beside`` (cities with a common border that have the stage, nearest
        first) and ``beside_km`` to each, ``nearest_city`` of all with the stage and
        ``distance_km`` to it (all between the centres of areas), ``cluster_id``.
    """
    table = _gaps(atlas)
    return table[table["chain_id"].isin(ids)] if len(ids) else table


def shares(atlas: Atlas, ids: Collection[str] = ()) -> dict[int, float | None]:
    """How much of what a city has of some chains, or of all, is to be checked.

    Returns
    -------
    dict
        adcode to the share of stages to check among the stages of the chains that the city has
        with at least one stage, per cent; None where the city is thinly documented, or has none.
    """
    wanted = set(ids) or set(atlas.table("chains")["chain_id"])
    known = family.stages(atlas)
    every = pd.Series([city for city, _ in known]).value_counts()
    least = _THIN * len(known) / len(atlas.cities)
    own = pd.Series([city for (city, code), has in known.items() if code in wanted and has])
    chains = own.value_counts()
    found = gaps(atlas, sorted(wanted))
    open_stages = found.loc[found["kind"].isin(OF_CITY), "city_adcode"].value_counts()
    return {
        int(city): 100 * int(open_stages.get(city, 0)) / (len(STAGES) * int(chains[city]))
        if every.get(city, 0) >= least and city in chains.index
        else None
        for city in atlas.cities.index
    }


def _chain(atlas: Atlas, chain_id: str) -> Iterator[dict[str, Any]]:
    rows = records(atlas, (chain_id,))
    if rows.empty:
        yield {"kind": "chain_nowhere", "chain_id": chain_id}
        return
    holders = {stage: _with(atlas, (chain_id,), stage) for stage in STAGES}
    if not any(holders.values()):
        yield {"kind": "stages_unstated", "chain_id": chain_id}
        return
    known, covered = family.stages(atlas), family.in_family(atlas)
    named = rows["family_id"].iloc[0]
    for stage in STAGES:
        common = {"chain_id": chain_id, "stage": stage}
        fed = _with(atlas, (chain_id, *family.relatives(atlas)[chain_id]), stage)
        if not fed:
            yield common | {"kind": "stage_nowhere"}
        elif len(fed) == 1:
            yield common | {"kind": "stage_one_city", "city_adcode": fed[0]}
        for row in rows.itertuples():
            adcode = int(row.city_adcode)
            own = known[adcode, chain_id]
            if (adcode, named, stage) in covered or not own.intersection(_next_to(stage)):
                continue
            gap = common | _holders(atlas, adcode, holders[stage])
            if row.role == "core":
                yield gap | {"kind": "core_city"}
            elif gap["beside"]:
                yield gap | {"kind": "other_city"}


def _with(atlas: Atlas, ids: Collection[str], stage: str) -> tuple[int, ...]:
    """Cities that have a stage of any of some chains, in the order of the areas."""
    known = family.stages(atlas)
    return tuple(
        int(city)
        for city in atlas.cities.index
        if any(stage in known.get((int(city), chain_id), ()) for chain_id in ids)
    )


def _next_to(stage: str) -> tuple[str, ...]:
    at = STAGES.index(stage)
    return tuple(other for n, other in enumerate(STAGES) if abs(n - at) == 1)


def _holders(atlas: Atlas, adcode: int, holders: Collection[int]) -> dict[str, Any]:
    """Who has the stage: the cities beside a city, and the nearest of all."""
    far = cities.distances(atlas, adcode).loc[list(holders)].sort_values()
    near = cities.neighbours(atlas, adcode)
    near = near[near.index.isin(list(holders))]
    found: dict[str, Any] = {
        "city_adcode": adcode,
        "beside": tuple(int(code) for code in near.index),
        "beside_km": tuple(float(km) for km in near),
    }
    if len(far):
        found |= {"nearest_city": int(far.index[0]), "distance_km": float(far.iloc[0])}
    return found


def _clusters(atlas: Atlas) -> Iterator[dict[str, Any]]:
    """Recognised clusters in whose cities no firm of their chain is named anywhere."""
    rows = records(atlas)
    printed = rows[[bool(names) for names in rows["firms_zh"]]]
    firms = atlas.table("enterprises")
    named = set(zip(printed["chain_id"], printed["city_adcode"], strict=True))
    named |= set(zip(firms["chain_id"], firms["city_adcode"].astype(int), strict=True))
    for row in clusters.table(atlas).dropna(subset=["chain_id"]).itertuples():
        if not any((row.chain_id, int(adcode)) in named for adcode in row.city_adcodes):
            yield {
                "kind": "cluster_no_firm",
                "chain_id": row.chain_id,
                "city_adcode": int(row.city_adcode),
                "cluster_id": row.cluster_id,
            }
