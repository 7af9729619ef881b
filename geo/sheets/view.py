"""The view: everything a person can choose, as one frozen value.

A view is a selection, which every page shares, a stage, and one record of options for each page
that has any. Its fields have names of their own, so a view is read from and written to a flat link
of short codes: codes are keys of the data (adcode, chain_id …), never labels.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Self

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.population import fields
from geo.population.fields import Notice, Record, code, flag, text
from geo.population.selection import Selection, column
from geo.record import areas
from geo.sheets.benchmarks.options import Benchmarks
from geo.sheets.chains.options import Chains
from geo.sheets.city.options import City
from geo.sheets.clusters.options import Clusters
from geo.sheets.compare.options import Compare
from geo.sheets.concentration.options import EXPERT, Concentration
from geo.sheets.data.options import Data
from geo.sheets.delivered import delivered
from geo.sheets.firms.options import Firms
from geo.sheets.layout.options import Layout
from geo.sheets.methods import Methods
from geo.sheets.policy.options import Policy
from geo.words import LANGUAGES

#: How much is said of the method: what is the case in plain words, or all that can be computed.
DEPTHS = ("simple", "expert")
#: Longest story that a link may carry, in characters; see ``geo.story.link``.
LONGEST_STORY = 4000
#: Most steps that a story may have.
MOST_STEPS = 40
#: Pages of a story that are no steps: the first, what it holds, and the last.
SLIDES = ("cover", "agenda", "closing")
#: Seconds that a step may stay when a presentation goes on by itself.
PACES = (10, 20, 30, 60)


@dataclass(frozen=True)
class Shown(Record):
    """What every page with words, clusters or a map shares.

    Attributes
    ----------
    lang : str
        Language, ``zh`` or ``en``.
    depth : str
        How much is said of the method; one of :data:`DEPTHS`.
    sel : str or None
        The selected cluster.
    layer : str
        What the map colours; one of ``geo.record.areas.codes``.
    airports : bool
        Whether the map shows airports, for orientation.
    neighbours : bool
        Whether it names the provinces around.
    own : str
        ``firms`` where pages that count are to count the reader's own firms, if there are any;
        see ``geo.sheets.counted``.
    """

    lang: str = code("zh", LANGUAGES)
    depth: str = code(DEPTHS[0], DEPTHS)
    sel: str | None = code(None, column("clusters", "cluster_id"))
    layer: str = code(areas.MARKS, areas.codes)
    airports: bool = flag()
    neighbours: bool = flag()
    own: str = code("", ("firms",))


@dataclass(frozen=True)
class Stage(Record):
    """How a view is presented, and in which story.

    Attributes
    ----------
    present : bool
        Presentation mode.
    step : int
        The step of the story or of the presentation, from 1.
    slide : str or None
        The page of the story that is shown in place of a step; one of :data:`SLIDES`.
    story : str
        The reader's own story as ``geo.story.link`` writes it; empty for the one that is shipped.
    pace : int or None
        Seconds after which a presentation goes on by itself; None for never.
    """

    present: bool = flag()
    step: int = code(1, tuple(range(1, MOST_STEPS + 1)), int)
    slide: str | None = code(None, SLIDES)
    story: str = text(LONGEST_STORY, form=r"[A-Za-z0-9_-]+")
    pace: int | None = code(None, PACES, int)


@dataclass(frozen=True, init=False)
class View:
    """A reader's choices; the default of each means "everything", or the usual.

    It is made, copied and linked by the names of single choices, whichever record they are in, and
    read record by record. A choice that only experts have asks for their page, unless the depth is
    chosen as well.

    Parameters
    ----------
    **choices
        Fields of the records below.

    Attributes
    ----------
    shown : Shown
        Language, depth, selected cluster and layer of the map.
    selection : Selection
        What everything is narrowed down to.
    clusters, chains, city, layout, compare, concentration, benchmarks, policy, methods, data, firms
        Options of the page of that name.
    stage : Stage
        How it is presented.

    Raises
    ------
    UnknownCodeError
        There is no such choice, or it may not have such a value. Codes of the data are held to a
        data package by :meth:`check`, which every sheet does first.

    Examples
    --------
    >>> view = View(lang="en", city=(420600,), base="gdp")
    >>> view.selection.city, view.concentration.base
    ((420600,), 'gdp')
    >>> view.codes()
    {'lang': 'en', 'city': '420600', 'base': 'gdp'}
    """

    shown: Shown
    selection: Selection
    layout: Layout
    data: Data
    benchmarks: Benchmarks
    chains: Chains
    city: City
    clusters: Clusters
    concentration: Concentration
    policy: Policy
    compare: Compare
    methods: Methods
    firms: Firms
    stage: Stage

    def __init__(self, **choices: Any) -> None:
        of = _sorted_by_record(_deep_enough(choices))
        for name, record in RECORDS.items():
            object.__setattr__(self, name, record(**of[name]))

    def replace(self, **choices: Any) -> Self:
        """Copy of the view with some choices changed."""
        of = _sorted_by_record(_deep_enough(choices))
        return self._with({name: getattr(self, name).replace(**of[name]) for name in of})

    def _with(self, records: Mapping[str, Record]) -> Self:
        """Copy with whole records in place of some."""
        copy = object.__new__(type(self))
        for name in RECORDS:
            object.__setattr__(copy, name, records.get(name, getattr(self, name)))
        return copy

    def selecting(self, selection: Selection) -> Self:
        """Copy of the view with another selection."""
        return self._with({"selection": selection})

    def without_filters(self) -> Self:
        """Copy of the view that keeps every cluster; language, layer and the like stay."""
        return self._with({"selection": Selection(), "shown": self.shown.replace(sel=None)})

    def without_stage(self) -> Self:
        """Copy of the view that leaves out how it is presented and in which story."""
        return self._with({"stage": Stage()})

    @property
    def lang(self) -> str:
        """Language, ``zh`` or ``en``."""
        return self.shown.lang

    @property
    def depth(self) -> str:
        """How much is said of the method."""
        return self.shown.depth

    @property
    def sel(self) -> str | None:
        """The selected cluster."""
        return self.shown.sel

    @property
    def layer(self) -> str:
        """What the map colours."""
        return self.shown.layer

    @property
    def filtered(self) -> bool:
        """Whether any filter is set."""
        return bool(self.selection.chosen)

    def codes(self) -> dict[str, str]:
        """URL codes of the view; a choice at its default takes no room, but the language does.

        Returns
        -------
        dict
            Parameter to text, such that ``parse(view.codes(), atlas)`` gives the same view.
        """
        written = {"lang": self.lang}
        for name in RECORDS:
            written |= getattr(self, name).codes()
        implied = DEPTHS[0] if EXPERT.isdisjoint(written) else DEPTHS[1]
        written.pop("depth", None)
        return written if self.depth == implied else {**written, "depth": self.depth}

    def values(self) -> dict[str, Any]:
        """Every choice by its name, flat."""
        return {name: getattr(getattr(self, record), name) for name, record in OWNERS.items()}

    def check(self, atlas: Atlas) -> None:
        """Hold every choice to what a data package has.

        Raises
        ------
        UnknownCodeError
            With the nearest codes that there are.
        """
        for name in RECORDS:
            getattr(self, name).check(atlas)


#: Records of a view by their names in it, in the order of a link.
RECORDS: Mapping[str, type[Record]] = MappingProxyType(
    {
        "shown": Shown,
        "selection": Selection,
        "layout": Layout,
        "data": Data,
        "benchmarks": Benchmarks,
        "chains": Chains,
        "city": City,
        "clusters": Clusters,
        "concentration": Concentration,
        "policy": Policy,
        "compare": Compare,
        "methods": Methods,
        "firms": Firms,
        "stage": Stage,
    }
)
#: The record of every choice, by its name in a link.
OWNERS: Mapping[str, str] = MappingProxyType(
    {name: record for record, made in RECORDS.items() for name in fields.kinds(made)}
)
#: What every choice is when nothing was chosen.
DEFAULTS: Mapping[str, Any] = MappingProxyType(
    {name: value for made in RECORDS.values() for name, value in fields.defaults(made).items()}
)


def _deep_enough(choices: Mapping[str, Any]) -> Mapping[str, Any]:
    """Choices with the depth that they ask for."""
    if "depth" in choices or EXPERT.isdisjoint(choices):
        return choices
    return {**choices, "depth": DEPTHS[1]}


def _sorted_by_record(choices: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    of: dict[str, dict[str, Any]] = {name: {} for name in RECORDS}
    for name, value in choices.items():
        if name not in OWNERS:
            near = difflib.get_close_matches(name, OWNERS, n=3)
            raise fields.UnknownCodeError("choice", name, near or OWNERS)
        of[OWNERS[name]][name] = value
    return of


@remembered(4)
def known_codes(atlas: Atlas) -> dict[str, dict[str, Any]]:
    """Codes that each choice of a view may hold, as written in a link, with their values."""
    return {
        name: known
        for record in RECORDS.values()
        for name, known in fields.known_codes(atlas, record).items()
        if isinstance(fields.kinds(record)[name], fields.Code)
    }


def merged(
    given: Iterable[tuple[str, str]],
) -> tuple[dict[str, str], tuple[Notice, ...]]:
    """Parameters of a link as it was written, each once; it may hold one several times.

    Returns
    -------
    dict
        A choice of several codes holds those of every time; of any other the last counts.
    tuple of Notice
        What does not count.
    """
    params: dict[str, str] = {}
    notices: list[Notice] = []
    for name, value in filter(None, (delivered(*one) for one in given)):
        if name not in params or params[name] == value:
            params[name] = value
        elif name in OWNERS and isinstance(fields.kinds(RECORDS[OWNERS[name]])[name], fields.Codes):
            params[name] += f",{value}"
        else:
            notices.append(Notice(name, params[name]))
            params[name] = value
    return params, tuple(notices)


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
    choices: dict[str, Any] = {}
    notices: list[Notice] = []
    for name, value in params.items():
        if name not in OWNERS:
            notices.append(Notice(name))
            continue
        found, unknown = fields.read(RECORDS[OWNERS[name]], name, value, atlas)
        choices |= found
        notices += unknown
    return View(**choices), tuple(notices)
