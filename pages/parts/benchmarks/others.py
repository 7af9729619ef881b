"""Lists and programmes elsewhere, and Hubei's own numbers beside them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from markupsafe import Markup

from geo.data.atlas import Atlas
from geo.look.html import Content, element
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
    head = ["", *(t(f"benchmarks.practice.{aspect}") for aspect in benchmarks.PRACTICE_ASPECTS)]
    body = (
        cards.row(
            [name(code, t), *(_cell(found, aspect, t) for aspect, found in cells.items())],
            "own" if code == benchmarks.HUBEI else "",
        )
        for code, cells in practices.items()
    )
    cards.show(
        cards.figure_head(
            t("benchmarks.abroad_title", others=others), reading=t("benchmarks.abroad_reading")
        ),
        cards.table("measures stacked", body, head, columns=cards.columns(9, 25, 22, 16)),
    )


def _cell(rows: Sequence[Fact], aspect: str, t: Words) -> Markup:
    found = factlist.brief(rows, t) or cards.none(t("benchmarks.not_on_record"))
    return cards.named_cell(found, t(f"benchmarks.practice.{aspect}"))


def own(atlas: Atlas, view: View, chosen: pd.DataFrame, t: Words) -> None:
    """Hubei's own numbers by programme, beside those of the whole country."""
    table = benchmarks.own_programmes(atlas, chosen)
    names = clusters.programmes(atlas)
    shown = table if view.filtered else table[table["official"].notna()]
    unknown = int(table["official"].isna().sum())
    numbers = ("official", "named", "left") if view.filtered else ("official", "named")
    head = [
        t("benchmarks.own_programme"),
        *(element("th", t(f"benchmarks.own_{code}"), css="number") for code in numbers),
        t("benchmarks.own_elsewhere"),
    ]
    body = []
    for programme, row in shown.iterrows():
        cells = [_official(row, t), row["named"]]
        cells += [element("b", row["left"])] if view.filtered else []
        body.append(
            [
                t.name(names.loc[programme]),
                *(element("td", cell, css="number") for cell in cells),
                _nationwide(atlas, str(programme), t),
            ]
        )
    rank, top = (facts.one(atlas, key) for key in benchmarks.OWN_STANDING)
    title = t("benchmarks.own_title_none")
    if rank is not None and top is not None:
        title = t("benchmarks.own_title", rank=rank.figure(t), n=top.figure(t))
    cards.show(
        cards.figure_head(title, reading=t("benchmarks.own_reading")),
        cards.table("measures", body, head),
        cards.how_to_read("" if view.filtered else t("benchmarks.own_unknown", n=unknown)),
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
        cards.figure_head(title, reading=t("benchmarks.provinces_reading", n=len(rows))),
        factlist.items(atlas, rows, t, subjects=True),
    )


def _official(row: pd.Series, t: Words) -> Markup:
    if pd.isna(row["official"]):
        return cards.none(t("common.unknown"))
    return Markup("<b>{}</b> <small>{}</small>").format(row["official"], row["year"])


def _nationwide(atlas: Atlas, programme: str, t: Words) -> Content:
    fact = benchmarks.nationwide(atlas, programme)
    if fact is None:
        return cards.none(t("benchmarks.not_on_record"))
    return t("benchmarks.nationwide", figure=fact.figure(t), year=fact.when(t))
