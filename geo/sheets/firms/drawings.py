"""Charts of a register: where the firms are, what they make, and when they were founded."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from geo.charts import firms as drawn
from geo.charts.benchmarks import Bar, bars
from geo.charts.concentration_quotients import quotients as drawn_quotients
from geo.charts.count_matrix import count_matrix, even_steps
from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.questions.concentration import bases, wording
from geo.questions.concentration.quotients import CORE, REST, by_city, quotients, strength
from geo.record import provenance
from geo.record.naming import area_names, names
from geo.sheets.figures import Chart
from geo.sheets.firms.register import Asked
from geo.sheets.page import Charts
from geo.sheets.view import View
from geo.words import Words

#: Counties and years that a chart shows.
_COUNTIES, _YEARS = 20, 60


def charts(atlas: Atlas, view: View, found: Asked, t: Words, theme: Theme) -> Charts:
    """Makers of all of them."""
    return {
        "firms-by-city": partial(by_area, atlas, view, found, "city", t, theme),
        "firms-matrix": partial(matrix, atlas, view, found, t, theme),
        "firms-quotients": partial(against, atlas, view, found, t, theme),
        "firms-by-county": partial(by_area, atlas, view, found, "county", t, theme),
        "firms-by-year": partial(by_year, found, t, theme),
    }


def _badge(known: float, found: Asked, t: Words) -> tuple[str, bool]:
    """Firms of which what a chart needs is known, of all that are meant."""
    number = found.number
    return t("firms.known_of", n=t.number(known), of=t.number(number)), int(known) == number


def by_area(
    atlas: Atlas, view: View, found: Asked, level: str, t: Words, theme: Theme
) -> Chart | None:
    """Firms of each city, or of the counties that have most."""
    held = found.by(level)
    if held.empty:
        return None
    known, of = float(held.sum()), len(held)
    names_of, shown = area_names(atlas, t), held.head(_COUNTIES)
    picked = {*view.selection.city, view.city.county}
    rows = [
        Bar(str(int(code)), names_of[int(code)], f"{t.number(n)} · {t.percent(n / known)}",
            float(n), strong=int(code) in picked)
        for code, n in shown.items()
    ]  # fmt: skip
    badge, complete = _badge(known, found, t)
    few = t.percent(held.head(3).sum() / known)
    title = t(
        f"firms.by_{level}_title", first=rows[0].label, n=t.number(held.iloc[0]), share=few,
        names=t.join(row.label for row in rows[:3]), of=of,
    )  # fmt: skip
    return Chart(
        f"firms-by-{level}",
        title,
        t(f"firms.by_{level}_reading"),
        bars(rows, theme, room=0.6),
        pd.DataFrame(
            {
                t(f"firms.col.{level}"): [row.label for row in rows],
                t("firms.col.firms"): [int(n) for n in shown],
                t("firms.col.share"): [round(float(100 * n / known), 1) for n in shown],
            }
        ),
        t("firms.chart_alt", title=title, rows=t.join(f"{row.label} {row.text}" for row in rows)),
        badge,
        source=t("firms.source"),
        hint=t("sheets.hint.bar_city") if level == "city" else "",
        complete=complete,
    )


def matrix(atlas: Atlas, view: View, found: Asked, t: Words, theme: Theme) -> Chart | None:
    """Chains by city; families where no chain or family is chosen."""
    told = found.cube.dropna(subset=["city", "chain"])
    if told.empty:
        return None
    chosen = bool(view.selection.fam or view.selection.chain)
    chains = atlas.by_key("chains")
    rows = told["chain"] if chosen else told["chain"].map(chains["family_id"])
    cells = told.assign(row=rows, column=told["city"].astype("int64").astype("str"))
    table = cells.pivot_table(index="row", columns="column", values="n", aggfunc="sum").fillna(0)
    table = table.loc[
        table.sum(axis=1).sort_values(ascending=False, kind="stable").index,
        table.sum().sort_values(ascending=False, kind="stable").index,
    ]
    called = {str(code): str(name) for code, name in area_names(atlas, t).items()}
    called |= names(atlas, "chains", t)
    called |= dict(zip(chains["family_id"], chains[f"family_{t.lang}"], strict=True))
    top = table.stack().idxmax()
    most = int(table.stack().max())
    title = t("firms.matrix_title", row=called[top[0]], city=called[top[1]], n=t.number(most))
    badge, complete = _badge(float(table.to_numpy().sum()), found, t)
    shown = table.astype(int).rename(index=called, columns=called)
    shown.insert(0, t("facts.total"), shown.sum(axis=1))
    return Chart(
        "firms-matrix",
        title,
        t("firms.matrix_reading"),
        count_matrix(
            table, called, t, theme, totals=table.sum(axis=1), none="",
            picked_columns=[str(code) for code in view.selection.city], slanted=True, edged=True,
            steps=even_steps(most),
        ),
        shown.reset_index(names=t(f"firms.col.{'chain' if chosen else 'family'}")),
        title,
        badge,
        source=t("firms.source"),
        complete=complete,
    )  # fmt: skip


def base_of(view: View) -> str:
    """What shares are held against."""
    part = view.selection.fam or view.selection.chain or view.selection.q or view.firms.founded
    return view.firms.against or ("firms" if part else bases.DEFAULT)


def base_label(atlas: Atlas, code: str, t: Words) -> str:
    """What a base is called."""
    if code == "firms":
        return t("firms.base_firms")
    return wording.base_words(bases.base(atlas, code), t)


def shares(atlas: Atlas, view: View, found: Asked, t: Words) -> tuple[pd.Series, str, str]:
    """Share of each city in the base, what the base is called, and its source."""
    code = base_of(view)
    if code == "firms":
        every = found.register.cube(found.register.narrowed()).dropna(subset="city")
        held = every.groupby("city")["n"].sum().reindex(bases.units(atlas)).fillna(0)
        return held / held.sum(), t("firms.base_firms"), t("firms.source")
    base, called = bases.base(atlas, code), base_label(atlas, code, t)
    source = t.join(provenance.source_names(atlas, base.source_ids, t))
    return bases.shares(atlas, base), called, source


def against(atlas: Atlas, view: View, found: Asked, t: Words, theme: Theme) -> Chart | None:
    """Share of each city in the firms, over its share in a base."""
    base, called, source = shares(atlas, view, found, t)
    held = found.by("city").reindex(bases.units(atlas)).fillna(0)
    base = base[base > 0]
    held = held[base.index]
    if not held.sum() or np.allclose(held / held.sum(), base):
        return None
    table = by_city(held, base)
    told = quotients(table, (), strength(table)).drop(index=[CORE, REST], errors="ignore")
    if told.empty:
        return None
    names_of: dict[object, str] = {
        int(code): str(name) for code, name in area_names(atlas, t).items()
    }
    first = int(told.index[0])
    badge, complete = _badge(float(held.sum()), found, t)
    title = t(
        "firms.against_title", city=names_of[first], base=called, lq=t.number(told["lq"].iloc[0], 2)
    )
    rows = t.join(f"{names_of[int(code)]} {lq:.2f}" for code, lq in told["lq"].items())
    return Chart(
        "firms-quotients",
        title,
        t("firms.against_reading", base=called),
        drawn_quotients(told, names_of, (), t, theme, picked=view.selection.city),
        pd.DataFrame(
            {
                t("firms.col.city"): [names_of[int(code)] for code in told.index],
                t("firms.col.firms"): told["observed"].astype(int).to_list(),
                t("firms.col.expected"): told["expected"].round(1).to_list(),
                t("firms.col.quotient"): told["lq"].round(2).to_list(),
                t("firms.col.low"): told["low"].round(2).to_list(),
                t("firms.col.high"): told["high"].round(2).to_list(),
            }
        ),
        t("firms.chart_alt", title=title, rows=rows),
        badge,
        source=t.join(dict.fromkeys((t("firms.source"), source))),
        hint=t("sheets.hint.dot_city"),
        complete=complete,
    )


def by_year(found: Asked, t: Words, theme: Theme) -> Chart | None:
    """Firms by year of founding, of the latest years."""
    held = found.by("year").sort_index()
    if held.empty:
        return None
    held.index = held.index.astype(int)
    last = int(held.index[-1])
    first = max(int(held.index[0]), last - _YEARS + 1)
    number = held.reindex(range(first, last + 1)).fillna(0).astype(int)
    most = int(number.idxmax())
    badge, complete = _badge(float(held.sum()), found, t)
    title = t("firms.by_year_title", year=most, n=t.number(number[most]))
    early = int(held[held.index < first].sum())
    reading = t("firms.by_year_early", n=t.number(early), year=first) if early else ""
    return Chart(
        "firms-by-year",
        title,
        reading or t("firms.by_year_reading"),
        drawn.by_year(number, t, theme),
        pd.DataFrame({t("firms.col.year"): list(number.index), t("firms.col.firms"): list(number)}),
        t("firms.year_alt", title=title, years=t.years(first, last)),
        badge,
        source=t("firms.source"),
        complete=complete,
    )
