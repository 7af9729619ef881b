"""The named clusters as a population: the first there is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.population.contract import Dimension, Known
from geo.population.fields import known_codes
from geo.population.names import Thing
from geo.population.selection import Selection, cities
from geo.population.understood import LISTINGS, Understood, matches, understand
from geo.record import clusters


@dataclass(frozen=True)
class NamedClusters:
    """Clusters that the lists of the data package name, by listings that count.

    A listing that does not count, because it is thinly supported, makes nothing a member: what is
    known by such listings alone is told by :meth:`doubtful` and stands outside every number.

    Attributes
    ----------
    atlas : Atlas
        The data package.
    """

    atlas: Atlas

    @property
    def code(self) -> str:
        """Key of what is counted."""
        return "clusters"

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """All that clusters can be counted by."""
        return ("region", "city", "county", "fam", "chain", "tier", "prog", "year")

    def rows(self, selection: Selection) -> pd.DataFrame:
        """Rows of ``geo.record.clusters.table`` that a selection keeps, in their order.

        Tier, programme and years are asked of one and the same listing: a cluster stays if it was
        recognised by such a programme in such a year. Clusters without a dated listing therefore
        drop out when years are chosen. A browser keeps the same ones (``maps/browser/ahead.js``).

        Raises
        ------
        UnknownCodeError
            The selection has a code that the data package does not know.
        """
        return _rows(self.atlas, selection)

    def doubtful(self, selection: Selection) -> pd.DataFrame:
        """Clusters that a selection would keep if listings still to be verified counted.

        Rows as :meth:`rows` gives them, and none of those.
        """
        return _rows(self.atlas, selection, doubtful=True)

    def shown(self, selection: Selection) -> pd.DataFrame:
        """What a map or a list shows: the rows, then the doubtful ones; ``counts`` tells them."""
        firm, weak = self.rows(selection), self.doubtful(selection)
        return pd.concat([firm, weak.assign(counts=False)]) if len(weak) else firm

    def counts(self, by: Dimension, selection: Selection) -> pd.Series:
        """How many clusters each code of a dimension has; see :class:`Population`."""
        return _counts(self.atlas, by, selection)

    def pairs(self, selection: Selection) -> pd.DataFrame:
        """How many clusters each chain has in each city; see :class:`Population`."""
        kept = self.rows(selection)[["city_adcodes", "chain_id"]].explode("city_adcodes")
        kept = kept.rename(columns={"city_adcodes": "city", "chain_id": "chain"})
        return kept.groupby(["city", "chain"], dropna=False).size().rename("n").reset_index()

    def known(self, selection: Selection) -> Known:
        """How many clusters there are; see :class:`Population`."""
        kept = self.rows(selection)
        placed, mapped = kept["city_adcodes"].map(bool), kept["chain_id"].notna()
        return Known(len(kept), int(placed.sum()), int(mapped.sum()))

    def points(self, selection: Selection) -> pd.DataFrame:
        """Where the clusters lie; see :class:`Population`."""
        kept = self.rows(selection).rename(columns={"location_precision": "precision"})
        return kept[["lat", "lon", "precision", "city_adcodes", "county_adcode"]]


@remembered(128)
def _rows(atlas: Atlas, selection: Selection, doubtful: bool = False) -> pd.DataFrame:
    selection.check(atlas)
    table = clusters.known(atlas)
    keep = table.index.isin(_listings(atlas, clusters.listings(atlas), selection)["cluster_id"])
    if doubtful:
        keep = ~keep & table.index.isin(
            _listings(atlas, clusters.doubtful(atlas), selection)["cluster_id"]
        )
    places = cities(atlas, selection)
    if places is not None:
        keep &= table["city_adcodes"].map(lambda codes: not places.isdisjoint(codes)).to_numpy()
    if selection.fam:
        keep &= table["family_id"].isin(selection.fam).to_numpy()
    if selection.chain:
        keep &= table["chain_id"].isin(selection.chain).to_numpy()
    if selection.q:
        asked = understand(atlas, selection.q)
        keep &= matches(asked, table["search"], lambda thing: _belongs(table, thing)).to_numpy()
        return _own_first(table[keep], asked)
    return table[keep]


def _own_first(found: pd.DataFrame, asked: Understood) -> pd.DataFrame:
    """Clusters of the places that a text names, then those that they share with others."""
    here = {city for thing in asked.places for city in thing.cities}
    shared = found["city_adcodes"].map(lambda cities: bool(here) and not here.issuperset(cities))
    return found.loc[shared.astype("bool").sort_values(kind="stable").index]


def _belongs(table: pd.DataFrame, thing: Thing) -> pd.Series | None:
    """Clusters that belong to something by its key; their recognitions are asked elsewhere."""
    match thing.kind:
        case "region" | "city":
            return table["city_adcodes"].map(lambda codes: not thing.cities.isdisjoint(codes))
        case "county" | "zone" | "fam" | "chain":
            return table[_COLUMNS[thing.kind]].isin(thing.codes)
        case "prog" | "tier" | "year":
            return pd.Series(True, index=table.index)
    return None


_COLUMNS = {
    "county": "county_adcode",
    "zone": "zone_id",
    "fam": "family_id",
    "chain": "chain_id",
}


def _listings(atlas: Atlas, rows: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Those listings that the selection asks for, by its codes or in the words of its search."""
    if selection.tier:
        rows = rows[rows["tier"].isin(selection.tier)]
    if selection.prog:
        rows = rows[rows["programme_id"].isin(selection.prog)]
    if selection.year:
        rows = rows[rows["year"].between(*selection.year).fillna(False)]
    asked = understand(atlas, selection.q)
    for kind in LISTINGS:
        if codes := asked.codes(kind):
            rows = rows[rows["programme_id" if kind == "prog" else kind].isin(codes)]
    return rows


