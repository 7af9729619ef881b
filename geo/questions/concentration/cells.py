"""Industries by city: how many of what is counted each chain, or family of chains, has where."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo.data.atlas import Atlas

#: Row and family of what has no chain on record.
OPEN = "open"


@dataclass(frozen=True, eq=False)
class Cells:
    """Counts of a table of industries by city.

    Attributes
    ----------
    table : pandas.DataFrame
        Counts; index chain_id or family_id, columns adcodes of all 17 units, both as text. Rows
        stand by family, the family with most first, and by count within it; cities with most
        first.
    families : dict
        Family of each row.
    items : int
        Items counted; the table adds up to more where some lie in several cities.
    """

    table: pd.DataFrame
    families: dict[str, str]
    items: int


def cells(atlas: Atlas, pairs: pd.DataFrame, items: int, rows: str) -> Cells | None:
    """Table of what is counted; None where nothing is known of its industries.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    pairs : pandas.DataFrame
        ``city``, ``chain``, NA where unknown, and ``n``, how many lie there.
    items : int
        How many there are; one may lie in several cities.
    rows : {"family", "chain"}
        What the rows are.
    """
    chains = atlas.by_key("chains")
    if pairs.empty:
        return None
    chain = pairs["chain"].fillna(OPEN).astype(str)
    family_of = chains["family_id"].to_dict() | {OPEN: OPEN}
    family = chain.map(family_of)
    row = (family if rows == "family" else chain).to_numpy()
    table = pairs["n"].groupby([row, pairs["city"].astype(int).to_numpy()]).sum()
    table = table.unstack(fill_value=0).astype(int)
    families = {code: code if rows == "family" else family_of[code] for code in table.index}
    held, of_family = table.sum(axis=1), pairs["n"].groupby(family.to_numpy()).sum()
    order = sorted(
        table.index,
        key=lambda code: (code == OPEN, -of_family[families[code]], families[code], -held[code]),
    )
    cities = table.sum().reindex(atlas.cities.index, fill_value=0)
    cities = cities.sort_values(ascending=False, kind="stable").index
    table = table.reindex(index=order, columns=cities, fill_value=0)
    table.columns = table.columns.astype(str)
    return Cells(table, families, items)
