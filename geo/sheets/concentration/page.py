"""Whether, how strongly and against what clusters concentrate, and how sure one can be."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.questions.concentration import wording
from geo.questions.concentration.subjects import Subject
from geo.record import provenance, seats
from geo.record.about import Export
from geo.sheets.concentration import (
    amounts,
    asked,
    centres,
    dots,
    expert,
    lottery,
    plain,
    plain_map,
    stand,
    two_way,
    verdict,
    where,
    years,
)
from geo.sheets.concentration.counted import rows as counted
from geo.sheets.concentration.map_figure import figure as expert_map
from geo.sheets.concentration.map_figure import shown
from geo.sheets.figures import MapFigure
from geo.sheets.page import Charts, Page, Said
from geo.sheets.view import View
from geo.words import Words

#: Charts of what stands below the verdict, by panel.
PANELS: Mapping[str, Callable[[Atlas, View, Words, Theme], Charts]] = {
    "stand": stand.charts,
    "lottery": lottery.charts,
    "where": where.charts,
    "years": years.charts,
    "expert": expert.charts,
}


def words(atlas: Atlas, view: View, t: Words) -> Said:
    """The answer in plain words and how to read it; to experts coverage, chance and certainty."""
    if view.depth == "simple":
        return plain.words(atlas, view, t)
    if asked.of_view(atlas, view).kind == "amount":
        return amounts.words(atlas, view, t)
    said, question = asked.names(atlas, view, t), asked.case(atlas, view)
    if question is None:
        return t("concentration.headline.empty", subject=said.subject), (t("concentration.empty"),)
    lines = (wording.sentence(question, said, t), wording.sure(question, said, t))
    return wording.headline(question, said, t), lines


def charts(atlas: Atlas, view: View, t: Words, theme: Theme) -> Charts:
    """The picture of the plain answer; to experts all there is.

    That is by city, as quotients, by benchmark, against a statistic; then those of map and panel.
    An amount has the first three; where nothing is left to count there is none.
    """
    item = asked.of_view(atlas, view)
    if view.depth == "simple":
        return {"dots": partial(dots.chart, atlas, view, t, theme)} if _anything(item) else {}
    if item.kind == "amount":
        drawn = amounts.charts(atlas, view, t, theme)
    elif item.named:
        drawn = {
            **verdict.charts(atlas, view, t, theme),
            **two_way.charts(atlas, view, t, theme),
            **PANELS[view.concentration.panel](atlas, view, t, theme),
        }
    else:
        return {}
    if shown(item, view) == "centres":
        drawn = {**drawn, **centres.charts(atlas, view, t, theme)}
    return drawn


def rows(atlas: Atlas, view: View, link: str, day: date) -> tuple[Export, ...]:
    """What the claim counts; the sources of the seats are cited where the map has centres."""
    first, *others = counted(atlas, view, link, day)
    if view.depth == "simple" or shown(asked.of_view(atlas, view), view) == "two_way":
        return (first, *others)
    seated = provenance.sources(atlas, seats.sources(atlas), Words(view.lang))
    cited = tuple(dict.fromkeys([*first.about.sources, *seated]))
    about = dataclasses.replace(first.about, sources=cited)
    return (dataclasses.replace(first, about=about), *others)


def figure(atlas: Atlas, view: View, t: Words) -> MapFigure | None:
    """The map; None where there is nothing to count."""
    made = plain_map.figure if view.depth == "simple" else expert_map
    return made(atlas, view, t)


def notes(atlas: Atlas, view: View, t: Words) -> tuple[str, ...]:
    """Numbers and method of what the page says in plain words."""
    return plain.notes(atlas, view, t) if view.depth == "simple" else ()


def _anything(item: Subject) -> bool:
    """Whether there is anything to count."""
    return bool(item.named) or item.kind == "amount"


PAGE = Page("analyse", words, rows, figure, charts, notes, counts="firms")
