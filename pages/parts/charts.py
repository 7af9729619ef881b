"""A chart on a page: its head, the drawing with its text equal, and its figures as a table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from geo.charts.template import CONFIG
from geo.record.filenames import table_name
from geo.sheets.figures import Chart
from geo.words import Words
from pages.parts import cards, listing
from pages.parts.shell import state

#: Digits that the largest number of a column of fractions is shown with.
_SHOWN = 4
#: What a click on a point of a chart does; it is given the codes that the point carries.
OnClick = Callable[[tuple[Any, ...]], None]


def show(chart: Chart, t: Words, *, on_click: OnClick | None = None) -> None:
    """Head, drawing and table of a chart.

    Parameters
    ----------
    chart : Chart
        From the sheet of the page.
    t : Words
        The reader's language.
    on_click : callable, optional
        What a click on a point does.
    """
    head(chart)
    plot(chart, on_click=on_click)
    as_table(chart.table, chart.code, chart.title, t)


def head(chart: Chart) -> None:
    """Title of a chart with its badge and how to read it."""
    badge = cards.coverage_badge(chart.badge, chart.complete) if chart.badge else ""
    cards.show(cards.figure_head(chart.title, badge, chart.on_screen))


def plot(chart: Chart, *, on_click: OnClick | None = None) -> None:
    """The drawing, with a sentence as its text equal."""
    st.plotly_chart(
        chart.figure,
        theme=None,
        config=CONFIG,
        key=chart.code,
        on_select=(lambda: _clicked(chart.code, on_click)) if on_click else "ignore",
        selection_mode="points",
        alt=chart.alt,
    )


def _clicked(key: str, on_click: OnClick) -> None:
    """Callback: hand on the codes of the point that was clicked; nothing where it carries none."""
    points = st.session_state[key]["selection"]["points"]
    carried = points[0].get("customdata") if points else None
    codes = tuple(carried) if isinstance(carried, list) else (carried,)
    if codes and None not in codes:
        on_click(codes)


def choose_city(codes: tuple[Any, ...]) -> None:
    """Choose the city that a point stands for; a second click takes it back.

    The city is the last of its codes; rows that pool several carry a word instead.
    """
    if str(codes[-1]).isdecimal():
        city = (int(codes[-1]),)
        state.change(city=() if state.current().selection.city == city else city, sel=None)


def as_table(table: pd.DataFrame, key: str, title: str, t: Words, summary: str = "") -> None:
    """The figures of a chart, folded, with a button to take them away."""
    save = t("common.download", n=t.number(len(table)))
    file = table_name(title, key, "csv", date.today(), t)
    fold = listing.Fold(summary or t("common.as_table"), save, file)
    columns = {name: listing.Column(str(name), digits=_digits(table[name])) for name in table}
    listing.draw(table, f"{key}_table", title, fold=fold, columns=columns)


def _digits(cells: pd.Series) -> int | None:
    """Digits after the point by which the largest number shows four, where it needs them."""
    if not pd.api.types.is_float_dtype(cells) or cells.isna().all():
        return None
    numbers = cells.dropna().abs()
    most = max(0, _SHOWN - len(str(int(numbers.max()))))
    return next(digits for digits in range(most + 1) if digits == most or _exact(numbers, digits))


def _exact(numbers: pd.Series, digits: int) -> bool:
    return bool((numbers - numbers.round(digits)).abs().max() < 1e-9)
