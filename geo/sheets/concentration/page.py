"""Whether, how strongly and against what clusters concentrate, and how sure one can be."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date

from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.questions.concentration import wording
from geo.record import provenance, seats
from geo.record.about import Export
from geo.sheets.concentration import (
    amounts,
    asked,
    centres,
    expert,
    lottery,
    stand,
    two_way,
    verdict,
    where,
    years,
)
from geo.sheets.concentration.counted import rows as counted
from geo.sheets.concentration.map_figure import figure, shown
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
    """The answer; coverage, shares and chance; how sure one can be."""
    if asked.of_view(atlas, view).kind == "amount":
        return amounts.words(atlas, view, t)
    said, question = asked.names(atlas, view, t), asked.case(atlas, view)
    if question is None:
        return t("concentration.headline.empty", subject=said.subject), (t("concentration.empty"),)
    lines = (wording.sentence(question, said, t), wording.sure(question, said, t))
    return wording.headline(question, said, t), lines


def charts(atlas: Atlas, view: View, t: Words, theme: Theme) -> Charts:
    """By city, as quotients, by benchmark, against a statistic; then those of map and panel.

    An amount has the first three; where nothing is left to count there is none.
    """
    item = asked.of_view(atlas, view)
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
    if shown(asked.of_view(atlas, view), view) == "two_way":
        return (first, *others)
    seated = provenance.sources(atlas, seats.sources(atlas), Words(view.lang))
    cited = tuple(dict.fromkeys([*first.about.sources, *seated]))
    about = dataclasses.replace(first.about, sources=cited)
    return (dataclasses.replace(first, about=about), *others)


PAGE = Page(words, rows, figure, charts)
