"""Addresses into counties and cities, by the names that the data folder's gazetteer holds."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered

#: How a place was found in a text, the surest first.
By = Literal["county", "old_name", "zone", "town", "city", "contradiction", "none"]

#: A name before one of these is that of a road.
_ROAD = re.compile(r"(?:[东南西北中]?[一二三四五六七八九十]?)(?:大道|路|街|巷|道|桥|立交)")
#: Kinds of names that are told as such; all others that lead to a county are its own.
_KINDS = ("old_name", "zone", "town")
#: The province before a place is passed over; that of another province leaves nothing to be found.
_PROVINCE = re.compile("湖北省?")
#: Texts whose place is kept, as registers repeat them.
_KEPT = 50_000
_SPACES = re.compile(r"[\s|,，、;；:：/\\-]+")


@dataclass(frozen=True)
class Name:
    """A name that a place goes by."""

    text: str
    kind: str
    county: int | None
    city: int | None
    doubtful: bool


@dataclass(frozen=True)
class Found:
    """What a text says of a place.

    Attributes
    ----------
    county, city : int or None
        Adcodes.
    by : str
        One of `By`.
    """

    county: int | None = None
    city: int | None = None
    by: By = "none"


class Gazetteer:
    """Names of a province's places, ready to be found at the beginning of texts.

    Parameters
    ----------
    names : list of Name
        In any order.
    counties : dict
        Adcode of each county to that of its city.
    cities : frozenset of int
        Adcodes of the cities.
    """

    def __init__(self, names: list[Name], counties: dict[int, int], cities: frozenset[int]) -> None:
        self._first: dict[str, list[Name]] = defaultdict(list)
        for name in sorted(names, key=lambda one: -len(one.text)):
            self._first[name.text[0]].append(name)
        self._city_of, self._cities = counties, cities
        self._found: dict[str, Found] = {}

    def find(self, text: str) -> Found:
        """What an address, a name of a place or a code of an area says.

        Read from the beginning; the city goes first, and a county or zone in it next. What stands
        in another city than the one named contradicts it.
        """
        found = self._found.get(text)
        if found is None:
            if len(self._found) >= _KEPT:
                self._found.clear()
            found = self._found[text] = self._read(text)
        return found

    def _read(self, text: str) -> Found:
        plain = _SPACES.sub("", unicodedata.normalize("NFKC", text))
        if code := re.match(r"\d{6}", plain):
            return self._of_code(int(code[0]))
        at, city = 0, None
        best = Found()
        while at < len(plain):
            if skipped := _PROVINCE.match(plain, at):
                at = skipped.end()
            name = self._name(plain, at, city)
            if name is None:
                break
            at += len(name.text)
            if name.city is not None and city is not None and name.city != city:
                return replace(best, by="contradiction", county=None)
            city = name.city or city
            if name.county is not None:
                by: By = name.kind if name.kind in _KINDS else "county"  # type: ignore[assignment]
                return Found(name.county, city, by)
            best = Found(None, city, "zone" if name.kind == "zone" else "city")
        return best

    def _of_code(self, code: int) -> Found:
        if code in self._city_of:
            return Found(code, self._city_of[code], "county")
        return Found(None, code, "city") if code in self._cities else Found()

    def _name(self, text: str, at: int, city: int | None) -> Name | None:
        """The longest name that stands here, or none."""
        for name in self._first.get(text[at : at + 1], ()):
            if not text.startswith(name.text, at):
                continue
            if name.doubtful and (city is None or city != name.city):
                continue
            if name.kind not in ("city", "county") and _ROAD.match(text, at + len(name.text)):
                continue
            return name
        return None


@remembered(1)
def gazetteer(atlas: Atlas) -> Gazetteer:
    """The gazetteer of a data folder; the names of its areas where it has no table of them."""
    areas = atlas.table("areas")
    counties = atlas.boundaries("county")
    city_of = {int(code): int(city) for code, city in counties["city_adcode"].items()}
    cities = frozenset(int(code) for code in areas.loc[areas["level"] == "city", "adcode"])
    if "gazetteer" in atlas.tables and len(atlas.table("gazetteer")):
        rows = atlas.table("gazetteer")
    else:
        rows = _of_areas(areas)
    names = []
    for row in rows.itertuples():
        code = None if pd.isna(row.adcode) else int(row.adcode)
        city = None if pd.isna(row.city_adcode) else int(row.city_adcode)
        county = code if code in city_of else None
        if city is None and county is None:
            continue
        doubtful = bool(row.ambiguous) if not pd.isna(row.ambiguous) else False
        names.append(Name(str(row.name_zh), str(row.kind), county, city, doubtful))
    return Gazetteer([*names, *_towns(atlas, city_of, names)], city_of, cities)


def _towns(atlas: Atlas, city_of: dict[int, int], known: list[Name]) -> Iterator[Name]:
    """Towns by their full names; those that several cities have mean something behind a city."""
    if "towns" not in atlas.tables:
        return
    taken = {name.text for name in known}
    counties: dict[str, list[int]] = {}
    for row in atlas.table("towns").itertuples():
        counties.setdefault(str(row.name_zh), []).append(int(row.county_adcode))
    for text, here in counties.items():
        of = Counter(city_of[code] for code in here if code in city_of)
        for county in here:
            city = city_of.get(county)
            # Of two in one city nothing is said without their county.
            if city is not None and of[city] == 1 and text not in taken:
                yield Name(text, "town", county, city, len(here) > 1)


def _of_areas(areas: pd.DataFrame) -> pd.DataFrame:
    full = areas[["name_zh", "adcode"]].assign(kind=areas["level"])
    short = areas[["short_zh", "adcode"]].set_axis(["name_zh", "adcode"], axis=1)
    parent = areas.set_index("adcode")["parent_adcode"]
    own = set(areas.loc[areas["level"] == "city", "adcode"])
    rows = pd.concat([full, short.assign(kind="short")], ignore_index=True)
    city = [code if code in own else parent[code] for code in rows["adcode"]]
    return rows.assign(city_adcode=city, ambiguous=False)
