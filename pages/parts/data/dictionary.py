"""What each column of a table means, and how much of it is known in the rows shown."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from geo.files.tables import Column
from geo.sheets import catalogue
from geo.sheets.table_filter import Filtered
from geo.words import Words
from pages.parts import cards
from pages.parts.shell.frame import Frame


def draw(page: Frame, kept: Filtered) -> None:
    """Dictionary and coverage in one table."""
    t = page.t
    entries = catalogue.dictionary(page.atlas, page.view.data.table, t)
    known, of = catalogue.filled(kept.frame), len(kept.frame)
    lines = "".join(_line(entry, int(known[entry.code]), of, t) for entry in entries)
    st.html(
        cards.figure_head(_title(entries, known, of, t), reading=t("data.coverage_reading"))
        + '<table class="entries"><colgroup><col style="width:25%"><col><col style="width:132px">'
        f"</colgroup><thead><tr><th>{t('data.col_column')}</th><th>{t('data.col_meaning')}</th>"
        f"<th>{t('data.col_filled')}</th></tr></thead><tbody>{lines}</tbody></table>"
    )


def _title(entries: tuple[Column, ...], known: pd.Series, of: int, t: Words) -> str:
    if not of:
        return t("data.coverage_title_empty", columns=len(entries))
    full = int((known == of).sum())
    if full == len(entries):
        return t("data.coverage_title_full", columns=full)
    emptiest = min(entries, key=lambda entry: known[entry.code])
    return t(
        "data.coverage_title",
        columns=len(entries),
        full=full,
        label=emptiest.label,
        n=t.number(known[emptiest.code]),
        of=t.number(of),
    )


def _line(entry: Column, known: int, of: int, t: Words) -> str:
    unit = t("data.unit", unit=entry.unit) if entry.unit else ""
    facts = " · ".join(filter(None, (entry.type, unit, entry.key)))
    values = t("data.values", list=t.join(entry.values.values())) if entry.values else ""
    small = "".join(f"<small>{escape(text)}</small>" for text in (facts, values) if text)
    filled = (
        (
            f'<span class="meter"><i style="width:{known / of * 100:.0f}%"></i></span>'
            f"{t.number(known)}/{t.number(of)}"
        )
        if of
        else ""
    )
    return (
        f"<tr><td>{escape(entry.label)}<code>{escape(entry.code)}</code></td>"
        f'<td>{escape(entry.meaning)}{small}</td><td class="filled">{filled}</td></tr>'
    )
