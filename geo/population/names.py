"""What things are called: the names of places, industries, lists, zones and firms in the tables.

Official and short names, what a name says in brackets, and, where the folder has a gazetteer, old
names and those of parks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from geo.data import search
from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.record import clusters
from geo.record.naming import short_english
from geo.words import LANGUAGES, Words, catalogue

Kind = Literal[
    "prog", "tier", "city", "region", "fam", "chain", "county", "zone", "peer", "firm", "year"
]
#: What a name means that things of several kinds bear: the earlier kind.
ORDER: tuple[Kind, ...] = (
    "prog", "tier", "city", "region", "fam", "chain", "county", "zone", "peer", "firm", "year",
)  # fmt: skip

_HAN = re.compile(r"[\u4e00-\u9fff]")
_BRACKETS = re.compile(r"[(（“]+([^()（）“”]+)[)）”]+")
_ISSUER = re.compile(r"^(湖北省级|湖北省|湖北|国家级|国家)")
_WHAT_ALL_ARE = re.compile(r"(产业)?集群$")
_INDUSTRY = re.compile(r"产业$")
_PREFECTURE = re.compile(r"自治州$")


@dataclass(frozen=True)
class Thing:
    """Something that has a name.

    Attributes
    ----------
    kind : str
        Region, city, county, zone, chain, family (``fam``), programme (``prog``), tier, year, firm,
        or ``peer``: a city outside the province.
    codes : tuple
        Its key; several where one name is that of several things.
    cities : frozenset of int
        Of a place: the cities that it lies in.
    words : tuple of str
        Chinese names that stand for it in a text, folded.
    """

    kind: Kind
    codes: tuple[Any, ...]
    cities: frozenset[int] = frozenset()
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Name:
    """One name of one thing.

    Attributes
    ----------
    name : str
        As it is printed.
    kind, code, cities
        The thing; see :class:`Thing`. No kind where a name is known and stands for nothing.
    inside : int or None
        City that must be named as well for the name to mean this.
    doubtful : bool
        Whether the name alone does not settle what is meant.
    """

    name: str
    kind: Kind | None
    code: Any = None
    cities: frozenset[int] = frozenset()
    inside: int | None = None
    doubtful: bool = False

    @property
    def form(self) -> str:
        """The name folded for search."""
        return search.plain(self.name)

    @property
    def chinese(self) -> bool:
        """Whether it has Chinese characters."""
        return bool(_HAN.search(self.name))


@remembered(1)
def names(atlas: Atlas) -> tuple[Name, ...]:
    """Every name in a data package; a doubtful one is doubtful wherever it stands."""
    rows = list(_areas(atlas))
    places = {row.form for row in rows}  # "(襄阳)" behind the name of a firm is none of its names
    others = [*_industries(atlas), *_lists(atlas), *_regions(atlas), *_zones(atlas)]
    others += [*_firms(atlas), *_peers(atlas)]
    rows += [row for row in others if row.form not in places]
    gazetteer = list(_gazetteer(atlas))
    doubtful = {row.form for row in gazetteer if row.doubtful}
    return (*(row for row in rows if row.form not in doubtful), *gazetteer)


@remembered(1)
def things(atlas: Atlas) -> dict[tuple[Kind, Any], Thing]:
    """Everything that has a name, by kind and key."""
    words: dict[tuple[Kind, Any], dict[str, None]] = defaultdict(dict)
    cities: dict[tuple[Kind, Any], frozenset[int]] = {}
    owner: dict[str, tuple[Kind, Any]] = {}
    rows = [row for row in names(atlas) if row.kind]
    for row in sorted(rows, key=lambda row: ORDER.index(row.kind or "year")):
        assert row.kind
        key = row.kind, row.code
        cities[key] = row.cities
        own = words[key]  # a county is not found by the name of its city
        if row.chinese and not row.doubtful and owner.setdefault(row.form, key)[0] == row.kind:
            own[row.form] = None
    return {key: Thing(key[0], (key[1],), cities[key], tuple(own)) for key, own in words.items()}


def _printed(name: str) -> Iterator[str]:
    """A name, and what is left of it without brackets, and what stands in them."""
    yield name
    if inner := _BRACKETS.findall(name):
        yield _BRACKETS.sub("", name)
        yield from (part for part in inner if len(part) > 1)


def _areas(atlas: Atlas) -> Iterator[Name]:
    table = atlas.table("areas")
    for row in table[table["level"].isin(["city", "county"])].itertuples():
        code = int(row.adcode)
        city = code if row.level == "city" else int(row.parent_adcode)
        shorter = _PREFECTURE.search(row.name_zh) and f"{row.short_zh}州"
        for name in (row.name_zh, row.short_zh, short_english(row.name_en), shorter):
            if name:
                yield Name(name, row.level, code, frozenset([city]))


def _industries(atlas: Atlas) -> Iterator[Name]:
    chains = atlas.table("chains")
    for row in chains.drop_duplicates("family_id").itertuples():
        yield Name(row.family_zh, "fam", row.family_id)
        yield Name(row.family_en, "fam", row.family_id)
    for row in chains.itertuples():
        for name in (*_printed(row.name_zh), *_printed(row.name_en)):
            yield Name(name, "chain", row.chain_id)
            yield Name(_INDUSTRY.sub("", name), "chain", row.chain_id)


def _lists(atlas: Atlas) -> Iterator[Name]:
    """Programmes, also without who issues the list and without what all of them are lists of."""
    for code, row in clusters.programmes(atlas).iterrows():
        yield Name(row["name_en"], "prog", code)
        for name in (row["name_zh"], _ISSUER.sub("", row["name_zh"])):
            core = _WHAT_ALL_ARE.sub("", name)
            yield from (Name(form, "prog", code) for form in (name, core, f"{core}集群"))
    for tier in dict.fromkeys(clusters.programmes(atlas)["tier"]):
        yield from (Name(Words(lang)(f"tiers.{tier}"), "tier", tier) for lang in LANGUAGES)


def _regions(atlas: Atlas) -> Iterator[Name]:
    """Regions whose members are known; the name of a scheme is that of all its regions."""
    schemes = atlas.by_key("schemes")
    for row in atlas.table("regions").itertuples():
        if not row.member_adcodes:
            continue
        members = frozenset(map(int, row.member_adcodes))
        printed = [*_printed(row.name_zh), *_short("layout.region", row.region_id)]
        printed += _short("layout.scheme", row.scheme_id)
        printed += [*_printed(schemes.at[row.scheme_id, "name_zh"])]
        for name in printed:
            yield Name(name, "region", row.region_id, members)
            yield from (
                Name(part, "region", row.region_id, members) for part in re.split("[·:：、]", name)
            )
        yield Name(row.name_en, "region", row.region_id, members)


def _short(group: str, code: str) -> list[str]:
    """The short name that the pages have for something, if any."""
    key = f"{group}.{code}"
    return [catalogue()[key]["zh"]] if key in catalogue() else []


def _zones(atlas: Atlas) -> Iterator[Name]:
    for row in atlas.table("zones").itertuples():
        for name in (row.name_zh, *_printed(row.name_en)):
            yield Name(name, "zone", row.zone_id, frozenset([int(row.city_adcode)]))


def _firms(atlas: Atlas) -> Iterator[Name]:
    for row in atlas.table("enterprises").itertuples():
        english = [] if pd.isna(row.name_en) else [row.name_en]
        for name in (*_printed(row.name_zh), *english):
            yield Name(name, "firm", row.enterprise_id)


def _peers(atlas: Atlas) -> Iterator[Name]:
    """Cities that are only compared with; a folder need not have any."""
    if "peers" not in atlas.tables:
        return
    known = set(atlas.cities.index)
    for row in atlas.table("peers").drop_duplicates("adcode").itertuples():
        if int(row.adcode) not in known:
            for name in (row.city_zh, row.city_en):
                yield Name(name, "peer", int(row.adcode))


def _gazetteer(atlas: Atlas) -> Iterator[Name]:
    """Old names and those of parks; a folder need not have them.

    A park that is in no table is known, so that nothing is cut out of its name, but it is no place
    that anything is recorded of.
    """
    if "gazetteer" not in atlas.tables:
        return
    counties, zones = set(atlas.counties.index), set(atlas.table("zones")["zone_id"])
    for row in atlas.table("gazetteer").itertuples():
        city = None if pd.isna(row.city_adcode) else int(row.city_adcode)
        cities = frozenset() if city is None else frozenset([city])
        kind: Kind | None = None
        code: Any = None
        if row.kind == "zone":
            if row.zone_id in zones:
                kind, code = "zone", row.zone_id
        elif pd.notna(row.adcode):
            code = int(row.adcode)
            kind = "county" if code in counties and code != city else "city"
        yield Name(row.name_zh, kind, code, cities, city, _is_true(row.ambiguous))


def _is_true(value: Any) -> bool:
    return value is True or str(value).lower() == "true"


def chosen(found: Iterable[Name], by: dict[tuple[Kind, Any], Thing]) -> Thing | None:
    """What is meant by a name that some things bear, or None if that is not settled."""
    kinds = [name.kind for name in found if name.kind]
    if not kinds:
        return None
    kind = min(kinds, key=ORDER.index)
    keys = dict.fromkeys((kind, name.code) for name in found if name.kind == kind)
    one, *more = (by[key] for key in keys)
    if not more:
        return one
    if kind not in ("prog", "region", "fam", "chain"):  # of these, one name may mean several
        return None
    return Thing(
        kind,
        tuple(code for thing in (one, *more) for code in thing.codes),
        one.cities.union(*(thing.cities for thing in more)),
        tuple(dict.fromkeys(word for thing in (one, *more) for word in thing.words)),
    )