@remembered(512)
def _counts(atlas: Atlas, by: Dimension, selection: Selection) -> pd.Series:
    left = _rows(atlas, selection)
    count: dict[str, Callable[[], Any]] = {
        "region": lambda: _by_region(atlas, left),
        "city": lambda: _by_city(atlas, selection, left),
        "county": lambda: left["county_adcode"].value_counts(),
        "fam": lambda: left["family_id"].value_counts(),
        "chain": lambda: left["chain_id"].value_counts(),
        "tier": lambda: _by_listing(atlas, selection, left, "tier"),
        "prog": lambda: _by_listing(atlas, selection, left, "programme_id"),
        "year": lambda: _by_listing(atlas, selection, left, "year"),
    }
    found = count[by]()
    order = known_codes(atlas, Selection)[by].values() if by in _IN_ORDER else sorted(found.keys())
    kept = {code: int(found[code]) for code in order if found.get(code, 0)}
    return pd.Series(kept, dtype="int64")


#: Dimensions whose codes the data put into an order of their own.
_IN_ORDER = ("region", "city", "fam", "chain", "tier", "prog")


def _by_listing(atlas: Atlas, selection: Selection, left: pd.DataFrame, column: str) -> pd.Series:
    rows = _listings(atlas, clusters.listings(atlas), selection)
    return rows[rows["cluster_id"].isin(left.index)].groupby(column)["cluster_id"].nunique()


def _by_region(atlas: Atlas, left: pd.DataFrame) -> dict[str, int]:
    regions = atlas.table("regions")
    return {
        region_id: sum(not set(members).isdisjoint(places) for places in left["city_adcodes"])
        for region_id, members in zip(regions["region_id"], regions["member_adcodes"], strict=True)
    }


def _by_city(atlas: Atlas, selection: Selection, left: pd.DataFrame) -> pd.Series:
    """Clusters by city; a city outside the chosen regions is no choice, even if it shares one."""
    number = left["city_adcodes"].explode().value_counts()
    places = cities(atlas, selection)
    return number if places is None else number[number.index.isin(places)]
