"""Chains of one family: which holds the others, and which stages they cover for one another.

A family has a chain that the planning system means as a whole (vehicle making) and chains that are
parts of it (special vehicles). What is on record for a part is there for the whole as well, so no
stage of a place is called open before its relatives were asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.questions.chains.places import records
from geo.questions.cities import STAGES

#: Planning tiers whose chains hold the others of their family.
_WHOLE = ("pillar_trillion", "advantage_500bn")


@remembered(1)
def stages(atlas: Atlas) -> Mapping[tuple[int, str], frozenset[str]]:
    """Stages of every city in every chain that it is on record in, by its rows or its firms.

    Returns
    -------
    Mapping
        ``(city_adcode, chain_id)`` to stages; empty where the chain is on record and no stage is.
    """
    found: dict[tuple[int, str], set[str]] = {
        (int(row.city_adcode), row.chain_id): set(row.stages) for row in records(atlas).itertuples()
    }
    firms = atlas.table("enterprises").dropna(subset=["chain_id", "city_adcode"])
    for firm in firms.itertuples():
        own = found.setdefault((int(firm.city_adcode), firm.chain_id), set())
        own |= {firm.stage} & set(STAGES)
    return MappingProxyType({key: frozenset(own) for key, own in found.items()})


@remembered(1)
def relatives(atlas: Atlas) -> Mapping[str, tuple[str, ...]]:
    """The chains that hold a chain, or that it holds, by ``chain_id``; not those beside it."""
    chains = atlas.by_key("chains")
    whole = set(chains.index[chains["tier_51020"].isin(_WHOLE)])
    family = chains["family_id"]
    return MappingProxyType(
        {
            str(chain_id): tuple(
                str(other)
                for other in family.index[family == family[chain_id]]
                if other != chain_id and (chain_id in whole or other in whole)
            )
            for chain_id in family.index
        }
    )


def together(atlas: Atlas, chain_id: str) -> tuple[str, ...]:
    """A chain and the chains that are parts of it; a part stands for itself alone."""
    whole = atlas.by_key("chains").at[chain_id, "tier_51020"] in _WHOLE
    return (chain_id, *relatives(atlas)[chain_id]) if whole else (chain_id,)


def covered_by(atlas: Atlas, adcode: int, chain_id: str, stage: str) -> tuple[str, ...]:
    """Chains above or below a chain by which a city has one of its stages on record."""
    known = stages(atlas)
    return tuple(
        code for code in relatives(atlas)[chain_id] if stage in known.get((adcode, code), ())
    )


@remembered(1)
def in_family(atlas: Atlas) -> frozenset[tuple[int, str, str]]:
    """City, family and stage of everything on record: what any chain of the family covers."""
    family = atlas.by_key("chains")["family_id"]
    return frozenset(
        (adcode, family[chain_id], stage)
        for (adcode, chain_id), own in stages(atlas).items()
        for stage in own
    )
