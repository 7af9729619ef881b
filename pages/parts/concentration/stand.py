"""Does the verdict stand? The question over other cities, rules, lists and years."""

from __future__ import annotations

from html import escape

import pandas as pd

from geo.data.atlas import Atlas
from geo.questions.concentration import bases, robustness, subjects, wording
from geo.questions.concentration.robustness import Case, Trial, direction
from geo.questions.concentration.verdict import Verdict
from geo.questions.concentration.wording import chance, number
from geo.words import Words
from pages.parts import cards
from pages.parts.concentration.figures import as_table

_KINDS = ("more", "open", "fewer")


def draw(atlas: Atlas, asked: Case, t: Words) -> None:
    """How often the verdict holds, and the table of all cases."""
    trials = robustness.panel(atlas, asked.subject, asked.core, asked.rule)
    own = [one for trial in trials if trial.kind != "list" for one in trial.verdicts if one]
    same = sum(direction(one) == direction(asked.verdict) for one in own)
    parts = {kind: sum(direction(one) == kind for one in own) for kind in _KINDS}
    others = [one for trial in trials if trial.kind == "list" for one in trial.verdicts if one]
    title = t(
        "concentration.stand.title",
        kind=t(f"concentration.kind.{direction(asked.verdict)}"),
        same=same,
        all=len(own),
    )
    reading = t(
        "concentration.stand.reading",
        **parts,
        lists=len(others),
        same_lists=sum(direction(one) == direction(asked.verdict) for one in others),
    )
    cards.show(cards.figure_head(title, reading=reading))
    head = "".join(f"<th>{escape(t(f'concentration.base.{code}'))}</th>" for code in bases.BASES)
    body, records = "", []
    for trial in trials:
        label = _label(atlas, trial, t)
        first = next((one for one in trial.verdicts if one), None)
        count = f"{number(first.n, t)}/{number(first.of, t)}" if first else ""
        cells = "".join(_cell(one, asked.verdict, t) for one in trial.verdicts)
        body += (
            f'<tr class="{"own" if trial.kind == "asked" else ""}"><td>{escape(label)}</td>'
            f'<td class="number">{count}</td>{cells}</tr>'
        )
        words = [
            "" if one is None
            else f"{t(f'concentration.kind.{one.kind}')} {chance(one.tail, t)}"
            for one in trial.verdicts
        ]  # fmt: skip
        codes = [t(f"concentration.base.{code}") for code in bases.BASES]
        records.append(
            {t("concentration.stand.case"): label, t("concentration.stand.count"): count}
            | dict(zip(codes, words, strict=True))
        )
    cards.show(
        '<table class="measures stand"><thead><tr>'
        f"<th>{escape(t('concentration.stand.case'))}</th>"
        f"<th>{escape(t('concentration.stand.count'))}</th>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )
    as_table(pd.DataFrame(records), "concentration_stand_table", title, t)


def _cell(one: Verdict | None, asked: Verdict, t: Words) -> str:
    if one is None:
        return '<td class="none">–</td>'
    word = escape(t(f"concentration.kind.{one.kind}"))
    turned = direction(one) != direction(asked)
    strong = f"<b>{word}</b>" if one.kind != "open" else word
    told = f"{strong} <small>{chance(one.tail, t)}</small>"
    return f'<td class="{"turned" if turned else ""}">{told}</td>'


def _label(atlas: Atlas, trial: Trial, t: Words) -> str:
    names = wording.city_names(atlas, t)
    fields: dict[str, object] = {}
    match trial.kind, trial.fields:
        case "rule", (str(rule),):
            fields["rule"] = t(f"concentration.rule.{rule}")
        case "core", (tuple() as cities,):
            fields["cities"] = t.join(str(names[city]) for city in cities)
        case "list", (str(code),):
            fields["subject"] = subjects.label(atlas, code, t)
        case "year", (int(year),):
            fields["year"] = year
    return t(f"concentration.stand.{trial.kind}", **fields)
