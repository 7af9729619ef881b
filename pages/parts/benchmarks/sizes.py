"""The ten clusters of the white paper side by side: sizes, other figures alike, and evidence."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from geo.charts.count_matrix import count_matrix
from geo.charts.template import CONFIG
from geo.data.atlas import Atlas
from geo.questions import benchmarks
from geo.questions.benchmarks import Sized
from geo.sheets.benchmarks import page as sheet
from geo.sheets.benchmarks.page import name
from geo.sheets.figures import sentences
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards, factlist
from pages.parts.shell import state

_ALIKE = (
    "state_labs",
    "engineering_centres",
    "enterprise_centres",
    "academicians",
    "funds",
    "firms",
)
_MATRIX = "bench_matrix"


def sizes(atlas: Atlas, t: Words) -> None:
    """One chart a kind of size; a kind with one cluster only is told in words."""
    without = benchmarks.without_size(atlas)
    known = len(benchmarks.CLUSTERS) - len(without)
    badge = cards.coverage_badge(
        t("benchmarks.sizes_badge", n=known, of=len(benchmarks.CLUSTERS)), not without
    )
    reading = sentences(t("benchmarks.sizes_reading"), t("sheets.hint.bar_cluster"))
    cards.show(cards.figure_head(sheet.sizes_title(atlas, t), badge, reading))
    charted = [measure for measure in sheet.CHARTED if benchmarks.measured(atlas, measure)]
    if not charted:
        cards.show(factlist.missing(t))
        return
    for column, measure in zip(st.columns(len(charted), gap="medium"), charted, strict=True):
        with column:
            _chart(atlas, measure, t)
    alone = [
        t(
            "benchmarks.size_alone",
            measure=t(f"benchmarks.measure.{measure}"),
            cluster=name(item.code, t),
            figure=item.fact.figure(t),
            year=item.fact.when(t),
        )
        for measure in benchmarks.SIZES
        if measure not in sheet.CHARTED
        for item in benchmarks.measured(atlas, measure)
    ]
    missing = t("benchmarks.size_none", clusters=t.join(name(code, t) for code in without))
    texts = [*alone, missing] if without else alone
    cards.show(f'<div class="aside">{escape(" ".join(texts))}</div>')


def _chart(atlas: Atlas, measure: str, t: Words) -> None:
    chart = sheet.size(atlas, measure, t, state.theme())
    cards.show(cards.heading(chart.title, 3, "series-title"))
    key = f"bench_{measure}"
    st.plotly_chart(
        chart.figure,
        theme=None,
        config=CONFIG,
        key=key,
        on_select=lambda: _take(key),
        selection_mode="points",
        alt=chart.alt,
    )


def _take(key: str) -> None:
    """Callback: open the benchmark whose bar or cell was clicked."""
    codes = state.carried(key)
    if codes:
        state.change(bench=codes[0])


def alike(atlas: Atlas, t: Words) -> None:
    """Other figures that two clusters share, as a table with years."""
    rows = {measure: benchmarks.measured(atlas, measure) for measure in _ALIKE}
    rows = {measure: found for measure, found in rows.items() if len(found) > 1}
    if not rows:
        cards.show(factlist.missing(t))
        return
    own = [found for found in rows.values() if benchmarks.OWN in {item.code for item in found}]
    first = sum(found[0].code == benchmarks.OWN for found in own)
    title = t("benchmarks.alike_title", n=len(rows), own=len(own), first=first)
    body = "".join(
        f"<tr><td>{escape(t(f'benchmarks.measure.{measure}'))}</td>"
        + "".join(_figure(item, t) for item in found[:2])
        + "</tr>"
        for measure, found in rows.items()
    )
    cards.show(
        cards.figure_head(title, reading=t("benchmarks.alike_reading"))
        + f'<table class="measures"><tbody>{body}</tbody></table>'
    )


def _figure(item: Sized, t: Words) -> str:
    mark = "*" if item.fact.undated else ""
    strong = " <b>" if item.code == benchmarks.OWN else " "
    end = "</b>" if item.code == benchmarks.OWN else ""
    text = f"{escape(name(item.code, t))} {escape(item.fact.figure(t))}"
    return f"<td>{strong}{text}{end} <small>{item.fact.year}{mark}</small></td>"


def evidence(atlas: Atlas, view: View, t: Words) -> None:
    """How much the white paper says on each cluster and aspect; a click opens the cluster."""
    table = benchmarks.evidence(atlas)
    total = table.sum(axis=1)
    if not total.any():
        cards.show(factlist.missing(t))
        return
    title = t(
        "benchmarks.evidence_title",
        n=int(total.sum()),
        most=t.join(name(str(code), t) for code in total.index[total == total.max()]),
        least=t.join(name(str(code), t) for code in total.index[total == total.min()]),
    )
    cards.show(cards.figure_head(title, reading=t("benchmarks.evidence_reading")))
    names = {code: name(code, t) for code in table.index}
    names |= {code: t(f"benchmarks.aspect.{code}") for code in table.columns}
    picked = [view.benchmarks.bench] if view.benchmarks.bench in table.index else []
    st.plotly_chart(
        count_matrix(table, names, t, state.theme(), totals=total, none="–", picked_rows=picked),
        theme=None,
        config=CONFIG,
        key=_MATRIX,
        on_select=lambda: _take(_MATRIX),
        selection_mode="points",
        alt=title,
    )
    with st.expander(t("benchmarks.as_table")):
        shown = table.assign(total=total).rename(index=names, columns=names)
        shown = shown.rename(columns={"total": t("facts.total")})
        shown.index = pd.Index(shown.index, name=t("benchmarks.cluster"))
        st.dataframe(shown, key="bench_matrix_table", height="content", alt=title)
