"""The flow of chains: family, chain, stage, city, as steps to draw and as rows to read."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

import pandas as pd

from geo.data.atlas import Atlas
from geo.questions.chains.choice import in_order, table
from geo.questions.chains.places import UNSTATED, records


def rows(atlas: Atlas, ids: Collection[str] = ()) -> pd.DataFrame:
    """One row for each chain, stage on record and city; stage ``unstated`` where none is stated.

    Returns
    -------
    pandas.DataFrame
        ``family_id``, ``chain_id``, ``stage``, ``city_adcode``, ``role``.
    """
    found = records(atlas, ids)
    order = {code: n for n, code in enumerate(in_order(atlas))}
    found = found.sort_values("chain_id", key=lambda codes: codes.map(order), kind="stable")
    return pd.DataFrame(
        [
            (row.family_id, row.chain_id, stage, int(row.city_adcode), row.role)
            for row in found.itertuples()
            for stage in row.stages or (UNSTATED,)
        ],
        columns=["family_id", "chain_id", "stage", "city_adcode", "role"],
    )


def steps(atlas: Atlas, ids: Collection[str] = ()) -> pd.DataFrame:
    """Links of the diagram: ``source``, ``target``, ``value`` (rows) and ``chain_hue``."""
    flat = rows(atlas, ids)
    flat["chain_hue"] = flat["chain_id"].map(table(atlas)["hue"])
    names = {
        "family_id": "fam:" + flat["family_id"],
        "chain_id": "chain:" + flat["chain_id"],
        "stage": "stage:" + flat["stage"],
        "city_adcode": "city:" + flat["city_adcode"].astype(str),
    }
    nodes = list(names.values())
    links = [
        pd.DataFrame({"source": a, "target": b, "chain_hue": flat["chain_hue"]})
        for a, b in pairwise(nodes)
    ]
    counted = pd.concat(links).groupby(["source", "target", "chain_hue"], sort=False).size()
    return counted.rename("value").reset_index()
