"""How a figure of the concentration page is shown: chart, text equal, table, click."""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from geo.charts.template import CONFIG
from geo.files import tables
from geo.questions.concentration import wording
from geo.questions.concentration.subjects import Subject
from geo.sheets.figures import Chart
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import state

_STYLE = Path(__file__).with_name("style.css")


def style() -> None:
    """The style sheet of the page."""
    st.html(f"<style>{_STYLE.read_text(encoding='utf-8')}</style>")


def _clicked(key: str) -> None:
    """Callback: a click on a dot, bar or cell of a city chooses it, a second one takes it back.

    The city is the last of what a point carries; rows that pool several carry a word instead.
    """
    city = state.carried(key)[-1:]
    if city:
        again = [str(code) for code in state.current().city] == [str(city[0])]
        state.change(city=() if again else city, sel=None)


def show(
    chart: go.Figure,
    table: pd.DataFrame,
    key: str,
    title: str,
    text: str,
    t: Words,
    *,
    clickable: bool = False,
) -> None:
    """A chart with a sentence as ``alt`` and its figures as a table to unfold and download."""
    st.plotly_chart(
        chart,
        theme=None,
        config=CONFIG,
        key=key,
        on_select=(lambda: _clicked(key)) if clickable else "ignore",
        selection_mode="points",
        alt=t("concentration.alt", title=title, text=text),
    )
    as_table(table, key, title, t)


def show_chart(chart: Chart, t: Words, *, clickable: bool = False) -> None:
    """A chart of the library with its text equal and its table."""
    show(chart.figure, chart.table, chart.code, chart.title, chart.alt, t, clickable=clickable)


def as_table(table: pd.DataFrame, key: str, title: str, t: Words) -> None:
    """The figures of a chart, folded, with a button to take them away."""
    with st.expander(t("concentration.as_table")):
        st.dataframe(table, hide_index=True, key=f"{key}_table", height="content", alt=title)
        st.download_button(
            t("concentration.download", n=t.number(len(table))),
            data=lambda: _csv(table),
            file_name=tables.file_name(key, "csv", date.today()),
            mime="text/csv",
            key=f"{key}_csv",
            on_click="ignore",
        )


def _csv(table: pd.DataFrame) -> bytes:
    """The table as it stands, with the mark by which spreadsheets know its encoding."""
    return table.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def note(text: str) -> None:
    """A remark below a figure."""
    cards.show(f'<div class="note">{escape(text)}</div>')


def badge_items(number: int, t: Words) -> str:
    """How many items a figure counts."""
    return cards.coverage_badge(t("concentration.badge.items", n=number), complete=False)


def badge(item: Subject, t: Words) -> str:
    """How much of what is counted is known."""
    text, complete = wording.known(item, t)
    return cards.coverage_badge(text, complete)
