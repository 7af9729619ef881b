"""Cities, regions and chains as units that can be set side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import pandas as pd

import geo.questions.compare.outside as outside
from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.questions import layout
from geo.questions.chains import choice, places
from geo.record import clusters, seats

Kind = Literal["city", "region", "chain", "outside"]

KINDS: tuple[Kind, ...] = ("city", "region", "chain", "outside")
#: Fewest and most units that are set side by side.
LEAST, MOST = 2, 10
#: Cities outside that are set beside the main city if none is chosen.
_DEFAULT_OUTSIDE = 3
#: System whose chains are compared if none is chosen.
_DEFAULT_SYSTEM = "pillar_trillion"


@dataclass(frozen=True)
class Unit:
    """One of the things compared.

    Attributes
    ----------
    code : str
        adcode, region_id or chain_id.
    kind : {"city", "region", "chain", "outside"}
        What it is; cities outside the province are of a kind of their own.
    name_zh, name_en : str
        Names.
    members : tuple of int
        Cities it is made of; of a chain, those it is on record in; none outside the province.
    """

    code: str
    kind: Kind
    name_zh: str
    name_en: str
    members: tuple[int, ...]


@remembered(4)
def units(atlas: Atlas) -> Mapping[str, Unit]:
    """Everything that can be compared, by code; regions without known members among them."""
    table = atlas.cities
    found = [
        Unit(str(code), "city", row["short_zh"], row["name_en"], (int(code),))
        for code, row in table.iterrows()
    ]
    found += [
        Unit(row["region_id"], "region", row["name_zh"], row["name_en"], row["member_adcodes"])
        for row in atlas.table("regions").to_dict("records")
    ]
    on_record = places.records(atlas).groupby("chain_id")["city_adcode"].agg(tuple)
    found += [
        Unit(
            row["chain_id"],
            "chain",
            row["name_zh"],
            row["name_en"],
            tuple(map(int, on_record.get(row["chain_id"], ()))),
        )
        for row in atlas.table("chains").to_dict("records")
    ]
    found += [
        Unit(code, "outside", row["name_zh"], row["name_en"], ())
        for code, row in _outside(atlas).iterrows()
    ]
    return MappingProxyType({unit.code: unit for unit in found})


def _outside(atlas: Atlas) -> pd.DataFrame:
    known = outside.names(atlas)
    return known[~known.index.isin(outside.own(atlas))]


def kinds(atlas: Atlas) -> tuple[Kind, ...]:
    """Kinds that the data have two units of."""
    return tuple(kind for kind in KINDS if kind != "outside" or len(_outside(atlas)))


def codes(atlas: Atlas) -> tuple[str, ...]:
    """Codes of all units; those of the kinds never coincide."""
    regions, chains = atlas.table("regions"), atlas.table("chains")
    own = map(str, atlas.cities.index)
    return (*own, *regions["region_id"], *chains["chain_id"], *_outside(atlas).index)


def default(atlas: Atlas, kind: Kind, scheme: str = clusters.MAIN_SCHEME) -> tuple[str, ...]:
    """Units compared if none is chosen.

    The three core cities, a scheme, the pillar chains, or the first city with figures beside those
    outside and what is most like it there.
    """
    if kind == "city":
        return tuple(map(str, seats.leading_cities(atlas)))
    if kind == "chain":
        return choice.in_system(atlas, _DEFAULT_SYSTEM)
    if kind == "outside":
        first = next((c for c in default(atlas, "city") if c in outside.own(atlas)), "")
        return (first, *outside.nearest(atlas, first).index[:_DEFAULT_OUTSIDE]) if first else ()
    own = [region.region_id for region in layout.scheme(atlas, scheme).regions]
    if len(own) < LEAST:
        own = [region.region_id for region in layout.scheme(atlas, clusters.MAIN_SCHEME).regions]
    return tuple(own[:MOST])


@remembered(4)
def chain_table(atlas: Atlas) -> pd.DataFrame:
    """What is on record of each chain, all 58: places, stages, clusters and firms."""
    rows = places.records(atlas)
    by_chain = rows.groupby("chain_id")
    firms = atlas.table("enterprises")
    known = clusters.table(atlas)
    frame = pd.DataFrame(
        {
            "chain_cities": by_chain.size(),
            "core_cities": rows[rows["role"] == "core"].groupby("chain_id").size(),
            "counties": by_chain["county_adcodes"].agg(
                lambda cells: len({code for cell in cells for code in cell})
            ),
            "stages": by_chain["stages"].agg(
                lambda cells: len({stage for cell in cells for stage in cell})
            ),
            "clusters": known["chain_id"].value_counts(),
            "national": known.loc[known["tier"] == "national", "chain_id"].value_counts(),
            "anchors": firms.loc[firms["kind"] == "anchor", "chain_id"].value_counts(),
            "firms": firms["chain_id"].value_counts(),
        }
    )
    return frame.reindex(atlas.table("chains")["chain_id"]).fillna(0).astype(int)
