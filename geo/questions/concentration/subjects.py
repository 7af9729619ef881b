"""What is counted: lists, tiers, chains, firms, official counts, or an amount such as GDP."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.data.named import ZONE_KIND
from geo.measures.counting import Rule
from geo.population.beside import counted_beside
from geo.population.selection import Selection
from geo.questions.concentration.memberships import Memberships, Sizes
from geo.record import clusters, counts, findings, statistics
from geo.record.naming import members_of
from geo.words import Words

#: The clusters that the filters leave, wherever they are.
VIEW = "view"
#: Anchor firms on record.
FIRMS = "firms"
#: The reader's own firms; see ``geo.population.beside``.
OWN = "own"
#: What is counted unless the reader chooses something else.
DEFAULT = f"named.{findings.INNOVATIVE}"
#: Official counts by city are offered when at least this many of the 17 units are known.
LEAST_CITIES = 8
#: Amounts that may be set against a benchmark.
AMOUNTS = ("gdp", "population")
#: What may stand below the verdict on the page.
PANELS = ("stand", "lottery", "where", "years", "expert")
#: How an item of several cities may count.
RULES: tuple[Rule, ...] = ("lead", "full", "fractional")

Kind = Literal["clusters", "zones", "firms", "official", "amount"]


@dataclass(frozen=True)
class Subject:
    """What is counted, and where each item of it lies.

    Attributes
    ----------
    code : str
        Code that a link carries.
    kind : str
        clusters, zones, firms, official (counts without names) or amount.
    places : Memberships
        Cities of the items whose place is known.
    total : int or None
        Official number of items; None where no source states one.
    year : int or None
        Year that the list or count stands for; None for a mixture of years.
    unknown : frozenset of int
        Cities of which a partial count says nothing: there the missing items lie. Without any,
        a missing item may lie anywhere.
    amounts : tuple of (int, float)
        City and amount, for kind amount.
    programme : str or None
        Programme whose list it is.
    source_ids : tuple of str
        Where it comes from, apart from the lists of the atlas.
    """

    code: str
    kind: Kind
    places: Memberships = field(default_factory=Memberships)
    total: int | None = None
    year: int | None = None
    unknown: frozenset[int] = frozenset()
    amounts: tuple[tuple[int, float], ...] = ()
    programme: str | None = None
    source_ids: tuple[str, ...] = ()

    @property
    def named(self) -> int:
        """Number of items whose place is known."""
        return self.places.total

    @property
    def missing(self) -> int | None:
        """Number of items whose place is not known; None where the total is not."""
        return None if self.total is None else max(0, self.total - self.named)

    @property
    def several(self) -> bool:
        """Whether any item lies in several cities, so that the rule of counting matters."""
        return any(size > 1 for size, _ in self.places.sizes())

    def elsewhere(self, core: Iterable[int]) -> int:
        """Missing items that are known to lie outside some cities."""
        return (self.missing or 0) if self.unknown and self.unknown.isdisjoint(core) else 0

    def sizes(self, core: Iterable[int]) -> Sizes:
        """How many items lie in how many cities, with those known to lie outside some cities."""
        return self.places.sizes(self.elsewhere(core))


def codes(atlas: Atlas) -> tuple[str, ...]:
    """Codes of all that can be counted, in the order they are offered; empty is the default."""
    table = atlas.table("programmes")
    chains = atlas.table("chains")
    named = table.loc[table["named_count"] > 0, "programme_id"]
    return (
        "",
        VIEW,
        *(f"named.{code}" for code in named),
        *(f"official.{code}.{year}" for code, year in counts.city_years(atlas, LEAST_CITIES)),
        *(f"tier.{code}" for code in dict.fromkeys(clusters.programmes(atlas)["tier"])),
        *(f"fam.{code}" for code in dict.fromkeys(chains["family_id"])),
        *(f"chain.{code}" for code in chains["chain_id"]),
        FIRMS,
        OWN,
        *(
            f"stat.{code}.{year}"
            for code in AMOUNTS
            for year in reversed(statistics.full_years(atlas, code))
        ),
    )


@remembered(4)
def offered(atlas: Atlas) -> tuple[str, ...]:
    """Codes with at least two items, for a menu; years of amounts but the last are left out.

    The reader's own firms are offered by who knows whether there are any.
    """
    latest = {f"stat.{code}.{statistics.full_years(atlas, code)[-1]}" for code in AMOUNTS}
    return tuple(
        code
        for code in codes(atlas)[1:]
        if code == VIEW
        or code in latest
        or (code != OWN and not code.startswith("stat.") and subject(atlas, code).named > 1)
    )


@remembered(256)
def subject(atlas: Atlas, code: str) -> Subject:
    """The subject of a code other than ``view``; of the reader's own firms it is all of them.

    Raises
    ------
    KeyError
        For a code that is not one of :func:`codes`.
    """
    kind, *rest = code.split(".")
    match kind:
        case "named":
            return _named(atlas, code, rest[0])
        case "official":
            return _official(atlas, code, rest[0], int(rest[1]))
        case "stat":
            return _amount(atlas, code, rest[0], int(rest[1]))
        case "firms":
            firms = atlas.table("enterprises")
            firms = firms[firms["kind"] == "anchor"]
            return Subject(code, "firms", Memberships.of((city,) for city in firms["city_adcode"]))
        case "own":
            return own_firms(atlas, Selection())
        case "tier" | "fam" | "chain":
            return Subject(code, "clusters", Memberships.of(members(atlas, code)["city_adcodes"]))
    raise KeyError(code)


@remembered(64)
def own_firms(atlas: Atlas, selection: Selection) -> Subject:
    """The reader's own firms of a selection; without a place known of any, there is nothing to ask.

    Raises
    ------
    EngineError
        What they lie on cannot be reached.
    """
    firms = counted_beside(atlas)
    if firms is None:
        return Subject(OWN, "firms")
    number = firms.counts("city", selection)
    places = Memberships.counted({(int(city),): int(n) for city, n in number.items()})
    return Subject(OWN, "firms", places, firms.known(selection).total)


def members(atlas: Atlas, code: str) -> pd.DataFrame:
    """Rows of the table of clusters that a code counts; none for what is not named."""
    kind, *rest = code.split(".")
    table = clusters.table(atlas)
    match kind:
        case "named":
            return counts.named(atlas, rest[0])
        case "tier":
            listed = clusters.listings(atlas)
            return table[table.index.isin(listed.loc[listed["tier"] == rest[0], "cluster_id"])]
        case "fam":
            return table[(table["family_id"] == rest[0]).fillna(False)]
        case "chain":
            return table[(table["chain_id"] == rest[0]).fillna(False)]
    return table.iloc[:0]


def _named(atlas: Atlas, code: str, programme: str) -> Subject:
    known = counts.coverage(atlas, programme)
    totals = counts.official(atlas, "total", programme)["source_id"]
    if programme in ZONE_KIND:
        zones = atlas.table("zones")
        zones = zones[zones["kind"] == ZONE_KIND[programme]]
        places = Memberships.of((city,) for city in zones["city_adcode"])
    else:
        places = Memberships.of(counts.named(atlas, programme)["city_adcodes"])
    return Subject(
        code,
        "zones" if programme in ZONE_KIND else "clusters",
        places,
        known.official,
        known.year,
        programme=programme,
        source_ids=tuple(dict.fromkeys(totals))[-1:],
    )


def _official(atlas: Atlas, code: str, programme: str, year: int) -> Subject:
    number = counts.by_city(atlas, programme, year)
    known = number.dropna().astype(int)
    rows = counts.official(atlas, None, programme)
    rows = rows[rows["year"] == year]
    total = rows.loc[(rows["dimension"] == "total") & (rows["count_kind"] == "stock"), "count"]
    return Subject(
        code,
        "official",
        Memberships.counted({(int(city),): int(n) for city, n in known.items()}),
        int(total.iloc[-1]) if len(total) else None,
        year,
        unknown=frozenset(int(city) for city in number.index[number.isna()]),
        programme=programme,
        source_ids=tuple(dict.fromkeys(rows["source_id"])),
    )


def _amount(atlas: Atlas, code: str, indicator: str, year: int) -> Subject:
    values = statistics.values(atlas, indicator, year)
    return Subject(
        code,
        "amount",
        year=year,
        amounts=tuple((int(city), float(value)) for city, value in values.items()),
        source_ids=tuple(statistics.sources(atlas, indicator, year)),
    )


@remembered(256)
def by_city(atlas: Atlas, item: Subject, rule: Rule) -> pd.Series:
    """Items or amount of each of the 17 units under a rule; NaN where a partial count is silent."""
    if item.kind == "amount":
        return pd.Series(dict(item.amounts)).reindex(atlas.cities.index)
    number = pd.Series(item.places.by_city(rule), dtype=float)
    series = number.reindex(atlas.cities.index, fill_value=0.0)
    series[list(item.unknown)] = np.nan
    return series


def label(atlas: Atlas, code: str, t: Words) -> str:
    """Name of what is counted."""
    return _label(atlas, code, t.lang)


@remembered(1024)
def _label(atlas: Atlas, code: str, lang: str) -> str:
    t = Words(lang)
    kind, *rest = code.split(".")
    chains = atlas.table("chains")
    match kind:
        case "named" | "official":
            name = members_of(atlas.by_key("programmes").loc[rest[0]], t)
            return name if kind == "named" else t("areas.official", programme=name, year=rest[1])
        case "tier":
            return t("concentration.subject.tier", tier=t(f"tiers.{rest[0]}"))
        case "fam":
            row = chains[chains["family_id"] == rest[0]].iloc[0]
            return t("concentration.subject.family", name=row[f"family_{t.lang}"])
        case "chain":
            row = chains[chains["chain_id"] == rest[0]].iloc[0]
            return t("concentration.subject.chain", name=t.name(row))
        case "stat":
            return t("areas.stat", name=t(f"statistics.{rest[0]}"), year=rest[1])
    return t(f"concentration.subject.{code}")


def zone_kind(programme: str) -> str | None:
    """Kind of zone that a programme is a list of; None where it lists clusters."""
    return ZONE_KIND.get(programme)
