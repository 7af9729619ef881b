"""The benchmark opened: everything on record of it, with wording and source."""

from __future__ import annotations

import streamlit as st

from geo.data.atlas import Atlas
from geo.look.html import element
from geo.questions import benchmarks
from geo.sheets.benchmarks.page import full_name, opened
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards, factlist
from pages.parts.shell import control, navigation


def label(atlas: Atlas, code: str, t: Words) -> str:
    """Name of a benchmark in the menu: group, name, number of statements."""
    key = "cluster" if code in benchmarks.CLUSTERS else "other"
    return t(f"benchmarks.pick_{key}", name=full_name(code, t), n=len(benchmarks.of(atlas, code)))


def draw(atlas: Atlas, view: View, t: Words) -> None:
    """Menu of all benchmarks and the card of the one chosen."""
    bench = view.benchmarks.bench
    control.select(
        "bench",
        t("benchmarks.pick"),
        benchmarks.CODES,
        bench,
        lambda code: label(atlas, code, t),
        labelled=True,
    )
    rows = benchmarks.of(atlas, bench)
    parts = []
    if bench in benchmarks.CLUSTERS:
        for aspect in benchmarks.ASPECTS:
            found = [fact for fact in rows if benchmarks.aspect(fact) == aspect]
            if found:
                heading = cards.heading(t(f"benchmarks.aspect.{aspect}"), 3, "detail-part")
                parts.append(heading + factlist.items(atlas, found, t))
    else:
        parts.append(factlist.items(atlas, rows, t, subjects=True))
    heading = cards.heading(full_name(bench, t), 2, "detail-name")
    note = opened(atlas, bench, t)
    with st.container(key="detail"):
        other = element("div", note, css="other")
        cards.show(element("article", heading, other, parts, css="detail block"))
        navigation.link("data", view.replace(table="facts"), t("benchmarks.download"))
