"""One city: its place in the layout, what is recorded in it, and who lies beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

import pandas as pd

from geo.data import boundaries, crs
from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.questions.layout.schemes import schemes
from geo.record import clusters, counts

T = TypeVar("T")

#: Stages of a chain in the order of the flow.
STAGES = ("upstream", "midstream", "downstream")
#: Roles of a place in a chain, strongest first.
ROLES = ("core", "important", "supporting")
#: Kinds of zones in the order they are listed.
ZONE_KINDS = ("hitech", "etdz", "industrialization_base", "torch_base", "chemical_park", "other")


@dataclass(frozen=True)
class Named:
    """How many named clusters a city has, by the highest tier of each.

    Attributes
    ----------
    total, national, provincial, county : int
        Clusters with the city among their cities. One of several cities counts in each of them.
    shared : int
        Those of the total that lie in other cities too.
    """

    total: int
    national: int
    provincial: int
    county: int
    shared: int


@remembered(32)
def members(atlas: Atlas, adcode: int) -> pd.DataFrame:
    """Rows of ``geo.record.clusters.table`` with the city among their cities."""
    table = clusters.table(atlas)
    return table[[adcode in cities for cities in table["city_adcodes"]]]


@remembered(32)
def named(atlas: Atlas, adcode: int) -> Named:
    """Number of named clusters of a city, by tier."""
    rows = members(atlas, adcode)
    by_tier = rows["tier"].value_counts()
    return Named(
        total=len(rows),
        national=int(by_tier.get("national", 0)),
        provincial=int(by_tier.get("provincial", 0)),
        county=int(by_tier.get("county", 0)),
        shared=int((rows["city_adcodes"].str.len() > 1).sum()),
    )


@remembered(32)
def layout(atlas: Atlas, adcode: int) -> pd.DataFrame:
    """Place of a city in every scheme of the regional layout.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    adcode : int
        One of the 17 prefecture-level units.

    Returns
    -------
    pandas.DataFrame
        The main scheme first, then the newest. One row for each region that the city is in, and
        one for each scheme in which it is in none. Columns ``scheme_id``, ``year_from``;
        ``region_id``, ``role`` and ``status`` of the region, missing where there is none;
        ``position``: ``lead``, ``member``, ``outside`` (in no region of the scheme) or ``unknown``
        (among no known members, but some regions have none on record); ``open_regions``: number
        of regions of the scheme whose members are not on record.
    """
    newest_first = sorted(
        schemes(atlas), key=lambda one: (one.scheme_id != clusters.MAIN_SCHEME, -one.year)
    )
    rows: list[dict[str, Any]] = []
    for scheme in newest_first:
        common = {
            "scheme_id": scheme.scheme_id,
            "year_from": scheme.year,
            "open_regions": len(scheme.open),
        }
        inside = scheme.of(adcode)
        rows += [
            common
            | {
                "region_id": region.region_id,
                "role": region.role,
                "status": region.status,
                "position": "lead" if region.lead == adcode else "member",
            }
            for region in inside
        ]
        if not inside:
            rows.append(common | {"position": scheme.position(adcode)})
    columns = ["scheme_id", "year_from", "region_id", "role", "status", "position", "open_regions"]
    return pd.DataFrame(rows, columns=columns)


def positioning(atlas: Atlas, adcode: int) -> pd.DataFrame:
    """Official positioning of a city: its rows of ``city_roles``, the latest document first."""
    rows = atlas.table("city_roles")
    rows = rows[rows["city_adcode"] == adcode]
    return rows.sort_values("year", ascending=False, kind="stable")


def planned(atlas: Atlas, adcode: int) -> pd.DataFrame:
    """Fields in which a plan wants a cluster of the city to grow: no clusters, never counted."""
    rows = atlas.table("planned_clusters")
    return rows[rows["city_adcode"] == adcode]


@remembered(32)
def lists(atlas: Atlas, adcode: int) -> pd.DataFrame:
    """Clusters of a city on the list of each programme, beside what is known officially.

    Returns
    -------
    pandas.DataFrame
        Index ``programme_id``, highest first. ``named`` clusters of the city that are named;
        ``official`` the latest official count for the city and its ``year``, missing where no
        source gives one; ``named_that_year`` clusters named of that year's list;
        ``province_named`` and ``province_official`` of the whole province.
    """
    listings = clusters.listings(atlas)
    listings = listings[listings["cluster_id"].isin(members(atlas, adcode).index)]
    official = counts.official(atlas, "city")
    official = official[official["key"] == str(adcode)].drop_duplicates("programme_id", keep="last")
    official = official.set_index("programme_id")
    rows = []
    for programme in clusters.programmes(atlas).index:
        own = listings[listings["programme_id"] == programme]
        known = counts.coverage(atlas, programme)
        row: dict[str, Any] = {
            "programme_id": programme,
            "named": own["cluster_id"].nunique(),
            "province_named": known.named,
            "province_official": known.official,
        }
        if programme in official.index:
            year = official.at[programme, "year"]
            row |= {
                "official": official.at[programme, "count"],
                "year": year,
                "named_that_year": own.loc[own["year"] == year, "cluster_id"].nunique(),
            }
        rows.append(row)
    table = pd.DataFrame(rows).set_index("programme_id")
    whole = ["official", "year", "named_that_year", "province_official"]
    table = table.reindex(columns=["named", "province_named", *whole])
    return table.astype(dict.fromkeys(whole, "Int64"))


def zones(atlas: Atlas, adcode: int) -> pd.DataFrame:
    """Zones of a city by kind (hi-tech, development, base, other), oldest first in each."""
    rows = atlas.table("zones")
    rows = rows[rows["city_adcode"] == adcode].sort_values("year", kind="stable")
    return rows.sort_values("kind", key=lambda kinds: kinds.map(ZONE_KINDS.index), kind="stable")


@remembered(32)
def chains(atlas: Atlas, adcode: int) -> pd.DataFrame:
    """Industry chains that a city is recorded in, each once.

    A chain may have a row for the city and rows for its counties; they are put together here. The
    city's role is that of its own rows and, where only counties are recorded, the strongest of
    theirs.

    Returns
    -------
    pandas.DataFrame
        Index ``chain_id``, strongest role first. ``name_zh``, ``name_en``, ``family_id``;
        ``role``; ``role_of`` ``city`` or ``county``; ``stages`` recorded, in the order of the
        flow; ``county_adcodes``, ``zone_ids``, ``segments_zh`` and ``firms_zh`` (as printed),
        each without repetition; ``source_ids``.
    """
    rows = {chain_id: _chain(rows) for chain_id, rows in _recorded(atlas).get(adcode, {}).items()}
    frame = pd.DataFrame.from_dict(rows, orient="index")
    names = atlas.by_key("chains")[["name_zh", "name_en", "family_id"]]
    if frame.empty:
        return names.iloc[:0]
    frame = names.join(frame, how="inner")  # in the order of the table of chains
    strength = frame["role"].map(ROLES.index)
    return frame.loc[strength.sort_values(kind="stable").index]


@remembered(1)
def _recorded(atlas: Atlas) -> Mapping[int, Mapping[str, list[Any]]]:
    """Rows of ``chain_cities`` by city and chain, in the order of the table."""
    found: dict[int, dict[str, list[Any]]] = {}
    for row in atlas.table("chain_cities").dropna(subset=["city_adcode", "chain_id"]).itertuples():
        found.setdefault(int(row.city_adcode), {}).setdefault(str(row.chain_id), []).append(row)
    return MappingProxyType(found)


def _chain(rows: Sequence[Any]) -> dict[str, Any]:
    """One chain in one city, from its rows."""
    of_city = [row for row in rows if pd.isna(row.county_adcode)]
    stages = {stage for row in rows for stage in row.stages}
    sources = [*(row.source_id for row in rows), *(key for r in rows for key in r.more_source_ids)]
    return {
        "role": min((row.role for row in of_city or rows), key=ROLES.index),
        "role_of": "city" if of_city else "county",
        "stages": tuple(stage for stage in STAGES if stage in stages),
        "county_adcodes": _once(int(r.county_adcode) for r in rows if pd.notna(r.county_adcode)),
        "zone_ids": _once(row.zone_id for row in rows if pd.notna(row.zone_id)),
        "segments_zh": _once(item for row in rows for item in row.segment_zh),
        "firms_zh": _once(item for row in rows for item in row.anchor_enterprises_zh),
        "source_ids": _once(sources),
    }


def _once(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))


def enterprises(atlas: Atlas, adcode: int) -> pd.DataFrame:
    """Named firms of a city, a selection and no census; in the order of the table of chains."""
    rows = atlas.table("enterprises")
    rows = rows[rows["city_adcode"] == adcode]
    order = {chain_id: n for n, chain_id in enumerate(atlas.table("chains")["chain_id"])}
    return rows.sort_values("chain_id", key=lambda ids: ids.map(order), kind="stable")


def counties(atlas: Atlas, adcode: int) -> tuple[int, ...]:
    """County-level units of a city; a unit directly under the province has itself only."""
    layer = atlas.counties
    return tuple(int(code) for code in layer.index[layer["city_adcode"] == adcode])


@remembered(4)
def _centres(atlas: Atlas) -> pd.DataFrame:
    layer = atlas.cities
    points = crs.centroid(layer.geometry.to_numpy())
    return pd.DataFrame({"lon": [p.x for p in points], "lat": [p.y for p in points]}, layer.index)


@remembered(4)
def _beside(atlas: Atlas) -> dict[int, list[int]]:
    return boundaries.neighbours(atlas)


@remembered(32)
def distances(atlas: Atlas, adcode: int) -> pd.Series:
    """Geodesic distance from the centre of a city's area to those of all 17, kilometres."""
    centres = _centres(atlas)
    here = centres.loc[adcode]
    metres = crs.distance_m(here["lon"], here["lat"], centres["lon"], centres["lat"])
    return pd.Series(metres / 1000, centres.index, name="distance_km")


@remembered(32)
def neighbours(atlas: Atlas, adcode: int) -> pd.Series:
    """Cities that share a border with a city, by the distance between their centres.

    Returns
    -------
    pandas.Series
        Index adcode, kilometres between the centres of the areas, nearest first. Neighbours in
        other provinces are not part of the atlas.
    """
    return distances(atlas, adcode).loc[_beside(atlas)[adcode]].sort_values()
