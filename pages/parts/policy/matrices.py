"""Measures counted: lever by document and lever by level; a click narrows the list."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.questions import policies
from geo.sheets.policy.page import document_names, level_names, lever_names
from geo.words import Words
from pages.parts import charts
from pages.parts.shell import state
from pages.parts.shell.frame import Frame

#: The matrices, with the choice that their columns stand for and the one that a click gives up.
_MATRICES = (("policy-by-document", "doc", "level"), ("policy-by-level", "level", "doc"))


def draw(page: Frame) -> None:
    """Both matrices, side by side."""
    columns = st.columns([1, 1.25], gap="medium")
    for column, (code, kept, left) in zip(columns, _MATRICES, strict=True):
        chart = page.chart(code)
        assert chart is not None
        with column:
            charts.head(chart)
            charts.plot(chart, on_click=_keep(kept, left))


def _keep(kept: str, left: str) -> charts.OnClick:
    """What a click on a cell does: keep its measures."""

    def change(codes: tuple[Any, ...]) -> None:
        match codes:
            case (lever, column):
                fields: dict[str, Any] = {"lever": (lever,), kept: (column,), left: ()}
                state.change(**fields)

    return change


def as_table(atlas: Atlas, t: Words) -> None:
    """Both matrices as one table."""
    charts.as_table(_table(atlas, t), "policy_matrix", t("policy.as_table"), t)


@remembered(4)
def _table(atlas: Atlas, t: Words) -> pd.DataFrame:
    rows = policies.measures(atlas)
    names = level_names(atlas, t) | document_names(atlas, t)
    table = pd.concat([policies.by_document(atlas, rows), policies.by_level(atlas, rows)], axis=1)
    table[t("facts.total")] = rows["lever_id"].value_counts()
    table = table.rename(columns=names, index=lever_names(atlas, t))
    return table.rename_axis(t("policy.lever")).reset_index()
