"""Measures counted: lever by document and lever by level; a click narrows the list."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.charts.template import CONFIG
from geo.data.atlas import Atlas
from geo.questions import policies
from geo.sheets import Chart
from geo.sheets.policy.page import charts, document_names, level_names, lever_names
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import state


def draw(atlas: Atlas, view: View, t: Words) -> None:
    """Both matrices, side by side."""
    columns = st.columns([1, 1.25], gap="medium")
    for column, chart in zip(columns, charts(atlas, view, t, state.theme()), strict=True):
        with column:
            cards.show(cards.figure_head(chart.title, reading=chart.on_screen))
            _show(chart)


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


def _show(chart: Chart) -> None:
    key = chart.code.replace("-", "_")
    st.plotly_chart(
        chart.figure,
        theme=None,
        config=CONFIG,
        key=key,
        on_select=lambda: _take(key),
        selection_mode="points",
        alt=chart.alt,
    )


def _take(key: str) -> None:
    """Callback: keep the measures of the cell that was clicked."""
    match state.carried(key):
        case (lever, column) if key == "policy_by_document":
            state.change(lever=(lever,), doc=(column,), level=())
        case (lever, column):
            state.change(lever=(lever,), level=(column,), doc=())
