"""What each column of a table means, and how much of it is known in the rows shown."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from geo.files.tables import Column
from geo.look.html import Content, element
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
    lines = (_line(entry, int(known[entry.code]), of, t) for entry in entries)
    heads = [t(f"data.col_{name}") for name in ("column", "meaning", "filled")]
    columns = Markup('<colgroup><col style="width:25%"><col><col style="width:132px"></colgroup>')
    cards.html(
        cards.figure_head(_title(entries, known, of, t), reading=t("data.coverage_reading")),
        cards.table("entries", lines, heads, columns=columns),
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


def _line(entry: Column, known: int, of: int, t: Words) -> tuple[Content, ...]:
    unit = t("data.unit", unit=entry.unit) if entry.unit else ""
    facts = " · ".join(filter(None, (entry.type, unit, entry.key)))
    values = t("data.values", list=t.join(entry.values.values())) if entry.values else ""
    small = [element("small", text) for text in (facts, values) if text]
    filled = (cards.meter(known / of), f"{t.number(known)}/{t.number(of)}") if of else ()
    return (
        (entry.label, element("code", entry.code)),
        (entry.meaning, small),
        element("td", filled, css="filled"),
    )
