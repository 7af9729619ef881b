"""The four steps of the plan with the lists that stand on each."""

from __future__ import annotations

from html import escape

import pandas as pd

from geo.data.atlas import Atlas
from geo.questions import ladder
from geo.record import counts
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards


def draw(atlas: Atlas, view: View, chosen: pd.DataFrame, t: Words) -> None:
    """Steps from left to right and from the bottom up."""
    number = ladder.named(atlas, set(chosen.index), view.selection.year)
    blocks = "".join(
        _step(atlas, step, number, t) if step in number.index else _world(atlas, t)
        for step in ladder.STEPS
    )
    head = cards.figure_head(
        t("ladder.steps_title", **{step: int(n) for step, n in number.items()}),
        reading=t("ladder.steps_reading"),
    )
    cards.show(f'{head}<div class="steps">{blocks}</div>')


def _step(atlas: Atlas, step: str, number: pd.Series, t: Words) -> str:
    table = ladder.programmes(atlas)
    lists = "".join(
        _list(atlas, code, t.name(table.loc[code]), t) for code in ladder.on_step(atlas, step)
    )
    return (
        f'<section class="step step-{step}"><div class="step-name">{t(f"ladder.step.{step}")}'
        f"<small>{t('ladder.step_named', n=number[step])}</small></div><ul>{lists}</ul></section>"
    )


def _list(atlas: Atlas, programme: str, name: str, t: Words) -> str:
    """One list: its name, year of the official number, and how many of that number are named."""
    known = counts.coverage(atlas, programme)
    year = "" if known.year is None else str(known.year)
    official = t("ladder.step_open") if known.official is None else str(known.official)
    badge = cards.coverage_badge(f"{known.named}/{official}", known.complete)
    mark = " *" if programme in ladder.PLANNED else ""
    title = escape(f"{name}: {known.text(t)}")
    return (
        f'<li title="{title}"><span class="list-name">{escape(name)}{mark}</span>'
        f"<span>{year} {badge}</span></li>"
    )


def _world(atlas: Atlas, t: Words) -> str:
    goal = next((goal for goal in ladder.goals(atlas) if goal.code == "world"), None)
    target = ""
    if goal is not None:
        target = t("ladder.world_target", figure=goal.fact.figure(t), year=goal.fact.year)
    return (
        f'<section class="step step-world"><div class="step-name">{t("ladder.step.world")}'
        f"<small>{escape(target)}</small></div>"
        f'<p class="none">{escape(t("ladder.world_none"))}</p></section>'
    )
