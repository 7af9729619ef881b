"""Clusters as one table, and what can be asked of a single cluster.

A cluster may stand on the lists of several programmes and in several cities; it is one row here.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from geo.data import crs, search
from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look.tokens import HUE_OF_FAMILY

#: Programme that outranks all others; its members carry the largest mark.
TOP_PROGRAMME = "national_advanced_manufacturing_cluster"
#: Scheme whose regions every cluster is assigned to by its lead city. A constant and not a column,
#: as it is what a link without a scheme means, and pages word its parts.
MAIN_SCHEME = "one_main_two_wings"

_TIER_CLASS = {"national": 2, "provincial": 3, "county": 4}


@remembered(4)
def programmes(atlas: Atlas) -> pd.DataFrame:
    """Programmes that recognise clusters (not zones), highest first, keyed by ``programme_id``.

    Adds ``tier_class``: 1 for the national advanced manufacturing clusters, 2 for the other
    national programmes, 3 provincial, 4 county.
    """
    table = atlas.table("programmes")
    table = table[table["unit"] == "cluster"].set_index("programme_id")
    table["tier_class"] = table["tier"].map(_TIER_CLASS)
    table.loc[TOP_PROGRAMME, "tier_class"] = 1
    return table.sort_values(["tier_class", "tier_rank"], kind="stable")


@remembered(4)
def listings(atlas: Atlas) -> pd.DataFrame:
    """Every recognition that counts, with the programme's ``tier`` and ``tier_class`` beside it."""
    rows = _ranked(atlas)
    return rows[rows["counts"].astype("bool")]


@remembered(4)
def doubtful(atlas: Atlas) -> pd.DataFrame:
    """Recognitions that are still to be verified, which no total takes in; as :func:`listings`."""
    rows = _ranked(atlas)
    return rows[~rows["counts"].astype("bool")]


def _ranked(atlas: Atlas) -> pd.DataFrame:
    ranks = programmes(atlas)[["tier", "tier_class"]]
    return atlas.table("cluster_listings").join(ranks, on="programme_id")


@remembered(32)
def region_of_city(atlas: Atlas, scheme_id: str = MAIN_SCHEME) -> dict[int, str]:
    """Region of each city in a scheme whose regions do not overlap.

    Where regions overlap, the last one in the table wins; ask ``regions`` itself for those.
    """
    regions = atlas.table("regions")
    regions = regions[regions["scheme_id"] == scheme_id]
    return {
        adcode: region_id
        for region_id, members in zip(regions["region_id"], regions["member_adcodes"], strict=True)
        for adcode in members
    }


@remembered(4)
def table(atlas: Atlas) -> pd.DataFrame:
    """Clusters with a recognition that counts: what every number is made of; see :func:`known`."""
    rows = known(atlas)
    return rows[rows["counts"]]


@remembered(4)
def known(atlas: Atlas) -> pd.DataFrame:
    """One row a cluster, in the order of the source table, those still to be verified among them.

    Parameters
    ----------
    atlas : Atlas
        The loaded data package.

    Returns
    -------
    pandas.DataFrame
        Index ``cluster_id``. The columns of the table ``clusters`` and

        ``counts`` whether a recognition of it counts; where none does, what follows is told of
        those that are still to be verified;
        ``tier_class`` 1 national advanced manufacturing, 2 other national, 3 provincial, 4 county;
        ``tier`` national, provincial or county: the highest tier on record;
        ``programmes`` tuple of programme_id, highest first;
        ``years`` tuple of the years of its listings, and ``first_year``, the earliest;
        ``family_id`` of its chain, missing where the chain is unknown;
        ``hue`` colour group of the family; ``city_adcode`` lead city;
        ``region_id`` of the lead city in the main scheme; ``search`` text that searches look in.
    """
    rows = atlas.table("clusters")
    firm, weak = listings(atlas), doubtful(atlas)
    rows["counts"] = rows["cluster_id"].isin(firm["cluster_id"])
    told = pd.concat([firm, weak[~weak["cluster_id"].isin(firm["cluster_id"])]])
    named = told.sort_values("tier_class", kind="stable").groupby("cluster_id")
    rows = rows.join(
        pd.DataFrame(
            {
                "tier_class": named["tier_class"].min(),
                "tier": named["tier"].first(),
                "programmes": named["programme_id"].agg(lambda ids: tuple(dict.fromkeys(ids))),
                "years": named["year"].agg(lambda years: tuple(sorted(set(years.dropna())))),
                "first_year": named["year"].min(),
            }
        ),
        on="cluster_id",
    )
    families = atlas.by_key("chains")["family_id"]
    rows["family_id"] = rows["chain_id"].map(families)
    rows["hue"] = rows["family_id"].map(HUE_OF_FAMILY).fillna("other")
    rows["city_adcode"] = rows["city_adcodes"].str[0].astype("int64")
    rows["region_id"] = rows["city_adcode"].map(region_of_city(atlas))
    rows["search"] = _search_text(atlas, rows)
    return rows.set_index("cluster_id", drop=False).rename_axis(None)


