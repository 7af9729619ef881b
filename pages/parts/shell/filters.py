"""The filter bar that all pages share.

Each control is filled from the view and writes back to it; a menu offers only what exists in the
rest of the selection, with the number of clusters each choice would leave.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from geo.data.atlas import Atlas
from geo.look.html import element
from geo.population.contract import NARROWER, Dimension, Population, choices
from geo.population.named import NamedClusters
from geo.population.selection import FILTERS, Selection
from geo.record import clusters
from geo.record.naming import area_names, names
from geo.sheets import PAGES, counted
from geo.sheets.firms.register import asked
from geo.sheets.view import DEFAULTS, View
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import control, state, suggest
from pages.parts.shell.navigation import FIRMS

#: Menus, each of a wider and a narrower dimension, and dimensions too long for buttons.
_PAIRS: tuple[tuple[Dimension, Dimension], ...] = (
    ("region", "city"),
    ("fam", "chain"),
    ("tier", "prog"),
)
_SEARCHED = frozenset({"chain"})
_LANGUAGES = {"zh": "中", "en": "EN"}


def _narrowing(name: str) -> Callable[[Any], dict[str, Any]]:
    """What a choice in a dimension does to the view."""
    narrower: dict[str, Any] = {NARROWER[name]: ()} if name in NARROWER else {}
    return lambda given: {name: given, **narrower}


def _reset() -> None:
    state.change(**{name: DEFAULTS[name] for name in FILTERS}, sel=None)


def _labels(atlas: Atlas, t: Words) -> dict[str, Callable[[Any], str]]:
    """How a code of each dimension is called."""
    chains = atlas.table("chains")
    return {
        "region": names(atlas, "regions", t).__getitem__,
        "city": area_names(atlas, t).to_dict().__getitem__,
        "fam": dict(zip(chains["family_id"], chains[f"family_{t.lang}"], strict=True)).__getitem__,
        "chain": names(atlas, "chains", t).__getitem__,
        "tier": lambda code: t(f"tiers.{code}"),
        "prog": names(atlas, "programmes", t).__getitem__,
    }


def bare_bar(view: View, t: Words, tools: Callable[[], None]) -> None:
    """The bar of a page that nothing filters: tools and the choice of language."""
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        _right(view, t, tools)


def bar(
    atlas: Atlas,
    page: str,
    view: View,
    t: Words,
    tools: Callable[[], None],
    scenes: Mapping[str, Any] | None = None,
) -> None:
    """Draw the filter bar of a page, with tools before the choice of language.

    It carries what the map has to know of controls: its own, and those that lead to other scenes.
    """
    labels = _labels(atlas, t)
    used = PAGES[page].filters if page in PAGES else ()
    population, what, left, of = _counted(atlas, page, view)
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        # Codes of the buttons in their order, by which the map knows what is pressed.
        offered: dict[str, tuple[Sequence[Any], str | None]] = {}
        for pair in _PAIRS:
            for name, codes in _menu(atlas, population, view, t, labels, pair, used).items():
                offered[name] = codes, NARROWER.get(name)
        _years(atlas, view, t, used)
        _search(view, t)
        numbers = {"left": t.number(left), "of": t.number(of)}
        left_of = t(f"filters.left_{what}", **numbers)
        cards.show(
            element(
                "span",
                left_of,
                css="left-of",
                role="status",
                data_offered=json.dumps(offered),
                data_scenes=json.dumps(scenes) if scenes else None,
            )
        )
        if view.filtered:
            st.button(t("filters.reset"), on_click=_reset, key="reset", type="tertiary")
        _right(view, t, tools)
    suggest.draw(atlas, view, t)
    if view.selection.q and not left and population.code == "clusters":
        suggest.nothing_found(atlas, page, view, t)
    _without_members(atlas, view, t, labels["region"])
    idle = [name for name in view.selection.chosen if name not in used]
    if idle:
        names = t.join(t(f"filters.{name}") for name in idle)
        cards.show(element("div", t("filters.idle", names=names), css="reading", role="status"))


def _counted(atlas: Atlas, page: str, view: View) -> tuple[Population, str, int, int]:
    """What filters choose from, what they narrow down, how many are left, and of how many."""
    firms = asked(atlas, view) if page == FIRMS else None
    if firms is not None:
        return firms.register, "firms", firms.number, firms.register.known(Selection()).total
    named = NamedClusters(atlas)
    own = counted.own(atlas, view) if page in PAGES and PAGES[page].counts == "firms" else None
    if own is not None:
        of_firms = view.selection.without("tier", "prog")
        return named, "firms", own.known(of_firms).placed, own.known(Selection()).total
    return named, "clusters", len(named.rows(view.selection)), len(clusters.table(atlas))


def _without_members(atlas: Atlas, view: View, t: Words, label: Callable[[Any], str]) -> None:
    """Say that a region whose members nobody lists keeps no cluster, rather than leave it empty."""
    members = atlas.by_key("regions")["member_adcodes"]
    unlisted = t.join(label(code) for code in view.selection.region if not members[code])
    if unlisted:
        cards.notice(t("filters.unlisted", regions=unlisted))


def _menu(
    atlas: Atlas,
    population: Population,
    view: View,
    t: Words,
    labels: dict[str, Callable[[Any], str]],
    dimensions: tuple[Dimension, Dimension],
    used: tuple[str, ...],
) -> dict[str, Sequence[Any]]:
    """Popover with a wider dimension and a narrower one below it; what each of them offers."""
    offered: dict[str, Sequence[Any]] = {}
    chosen = [labels[name](code) for name in dimensions for code in getattr(view.selection, name)]
    title = t(f"filters.{dimensions[0]}")
    value = chosen[0] if len(chosen) == 1 else t("filters.several", n=len(chosen))
    label = f"{title} **{value if chosen else t('filters.all')}**"
    idle = not set(dimensions) & set(used)
    told = t("filters.unused") if idle else None
    with (
        st.container(key=_key(dimensions[0], bool(chosen), idle), width="content"),
        st.popover(label, key=f"popover_{dimensions[0]}", help=told),
    ):
        for name in dimensions:
            counts = choices(population, view.selection, name)
            if name == "region":
                counts = _regions_of_scheme(atlas, view, counts)
            current = list(getattr(view.selection, name))
            options = list(counts) + [code for code in current if code not in counts]
            offered[name] = options

            def label_of(code: Any, name: str = name, counts: dict[Any, int] = counts) -> str:
                return f"{labels[name](code)} {counts.get(code, 0)}"

            title = t(f"filters.{name}")
            if name not in used:
                title = t("filters.unused_name", name=title)
            if name in _SEARCHED:
                control.several(
                    f"filter_{name}",
                    title,
                    options,
                    current,
                    label_of,
                    placeholder=t("filters.choose"),
                    change=_narrowing(name),
                )
            else:
                control.pills(
                    f"filter_{name}",
                    title,
                    options,
                    current,
                    label_of,
                    change=_narrowing(name),
                )
    return offered


def _key(dimension: str, chosen: bool, idle: bool) -> str:
    """Key of a menu, by which it looks as if it were chosen from, and of use."""
    return f"menu_{dimension}_{'set' if chosen else 'open'}{'_idle' if idle else ''}"


def _regions_of_scheme(atlas: Atlas, view: View, counts: dict[str, int]) -> dict[str, int]:
    regions = atlas.table("regions")
    offered = {
        *regions.loc[regions["scheme_id"] == view.layout.scheme, "region_id"],
        *view.selection.region,
    }
    return {code: number for code, number in counts.items() if code in offered}


def _years(atlas: Atlas, view: View, t: Words, used: tuple[str, ...]) -> None:
    span = clusters.year_span(atlas)
    value = t.years(*view.selection.year) if view.selection.year else t("filters.all")
    label, idle = f"{t('filters.year')} **{value}**", "year" not in used
    with (
        st.container(key=_key("year", bool(view.selection.year), idle), width="content"),
        st.popover(label, key="popover_year", help=t("filters.unused") if idle else None),
    ):
        control.span(
            "filter_year",
            t("filters.year_long"),
            span,
            view.selection.year,
            ends=(t("filters.year_first"), t("filters.year_last")),
            change=lambda given: {"year": given},
        )
        st.caption(t("filters.year_help"))


def _search(view: View, t: Words) -> None:
    control.text(
        "filter_q",
        t("filters.q"),
        view.selection.q,
        t("filters.q_placeholder"),
        change=lambda given: {"q": given},
        width=216,
    )


def _right(view: View, t: Words, tools: Callable[[], None]) -> None:
    """What stands at the right end of the bar, and stays together where there is no room."""
    with st.container(key="right", horizontal=True, vertical_alignment="center", width="content"):
        tools()
        _language(view, t)


def _language(view: View, t: Words) -> None:
    with st.container(key="language", width="content"):
        control.segments(
            "filter_lang",
            t("filters.lang"),
            tuple(_LANGUAGES),
            view.lang,
            _LANGUAGES.__getitem__,
            change=lambda given: {"lang": given},
        )
