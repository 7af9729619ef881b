"""The view: everything a person can choose, as one frozen value.

A view is read from and written to short URL codes, so that every view is a link, and it filters
the tables of the atlas. Codes are keys of the data (adcode, chain_id …), never labels.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Self

import numpy as np
import pandas as pd

import geo.sheets.methods as methods
from geo.data import search
from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.measures.counting import Rule
from geo.questions import benchmarks, policies
from geo.questions.chains import choice
from geo.questions.compare import PEERS
from geo.questions.compare import codes as unit_codes
from geo.questions.concentration import bases, dated, subjects
from geo.questions.concentration import choice as concentration
from geo.record import areas, clusters
from geo.words import LANGUAGES
from geo.words.text import tidy

Years = tuple[int, int]

#: Dimensions of a view that narrow the clusters down, in the order of the filter bar.
FILTERS = ("region", "city", "fam", "chain", "tier", "prog", "year", "q")
#: Code of a list for which nothing stands for the usual choice, where nothing is to be chosen.
NOTHING = "none"
#: Longest search text that a link may carry.
LONGEST_QUERY = 80
#: Longest story that a link may carry, in characters; see ``geo.story.link``.
LONGEST_STORY = 4000
#: Most steps that a story may have.
MOST_STEPS = 40
#: Seconds that a step may stay when a presentation goes on by itself.
PACES = (10, 20, 30, 60)

_LISTS = (
    *("region", "city", "fam", "chain", "tier", "prog", "lever", "level", "doc", "axis", "core"),
    *("compare", "over", "centre"),
)
_SINGLES = (
    *("lang", "sel", "scheme", "versus", "layer", "table", "bench", "system", "mode", "part"),
    *("peer", "count", "base", "rule", "panel", "topic", "lens", "cells", "smooth", "pace"),
)
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")
_STEPS = {str(number) for number in range(1, MOST_STEPS + 1)}
_STORY = re.compile(rf"[A-Za-z0-9_-]{{1,{LONGEST_STORY}}}")


@dataclass(frozen=True)
class View:
    """A reader's choices; the default of each field means "everything".

    Attributes
    ----------
    lang : str
        Language, ``zh`` or ``en``.
    region, city, fam, chain, tier, prog : tuple
        Codes to keep: region_id, adcode, family_id, chain_id, tier, programme_id.
    year : tuple of int or None
        First and last year of the recognitions to keep.
    q : str
        Text to search for.
    sel : str or None
        The selected cluster.
    scheme : str
        The layout scheme whose regions are spoken of.
    versus : str or None
        The scheme that it is set against; None for the one that the layout page proposes.
    axis : tuple of str
        Corridors drawn on the layout map; ``none`` for none, nothing for the usual ones.
    layer : str
        What the map colours; one of ``geo.areas.codes``.
    table : str
        The table shown on the data page.
    bench : str
        The benchmark opened; one of ``geo.benchmarks.CODES``.
    system : str
        Planning system whose chains are spoken of, one of ``geo.chains.choice.SYSTEMS``, or empty.
    mode : str
        What the map of chains shows; one of ``geo.chains.choice.MODES``.
    part : str
        What stands below that map; one of ``geo.chains.choice.PARTS``, or empty for the default.
    over : tuple of str
        What is drawn over the areas of that map, of ``geo.chains.choice.LAYERS``; ``none`` for
        nothing, nothing for the usual ones.
    count : str
        What is counted on the concentration page, one of ``geo.concentration.subjects.codes``;
        empty for what the filters speak of.
    base : str
        Against what; one of ``geo.concentration.bases.BASES``.
    core : tuple of int
        The core cities; nothing for the province's own three centres.
    rule : str
        How a cluster of several cities counts; one of ``geo.concentration.subjects.RULES``.
    panel : str
        What stands below the verdict; one of ``geo.concentration.subjects.PANELS``.
    lens : str
        What the map of concentration shows; one of ``geo.concentration.choice.MAPS``.
    centre : tuple of str
        Lists by year whose mean centres are compared, of ``geo.concentration.dated.codes``.
    cells : str
        Rows of the table of industries by city; one of ``geo.concentration.choice.CELLS``.
    smooth : int or None
        Strength of smoothing, one of ``geo.concentration.choice.STRENGTHS``; None for the one that
        the counts themselves give.
    lever, level, doc : tuple
        Levers, levels and sources of the measures to keep on the policy page.
    compare : tuple of str
        What is set side by side: adcodes, region_ids or chain_ids; see ``geo.compare``.
    peer : str
        What peers are chosen by; one of ``geo.compare.PEERS``.
    topic : str
        Section opened on the methods page; one of ``geo.methods.TOPICS``.
    present : bool
        Presentation mode.
    step : int
        The step of the story or of the presentation, from 1.
    story : str
        The reader's own story as ``geo.story.link`` writes it; empty for the one that is shipped.
    pace : int or None
        Seconds after which a presentation goes on by itself, one of ``PACES``; None for never.
    """

    lang: str = "zh"
    region: tuple[str, ...] = ()
    city: tuple[int, ...] = ()
    fam: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()
    tier: tuple[str, ...] = ()
    prog: tuple[str, ...] = ()
    year: Years | None = None
    q: str = ""
    sel: str | None = None
    scheme: str = clusters.MAIN_SCHEME
    versus: str | None = None
    axis: tuple[str, ...] = ()
    layer: str = areas.MARKS
    table: str = "clusters"
    bench: str = benchmarks.OWN
    system: str = ""
    mode: str = choice.MODES[0]
    part: str = ""
    over: tuple[str, ...] = ()
    count: str = ""
    base: str = bases.DEFAULT
    core: tuple[int, ...] = ()
    rule: Rule = subjects.RULES[0]
    panel: str = subjects.PANELS[0]
    lens: str = concentration.MAPS[0]
    centre: tuple[str, ...] = ()
    cells: str = concentration.CELLS[0]
    smooth: int | None = None
    lever: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    doc: tuple[str, ...] = ()
    compare: tuple[str, ...] = ()
    peer: str = PEERS[0]
    topic: str = methods.TOPICS[0]
    present: bool = False
    step: int = 1
    story: str = ""
    pace: int | None = None

    def replace(self, **changes: Any) -> Self:
        """Copy of the view with some fields changed."""
        return dataclasses.replace(self, **changes)

    def without_filters(self) -> Self:
        """Copy of the view that keeps every cluster; language, layer and the like stay."""
        return self.replace(**{name: getattr(View, name) for name in FILTERS}, sel=None)

    def only_filters(self) -> Self:
        """Copy of the view with its filters alone: views that keep the same clusters are equal."""
        return type(self)(**{name: getattr(self, name) for name in FILTERS})

    def without_stage(self) -> Self:
        """Copy of the view that leaves out how it is presented and in which story."""
        return self.replace(present=False, step=1, story="", pace=None)

    @property
    def filtered(self) -> bool:
        """Whether any filter is set."""
        return any(getattr(self, name) != getattr(View, name) for name in FILTERS)

    def codes(self) -> dict[str, str]:
        """URL codes of the view; a field at its default takes no room, but the language does.

        Returns
        -------
        dict
            Parameter to text, such that ``parse(view.codes(), atlas)`` gives the same view.
        """
        written = {"lang": self.lang}
        for field in dataclasses.fields(self)[1:]:
            value = getattr(self, field.name)
            if value != field.default:
                written[field.name] = _write(field.name, value)
        return written


@dataclass(frozen=True)
class Notice:
    """A part of a link that is not known and was left out of the view.

    Attributes
    ----------
    parameter : str
        Name of the URL parameter.
    value : str
        The part of its text that is not known; empty where the parameter itself is not known.
    """

    parameter: str
    value: str = ""


def _write(name: str, value: Any) -> str:
    if name == "present":
        return "1"
    if name == "year":
        first, last = value
        return f"{first:04}" if first == last else f"{first:04}-{last:04}"
    if name in _LISTS:
        return ",".join(map(str, value))
    return str(value)


@lru_cache(maxsize=4)
def known_codes(atlas: Atlas) -> Mapping[str, Mapping[str, Any]]:
    """Codes that each field of a view may hold, as written in a URL, with their values."""

    def column(table: str, name: str) -> list[Any]:
        return list(dict.fromkeys(atlas.table(table)[name]))

    places = atlas.table("areas")
    values = {
        "lang": LANGUAGES,
        "region": column("regions", "region_id"),
        "city": [int(code) for code in places.loc[places["level"] == "city", "adcode"]],
        "fam": column("chains", "family_id"),
        "chain": column("chains", "chain_id"),
        "tier": list(dict.fromkeys(clusters.programmes(atlas)["tier"])),
        "prog": list(clusters.programmes(atlas).index),
        "sel": column("clusters", "cluster_id"),
        "scheme": column("schemes", "scheme_id"),
        "versus": column("schemes", "scheme_id"),
        "axis": [*column("axes", "axis_id"), NOTHING],
        "layer": areas.codes(atlas),
        "table": atlas.tables,
        "bench": benchmarks.CODES,
        "system": choice.SYSTEMS,
        "mode": choice.MODES,
        "part": choice.PARTS,
        "over": [*choice.LAYERS, NOTHING],
        "count": subjects.codes(atlas),
        "base": bases.BASES,
        "core": [int(code) for code in places.loc[places["level"] == "city", "adcode"]],
        "rule": subjects.RULES,
        "panel": subjects.PANELS,
        "lens": concentration.MAPS,
        "centre": dated.codes(atlas),
        "cells": concentration.CELLS,
        "smooth": concentration.STRENGTHS,
        "lever": column("policies", "lever_id"),
        "level": policies.LEVELS,
        "doc": column("policies", "source_id"),
        "compare": unit_codes(atlas),
        "peer": PEERS,
        "topic": methods.TOPICS,
        "pace": PACES,
    }
    return MappingProxyType(
        {
            name: MappingProxyType({str(code): code for code in codes})
            for name, codes in values.items()
        }
    )


def parse(params: Mapping[str, str], atlas: Atlas) -> tuple[View, tuple[Notice, ...]]:
    """Read a view from URL codes.

    Parameters
    ----------
    params : Mapping of str to str
        URL parameters, as in ``View.codes``.
    atlas : Atlas
        The data package, which says what codes exist.

    Returns
    -------
    View
        The view with every known code; what is not known keeps its default.
    tuple of Notice
        What was not known, in the order of the link. Nothing is dropped without one.
    """
    known = known_codes(atlas)
    fields: dict[str, Any] = {}
    notices: list[Notice] = []
    for name, text in params.items():
        if name in _LISTS:
            codes = dict.fromkeys(filter(None, text.split(",")))
            fields[name] = tuple(known[name][code] for code in codes if code in known[name])
            notices += [Notice(name, code) for code in codes if code not in known[name]]
        elif name in _SINGLES and text in known[name]:
            fields[name] = known[name][text]
        elif name == "year" and (years := _read_years(text, year_span(atlas))):
            fields[name] = years
        elif name == "q":
            sought = tidy(text)
            fields[name] = sought[:LONGEST_QUERY]
            if len(sought) > LONGEST_QUERY:
                notices.append(Notice(name, sought[LONGEST_QUERY:]))
        elif name == "present" and text in ("0", "1"):
            fields[name] = text == "1"
        elif name == "step" and text in _STEPS:
            fields[name] = int(text)
        elif name == "story" and _STORY.fullmatch(text):
            fields[name] = text
        else:
            is_field = name in View.__dataclass_fields__
            notices.append(Notice(name, text if is_field else ""))
    return View(**fields), tuple(notices)


def _read_years(text: str, span: Years) -> Years | None:
    """Years of a link, if there is any recognition in or between them."""
    found = _YEARS.fullmatch(text)
    if not found:
        return None
    first, last = int(found[1]), int(found[2] or found[1])
    return (first, last) if first <= last and first <= span[1] and last >= span[0] else None


def cities(atlas: Atlas, view: View) -> frozenset[int] | None:
    """Cities that the view speaks of by its regions and cities, or None for all of them."""
    chosen: set[int] | None = None
    if view.region:
        regions = atlas.table("regions").set_index("region_id").loc[list(view.region)]
        chosen = {adcode for members in regions["member_adcodes"] for adcode in members}
    if view.city:
        chosen = set(view.city) if chosen is None else chosen & set(view.city)
    return None if chosen is None else frozenset(chosen)


def filter_clusters(atlas: Atlas, view: View) -> pd.DataFrame:
    """Rows of ``geo.record.clusters.table`` that the view keeps, in their order.

    Tier, programme and years are asked of one and the same listing: a cluster stays if it was
    recognised by such a programme in such a year. Clusters without a dated listing therefore drop
    out when years are chosen.
    """
    return _filtered(atlas, view.only_filters())


@remembered(128)
def _filtered(atlas: Atlas, view: View) -> pd.DataFrame:
    table = clusters.table(atlas)
    keep = np.ones(len(table), dtype=bool)
    places = cities(atlas, view)
    if places is not None:
        keep &= table["city_adcodes"].map(lambda codes: not places.isdisjoint(codes)).to_numpy()
    if view.fam:
        keep &= table["family_id"].isin(view.fam).to_numpy()
    if view.chain:
        keep &= table["chain_id"].isin(view.chain).to_numpy()
    if view.tier or view.prog or view.year:
        keep &= table.index.isin(_listings(atlas, view)["cluster_id"])
    if view.q:
        keep &= search.matches(table["search"], view.q).to_numpy()
    return table[keep]


def _listings(atlas: Atlas, view: View) -> pd.DataFrame:
    rows = clusters.listings(atlas)
    if view.tier:
        rows = rows[rows["tier"].isin(view.tier)]
    if view.prog:
        rows = rows[rows["programme_id"].isin(view.prog)]
    if view.year:
        rows = rows[rows["year"].between(*view.year).fillna(False)]
    return rows


def choices(atlas: Atlas, view: View, dimension: str) -> dict[Any, int]:
    """Codes of one dimension that occur in the rest of the selection, with their counts.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    view : View
        The selection; its own choice in ``dimension`` is set aside. Choosing a family narrows the
        chains down and a tier the programmes, not the other way round.
    dimension : str
        One of the list fields of a view: region, city, fam, chain, tier or prog.

    Returns
    -------
    dict
        Code to the number of clusters that choosing it alone would leave, in the order of the
        data; codes with none are left out.
    """
    return _choices(atlas, view.only_filters(), dimension)


@remembered(512)
def _choices(atlas: Atlas, view: View, dimension: str) -> dict[Any, int]:
    narrower = {"fam": "chain", "tier": "prog", "region": "city"}.get(dimension)
    open_view = view.replace(**{name: () for name in (dimension, narrower) if name})
    left = filter_clusters(atlas, open_view)
    count = {
        "region": lambda: _count_regions(atlas, left),
        "city": lambda: _count_cities(atlas, open_view, left),
        "fam": lambda: left["family_id"].value_counts(),
        "chain": lambda: left["chain_id"].value_counts(),
        "tier": lambda: _count_listings(atlas, open_view, left, "tier"),
        "prog": lambda: _count_listings(atlas, open_view, left, "programme_id"),
    }[dimension]()
    codes = known_codes(atlas)[dimension].values()
    return {code: int(count[code]) for code in codes if count.get(code, 0)}


def _count_listings(atlas: Atlas, view: View, left: pd.DataFrame, column: str) -> pd.Series:
    rows = _listings(atlas, view)
    return rows[rows["cluster_id"].isin(left.index)].groupby(column)["cluster_id"].nunique()


def _count_regions(atlas: Atlas, left: pd.DataFrame) -> dict[str, int]:
    regions = atlas.table("regions")
    return {
        region_id: sum(not set(members).isdisjoint(places) for places in left["city_adcodes"])
        for region_id, members in zip(regions["region_id"], regions["member_adcodes"], strict=True)
    }


def _count_cities(atlas: Atlas, view: View, left: pd.DataFrame) -> pd.Series:
    """Clusters by city; a city outside the chosen regions is no choice, even if it shares one."""
    number = left["city_adcodes"].explode().value_counts()
    places = cities(atlas, view)
    return number if places is None else number[number.index.isin(places)]


@remembered(4)
def year_span(atlas: Atlas) -> Years:
    """First and last year of all dated listings."""
    years = clusters.listings(atlas)["year"].dropna()
    return int(years.min()), int(years.max())
