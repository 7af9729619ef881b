"""Where a reader may go from the search box: pages, places, chains, clusters, zones and firms.

Each suggestion leads to the page that answers for it. They are worked out once for each data set
and language; the browser chooses among them while one types.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from geo.data import search
from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.population.named import NamedClusters
from geo.population.names import Kind, names
from geo.population.selection import Selection
from geo.population.understood import understand
from geo.record import clusters
from geo.record.naming import short_english
from geo.sheets import HOME
from geo.sheets.view import View
from geo.words import LANGUAGES, Words

#: Pages that are offered by their names, as links call them.
_PAGES = (
    "overview", "clusters", "chains", "layout", "city", "compare", "concentration", "ladder",
    "benchmarks", "policy", "methods", "data", "story",
)  # fmt: skip

#: Kinds of which two in one text are set side by side.
_COMPARED = ("city", "peer")


@dataclass(frozen=True)
class Suggestion:
    """One place to go to.

    Attributes
    ----------
    label : str
        What it is called.
    kind : str
        What it is; a key of ``search.kind``.
    page : str
        The page that answers.
    code : str or int
        Its key.
    choices : mapping
        Choices of the view that the page is opened with.
    known_as : tuple of str
        All names by which it is found.
    """

    label: str
    kind: str
    page: str
    code: Any
    choices: dict[str, Any] = field(default_factory=dict)
    known_as: tuple[str, ...] = ()

    @property
    def link(self) -> str:
        """Where it leads to, as seen from any page, without the language."""
        codes = View(**self.choices).codes()
        del codes["lang"]
        return f"{'.' if self.page == HOME else self.page}?{urlencode(codes)}"


@remembered(4)
def suggestions(atlas: Atlas, lang: str) -> list[Suggestion]:
    """Everything that is offered, what is asked for most first."""
    t = Words(lang)
    return [
        *_pages(t),
        *_cities(atlas, t),
        *_industries(atlas, t),
        *_lists(atlas, t),
        *_clusters(atlas, t),
        *_zones(atlas, t),
        *_counties(atlas, t),
        *_firms(atlas, t),
        *_schemes(atlas, t),
        *_peers(atlas, t),
    ]


def answers(atlas: Atlas, query: str, lang: str) -> list[Suggestion]:
    """Where what a query names is answered for, the place and the industry before all else."""
    asked = {
        (thing.kind, code) for thing in understand(atlas, query).things for code in thing.codes
    }
    return [one for one in suggestions(atlas, lang) if (one.kind, one.code) in asked]


@remembered(4)
def script_data(atlas: Atlas, lang: str) -> str:
    """The suggestions as JSON: rows of label, kind in words, link and folded names.

    What can be compared with one another has its adcode behind them, and 1 if it lies outside.
    """
    t = Words(lang)
    rows = [
        [
            one.label,
            t(f"search.kind.{one.kind}"),
            one.link,
            search.fold(one.known_as),
            *([one.code, int(one.kind == "peer")] if one.kind in _COMPARED else []),
        ]
        for one in suggestions(atlas, lang)
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _pages(t: Words) -> Iterator[Suggestion]:
    for page in _PAGES:
        yield Suggestion(
            t(f"{page}.page"),
            "page",
            page,
            page,
            known_as=tuple(Words(lang)(f"{page}.page") for lang in LANGUAGES),
        )


@remembered(1)
def _known_as(atlas: Atlas) -> dict[tuple[Kind, Any], tuple[str, ...]]:
    """Names of everything that the tables name, by kind and key."""
    found: dict[tuple[Kind, Any], dict[str, None]] = {}
    for name in names(atlas):
        if name.kind:
            found.setdefault((name.kind, name.code), {})[name.name] = None
    return {key: tuple(own) for key, own in found.items()}


def _cities(atlas: Atlas, t: Words) -> Iterator[Suggestion]:
    table = atlas.table("areas")
    for row in table[table["level"] == "city"].itertuples():
        label = row.name_zh if t.lang == "zh" else short_english(row.name_en)
        code = int(row.adcode)
        known = _known_as(atlas)["city", code]
        yield Suggestion(label, "city", "city", code, {"city": (code,)}, known)


def _industries(atlas: Atlas, t: Words) -> Iterator[Suggestion]:
    chains, known = atlas.table("chains"), _known_as(atlas)
    for code, row in chains.set_index("chain_id").iterrows():
        yield Suggestion(
            t.name(row), "chain", "chains", code, {"chain": (code,)}, known["chain", code]
        )
    # A family that is called like one of its chains would stand there twice.
    families = chains[~chains["family_zh"].isin(chains["name_zh"])].drop_duplicates("family_id")
    for code, row in families.set_index("family_id").iterrows():
        label = str(row[f"family_{t.lang}"])
        yield Suggestion(label, "fam", "chains", code, {"fam": (code,)}, known["fam", code])


def _lists(atlas: Atlas, t: Words) -> Iterator[Suggestion]:
    known = _known_as(atlas)
    for code, row in clusters.programmes(atlas).iterrows():
        yield Suggestion(
            t.name(row), "prog", "clusters", code, {"prog": (code,)}, known["prog", code]
        )


def _schemes(atlas: Atlas, t: Words) -> Iterator[Suggestion]:
    """Layout schemes, also by the names of their regions."""
    known = _known_as(atlas)
    schemes = atlas.by_key("schemes")
    regions = atlas.table("regions")
    for code, row in schemes.iterrows():
        mine = regions.loc[regions["scheme_id"] == code, "region_id"]
        own = (name for region in mine for name in known.get(("region", region), ()))
        called = tuple(dict.fromkeys([row["name_zh"], row["name_en"], *own]))
        yield Suggestion(t.name(row), "scheme", "layout", code, {"scheme": code}, called)


def _clusters(atlas: Atlas, t: Words) -> Iterator[Suggestion]:
    for code, row in atlas.by_key("clusters").iterrows():
        called = (row["name_zh"], row["name_en"])
        yield Suggestion(t.name(row), "cluster", "clusters", code, {"sel": code}, called)


def _found(atlas: Atlas) -> pd.DataFrame:
    """Clusters that a search may find."""
    return NamedClusters(atlas).rows(Selection())


def _zones(atlas: Atlas, t: Words) -> Iterator[Suggestion]:
    """A zone is answered by its clusters, or by its city where none is known."""
    with_clusters = set(_found(atlas)["zone_id"].dropna())
    known = _known_as(atlas)
    for code, row in atlas.by_key("zones").iterrows():
        here = code in with_clusters
        choices = {"q": row["name_zh"]} if here else {"city": (int(row["city_adcode"]),)}
        called = known.get(("zone", code), (row["name_zh"],))
        yield Suggestion(t.name(row), "zone", "clusters" if here else "city", code, choices, called)


def _counties(atlas: Atlas, t: Words) -> Iterator[Suggestion]:
    with_clusters = set(_found(atlas)["county_adcode"].dropna())
    table = atlas.table("areas")
    known = _known_as(atlas)
    for row in table[table["level"] == "county"].itertuples():
        code = int(row.adcode)
        here = code in with_clusters
        choices = {"q": row.name_zh} if here else {"city": (int(row.parent_adcode),)}
        label = row.name_zh if t.lang == "zh" else short_english(row.name_en)
        called = known.get(("county", code), (row.name_zh,))
        yield Suggestion(label, "county", "clusters" if here else "city", code, choices, called)


def _firms(atlas: Atlas, t: Words) -> Iterator[Suggestion]:
    """A firm is answered by the firms of its chain, or by its city."""
    known = _known_as(atlas)
    for code, row in atlas.by_key("enterprises").iterrows():
        label = row["name_zh"] if t.lang == "zh" or pd.isna(row["name_en"]) else row["name_en"]
        called = known.get(("firm", code), (row["name_zh"],))
        if pd.notna(row["chain_id"]):
            choices = {"chain": (row["chain_id"],), "part": "firms", "find": row["name_zh"]}
            yield Suggestion(label, "firm", "chains", code, choices, called)
        elif pd.notna(row["city_adcode"]):
            choices = {"city": (int(row["city_adcode"]),)}
            yield Suggestion(label, "firm", "city", code, choices, called)


def _peers(atlas: Atlas, t: Words) -> Iterator[Suggestion]:
    """Cities outside the province, beside what is most like them; a folder need not have any."""
    for (kind, code), known in _known_as(atlas).items():
        if kind == "peer":
            label, choices = known[0 if t.lang == "zh" else -1], {"compare": (str(code),)}
            yield Suggestion(label, "peer", "compare", code, choices, known)
