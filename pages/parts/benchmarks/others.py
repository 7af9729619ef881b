"""Lists and programmes elsewhere, and Hubei's own numbers beside them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from geo.data.atlas import Atlas
from geo.questions import benchmarks
from geo.record import clusters, facts
from geo.record.facts import Fact
from geo.sheets.benchmarks.drawings import name
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards, charts, factlist
from pages.parts.shell.frame import Frame


def lists(page: Frame) -> None:
    """The national list of 2024 by region and by field, and the world's hundred strongest."""
    regions = page.chart("list-regions")
    if regions is None:
        factlist.missing(page.t)
        return
    left, right = st.columns([1.1, 1], gap="medium")
    with left:
        charts.head(regions)
        charts.plot(regions)
    with right:
        for code in ("list-fields", "list-world"):
            chart = page.chart(code)
            assert chart is not None
            charts.head(chart)
            charts.plot(chart)


def abroad(atlas: Atlas, t: Words) -> None:
    """What the programmes of four economies do, beside Hubei's own document."""
    practices = benchmarks.practices(atlas)
    funded = [code for code, cells in practices.items() if cells["money"]]
    others = t.join(name(code, t) for code in funded if code != benchmarks.HUBEI)
    head = "".join(
        f"<th>{escape(t(f'benchmarks.practice.{aspect}'))}</th>"
        for aspect in benchmarks.PRACTICE_ASPECTS
    )
    body = "".join(
        f'<tr class="{"own" if code == benchmarks.HUBEI else ""}"><td>{escape(name(code, t))}</td>'
        + "".join(_cell(found, aspect, t) for aspect, found in cells.items())
        + "</tr>"
        for code, cells in practices.items()
    )
    cards.show(
        cards.figure_head(
            t("benchmarks.abroad_title", others=others), reading=t("benchmarks.abroad_reading")
        )
        + '<table class="measures stacked"><colgroup><col style="width:9%"><col style="width:25%">'
        '<col style="width:22%"><col style="width:16%"></colgroup>'
        f"<thead><tr><th></th>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _cell(rows: Sequence[Fact], aspect: str, t: Words) -> str:
    found = factlist.brief(rows, t)
    none = f'<span class="none">{t("benchmarks.not_on_record")}</span>'
    label = escape(t(f"benchmarks.practice.{aspect}"))
    return f'<td data-label="{label}"><div>{found or none}</div></td>'


def own(atlas: Atlas, view: View, chosen: pd.DataFrame, t: Words) -> None:
    """Hubei's own numbers by programme, beside those of the whole country."""
    table = benchmarks.own_programmes(atlas, chosen)
    names = clusters.programmes(atlas)
    shown = table if view.filtered else table[table["official"].notna()]
    unknown = int(table["official"].isna().sum())
    columns = ["programme", "official", "named"] + (["left"] if view.filtered else [])
    head = "".join(
        f'<th class="{"" if code == "programme" else "number"}">{t(f"benchmarks.own_{code}")}</th>'
        for code in columns
    )
    body = "".join(
        f"<tr><td>{escape(t.name(names.loc[programme]))}</td>"
        f'<td class="number">{_official(row, t)}</td><td class="number">{row["named"]}</td>'
        + (f'<td class="number"><b>{row["left"]}</b></td>' if view.filtered else "")
        + f"<td>{_nationwide(atlas, str(programme), t)}</td></tr>"
        for programme, row in shown.iterrows()
    )
    rank, top = (facts.one(atlas, key) for key in benchmarks.OWN_STANDING)
    title = t("benchmarks.own_title_none")
    if rank is not None and top is not None:
        title = t("benchmarks.own_title", rank=rank.figure(t), n=top.figure(t))
    cards.show(
        cards.figure_head(title, reading=t("benchmarks.own_reading"))
        + f'<table class="measures"><thead><tr>{head}<th>{t("benchmarks.own_elsewhere")}</th>'
        f"</tr></thead><tbody>{body}</tbody></table>"
        + (
            ""
            if view.filtered
            else f'<div class="reading">{escape(t("benchmarks.own_unknown", n=unknown))}</div>'
        )
    )


def regions(atlas: Atlas, t: Words) -> None:
    """Single figures on other provinces and cities."""
    rows = benchmarks.of(atlas, benchmarks.REGIONS)
    lead = facts.one(atlas, benchmarks.OTHER_PROVINCE)
    if lead is None:
        factlist.missing(t)
        return
    title = t("benchmarks.provinces_title", figure=lead.figure(t))
    cards.show(
        cards.figure_head(title, reading=t("benchmarks.provinces_reading", n=len(rows)))
        + factlist.items(atlas, rows, t, subjects=True)
    )


def _official(row: pd.Series, t: Words) -> str:
    if pd.isna(row["official"]):
        return f'<span class="none">{t("common.unknown")}</span>'
    return f"<b>{row['official']}</b> <small>{row['year']}</small>"


def _nationwide(atlas: Atlas, programme: str, t: Words) -> str:
    fact = benchmarks.nationwide(atlas, programme)
    if fact is None:
        return f'<span class="none">{t("benchmarks.not_on_record")}</span>'
    return escape(t("benchmarks.nationwide", figure=fact.figure(t), year=fact.when(t)))
