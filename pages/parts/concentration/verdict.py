"""The answer on top and the three figures below it: by city, as quotients, by benchmark."""

from __future__ import annotations

from html import escape

import streamlit as st

from geo.data.atlas import Atlas
from geo.questions.concentration import choice, quotients, robustness, subjects, wording
from geo.questions.concentration.robustness import Case
from geo.questions.concentration.wording import Names, number
from geo.sheets.concentration import charts as charts
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards, factlist
from pages.parts.concentration.figures import badge, note, show_chart
from pages.parts.shell import state

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


def pairs(atlas: Atlas, view: View, asked: Case, t: Words) -> None:
    """Observed against expected, a dumbbell a city."""
    chart = charts.pairs(atlas, asked, t.lang, state.theme(), view.selection.city)
    cards.show(cards.figure_head(chart.title, badge(asked.subject, t), chart.on_screen))
    show_chart(chart, t, clickable=True)


def city_quotients(atlas: Atlas, view: View, asked: Case, t: Words) -> None:
    """Location quotients where at least one is expected, the rest pooled."""
    item = asked.subject
    every = charts.every_quotient(atlas, asked)
    own = quotients.strength(every)
    strength = own if view.concentration.smooth is None else float(view.concentration.smooth)
    chart = charts.city_quotients(
        atlas, asked, strength, t.lang, state.theme(), view.selection.city
    )
    cards.show(cards.figure_head(chart.title, reading=chart.reading))
    _smoothing(own, strength, t)
    show_chart(chart, t, clickable=True)
    names = wording.city_names(atlas, t)
    left = [names[city] for city in quotients.too_few(every)]
    key = "note_all" if not left else "note_one" if len(left) == 1 else "note"
    note(t(f"concentration.quotient.{key}", n=len(left), names=t.join(left)))
    if item.several and asked.rule != charts.whole_rule(item, asked.rule):
        note(t("concentration.quotient.whole"))
    note(t("concentration.quotient.how"))


def _take_smoothing(own: float) -> None:
    value = float(state.given(_SMOOTHING))
    state.change(by=_SMOOTHING, smooth=None if value == own else int(value))


def _smoothing(own: float, strength: float, t: Words) -> None:
    """Strength of smoothing, from none to one that leaves little of the counts."""
    steps = sorted({*map(float, choice.STRENGTHS), own})
    key = state.widget_key(_SMOOTHING)
    state.fill(key, strength)

    def words(value: float) -> str:
        name = "own" if value == own else "step"
        return t(f"concentration.smoothing.{name}", strength=charts.strength_words(value, t))

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
    own = tuple(robustness.strip(atlas, asked.subject, asked.core, asked.rule))
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
    contrast = robustness.contrast(atlas)
    other = subjects.DEFAULT if asked.subject.code == contrast else contrast
    cases = robustness.strip(atlas, subjects.subject(atlas, other), asked.core, "lead")
    _panel(atlas, tuple(cases), "contrast", t)


def _panel(atlas: Atlas, cases: tuple[Case, ...], code: str, t: Words) -> None:
    chart = charts.strip(atlas, cases, code, t.lang, state.theme())
    cards.show(
        f'<div class="panel-title"><span>{escape(chart.title)} '
        f"<small>{escape(chart.reading)}</small></span>{badge(cases[0].subject, t)}</div>"
    )
    show_chart(chart, t)
