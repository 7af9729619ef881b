"""Where chains are on record: one row a chain and city, and how complete the record is."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.questions import cities
from geo.questions.cities import ROLES, STAGES
from geo.record import clusters

#: Names the rows that no stage is stated for.
UNSTATED = "unstated"
#: Word by which the name of an axis says which family it is a corridor of.
_CORRIDOR_WORDS = {"vehicles": "汽车", "opto_electronics": "光谷"}


@remembered(4)
def _records(atlas: Atlas) -> pd.DataFrame:
    found = [
        cities.chains(atlas, int(adcode)).assign(city_adcode=int(adcode))
        for adcode in atlas.cities.index
    ]
    table = pd.concat(found).rename_axis("chain_id").reset_index()
    firms = atlas.table("enterprises").groupby(["chain_id", "city_adcode"]).size()
    keys = zip(table["chain_id"], table["city_adcode"], strict=True)
    table["firms"] = [int(firms.get(key, 0)) for key in keys]
    return table


def records(atlas: Atlas, ids: Collection[str] = ()) -> pd.DataFrame:
    """One row for each chain and city on record, however many rows the tables have for the two.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    ids : collection of str
        Chains to keep; all if empty.

    Returns
    -------
    pandas.DataFrame
        ``chain_id``, ``city_adcode``, ``role`` (that of the city's own row, else the strongest of
        its counties), ``role_of`` (``city`` or ``county``), ``stages``, ``county_adcodes``,
        ``zone_ids``, ``segments_zh``, ``firms_zh`` (as printed), ``source_ids`` and ``firms``
        (number of firms of the chain in the city that ``enterprises`` names).
    """
    table = _records(atlas)
    return table[table["chain_id"].isin(ids)] if len(ids) else table


def by_city(atlas: Atlas, ids: Collection[str]) -> pd.DataFrame:
    """Cities in which chains are on record: strongest role and all stages, index adcode."""
    rows = records(atlas, ids)
    found = {}
    for adcode, own in rows.groupby("city_adcode", sort=False):
        stages = {stage for row in own["stages"] for stage in row}
        found[int(adcode)] = {
            "role": min(own["role"], key=ROLES.index),
            "stages": tuple(stage for stage in STAGES if stage in stages),
            "chains": len(own),
            "core": int((own["role"] == "core").sum()),
            "firms": int(own["firms"].sum()),
        }
    columns = ["role", "stages", "chains", "core", "firms"]
    return pd.DataFrame.from_dict(found, orient="index", columns=columns)


def by_county(atlas: Atlas, ids: Collection[str]) -> dict[int, str]:
    """Strongest role of each county that chains are on record in."""
    rows = atlas.table("chain_cities").dropna(subset=["county_adcode"])
    rows = rows[rows["chain_id"].isin(ids)]
    return {
        int(adcode): min(roles, key=ROLES.index)
        for adcode, roles in rows.groupby("county_adcode")["role"]
    }


@remembered(16)
def with_stage(atlas: Atlas, chain_id: str) -> dict[str, tuple[int, ...]]:
    """Cities on record for each stage of a chain."""
    rows = records(atlas, (chain_id,))
    return {
        stage: tuple(int(row.city_adcode) for row in rows.itertuples() if stage in row.stages)
        for stage in STAGES
    }


def zones(atlas: Atlas, ids: Collection[str]) -> pd.DataFrame:
    """Zones that the rows of chains name, with ``chain_ids``, the chains whose rows do so."""
    named: dict[str, list[str]] = {}
    for row in records(atlas, ids).itertuples():
        for zone_id in row.zone_ids:
            named.setdefault(zone_id, []).append(row.chain_id)
    rows = atlas.table("zones")
    rows = rows[rows["zone_id"].isin(named)]
    return rows.assign(chain_ids=[tuple(dict.fromkeys(named[code])) for code in rows["zone_id"]])


@remembered(1)
def completeness(atlas: Atlas) -> pd.DataFrame:
    """How complete the record of each chain is.

    Returns
    -------
    pandas.DataFrame
        Index ``chain_id``, all chains. ``cities`` of 17 with a row; ``rows``; ``staged`` rows with
        a stage stated; ``high``, ``medium``, ``low`` rows by confidence; ``firms`` named;
        ``clusters`` named.
    """
    rows = atlas.table("chain_cities")
    groups = rows.groupby("chain_id")
    frame = pd.DataFrame(
        {
            "cities": groups["city_adcode"].nunique(),
            "rows": groups.size(),
            "staged": groups["stages"].agg(lambda cells: sum(map(bool, cells))),
            **{
                level: groups["confidence"].agg(lambda cells, level=level: (cells == level).sum())
                for level in ("high", "medium", "low")
            },
            "firms": atlas.table("enterprises")["chain_id"].value_counts(),
            "clusters": clusters.table(atlas)["chain_id"].value_counts(),
        }
    )
    return frame.reindex(atlas.table("chains")["chain_id"]).fillna(0).astype(int)


@remembered(16)
def links(atlas: Atlas, chain_id: str) -> list[tuple[int, int, str]]:
    """Links of the flow of a chain: ``(from, to, stage of from)``, by one plain rule.

    A city that has a stage on record but not the next one is linked to the nearest city that has
    it. This is co-presence of stages on record; nothing is known of trade between the two.
    """
    holders = with_stage(atlas, chain_id)
    found = []
    for stage, following in pairwise(STAGES):
        for adcode in holders[stage]:
            if adcode not in holders[following] and holders[following]:
                far = cities.distances(atlas, adcode).loc[list(holders[following])]
                found.append((adcode, int(far.idxmin()), stage))
    return found


@remembered(16)
def corridor(atlas: Atlas, chain_id: str) -> pd.Series | None:
    """The corridor named for a chain's industry on which all its core cities lie, if there is one.

    Returns
    -------
    pandas.Series or None
        A row of ``axes``; order printed in a source goes before order inferred, then the corridor
        with the fewest other cities. None with fewer than three core cities.
    """
    family = atlas.by_key("chains").at[chain_id, "family_id"]
    rows = records(atlas, (chain_id,))
    core = {int(adcode) for adcode in rows.loc[rows["role"] == "core", "city_adcode"]}
    if len(core) < 3 or family not in _CORRIDOR_WORDS:
        return None
    axes = atlas.table("axes")
    axes = axes[axes["name_zh"].str.contains(_CORRIDOR_WORDS[family], regex=False)]
    axes = axes[[core <= set(cells) for cells in axes["city_adcodes"]]]
    if axes.empty:
        return None
    axes = axes.assign(length=axes["city_adcodes"].map(len))
    return axes.sort_values(["order_inferred", "length"], kind="stable").iloc[0]
