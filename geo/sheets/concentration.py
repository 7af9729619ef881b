"""Whether, how strongly and against what clusters concentrate, and how sure one can be."""

from __future__ import annotations

from geo.atlas import Atlas
from geo.concentration import asked, bases, robustness, wording
from geo.sheets.page import Page, Said, tables
from geo.view import View
from geo.words import Words


def words(atlas: Atlas, view: View, t: Words) -> Said:
    """The answer; coverage, shares and chance; how sure one can be."""
    item, core = asked.of_view(atlas, view), asked.core(view)
    base = bases.base(atlas, view.base, item.year)
    said = wording.names(atlas, item.code, base, core, t)
    if not item.places:
        return t("concentration.headline.empty", subject=said.subject), ()
    question = robustness.case(atlas, item, view.base, core, view.rule)
    lines = (wording.sentence(question, said, t), wording.sure(question, said, t))
    return wording.headline(question, said, t), lines


PAGE = Page(words, tables("cluster_listings", "city_stats"))
