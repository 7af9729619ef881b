"""The same figures as one table, with sources and download."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from geo.look.html import Content, element
from geo.questions.chains.wording import size
from geo.questions.compare import Choice, Figure, wording
from geo.record.about import Export
from geo.sheets.compare import page as sheet
from pages.parts import cards, downloads
from pages.parts.shell.frame import Frame


def draw(page: Frame, chosen: Choice, figures: Sequence[Figure]) -> None:
    """Rows are figures, columns are units; the province stands last."""
    atlas, t = page.atlas, page.t
    name = [wording.unit_name(atlas, unit, t) for unit in chosen.units]
    outside, numbers = chosen.kind == "outside", {"figures": len(figures), "units": len(name)}
    if outside:
        title = t("compare.table_title_outside", **numbers)
    else:
        kind = t(f"compare.kind.{chosen.kind}")
        kind = kind if t.lang == "zh" else kind.lower()
        title = t("compare.table_title", **numbers, kind=kind)
    reading = t("compare.table_reading_outside" if outside else "compare.table_reading")
    heads = [t("compare.col.figure"), t("compare.col.unit"), *name]
    heads += [t("compare.col.province")] * (not outside) + [t("compare.col.source")]
    rows = [_row(page, chosen, figure) for figure in figures]
    if chosen.kind == "chain":
        rows.append(_sizes(page, chosen))
    cards.show(
        cards.figure_head(title, reading=reading),
        cards.wide(cards.table("rows compared", rows, heads), title),
    )
    make = partial(_export, page)
    with st.container(key="downloads", horizontal=True, vertical_alignment="center"):
        cards.show(element("span", t("compare.download"), css="download-label"))
        downloads.buttons(page, "comparison", t("compare.page"), make, spatial=False)


def _export(page: Frame, *, link: str, day: date) -> Export:
    return sheet.rows(page.atlas, page.view, link, day)[0]


def _row(page: Frame, chosen: Choice, figure: Figure) -> list[Content]:
    atlas, t = page.atlas, page.t

    cells = (
        (
            element("b", wording.value(figure, code, t)),
            element("small", wording.versus(figure, code, t)),
        )
        for code in chosen.codes
    )
    printed = "—" if figure.province is None else wording.printed(figure, figure.province, t)
    province = [] if chosen.kind == "outside" else [printed]
    about = "，" if t.lang == "zh" else ", "
    return [
        wording.figure_name(atlas, figure, t),
        about.join(filter(None, (wording.measure(figure, t), wording.years(figure, t)))),
        *cells,
        *province,
        element("small", sheet.sources(atlas, figure.source_ids, t)),
    ]


def _sizes(page: Frame, chosen: Choice) -> list[Content]:
    """Sizes of chains in words; their kinds, years and areas differ."""
    atlas, t = page.atlas, page.t
    table = atlas.by_key("chains")
    cells = (
        element("small", size(atlas, table.loc[code], t) or t("compare.none"))
        for code in chosen.codes
    )
    keys = table.loc[list(chosen.codes)].dropna(subset=["size_100m_cny"])["source_id"]
    sources = element("small", sheet.sources(atlas, list(keys), t))
    return [t("compare.figure.size"), "", *cells, "—", sources]
