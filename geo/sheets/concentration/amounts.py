"""An amount such as GDP against a benchmark: shares only, as there is no lottery of amounts."""

from __future__ import annotations

from functools import partial

import pandas as pd

from geo.charts import concentration_dumbbell, concentration_quotients, concentration_strip
from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.measures import location_quotient
from geo.questions.concentration import bases, quotients, subjects, wording
from geo.record.naming import area_names
from geo.sheets.concentration import asked
from geo.sheets.concentration.verdict import told
from geo.sheets.figures import Chart
from geo.sheets.page import Charts, Said
from geo.sheets.view import View
from geo.words import Words


def words(atlas: Atlas, view: View, t: Words) -> Said:
    """Both shares of the core and their ratio; why no chance is given."""
    core, said = list(asked.core(atlas, view)), asked.names(atlas, view, t)
    share = float(_shares(atlas, view)[core].sum())
    due = float(bases.shares(atlas, asked.base(atlas, view))[core].sum())
    fields = {
        "core": said.core,
        "subject": said.subject,
        "share": t.percent(share, 1),
        "base": said.base,
        "base_share": t.percent(due, 1),
        "ratio": f"{share / due:.2f}",
    }
    lines = ("concentration.sentence.amount_full", "concentration.sure.amount")
    return t("concentration.headline.amount", **fields), tuple(t(key, **fields) for key in lines)


def charts(atlas: Atlas, view: View, t: Words, theme: Theme) -> Charts:
    """Shares by city, location quotients without intervals, and the core by benchmark."""
    return {
        "pairs": partial(pairs, atlas, view, t, theme),
        "quotients": partial(city_quotients, atlas, view, t, theme),
        "strip-own": partial(strip, atlas, view, t, theme),
    }


def _shares(atlas: Atlas, view: View) -> pd.Series:
    """Share of each city in the amount."""
    amounts = subjects.by_city(atlas, asked.of_view(atlas, view), "lead")
    return amounts / amounts.sum()


def pairs(atlas: Atlas, view: View, t: Words, theme: Theme) -> Chart:
    """Share of the amount against share of the benchmark, a dumbbell a city."""
    said = asked.names(atlas, view, t)
    table = quotients.by_city(_shares(atlas, view), bases.shares(atlas, asked.base(atlas, view)))
    names = dict(area_names(atlas, t))
    title = t(
        "concentration.pair.title_amount",
        most=names[table.index[0]],
        plus=f"{table['difference'].iloc[0] * 100:.1f}",
        least=names[table.index[-1]],
        minus=f"{abs(table['difference'].iloc[-1]) * 100:.1f}",
    )
    rows = t.join(f"{names[c]} {r.observed:.1%} ({r.expected:.1%})" for c, r in table.iterrows())
    badge, complete = wording.known(asked.of_view(atlas, view), t)
    return Chart(
        "pairs",
        title,
        t(
            "concentration.pair.reading_amount",
            subject=said.subject,
            base=said.base,
            core=said.core,
        ),
        concentration_dumbbell.dumbbell(
            table,
            names,
            asked.core(atlas, view),
            t,
            theme,
            picked=view.selection.city,
            percent=True,
        ),
        pd.DataFrame(
            {
                t("concentration.col.city"): [names[city] for city in table.index],
                f"{said.subject} %": (table["observed"] * 100).round(2).to_numpy(),
                t("concentration.col.base_share"): (table["expected"] * 100).round(2).to_numpy(),
            }
        ),
        told(title, t("concentration.alt_pairs", rows=rows), t),
        badge,
        hint=t("sheets.hint.dot_city"),
        complete=complete,
    )


def city_quotients(atlas: Atlas, view: View, t: Words, theme: Theme) -> Chart:
    """Location quotient of each city; an amount has no interval."""
    shares = _shares(atlas, view)
    names = dict(area_names(atlas, t))
    table = pd.DataFrame(
        {"lq": location_quotient(shares, bases.shares(atlas, asked.base(atlas, view)))},
        index=shares.index,
    ).sort_values("lq", ascending=False)
    title = t(
        "concentration.quotient.title_amount",
        first=names[table.index[0]],
        lq=f"{table['lq'].iloc[0]:.2f}",
    )
    base = asked.names(atlas, view, t).base
    return Chart(
        "quotients",
        title,
        t("concentration.quotient.reading_amount", base=base),
        concentration_quotients.quotients(
            table, names, asked.core(atlas, view), t, theme, picked=view.selection.city
        ),
        pd.DataFrame(
            {
                t("concentration.col.city"): [names[city] for city in table.index],
                t("concentration.col.lq"): table["lq"].round(3).to_numpy(),
            }
        ),
        told(title, t.join(f"{names[city]} {lq:.2f}" for city, lq in table["lq"].items()), t),
    )


def strip(atlas: Atlas, view: View, t: Words, theme: Theme) -> Chart:
    """Share of the core in the amount and in every benchmark."""
    item, core = asked.of_view(atlas, view), list(asked.core(atlas, view))
    said = asked.names(atlas, view, t)
    share = float(_shares(atlas, view)[core].sum())
    rows = []
    for code in bases.BASES:
        base = bases.base(atlas, code, item.year)
        due = float(bases.shares(atlas, base)[core].sum())
        label, ratio = wording.base_words(base, t), f"{share / due:.2f}"
        rows.append(concentration_strip.Row(label, "", ratio, due, None, False))
    title = t("concentration.strip.title_amount", core=said.core_short)
    return Chart(
        "strip-own",
        title,
        t("concentration.strip.reading_amount", core=said.core_short, subject=said.subject),
        concentration_strip.strip(rows, share, theme, room=0.8),
        pd.DataFrame(
            {
                t("concentration.col.base"): [row.label for row in rows],
                t("concentration.col.base_share"): [round(row.share * 100, 2) for row in rows],
                t("concentration.col.lq"): [row.chance for row in rows],
            }
        ),
        told(title, t.join(f"{row.label} {row.chance}" for row in rows), t),
    )
