"""Share of the core, Lorenz curve and indices, each with what the lottery gives."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from geo.charts import concentration_more as charts
from geo.data.atlas import Atlas
from geo.questions.concentration import indices, subjects
from geo.questions.concentration.robustness import Case
from geo.questions.concentration.wording import Names, chance
from geo.words import Words
from pages.parts import cards
from pages.parts.concentration.figures import badge, note, show
from pages.parts.shell import state


def draw(atlas: Atlas, asked: Case, said: Names, t: Words) -> None:
    """Three figures side by side."""
    item = asked.subject
    if item.unknown:
        note(t("concentration.partial", n=len(item.unknown)))
    counts = tuple(subjects.by_city(atlas, item, "lead").fillna(0).astype(int))
    left, middle, right = st.columns(3, gap="medium")
    with left, st.container(key="concentration_core_box"):
        _core(atlas, asked, said, t)
    with middle, st.container(key="concentration_lorenz_box"):
        _lorenz(counts, asked, said, t)
    with right, st.container(key="concentration_indices_box"):
        _indices(counts, asked, said, t)


def _core(atlas: Atlas, asked: Case, said: Names, t: Words) -> None:
    found = asked.verdict
    inside = tuple(int(city) in asked.core for city in atlas.cities.index)
    sizes = asked.subject.sizes(asked.core)
    values, often = indices.core_draws(sizes, asked.base.shares, inside, asked.rule)
    title = t(
        "concentration.core.title",
        core=said.core_short,
        share=t.percent(found.share),
        chance=chance(found.tail, t),
    )
    reading = t("concentration.core.reading", core=said.core_short, base=said.base)
    cards.show(cards.figure_head(title, badge(asked.subject, t), reading))
    shares = np.asarray(values) / found.of
    chart = charts.core_share(shares, often, found.share, (found.low, found.high), state.theme())
    frame = pd.DataFrame(
        {
            t("concentration.col.n"): values,
            t("concentration.core.share"): (shares * 100).round(1),
            t("concentration.core.often"): (often * 100).round(2),
        }
    )
    alt = t("concentration.core.alt", low=t.percent(found.low), high=t.percent(found.high))
    show(chart, frame, "concentration_core_chart", title, alt, t)


def _lorenz(counts: tuple[int, ...], asked: Case, said: Names, t: Words) -> None:
    found = indices.ribbon(counts, asked.base.shares)
    heights = np.interp(found.grid, found.x, found.y)
    out = (heights < found.low - 1e-9) | (heights > found.high + 1e-9)
    title = t(f"concentration.lorenz.title_{'out' if out.any() else 'in'}")
    reading = t("concentration.lorenz.reading", base=said.base, n=indices.RIBBON_DRAWS)
    cards.show(cards.figure_head(title, reading=reading))
    up = t("concentration.lorenz.up")
    across = t("concentration.lorenz.across", base=said.base)
    frame = pd.DataFrame({across: (found.x * 100).round(2), up: (found.y * 100).round(2)})
    chart = charts.lorenz(found, across, up, state.theme())
    show(chart, frame, "concentration_lorenz_chart", title, across, t)


def _indices(counts: tuple[int, ...], asked: Case, said: Names, t: Words) -> None:
    if sum(counts) < 2:
        note(t("concentration.indices.too_few"))
        return
    rows = indices.indices(counts, asked.base.shares)
    labels = [t(f"concentration.index.{row.code}") for row in rows]
    outside = [label for row, label in zip(rows, labels, strict=True) if not row.inside]
    key = "some" if outside else "none"
    title = t(f"concentration.indices.title_{key}", names=t.join(outside))
    reading = t("concentration.indices.reading", base=said.base)
    cards.show(cards.figure_head(title, reading=reading))
    frame = pd.DataFrame(
        {
            t("concentration.indices.index"): labels,
            t("concentration.col.observed"): [round(row.value, 4) for row in rows],
            t("concentration.indices.mean"): [round(row.mean, 4) for row in rows],
            t("concentration.indices.low"): [round(row.low, 4) for row in rows],
            t("concentration.indices.high"): [round(row.high, 4) for row in rows],
        }
    )
    alt = t.join(f"{label} {row.value:.2f}" for row, label in zip(rows, labels, strict=True))
    show(charts.bands(rows, labels, state.theme()), frame, "concentration_bands", title, alt, t)
    note(t("concentration.indices.note"))
