"""The same figures as one table, with sources and download."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from html import escape

import streamlit as st

from geo.questions.chains.wording import size
from geo.questions.compare import Choice, Figure, wording
from geo.record.about import Export
from geo.sheets.compare import page as sheet
from pages.parts import cards
from pages.parts.data import rows as data_rows
from pages.parts.shell.frame import Frame


def draw(page: Frame, chosen: Choice, figures: Sequence[Figure]) -> None:
    """Rows are figures, columns are units; the province stands last."""
    atlas, t = page.atlas, page.t
    name = [wording.unit_name(atlas, unit, t) for unit in chosen.units]
    kind = t(f"compare.kind.{chosen.kind}")
    title = t(
        "compare.table_title",
        figures=len(figures),
        units=len(name),
        kind=kind if t.lang == "zh" else kind.lower(),
    )
    heads = [t("compare.col.figure"), t("compare.col.unit"), *name]
    heads += [t("compare.col.province")] * (chosen.kind != "outside") + [t("compare.col.source")]
    rows = "".join(_row(page, chosen, figure) for figure in figures)
    if chosen.kind == "chain":
        rows += _sizes(page, chosen)
    cards.show(
        cards.figure_head(title, reading=t("compare.table_reading"))
        + cards.wide(
            '<table class="rows compared"><thead><tr>'
            + "".join(f"<th>{escape(head)}</th>" for head in heads)
            + f"</tr></thead><tbody>{rows}</tbody></table>",
            title,
        )
    )
    make = partial(_export, page)
    with st.container(key="downloads", horizontal=True, vertical_alignment="center"):
        cards.show(f'<span class="download-label">{escape(t("compare.download"))}</span>')
        data_rows.buttons(page, "comparison", make, spatial=False)


def _export(page: Frame, *, link: str, day: date) -> Export:
    return sheet.rows(page.atlas, page.view, link, day)[0]


def _row(page: Frame, chosen: Choice, figure: Figure) -> str:
    atlas, t = page.atlas, page.t

    def number(value: float | None) -> str:
        return escape(wording.printed(figure, value, t))

    cells = "".join(
        f"<td><b>{escape(wording.value(figure, code, t))}</b>"
        f"<small>{escape(wording.versus(figure, code, t))}</small></td>"
        for code in chosen.codes
    )
    province = "" if chosen.kind == "outside" else f"<td>{_province(figure, number)}</td>"
    about = "，" if t.lang == "zh" else ", "
    unit = about.join(filter(None, (wording.measure(figure, t), wording.years(figure, t))))
    return (
        f"<tr><td>{escape(wording.figure_name(atlas, figure, t))}</td>"
        f"<td>{escape(unit)}</td>{cells}{province}"
        f"<td><small>{escape(sheet.sources(atlas, figure.source_ids, t))}</small></td></tr>"
    )


def _province(figure: Figure, number: object) -> str:
    assert callable(number)
    return str(number(figure.province)) if figure.province is not None else "—"


def _sizes(page: Frame, chosen: Choice) -> str:
    """Sizes of chains in words; their kinds, years and areas differ."""
    atlas, t = page.atlas, page.t
    table = atlas.by_key("chains")
    cells = "".join(
        f"<td><small>{escape(size(atlas, table.loc[code], t) or t('compare.none'))}</small></td>"
        for code in chosen.codes
    )
    keys = table.loc[list(chosen.codes)].dropna(subset=["size_100m_cny"])["source_id"]
    return (
        f"<tr><td>{escape(t('compare.figure.size'))}</td><td></td>{cells}<td>—</td>"
        f"<td><small>{escape(sheet.sources(atlas, list(keys), t))}</small></td></tr>"
    )
