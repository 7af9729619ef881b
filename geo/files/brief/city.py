"""The brief of one city."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

import geo.files.brief.common as common
from geo.data.atlas import Atlas
from geo.files.brief.content import Band, Block, Brief, Column, Figure, Scene, Table, Text
from geo.look.lettering import text_width
from geo.look.tokens import HUE_OF_FAMILY
from geo.questions import cities, takeover
from geo.questions.layout.findings import scheme_word
from geo.questions.layout.schemes import schemes
from geo.record import clusters, counts, ranks
from geo.record.naming import area_names, bare, region_name, short_english
from geo.words import Words

#: Ranks up to which a figure is told in the headline.
_GOOD = 5
_LAYOUT = 4
#: Room of the roles in the line below the headline, px.
_LEAD = 480.0
#: Entries of lists that leave room for another block below them.
_FEW = 5
#: Indicators of every city, and those that speak for a city with no cluster on a list.
_USUAL = ("gdp", "gdp_per_head", "population", "secondary_share")
_THIN = ("population", "gdp", "gdp_per_head")


def city(
    atlas: Atlas,
    adcode: int,
    t: Words,
    *,
    link: str,
    day: date,
    candidates: pd.DataFrame | None = None,
) -> Brief:
    """One page on a prefecture-level unit."""
    if candidates is None:
        candidates = takeover.candidates(atlas, adcode)
    unit = atlas.by_key("areas").loc[adcode]
    chosen = cities.members(atlas, adcode).sort_values("tier_class", kind="stable")
    chains = _by_weight(atlas, adcode, chosen)
    on = common.take_on_one(atlas, adcode, candidates, t)
    lists = [*common.by_list(atlas, chosen, t, city=adcode),
             common.zone_group(cities.zones(atlas, adcode), t, every=chosen.empty),
             common.planned_group(atlas, adcode, t)]  # fmt: skip
    scene = Scene(
        _map_title(atlas, adcode, chosen, t), t("brief.map.city"), "city", city=adcode,
        clusters=tuple(chosen.index),
    )  # fmt: skip
    first: tuple[Block, ...] = (common.groups(lists, t),)
    second: tuple[Block, ...] = (on,) if on.rows else ()
    layout = _layout(atlas, adcode, t)
    # Where few clusters are listed, there is room for the layout below them.
    if sum(len(group.entries) for group in lists if group) <= _FEW:
        first = (*first, layout)
    else:
        second = (layout, *second)
    left: tuple[Block, ...] = (_chains(atlas, adcode, chains, t),) if len(chains) else ()
    if chosen.empty:
        near = _beside(atlas, adcode, t)
        left, second = ((*left, near), second) if second else (left, (near,))
    return common.brief(
        atlas, t,
        subject=t("brief.subject.place", name=_name(unit, t)),
        code=short_english(unit["name_en"]).lower().replace(" ", "-"),
        claim=_claim(atlas, adcode, chosen, chains, candidates, t),
        lead=_lead(atlas, adcode, t),
        figures=list(_figures(atlas, adcode, chosen, t)),
        bands=(Band((scene,), first), Band(left, second)),
        evidence=_evidence(atlas, adcode, chosen, t),
        keys=_keys(atlas, adcode, chosen, chains),
        link=link, day=day,
    )  # fmt: skip


def _name(unit: Any, t: Words) -> str:
    """Full name, without the peoples that an autonomous unit is named after."""
    if t.lang == "zh" and unit["name_zh"].endswith("自治州"):
        return f"{unit['short_zh']}州"
    return t.name(unit)


def _by_weight(atlas: Atlas, adcode: int, chosen: pd.DataFrame) -> pd.DataFrame:
    """Chains by role, in each those with the most clusters and firms in the city first."""
    chains = cities.chains(atlas, adcode)
    if chains.empty:
        return chains
    listed = chosen["chain_id"].value_counts()
    known = takeover.firms(atlas)
    order = pd.DataFrame(
        {
            "role": chains["role"].map(cities.ROLES.index),
            "clusters": [-int(listed.get(code, 0)) for code in chains.index],
            "firms": [-sum(map(len, known.get((adcode, code), ()))) for code in chains.index],
        },
        chains.index,
    )
    return chains.loc[order.sort_values(["role", "clusters", "firms"], kind="stable").index]


def _rank(atlas: Atlas, code: str, adcode: int) -> int:
    """Rank in the newest year, or far behind."""
    latest = ranks.latest(atlas, code, adcode)
    known = latest is not None and common.cited(atlas, latest["source_ids"])
    return int(latest["rank"]) if latest is not None and known else 99


def _own_chain(atlas: Atlas, adcode: int) -> str:
    """The chain whose size is stated for the city itself: what it is known for."""
    chains = atlas.by_key("chains")
    own = chains[(chains["size_scope_adcode"] == adcode).fillna(False)]
    own = own.dropna(subset=["size_100m_cny"]).sort_values("size_100m_cny", ascending=False)
    return str(own.index[0]) if len(own) else ""


def _standing(atlas: Atlas, adcode: int, chosen: pd.DataFrame, t: Words) -> Iterator[str]:
    """What a city can say of itself, the best first."""
    own = _own_chain(atlas, adcode)
    size = common.chain_size(atlas, own, t) if own else None
    if chosen.empty and size:
        yield _said(size)
    for code in ("gdp", "gdp_per_head", "secondary_share"):
        rank = _rank(atlas, code, adcode)
        if rank <= _GOOD:
            yield t(f"brief.claim.{code}", rank=common.ordinal(rank, t))
    if number := int((chosen["tier_class"] <= 2).sum()):
        yield t("brief.claim.national", n=number)
    if size and len(chosen):
        yield _said(size)
    if len(chosen):
        yield t("brief.claim.listed", n=len(chosen))
    if (rank := _rank(atlas, "area", adcode)) <= _GOOD:
        yield t("brief.claim.area", rank=common.ordinal(rank, t))
    zones = cities.zones(atlas, adcode)
    if len(zones) == 1:
        yield t("brief.claim.zone_named", name=t.name(zones.iloc[0]))
    elif len(zones):
        yield t("brief.claim.zones", n=len(zones))


def _said(size: Figure) -> str:
    return " ".join(filter(None, (size.label, size.before, size.value, size.unit)))


def _claim(
    atlas: Atlas,
    adcode: int,
    chosen: pd.DataFrame,
    chains: pd.DataFrame,
    on: pd.DataFrame,
    t: Words,
) -> tuple[str, ...]:
    """What the city has, then what its chains are or what it could take on."""
    name = str(area_names(atlas, t)[adcode])
    said = list(_standing(atlas, adcode, chosen, t))
    join = "、" if t.lang == "zh" else ", "

    def first(most: int) -> str:
        return t("brief.claim.first", subject=name, said=join.join(said[:most]))

    core = [common.chain_name(atlas, code, t) for code in chains.index[chains["role"] == "core"]]
    every = [common.chain_name(atlas, code, t) for code in chains.index]
    seconds = []
    if on.empty or (len(core) and len(chosen)):
        key, names = ("core", core) if core else ("present", every)
    else:
        key, names = "take_on", every
    for most in (2, 1):
        if not names:
            break
        few = t.join(names[:most])
        fields: dict[str, Any] = {"names": few, "n": len(names), "m": on["chain_id"].nunique()}
        if key == "take_on":
            near = on.groupby("near", sort=False)["chain_id"].nunique().idxmax()
            fields["near"] = area_names(atlas, t)[near]
        one = "_all" if len(names) <= most and key != "take_on" else ""
        seconds.append(t(f"brief.claim.{key}{one}", **fields))
    if not said:
        said = [t("brief.claim.chains", n=len(chains))]
    seconds.append(t("brief.claim.count", n=len(chains), core=len(core)) if len(chains) else "")
    pairs = [(first(most), second) for most in (2, 1) for second in seconds]
    return common.headline(*pairs)


def _lead(atlas: Atlas, adcode: int, t: Words) -> tuple[str, str]:
    """What plans mean the city to be."""
    rows = cities.positioning(atlas, adcode).sort_values("year", ascending=False, kind="stable")
    if rows.empty:
        return "", ""
    row = rows.iloc[0]
    roles = row[f"role_{t.lang}"]
    fit_ = (n for n in range(len(roles), 1, -1) if text_width(t.clauses(roles[:n]), 13) < _LEAD)
    role = t.clauses(roles[: next(fit_, 1)])
    policy = t.name({"name_zh": row["policy_zh"], "name_en": row["policy_en"]})
    return t("brief.lead", role=role), t("brief.lead_source", policy=policy)


def _figures(atlas: Atlas, adcode: int, chosen: pd.DataFrame, t: Words) -> Iterator[Figure | None]:
    own = _own_chain(atlas, adcode)
    thin = chosen.empty
    if thin and _rank(atlas, "area", adcode) <= _GOOD:
        yield common.statistic(atlas, "area", adcode, t)
    for code in _THIN if thin else _USUAL:
        yield common.statistic(atlas, code, adcode, t)
    if thin and own:
        yield common.chain_size(atlas, own, t)
    table = clusters.table(atlas)
    by_city = table.loc[table["tier_class"] <= 2, "city_adcodes"].explode().value_counts()
    by_city = by_city.reindex(atlas.cities.index, fill_value=0)
    if by_city[adcode]:
        yield _number(by_city, adcode, t("brief.figure.national"), t("brief.rank.found"), t)
    programme = counts.longest_record(atlas)
    year = counts.fullest_year(atlas, programme)
    official = counts.by_city(atlas, programme, year)
    if pd.notna(official[adcode]):
        yield _number(official, adcode, t("brief.figure.key_growth"), str(year), t)
    lowest = clusters.programmes(atlas)
    lowest = lowest[lowest["tier"] == "county"]
    if len(lowest):
        found = counts.named_by_city(atlas, str(lowest.index[0]))
        if found[adcode]:
            yield _number(found, adcode, t("brief.figure.county"), t("brief.rank.found"), t)
    if own and not thin:
        yield common.chain_size(atlas, own, t)
    spare = ("area", "secondary_share", "density") if thin else ("area", "density")
    for code in spare[int(thin and _rank(atlas, "area", adcode) <= _GOOD) :]:
        yield common.statistic(atlas, code, adcode, t)
    yield common.counted(t("brief.figure.chains"), len(cities.chains(atlas, adcode)), t)


def _number(values: pd.Series, adcode: int, label: str, note: str, t: Words) -> Figure:
    """A number of clusters with its rank, where enough cities are known."""
    rank, of, tied = common.ranked(values, adcode)
    value = t.number(float(values[adcode]))
    strong = common.ordinal(rank, t, tied=tied)
    note = t(
        "brief.rank.year" if tied or t.lang == "en" else "brief.rank.of_year", of=of, year=note
    )
    return Figure(label, value, common.pieces(t), (rank, of), strong, note)


def _map_title(atlas: Atlas, adcode: int, chosen: pd.DataFrame, t: Words) -> str:
    units = cities.counties(atlas, adcode)
    placed = chosen.loc[chosen["county_adcode"].isin(units), "county_adcode"]
    if len(placed) and units != (adcode,):
        most = placed.value_counts()
        names = area_names(atlas, t)
        key = "clusters" if (most == most.iloc[0]).sum() == 1 and most.iloc[0] > 1 else "spread"
        return t(f"brief.map.{key}", n=len(placed), k=len(most), county=names[most.index[0]])
    beside = t.join(area_names(atlas, t)[code] for code in cities.neighbours(atlas, adcode).index)
    return t("brief.map.beside", cities=beside)


def _chains(atlas: Atlas, adcode: int, chains: pd.DataFrame, t: Words) -> Table:
    """Chains of the city by role, with stages and firms; what is left is told in words."""
    firms = chains["firms_zh"].str.len().sum() or t.lang == "en"
    tall = len(chains) <= 6
    english = common.english_firms(atlas)
    rows = []
    for code, row in chains.iterrows():
        if t.lang == "zh":
            said = t.join(map(bare, row["firms_zh"]))
        else:
            said = english.get((adcode, str(code)), "")
        segments = t.join(row["segments_zh"]) if t.lang == "zh" else ""
        first = said or segments or bare(_stages(atlas, str(code), row["stages"], t))
        below = segments if tall and said else ""
        hue = HUE_OF_FAMILY.get(row["family_id"], "other")
        name = Text(common.chain_name(atlas, str(code), t), bold=True, hue=hue)
        rows.append(
            (name, common.role_chip(row["role"], t), common.flow(row["stages"], t),
             Text(first, below))
        )  # fmt: skip
    core = int((chains["role"] == "core").sum())
    key = "brief.chains.title" if core else "brief.chains.title_none"
    column = "firms" if firms else "content"
    wide, last = (0.35, 0.37) if t.lang == "zh" else (0.42, 0.285)
    columns = (
        Column(t("brief.col.chain"), wide), Column(t("brief.col.role"), 0.105
        if t.lang == "zh" else 0.12), Column(t("brief.col.stages"), 0.175),
        Column(t(f"brief.col.{column}"), last),
    )  # fmt: skip
    names = tuple(common.chain_name(atlas, str(code), t) for code in chains.index)
    slot = "" if firms or t.lang == "en" else t("brief.chains.slot")
    return Table(
        t(key, n=len(chains), core=core), columns, tuple(rows), least=6, gives=1, names=names,
        rest=t("brief.chains.rest", n="{n}", names="{names}"), slot=slot,
    )  # fmt: skip


def _stages(atlas: Atlas, chain_id: str, stages: tuple[str, ...], t: Words) -> str:
    """What the stages of a chain are, as far as the city has them."""
    if t.lang == "en":
        return ""
    row = atlas.by_key("chains").loc[chain_id]
    return t.join(item for stage in stages for item in row[f"{stage}_zh"][:1])


def _beside(atlas: Atlas, adcode: int, t: Words) -> Table:
    """Cities with a common border, with what they are a core of."""
    names = area_names(atlas, t)
    rows = []
    for code, far in cities.neighbours(atlas, adcode).items():
        chains = cities.chains(atlas, int(str(code)))
        core = [common.chain_name(atlas, one, t) for one in chains.index[chains["role"] == "core"]]
        cells = (Text(str(names[code]), bold=True), Text(f"{t.number(far)}\u00a0km"),
                 Text(t.join(core)))  # fmt: skip
        rows.append(cells)
    columns = (Column("", 0.2), Column("", 0.18), Column("", 0.62))
    return Table(t("brief.beside.title"), columns, tuple(rows), t("brief.beside.note"), least=1)


def _layout(atlas: Atlas, adcode: int, t: Words) -> Table:
    """Place of the city in the schemes that hold it, the main one first."""
    rows = cities.layout(atlas, adcode)
    rows = rows[rows["position"].isin(("lead", "member"))]
    known = {one.scheme_id: one for one in schemes(atlas)}
    regions = atlas.by_key("regions")
    names = area_names(atlas, t)
    made = []
    for row in rows.drop_duplicates("scheme_id").itertuples():
        status = common.scheme_status(atlas, row.scheme_id, str(row.status))
        lead = regions.at[row.region_id, "lead_city_adcode"]
        region = bare(region_name(atlas, row.region_id, t))
        region = re.split("[·:：]", region)[-1]
        key = "lead" if row.position == "lead" else "member" if pd.isna(lead) else "member_of"
        city = "" if pd.isna(lead) else names[int(lead)]
        words = t(f"brief.layout.{key}", region=region.strip(), city=city)
        name = scheme_word(known[row.scheme_id], t)
        made.append(
            (Text(str(row.year_from)), Text(bare(name), words, bold=True),
             common.status_chip(status, t), row.scheme_id == clusters.MAIN_SCHEME,
             status == "superseded")
        )  # fmt: skip
    made.sort(key=lambda one: (not one[3], one[4]))
    chip = 0.22 if t.lang == "zh" else 0.26
    columns = (Column("", 0.12), Column("", 0.88 - chip), Column("", chip))
    shown = tuple(one[:3] for one in made[:_LAYOUT])
    return Table(t("brief.layout.title"), columns, shown, least=2, gives=3)


def _evidence(atlas: Atlas, adcode: int, chosen: pd.DataFrame, t: Words) -> str:
    if chosen.empty:
        return t("brief.evidence.thin")
    programme = counts.longest_record(atlas)
    year = counts.fullest_year(atlas, programme)
    official = counts.by_city(atlas, programme, year)[adcode]
    if pd.isna(official):
        return t("brief.evidence.city")
    found = counts.named(atlas, programme)["city_adcodes"]
    number = sum(adcode in own for own in found)
    return t("brief.evidence.city_counts", official=official, year=year, found=number)


def _keys(atlas: Atlas, adcode: int, chosen: pd.DataFrame, chains: pd.DataFrame) -> list[str]:
    listings = clusters.listings(atlas)
    keys = list(listings.loc[listings["cluster_id"].isin(chosen.index), "source_id"])
    keys += list(cities.positioning(atlas, adcode)["source_id"])
    keys += [key for row in chains.get("source_ids", ()) for key in row]
    for code in _USUAL:
        latest = ranks.latest(atlas, code, adcode)
        keys += list(latest["source_ids"]) if latest is not None else []
    return keys
