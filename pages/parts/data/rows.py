"""The rows of a table as the view filters them, and the files to take them away in."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from geo.look.html import element
from geo.sheets import catalogue, exports
from geo.sheets.table_filter import Filtered, in_words
from pages.parts import cards, downloads
from pages.parts.shell import control
from pages.parts.shell.frame import Frame

_ROW_HEIGHT, _MOST_ROWS = 30, 20


def picker(page: Frame) -> None:
    """All tables with their number of rows."""
    atlas, t = page.atlas, page.t

    def label(code: str) -> str:
        return f"{atlas.resource(code).title(t.lang)} *{t.number(len(atlas.table(code)))}*"

    with st.container(key="tables"):
        control.pick(
            "table_pick",  # ``table`` is where the rows are
            t("data.pick"),
            atlas.tables,
            page.view.data.table,
            label,
            change=lambda given: {"table": given},
        )


def draw(page: Frame, kept: Filtered) -> None:
    """What the table is, which filters work on it, its rows and its downloads."""
    t, name = page.t, page.view.data.table
    record = page.atlas.resource(name)
    cards.html(element("div", page.said[1][0], css="described"))
    _filter_lines(page, kept)
    if kept.frame.empty:
        words = t.join(in_words(page.atlas, page.view, kept.applied))
        cards.notice(t("data.empty", table=record.title(t.lang), filters=words))
        return
    raw = page.view.data.raw
    number, of = t.number(len(kept.frame)), t.number(kept.of)
    # Rounded down: 100 % is said only where nothing is missing.
    share = t.percent(catalogue.filled(kept.frame).sum() * 100 // kept.frame.size / 100)
    cards.html(
        cards.figure_head(
            t("data.rows_title" if kept.applied else "data.rows_title_all", n=number, share=share),
            cards.coverage_badge(t("data.rows_of", n=number, of=of), number == of),
            t("data.rows_reading_raw" if raw else "data.rows_reading"),
        )
    )
    _table(page, kept.frame, raw)
    _downloads(page, kept.frame)


def _filter_lines(page: Frame, kept: Filtered) -> None:
    """Which filters work on the table, and which do not."""
    t = page.t
    if kept.applied:
        words = t.clauses(in_words(page.atlas, page.view, kept.applied))
        cards.html(cards.how_to_read(t("data.applied", filters=words)))
    if kept.ignored:
        words = t.join(t(f"filters.{dimension}") for dimension in kept.ignored)
        cards.notice(t("data.ignored", filters=words))


def _table(page: Frame, rows: pd.DataFrame, raw: bool) -> None:
    atlas, t, name = page.atlas, page.t, page.view.data.table
    st.dataframe(
        _joined(rows) if raw else catalogue.readable(atlas, name, rows, t),
        key=f"rows_{name}",
        hide_index=True,
        height=_ROW_HEIGHT * (min(len(rows), _MOST_ROWS) + 1) + 3,
        row_height=_ROW_HEIGHT,
        column_config={
            column.name: st.column_config.Column(
                column.name if raw else column.title(t.lang), help=column.meaning(t.lang) or None
            )
            for column in atlas.dictionary(name)
        },
        placeholder="",
        alt=t("data.rows_alt", table=atlas.resource(name).title(t.lang), n=t.number(len(rows))),
    )


def _joined(rows: pd.DataFrame) -> pd.DataFrame:
    """Lists as the files write them, so that no cell is drawn as a row of chips."""
    lists = [name for name in rows if rows[name].map(lambda cell: isinstance(cell, tuple)).any()]
    return rows.assign(
        **{name: ["|".join(map(str, cell)) for cell in rows[name]] for name in lists}
    )


def _downloads(page: Frame, rows: pd.DataFrame) -> None:
    """Exactly these rows in every format that suits them."""
    t, name = page.t, page.view.data.table
    spatial = catalogue.places(page.atlas, name, rows.iloc[:0]) is not None
    with st.container(key="downloads", horizontal=True, vertical_alignment="center"):
        label = t("data.download", n=t.number(len(rows)))
        cards.html(element("span", label, css="download-label"), width="content")
        make = partial(exports.table, page.atlas, page.view, name)
        title = page.atlas.resource(name).title(t.lang)
        downloads.buttons(page, name, title, make, spatial=spatial)
        with st.container(key="rows_as", width="content"):
            control.toggle("raw", t("data.raw"), page.view.data.raw)
