"""The four steps of the plan with the lists that stand on each."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from geo.data.atlas import Atlas
from geo.look.html import element
from geo.questions import ladder
from geo.record import counts, status
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards


def draw(atlas: Atlas, view: View, chosen: pd.DataFrame, t: Words) -> None:
    """Steps from left to right and from the bottom up."""
    number = ladder.named(atlas, set(chosen.index), view.selection.year)
    blocks = (
        _step(atlas, step, number, t) if step in number.index else _world(atlas, t)
        for step in ladder.STEPS
    )
    head = cards.figure_head(
        t("ladder.steps_title", **{step: int(n) for step, n in number.items()}),
        reading=t("ladder.steps_reading"),
    )
    cards.show(head, element("div", blocks, css="steps"))


def _step(atlas: Atlas, step: str, number: pd.Series, t: Words) -> Markup:
    table = ladder.programmes(atlas)
    lists = (_list(atlas, code, t.name(table.loc[code]), t) for code in ladder.on_step(atlas, step))
    return element(
        "section",
        _name(step, t("ladder.step_named", n=number[step]), t),
        cards.listed(lists),
        css=f"step step-{step}",
    )


def _name(step: str, below: str, t: Words) -> Markup:
    return element("div", t(f"ladder.step.{step}"), element("small", below), css="step-name")


def _list(atlas: Atlas, programme: str, name: str, t: Words) -> Markup:
    """One list: name, status, year of the official number, and how many of it are named."""
    known = counts.coverage(atlas, programme)
    year = "" if known.year is None else str(known.year)
    if known.official is None:
        badge = cards.none(t("ladder.step_open", n=known.named))
    else:
        badge = cards.coverage_badge(f"{known.named}/{known.official}", known.complete)
    mark = " *" if programme in ladder.PLANNED else ""
    in_force = status.inline(atlas, "programmes", programme, t)
    note = status.note(atlas, "programmes", programme, t)
    return element(
        "li",
        element("span", name, mark, css="list-name"),
        element("span", element("small", in_force), " · ", year, " ", badge),
        title="\n".join(filter(None, (f"{name}: {known.text(t)}", note))),
    )


def _world(atlas: Atlas, t: Words) -> Markup:
    goal = next((goal for goal in ladder.goals(atlas) if goal.code == "world"), None)
    target = ""
    if goal is not None:
        target = t("ladder.world_target", figure=goal.fact.figure(t), year=goal.fact.year)
    none = element("p", t("ladder.world_none"), css="none")
    return element("section", _name("world", target, t), none, css="step step-world")
