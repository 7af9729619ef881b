"""The measures of all source documents, and what they answer."""

from __future__ import annotations

from geo import policies
from geo.atlas import Atlas
from geo.sheets.page import Page, Said, tables
from geo.view import View
from geo.words import Words


def claim(atlas: Atlas, t: Words) -> str:
    """How many measures an official document holds, and which levers it leaves out."""
    measures = policies.measures(atlas)
    official = int(measures["official"].sum())
    levers = policies.levers(atlas)
    left_out = levers[levers["official"] == 0].sort_values(
        "measures", ascending=False, kind="stable"
    )
    if left_out.empty:
        return t("policy.headline_all", n=len(measures), official=official)
    return t(
        "policy.headline",
        n=len(measures),
        official=official,
        k=len(left_out),
        of=len(levers),
        levers=t.join(t.name(row) for _, row in left_out.iloc[:2].iterrows()),
    )


def words(atlas: Atlas, view: View, t: Words) -> Said:
    """Measures and levers; how many are tied to a figure."""
    tied = sum(bool(gaps) for gaps in policies.gaps_of(atlas).values())
    untied = len(policies.measures(atlas)) - tied
    return claim(atlas, t), (t("sheets.measures_tied", tied=tied, untied=untied),)


PAGE = Page(words, tables("policies"))
