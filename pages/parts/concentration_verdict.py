"""The answer on top and the three figures below it: by city, as quotients, by benchmark."""

from __future__ import annotations

import math
from html import escape

import pandas as pd
import streamlit as st

from geo.atlas import Atlas
from geo.charts import concentration as charts
from geo.concentration import bases, choice, quotients, robustness, subjects, wording
from geo.concentration.robustness import Case
from geo.concentration.wording import Names, chance, number
from geo.measures.counting import Rule
from geo.view import View
from geo.words import Words
from pages.parts import cards, factlist, state
from pages.parts.concentration_figures import badge, note, show

_SMOOTHING = "concentration_smooth"


def head(atlas: Atlas, asked: Case, said: Names, t: Words) -> None:
    """Headline, the sentence with its doubt, and the strip of three."""
    cards.show(cards.headline(wording.headline(asked, said, t), t))
    with st.container(key="finding"):
        text = escape(wording.sentence(asked, said, t))
        cards.show(f'<div class="full-sentence" role="status">{text}</div>')
    with st.container(key="coverage"):
        sure = (t("concentration.sure.title"), wording.sure(asked, said, t))
        unnamed = wording.unnamed(asked, said, t)
        papers = wording.papers(atlas, asked, said, t)
        cards.show(factlist.strip([sure, unnamed, papers]))


def pairs(atlas: Atlas, view: View, asked: Case, said: Names, t: Words) -> None:
    """Observed against expected, a dumbbell a city."""
    item = asked.subject
    observed = subjects.by_city(atlas, item, asked.rule)
    total = float(item.total) if item.unknown and item.total and asked.rule == "lead" else None
    table = quotients.by_city(observed, bases.shares(atlas, asked.base), total)
    names = wording.city_names(atlas, t)
    known = table.dropna()
    title = t(
        "concentration.pair.title",
        most=names[known.index[0]],
        plus=f"+{known['difference'].iloc[0]:.1f}",
        least=names[known.index[-1]],
        minus=f"{known['difference'].iloc[-1]:.1f}".replace("-", "−"),
    )
    text = t(
        "concentration.pair.reading",
        base=said.base,
        unit=t(f"concentration.unit.{item.kind}"),
        core=said.core,
    )
    cards.show(cards.figure_head(title, badge(item, t), text))
    chart = charts.dumbbell(table, dict(names), asked.core, t, state.theme(), picked=view.city)
    shown = pd.DataFrame(
        {
            t("concentration.col.city"): [names[city] for city in table.index],
            t("concentration.col.observed"): table["observed"].round(2).to_numpy(),
            t("concentration.col.expected"): table["expected"].round(2).to_numpy(),
            t("concentration.col.difference"): table["difference"].round(2).to_numpy(),
            t("concentration.col.base_share"): (table["base_share"] * 100).round(2).to_numpy(),
        }
    )
    rows = t.join(
        f"{names[city]} {number(row.observed, t) if pd.notna(row.observed) else '?'}/"
        f"{row.expected:.1f}"
        for city, row in table.iterrows()
    )
    alt = t("concentration.alt_pairs", rows=rows)
    show(chart, shown, "concentration_pairs_chart", title, alt, t, clickable=True)


def city_quotients(atlas: Atlas, view: View, asked: Case, said: Names, t: Words) -> None:
    """Location quotients where at least one is expected, the rest pooled."""
    item = asked.subject
    whole: Rule = "lead" if asked.rule == "lead" or not item.several else "full"
    observed = subjects.by_city(atlas, item, whole)
    shares = bases.shares(atlas, asked.base)
    every = quotients.by_city(observed, shares)
    own = quotients.strength(every)
    strength = own if view.smooth is None else float(view.smooth)
    table = quotients.quotients(every, asked.core, strength)
    names = dict(wording.city_names(atlas, t))
    inside = sum(city in asked.core for city in every.index)
    names |= {
        quotients.CORE: t("concentration.core_pooled", n=inside),
        quotients.REST: t("concentration.rest_pooled", n=len(every) - inside),
    }
    clear = [key for key in table.index if not table.at[key, "open"]]
    title = t("concentration.quotient.title_open")
    if clear:
        title = t("concentration.quotient.title_some", names=t.join(names[key] for key in clear))
    text = t(
        "concentration.quotient.reading", base=said.base, strength=_strength_words(strength, t)
    )
    cards.show(cards.figure_head(title, reading=text))
    core = {*asked.core, quotients.CORE}
    chart = charts.quotients(table, names, core, t, state.theme(), picked=view.city)
    columns = ("observed", "expected", "lq", "low", "high", "smoothed")
    shown = pd.DataFrame(
        {t("concentration.col.city"): [names[key] for key in table.index]}
        | {t(f"concentration.col.{name}"): table[name].round(2).to_numpy() for name in columns}
    )
    rows = t.join(f"{names[key]} {row.lq:.2f}" for key, row in table.iterrows())
    _smoothing(own, strength, t)
    show(chart, shown, "concentration_quotients_chart", title, rows, t, clickable=True)
    left = [city for city in every.index if city not in table.index]
    note(
        t(
            "concentration.quotient.note",
            n=len(left),
            names=t.join(names[city] for city in left),
        )
        if left
        else t("concentration.quotient.note_all")
    )
    if whole != asked.rule and item.several:
        note(t("concentration.quotient.whole"))
    note(t("concentration.quotient.how"))


