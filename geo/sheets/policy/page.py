"""The measures of all source documents, and what they answer."""

from __future__ import annotations

from datetime import date
from functools import partial

import pandas as pd
import plotly.graph_objects as go

from geo.charts.count_matrix import count_matrix
from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.questions import policies
from geo.record import facts, status
from geo.record.about import Export
from geo.sheets.figures import Chart
from geo.sheets.page import Charts, Page, Said, tables
from geo.sheets.part import because, only
from geo.sheets.table_filter import in_words
from geo.sheets.view import View
from geo.words import Words


def words(atlas: Atlas, view: View, t: Words) -> Said:
    """How many measures are official, and which levers those leave out; how many answer a figure.

    Choices narrow the list of measures and not the claim; a line says how many they leave.
    """
    tied = sum(bool(gaps) for gaps in policies.gaps_of(atlas).values())
    every, left = policies.measures(atlas), chosen(atlas, view)
    lines: tuple[str, ...] = (t("sheets.measures_tied", tied=tied, untied=len(every) - tied),)
    if len(left) < len(every):
        lines = (list_title(left, every, t), *lines)
    return _claim(atlas, t), lines


def chosen(atlas: Atlas, view: View) -> pd.DataFrame:
    """The measures that a view leaves."""
    options = view.policy
    return policies.measures(atlas, options.lever, options.level, options.doc, view.selection.q)


def list_title(left: pd.DataFrame, every: pd.DataFrame, t: Words) -> str:
    """How many measures are left, and how many of them are official."""
    if left.empty:
        return t("policy.list_title_none")
    official = int(left["official"].sum())
    key = "list_title_some" if len(left) < len(every) else "list_title"
    if not official:
        key = "list_title_papers"
    return t(f"policy.{key}", n=len(left), official=official)


def _claim(atlas: Atlas, t: Words) -> str:
    measures = policies.measures(atlas)
    official = int(measures["official"].sum())
    levers = policies.levers(atlas)
    left_out = levers[levers["official"] == 0].sort_values(
        "measures", ascending=False, kind="stable"
    )
    if left_out.empty:
        return t("policy.headline_all", n=len(measures), official=official)
    alone = [t.name(row) for _, row in left_out.iloc[:2].iterrows()]
    return t(
        "policy.headline",
        n=len(measures),
        official=official,
        k=len(left_out),
        of=len(levers),
        levers=t.join(name[0].lower() + name[1:] for name in alone),
    )


def lever_names(atlas: Atlas, t: Words) -> dict[str, str]:
    """Levers in words."""
    return {str(code): t.name(row) for code, row in policies.levers(atlas).iterrows()}


def level_names(atlas: Atlas, t: Words) -> dict[str, str]:
    """Levels in words."""
    column = atlas.resource("policies").column("level")
    return {code: column.label(code, t.lang) for code in policies.LEVELS}


def document_names(atlas: Atlas, t: Words) -> dict[str, str]:
    """Sources in words."""
    return {code: facts.document(atlas, code, t) for code in policies.documents(atlas)}


def document_told(atlas: Atlas, source_id: str, t: Words) -> str:
    """A source in words with its status."""
    return t(
        "policy.document_status",
        document=facts.document(atlas, source_id, t),
        status=status.inline(atlas, "sources", source_id, t),
    )


def charts(atlas: Atlas, view: View, t: Words, theme: Theme) -> Charts:
    """Measures counted: lever by document and lever by level."""
    return {
        "policy-by-document": partial(by_document, atlas, view, t, theme),
        "policy-by-level": partial(by_level, atlas, view, t, theme),
    }


def by_document(atlas: Atlas, view: View, t: Words, theme: Theme) -> Chart:
    """Lever by document; documents of the authorities stand out."""
    rows = policies.measures(atlas)
    table = policies.by_document(atlas, rows)
    names = lever_names(atlas, t) | document_names(atlas, t)
    official = [code for code in table.columns if code in status.official(atlas)]
    most = table[official].sum(axis=1)
    title = t(
        "policy.document_title",
        lever=t.join(names[code] for code in most.index[most == most.max()]),
        n=int(most.max()),
    )
    figure = count_matrix(
        table,
        names,
        t,
        theme,
        totals=table.sum(axis=1),
        picked_rows=view.policy.lever,
        picked_columns=view.policy.doc,
        strong=official,
        head_lines=2,
        slanted=True,
    )
    reading = t("policy.document_reading", n=len(rows))
    return _chart("policy-by-document", title, reading, figure, table, names, t)


def by_level(atlas: Atlas, view: View, t: Words, theme: Theme) -> Chart:
    """Lever by level of the authority."""
    rows = policies.measures(atlas)
    table = policies.by_level(atlas, rows)
    names = lever_names(atlas, t) | level_names(atlas, t)
    number = table.sum()
    title = t(
        "policy.level_title",
        most=names[str(number.idxmax())],
        n=int(number.max()),
        least=t.join(names[str(code)] for code in number.index[number == number.min()]),
        m=int(number.min()),
    )
    figure = count_matrix(
        table,
        names,
        t,
        theme,
        totals=rows["lever_id"].value_counts().reindex(table.index),
        picked_rows=view.policy.lever,
        picked_columns=view.policy.level,
        head_lines=2,
        slanted=True,
    )
    return _chart("policy-by-level", title, t("policy.level_reading"), figure, table, names, t)


def _chart(
    code: str,
    title: str,
    reading: str,
    figure: go.Figure,
    table: pd.DataFrame,
    names: dict[str, str],
    t: Words,
) -> Chart:
    named = table.rename(columns=names, index=names).reset_index(names=t("policy.lever"))
    alt = t("policy.matrix_alt", title=title)
    hint = t("sheets.hint.cell_measures")
    return Chart(code, title, reading, figure, named, alt, hint=hint)


def rows(atlas: Atlas, view: View, link: str, day: date) -> tuple[Export, ...]:
    """The measures that are left, and why these; filters without a meaning here do not act."""
    t, left = Words(view.lang), chosen(atlas, view).index
    (whole,) = tables("policies")(atlas, view.without_filters(), link, day)
    names = {
        "lever": lever_names(atlas, t),
        "level": level_names(atlas, t),
        "doc": document_names(atlas, t),
    }
    reasons = tuple(
        t("sheets.choice", name=t(f"policy.{name}"), value=t.join(of[code] for code in codes))
        for name, of in names.items()
        if (codes := getattr(view.policy, name))
    )
    if view.selection.q:
        reasons += in_words(atlas, view, ("q",))
    return (because(only(whole, whole.frame["policy_id"].isin(left)), reasons),)


PAGE = Page("refer", words, rows, charts=charts, filters=("q",))
