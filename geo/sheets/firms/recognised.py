"""Clusters found in a register beside the recognised ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from geo.data.atlas import Atlas
from geo.population.named import NamedClusters
from geo.record.naming import area_names, names
from geo.sheets.firms.register import Asked
from geo.sheets.view import View
from geo.words import Words

if TYPE_CHECKING:
    from geo.register.found import Found, Held

#: Places that carry a number on the map and stand in its table.
MOST = 60


def held(atlas: Atlas, view: View, found: Asked) -> Held:
    """Places where firms of a chain stand closely together, against the lists."""
    options = view.firms
    places = found.register.clustered(found.where, options.radius, options.least)
    return found.register.held(places, listed(atlas, view))


def listed(atlas: Atlas, view: View) -> pd.DataFrame:
    """The recognised clusters of the places and chains chosen."""
    return NamedClusters(atlas).rows(view.selection.without("q", "year", "tier", "prog"))


def numbered(told: Held) -> list[tuple[Found, bool]]:
    """The largest places by their numbers, and whether a recognised cluster is there."""
    every = [(one, True) for one, _ in told.both] + [(one, False) for one in told.only_found]
    return sorted(every, key=lambda pair: (-pair[0].firms, pair[0].chain))[:MOST]


def place(atlas: Atlas, one: Found, t: Words) -> str:
    """City and county of a place."""
    short = area_names(atlas, t)
    codes = dict.fromkeys(code for code in (one.city, one.county) if code is not None)
    return " · ".join(str(short[code]) for code in codes)


def table(atlas: Atlas, told: Held, t: Words) -> pd.DataFrame:
    """All of it in rows: number, how it compares, chain, place, firms and recognised clusters.

    Places that are found come first, by their numbers; then recognised clusters that are not.
    """
    chains = names(atlas, "chains", t)
    clusters = atlas.by_key("clusters")
    keys = dict(told.both)
    rows: list[tuple[object, ...]] = [
        (n, "both" if known else "new", one.chain, chains[one.chain], place(atlas, one, t),
         one.firms, t.join(t.name(clusters.loc[key]) for key in keys.get(one, ())))
        for n, (one, known) in enumerate(numbered(told), 1)
    ]  # fmt: skip
    short = area_names(atlas, t)
    for key in told.only_recognised:
        row = clusters.loc[key]
        chain = row["chain_id"] if isinstance(row["chain_id"], str) else None
        city = t.join(str(short[code]) for code in row["city_adcodes"])
        rows.append(
            (None, "missed", chain, chains.get(chain or "", ""), city, None, t.name(row))
        )  # fmt: skip
    columns = ("number", "kind", "chain_id", "chain", "place", "firms", "recognised")
    found = pd.DataFrame(rows, columns=list(columns))
    return found.astype({"number": "Int64", "firms": "Int64"})
