"""Schemes of the regional layout and the regions they are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.record.seats import leading_cities

Position = Literal["member", "outside", "unknown"]

#: Colours of what the leading cities lead; red, blue and green mean the same in any scheme.
_LEADING_HUES = ("main", "north", "south")
#: Colours of regions that no such city leads, in the order in which they are given away.
_HUES = ("south", "north", "main", "fourth")
#: Roles of regions that are bands along a line of cities and not areas of their own.
_BANDS = frozenset({"belt"})
#: Roles of regions that stand for their cities alone, each of which is a centre.
_CENTRES = frozenset({"sub_centre", "triangle"})


@dataclass(frozen=True)
class Region:
    """One region of a scheme.

    Attributes
    ----------
    region_id, role, status : str
        Keys of the table of regions.
    name_zh, name_en, policy_zh, source_id : str
        As in the table.
    policy_en : str or None
        The same document in English, where the table has it.
    year : int
        Year of the document.
    lead : int or None
        adcode of the city that leads it.
    members : tuple of int
        adcodes; empty where no list of members was found.
    hue : str
        Colour code: main, north, south or fourth.
    level : int
        0, or how many larger areas of the scheme share members with it.
    """

    region_id: str
    role: str
    status: str
    name_zh: str
    name_en: str
    policy_zh: str
    policy_en: str | None
    source_id: str
    year: int
    lead: int | None
    members: tuple[int, ...]
    hue: str
    level: int = 0

    @property
    def band(self) -> bool:
        """Whether it is a belt along its cities rather than an area."""
        return self.role in _BANDS

    @property
    def centres(self) -> tuple[int, ...]:
        """Cities that it is led by."""
        if self.role in _CENTRES:
            return self.members
        return () if self.lead is None else (self.lead,)


@dataclass(frozen=True)
class Scheme:
    """One version of the layout.

    Attributes
    ----------
    scheme_id, name_zh, name_en, policy_zh : str
        As in the table.
    policy_en : str or None
        The same documents in English, where the table has them.
    note : str
        Caution of the compilers, in English.
    year : int
        Year from which it applies.
    complete : bool
        Whether its regions hold all 17 units, each once.
    regions : tuple of Region
        Those whose members are known, in the order of the table.
    open : tuple of Region
        Those whose members were not found.
    cities : tuple of int
        All units of the province.
    status : str
        in_force, continued, superseded or unknown.
    status_note_zh, status_note_en : str
        What is known of its status; empty where nothing is said.
    meaning_zh, meaning_en : tuple of str
        What its parts mean by the documents; empty where nothing is said.
    """

    scheme_id: str
    name_zh: str
    name_en: str
    policy_zh: str
    policy_en: str | None
    note: str
    year: int
    complete: bool
    regions: tuple[Region, ...]
    open: tuple[Region, ...]
    cities: tuple[int, ...]
    status: str
    status_note_zh: str
    status_note_en: str
    meaning_zh: tuple[str, ...]
    meaning_en: tuple[str, ...]

    def status_note(self, lang: str) -> str:
        """What is known of its status, in a language."""
        return self.status_note_zh if lang == "zh" else self.status_note_en

    def meaning(self, lang: str) -> tuple[str, ...]:
        """What its parts mean, in a language."""
        return self.meaning_zh if lang == "zh" else self.meaning_en

    def of(self, adcode: int) -> tuple[Region, ...]:
        """Regions that a city is in."""
        return tuple(region for region in self.regions if adcode in region.members)

    def position(self, adcode: int) -> Position:
        """Whether a city is in a region; unknown where lists of members are missing."""
        if self.of(adcode):
            return "member"
        return "unknown" if self.open else "outside"

    @property
    def inside(self) -> tuple[int, ...]:
        """Cities in any region."""
        return tuple(adcode for adcode in self.cities if self.of(adcode))

    @property
    def rest(self) -> tuple[int, ...]:
        """Cities in no region on record."""
        return tuple(adcode for adcode in self.cities if not self.of(adcode))

    @property
    def shared(self) -> tuple[int, ...]:
        """Cities in more than one region."""
        return tuple(adcode for adcode in self.cities if len(self.of(adcode)) > 1)

    @property
    def partly_known(self) -> bool:
        """Whether the members or the extent of any region are known in part only."""
        return bool(self.open) or any(region.status == "partial" for region in self.regions)

    def area_of(self, adcode: int) -> Region | None:
        """Region whose tint a city carries: the smallest one that is an area."""
        areas = [region for region in self.of(adcode) if not region.band]
        return min(areas, key=lambda region: len(region.members), default=None)


def hue_of_lead(atlas: Atlas) -> dict[int, str]:
    """Colour of what each of the leading cities leads."""
    return dict(zip(leading_cities(atlas), _LEADING_HUES, strict=False))


def _regions(rows: pd.DataFrame, hue_of: Mapping[int, str]) -> list[Region]:
    """Regions of one scheme; each colour is given once, first to those led by its city."""
    free = list(_HUES)
    hues: dict[str, str] = {}
    for row in rows.itertuples():
        hue = hue_of.get(row.lead_city_adcode) if pd.notna(row.lead_city_adcode) else None
        if row.member_adcodes and hue in free:
            free.remove(hue)
            hues[row.region_id] = hue
    found = []
    for row in rows.itertuples():
        if row.region_id not in hues:
            hues[row.region_id] = free.pop(0) if row.member_adcodes and free else "fourth"
        larger = [
            other
            for role, other in zip(rows["role"], rows["member_adcodes"], strict=True)
            if role not in _BANDS
            and len(other) > len(row.member_adcodes)
            and set(other) & set(row.member_adcodes)
        ]
        found.append(
            Region(
                region_id=row.region_id,
                role=row.role,
                status=row.status,
                name_zh=row.name_zh,
                name_en=row.name_en,
                policy_zh=row.policy_zh,
                policy_en=None if pd.isna(row.policy_en) else row.policy_en,
                source_id=row.source_id,
                year=int(row.year),
                lead=None if pd.isna(row.lead_city_adcode) else int(row.lead_city_adcode),
                members=tuple(int(code) for code in row.member_adcodes),
                hue=hues[row.region_id],
                level=len(larger),
            )
        )
    return found


@remembered(4)
def schemes(atlas: Atlas) -> tuple[Scheme, ...]:
    """All schemes, oldest first."""
    table = atlas.table("schemes").sort_values("year_from", kind="stable")
    regions = atlas.table("regions")
    cities = tuple(int(code) for code in atlas.cities.index)
    found = []
    for row in table.itertuples():
        own = _regions(regions[regions["scheme_id"] == row.scheme_id], hue_of_lead(atlas))
        found.append(
            Scheme(
                scheme_id=row.scheme_id,
                name_zh=row.name_zh,
                name_en=row.name_en,
                policy_zh=row.policy_zh,
                policy_en=None if pd.isna(row.policy_en) else row.policy_en,
                note="" if pd.isna(row.note) else row.note,
                year=int(row.year_from),
                complete=bool(row.complete),
                regions=tuple(region for region in own if region.members),
                open=tuple(region for region in own if not region.members),
                cities=cities,
                status=row.status,
                status_note_zh="" if pd.isna(row.status_note_zh) else row.status_note_zh,
                status_note_en="" if pd.isna(row.status_note_en) else row.status_note_en,
                meaning_zh=row.meaning_zh,
                meaning_en=row.meaning_en,
            )
        )
    return tuple(found)


def scheme(atlas: Atlas, scheme_id: str) -> Scheme:
    """One scheme.

    Raises
    ------
    KeyError
        For an unknown scheme.
    """
    for found in schemes(atlas):
        if found.scheme_id == scheme_id:
            return found
    raise KeyError(scheme_id)


def arrows(of: Scheme) -> tuple[tuple[int, int], ...]:
    """From the city that leads a scheme to those that lead its wings."""
    leads = [region.lead for region in of.regions if region.role == "lead"]
    wings = [region.lead for region in of.regions if region.role == "wing"]
    return tuple((lead, wing) for lead in leads for wing in wings if lead and wing)


@remembered(1)
def roles_of_cities(atlas: Atlas) -> pd.DataFrame:
    """Role that plans give each city, all 17 units.

    Returns
    -------
    pandas.DataFrame
        Index adcode; columns of ``city_roles``, missing where no role was found. A city has one
        row for each document that speaks of it.
    """
    rows = atlas.table("city_roles").set_index("city_adcode")
    without = [code for code in atlas.cities.index if code not in rows.index]
    return pd.concat([rows, rows.iloc[:0].reindex(without)]) if without else rows
