"""What a frame is told of cities and clusters: place, name, and the lines of their cards.

It travels with the scenes, so that nothing of a data set stays behind in a file that the server
hands out. What a frame has been told it remembers, and is not told again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.maps.anchors import NAME_AT, Point, middle, shortest_line
from geo.maps.base import inside
from geo.maps.cities import MappedCity, mapped, standing
from geo.maps.constants import INSET
from geo.maps.layers import AtlasLayer
from geo.maps.marks import PRECISE
from geo.maps.membership import Membership, memberships, wholes
from geo.record import clusters as cluster_tables
from geo.record.naming import area_names
from geo.record.seats import seats
from geo.words import Words

#: Recognitions named on the map; the page has them all.
_LISTED = 3


@dataclass(frozen=True)
class MappedCluster:
    """A cluster as the map has it.

    Attributes
    ----------
    at : Point
        Longitude and latitude of its mark.
    cities : tuple of int
        adcodes, the lead city first.
    county : int or None
        adcode of its county where that is known.
    line : tuple of Point
        Line through its cities where it has several.
    vague : bool
        Whether only its city or county is known.
    area : int or None
        adcode of the city whose name a vague mark gathers around.
    name : str
        Its name.
    tip : tuple of str
        Lines under the name on its card: recognitions, chain, how well the place is known.
    membership : tuple
        What it is kept by; see :mod:`geo.maps.membership`.
    """

    at: Point
    cities: tuple[int, ...]
    county: int | None
    line: tuple[Point, ...]
    vague: bool
    area: int | None
    name: str
    tip: tuple[str, ...]
    membership: Membership


@dataclass(frozen=True)
class Gazetteer:
    """All cities and clusters of a data set in one language, and a key of what they say.

    Attributes
    ----------
    key : str
        Another one for other content.
    standing : tuple of int
        Year of the ranks of cities, and how many are ranked.
    cities : Mapping
        By adcode.
    clusters : Mapping
        By cluster_id.
    wholes : Mapping
        What the codes of a selection take in; see :mod:`geo.maps.membership`.
    """

    key: str
    standing: tuple[int, int]
    cities: Mapping[int, MappedCity]
    clusters: Mapping[str, MappedCluster]
    wholes: Mapping[str, Mapping[str, Any]]

    @property
    def codes(self) -> tuple[int, ...]:
        """Codes of the cities, which every scene may speak of."""
        return tuple(self.cities)


#: adcode of a city, or cluster_id.
Code = int | str


@dataclass
class Memory:
    """What one frame knows; it is kept beside the frame and goes from scene to scene."""

    _key: str = ""
    _known: frozenset[Code] = frozenset()
    _scene: int = 0  # what stands for the scene that it was told last
    _told: tuple[Code, ...] = field(default=())

    @property
    def scene(self) -> str:
        """What stands for the last scene; another one for another scene."""
        return f"{self._scene & (1 << 64) - 1:x}"

    def news(self, key: str, ids: Iterable[Code], scene: str) -> tuple[Code, ...]:
        """Cities and clusters that a scene has to tell of.

        Parameters
        ----------
        key : str
            Key of the data set; a frame that gets another forgets what it knew.
        ids : iterable of int or str
            adcodes and cluster_ids that the scene speaks of.
        scene : str
            All else of the scene. The same scene again tells the same again, for it must not
            differ by a letter, or the frame would draw it anew.
        """
        ids = tuple(ids)
        same = hash((key, ids, scene))
        if same != self._scene:
            known = self._known if key == self._key else frozenset()
            self._told = tuple(code for code in ids if code not in known)
            self._key, self._known, self._scene = key, known.union(ids), same
        return self._told


class Clusters(AtlasLayer):
    """Tells of cities and clusters; the layers above then speak of their codes alone.

    Parameters
    ----------
    gazetteer : Gazetteer
        The data set.
    ids : iterable of int or str
        adcodes and cluster_ids to tell of.
    """

    function = "clusters"

    def __init__(self, gazetteer: Gazetteer, ids: Iterable[Code]) -> None:
        ids = tuple(ids)
        told = {code: gazetteer.clusters[code] for code in ids if isinstance(code, str)}
        words: dict[str, int] = {}  # most lines of cards are those of others as well
        rows = [_row(code, one, words) for code, one in told.items()]
        cities = [
            _city(code, gazetteer.cities[code], words) for code in ids if isinstance(code, int)
        ]
        super().__init__(
            {
                "set": gazetteer.key,
                "words": list(words),
                "rows": rows,
                **({"cities": cities, "standing": gazetteer.standing} if cities else {}),
                **({"wholes": gazetteer.wholes} if rows else {}),
            }
        )
        self.raw = told


def _number(text: str, words: dict[str, int]) -> int:
    return words.setdefault(text, len(words))


def _row(code: str, one: MappedCluster, words: dict[str, int]) -> list[Any]:
    tip = [_number(line, words) for line in one.tip]
    how = 0 if not one.vague else 1 if one.area is None else 2
    # A county says which city it lies in.
    at = one.cities if one.county is None else (one.county, *one.cities[1:])
    tier, hue, chain_id, listings = one.membership
    chain_of = None if chain_id is None else _number(chain_id, words)
    listed = [[_number(programme, words), year, int(firm)] for programme, year, firm in listings]
    kept = [tier, _number(hue, words), chain_of, listed]
    return [code, *one.at, at, one.name, tip, how, kept, *([one.line] if one.line else [])]


def _city(adcode: int, one: MappedCity, words: dict[str, int]) -> list[Any]:
    chains = [_number(name, words) for name in one.chains]
    return [adcode, one.firms, chains, *chain.from_iterable(one.figures)]


def within(at: Point, reach: float = 0.0) -> bool:
    """Whether a place lies in the part of the province that a frame draws larger, or as near."""
    west, south, east, north = INSET.window
    lon, lat = at
    return west - reach <= lon <= east + reach and south - reach <= lat <= north + reach


def enlarged(atlas: Atlas, known: Gazetteer, ids: Iterable[str]) -> int:
    """How many of some clusters lie in the part of the province that a frame draws larger."""

    def counts(one: MappedCluster) -> bool:
        if one.area is None:
            return within(one.at)
        return within(NAME_AT[one.area], INSET.reach) and within(seats(atlas)[one.area])

    return sum(counts(known.clusters[code]) for code in ids)


@remembered(8)
def gazetteer(atlas: Atlas, lang: str) -> Gazetteer:
    """All cities and clusters of a data set as the map has them.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    lang : {"zh", "en"}
        Language of names and cards.
    """
    t = Words(lang)
    table = cluster_tables.known(atlas)
    tips = _tips(atlas, table, t)
    clusters = {row.cluster_id: _mapped(atlas, row, tips, t) for row in table.itertuples()}
    content = (standing(atlas), mapped(atlas, t), clusters, wholes(atlas))
    key = hashlib.sha256(repr(content).encode()).hexdigest()[:12]
    return Gazetteer(key, *content)


def _mapped(atlas: Atlas, row: Any, tips: Mapping[str, tuple[str, ...]], t: Words) -> MappedCluster:
    cities = tuple(int(code) for code in row.city_adcodes)
    stops = [seats(atlas)[code] for code in cities]
    precise = row.location_precision in PRECISE
    # A cluster of several cities is known to lie along their line, which is not vague.
    vague = not precise and len(cities) == 1
    if precise:
        stops[0] = at = (float(row.lon), float(row.lat))
    line = shortest_line(stops) if len(cities) > 1 else []
    if not precise:
        at = middle(line) if line else _area_anchor(atlas, row)
    return MappedCluster(
        at=(round(at[0], 4), round(at[1], 4)),
        cities=cities,
        county=_county(atlas, row),
        line=tuple(line),
        vague=vague,
        area=cities[0] if vague and row.location_precision == "city" else None,
        name=row.name_zh if t.lang == "zh" else row.name_en,
        tip=tips[row.cluster_id],
        membership=memberships(atlas)[row.cluster_id],
    )


def _county(atlas: Atlas, row: Any) -> int | None:
    """The county, if it is one that the map draws in the lead city of the cluster."""
    counties = atlas.counties
    code = row.county_adcode
    if code not in counties.index or counties.at[code, "city_adcode"] != row.city_adcodes[0]:
        return None
    return int(code)


def _area_anchor(atlas: Atlas, row: Any) -> Point:
    """Where a mark stands that is known only by its county or city."""
    counties = atlas.counties.geometry
    if row.location_precision == "county" and row.county_adcode in counties.index:
        return inside(counties[row.county_adcode])
    return NAME_AT[int(row.city_adcode)]


def _tips(atlas: Atlas, table: pd.DataFrame, t: Words) -> dict[str, tuple[str, ...]]:
    programmes = {
        row["programme_id"]: t.name(row) for _, row in atlas.table("programmes").iterrows()
    }
    chains = {row["chain_id"]: t.name(row) for _, row in atlas.table("chains").iterrows()}
    cities = area_names(atlas, t)
    years: dict[tuple[str, str], set[int]] = {}
    weak: dict[str, list[str]] = {}
    for row in cluster_tables.doubtful(atlas).itertuples():
        weak.setdefault(row.cluster_id, []).append(row.programme_id)
    for row in atlas.table("cluster_listings").itertuples():
        known = years.setdefault((row.cluster_id, row.programme_id), set())
        if not pd.isna(row.year):
            known.add(int(row.year))

    def recognition(cluster_id: str, programme_id: str) -> str:
        dates = [str(year) for year in sorted(years[cluster_id, programme_id])]
        return f"{programmes[programme_id]}  {t.join(dates) or t('maps.year_unknown')}"

    tips = {}
    for row in table.itertuples():
        firm = row.programmes if row.counts else ()
        lines = [recognition(row.cluster_id, code) for code in firm[:_LISTED]]
        if len(firm) > _LISTED:
            lines.append(t("maps.more", n=len(firm) - _LISTED))
        for code in dict.fromkeys(weak.get(row.cluster_id, ())):
            lines.append(t("maps.doubtful", text=recognition(row.cluster_id, code)))
        chain = t("maps.no_chain") if pd.isna(row.chain_id) else chains[row.chain_id]
        if len(row.city_adcodes) > 1:
            place = t("maps.several", cities=t.join(cities[code] for code in row.city_adcodes))
        else:
            place = t(f"maps.precision.{row.location_precision}")
        tips[row.cluster_id] = (*lines, chain, place)
    return tips
