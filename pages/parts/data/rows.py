"""The rows of a table as the view filters them, and the files to take them away in."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from geo.look.html import element
from geo.look.lettering import text_width
from geo.sheets import catalogue, exports
from geo.sheets.table_filter import Filtered, in_words
from pages.parts import cards, downloads, listing
from pages.parts.shell import control
from pages.parts.shell.frame import Frame

#: Columns are as wide as most of what stands in them: least and greatest width, size of the type,
#: and room beside it, CSS px.
_NARROW, _WIDE, _TYPE, _ROOM = 56, 340, 14, 16
#: Part of the cells of a column that its width suits; text that is kept on one line, CSS px, and
#: lines that longer text takes.
_MOST_CELLS, _LINE, _LINES = 0.9, 120, 3


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
    table = _joined(rows) if raw else catalogue.readable(atlas, name, rows, t)
    heads = {
        column.name: (column.name if raw else column.title(t.lang), column.meaning(t.lang))
        for column in atlas.dictionary(name)
    }
    listing.draw(
        table,
        f"rows_{name}",
        t("data.rows_alt", table=atlas.resource(name).title(t.lang), n=t.number(len(rows))),
        pages=t,
        columns={
            code: listing.Column(label, _width(label, table[code]), help=meaning)
            for code, (label, meaning) in heads.items()
            if code in table
        },
    )


def _width(label: str, cells: pd.Series) -> int:
    """Width of a column, CSS px."""
    wide = [text_width(str(cell), _TYPE) for cell in cells if pd.notna(cell)]
    usual = float(pd.Series(wide or [0.0]).quantile(_MOST_CELLS))
    needed = max(text_width(label, _TYPE) / 2, usual if usual <= _LINE else usual / _LINES)
    return int(min(max(_NARROW, needed + _ROOM), _WIDE))


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
