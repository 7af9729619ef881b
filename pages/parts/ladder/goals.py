"""Targets of the plan for 2025 and what is on record of their fulfilment."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from geo.data.atlas import Atlas
from geo.look.html import element
from geo.questions import ladder
from geo.questions.ladder import Goal
from geo.record import counts, provenance
from geo.words import Words
from pages.parts import cards, factlist

_COLUMNS = ("figure", "known", "fulfilled", "source")


def draw(atlas: Atlas, goals: Sequence[Goal], t: Words) -> None:
    """One row a target; those of later plans stand below, apart."""
    if not goals:
        factlist.missing(t)
        return
    known = sum(goal.known for goal in goals)
    head = cards.figure_head(
        t("ladder.goals_title", n=len(goals)),
        cards.coverage_badge(
            t("ladder.goals_badge", known=known, n=len(goals)), known == len(goals)
        ),
        t("ladder.goals_reading"),
    )
    heads = [t(f"ladder.col.{name}") for name in ("what", *_COLUMNS)]
    rows = (_row(atlas, goal, t) for goal in goals)
    cards.show(head, cards.table("measures stacked goals", rows, heads), _later(atlas, t))


def strip(goals: Sequence[Goal], t: Words) -> Markup:
    """What was set, in one row, and how far it is fulfilled; where nobody says, one sentence."""
    cells = (
        (
            element("span", _what(goal, t)),
            element("b", goal.fact.figure(t)),
            _fulfilled(goal, t) if goal.later else "",
        )
        for goal in goals
    )
    unknown = sum(goal.later is None for goal in goals)
    some = "_some" if unknown < len(goals) else ""
    said = t(f"ladder.goals_open{some}", n=unknown) if unknown else ""
    return cards.listed(cells, "goal-strip") + cards.how_to_read(said)


def _what(goal: Goal, t: Words) -> Markup:
    fact = goal.fact
    return Markup("{} <small>{}</small>").format(fact.subject(t), fact.indicator(t))


def _fulfilled(goal: Goal, t: Words) -> Markup:
    if goal.later is None:
        return cards.none(t("ladder.unknown"))
    number, year = goal.later
    return element("span", t("ladder.known_number", n=number, year=year))


def _row(atlas: Atlas, goal: Goal, t: Words) -> list[Markup]:
    fact = goal.fact
    base, base_year = goal.base or ("", "")
    later, later_year = goal.later or ("", "")
    key = f"ladder.goal.{goal.code}{'_later' if goal.later else ''}"
    record = t(key, base=base, year=base_year, later=later, later_year=later_year, named=goal.named)
    quote = factlist.quote(atlas, fact.quote_zh, fact.source_id, fact.section_zh, t)
    figure = Markup("<b>{}</b> <small>{}</small>").format(fact.figure(t), fact.when(t))
    cells = zip(_COLUMNS, (figure, record, _fulfilled(goal, t), quote), strict=True)
    told = (cards.named_cell(cell, t(f"ladder.col.{name}")) for name, cell in cells)
    return [_what(goal, t), *told]


def _later(atlas: Atlas, t: Words) -> Markup:
    """Targets of other plans, which are no part of the plan of 2021."""
    names = ladder.programmes(atlas)
    rows = [
        Markup("{} <b>{}</b> · {} <small>{}</small>").format(
            t.name(names.loc[row["programme_id"]]),
            t("ladder.later_new", year=row["year"], n=row["count"]),
            _named(atlas, row["programme_id"], t),
            provenance.source_name(atlas, row["source_id"], t),
        )
        for row in ladder.later_plans(atlas).to_dict("records")
    ]
    if not rows:
        return Markup()
    return element("div", t("ladder.later_reading"), " ", cards.clauses(rows, t), css="aside")


def _named(atlas: Atlas, programme: str, t: Words) -> str:
    return t("ladder.goal.later_plan", named=counts.coverage(atlas, programme).named)
