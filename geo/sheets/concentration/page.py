"""Whether, how strongly and against what clusters concentrate, and how sure one can be."""

from __future__ import annotations

import dataclasses
from datetime import date
from functools import partial

from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.questions.concentration import bases, quotients, robustness, wording
from geo.record import provenance, seats
from geo.record.about import Export
from geo.sheets.concentration import asked
from geo.sheets.concentration import charts as made
from geo.sheets.concentration.map_figure import figure, shown
from geo.sheets.page import Charts, Page, Said, tables
from geo.sheets.view import View
from geo.words import Words


def words(atlas: Atlas, view: View, t: Words) -> Said:
    """The answer; coverage, shares and chance; how sure one can be."""
    item, core = asked.of_view(atlas, view), asked.core(atlas, view)
    base = bases.base(atlas, view.concentration.base, item.year)
    said = wording.names(atlas, item.code, base, core, t)
    if not item.places:
        return t("concentration.headline.empty", subject=said.subject), ()
    question = robustness.case(atlas, item, view.concentration.base, core, view.concentration.rule)
    lines = (wording.sentence(question, said, t), wording.sure(question, said, t))
    return wording.headline(question, said, t), lines


def charts(atlas: Atlas, view: View, t: Words, theme: Theme) -> Charts:
    """By city, as quotients, by benchmark, and against a statistic; none of an amount."""
    item = asked.of_view(atlas, view)
    if not item.places:
        return {}
    base, rule, cities = view.concentration.base, view.concentration.rule, view.selection.city
    question = robustness.case(atlas, item, base, asked.core(atlas, view), rule)
    own = quotients.strength(made.every_quotient(atlas, question))
    strength = own if view.concentration.smooth is None else float(view.concentration.smooth)
    strips = tuple(robustness.strip(atlas, item, question.core, rule))
    return {
        "pairs": partial(made.pairs, atlas, question, t.lang, theme, cities),
        "quotients": partial(made.city_quotients, atlas, question, strength, t.lang, theme, cities),
        "strip": partial(made.strip, atlas, strips, "own", t.lang, theme),
        "against": partial(made.against, atlas, question, t.lang, theme, cities),
    }


def rows(atlas: Atlas, view: View, link: str, day: date) -> tuple[Export, ...]:
    """Listings and statistics; the sources of the seats are cited where the map has centres."""
    listings, *others = tables("cluster_listings", "city_stats")(atlas, view, link, day)
    if shown(asked.of_view(atlas, view), view) == "two_way":
        return (listings, *others)
    seated = provenance.sources(atlas, seats.sources(atlas), Words(view.lang))
    cited = tuple(dict.fromkeys([*listings.about.sources, *seated]))
    about = dataclasses.replace(listings.about, sources=cited)
    return (dataclasses.replace(listings, about=about), *others)


PAGE = Page(words, rows, figure, charts)
