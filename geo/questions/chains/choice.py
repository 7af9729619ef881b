"""Which chains a view speaks of: chosen by name, by family or by planning system."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal, get_args

import pandas as pd

from geo.data import search
from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look.tokens import FAMILIES, HUE_OF_FAMILY

#: Planning tiers of the 51020 system, then the other official groups a chain may be in.
TIERS = ("pillar_trillion", "advantage_500bn", "characteristic_100bn")
GROUPS = ("five_advantage", "eight_emerging", "key_chain_16", "local")
SYSTEMS = (*TIERS, *GROUPS)
#: What the map of chains shows: what is on record, or what is not.
MODES = ("resource", "gaps")
#: What stands below the map.
PARTS = ("list", "matrix", "firms", "zones", "flow", "near")
#: What may be drawn over the areas of that map, and what is if a link does not say.
LAYERS = ("links", "clusters", "firms", "zones")
USUAL_LAYERS = ("links",)

Found = Literal["name", "family", "upstream", "midstream", "downstream", "segment", "cluster"]


@remembered(4)
def table(atlas: Atlas) -> pd.DataFrame:
    """All chains by ``chain_id`` with ``hue``, in the order of the data."""
    chains = atlas.by_key("chains")
    chains["hue"] = chains["family_id"].map(HUE_OF_FAMILY).fillna("other")
    return chains


def in_system(atlas: Atlas, system: str) -> tuple[str, ...]:
    """Chains of one of ``SYSTEMS``, in the order of the data."""
    chains = table(atlas)
    if system in TIERS:
        return tuple(chains.index[chains["tier_51020"] == system])
    return tuple(chains.index[[system in groups for groups in chains["also_in"]]])


def chosen(
    atlas: Atlas, chain: Iterable[str] = (), fam: Iterable[str] = (), system: str = ""
) -> tuple[str, ...]:
    """Chains meant by a choice: those named, else those of the families and of the system.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    chain : iterable of str
        chain_ids; if there are any, nothing else counts.
    fam : iterable of str
        family_ids.
    system : str
        One of ``SYSTEMS``, or empty.

    Returns
    -------
    tuple of str
        chain_ids in the order of the data; empty if nothing is chosen.
    """
    named, families = set(chain), set(fam)
    chains = table(atlas)
    if named:
        return tuple(code for code in chains.index if code in named)
    if not families and not system:
        return ()
    members = set(in_system(atlas, system)) if system else set(chains.index)
    return tuple(
        code
        for code, family in chains["family_id"].items()
        if code in members and (not families or family in families)
    )


def hue(atlas: Atlas, ids: Iterable[str]) -> str | None:
    """The colour group that chains share, or None if they differ."""
    known = table(atlas)["hue"]
    hues = {known[code] for code in ids}
    return hues.pop() if len(hues) == 1 else None


def in_order(atlas: Atlas, ids: Iterable[str] = ()) -> tuple[str, ...]:
    """Chains by colour group and family, as a matrix lists them; all of them by default."""
    places = _places(atlas)
    return tuple(sorted(ids, key=places.__getitem__)) or tuple(places)


@remembered(1)
def _places(atlas: Atlas) -> Mapping[str, int]:
    """The place of each chain by colour group and family."""
    chains = table(atlas)
    hues, families = list(FAMILIES), list(dict.fromkeys(chains["family_id"]))
    groups = {
        code: (hues.index(hue), families.index(family))
        for code, hue, family in zip(chains.index, chains["hue"], chains["family_id"], strict=True)
    }
    ordered = sorted(groups, key=groups.__getitem__)
    return MappingProxyType({code: place for place, code in enumerate(ordered)})


@remembered(4)
def _words(atlas: Atlas) -> Mapping[str, tuple[tuple[Found, str, str], ...]]:
    """What each chain is known by: kind of word, the word, the word folded for search."""
    words: dict[str, list[tuple[Found, str]]] = {}
    for code, row in table(atlas).iterrows():
        own = words.setdefault(str(code), [])
        own += [("name", row["name_zh"]), ("name", row["name_en"])]
        own += [("family", row["family_zh"]), ("family", row["family_en"])]
        own += [("upstream", item) for item in row["upstream_zh"]]
        own += [("midstream", item) for item in row["midstream_zh"]]
        own += [("downstream", item) for item in row["downstream_zh"]]
    for row in atlas.table("chain_cities").itertuples():
        words[row.chain_id] += [("segment", item) for item in row.segment_zh]
    known = atlas.table("clusters").dropna(subset=["chain_id"])
    for row in known.itertuples():
        words[row.chain_id] += [("cluster", item) for item in row.industry_zh]
    return MappingProxyType(
        {
            code: tuple((kind, word, search.fold([word])) for kind, word in dict.fromkeys(own))
            for code, own in words.items()
        }
    )


def look_up(atlas: Atlas, query: str) -> pd.DataFrame:
    """Chains that an industry word leads to, best first.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    query : str
        Words in Chinese, English or pinyin; all must be found in one word of the chain.

    Returns
    -------
    pandas.DataFrame
        Columns ``chain_id``, ``found`` (where the word stands: in the name or family of the
        chain, among its segments by stage, among the segments of its places, or among the
        industries of its clusters) and ``words`` found there.
    """
    order = get_args(Found)
    rows = []
    if search.fold([query]):
        for code, own in _words(atlas).items():
            texts = pd.Series([folded for _, _, folded in own])
            hits: dict[Found, list[str]] = {}
            for (kind, word, _), hit in zip(own, search.matches(texts, query), strict=True):
                if hit:
                    hits.setdefault(kind, []).append(word)
            rows += [(code, kind, tuple(words)) for kind, words in hits.items()]
    rows.sort(key=lambda row: order.index(row[1]))
    return pd.DataFrame(rows, columns=["chain_id", "found", "words"])
