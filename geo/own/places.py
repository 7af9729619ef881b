"""Where a member of a list lies: by what the list says of it, or by its own name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.own.listing import Entry
from geo.population.names import Name, names
from geo.record.seats import seats

#: How sure a place is: said in full; by a short, old or doubtful name; only the city is known.
Sure = Literal["sure", "likely", "city"]
#: What the place was found in: a column, a sub-heading, the name, or what is on record of a cluster
#: of this name; or the reader has said it.
Found = Literal["column", "section", "name", "record", "reader"]

_PROVINCE = re.compile("^湖北省?(?!.{0,1}$)")
_BETWEEN = re.compile(r"[\s·・\-—–,，/]*(?:国家级?|省级)?")
_AND = re.compile("^[、，,/和与及]")
#: What follows makes a name the beginning of the name of a road.
_ROAD = re.compile("^(?:[东南西北中]?(?:大道|[路街巷桥]))")
_INNER = re.compile("[（(]([^（）()]+)[）)]")
_TOWN = re.compile("^[\u4e00-\u9fff]{0,3}[镇乡](?=.{2})")
#: Parks that are called by their kind alone behind the name of their city or county.
_KINDS = {
    "hitech": re.compile("高新技术(产业)?(开发区|园区?)|高新区"),
    "development": re.compile("(经济技术|经济)?开发区|经开区"),
}
_FULL = re.compile("[市州县区]$")
_LONGEST = 24


@dataclass(frozen=True)
class Place:
    """Where something lies.

    Attributes
    ----------
    cities : tuple of int
        Codes of its cities, the leading one first; none if nothing was found.
    county : int or None
        Code of its county.
    zone : str or None
        Code of its zone.
    sure, found
        How sure that is, and what it was found in.
    said : str
        The text that says so.
    against : str
        What the list says elsewhere and is not compatible with it.
    """

    cities: tuple[int, ...] = ()
    county: int | None = None
    zone: str | None = None
    sure: Sure = "sure"
    found: Found = "name"
    said: str = ""
    against: str = ""


NOWHERE = Place()


@dataclass(frozen=True)
class _Head:
    """The place that a text begins with, and where the text goes on."""

    place: Place
    rest: str


@dataclass(frozen=True)
class Point:
    """Where a place is drawn; no coordinates where only the city is known."""

    lat: float | None
    lon: float | None
    precision: Literal["zone", "county_seat", "city"]


def of(atlas: Atlas, entry: Entry) -> Place:
    """Find where a member of a list lies.

    Parameters
    ----------
    atlas : Atlas
        The data package; its areas, zones and gazetteer are what is known.
    entry : Entry
        The member.

    Returns
    -------
    Place
        What the list says in a column holds, then what the name itself begins with, then what a
        sub-heading says; the narrower ones add to the wider where they agree.
    """
    told: list[Place] = []
    for text in entry.places:
        told.append(replace(head(atlas, text, _cities(told)).place, found="column"))
    # A name that begins with another place than the columns say contradicts them.
    named = head(atlas, entry.name, _cities(told)).place
    told.append(named if named.cities else head(atlas, entry.name).place)
    if entry.section:
        told.append(replace(head(atlas, entry.section).place, found="section"))
    return _together([place for place in told if place.cities])


def _cities(told: Iterable[Place]) -> frozenset[int]:
    return frozenset(city for place in told for city in place.cities)


def _together(told: Sequence[Place]) -> Place:
    """One place of several, the first of which holds; what is against it is told."""
    if not told:
        return NOWHERE
    one = told[0]
    for other in told[1:]:
        if one.against:
            break
        if not set(one.cities) & set(other.cities):
            return replace(one, against=other.said)
        if one.county and other.county and one.county != other.county:
            return replace(one, against=other.said)
        if (other.county and not one.county) or (other.zone and not one.zone):
            cities = tuple(dict.fromkeys((*other.cities, *one.cities)))
            county, zone = one.county or other.county, one.zone or other.zone
            one = replace(other, cities=cities, county=county, zone=zone)
    return one


def head(atlas: Atlas, text: str, inside: frozenset[int] = frozenset()) -> _Head:
    """Find the place that a text begins with.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    text : str
        An address, the name of an area, or that of a cluster.
    inside : frozenset of int
        Cities that are known already and settle names that several places bear.
    """
    return _head(atlas, text, inside)


@remembered(4096)
def _head(atlas: Atlas, text: str, inside: frozenset[int]) -> _Head:
    whole = unicodedata.normalize("NFKC", text).strip("“”\"' ")
    rest, found = _PROVINCE.sub("", whole), NOWHERE
    while True:
        start = _BETWEEN.sub("", rest, count=1)
        other = _next(atlas, start, found, frozenset(found.cities) or inside)
        if other is None or _elsewhere(found, other.place):
            break
        found, rest = _narrower(found, other.place), other.rest
    if found.cities:
        found = replace(found, against=_against(atlas, found, start))
        found, rest = _beside(atlas, found, rest)
        found, rest = _generic(atlas, found, rest)
        found = _bracketed(atlas, found, rest)
        known = found.county or found.zone or _is_county(atlas, found.cities[0])
        sure: Sure = found.sure if known else "city"
        found = replace(found, sure=sure, said=whole[: len(whole) - len(rest)] or whole)
    return _Head(found, _TOWN.sub("", rest))


def _elsewhere(wide: Place, narrow: Place) -> bool:
    """Whether a place lies in another county than the one that is named before it."""
    return bool(wide.county and narrow.county and wide.county != narrow.county)


def _narrower(wide: Place, narrow: Place) -> Place:
    return Place(
        wide.cities or narrow.cities,
        narrow.county or wide.county,
        narrow.zone or wide.zone,
        "likely" if narrow.sure == "likely" and not wide.cities else wide.sure,
    )


def _next(atlas: Atlas, text: str, after: Place, inside: frozenset[int]) -> _Head | None:
    """The longest name of a place that a text begins with, behind what was found before it."""
    known = _by_name(atlas)
    for length in range(min(_LONGEST, len(text)), 1, -1):
        rest = text[length:]
        if _ROAD.match(rest):
            continue
        rows = [
            row
            for row in known.get(text[:length], ())
            if (not inside or row.cities & inside)
            # A doubtful name means something only behind the city that it lies in.
            and (not row.doubtful or (inside and not after.county))
        ]
        if not rows:
            continue
        best = min(rows, key=lambda row: (row.doubtful, _ORDER.index(row.kind or "zone")))
        if all(row.code == best.code for row in rows if row.kind == best.kind):
            return _Head(_placed(atlas, best), rest)
    return None


_ORDER = ("city", "county", "zone")


def _placed(atlas: Atlas, name: Name) -> Place:
    cities = tuple(sorted(name.cities))
    sure: Sure = "likely" if name.doubtful else "sure"
    if name.kind == "county" and not _is_county(atlas, int(name.code)):
        return Place(cities, int(name.code), sure=sure)
    if name.kind == "zone":
        return Place(cities, _host(atlas, str(name.code)), str(name.code), sure)
    return Place(cities, sure=sure)


def _host(atlas: Atlas, zone: str) -> int | None:
    """The county that a zone lies in, if it is one and on record."""
    counties = atlas.by_key("zones").at[zone, "host_county_adcodes"]
    return int(counties[0]) if len(counties) == 1 else None


@remembered(1)
def _by_name(atlas: Atlas) -> Mapping[str, tuple[Name, ...]]:
    """Chinese names of cities, counties and zones, those that are all one first."""
    found: dict[str, dict[Name, None]] = {}
    for row in (*_official(atlas), *names(atlas)):
        if row.kind in _ORDER and row.chinese and row.cities:
            found.setdefault(unicodedata.normalize("NFKC", row.name), {})[row] = None
    return MappingProxyType({name: tuple(rows) for name, rows in found.items()})


def _official(atlas: Atlas) -> Iterator[Name]:
    """Full names of areas, which mean them in a list of today whatever older texts mean."""
    for row in atlas.table("areas").itertuples():
        if row.level in ("city", "county"):
            city = row.adcode if row.level == "city" else row.parent_adcode
            yield Name(row.name_zh, row.level, int(row.adcode), frozenset([int(city)]))


def _beside(atlas: Atlas, found: Place, rest: str) -> tuple[Place, str]:
    """Further cities, named behind the first with a sign between them."""
    while _AND.match(rest):
        other = _next(atlas, rest[1:], NOWHERE, frozenset())
        if other is None:
            break
        cities = tuple(dict.fromkeys((*found.cities, *other.place.cities)))
        if cities == found.cities:
            break
        found, rest = replace(found, cities=cities), other.rest
    return found, rest


def _generic(atlas: Atlas, found: Place, rest: str) -> tuple[Place, str]:
    """A park that is called by its kind alone, behind its city or county."""
    start = _BETWEEN.sub("", rest, count=1)
    for kind, pattern in _KINDS.items():
        if not found.zone and (said := pattern.match(start)):
            zone = _parks(atlas).get((found.county or found.cities[0], kind))
            return replace(found, zone=zone, sure="likely"), start[said.end() :]
    return found, rest


@remembered(1)
def _parks(atlas: Atlas) -> Mapping[tuple[int, str], str]:
    """Zones whose names are no more than a city or county and what kind of zone they are."""
    found: dict[tuple[int, str], str] = {}
    for row in atlas.table("zones").itertuples():
        area, rest = _area(atlas, row.name_zh)
        for kind, pattern in _KINDS.items():
            if area and pattern.fullmatch(rest):
                found.setdefault((area, kind), row.zone_id)
    return MappingProxyType(found)


def _area(atlas: Atlas, text: str) -> tuple[int | None, str]:
    """The narrowest city or county that a text begins with, and the rest."""
    area, rest = None, _PROVINCE.sub("", text)
    while rest:
        for length in range(min(_LONGEST, len(rest)), 1, -1):
            known = [row for row in _by_name(atlas).get(rest[:length], ()) if row.kind != "zone"]
            if known:
                area, rest = int(known[0].code), rest[length:]
                break
        else:
            break
    return area, rest


def _bracketed(atlas: Atlas, found: Place, rest: str) -> Place:
    """A county that stands in brackets behind the name of its city or of a park there."""
    inner = _INNER.match(rest)
    other = _next(atlas, inner.group(1), NOWHERE, frozenset(found.cities)) if inner else None
    if other is None or other.rest or not other.place.county or (found.county and not found.zone):
        return found
    zone = found.zone if other.place.county == found.county else None
    return replace(found, county=other.place.county, zone=zone, sure="likely")


def _against(atlas: Atlas, found: Place, rest: str) -> str:
    """Full name of a county of another city, directly behind the place that was found."""
    other = _next(atlas, rest, NOWHERE, frozenset())
    said = rest[: len(rest) - len(other.rest)] if other else ""
    far = other is not None and not set(other.place.cities) & set(found.cities)
    return said if far and _FULL.search(said) else ""


def sureness(place: Place) -> Sure:
    """How sure a place is that somebody has said himself."""
    return "sure" if place.county or place.zone else "city"


def _is_county(atlas: Atlas, city: int) -> bool:
    """Whether a city has no counties and is one itself."""
    return city in _undivided(atlas)


@remembered(1)
def _undivided(atlas: Atlas) -> frozenset[int]:
    return frozenset(map(int, atlas.cities.index.intersection(atlas.counties.index)))


def is_area(atlas: Atlas, text: str) -> bool:
    """Whether a text is the name of a city or county and no more."""
    found = head(atlas, text)
    return bool(found.place.cities) and not found.place.zone and not found.rest


def core(atlas: Atlas, text: str) -> str:
    """The name of a cluster without its place, and without what all of them are called."""
    rest = _INNER.sub("", head(atlas, text).rest)
    rest = re.sub(r"[\W_]+", "", rest)
    rest = re.sub("(特色|创新型|先进制造业?|战略性新兴)*(产业)?(集群|基地|集聚区)+$", "", rest)
    return re.sub("(?<=..)产业$", "", rest)


def point(atlas: Atlas, place: Place) -> Point:
    """Where a place is drawn: its zone, else the seat of its county, else by its city only."""
    zones, areas = atlas.by_key("zones"), atlas.by_key("areas")
    if place.zone in zones.index:
        lat, lon = zones.loc[place.zone, ["lat", "lon"]]
        if not pd.isna(lat):
            return Point(float(lat), float(lon), "zone")
    unit = place.county
    if unit is None and len(place.cities) == 1 and _is_county(atlas, place.cities[0]):
        unit = place.cities[0]
    if unit in areas.index and not pd.isna(areas.at[unit, "seat_lat"]):
        return Point(
            float(areas.at[unit, "seat_lat"]), float(areas.at[unit, "seat_lon"]), "county_seat"
        )
    if unit in (own := seats(atlas)):
        return Point(own[unit][1], own[unit][0], "county_seat")
    return Point(None, None, "city")
