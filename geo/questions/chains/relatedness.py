"""Chains that are on record in the same places, and what lies near to what a city has.

Seventeen cities, or some dozens of counties, are few places, and the record of each is a
selection. Numbers of places are therefore given with every value, and ranks with their range.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from geo.data.atlas import Atlas, Level
from geo.data.memory import remembered
from geo.measures.relatedness import proximity, relatedness_density
from geo.questions.chains.places import records

#: A chain on record in fewer cities than this says nothing about what goes with it.
LEAST_PLACES = 3


@remembered(8)
def presence(atlas: Atlas, level: Level = "city") -> pd.DataFrame:
    """1 where a chain is on record: places in rows, chains in columns.

    City rows and county rows of a chain in one city are one place at city level. At county level
    only rows that name a county count, and those of the cities that have no counties.
    """
    if level == "city":
        pairs = records(atlas)[["city_adcode", "chain_id"]]
        pairs.columns = ["place", "chain_id"]
        places = atlas.cities.index
    else:
        rows = atlas.table("chain_cities")
        direct = rows["city_adcode"].isin(set(atlas.cities.index) & set(atlas.counties.index))
        place = rows["county_adcode"].fillna(rows["city_adcode"].where(direct))
        pairs = pd.DataFrame({"place": place, "chain_id": rows["chain_id"]}).dropna()
        places = atlas.counties.index
    pairs = pairs.drop_duplicates().astype({"place": int})
    table = pd.crosstab(pairs["place"], pairs["chain_id"])
    chains = [code for code in atlas.table("chains")["chain_id"] if code in table]
    return table[chains].reindex([code for code in places if code in table.index])


def related(atlas: Atlas, chain_id: str, level: Level = "city") -> pd.DataFrame:
    """Chains that share places with a chain, most related first.

    Returns
    -------
    pandas.DataFrame
        Index ``chain_id`` of the other. ``both`` places with the two, ``places`` with the other,
        ``own`` with the chain itself, ``proximity`` (``both`` over the larger of the two).
    """
    table = presence(atlas, level)
    columns = ["both", "places", "own", "proximity"]
    if chain_id not in table:
        return pd.DataFrame(columns=columns)
    here = table[chain_id]
    others = table.drop(columns=chain_id)
    frame = pd.DataFrame({"both": others.T @ here, "places": others.sum()})
    frame["own"] = int(here.sum())
    frame["proximity"] = frame["both"] / frame[["places", "own"]].max(axis=1)
    frame = frame[frame["both"] > 0]
    return frame.sort_values(["proximity", "both"], ascending=False, kind="stable")[columns]


def pairs(atlas: Atlas, level: Level = "city") -> pd.DataFrame:
    """All pairs of chains on record in at least three places each, most related first."""
    table = presence(atlas, level)
    table = table.loc[:, table.sum() >= LEAST_PLACES]
    if table.shape[1] < 2:
        return pd.DataFrame(columns=["first", "second", "both", "proximity"])
    values = np.asarray(proximity(table))
    rows, columns = np.triu_indices(table.shape[1], 1)
    both = (table.T @ table).to_numpy()[rows, columns]
    frame = pd.DataFrame(
        {
            "first": table.columns[rows],
            "second": table.columns[columns],
            "both": both,
            "proximity": values[rows, columns],
        }
    )
    frame = frame[frame["both"] > 0]
    return frame.sort_values(["proximity", "both"], ascending=False, kind="stable")


@remembered(32)
def near(atlas: Atlas, adcode: int) -> pd.DataFrame:
    """Chains not on record in a city, by how much of what is related to them it has.

    Proximities come from the other cities, so that the city does not argue for itself. The range
    of the rank comes from leaving out each of those cities in turn.

    Returns
    -------
    pandas.DataFrame
        Index ``chain_id``, densest first; only chains on record in at least three other cities.
        ``places`` (those cities), ``density`` (0 to 1), ``rank`` (ties share one), ``best`` and
        ``worst`` rank when one other city is left out.
    """
    table = presence(atlas).reindex(atlas.cities.index, fill_value=0)
    own = table.loc[adcode]
    others = table.drop(index=adcode)
    known = others.sum()
    asked = known.index[(known >= LEAST_PLACES) & (own == 0)]
    density = _density(own, others).reindex(asked)
    frame = pd.DataFrame({"places": known[asked], "density": density})
    frame["rank"] = frame["density"].rank(ascending=False, method="min").astype(int)
    again = pd.DataFrame(
        {
            left_out: _density(own, others.drop(index=left_out))
            .reindex(asked)
            .rank(ascending=False, method="min")
            for left_out in others.index
        }
    )
    frame["best"] = again.min(axis=1).astype("Int64")
    frame["worst"] = again.max(axis=1).astype("Int64")
    return frame.sort_values(["density", "places"], ascending=False, kind="stable")


def _density(own: pd.Series, others: pd.DataFrame) -> pd.Series:
    kept = others.loc[:, others.sum() > 0]
    values = relatedness_density([own[kept.columns]], proximity(kept))
    return pd.Series(values[0], kept.columns)
