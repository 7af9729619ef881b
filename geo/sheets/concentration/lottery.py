"""Share of the core, Lorenz curve and indices, each with what the lottery gives."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from geo.charts import concentration_more as drawn
from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.questions.concentration import indices, subjects, wording
from geo.questions.concentration.robustness import Case
from geo.questions.concentration.wording import chance
from geo.sheets.concentration import asked as ask
from geo.sheets.concentration.verdict import names_of, told
from geo.sheets.figures import Chart
from geo.sheets.page import Charts
from geo.sheets.view import View
from geo.words import Words


def charts(atlas: Atlas, view: View, t: Words, theme: Theme) -> Charts:
    """Makers of the three charts."""
    asked = ask.case(atlas, view)
    assert asked is not None
    return {
        "core-share": partial(core_share, atlas, asked, t, theme),
        "lorenz": partial(lorenz, atlas, asked, t, theme),
        "indices": partial(index_bands, atlas, asked, t, theme),
    }


def _counts(atlas: Atlas, asked: Case) -> tuple[int, ...]:
    """Items by city; what a partial count does not tell stands as 0, which the page says."""
    return tuple(subjects.by_city(atlas, asked.subject, "lead").fillna(0).astype(int))


def core_share(atlas: Atlas, asked: Case, t: Words, theme: Theme) -> Chart:
    """Shares that the lottery gives the core, and the one observed with its interval."""
    found, said = asked.verdict, names_of(atlas, asked, t)
    inside = tuple(int(city) in asked.core for city in atlas.cities.index)
    sizes = asked.subject.sizes(asked.core)
    values, often = indices.core_draws(sizes, asked.base.shares, inside, asked.rule)
    shares = np.asarray(values) / found.of
    title = t(
        "concentration.core.title",
        core=said.core_short,
        share=t.percent(found.share),
        chance=chance(found.tail, t),
    )
    text = t("concentration.core.alt", low=t.percent(found.low), high=t.percent(found.high))
    badge, complete = wording.known(asked.subject, t)
    return Chart(
        "core-share",
        title,
        t("concentration.core.reading", core=said.core_short, base=said.base),
        drawn.core_share(shares, often, found.share, (found.low, found.high), theme),
        pd.DataFrame(
            {
                t("concentration.col.n"): values,
                t("concentration.core.share"): (shares * 100).round(1),
                t("concentration.core.often"): (often * 100).round(2),
            }
        ),
        told(title, text, t),
        badge,
        complete=complete,
    )


def lorenz(atlas: Atlas, asked: Case, t: Words, theme: Theme) -> Chart:
    """The Lorenz curve and the ribbon of the lottery."""
    base = names_of(atlas, asked, t).base
    found = indices.ribbon(_counts(atlas, asked), asked.base.shares)
    heights = np.interp(found.grid, found.x, found.y)
    out = (heights < found.low - 1e-9) | (heights > found.high + 1e-9)
    title = t(f"concentration.lorenz.title_{'out' if out.any() else 'in'}")
    up, across = t("concentration.lorenz.up"), t("concentration.lorenz.across", base=base)
    return Chart(
        "lorenz",
        title,
        t("concentration.lorenz.reading", base=base, n=indices.RIBBON_DRAWS),
        drawn.lorenz(found, across, up, theme),
        pd.DataFrame({across: (found.x * 100).round(2), up: (found.y * 100).round(2)}),
        told(title, across, t),
    )


def index_bands(atlas: Atlas, asked: Case, t: Words, theme: Theme) -> Chart | None:
    """Indices with what the lottery gives; None for fewer than two items."""
    counts = _counts(atlas, asked)
    if sum(counts) < 2:
        return None
    rows = indices.indices(counts, asked.base.shares)
    labels = [t(f"concentration.index.{row.code}") for row in rows]
    outside = [label for row, label in zip(rows, labels, strict=True) if not row.inside]
    key = "some" if outside else "none"
    title = t(f"concentration.indices.title_{key}", names=t.join(outside))
    values = t.join(f"{label} {row.value:z.2f}" for row, label in zip(rows, labels, strict=True))
    return Chart(
        "indices",
        title,
        t("concentration.indices.reading", base=names_of(atlas, asked, t).base),
        drawn.bands(rows, labels, theme),
        pd.DataFrame(
            {
                t("concentration.indices.index"): labels,
                t("concentration.col.observed"): [round(row.value, 4) for row in rows],
                t("concentration.indices.mean"): [round(row.mean, 4) for row in rows],
                t("concentration.indices.low"): [round(row.low, 4) for row in rows],
                t("concentration.indices.high"): [round(row.high, 4) for row in rows],
            }
        ),
        told(title, values, t),
    )
