"""How many clusters or zones are known by name of each programme, counted from the tables.

A listing that does not count (``counts`` of ``cluster_listings``) makes nothing known.

The table of programmes has columns for it, so that the number stands beside the official one. They
are filled from here whatever the file says, so that every page and every file gives one number.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

#: Columns of ``programmes`` that are counted: what counts, doubtful listings too, and what counts
#: without low confidence.
COLUMNS = ("named_count", "named_count_all", "named_count_firm")
#: Kind of the zones that a programme recognises; the others recognise what stands in the listings.
ZONE_KIND: Mapping[str, str] = MappingProxyType(
    {
        "national_hitech_zone": "hitech",
        "national_etdz": "etdz",
        "national_industrialization_base": "industrialization_base",
    }
)


def numbers(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Distinct clusters or zones on record of each programme.

    Parameters
    ----------
    tables : Mapping
        ``programmes``, ``cluster_listings`` and ``zones`` by name.

    Returns
    -------
    pandas.DataFrame
        Rows as in ``programmes``; columns :data:`COLUMNS`, Int64.
    """
    listings = tables["cluster_listings"][["programme_id", "cluster_id", "confidence", "counts"]]
    zones = tables["zones"]
    programme_of = {kind: programme for programme, kind in ZONE_KIND.items()}
    in_zones = pd.DataFrame(
        {
            "programme_id": zones["kind"].map(programme_of),
            "cluster_id": zones["zone_id"],
            "confidence": zones["confidence"],
            "counts": True,
        }
    )
    rows = pd.concat([listings[~listings["programme_id"].isin(ZONE_KIND)], in_zones])
    counted = rows[rows["counts"].astype("bool")]
    firm = counted[counted["confidence"] != "low"]
    programmes = tables["programmes"]
    return pd.DataFrame(
        {
            column: programmes["programme_id"]
            .map(part.groupby("programme_id")["cluster_id"].nunique())
            .fillna(0)
            .astype("Int64")
            for column, part in zip(COLUMNS, (counted, rows, firm), strict=True)
        }
    )
