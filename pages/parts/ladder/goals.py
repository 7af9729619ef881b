"""Targets of the plan for 2025 and what is on record of their fulfilment."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from geo.data.atlas import Atlas
from geo.questions import ladder
from geo.questions.ladder import Goal
from geo.record import counts
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
    heads = "".join(f"<th>{escape(t(f'ladder.col.{name}'))}</th>" for name in ("what", *_COLUMNS))
    rows = "".join(_row(atlas, goal, t) for goal in goals)
    cards.show(
        f'{head}<table class="measures stacked goals"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>{_later(atlas, t)}"
    )


def strip(goals: Sequence[Goal], t: Words) -> str:
    """The answer in one row: what was set, and whether it is known to be fulfilled."""
    cells = "".join(
        f"<li><span>{escape(goal.fact.subject(t))} <small>{escape(goal.fact.indicator(t))}</small>"
        f"</span><b>{escape(goal.fact.figure(t))}</b>{_fulfilled(goal, t)}</li>"
        for goal in goals
    )
    return f'<ul class="goal-strip">{cells}</ul>'


def _fulfilled(goal: Goal, t: Words) -> str:
    if goal.later is None:
        return f'<span class="badge partial">{escape(t("ladder.unknown"))}</span>'
    number, year = goal.later
    return f"<span>{escape(t('ladder.known_number', n=number, year=year))}</span>"


def _row(atlas: Atlas, goal: Goal, t: Words) -> str:
    fact = goal.fact
    base, base_year = goal.base or ("", "")
    later, later_year = goal.later or ("", "")
    key = f"ladder.goal.{goal.code}{'_later' if goal.later else ''}"
    record = t(key, base=base, year=base_year, later=later, later_year=later_year, named=goal.named)
    quote = factlist.quote(atlas, fact.quote_zh, fact.source_id, fact.section_zh, t)
    cells = {
        "figure": f"<b>{escape(fact.figure(t))}</b> <small>{escape(fact.when(t))}</small>",
        "known": escape(record),
        "fulfilled": _fulfilled(goal, t),
        "source": quote,
    }
    told = "".join(
        f'<td data-label="{escape(t(f"ladder.col.{name}"))}"><div>{cell}</div></td>'
        for name, cell in cells.items()
    )
    what = f"{escape(fact.subject(t))} <small>{escape(fact.indicator(t))}</small>"
    return f"<tr><td>{what}</td>{told}</tr>"


def _later(atlas: Atlas, t: Words) -> str:
    """Targets of other plans, which are no part of the plan of 2021."""
    names = ladder.programmes(atlas)
    titles = atlas.by_key("sources")["title"]
    rows = [
        f"{escape(t.name(names.loc[row['programme_id']]))} "
        f"<b>{escape(t('ladder.later_new', year=row['year'], n=row['count']))}</b> · "
        f"{_named(atlas, row['programme_id'], t)} "
        f"<small>{escape(titles[row['source_id']])}</small>"
        for row in ladder.later_plans(atlas).to_dict("records")
    ]
    if not rows:
        return ""
    return f'<div class="aside">{escape(t("ladder.later_reading"))} {t.clauses(rows)}</div>'


def _named(atlas: Atlas, programme: str, t: Words) -> str:
    return escape(t("ladder.goal.later_plan", named=counts.coverage(atlas, programme).named))
