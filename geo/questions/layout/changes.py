"""What changed between two schemes: which cities moved from where to where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo.questions.layout.schemes import Region, Scheme

Kind = Literal["same", "regrouped", "joined", "left", "outside", "unknown"]
#: In the order in which changes are told.
KINDS: tuple[Kind, ...] = ("regrouped", "joined", "left", "same", "outside", "unknown")


@dataclass(frozen=True)
class Change:
    """Cities that took the same way.

    Attributes
    ----------
    kind : str
        ``same``: in company of exactly the same cities; ``regrouped``: in a region before and
        after, in other company; ``joined`` and ``left`` a scheme; ``outside`` both; ``unknown``
        where a scheme lacks lists of members.
    before, after : tuple of Region
        Regions in the one scheme and in the other; several where they overlap.
    cities : tuple of int
        adcodes.
    """

    kind: Kind
    before: tuple[Region, ...]
    after: tuple[Region, ...]
    cities: tuple[int, ...]


def _kind(before: Scheme, after: Scheme, adcode: int) -> Kind:
    positions = before.position(adcode), after.position(adcode)
    if "unknown" in positions:
        return "unknown"
    if positions == ("outside", "outside"):
        return "outside"
    if positions[0] == "outside":
        return "joined"
    if positions[1] == "outside":
        return "left"
    company = [{frozenset(region.members) for region in s.of(adcode)} for s in (before, after)]
    return "same" if company[0] & company[1] else "regrouped"


def changes(before: Scheme, after: Scheme) -> tuple[Change, ...]:
    """Every city once, grouped by the way it took.

    Parameters
    ----------
    before, after : Scheme
        Any two, in either order of time.

    Returns
    -------
    tuple of Change
        In the order of ``KINDS``, larger groups first.
    """
    groups: dict[tuple[Kind, tuple[Region, ...], tuple[Region, ...]], list[int]] = {}
    for adcode in before.cities:
        way = _kind(before, after, adcode), before.of(adcode), after.of(adcode)
        groups.setdefault(way, []).append(adcode)
    found = [Change(kind, one, two, tuple(cities)) for (kind, one, two), cities in groups.items()]
    return tuple(sorted(found, key=lambda c: (KINDS.index(c.kind), -len(c.cities))))
