"""Measures counted: lever by document and lever by level; a click narrows the list."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from geo import facts, policies
from geo.atlas import Atlas
from geo.charts.count_matrix import count_matrix
from geo.charts.template import CONFIG
from geo.view import View
from geo.words import Words
from pages.parts import cards, state


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


def draw(atlas: Atlas, view: View, t: Words) -> None:
    """Both matrices, side by side."""
    rows = policies.measures(atlas)
    levers = lever_names(atlas, t)
    by_document, by_level = st.columns([1, 1.25], gap="medium")
    with by_document:
        table = policies.by_document(atlas, rows)
        official = [code for code in table.columns if code in policies.OFFICIAL]
        most = table[official].sum(axis=1)
        title = t(
            "policy.document_title",
            lever=t.join(levers[code] for code in most.index[most == most.max()]),
            n=int(most.max()),
        )
        cards.show(cards.figure_head(title, reading=t("policy.document_reading", n=len(rows))))
        chart = count_matrix(
            table,
            levers | document_names(atlas, t),
            t,
            state.theme(),
            totals=table.sum(axis=1),
            picked_rows=view.lever,
            picked_columns=view.doc,
            strong=official,
            head_lines=2,
            slanted=True,
        )
        _show(chart, "policy_by_document", title, t)
    with by_level:
        table = policies.by_level(atlas, rows)
        totals = rows["lever_id"].value_counts().reindex(table.index)
        number = table.sum()
        names = level_names(atlas, t)
        title = t(
            "policy.level_title",
            most=names[str(number.idxmax())],
            n=int(number.max()),
            least=t.join(names[str(code)] for code in number.index[number == number.min()]),
            m=int(number.min()),
        )
        cards.show(cards.figure_head(title, reading=t("policy.level_reading")))
        chart = count_matrix(
            table,
            levers | names,
            t,
            state.theme(),
            totals=totals,
            picked_rows=view.lever,
            picked_columns=view.level,
            head_lines=2,
            slanted=True,
        )
        _show(chart, "policy_by_level", title, t)


def as_table(atlas: Atlas, t: Words) -> None:
    """Both matrices as one table."""
    rows = policies.measures(atlas)
    names = level_names(atlas, t) | document_names(atlas, t)
    table = pd.concat([policies.by_document(atlas, rows), policies.by_level(atlas, rows)], axis=1)
    table[t("facts.total")] = rows["lever_id"].value_counts()
    table = table.rename(columns=names, index=lever_names(atlas, t))
    table.index = pd.Index(table.index, name=t("policy.lever"))
    with st.expander(t("policy.as_table")):
        st.dataframe(table, key="policy_matrix_table", height="content", alt=t("policy.as_table"))


def _show(chart: go.Figure, key: str, title: str, t: Words) -> None:
    st.plotly_chart(
        chart,
        theme=None,
        config=CONFIG,
        key=key,
        on_select=lambda: _take(key),
        selection_mode="points",
        alt=t("policy.matrix_alt", title=title),
    )


def _take(key: str) -> None:
    """Callback: keep the measures of the cell that was clicked."""
    points = st.session_state[key]["selection"]["points"]
    if points:
        lever, column = points[0]["customdata"]
        if key == "policy_by_document":
            state.change(lever=(lever,), doc=(column,), level=())
        else:
            state.change(lever=(lever,), level=(column,), doc=())
