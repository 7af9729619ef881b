"""The brief of one programme: the list, where its clusters are, and what is still missing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

import geo.files.brief.common as common
from geo.data.atlas import Atlas
from geo.files.brief.content import (
    Band,
    Bar,
    Brief,
    Column,
    Entry,
    Figure,
    Group,
    Groups,
    Scene,
    Table,
    Text,
)
from geo.look.tokens import COUNT_RAMP
from geo.questions.chains import choice
from geo.record import clusters, counts, statistics, status
from geo.record.naming import area_names
from geo.words import Words

_CITIES, _FAMILIES = 12, 6


def programme(atlas: Atlas, programme_id: str, t: Words, *, link: str, day: date) -> Brief:
    """One page on a programme that recognises clusters."""
    row = clusters.programmes(atlas).loc[programme_id]
    chosen = counts.named(atlas, programme_id)
    number = counts.named_by_city(atlas, programme_id).sort_values(ascending=False, kind="stable")
    number = number[number > 0]
    year, official = _official(atlas, programme_id)
    shown = official if year else number
    known = counts.coverage(atlas, programme_id)
    name, in_force = t.name(row), status.code(atlas, "programmes", programme_id)
    body = [
        Band((_scene(atlas, shown, year, t),), (_cities(atlas, number, year, official, t),), 0.6),
        Band((_list(atlas, programme_id, chosen, known, t),), (), 1),
    ]
    if len(chosen):
        body.append(Band((_families(atlas, chosen, t),), (_about(row, known, in_force, t),), 0.5))
    else:
        body.append(Band((_about(row, known, in_force, t),), (), 1))
    return common.brief(
        atlas, t,
        subject=name, code=programme_id.replace("_", "-"),
        claim=_claim(atlas, name, shown, year, known.official or len(chosen), t),
        lead=_lead(row, t), figures=_figures(chosen, number, known, t), bands=body,
        evidence=_evidence(known, t), keys=_keys(atlas, programme_id), link=link, day=day,
    )  # fmt: skip


def _claim(
    atlas: Atlas,
    name: str,
    number: pd.Series,
    year: int,
    total: int,
    t: Words,
) -> tuple[str, ...]:
    if not len(number):
        second = t("brief.claim.list_open")
        return common.headline((t("brief.claim.chain_name", name=name), second))
    names = area_names(atlas, t)
    most = int(number.iloc[0])
    top = t.join(str(names[code]) for code in number.index[number == most][:3])
    first = t("brief.claim.list_total", name=name, n=total)
    key = "many" if (number == most).sum() > 1 else "most"
    second = t(f"brief.claim.list_{key}", n=len(number), cities=top, m=most)
    if year:
        second = t("brief.claim.list_official", year=year, cities=top, m=most)
    elif len(number) == 1:
        second = t("brief.claim.list_one", city=top)
    return common.headline((first, second), (t("brief.claim.chain_name", name=name), second))


def _lead(row: Any, t: Words) -> tuple[str, str]:
    return t("brief.lead_list", body=_body(row, t)), ""


def _body(row: Any, t: Words) -> str:
    """Who issues the list; in Chinese where the English is not on record."""
    told = row[f"issuing_body_{t.lang}"]
    return told if isinstance(told, str) else str(row["issuing_body_zh"])


def _figures(
    chosen: pd.DataFrame, number: pd.Series, known: counts.Coverage, t: Words
) -> list[Figure | None]:
    official = None
    if known.official is not None:
        official = common.counted(t("brief.figure.official"), known.official, t, str(known.year))
    years = [year for own in chosen["years"] for year in own]
    latest = max(years) if years else None
    new = sum(latest in own for own in chosen["years"])
    return [
        official,
        common.counted(t("brief.figure.found"), len(chosen), t, t("brief.found_note")),
        common.counted(t("brief.figure.listed_in"), len(number), t),
        common.counted(t("brief.figure.counties"), chosen["county_adcode"].nunique(), t,
                       t("brief.counties_note")),
        common.counted(t("brief.figure.families"), chosen["family_id"].nunique(), t),
        common.counted(t("brief.figure.latest"), new, t, str(latest)) if latest else None,
    ]  # fmt: skip


def _scene(atlas: Atlas, number: pd.Series, year: int, t: Words) -> Scene:
    """Number of clusters of every city."""
    names = area_names(atlas, t)
    highest = int(number.max()) if len(number) else 1
    steps = len(COUNT_RAMP) - 2

    def colour(n: int) -> str:
        return f"count-{min(steps, 1 + (n - 1) * steps // max(highest, steps))}"

    fills = tuple((int(code), colour(int(n)), str(int(n))) for code, n in number.items())
    title = (
        t("brief.map.list", city=t.join(str(names[c]) for c in number.index[number == highest][:3]))
        if len(number) else t("brief.map.list_open")
    )  # fmt: skip
    bold = tuple(int(code) for code in number.index[:3])
    note = t("brief.map.official_note", year=year) if year else t("brief.map.list_note")
    return Scene(title, note, "province", fills=fills, bold=bold)


def _official(atlas: Atlas, programme_id: str) -> tuple[int, pd.Series]:
    """Year and official numbers by city, where they are known for enough cities; else 0."""
    year = counts.fullest_year(atlas, programme_id)
    if not year:
        return 0, pd.Series(dtype="Int64")
    official = counts.by_city(atlas, programme_id, year).dropna()
    official = official[official > 0].sort_values(ascending=False, kind="stable")
    return (year, official) if len(official) >= statistics.enough(atlas) else (0, official)


def _cities(atlas: Atlas, number: pd.Series, year: int, official: pd.Series, t: Words) -> Table:
    """Clusters found by city, beside the official number where one is published."""
    names = area_names(atlas, t)
    values = official if year else number
    most = float(values.max()) if len(values) else 1.0
    rows = []
    for code, n in values.items():
        found = int(number.get(code, 0))
        note = t("brief.list.of", found=found, n=int(n)) if year else str(int(n))
        rows.append((Text(str(names[code]), bold=True), Bar(float(n), most), Text(note)))
    head = t("brief.list.official_head", year=year) if year else ""
    columns = (Column("", 0.24), Column("", 0.26), Column(head, 0.5))
    rest = tuple(str(names[code]) for code in values.index)
    slot = "" if rows else t("brief.list.slot_all")
    return Table(t("brief.list.cities"), columns, tuple(rows[:_CITIES]), least=4, gives=1,
                 names=rest, rest=t("brief.chain.rest", n="{n}", names="{names}"),
                 slot=slot)  # fmt: skip


def _list(
    atlas: Atlas, programme_id: str, chosen: pd.DataFrame, known: counts.Coverage, t: Words
) -> Groups:
    """Every cluster by year of its list, the newest first; what is missing is a slot."""
    listings = clusters.listings(atlas)
    years = listings[listings["programme_id"] == programme_id].groupby("cluster_id")["year"].max()
    rows = chosen.assign(listed=years.reindex(chosen.index))
    rows = rows.sort_values("listed", ascending=False, na_position="last", kind="stable")
    entries = tuple(
        common.entry(atlas, row, t, city=True,
                     note="" if pd.isna(row.listed) else str(row.listed))
        for row in rows.itertuples()
    )  # fmt: skip
    missing = 0 if known.official is None else known.official - len(entries)
    slot = t("brief.list.missing", n=missing) if missing > 0 else ""
    if not entries:
        slot = t("brief.list.slot_all")
    found: tuple[Entry, ...] = entries
    return Groups(t("brief.list.title", n=len(entries)), (Group("", "", found, slot),),
                  t("brief.more", n="{n}"), " ", 3)  # fmt: skip


def _families(atlas: Atlas, chosen: pd.DataFrame, t: Words) -> Table:
    number = chosen["family_id"].value_counts()
    chains = choice.table(atlas).drop_duplicates("family_id").set_index("family_id")
    name = "family_zh" if t.lang == "zh" else "family_en"
    most = float(number.max()) if len(number) else 1.0
    rows = tuple(
        (Text(str(chains.at[code, name]), bold=True, hue=str(chains.at[code, "hue"])),
         Bar(float(n), most), Text(str(int(n))))
        for code, n in number.head(_FAMILIES).items()
    )  # fmt: skip
    columns = (Column("", 0.55), Column("", 0.33), Column("", 0.12))
    return Table(t("brief.list.families"), columns, rows, least=3, gives=2)


def _about(row: Any, known: counts.Coverage, code: str, t: Words) -> Table:
    """Who keeps the list, whether it is in force, and how complete it is here."""
    official = known.text(t)
    tier = t(f"tiers.{row['tier']}")
    rows = (
        (Text(t("brief.list.body")), Text(_body(row, t))),
        (Text(t("brief.list.tier")), Text(tier)),
        (Text(t("brief.list.status")), common.status_chip(code, t)),
        (Text(t("brief.list.known")), Text(official)),
    )
    columns = (Column("", 0.24), Column("", 0.76))
    return Table(t("brief.list.about"), columns, rows)


def _evidence(known: counts.Coverage, t: Words) -> str:
    if known.official is None:
        return t("brief.evidence.list_open")
    return t("brief.evidence.list", official=known.official, found=known.named)


def _keys(atlas: Atlas, programme_id: str) -> list[str]:
    listings = clusters.listings(atlas)
    keys = list(listings.loc[listings["programme_id"] == programme_id, "source_id"])
    return keys + list(counts.official(atlas, programme_id=programme_id)["source_id"])
