"""Problems that the sources put in figures, and the measures that answer each."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look.html import element, join
from geo.questions import policies
from geo.record import findings
from geo.sheets.policy.page import lever_names
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards, factlist
from pages.parts.shell import navigation

#: Problems on which the lists themselves say something: place among the overview's findings.
_COUNTED_HERE = {"recognition": 0, "linkage": 1}


def draw(atlas: Atlas, view: View, t: Words) -> None:
    """Every gap with its figures, its levers and the page that shows it."""
    tied = sum(bool(gaps) for gaps in policies.gaps_of(atlas).values())
    title = t("policy.gaps_title", n=len(policies.GAPS), tied=tied)
    cards.show(
        cards.block(
            cards.heading(title, 2, "block-title"), cards.how_to_read(t("policy.gaps_reading"))
        )
    )
    for number, gap in enumerate(policies.GAPS, start=1):
        with st.container(key=f"gap_{gap.code}"):
            cards.show(_gap(atlas, number, t))
            there = view.without_filters().replace(**gap.codes)
            navigation.link(gap.page, there, t(f"policy.gap.{gap.code}.link"))


@remembered(32)
def _gap(atlas: Atlas, number: int, t: Words) -> Markup:
    gap = policies.GAPS[number - 1]
    names = lever_names(atlas, t)
    answers = policies.answers(atlas, gap)["lever_id"].value_counts(sort=False)
    levers = t.join(t("policy.answer", lever=names[str(code)], n=n) for code, n in answers.items())
    rows = policies.evidence(atlas, gap)
    told = (
        join(factlist.brief(rows, t, subjects=True), factlist.wordings(atlas, rows, t))
        if rows
        else cards.none(t("facts.missing"))
    )
    here = Markup()
    if gap.code in _COUNTED_HERE:
        finding = findings.overview(atlas)[_COUNTED_HERE[gap.code]]
        text = finding.sentences(atlas, t)
        here = element("div", t("policy.counted_here", text=text))
    return element(
        "div",
        cards.heading(t(f"policy.gap.{gap.code}.title"), 3, "gap-title"),
        told,
        here,
        element("div", t("policy.answered_by", levers=levers)),
        css="gap",
        data_number=number,
    )
