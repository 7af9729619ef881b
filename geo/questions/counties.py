"""What is recorded of one county."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.record import clusters


def codes(atlas: Atlas) -> list[int]:
    """Counties that lie in a city; a unit directly under the province is a city itself."""
    return [int(code) for code in atlas.counties.index if code not in atlas.cities.index]


@dataclass(frozen=True)
class Recorded:
    """Rows of tables that name a county.

    Attributes
    ----------
    clusters, zones, enterprises : pandas.DataFrame
        Rows of these tables.
    chains : tuple of str
        chain_id of every chain with a record of the county, each once.
    """

    clusters: pd.DataFrame
    chains: tuple[str, ...]
    zones: pd.DataFrame
    enterprises: pd.DataFrame


@remembered(32)
def recorded(atlas: Atlas, adcode: int) -> Recorded:
    """What the tables have of a county.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    adcode : int
        One of :func:`codes`.
    """
    named = clusters.table(atlas)
    chains, zones = atlas.table("chain_cities"), atlas.table("zones")
    firms = atlas.table("enterprises")
    return Recorded(
        clusters=named[(named["county_adcode"] == adcode).fillna(False)],
        chains=tuple(
            dict.fromkeys(chains.loc[(chains["county_adcode"] == adcode).fillna(False), "chain_id"])
        ),
        zones=zones[[adcode in hosts for hosts in zones["host_county_adcodes"]]],
        enterprises=firms[(firms["county_adcode"] == adcode).fillna(False)],
    )
