"""Recognised against measured: share of a list against share of a statistic, city by city."""

from __future__ import annotations

from functools import partial

import pandas as pd

from geo.charts import concentration_more as drawn
from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look.tokens import Theme
from geo.questions.concentration import bases, subjects, wording
from geo.questions.concentration.robustness import Case
from geo.questions.concentration.subjects import Subject
from geo.questions.concentration.two_way import two_way
from geo.record.naming import area_names
from geo.sheets.concentration import asked as ask
from geo.sheets.concentration.verdict import Cities, told, whole_rule
from geo.sheets.figures import Chart
from geo.sheets.page import Charts
from geo.sheets.view import View
from geo.words import Words

THIRDS = ("low", "middle", "high")


def charts(atlas: Atlas, view: View, t: Words, theme: Theme) -> Charts:
    """Maker of the chart beside the map."""
    asked = ask.case(atlas, view)
    assert asked is not None
    return {"two-way": partial(against, atlas, asked, t.lang, theme, view.selection.city)}


def measured_by(atlas: Atlas, item: Subject, base: str) -> bases.Base:
    """The statistic that a list is held against: industry, or GDP where that is the benchmark."""
    return bases.base(atlas, base if base in ("gdp", "secondary") else "secondary", item.year)


@remembered(128)
def standings(atlas: Atlas, asked: Case) -> pd.DataFrame:
    """Both shares of each city; see :func:`geo.questions.concentration.two_way.two_way`."""
    observed = subjects.by_city(atlas, asked.subject, whole_rule(asked.subject, asked.rule))
    base = measured_by(atlas, asked.subject, asked.base.code)
    return two_way(observed, bases.shares(atlas, base))


@remembered(128)
def against(atlas: Atlas, asked: Case, lang: str, theme: Theme, picked: Cities = ()) -> Chart:
    """Share of recognition against share of a statistic, with what chance allows."""
    t, item = Words(lang), asked.subject
    table = standings(atlas, asked)
    n = int(subjects.by_city(atlas, item, whole_rule(item, asked.rule)).sum())
    base = wording.base_words(measured_by(atlas, item, asked.base.code), t)
    names = area_names(atlas, t)
    far = int((table["side"] != "").sum())
    key = "some" if far else "none"

    def standing(column: str) -> list[str]:
        return [t(f"concentration.two_way.{THIRDS[third]}") for third in table[column]]

    title = t(f"concentration.two_way.title_{key}", n=far, base=base)
    rows = t.join(f"{names[city]} {row.held:.0%}/{row.share:.0%}" for city, row in table.iterrows())
    badge, complete = wording.known(item, t)
    return Chart(
        "two-way",
        title,
        t(
            "concentration.two_way.reading",
            base=base,
            subject=subjects.label(atlas, item.code, t),
        ),
        drawn.two_way(table, n, dict(names), asked.core, t, theme, base=base, picked=picked),
        pd.DataFrame(
            {
                t("concentration.col.city"): names[table.index].to_numpy(),
                t("concentration.two_way.recognised"): (table["held"] * 100).round(2).to_numpy(),
                t("plain.dots.col_share", subject=base): (table["share"] * 100).round(2).to_numpy(),
                t("concentration.two_way.allowed_low"): (table["low"] * 100).round(2).to_numpy(),
                t("concentration.two_way.allowed_high"): (table["high"] * 100).round(2).to_numpy(),
                t("concentration.two_way.third_listed"): standing("listed"),
                t("concentration.two_way.third_measured", base=base): standing("measured"),
            }
        ),
        told(title, rows, t),
        badge,
        complete=complete,
    )
