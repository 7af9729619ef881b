"""What the record of some chains says in one sentence, computed and never typed in."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from geo.data.atlas import Atlas
from geo.questions.chains.gaps import OF_CITY, gaps
from geo.questions.chains.places import completeness, corridor, records, with_stage
from geo.questions.cities import STAGES
from geo.record.naming import listed
from geo.words import Words

#: Core cities are named in a headline up to this number.
_NAMED = 3


def headline(atlas: Atlas, ids: Collection[str], mode: str, t: Words) -> str:
    """The sentence on top of the page of some chains; of all of them if none is given.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    ids : collection of str
        chain_ids.
    mode : str
        One of ``geo.questions.chains.choice.MODES``.
    t : Words
        Language.
    """
    if len(ids) == 1:
        (chain_id,) = ids
        name = t.name(atlas.by_key("chains").loc[chain_id])
        said = _resource(atlas, chain_id, t) if mode == "resource" else _gaps(atlas, chain_id, t)
        return t("chains.headline.chain", chain=name, said=said)
    return _several(atlas, ids, mode, t)


def _resource(atlas: Atlas, chain_id: str, t: Words) -> str:
    rows = records(atlas, (chain_id,))
    if rows.empty:
        return t("chains.headline.nowhere")
    core = list(rows.loc[rows["role"] == "core", "city_adcode"])
    axis = corridor(atlas, chain_id)
    if axis is not None:
        key = "corridor" if len(core) > 1 else "corridor_one"
        cities = listed(atlas, core, t)
        first = t(f"chains.headline.{key}", n=len(core), cities=cities, corridor=t.name(axis))
    elif not core:
        first = t("chains.headline.no_core", n=len(rows))
    elif len(core) <= _NAMED:
        first = t("chains.headline.core", cities=listed(atlas, core, t), n=len(rows))
    else:
        first = t("chains.headline.cores", core=len(core), n=len(rows))
    return t("chains.headline.both", first=first, second=_stages(atlas, chain_id, t))


def _stages(atlas: Atlas, chain_id: str, t: Words) -> str:
    number = {stage: len(cities) for stage, cities in with_stage(atlas, chain_id).items()}
    least = min(number.values())
    fewest = [stage for stage in STAGES if number[stage] == least]
    if not any(number.values()):
        return t("chains.headline.unstated")
    if len(fewest) == len(STAGES):
        return t("chains.headline.even", n=least)
    stages = t.join(t(f"chains.stage.{stage}") for stage in fewest)
    return t(f"chains.headline.{'fewest' if least else 'unseen'}", stages=stages, n=least)


def _gaps(atlas: Atlas, chain_id: str, t: Words) -> str:
    found = gaps(atlas, (chain_id,))
    if found.empty:
        return t("chains.headline.no_gaps", n=completeness(atlas).at[chain_id, "cities"])
    core = int((found["kind"] == "core_city").sum())
    beside = int(found.loc[found["kind"].isin(OF_CITY), "beside"].map(bool).sum())
    return t("chains.headline.gaps", n=len(found), core=core, beside=beside)


def _several(atlas: Atlas, ids: Collection[str], mode: str, t: Words) -> str:
    wanted = list(ids) or list(atlas.table("chains")["chain_id"])
    if mode == "gaps":
        kinds: pd.Series = gaps(atlas, wanted)["kind"].value_counts()
        return t(
            "chains.headline.gaps_several",
            n=len(wanted),
            gaps=int(kinds.sum()),
            stages=int(kinds.get("stage_nowhere", 0)),
            one=int(kinds.get("stage_one_city", 0)),
            core=int(kinds.get("core_city", 0)),
        )
    rows = records(atlas, wanted)
    known = rows["chain_id"].nunique()
    if not known:
        return t("chains.headline.several_none", n=len(wanted))
    number = rows["city_adcode"].value_counts()
    most = int(number.max())
    leaders = [code for code in atlas.cities.index if number.get(code, 0) == most]
    key = "several_known" if known == len(wanted) else "several"
    return t(
        f"chains.headline.{'several_each' if most == len(wanted) else key}",
        n=len(wanted),
        known=known,
        cities=listed(atlas, leaders, t),
        leaders=len(leaders),
        most=most,
    )