def _strength_words(strength: float, t: Words) -> str:
    return "∞" if math.isinf(strength) else t.number(strength, 0 if strength.is_integer() else 1)


def _take_smoothing(own: float) -> None:
    value = float(st.session_state[state.widget_key(_SMOOTHING)])
    state.change(by=_SMOOTHING, smooth=None if value == own else int(value))


def _smoothing(own: float, strength: float, t: Words) -> None:
    """Strength of smoothing, from none to one that leaves little of the counts."""
    steps = sorted({*map(float, choice.STRENGTHS), own})
    key = state.widget_key(_SMOOTHING)
    st.session_state[key] = strength

    def words(value: float) -> str:
        name = "own" if value == own else "step"
        return t(f"concentration.smoothing.{name}", strength=_strength_words(value, t))

    st.select_slider(
        t("concentration.smoothing.label"),
        steps,
        format_func=words,
        key=key,
        on_change=_take_smoothing,
        args=(own,),
    )


def benchmarks(atlas: Atlas, asked: Case, said: Names, t: Words) -> None:
    """The verdict benchmark by benchmark, and that on the list to hold against."""
    own = robustness.strip(atlas, asked.subject, asked.core, asked.rule)
    kinds = {one.verdict.kind for one in own}
    title = t("concentration.strip.title_turns")
    if len(kinds) == 1:
        title = t(
            "concentration.strip.title_same", kind=t(f"concentration.kind.{own[0].verdict.kind}")
        )
    cards.show(
        cards.figure_head(title, reading=t("concentration.strip.reading", core=said.core_short))
    )
    _panel(atlas, own, "own", t)
    ways = [one.range for one in own if one.range]
    if ways:
        turned = [
            wording.base_words(one.base, t)
            for one in own
            if one.range and set(one.range.kinds) != {one.verdict.kind}
        ]
        first = ways[0]
        key = "stay" if not turned else "all" if len(turned) == len(own) else "turn"
        note(
            t(
                f"concentration.strip.note_{key}",
                n=first.missing,
                core=said.core_short,
                high=number(first.highest.n, t),
                of=number(first.highest.of, t),
                bases=t.join(dict.fromkeys(turned)),
            )
        )
    contrast = robustness.CONTRAST
    other = subjects.DEFAULT if asked.subject.code == contrast else contrast
    _panel(
        atlas,
        robustness.strip(atlas, subjects.subject(atlas, other), asked.core, "lead"),
        "contrast",
        t,
    )


def _row_name(one: Case, every: list[Case], t: Words) -> str:
    base = wording.base_words(one.base, t)
    if len({case.rule for case in every}) == 1:
        return base
    return t("concentration.strip.rules", base=base, rule=t(f"concentration.rule_short.{one.rule}"))


def _panel(atlas: Atlas, cases: list[Case], key: str, t: Words) -> None:
    first = cases[0]
    found = first.verdict
    title = t(
        "concentration.strip.subject",
        subject=subjects.label(atlas, first.subject.code, t),
        n=number(found.n, t),
        of=number(found.of, t),
    )
    ways = first.range
    more = t("concentration.strip.ways", n=ways.missing) if ways else ""
    cards.show(
        f'<div class="panel-title"><span>{escape(title)} <small>{escape(more)}</small></span>'
        f"{badge(first.subject, t)}</div>"
    )
    rows = [
        charts.Row(
            label=_row_name(one, cases, t),
            word=t(f"concentration.kind.{one.verdict.kind}"),
            chance=chance(one.verdict.tail, t),
            share=one.verdict.base_share,
            band=one.verdict.band,
            clear=one.verdict.kind != "open",
        )
        for one in cases
    ]
    span = (ways.lowest.share, ways.highest.share) if ways else None
    several = len({one.rule for one in cases}) > 1
    room = (0.6 if several else 0.66) if t.lang == "zh" else 0.44 if several else 0.48
    chart = charts.strip(rows, found.share, state.theme(), ways=span, room=room)
    shown = pd.DataFrame(
        [
            {
                t("concentration.col.base"): wording.base_words(one.base, t),
                t("concentration.col.rule"): t(f"concentration.rule.{one.rule}"),
                t("concentration.col.n"): round(one.verdict.n, 2),
                t("concentration.col.of"): round(one.verdict.of, 2),
                t("concentration.col.base_share"): round(one.verdict.base_share * 100, 2),
                t("concentration.col.expected"): round(one.verdict.expected, 2),
                t("concentration.col.at_least"): round(one.verdict.at_least * 100, 3),
                t("concentration.col.at_most"): round(one.verdict.at_most * 100, 3),
                t("concentration.col.kind"): t(f"concentration.kind.{one.verdict.kind}"),
                t("concentration.col.after"): _after(one, t),
            }
            for one in cases
        ]
    )
    alt = t.join(f"{row.label} {row.word} {row.chance}" for row in rows)
    show(chart, shown, f"concentration_strip_{key}", title, alt, t)


def _after(one: Case, t: Words) -> str:
    if one.range is None:
        return ""
    ends = (one.range.highest, one.range.lowest)
    return " / ".join(t(f"concentration.kind.{end.kind}") for end in ends)
