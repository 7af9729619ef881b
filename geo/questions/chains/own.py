"""Chains counted in the reader's own firms: by city, and where firms stand at a gap on record."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from geo.data.atlas import Atlas
from geo.population.contract import Population
from geo.population.selection import Selection


def of(ids: Collection[str]) -> Selection:
    """Firms of some chains; of all of them, and of those without a chain, if none is given."""
    return Selection(chain=tuple(ids))


def matrix(atlas: Atlas, firms: Population, order: Collection[str]) -> pd.DataFrame:
    """Firms by chain and city.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    firms : Population
        What is counted.
    order : collection of str
        chain_ids of the rows; those without a firm are left out.

    Returns
    -------
    pandas.DataFrame
        Whole numbers; index chain_id, columns adcodes of all cities.
    """
    pairs = firms.pairs(of(order))
    table = pairs.pivot_table(index="chain", columns="city", values="n", aggfunc="sum")
    rows = [code for code in order if code in table.index]
    return table.reindex(index=rows, columns=atlas.cities.index).fillna(0).astype(int)


def at_gaps(atlas: Atlas, firms: Population, gaps: pd.DataFrame) -> pd.Series:
    """How many firms of its chain there are where each gap is.

    That is in its city, for a cluster in its cities, and in the whole province where a gap is about
    no place. Firms say nothing of stages, so what they stand for is to be looked into.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    firms : Population
        What is counted.
    gaps : pandas.DataFrame
        Rows of :func:`geo.questions.chains.gaps.gaps`.
    """
    pairs = firms.pairs(Selection()).dropna(subset="chain")
    here = pairs.set_index(["chain", "city"])["n"].to_dict()
    everywhere = pairs.groupby("chain")["n"].sum().to_dict()
    lies = atlas.by_key("clusters")["city_adcodes"]

    def number(gap: pd.Series) -> int:
        chain = gap["chain_id"]
        if pd.notna(gap["city_adcode"]):
            return int(here.get((chain, int(gap["city_adcode"])), 0))
        if isinstance(gap["cluster_id"], str):
            return sum(int(here.get((chain, city), 0)) for city in lies[gap["cluster_id"]])
        return int(everywhere.get(chain, 0))

    found = [number(gap) for _, gap in gaps.iterrows()]
    return pd.Series(found, gaps.index, dtype="int64")
