"""Rows of an overlay made of a list, and what they change."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.overlay import Overlay, Record
from geo.data.reading import date_of
from geo.files.check import Claim
from geo.own import ids, places
from geo.own.listing import tidy
from geo.own.matching import Member
from geo.record import counts
from geo.record.counts import Coverage
from geo.sheets import PAGES, words
from geo.sheets.view import View
from geo.words import LANGUAGES, Words

Rows = dict[str, list[Record]]


@dataclass(frozen=True)
class Source:
    """Where a list comes from.

    Attributes
    ----------
    title, issuer, date : str
        Title of the document, who issued it, and its date: a year, month or day.
    """

    title: str
    issuer: str = ""
    date: str = ""


@dataclass(frozen=True)
class Effect:
    """What a list changes.

    Attributes
    ----------
    before, after : Coverage
        Named members of the programme, of the official number.
    claims : tuple of Claim
        Headlines that turn out differently.
    """

    before: Coverage
    after: Coverage
    claims: tuple[Claim, ...]


def overlay(
    atlas: Atlas,
    members: Sequence[Member],
    programme: str,
    year: int,
    source: Source,
    apart: Collection[int] = (),
) -> Overlay:
    """Lay a list over a data set.

    Parameters
    ----------
    atlas : Atlas
        The data set; what is laid over it already stays.
    members : sequence of Member
        The list. Who is refused is left out; who is probably a cluster on record is taken for it.
    programme : str
        What the list is of.
    year : int
        Its year, for members without one of their own.
    source : Source
        Where it comes from.
    apart : collection of int
        Numbers of members that are no cluster on record, though they seem to be.
    """
    below = atlas.overlay
    rows: Rows = {name: list(below.rows[name]) for name in below.rows} if below else {}
    for name in ("sources", "clusters", "cluster_listings", "programmes"):
        rows.setdefault(name, [])
    source_id = _cited(atlas, rows, source)
    taken = set(atlas.table("clusters")["cluster_id"])
    table = atlas.table("cluster_listings")
    listed = {
        (row.cluster_id, row.programme_id, "" if pd.isna(row.year) else str(row.year), row.name)
        for row in table.rename(columns={"name_as_listed_zh": "name"}).itertuples()
    }
    added = 0
    for one in members:
        if one.verdict == "refused":
            continue
        code = "" if one.entry.number in apart else one.cluster_id
        if not code:
            cluster = _cluster(atlas, one, taken)
            code = cluster["cluster_id"]
            taken.add(code)
            rows["clusters"].append(cluster)
        key = (code, programme, one.entry.year or str(year), one.entry.name)
        added += key not in listed
        if key not in listed:
            listed.add(key)
            rows["cluster_listings"].append(_listing(key, source_id))
    was = dict(below.was) if below else {}
    if added:
        changed, before = _noted(atlas, programme, source, added)
        old = [row for row in rows["programmes"] if row["programme_id"] != programme]
        rows["programmes"] = [*old, changed]
        was["programmes"] = {programme: before, **was.get("programmes", {})}
    version = below.version if below else str(atlas.package["version"])
    kept = {name: tuple(found) for name, found in rows.items() if found}
    return Overlay(version, MappingProxyType(kept), MappingProxyType(was))


def _cited(atlas: Atlas, rows: Rows, source: Source) -> str:
    """Code of the source, with a row of its own unless it has one already."""
    told = Source(tidy(source.title), tidy(source.issuer), date_known(source.date))
    for row in rows["sources"]:
        if (row["title"], row["publisher_zh"], row["date"]) == (told.title, told.issuer, told.date):
            return row["source_id"]
    taken = {*atlas.table("sources")["source_id"], *(row["source_id"] for row in rows["sources"])}
    code = ids.code(told.title, taken)
    row = {"source_id": code, "title": told.title, "publisher_zh": told.issuer, "date": told.date}
    rows["sources"].append({**row, "kind": "official"})
    return code


def date_known(text: str) -> str:
    """A date as the tables write it: a year, month or day; empty if the text is none."""
    text = tidy(text)
    year = text.removesuffix("年")
    return year if re.fullmatch(r"(19|20)\d\d", year) else date_of(text)


def _cluster(atlas: Atlas, one: Member, taken: Collection[str]) -> Record:
    """Row of a cluster that is not on record yet."""
    place, point = one.place, places.point(atlas, one.place)
    core = places.core(atlas, one.entry.name)
    county = place.county if place.county not in atlas.cities.index else None
    made = [one.industry.sector, core or one.entry.name]
    return {
        "cluster_id": ids.code(one.entry.name, taken),
        "name_zh": one.entry.name,
        "name_en": one.entry.english or ids.latin(one.entry.name),
        "city_adcodes": "|".join(map(str, place.cities)),
        "county_adcode": str(county or ""),
        "zone_id": place.zone or "",
        "chain_id": one.industry.chain or "",
        "industry_zh": "|".join(dict.fromkeys(filter(None, made))),
        "lat": "" if point.lat is None else f"{point.lat:.3f}",
        "lon": "" if point.lon is None else f"{point.lon:.3f}",
        "location_precision": point.precision,
        "confidence": "high" if place.sure == "sure" else "medium",
    }


def _listing(key: tuple[str, str, str, str], source_id: str) -> Record:
    code, programme, year, name = key
    return {
        "cluster_id": code,
        "programme_id": programme,
        "year": year,
        "name_as_listed_zh": name,
        "event": "listed",
        "counts": "true",
        "source_id": source_id,
        "confidence": "high",
    }


def _noted(
    atlas: Atlas, programme: str, source: Source, added: int
) -> tuple[Record, Mapping[str, str]]:
    """The note on how complete a programme is, with the list in it, and what it was before."""
    row = atlas.by_key("programmes").loc[programme]
    changed, before = {"programme_id": programme}, {}
    for lang in LANGUAGES:
        column = f"completeness_note_{lang}"
        note = "" if pd.isna(row[column]) else str(row[column])
        t = Words(lang)
        before[column] = note
        changed[column] = t("own.note", title=tidy(source.title), n=added, before=note).strip()
    return changed, before


def effect(before: Atlas, after: Atlas, programme: str, lang: str) -> Effect:
    """What a list changes: how many are named, and which headlines turn out differently.

    Parameters
    ----------
    before, after : Atlas
        The data without and with it.
    programme : str
        What the list is of.
    lang : {"zh", "en"}
        Language of the headlines.
    """
    claims = []
    for page in PAGES:
        (was, _), (now, _) = (words(atlas, page, View(lang=lang)) for atlas in (before, after))
        if was != now:
            claims.append(Claim(page, was, now))
    old, new = (counts.coverage(atlas, programme) for atlas in (before, after))
    return Effect(old, new, tuple(claims))
