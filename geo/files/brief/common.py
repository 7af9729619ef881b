"""What briefs of every subject have in common: figures with ranks, lists of clusters, sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from geo.data.atlas import Atlas
from geo.files.brief.content import (
    Band,
    Brief,
    Chip,
    Column,
    Entry,
    Figure,
    Flow,
    Group,
    Groups,
    Table,
    Text,
    Weight,
)
from geo.look.drawing import Drawing, moved
from geo.look.lettering import shortened, text_width, wrapped
from geo.look.tokens import HUE_OF_FAMILY
from geo.maps.marks import PRECISE, mark
from geo.maps.signs import zone as zone_sign
from geo.questions import takeover
from geo.questions.cities import STAGES
from geo.record import clusters, counts, ranks, review, statistics
from geo.record.edition import dated
from geo.record.naming import area_names, bare
from geo.record.provenance import sources
from geo.sheets.city import takeover as told
from geo.words import Words
from geo.words.whole import whole

#: Kinds of sources, the one that decides first; what nobody wrote down is no source.
_KINDS = ("official", "seed", "press", "dataset", "repost")
_NO_SOURCE = "general_knowledge"
_SOURCES = 3
#: Rows of what can be taken on, of one city and of several.
_TAKEN, _TAKEN_MANY = 7, 4
#: Size of the headline and the room for one line of it, px.
CLAIM, ROOM = 27.0, 706.0
_SIGN = 18.0
_WEIGHTS: dict[str, Weight] = {"core": "full", "important": "grey", "supporting": "open"}
_STANDS: dict[str, Weight] = {"in_force": "full", "continued": "open", "superseded": "grey"}
_ENDING = re.compile(r"(创新型)?(产业)?集群$|( Innovative)?( Industrial| Industry)? Cluster$")


def chain_name(atlas: Atlas, chain_id: str, t: Words) -> str:
    """Name of a chain without what stands in brackets."""
    return bare(t.name(atlas.by_key("chains").loc[chain_id]))


class Amount(NamedTuple):
    """A figure with what stands before and behind it."""

    before: str
    number: str
    unit: str

    def told(self) -> str:
        """The figure as a sentence has it."""
        return " ".join(filter(None, self))


def amount(value: float, unit: str, t: Words) -> Amount:
    """A figure and its unit, as short as the cell of a brief needs them.

    ``geo.words.units`` tells the same in a sentence; here the unit stands small behind the number,
    and English goes on to trillions and down to thousands, so that the number keeps its size.
    """
    if unit == "percent":
        return Amount("", t.number(value, 1), "%")
    if unit == "count":
        return Amount("", t.number(value), pieces(t))
    name, by, digits = _scale(value, unit, t.lang)
    key = f"brief.unit.{name}"
    before, number, behind = t(key).rpartition("{number}")
    return Amount(before.strip() if number else "", t.number(value / by, digits), behind.strip())


def _scale(value: float, unit: str, lang: str) -> tuple[str, float, int]:
    """Key of the unit, divisor and digits."""
    zh = lang == "zh"
    if unit == "cny_100m":
        if zh:
            return unit, 1, 0 if value >= 100 else 1
        return ("cny_tn", 10_000, 2) if value >= 10_000 else ("cny_bn", 10, 1)
    if unit == "persons_10k":
        if zh:
            return unit, 1, 0 if value >= 20 else 1
        return ("people_m", 100, 2) if value >= 100 else ("people_th", 0.1, 0)
    if unit == "cny":
        return ("cny_10k", 10_000, 1) if zh else ("cny_th", 1000, 0)
    if unit == "km2":
        return ("km2_10k", 10_000, 2) if zh and value >= 10_000 else (unit, 1, 0)
    return unit, 1, 0


def ordinal(rank: int, t: Words, *, tied: bool = False) -> str:
    """A rank in words."""
    if t.lang == "zh":
        return t("brief.rank.tied" if tied else "brief.rank.one", rank=rank)
    last = "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return t("brief.rank.tied" if tied else "brief.rank.one", rank=f"{rank}{last}")


def ranked(values: pd.Series, key: Any) -> tuple[int, int, bool]:
    """Rank of one value among those known, their number, and whether it shares its rank."""
    order = ranks.rank(values)
    return int(order[key]), int(values.notna().sum()), int((order == order[key]).sum()) > 1


def cited(atlas: Atlas, keys: Iterable[str]) -> bool:
    """Whether every one of some keys is a source that somebody can look up."""
    return not (atlas.sources(keys)["kind"] == _NO_SOURCE).any()


def statistic(atlas: Atlas, code: str, adcode: int, t: Words) -> Figure | None:
    """The newest ranked figure of a city; None where there is none that a source stands for."""
    latest = ranks.latest(atlas, code, adcode)
    if latest is None or not cited(atlas, latest["source_ids"]):
        return None
    values = statistics.values(atlas, code, int(latest.name))
    rank, of, tied = ranked(values, adcode)
    size = amount(float(latest["value"]), statistics.INDICATORS[code].unit, t)
    return Figure(
        t(f"brief.figure.{code}"), size.number, size.unit, (rank, of),
        ordinal(rank, t, tied=tied), t("brief.rank.of_year", of=of, year=latest.name), size.before,
    )  # fmt: skip


def pieces(t: Words) -> str:
    """Word of measure of what is counted; English has none."""
    return t("brief.unit.count") if t.lang == "zh" else ""


def counted(label: str, number: int, t: Words, note: str = "") -> Figure:
    """A number of things."""
    return Figure(label, t.number(number), pieces(t), note=note)


def chain_size(atlas: Atlas, chain_id: str, t: Words) -> Figure | None:
    """What a source states as the size of a chain, with its kind, place and year."""
    row = atlas.by_key("chains").loc[chain_id]
    if pd.isna(row["size_100m_cny"]) or pd.isna(row["size_year"]):
        return None
    size = amount(float(row["size_100m_cny"]), "cny_100m", t)
    at_least = row["size_qualifier"] == "at_least"
    kind = "" if row["size_kind"] == "unknown" else t(f"brief.size.{row['size_kind']}")
    label = f"{chain_name(atlas, chain_id, t)}{' ' if t.lang == 'en' else ''}{kind}".strip()
    scope = row["size_scope_adcode"]
    if pd.isna(scope) or scope == atlas.province_adcode:
        place = t("brief.province")
    else:
        place = str(area_names(atlas, t)[int(scope)])
    unit = t("brief.at_least", unit=size.unit) if at_least else size.unit
    note = f"{row['size_year']} · {place}"
    return Figure(label, size.number, unit, note=note, before=size.before)


def role_chip(role: str, t: Words) -> Chip:
    """Role of a place in a chain."""
    return Chip(t(f"brief.role.{role}"), _WEIGHTS[role])


def status_chip(status: str, t: Words) -> Chip:
    """Whether a scheme is in force."""
    known = status if status in _STANDS else "unknown"
    return Chip(t(f"brief.status.{known}"), _STANDS.get(known, "open"))


def scheme_status(atlas: Atlas, scheme_id: str, fallback: str = "") -> str:
    """Status of a scheme, or that of a region in folders that have none for schemes."""
    rows = atlas.by_key("schemes")
    status = rows.at[scheme_id, "status"] if "status" in rows else fallback
    return status if isinstance(status, str) else fallback


def flow(stages: Collection[str], t: Words) -> Flow:
    """The three stages of a chain."""
    first, middle, last = (stage in stages for stage in STAGES)
    up, mid, down = (t(f"brief.stage.{stage}") for stage in STAGES)
    return Flow((first, middle, last), (up, mid, down))


def short_name(atlas: Atlas, row: Any, t: Words, *, city: bool) -> str:
    """Name of a cluster without the word cluster, and without its city where that is said."""
    name = _ENDING.sub("", row.name_zh if t.lang == "zh" else row.name_en)
    if not city:
        areas = atlas.by_key("areas")
        for own in (areas.at[row.city_adcode, "name_zh"], areas.at[row.city_adcode, "short_zh"]):
            cut = name.removeprefix(own)
            name = cut if len(cut) >= 2 else name
    return name


def entry(atlas: Atlas, row: Any, t: Words, *, city: bool = False, note: str = "") -> Entry:
    """A cluster in a list; hollow where no more than its city or county is known."""
    precise = row.location_precision in PRECISE
    sign = mark(int(row.tier_class), row.hue, t.lang, precise=precise, size=_SIGN)
    return Entry(sign, short_name(atlas, row, t, city=city), note)


def by_list(
    atlas: Atlas, chosen: pd.DataFrame, t: Words, *, city: int | None = None
) -> list[Group]:
    """Clusters under the name of every list they stand on, the highest first.

    For one city, its official number stands beside the list, and a slot for names not found.
    """
    listings = clusters.listings(atlas)
    listings = listings[listings["cluster_id"].isin(chosen.index)]
    groups = []
    for programme in clusters.programmes(atlas).itertuples():
        own = listings[listings["programme_id"] == programme.Index]
        years = own.groupby("cluster_id", sort=False)["year"].max()
        rows = chosen.loc[[code for code in chosen.index if code in years.index]]
        entries = tuple(
            entry(
                atlas, row, t, city=city is None,
                note="" if pd.isna(years[row.cluster_id]) else str(years[row.cluster_id]),
            )
            for row in rows.itertuples()
        )  # fmt: skip
        note, slot = t("brief.list.found", n=len(entries)), ""
        year = counts.fullest_year(atlas, programme.Index)
        if city is not None and year:
            official = counts.by_city(atlas, programme.Index, year)[city]
            if pd.notna(official) and official > 0:
                found = len(entries)
                if found < official or not entries:
                    key = "official" if found else "official_none"
                    note = t(f"brief.list.{key}", n=official, year=year, found=found)
                    slot = "" if entries else t("brief.list.slot", n=official)
        if entries or slot:
            groups.append(Group(_list_name(programme, t), note, entries, slot))
    return groups


def _list_name(programme: Any, t: Words) -> str:
    """Name of a list, as short as the head of a narrow column needs it."""
    name = programme.name_zh if t.lang == "zh" else programme.name_en
    for full, short in (("湖北省", "省"), ("Hubei ", ""), ("Industrial Cluster", "Cluster")):
        name = name.replace(full, short, 1)
    return str(name)


def zone_group(rows: pd.DataFrame, t: Words, *, every: bool = False) -> Group | None:
    """National parks and bases, or those of every level; None where there are none."""
    rows = rows if every else rows[rows["level"] == "national"]
    small = zone_sign()
    aside = (_SIGN - small.width) / 2
    items = tuple(moved(item, aside, aside) for item in small.items)
    sign = Drawing(_SIGN, _SIGN, items, ground=None)
    entries = tuple(
        Entry(sign, t.name(row), "" if pd.isna(row["year"]) else str(row["year"]))
        for row in rows.to_dict("records")
    )
    note = t("brief.list.found", n=len(entries))
    return Group(t("brief.parks" if every else "brief.zones"), note, entries) if entries else None


def planned_group(atlas: Atlas, adcode: int, t: Words) -> Group | None:
    """Fields in which plans want clusters of a city; no recognition."""
    if "planned_clusters" not in atlas.tables:
        return None
    rows = atlas.table("planned_clusters")
    rows = rows[rows["city_adcode"] == adcode]
    hues = atlas.by_key("chains")["family_id"].map(HUE_OF_FAMILY)
    entries = tuple(
        Entry(
            mark(3, hues.get(row["chain_id"], "other"), t.lang, precise=False, size=_SIGN),
            t.name(row),
        )
        for row in rows.to_dict("records")
    )
    return Group(t("brief.planned"), t("brief.planned_note"), entries) if entries else None


def groups(found: Sequence[Group | None], t: Words, *, title: str = "", note: str = "") -> Groups:
    """The block of lists."""
    known = tuple(group for group in found if group)
    return Groups(
        title or t("brief.clusters"), known, t("brief.more", n="{n}"), note or t("brief.by_tier")
    )


def take_on(atlas: Atlas, cities: Sequence[int], t: Words, chains: Collection[str] = ()) -> Table:
    """What cities can take on, the strongest reasons first; of one city or of several."""
    found = []
    for adcode in cities:
        rows = takeover.candidates(atlas, adcode)
        rows = rows[rows["chain_id"].isin(chains)] if chains else rows
        if len(cities) == 1:
            return take_on_one(atlas, adcode, rows, t)
        found += [(adcode, row) for row in rows.itertuples()]
    found.sort(key=lambda pair: (-len(pair[1].reasons), pair[1].km))
    seen: Counter[int] = Counter()
    kept = []
    for adcode, row in found:
        seen[adcode] += 1
        if seen[adcode] <= 1 or len(cities) < _SOURCES:
            kept.append((adcode, row))
    return _take_on_many(atlas, kept, t, chains)


def take_on_one(atlas: Atlas, adcode: int, candidates: pd.DataFrame, t: Words) -> Table:
    """What one city can take on, as the candidates given."""
    names = area_names(atlas, t)
    rows_ = []
    for row in candidates.itertuples():
        chain, stages = chain_name(atlas, row.chain_id, t), told.stages(row, t)
        near = t("brief.take_on.near", city=names[row.near], km=t.number(row.km))
        why = told.reasons(atlas, adcode, row, t)
        first = re.split("[；;]", why)[0].strip().removeprefix(str(names[adcode])).strip()
        said = _firms(atlas, row, t)
        rows_.append((Text(chain, f"{stages} · {near}", bold=True), Text(said, first)))
    note = t("brief.take_on.note")
    columns = (Column(t("brief.take_on.stage"), 0.42), Column(t("brief.take_on.who"), 0.58))
    return Table(t("brief.take_on.title"), columns, tuple(rows_[:_TAKEN]), note, least=3, gives=2)


def _take_on_many(
    atlas: Atlas, found: Sequence[tuple[int, Any]], t: Words, chains: Collection[str]
) -> Table:
    """What several cities can take on, a line each."""
    names = area_names(atlas, t)
    rows = []
    for adcode, row in found[:_TAKEN_MANY]:
        stages = told.stages(row, t)
        chain = "" if len(chains) == 1 else f"{chain_name(atlas, row.chain_id, t)} "
        near = t("brief.take_on.near", city=names[row.near], km=t.number(row.km))
        rows.append((Text(str(names[adcode])), Text(f"{chain}{stages}", bold=True), Text(near),
                     Text(_firms(atlas, row, t))))  # fmt: skip
    city, many = (0.13, 0.26) if t.lang == "zh" else (0.17, 0.22)
    columns = (
        Column(t("brief.col.city"), city), Column(t("brief.take_on.stage"), 0.41),
        Column(t("brief.take_on.nearest"), 0.2), Column(t("brief.take_on.firms"), many),
    )  # fmt: skip
    title, note = t("brief.take_on.title"), t("brief.take_on.note_many")
    return Table(title, columns, tuple(rows), note, least=3, gives=2)


def _firms(atlas: Atlas, row: Any, t: Words) -> str:
    """Firms that a city near has, as far as they have a name in the language."""
    names = [bare(name) for name in told.firms(atlas, row, t)]
    if t.lang == "en":
        names = [name for name in names if name.isascii()]
    return t.join(names) or t("brief.firms_slot")


def english_firms(atlas: Atlas) -> dict[tuple[int, str], str]:
    """Firms with an English name, by city and chain."""
    rows = atlas.table("enterprises").dropna(subset=["name_en", "city_adcode"])
    groups = rows.groupby(["city_adcode", "chain_id"])["name_en"].agg(list)
    return {(int(city), str(code)): ", ".join(names) for (city, code), names in groups.items()}


def cite(atlas: Atlas, keys: Iterable[str], t: Words) -> tuple[str, ...]:
    """The three sources that most rests on, official ones first, each as title and date."""
    weight = Counter(keys)
    table = atlas.by_key("sources")
    known = [
        one
        for one in sources(atlas, weight, t)
        if table.at[one.source_id, "kind"] in _KINDS
    ]  # fmt: skip
    known.sort(
        key=lambda one: (_KINDS.index(table.at[one.source_id, "kind"]), -weight[one.source_id])
    )
    return tuple(
        t("brief.source_dated", title=one.title, date=one.date)
        if one.date
        else t("brief.source", title=one.title)
        for one in known[:_SOURCES]
    )


def headline(*variants: tuple[str, str]) -> tuple[str, ...]:
    """The first of some headlines whose two lines fit; the last is the shortest."""
    for lines in variants:
        if all(text_width(line, CLAIM, bold=True) <= ROOM for line in lines):
            return tuple(line for line in lines if line)
    said = shortened(variants[-1][0], CLAIM, ROOM * 0.94, 2)
    return tuple(wrapped(said, CLAIM, ROOM, bold=True, whole=whole()))


def brief(
    atlas: Atlas,
    t: Words,
    *,
    subject: str,
    code: str,
    claim: tuple[str, ...],
    lead: tuple[str, str],
    figures: Sequence[Figure | None],
    bands: Sequence[Band],
    evidence: str,
    keys: Iterable[str],
    link: str,
    day: date,
) -> Brief:
    """The page, with what every page says of its data and its map."""
    return Brief(
        lang=t.lang,
        subject=subject,
        code=code,
        claim=claim,
        lead=lead[0],
        lead_source=lead[1],
        figures=tuple(figure for figure in figures if figure)[:6],
        bands=tuple(bands),
        evidence=evidence,
        sources=cite(atlas, keys, t),
        review=review.number(),
        version=dated(atlas, t),
        day=day,
        link=link,
    )
