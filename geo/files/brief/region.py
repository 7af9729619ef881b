"""The brief of one region of the layout."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd

import geo.files.brief.common as common
from geo.data.atlas import Atlas
from geo.files.brief.content import Band, Brief, Chip, Column, Figure, Scene, Table, Text
from geo.look.tokens import HUE_OF_FAMILY, REGION_COLOURS
from geo.questions import cities, layout
from geo.questions.chains import choice, places
from geo.questions.layout import Measure, Region, Scheme
from geo.questions.layout.findings import scheme_word, short
from geo.record import clusters, counts, ranks
from geo.record.naming import area_names, bare
from geo.words import Words

_SHARES = ("gdp", "population", "area", "key_growth")
_CHAINS = 6


def region(atlas: Atlas, region_id: str, t: Words, *, link: str, day: date) -> Brief:
    """One page on a region."""
    scheme, own = _found(atlas, region_id)
    measures = layout.compare(atlas, scheme)
    table = clusters.table(atlas)
    inside = [bool(set(own.members) & set(codes)) for codes in table["city_adcodes"]]
    chosen = table[inside].sort_values("tier_class", kind="stable")
    lists = common.groups(common.by_list(atlas, chosen, t), t)
    shared = _chains(atlas, own, t)
    on = common.take_on(atlas, own.members, t)
    right = (on,) if on.rows else ()
    body = [
        Band((_scene(atlas, own, chosen, t),), (lists,) if lists.groups else (), 0.56),
        Band((_members(atlas, own, t),), (), 1),
        Band((shared,) if shared.rows else (), right, 0.44),
    ]
    name = short(own, t)
    return common.brief(
        atlas, t,
        subject=t("brief.subject.place", name=_title(own, t)), code=region_id.replace("_", "-"),
        claim=_claim(atlas, name, own, measures, chosen, t),
        lead=_lead(atlas, scheme, own, t), figures=_figures(own, measures, chosen, t), bands=body,
        evidence=t("brief.evidence.region"), keys=_keys(atlas, own, chosen), link=link, day=day,
    )  # fmt: skip


def _found(atlas: Atlas, region_id: str) -> tuple[Scheme, Region]:
    for scheme in layout.schemes(atlas):
        for one in (*scheme.regions, *scheme.open):
            if one.region_id == region_id:
                return scheme, one
    raise KeyError(region_id)


def _title(own: Region, t: Words) -> str:
    """Its official name without the formula that it is part of, or without its members."""
    if t.lang == "en":
        first, _, rest = own.name_en.partition(": ")
        return rest or first if own.role == "lead" else first
    return own.name_zh.rpartition("·")[2]


def _share(measures: dict[str, Measure], code: str, region_id: str) -> float | None:
    measure = measures.get(code)
    known = measure is not None and region_id in measure.values
    return measure.share(region_id) if measure is not None and known else None


def _claim(
    atlas: Atlas,
    name: str,
    own: Region,
    measures: dict[str, Measure],
    chosen: pd.DataFrame,
    t: Words,
) -> tuple[str, ...]:
    names = area_names(atlas, t)
    if not own.members:
        return common.headline((t("brief.claim.region_open", name=name), ""))
    number = len(own.members)
    if own.lead:
        first = t("brief.claim.region_lead", name=name, n=number, lead=names[own.lead])
    else:
        first = t("brief.claim.region", name=name, n=number)
    if number == 1:
        first = t("brief.claim.region_one", name=name, city=names[own.members[0]])
    share = _share(measures, "gdp", own.region_id)
    listed = t("brief.claim.region_listed", m=len(chosen))
    gdp = (
        "" if share is None else t("brief.claim.region_gdp", share=t.percent(share), m=len(chosen))
    )
    bare = t("brief.claim.chain_name", name=name)
    return common.headline((first, gdp or listed), (bare, gdp or listed))


def _lead(atlas: Atlas, scheme: Scheme, own: Region, t: Words) -> tuple[str, str]:
    """The scheme, whether it is in force, and the document."""
    status = common.status_chip(common.scheme_status(atlas, scheme.scheme_id, own.status), t).words
    name = bare(scheme_word(scheme, t))
    said = t("brief.lead_region", scheme=name, year=scheme.year, status=status)
    policy = t.name({"name_zh": own.policy_zh, "name_en": own.policy_en})
    return said, re.split("[;；]", policy)[0]


def _figures(
    own: Region, measures: dict[str, Measure], chosen: pd.DataFrame, t: Words
) -> list[Figure | None]:
    made: list[Figure | None] = []
    for code in _SHARES:
        share = _share(measures, code, own.region_id)
        if share is None:
            continue
        measure = measures[code]
        value = measure.values[own.region_id]
        assert value is not None
        unit = {"gdp": "cny_100m", "population": "persons_10k", "area": "km2"}.get(code, "count")
        told = common.amount(float(value), unit, t)
        year = t("brief.rank.year", year=measure.year) if measure.year else ""
        strong = t("brief.of_province", share=t.percent(share))
        made.append(
            Figure(t(f"brief.figure.{code}"), told.number, told.unit, strong=strong, note=year,
                   before=told.before)
        )  # fmt: skip
    national = int((chosen["tier_class"] <= 2).sum())
    made.append(common.counted(t("brief.figure.national"), national, t, t("brief.rank.found")))
    made.append(common.counted(t("brief.figure.clusters"), len(chosen), t, t("brief.rank.found")))
    made.append(common.counted(t("brief.figure.members"), len(own.members), t))
    return made


def _scene(atlas: Atlas, own: Region, chosen: pd.DataFrame, t: Words) -> Scene:
    """The region in its tint, with the number of clusters of every city."""
    tint = f"{own.hue}-tint" if own.hue in REGION_COLOURS else "count-1"
    number = chosen["city_adcodes"].explode().value_counts()
    fills = tuple(
        (code, tint, str(number[code]) if code in number.index else "") for code in own.members
    )
    names = area_names(atlas, t)
    most = [code for code in number.index if code in own.members]
    title = (
        t("brief.map.region", city=names[most[0]], n=number[most[0]])
        if most else t("brief.map.members", n=len(own.members))
    )  # fmt: skip
    bold = own.centres or own.members[:1]
    return Scene(title, t("brief.map.region_note"), "province", fills=fills, bold=tuple(bold))


def _members(atlas: Atlas, own: Region, t: Words) -> Table:
    """Every member with its output, its clusters and its core chains."""
    names = area_names(atlas, t)
    rows = []
    weight = {code: ranks.latest(atlas, "gdp", code) for code in own.members}
    order = sorted(
        own.members,
        key=lambda code: (code != own.lead, -float(w["value"]) if (w := weight[code]) is not None
                          else 0.0),
    )  # fmt: skip
    for code in order:
        gdp = weight[code]
        said = ""
        if gdp is not None and common.cited(atlas, gdp["source_ids"]):
            size = common.amount(float(gdp["value"]), "cny_100m", t).told()
            said = t("brief.region.gdp", size=size, rank=t.ordinal(int(gdp["rank"])))
        number = cities.named(atlas, code)
        key = "clusters" if number.national else "clusters_other"
        listed = t(f"brief.region.{key}", n=number.total, national=number.national)
        chains = cities.chains(atlas, code)
        core = [common.chain_name(atlas, one, t) for one in chains.index[chains["role"] == "core"]]
        every = core or [common.chain_name(atlas, one, t) for one in chains.index]
        lead = Chip(t("brief.layout.lead_chip"), "full") if code == own.lead else Text("")
        rows.append((Text(str(names[code]), bold=True), lead, Text(said), Text(listed),
                     Text(t.join(every))))  # fmt: skip
    columns = (
        Column(t("brief.col.city"), 0.12), Column("", 0.08), Column(t("brief.col.gdp"), 0.24),
        Column(t("brief.col.listed"), 0.2), Column(t("brief.col.core_chains"), 0.36),
    )  # fmt: skip
    listed_ = tuple(str(names[code]) for code in order)
    return Table(t("brief.region.members"), columns, tuple(rows), least=4, gives=1, names=listed_,
                 rest=t("brief.chain.rest", n="{n}", names="{names}"))  # fmt: skip


def _chains(atlas: Atlas, own: Region, t: Words) -> Table:
    """Chains that are core in the most members."""
    names = area_names(atlas, t)
    rows = places.records(atlas)
    rows = rows[rows["city_adcode"].isin(own.members) & (rows["role"] == "core")]
    by_chain = rows.groupby("chain_id", sort=False)["city_adcode"].agg(list)
    order = by_chain.index[by_chain.map(len).argsort(kind="stable")[::-1]][:_CHAINS]
    hues = choice.table(atlas)["family_id"].map(HUE_OF_FAMILY).fillna("other")
    made = tuple(
        (Text(common.chain_name(atlas, str(code), t), bold=True, hue=str(hues[code])),
         Text(t.join(str(names[city]) for city in by_chain[code])))
        for code in order
    )  # fmt: skip
    columns = (Column(t("brief.col.chain"), 0.5), Column(t("brief.col.core_in"), 0.5))
    return Table(t("brief.region.chains"), columns, made, least=3, gives=3)


def _keys(atlas: Atlas, own: Region, chosen: pd.DataFrame) -> list[str]:
    listings = clusters.listings(atlas)
    keys = [own.source_id]
    keys += list(listings.loc[listings["cluster_id"].isin(chosen.index), "source_id"])
    official = counts.official(atlas, "city", counts.longest_record(atlas))
    return keys + list(official["source_id"])