def _search_text(atlas: Atlas, clusters: pd.DataFrame) -> pd.Series:
    """All words by which a reader may know a cluster, folded for ``geo.data.search``."""

    def named(table: str) -> dict[Any, list[str]]:
        rows = atlas.by_key(table)
        pairs = zip(rows["name_zh"], rows["name_en"], strict=True)
        return dict(zip(rows.index, map(list, pairs), strict=True))

    areas, zones, chains = named("areas"), named("zones"), named("chains")
    listed = atlas.table("cluster_listings").groupby("cluster_id")["name_as_listed_zh"].agg(set)

    def names(of: dict[Any, list[str]], key: Any) -> list[str]:
        return [] if pd.isna(key) else of[key]

    texts = []
    for row in clusters.itertuples():
        words = [row.name_zh, row.name_en, *row.industry_zh, *sorted(listed[row.cluster_id])]
        for adcode in (*row.city_adcodes, row.county_adcode):
            words += names(areas, adcode)
        words += names(zones, row.zone_id) + names(chains, row.chain_id)
        texts.append(search.fold(words))
    return pd.Series(texts, index=clusters.index)


@remembered(64)
def recognitions(atlas: Atlas, cluster_id: str) -> pd.DataFrame:
    """All listings of one cluster, oldest first and undated ones last, each with its source.

    Returns
    -------
    pandas.DataFrame
        Columns of ``cluster_listings`` with ``tier_class``, ``programme_zh``, ``programme_en``,
        ``source_date``, ``source_kind`` and ``source_url``.
    """
    rows = _ranked(atlas)
    rows = rows[rows["cluster_id"] == cluster_id]
    names = programmes(atlas)[["name_zh", "name_en"]].add_prefix("programme_")
    names.columns = ["programme_zh", "programme_en"]
    sources = atlas.by_key("sources")[["date", "kind", "url"]]
    rows = rows.join(names, on="programme_id").join(sources.add_prefix("source_"), on="source_id")
    return rows.sort_values(["year", "tier_class"], na_position="last", kind="stable")


@remembered(64)
def nearby(atlas: Atlas, cluster_id: str, count: int = 5) -> pd.DataFrame:
    """Clusters closest to one cluster, by the geodesic between their points.

    Points are seats or zone centres, not factories, so a distance of zero means the same site.

    Returns
    -------
    pandas.DataFrame
        At most ``count`` rows of :func:`table` with ``distance_km``; none where the cluster has
        no point of its own.
    """
    here = known(atlas).loc[cluster_id]
    others = table(atlas).drop(cluster_id, errors="ignore").dropna(subset=["lat", "lon"])
    if pd.isna(here["lat"]):
        return others.iloc[:0].assign(distance_km=[])
    metres = crs.distance_m(
        here["lon"],
        here["lat"],
        others["lon"].to_numpy(dtype=float),
        others["lat"].to_numpy(dtype=float),
    )
    others["distance_km"] = metres / 1000
    return others.nsmallest(count, "distance_km")


@remembered(4)
def year_span(atlas: Atlas) -> tuple[int, int]:
    """First and last year of all dated listings."""
    years = listings(atlas)["year"].dropna()
    return int(years.min()), int(years.max())
