"""What the record of a chain lacks; a list of things to check, not of things that are missing.

Each row says "not on record". The tables are a selection, so a gap may be one of the record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.questions import cities
from geo.questions.chains.places import records, with_stage
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
    "distance_km", "cluster_id", "firms",
)  # fmt: skip


@remembered(4)
def _gaps(atlas: Atlas) -> pd.DataFrame:
    rows = [
        row for chain_id in atlas.table("chains")["chain_id"] for row in _chain(atlas, chain_id)
    ]
    rows += list(_clusters(atlas))
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    for name in ("beside", "beside_km"):
        table[name] = [cell if isinstance(cell, tuple) else () for cell in table[name]]
    whole = ["city_adcode", "nearest_city", "firms"]
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
        ``distance_km`` to it (all between the centres of areas), ``cluster_id``, and
        ``firms``: named firms of the chain at that stage, in that city where the gap is about
        one; a hint that the record lags behind.
    """
    table = _gaps(atlas)
    return table[table["chain_id"].isin(ids)] if len(ids) else table


def _chain(atlas: Atlas, chain_id: str) -> Iterator[dict[str, Any]]:
    rows = records(atlas, (chain_id,))
    holders = with_stage(atlas, chain_id)
    if rows.empty:
        yield {"kind": "chain_nowhere", "chain_id": chain_id}
        return
    if not any(holders.values()):
        yield {"kind": "stages_unstated", "chain_id": chain_id}
        return
    firms = atlas.table("enterprises")
    firms = firms[firms["chain_id"] == chain_id]
    for stage in STAGES:
        at_stage = firms[firms["stage"] == stage]
        common = {"chain_id": chain_id, "stage": stage, "firms": len(at_stage)}
        if not holders[stage]:
            yield common | {"kind": "stage_nowhere"}
        elif len(holders[stage]) == 1:
            yield common | {"kind": "stage_one_city", "city_adcode": holders[stage][0]}
        for row in rows.itertuples():
            if stage in row.stages or not any(near in row.stages for near in _next_to(stage)):
                continue
            gap = common | _holders(atlas, int(row.city_adcode), holders[stage])
            gap["firms"] = int((at_stage["city_adcode"] == row.city_adcode).sum())
            if row.role == "core":
                yield gap | {"kind": "core_city"}
            elif gap["beside"]:
                yield gap | {"kind": "other_city"}


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
