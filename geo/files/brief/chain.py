"""The brief of one chain, counted together with the chains that are parts of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

import geo.files.brief.common as common
from geo.data.atlas import Atlas
from geo.files.brief.content import Band, Bar, Brief, Column, Figure, Groups, Scene, Table, Text
from geo.look import tokens
from geo.questions import takeover
from geo.questions.chains import choice, family, places
from geo.questions.chains.firms import firms
from geo.questions.cities import ROLES, STAGES
from geo.record import clusters
from geo.record.naming import area_names, bare
from geo.words import Words

#: Rows of cities that fit beside everything else.
_CITIES = 17
#: Clusters up to which parks are listed beside them.
_FEW = 4


def by_city(atlas: Atlas, ids: Sequence[str]) -> pd.DataFrame:
    """Cities of some chains together: strongest role, stages of rows and of firms, both named."""
    rows = places.records(atlas, ids)
    known = family.stages(atlas)
    found = {}
    every = {city for city, chain in known if chain in ids}
    for adcode in atlas.cities.index:
        own = rows[rows["city_adcode"] == adcode]
        if adcode not in every:
            continue
        stages = {stage for chain in ids for stage in known.get((int(adcode), chain), ())}
        roles = list(own["role"])
        found[int(adcode)] = {
            "role": min(roles, key=ROLES.index) if roles else "",
            "stages": tuple(stage for stage in STAGES if stage in stages),
            "segments": _once(item for cell in own["segments_zh"] for item in cell),
            "firms": _once(item for cell in own["firms_zh"] for item in cell),
            "chains": tuple(own["chain_id"]),
        }
    columns = ["role", "stages", "segments", "firms", "chains"]
    frame = pd.DataFrame.from_dict(found, orient="index", columns=columns)
    named = takeover.firms(atlas)
    order = pd.DataFrame(
        {
            "role": [(*ROLES, "").index(role) for role in frame["role"]],
            "stages": [-len(stages) for stages in frame["stages"]],
            "firms": [
                -sum(len(one) for chain in ids for one in named.get((code, chain), ()))
                for code in frame.index
            ],
        },
        frame.index,
    )
    return frame.loc[order.sort_values(["role", "stages", "firms"], kind="stable").index]


def _once(items: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))  # type: ignore[call-overload]


def chain(atlas: Atlas, chain_id: str, t: Words, *, link: str, day: date) -> Brief:
    """One page on a chain."""
    ids = family.together(atlas, chain_id)
    row, name = choice.table(atlas).loc[chain_id], common.chain_name(atlas, chain_id, t)
    cities = by_city(atlas, ids)
    table = clusters.table(atlas)
    chosen = table[table["chain_id"].isin(ids)].sort_values("tier_class", kind="stable")
    corridor = places.corridor(atlas, chain_id)
    stops = () if corridor is None else tuple(int(code) for code in corridor["city_adcodes"])
    on = common.take_on(atlas, tuple(cities.index), t, ids) if len(cities) else None
    body = [Band((_scene(atlas, row, cities, stops, t),), _lists(atlas, ids, chosen, t), 0.6)]
    if len(cities):
        body.append(Band((_cities(atlas, cities, t),), (), 1))
    if len(cities):
        extend = (on,) if on and on.rows else ()
        body.append(Band((_coverage(atlas, cities, row, t),), extend, 0.44))
    return common.brief(
        atlas, t,
        subject=t("brief.subject.chain", name=name.removesuffix("产业")),
        code=chain_id.replace("_", "-"),
        claim=_claim(atlas, name, cities, chosen, t),
        lead=_lead(atlas, ids, row, t),
        figures=_figures(atlas, ids, cities, chosen, t),
        bands=body,
        evidence=t("brief.evidence.chain"),
        keys=_keys(atlas, ids, chosen),
        link=link, day=day,
    )  # fmt: skip


def _lists(atlas: Atlas, ids: Sequence[str], chosen: pd.DataFrame, t: Words) -> tuple[Groups, ...]:
    lists = common.by_list(atlas, chosen, t)
    # Where few clusters are listed, parks say where the chain is at home.
    few = len(chosen) <= _FEW
    lists += [group] if few and (group := common.zone_group(places.zones(atlas, ids), t)) else []
    block = common.groups(lists, t)
    return (block,) if block.groups else ()


def _core(atlas: Atlas, cities: pd.DataFrame, t: Words) -> list[str]:
    names = area_names(atlas, t)
    return [str(names[code]) for code in cities.index[cities["role"] == "core"]]


def _claim(
    atlas: Atlas, name: str, cities: pd.DataFrame, chosen: pd.DataFrame, t: Words
) -> tuple[str, ...]:
    """Where its core is, then how widely it is spread."""
    if cities.empty:
        return common.headline((t("brief.claim.chain_open", name=name), ""))
    if len(cities) == 1:
        city = area_names(atlas, t)[cities.index[0]]
        return common.headline((t("brief.claim.chain_only", name=name, city=city), ""))
    core = _core(atlas, cities, t)
    stages = {
        stage: sum(stage in own for own in cities["stages"]) for stage in STAGES
    }  # fmt: skip
    most = max(stages, key=lambda stage: stages[stage])
    seconds = []
    if stages[most]:
        told = t(f"brief.stage_name.{most}")
        seconds.append(t("brief.claim.chain_spread", n=len(cities), stage=told, m=stages[most]))
    seconds.append(t("brief.claim.chain_cities", n=len(cities)))
    if len(chosen):
        seconds.insert(
            1 if len(cities) > 3 else 0, t("brief.claim.chain_listed", n=len(cities), m=len(chosen))
        )
    if core:
        key = "chain_core" if len(core) > 1 else "chain_core_one"
        firsts = [
            t(f"brief.claim.{key}", name=name, cities=t.join(core[:most_])
              + (t("brief.and_so_on") if len(core) > most_ else ""), n=len(core))
            for most_ in (4, 2, 1)
        ]  # fmt: skip
    else:
        names = area_names(atlas, t)
        firsts = [t("brief.claim.chain_in", name=name, cities=names[cities.index[0]])]
    firsts.append(t("brief.claim.chain_name", name=name))
    return common.headline(*((one, two) for one in firsts for two in seconds))


def _lead(atlas: Atlas, ids: Sequence[str], row: pd.Series, t: Words) -> tuple[str, str]:
    """What is counted in, and the planning system that the chain stands in."""
    parts = t.join(common.chain_name(atlas, code, t) for code in ids[1:])
    systems = [row["tier_51020"], *row["also_in"]]
    labels = atlas.resource("chains")
    said = [
        labels.column("tier_51020" if code in choice.TIERS else "also_in").label(code, t.lang)
        for code in systems
        if isinstance(code, str) and code
    ]
    family_name = row["family_zh"] if t.lang == "zh" else row["family_en"]
    first = (
        t("brief.lead_chain", parts=parts) if parts else t("brief.lead_family", name=family_name)
    )
    return first, t.join(said)


def _figures(
    atlas: Atlas, ids: Sequence[str], cities: pd.DataFrame, chosen: pd.DataFrame, t: Words
) -> list[Figure | None]:
    sizes = [size for code in ids if (size := common.chain_size(atlas, code, t))][:3]
    core = _core(atlas, cities, t)
    national = int((chosen["tier_class"] <= 2).sum())
    named = firms(atlas, ids)
    all_cities = t("brief.of_all", n=len(atlas.cities))
    whole = sum(len(own) == len(STAGES) for own in cities["stages"])
    return [
        *sizes[:1],
        common.counted(t("brief.figure.cities"), len(cities), t, all_cities),
        common.counted(t("brief.figure.core"), len(core), t, t.join(core[:3])) if core else None,
        common.counted(
            t("brief.figure.clusters"), len(chosen), t,
            t("brief.national_of", n=national) if national else t("brief.national_none"),
        ),
        *sizes[1:],
        common.counted(t("brief.figure.whole"), whole, t, t("brief.whole_note")),
        common.counted(t("brief.figure.firms"), len(named), t, t("brief.firms_note")),
        common.counted(t("brief.figure.zones"), len(places.zones(atlas, ids)), t),
    ]  # fmt: skip


def _scene(
    atlas: Atlas, row: pd.Series, cities: pd.DataFrame, stops: tuple[int, ...], t: Words
) -> Scene:
    """Cities by their role."""
    colour = {role: f"role-{row['hue']}-{step}" for step, role in enumerate(ROLES)}
    fills = tuple((int(code), colour.get(role, "panel"), "") for code, role in
                  cities["role"].items())  # fmt: skip
    core = tuple(int(code) for code in cities.index[cities["role"] == "core"])
    used = [role for role in ROLES if role in set(cities["role"])]
    names = _core(atlas, cities, t)
    if stops:
        title = t("brief.map.corridor", cities=t.join(names[:4]))
    elif names:
        title = t("brief.map.core", cities=t.join(names[:4]), n=len(names))
    else:
        title = t("brief.map.chain", n=len(cities))
    assert all(value in tokens.colours() for value in colour.values())
    key = tuple((colour[role], t(f"brief.role.{role}")) for role in used)
    legend = t("brief.map.corridor_note") if stops else t("brief.map.chain_note")
    return Scene(title, legend, "province", fills=fills, bold=core, line=stops, key=key)


def _cities(atlas: Atlas, cities: pd.DataFrame, t: Words) -> Table:
    """Role, stages, products and firms of every city."""
    names = area_names(atlas, t)
    rows = []
    english = common.english_firms(atlas)
    for code, row in cities.iterrows():
        own = [common.chain_name(atlas, chain, t) for chain in row["chains"]]
        if t.lang == "zh":
            made, said = t.join(row["segments"] or own), t.join(map(bare, row["firms"]))
        else:
            made = t.join(own)
            said = t.join(filter(None, (english.get((int(code), one)) for one in row["chains"])))
        slot = not said and t.lang == "zh"
        role = common.role_chip(row["role"], t) if row["role"] else Text("")
        said = said or (t("brief.firms_slot") if slot else "")
        cells = (Text(str(names[code]), bold=True), role, common.flow(row["stages"], t),
                 Text(made), Text(said, slot=slot))  # fmt: skip
        rows.append(cells)
    columns = (
        Column(t("brief.col.city"), 0.11), Column(t("brief.col.role"), 0.08),
        Column(t("brief.col.stages"), 0.12), Column(t("brief.col.products"), 0.35),
        Column(t("brief.col.firms"), 0.34),
    )  # fmt: skip
    names_ = tuple(str(names[code]) for code in cities.index)
    return Table(
        t("brief.chain.cities"), columns, tuple(rows[:_CITIES]), t("brief.chain.filled"), least=6,
        gives=1, names=names_, rest=t("brief.chain.rest", n="{n}", names="{names}"),
    )  # fmt: skip


def _coverage(atlas: Atlas, cities: pd.DataFrame, row: pd.Series, t: Words) -> Table:
    """How many cities have each stage."""
    number = {stage: sum(stage in own for own in cities["stages"]) for stage in STAGES}
    title = t("brief.chain.coverage", **number)
    rows = []
    for stage in STAGES:
        what = t.join(map(bare, row[f"{stage}_zh"])) if t.lang == "zh" else ""
        rows.append(
            (Text(t(f"brief.stage_name.{stage}"), bold=True), Text(what),
             Bar(number[stage], float(len(atlas.cities))),
             Text(t("brief.chain.of_cities", n=number[stage])))
        )  # fmt: skip
    named = 0.36 if t.lang == "zh" else 0.02
    columns = (Column("", 0.48 - named if t.lang == "zh" else 0.26), Column("", named),
               Column("", 0.3), Column("", 0.22 if t.lang == "zh" else 0.4))  # fmt: skip
    return Table(title, columns, tuple(rows))


def _keys(atlas: Atlas, ids: Sequence[str], chosen: pd.DataFrame) -> list[str]:
    listings = clusters.listings(atlas)
    keys = list(listings.loc[listings["cluster_id"].isin(chosen.index), "source_id"])
    keys += [key for row in places.records(atlas, ids)["source_ids"] for key in row]
    keys += list(atlas.by_key("chains").loc[list(ids), "source_id"].dropna())
    return keys
