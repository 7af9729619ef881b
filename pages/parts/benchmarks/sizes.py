"""The ten clusters of the white paper side by side: sizes, other figures alike, and evidence."""

from __future__ import annotations

from typing import Any

import streamlit as st
from markupsafe import Markup

from geo.data.atlas import Atlas
from geo.look.html import element
from geo.questions import benchmarks
from geo.questions.benchmarks import Sized
from geo.sheets.benchmarks import page as sheet
from geo.sheets.benchmarks.drawings import CHARTED, code_of, name
from geo.sheets.figures import sentences
from geo.words import Words
from pages.parts import cards, charts, factlist
from pages.parts.shell import state
from pages.parts.shell.frame import Frame

_ALIKE = (
    "state_labs",
    "engineering_centres",
    "enterprise_centres",
    "academicians",
    "funds",
    "firms",
)


def sizes(page: Frame) -> None:
    """One chart a kind of size; a kind with one cluster only is told in words."""
    atlas, t = page.atlas, page.t
    without = benchmarks.without_size(atlas)
    known = len(benchmarks.CLUSTERS) - len(without)
    badge = cards.coverage_badge(
        t("benchmarks.sizes_badge", n=known, of=len(benchmarks.CLUSTERS)), not without
    )
    reading = sentences(t("benchmarks.sizes_reading"), t("sheets.hint.bar_cluster"))
    cards.show(cards.figure_head(sheet.sizes_title(atlas, t), badge, reading))
    charted = [chart for measure in CHARTED if (chart := page.chart(code_of(measure)))]
    if not charted:
        factlist.missing(t)
        return
    for column, chart in zip(st.columns(len(charted), gap="medium"), charted, strict=True):
        with column:
            cards.show(cards.heading(chart.title, 3, "series-title"))
            charts.plot(chart, on_click=_open)
    alone = [
        t(
            "benchmarks.size_alone",
            measure=t(f"benchmarks.measure.{measure}"),
            cluster=name(item.code, t),
            figure=item.fact.figure(t),
            year=item.fact.when(t),
        )
        for measure in benchmarks.SIZES
        if measure not in CHARTED
        for item in benchmarks.measured(atlas, measure)
    ]
    missing = t("benchmarks.size_none", clusters=t.join(name(code, t) for code in without))
    texts = [*alone, missing] if without else alone
    cards.show(element("div", " ".join(texts), css="aside"))


def _open(codes: tuple[Any, ...]) -> None:
    """Open the benchmark whose bar or cell was clicked."""
    state.change(bench=codes[0])


def alike(atlas: Atlas, t: Words) -> None:
    """Other figures that two clusters share, as a table with years."""
    rows = {measure: benchmarks.measured(atlas, measure) for measure in _ALIKE}
    rows = {measure: found for measure, found in rows.items() if len(found) > 1}
    if not rows:
        factlist.missing(t)
        return
    own = [found for found in rows.values() if benchmarks.OWN in {item.code for item in found}]
    first = sum(found[0].code == benchmarks.OWN for found in own)
    title = t("benchmarks.alike_title", n=len(rows), own=len(own), first=first)
    body = (
        [t(f"benchmarks.measure.{measure}"), *(_figure(item, t) for item in found[:2])]
        for measure, found in rows.items()
    )
    cards.show(
        cards.figure_head(title, reading=t("benchmarks.alike_reading")),
        cards.table("measures", body),
    )


def _figure(item: Sized, t: Words) -> Markup:
    text = f"{name(item.code, t)} {item.fact.figure(t)}"
    year = f"{item.fact.year}{'*' if item.fact.undated else ''}"
    own = item.code == benchmarks.OWN
    return Markup(" {} <small>{}</small>").format(element("b", text) if own else text, year)


def evidence(page: Frame) -> None:
    """How much the white paper says on each cluster and aspect; a click opens the cluster."""
    chart = page.chart("evidence")
    if chart is None:
        factlist.missing(page.t)
    else:
        charts.show(chart, page.t, on_click=_open)
