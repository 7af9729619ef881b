"""Does the verdict stand? The question over other cities, rules, lists and years."""

from __future__ import annotations

from functools import partial

import pandas as pd

from geo.charts.benchmarks import Bar, bars
from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.questions.concentration import bases, robustness, subjects
from geo.questions.concentration.robustness import Case, Trial, direction
from geo.questions.concentration.wording import chance, number
from geo.record.naming import area_names
from geo.sheets.concentration import asked as ask
from geo.sheets.concentration.verdict import told
from geo.sheets.figures import Chart
from geo.sheets.page import Charts
from geo.sheets.view import View
from geo.words import Words

_KINDS = ("more", "open", "fewer")


def charts(atlas: Atlas, view: View, t: Words, theme: Theme) -> Charts:
    """Maker of the chart."""
    asked = ask.case(atlas, view)
    assert asked is not None
    return {"stand": partial(stand, atlas, asked, t, theme)}


def trials(atlas: Atlas, asked: Case) -> list[Trial]:
    """All ways of asking, the one of the headline first."""
    return robustness.panel(atlas, asked.subject, asked.core, asked.rule)


def stand(atlas: Atlas, asked: Case, t: Words, theme: Theme) -> Chart:
    """How often the verdict holds, and the verdict of every way of asking as a table."""
    every = trials(atlas, asked)
    own = [one for trial in every if trial.kind != "list" for one in trial.verdicts if one]
    others = [one for trial in every if trial.kind == "list" for one in trial.verdicts if one]
    parts = {kind: sum(direction(one) == kind for one in own) for kind in _KINDS}
    held = direction(asked.verdict)
    names = {kind: t(f"concentration.kind.{kind}") for kind in _KINDS}
    title = t("concentration.stand.title", kind=names[held], same=parts[held], all=len(own))
    shown = [Bar(kind, names[kind], str(n), n, strong=kind == held) for kind, n in parts.items()]
    return Chart(
        "stand",
        title,
        t(
            "concentration.stand.reading",
            **parts,
            lists=len(others),
            same_lists=sum(direction(one) == held for one in others),
        ),
        bars(shown, theme),
        pd.DataFrame([_row(atlas, trial, t) for trial in every]),
        told(title, t.join(f"{bar.label} {bar.text}" for bar in shown), t),
        hint=t("concentration.stand.signs"),
    )


def _row(atlas: Atlas, trial: Trial, t: Words) -> dict[str, str]:
    told_of = {
        t("concentration.stand.case"): label(atlas, trial, t),
        t("concentration.stand.count"): count(trial, t),
    }
    for code, one in zip(bases.BASES, trial.verdicts, strict=True):
        word = "" if one is None else f"{t(f'concentration.kind.{one.kind}')} {chance(one.tail, t)}"
        told_of[t(f"concentration.base.{code}")] = word
    return told_of


def count(trial: Trial, t: Words) -> str:
    """Items in the core and of all; empty where the question has no answer."""
    first = next((one for one in trial.verdicts if one), None)
    return f"{number(first.n, t)}/{number(first.of, t)}" if first else ""


def label(atlas: Atlas, trial: Trial, t: Words) -> str:
    """A way of asking in words."""
    names = area_names(atlas, t)
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
