"""Which units are compared, and why these."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

import geo.questions.compare.outside as outside
from geo.data.atlas import Atlas
from geo.questions.compare.peers import PEERS, peers
from geo.questions.compare.units import MOST, Kind, Unit, default, units
from geo.record import clusters

Reason = Literal["chosen", "peers", "filters", "default"]

#: How many peers are added to a unit that stands alone.
PEERS_ADDED = 3


@dataclass(frozen=True)
class Choice:
    """Units to compare and why these.

    Attributes
    ----------
    kind : {"city", "region", "chain", "outside"}
        What they are; ``outside`` where cities of the province stand beside others.
    units : tuple of Unit
        At most ``MOST``, in the order chosen.
    reason : {"chosen", "peers", "filters", "default"}
        Chosen by the reader; one chosen and its peers added; taken from the filters; or neither.
    left_out : Mapping of str to str
        Codes that are not compared: ``kind`` (of another kind), ``many`` (beyond the most),
        ``members`` (a region whose members are not on record) or ``figures`` (a city without
        figures beside those outside).
    """

    kind: Kind
    units: tuple[Unit, ...]
    reason: Reason
    left_out: Mapping[str, str]

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the units."""
        return tuple(unit.code for unit in self.units)


def resolve(
    atlas: Atlas,
    compare: Sequence[str] = (),
    *,
    filters: Mapping[Kind, Sequence[object]] | None = None,
    scheme: str = clusters.MAIN_SCHEME,
    peer: str = PEERS[0],
) -> Choice:
    """What is compared, from a link and the filters.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    compare : sequence of str
        Codes chosen; the first says which kind is compared.
    filters : Mapping, optional
        Cities, regions and chains of the filters, which stand in where nothing is chosen.
    scheme : str
        Scheme whose regions are the peers of a region.
    peer : str
        One of ``PEERS``.
    """
    reason: Reason = "chosen"
    wanted = list(compare)
    if not wanted:
        reason = "filters"
        wanted = next((list(map(str, own)) for own in (filters or {}).values() if own), [])
    if not wanted:
        return Choice("city", _units(atlas, default(atlas, "city", scheme)), "default", {})
    kind = _kind(atlas, wanted)
    beside = outside.names(atlas).index if kind == "outside" else ()
    left_out: dict[str, str] = {}
    kept: list[str] = []
    for code in wanted:
        unit = units(atlas)[code]
        if kind == "outside" and unit.kind == "city" and code not in beside:
            left_out[code] = "figures"
        elif unit.kind != kind and code not in beside:
            left_out[code] = "kind"
        elif kind == "region" and not unit.members:
            left_out[code] = "members"
        elif len(kept) == MOST:
            left_out[code] = "many"
        else:
            kept.append(code)
    if len(kept) == 1:
        reason = "peers"
        kept += list(peers(atlas, kept[0], peer).index[:PEERS_ADDED])
    if not kept:
        return Choice(kind, _units(atlas, default(atlas, kind, scheme)), "default", left_out)
    return Choice(kind, _units(atlas, kept), reason, left_out)


def peers_of(atlas: Atlas, chosen: Choice, by: str) -> tuple[str, pd.Series]:
    """What is most like the first unit among those it may stand beside, and by what that is said.

    Nothing is known of where cities outside lie, so their distance is not asked for.
    """
    first = chosen.units[0]
    if chosen.kind != "outside":
        return by, peers(atlas, first.code, by)
    by = PEERS[0] if by == "distance" else by
    return by, outside.nearest(atlas, first.code, by)


def _kind(atlas: Atlas, wanted: Sequence[str]) -> Kind:
    """Kind of the first unit; cities beside any outside the province are compared as such."""
    found = [units(atlas)[code].kind for code in wanted]
    return "outside" if found[0] == "city" and "outside" in found else found[0]


def _units(atlas: Atlas, wanted: Collection[str]) -> tuple[Unit, ...]:
    known = units(atlas)
    return tuple(known[code] for code in wanted)
