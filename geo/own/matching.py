"""Members of a list beside the clusters that are known: same, probably the same, new, refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from types import MappingProxyType
from typing import Any, Literal

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.data.search import plain
from geo.own import industries, places
from geo.own.industries import NOTHING, Industry
from geo.own.listing import Entry, Listing
from geo.own.places import NOWHERE, Place

#: What a member of a list is: a cluster on record; probably one, under another name; a new one;
#: refused.
Verdict = Literal["same", "probable", "new", "refused"]
#: Why it is refused; the wording is ``own.refused.<reason>``.
Reason = Literal["nameless", "too_long", "no_place", "against", "twice"]
#: From here on two names of what is made are probably names of the same.
_ALIKE = 0.6
#: Longest name of a cluster.
LONGEST = 100


@dataclass(frozen=True)
class Member:
    """One member of a list, with what was found of it.

    Attributes
    ----------
    entry : Entry
        What stands in the list.
    verdict : str
        What it is.
    place : Place
        Where it lies.
    industry : Industry
        What it makes.
    cluster_id : str
        Cluster that it is, or probably is.
    reason, column, value : str
        Why it is refused, and what it is about.
    """

    entry: Entry
    verdict: Verdict
    place: Place = NOWHERE
    industry: Industry = NOTHING
    cluster_id: str = ""
    reason: Reason | Literal[""] = ""
    column: str = ""
    value: str = ""


@dataclass(frozen=True)
class _Known:
    """One name of one cluster on record; the county it lies in, and the one it is named after."""

    cluster_id: str
    name: str
    core: str
    cities: frozenset[int]
    county: int | None
    named: int | None


def members(
    atlas: Atlas,
    listing: Listing,
    *,
    placed: Mapping[int, Place] = MappingProxyType({}),
    chains: Mapping[int, str] = MappingProxyType({}),
) -> tuple[Member, ...]:
    """Find what each member of a list is.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    listing : Listing
        The list, as it was read.
    placed, chains : Mapping, optional
        Places and chains that the reader has set, by their numbers in the list.

    Returns
    -------
    tuple of Member
        In the order of the list, rows without a name at the end. No cluster on record is met twice.
    """
    found: dict[int, Member] = {}
    seen: dict[tuple[Any, ...], Entry] = {}
    candidates: list[tuple[int, Entry, Place, str]] = []
    for number, entry in enumerate(listing.entries):
        place = placed.get(entry.number) or places.of(atlas, entry)
        place = place if place.cities else _on_record(atlas, entry.name)
        core = places.core(atlas, entry.name)
        refused = _refused(entry, place)
        first = seen.setdefault((place.cities[:1], place.county, plain(core)), entry)
        if not refused and first is not entry:
            refused = Member(
                entry, "refused", place, reason="twice", column="name", value=first.name
            )
        if refused:
            found[number] = refused
        else:
            candidates.append((number, entry, place, core))
    taken: set[str] = set()
    for verdict in ("same", "probable"):
        for number, entry, place, core in candidates:
            if number in found:
                continue
            code = _same(atlas, entry, place, core, taken) if verdict == "same" else ""
            code = _probable(atlas, place, core, taken) if verdict == "probable" else code
            if code:
                taken.add(code)
                found[number] = Member(entry, verdict, place, cluster_id=code)
    for number, entry, place, core in candidates:
        if number not in found:
            made = industries.of(atlas, entry.chain, core)
            if entry.number in chains:
                made = industries.of_chain(atlas, chains[entry.number] or None, made)
            found[number] = Member(entry, "new", place, made)
    nameless = [
        Member(entry, "refused", reason="nameless", column="name", value=" ".join(entry.places))
        for entry in listing.nameless
    ]
    return (*(found[number] for number in sorted(found)), *nameless)


def _refused(entry: Entry, place: Place) -> Member | None:
    if len(entry.name) > LONGEST:
        return Member(entry, "refused", place, reason="too_long", column="name", value=entry.name)
    if not place.cities:
        said = " ".join(entry.places) or entry.section
        return Member(entry, "refused", place, reason="no_place", column="place", value=said)
    if place.against:
        value = f"{place.said} / {place.against}"
        return Member(entry, "refused", place, reason="against", column="place", value=value)
    return None


@remembered(1)
def _known(atlas: Atlas) -> tuple[_Known, ...]:
    """Every name of every cluster, also as it stands in lists."""
    clusters = atlas.by_key("clusters")
    rows = [(row.Index, row.name_zh) for row in clusters.itertuples()]
    listed = atlas.table("cluster_listings")
    rows += list(zip(listed["cluster_id"], listed["name_as_listed_zh"], strict=True))
    found = []
    for code, name in dict.fromkeys(rows):
        row = clusters.loc[code]
        county = None if pd.isna(row["county_adcode"]) else int(row["county_adcode"])
        cities = frozenset(map(int, row["city_adcodes"]))
        core, named = plain(places.core(atlas, name)), places.head(atlas, name).place.county
        found.append(_Known(str(code), name, core, cities, county, named))
    return tuple(found)


def _on_record(atlas: Atlas, name: str) -> Place:
    """Place of the only cluster that has a name, which says no place itself."""
    rows = {one.cluster_id: one for one in _by_name(atlas).get(plain(name), ())}
    if len(rows) != 1:
        return NOWHERE
    code, one = rows.popitem()
    row = atlas.by_key("clusters").loc[code]
    zone = None if pd.isna(row["zone_id"]) else str(row["zone_id"])
    cities = tuple(map(int, row["city_adcodes"]))
    return Place(cities, one.county, zone, found="record", said=row["name_zh"])


@remembered(1)
def _by_name(atlas: Atlas) -> Mapping[str, tuple[_Known, ...]]:
    """Names of clusters as they are folded for comparing."""
    return _grouped((plain(one.name), one) for one in _known(atlas))


@remembered(1)
def _by_core(atlas: Atlas) -> Mapping[str, tuple[_Known, ...]]:
    """The same without their places."""
    return _grouped((one.core, one) for one in _known(atlas))


def _grouped(pairs: Iterable[tuple[str, _Known]]) -> Mapping[str, tuple[_Known, ...]]:
    found: defaultdict[str, list[_Known]] = defaultdict(list)
    for key, one in pairs:
        found[key].append(one)
    return MappingProxyType({key: tuple(rows) for key, rows in found.items()})


def _same(atlas: Atlas, entry: Entry, place: Place, core: str, taken: set[str]) -> str:
    """Cluster of the same name, or of the same place with the same name without it."""
    for one in _by_name(atlas).get(plain(entry.name), ()):
        if one.cluster_id not in taken and _meet(one, place):
            return one.cluster_id
    rows = [one for one in _by_core(atlas).get(plain(core), ()) if _meet(one, place)]
    exact = {one.cluster_id for one in rows if place.county in (one.county, one.named)} - taken
    return exact.pop() if len(exact) == 1 else ""


def _meet(one: _Known, place: Place) -> bool:
    """Whether a cluster may lie at a place."""
    here = bool(one.cities & set(place.cities))
    return here and (one.county is None or place.county is None or one.county == place.county)


def _probable(atlas: Atlas, place: Place, core: str, taken: set[str]) -> str:
    """The cluster at a place whose name is most like this one, if it is like it."""
    told = [
        (_likeness(plain(core), one.core), one.cluster_id)
        for one in _known(atlas)
        if one.cluster_id not in taken and _meet(one, place)
    ]
    best = max(told, default=(0.0, ""))
    return best[1] if best[0] >= _ALIKE else ""


def _likeness(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()


def known_as(atlas: Atlas, cluster_id: str) -> tuple[str, ...]:
    """Names by which a cluster is on record, the present one first."""
    return tuple(dict.fromkeys(one.name for one in _known(atlas) if one.cluster_id == cluster_id))


def counted(rows: Sequence[Member]) -> dict[Verdict, int]:
    """How many members there are of each kind."""
    return {
        verdict: sum(one.verdict == verdict for one in rows)
        for verdict in ("same", "probable", "new", "refused")
    }
