"""Does the verdict stand? The question over other cities, rules, lists and years."""

from __future__ import annotations

from markupsafe import Markup

from geo.look.html import element
from geo.questions.concentration import bases
from geo.questions.concentration.robustness import Case, direction
from geo.questions.concentration.verdict import Verdict
from geo.questions.concentration.wording import chance
from geo.sheets.concentration import stand as sheet
from geo.words import Words
from pages.parts import cards, charts
from pages.parts.shell.frame import Frame


def draw(page: Frame, asked: Case) -> None:
    """How often the verdict holds, and the table of all cases."""
    t, chart = page.t, page.chart("stand")
    assert chart is not None
    charts.head(chart)
    head = [
        t("concentration.stand.case"),
        t("concentration.stand.count"),
        *(t(f"concentration.base.{code}") for code in bases.BASES),
    ]
    body = (
        cards.row(
            [
                sheet.label(page.atlas, trial, t),
                element("td", sheet.count(trial, t), css="number"),
                *(_cell(one, asked.verdict, t) for one in trial.verdicts),
            ],
            "own" if trial.kind == "asked" else "",
        )
        for trial in sheet.trials(page.atlas, asked)
    )
    cards.show(cards.table("measures stand", body, head))
    charts.as_table(chart.table, chart.code, chart.title, t)


def _cell(one: Verdict | None, asked: Verdict, t: Words) -> Markup:
    if one is None:
        return element("td", "–", css="none")
    word = t(f"concentration.kind.{one.kind}")
    turned = direction(one) != direction(asked)
    told = element("b", word) if one.kind != "open" else word
    tail = element("small", chance(one.tail, t))
    return element("td", told, " ", tail, css="turned" if turned else "")
