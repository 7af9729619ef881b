"""Two to ten cities, regions or chains side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

import pandas as pd

import geo.sheets.counted as counted
from geo.charts.benchmarks import Bar, bars
from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.questions import compare
from geo.questions.compare import Choice, Figure, Kind, wording
from geo.record import provenance
from geo.record.about import Export
from geo.sheets.compare.rows import comparison
from geo.sheets.figures import Chart
from geo.sheets.page import Charts, Page, Said
from geo.sheets.view import View
from geo.words import Words
from geo.words.units import scaled

#: Sources named before only the number of the others is told.
_MOST_SOURCES = 2


def chosen(atlas: Atlas, view: View) -> Choice:
    """What the view sets side by side."""
    filters: dict[Kind, Sequence[object]] = {
        "city": view.selection.city,
        "region": view.selection.region,
        "chain": view.selection.chain,
    }
    return compare.resolve(
        atlas,
        view.compare.compare,
        filters=filters,
        scheme=view.layout.scheme,
        peer=view.compare.peer,
    )


def figures(atlas: Atlas, view: View) -> tuple[Figure, ...]:
    """By what they are compared; first by the reader's own firms, if the view counts them."""
    return compare.figures(atlas, chosen(atlas, view), counted.own(atlas, view))


def words(atlas: Atlas, view: View, t: Words) -> Said:
    """What differs most; what is set side by side, and what is nearest to the first of them."""
    choice = chosen(atlas, view)
    found = figures(atlas, view)
    claim = wording.headline(atlas, choice, found, t)
    used, _ = compare.peers_of(atlas, choice, view.compare.peer)
    peer = t(f"compare.peer.{used}")
    by = t("compare.peers_by", peer=peer if t.lang == "zh" else peer.lower())
    space = "，" if t.lang == "zh" else " "
    nearest = f"{nearest_title(atlas, choice, view, t)}{space}{by}"
    return claim, (wording.listed(atlas, choice.units, t), nearest)


def nearest_title(atlas: Atlas, choice: Choice, view: View, t: Words) -> str:
    """Which unit is nearest to the first one."""
    first = choice.units[0]
    name = wording.in_sentence(atlas, first, t)
    _, found = compare.peers_of(atlas, choice, view.compare.peer)
    if found.empty:
        return t("compare.peers_title_none", name=name)
    nearest = wording.in_sentence(atlas, compare.units(atlas)[str(found.index[0])], t)
    return t("compare.peers_title", name=name, first=nearest)


def _chart(atlas: Atlas, choice: Choice, item: Figure, t: Words, theme: Theme) -> Chart:
    names = {unit.code: wording.unit_name(atlas, unit, t) for unit in choice.units}
    rows = [
        Bar(code, names[code], wording.value(item, code, t), value, open=code in item.at_least)
        for code, value in item.values.items()
        if value is not None
    ]
    title, measure = wording.figure_name(atlas, item, t), wording.measure(item, t)
    counted = "" if measure.lower() == title.lower() else measure
    about = " · ".join(filter(None, (counted, wording.years(item, t))))
    comma = "，" if t.lang == "zh" else ", "
    told = t("compare.file.bound")
    bounds = {told: [code in item.at_least for code in item.values]} if item.at_least else {}
    return Chart(
        code=code_of(item),
        title=title,
        reading=about,
        figure=bars(rows, theme),
        table=pd.DataFrame(
            {
                t("compare.file.unit_name"): [names[code] for code in item.values],
                t("sheets.with_unit", name=title, unit=about) if about else title: [
                    None if value is None else scaled(value, item.unit, t)
                    for value in item.values.values()
                ],
            }
            | bounds
        ),
        alt=t(
            "sheets.choice",
            name=comma.join(filter(None, (title, about))),
            value=t.join(f"{row.label} {row.text}" for row in rows),
        ),
        source=sources(atlas, item.source_ids, t),
    )


def sources(atlas: Atlas, source_ids: Iterable[str], t: Words) -> str:
    """Titles of the first sources, official ones before others, and how many there are."""
    titles = provenance.source_names(atlas, source_ids, t)
    named, more = t.join(titles[:_MOST_SOURCES]), len(titles) - _MOST_SOURCES
    return t("compare.sources", named=named, n=len(titles), more=more) if more > 0 else named


def code_of(item: Figure) -> str:
    """Code of the chart of a figure."""
    return f"compare-{item.code.replace('_', '-')}"


def charts(atlas: Atlas, view: View, t: Words, theme: Theme) -> Charts:
    """Every figure that is known of any unit, one chart each, in the order of the page."""
    choice = chosen(atlas, view)
    return {
        code_of(item): partial(_chart, atlas, choice, item, t, theme)
        for item in figures(atlas, view)
        if item.known
    }


def rows(atlas: Atlas, view: View, link: str, day: date) -> tuple[Export, ...]:
    """Every figure of everything compared."""
    t = Words(view.lang)
    choice = chosen(atlas, view)
    found = figures(atlas, view)
    names = {item.code: wording.figure_name(atlas, item, t) for item in found}
    measures = {item.code: wording.measure(item, t) for item in found}
    return (comparison(atlas, view, choice, found, names, measures, link=link, day=day),)


PAGE = Page(
    "analyse", words, rows, charts=charts, filters=("region", "city", "chain"), counts="firms"
)
