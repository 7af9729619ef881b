"""Does the verdict stand? The question over other cities, rules, lists and years."""

from __future__ import annotations

from html import escape

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
    head = "".join(f"<th>{escape(t(f'concentration.base.{code}'))}</th>" for code in bases.BASES)
    body = ""
    for trial in sheet.trials(page.atlas, asked):
        cells = "".join(_cell(one, asked.verdict, t) for one in trial.verdicts)
        body += (
            f'<tr class="{"own" if trial.kind == "asked" else ""}">'
            f"<td>{escape(sheet.label(page.atlas, trial, t))}</td>"
            f'<td class="number">{sheet.count(trial, t)}</td>{cells}</tr>'
        )
    cards.show(
        '<table class="measures stand"><thead><tr>'
        f"<th>{escape(t('concentration.stand.case'))}</th>"
        f"<th>{escape(t('concentration.stand.count'))}</th>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )
    charts.as_table(chart.table, chart.code, chart.title, t)


def _cell(one: Verdict | None, asked: Verdict, t: Words) -> str:
    if one is None:
        return '<td class="none">–</td>'
    word = escape(t(f"concentration.kind.{one.kind}"))
    turned = direction(one) != direction(asked)
    strong = f"<b>{word}</b>" if one.kind != "open" else word
    told = f"{strong} <small>{chance(one.tail, t)}</small>"
    return f'<td class="{"turned" if turned else ""}">{told}</td>'
