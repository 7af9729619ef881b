"""An amount such as GDP against a benchmark: shares only, as there is no lottery of amounts."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from geo.charts import concentration as charts
from geo.data.atlas import Atlas
from geo.measures import location_quotient
from geo.questions.concentration import bases, quotients, subjects, wording
from geo.questions.concentration.subjects import Subject
from geo.questions.concentration.wording import Names
from geo.sheets.figures import sentences
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards, factlist
from pages.parts.concentration.figures import badge, note, show
from pages.parts.shell import state


def _shares(atlas: Atlas, item: Subject) -> pd.Series:
    amounts = subjects.by_city(atlas, item, "lead")
    return amounts / amounts.sum()


def head(
    atlas: Atlas, item: Subject, base: bases.Base, core: tuple[int, ...], said: Names, t: Words
) -> None:
    """Headline, sentence and strip without any probability."""
    share = float(_shares(atlas, item)[list(core)].sum())
    due = float(bases.shares(atlas, base)[list(core)].sum())
    fields = {
        "core": said.core,
        "subject": said.subject,
        "share": t.percent(share, 1),
        "base": said.base,
        "base_share": t.percent(due, 1),
        "ratio": f"{share / due:.2f}",
    }
    cards.show(cards.headline(t("concentration.headline.amount", **fields), t))
    with st.container(key="finding"):
        text = escape(t("concentration.sentence.amount_full", **fields))
        cards.show(f'<div class="full-sentence" role="status">{text}</div>')
    with st.container(key="coverage"):
        cards.show(
            factlist.strip(
                [
                    (t("concentration.sure.title"), t("concentration.sure.amount", **fields)),
                    (t("concentration.unnamed.title_none"), t("concentration.unnamed.amount")),
                ]
            )
        )


def figures(
    atlas: Atlas,
    view: View,
    item: Subject,
    base: bases.Base,
    core: tuple[int, ...],
    said: Names,
    t: Words,
) -> None:
    """Shares by city, location quotients without whiskers, and the core by benchmark."""
    shares, due = _shares(atlas, item), bases.shares(atlas, base)
    names = dict(wording.city_names(atlas, t))
    table = quotients.by_city(shares, due)
    left, middle, right = st.columns([1.05, 1, 1.05], gap="medium")
    with left, st.container(key="concentration_pairs"):
        title = t(
            "concentration.pair.title",
            most=names[table.index[0]],
            plus=f"+{table['difference'].iloc[0]:.1%}",
            least=names[table.index[-1]],
            minus=f"{table['difference'].iloc[-1]:.1%}".replace("-", "−"),
        )
        reading = t(
            "concentration.pair.reading_amount",
            subject=said.subject,
            base=said.base,
            core=said.core,
        )
        hint = t("sheets.hint.dot_city")
        cards.show(cards.figure_head(title, badge(item, t), sentences(reading, hint)))
        chart = charts.dumbbell(
            table, names, core, t, state.theme(), picked=view.selection.city, percent=True
        )
        shown = pd.DataFrame(
            {
                t("concentration.col.city"): [names[city] for city in table.index],
                f"{said.subject} %": (table["observed"] * 100).round(2).to_numpy(),
                t("concentration.col.base_share"): (table["expected"] * 100).round(2).to_numpy(),
            }
        )
        rows = t.join(f"{names[c]} {r.observed:.1%}/{r.expected:.1%}" for c, r in table.iterrows())
        alt = t("concentration.alt_pairs", rows=rows)
        show(chart, shown, "concentration_pairs_chart", title, alt, t, clickable=True)
    with middle, st.container(key="concentration_quotients"):
        quotient = pd.DataFrame(
            {"lq": location_quotient(shares, due)}, index=shares.index
        ).sort_values("lq", ascending=False)
        title = t(
            "concentration.quotient.title_amount",
            first=names[quotient.index[0]],
            lq=f"{quotient['lq'].iloc[0]:.2f}",
        )
        reading = t("concentration.quotient.reading_amount", base=said.base)
        cards.show(cards.figure_head(title, reading=reading))
        chart = charts.quotients(
            quotient, names, core, t, state.theme(), picked=view.selection.city
        )
        shown = pd.DataFrame(
            {
                t("concentration.col.city"): [names[city] for city in quotient.index],
                t("concentration.col.lq"): quotient["lq"].round(3).to_numpy(),
            }
        )
        rows = t.join(f"{names[city]} {lq:.2f}" for city, lq in quotient["lq"].items())
        show(chart, shown, "concentration_quotients_chart", title, rows, t, clickable=True)
    with right, st.container(key="concentration_strip"):
        _strip(atlas, item, float(shares[list(core)].sum()), core, said, t)


def _strip(
    atlas: Atlas, item: Subject, share: float, core: tuple[int, ...], said: Names, t: Words
) -> None:
    title = t("concentration.strip.title_amount", core=said.core_short)
    reading = t("concentration.strip.reading_amount", core=said.core_short, subject=said.subject)
    cards.show(cards.figure_head(title, reading=reading))
    rows = []
    for code in bases.BASES:
        base = bases.base(atlas, code, item.year)
        due = float(bases.shares(atlas, base)[list(core)].sum())
        rows.append(
            charts.Row(wording.base_words(base, t), "", f"{share / due:.2f}", due, None, False)
        )
    shown = pd.DataFrame(
        {
            t("concentration.col.base"): [row.label for row in rows],
            t("concentration.col.base_share"): [round(row.share * 100, 2) for row in rows],
            t("concentration.col.lq"): [row.chance for row in rows],
        }
    )
    alt = t.join(f"{row.label} {row.chance}" for row in rows)
    chart = charts.strip(rows, share, state.theme(), room=0.8)
    show(chart, shown, "concentration_strip_own", title, alt, t)
    note(t("concentration.sentence.amount"))
