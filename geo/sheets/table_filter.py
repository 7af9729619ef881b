"""Rows of any table that a view keeps.

A filter narrows a table down where the table has a column that answers it: a place, a chain, a
programme, a year, a word. Where it has none, the filter does not apply, and the reader is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

import geo.sheets.catalogue as catalogue
import geo.sheets.view as geo_view
from geo.data import search
from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.population.named import NamedClusters
from geo.population.names import Thing
from geo.population.selection import cities
from geo.population.understood import matches, understand
from geo.record import provenance
from geo.record.naming import area_names, names
from geo.sheets.view import View
from geo.words import LANGUAGES, Words

#: Columns that place a row, the most complete first.
_PLACES = ("city_adcodes", "member_adcodes", "city_adcode", "adcode")
_YEARS = ("year", "official_year", "year_from")
#: Columns that a search leaves out: running text, which holds so many words that two letters of
#: pinyin would find almost every row, and what the row is cited from.
_NOT_SEARCHED = {
    "quote_zh",
    "note",
    "size_note",
    "source_id",
    "more_source_ids",
    "completeness_note_zh",
    "completeness_note_en",
}


@dataclass(frozen=True)
class Filtered:
    """Rows left of a table.

    Attributes
    ----------
    frame : pandas.DataFrame
        The rows, in the order of the table, index kept.
    of : int
        Number of rows of the whole table.
    applied, ignored : tuple of str
        Filters of the view that are set and do, or do not, apply to this table.
    """

    frame: pd.DataFrame
    of: int
    applied: tuple[str, ...]
    ignored: tuple[str, ...]


def filter_table(atlas: Atlas, view: View, name: str) -> Filtered:
    """Rows of the table ``name`` that the view keeps.

    A row whose place, chain, programme or year is unknown drops out as soon as that is filtered,
    as clusters do. Rows about a cluster follow the cluster, and recognitions must answer tier,
    programme and years themselves. What is still to be verified stays; its column says so.
    """
    table = provenance.rows(atlas, name)
    chosen = view.selection.chosen
    if "cluster_id" in table:
        return Filtered(table[_about_clusters(atlas, view, table)], len(table), chosen, ())
    keep = pd.Series(True, index=table.index)
    applied = []
    for dimension in chosen:
        answer = _answer(atlas, view, name, table, dimension)
        if answer is not None:
            applied.append(dimension)
            keep &= answer.reindex(keep.index).fillna(False).astype(bool)
    ignored = tuple(d for d in chosen if d not in applied)
    return Filtered(table[keep], len(table), tuple(applied), ignored)


def in_words(atlas: Atlas, view: View, dimensions: tuple[str, ...]) -> tuple[str, ...]:
    """Filters of a view in the words of its language, one text a dimension."""
    t = Words(view.lang)
    colon = "：" if t.lang == "zh" else ": "
    return tuple(
        f"{t(f'filters.{name}')}{colon}{_choice(atlas, view, name, t)}" for name in dimensions
    )


def _choice(atlas: Atlas, view: View, dimension: str, t: Words) -> str:
    if dimension == "q":
        return view.selection.q
    if dimension == "year":
        assert view.selection.year is not None
        return t.years(*view.selection.year)
    words = code_names(atlas, dimension, t)
    return t.join(words[code] for code in getattr(view.selection, dimension))


@remembered(16)
def code_names(atlas: Atlas, dimension: str, t: Words) -> dict[Any, str]:
    """Codes of a list dimension of the view with the words for them."""
    if dimension == "tier":
        return {code: t(f"tiers.{code}") for code in geo_view.known_codes(atlas)["tier"].values()}
    if dimension == "fam":
        families = atlas.table("chains").drop_duplicates("family_id")
        return dict(zip(families["family_id"], families[f"family_{t.lang}"], strict=True))
    if dimension == "city":
        return {int(code): name for code, name in area_names(atlas, t).items()}
    table = {"region": "regions", "chain": "chains", "prog": "programmes"}[dimension]
    return names(atlas, table, t)


def _answer(
    atlas: Atlas, view: View, name: str, table: pd.DataFrame, dimension: str
) -> pd.Series | None:
    """Which rows one filter keeps, or None where the table has nothing to answer it by."""
    match dimension:
        case "region" | "city":
            return _in_places(atlas, view, name, table)
        case "chain" if "chain_id" in table:
            return table["chain_id"].isin(view.selection.chain)
        case "fam" if "chain_id" in table:
            families = atlas.by_key("chains")["family_id"]
            return table["chain_id"].map(families).isin(view.selection.fam)
        case "prog" if "programme_id" in table:
            return table["programme_id"].isin(view.selection.prog)
        case "tier" if "programme_id" in table:
            tiers = atlas.by_key("programmes")["tier"]
            return table["programme_id"].map(tiers).isin(view.selection.tier)
        case "year" if column := next((c for c in _YEARS if c in table), None):
            return table[column].between(*(view.selection.year or (0, 0)))
        case "q":
            return matches(
                understand(atlas, view.selection.q),
                _texts(atlas, name),
                lambda thing: _of_thing(atlas, name, table, thing),
            )
    return None


def _of_thing(atlas: Atlas, name: str, table: pd.DataFrame, thing: Thing) -> pd.Series | None:
    """Rows that belong to something named in a search, as far as the table has its key."""
    match thing.kind:
        case "county" | "zone":
            column = {"county": "county_adcode", "zone": "zone_id"}[thing.kind]
            answer = table[column].isin(thing.codes) if column in table else None
        case "year":
            view = View(year=(thing.codes[0], thing.codes[-1]))
            answer = _answer(atlas, view, name, table, thing.kind)
        case "peer" | "firm":
            answer = None
        case kind:
            answer = _answer(atlas, View(**{kind: thing.codes}), name, table, kind)
    return None if answer is None else answer.fillna(False).astype(bool)


def _about_clusters(atlas: Atlas, view: View, table: pd.DataFrame) -> pd.Series:
    keep = table["cluster_id"].isin(NamedClusters(atlas).shown(view.selection).index)
    if "programme_id" not in table:
        return keep
    for dimension in ("prog", "tier", "year"):
        set_ = getattr(view.selection, dimension)
        answer = _answer(atlas, view, "", table, dimension) if set_ else None
        if answer is not None:
            keep &= answer.fillna(False).astype(bool)
    return keep


def _in_places(atlas: Atlas, view: View, name: str, table: pd.DataFrame) -> pd.Series | None:
    """Rows in the cities of the regions and cities chosen, both asked at once."""
    wanted = cities(atlas, view.selection) or frozenset()
    if name == "cluster_counts":
        adcodes = pd.to_numeric(table["key"].where(table["dimension"] == "city"), errors="coerce")
        keep = adcodes.isin(wanted)
        return keep if view.selection.city else keep | table["key"].isin(view.selection.region)
    if "region_id" in table and not view.selection.city:
        return table["region_id"].isin(view.selection.region)
    column = next((c for c in _PLACES if c in table), None)
    if column is None:
        return None
    city = _city_of(atlas)
    if column.endswith("adcodes"):
        return table[column].map(lambda codes: any(city.get(code) in wanted for code in codes))
    return table[column].map(city).isin(wanted)


@remembered(4)
def _city_of(atlas: Atlas) -> dict[int, int]:
    """City of every area; a city is its own."""
    areas = atlas.table("areas")
    city = areas["parent_adcode"].where(areas["level"] != "city", areas["adcode"])
    return {int(a): int(b) for a, b in zip(areas["adcode"], city, strict=True)}


@remembered(32)
def _texts(atlas: Atlas, name: str) -> pd.Series:
    """What each row shows in either language, folded for the search."""
    table = atlas.table(name)
    shown = [
        catalogue.readable(atlas, name, table, Words(lang))
        .drop(columns=_NOT_SEARCHED, errors="ignore")
        .select_dtypes("str")
        for lang in LANGUAGES
    ]
    rows = zip(*(frame.itertuples(index=False) for frame in shown), strict=True)
    return pd.Series(
        [
            search.fold(cell for cells in row for cell in cells if isinstance(cell, str))
            for row in rows
        ],
        index=table.index,
    )
