"""The answer on top and the three figures below it: by city, as quotients, by benchmark."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from geo.look.html import element
from geo.questions.concentration import choice, quotients, wording
from geo.questions.concentration.robustness import Case
from geo.questions.concentration.wording import number
from geo.record.naming import area_names
from geo.sheets import Chart
from geo.sheets.concentration import asked as ask
from geo.sheets.concentration import verdict as sheet
from geo.words import Words
from pages.parts import cards, charts, factlist
from pages.parts.shell import control
from pages.parts.shell.frame import Frame


def head(page: Frame, asked: Case | None) -> None:
    """Headline, the sentence with its doubt, and the strip of what one must know."""
    atlas, view, t = page.atlas, page.view, page.t
    page.claim()
    sentence, sure = page.said[1][:2]
    with st.container(key="finding"):
        cards.show(element("div", sentence, css="full-sentence", role="status"))
    items = [(t("concentration.sure.title"), sure)]
    if asked is None:
        items.append((t("concentration.unnamed.title_none"), t("concentration.unnamed.amount")))
    else:
        said = ask.names(atlas, view, t)
        items += [wording.unnamed(asked, said, t), wording.papers(atlas, asked, said, t)]
    with st.container(key="coverage"):
        cards.show(factlist.strip(items))


def figures(page: Frame, asked: Case | None) -> None:
    """The three figures side by side; an amount has neither intervals nor a list beside it."""
    left, middle, right = st.columns([1.05, 1, 1.05], gap="medium")
    with left, st.container(key="concentration_pairs"):
        charts.show(_chart(page, "pairs"), page.t, on_click=charts.choose_city)
    with middle, st.container(key="concentration_quotients"):
        _city_quotients(page, asked)
    with right, st.container(key="concentration_strip"):
        _benchmarks(page, asked)


def _chart(page: Frame, code: str) -> Chart:
    chart = page.chart(code)
    assert chart is not None  # there is something to count
    return chart


def _city_quotients(page: Frame, asked: Case | None) -> None:
    """Location quotients where at least one is expected, the rest pooled."""
    atlas, t, chart = page.atlas, page.t, _chart(page, "quotients")
    cards.show(cards.figure_head(chart.title, reading=chart.on_screen))
    if asked is not None:
        _smoothing(page)
    charts.plot(chart, on_click=charts.choose_city)
    charts.as_table(chart.table, chart.code, chart.title, t)
    if asked is None:
        return
    names = area_names(atlas, t)
    left = [names[city] for city in quotients.too_few(sheet.every_quotient(atlas, asked))]
    key = "note_all" if not left else "note_one" if len(left) == 1 else "note"
    cards.note(t(f"concentration.quotient.{key}", n=len(left), names=t.join(left)))
    if asked.subject.several and asked.rule != sheet.whole_rule(asked.subject, asked.rule):
        cards.note(t("concentration.quotient.whole"))
    cards.note(t("concentration.quotient.how"))


def _smoothing(page: Frame) -> None:
    """Strength of smoothing, from none to one that leaves little of the counts."""
    t, own = page.t, sheet.own_smoothing(page.atlas, page.view)

    def words(value: float) -> str:
        name = "own" if value == own else "step"
        return t(f"concentration.smoothing.{name}", strength=sheet.strength_words(value, t))

    control.slider(
        "smooth",
        t("concentration.smoothing.label"),
        sorted({*map(float, choice.STRENGTHS), own}),
        sheet.smoothing(page.atlas, page.view),
        words,
        change=lambda given: {"smooth": None if given == own else int(given)},
    )


def _benchmarks(page: Frame, asked: Case | None) -> None:
    """The verdict benchmark by benchmark, and that on the list to hold against."""
    t, own = page.t, _chart(page, "strip-own")
    if asked is None:
        charts.show(own, t)
        cards.note(t("concentration.sentence.amount"))
        return
    core = ask.names(page.atlas, page.view, t).core_short
    reading = t("concentration.strip.reading", core=core)
    cards.show(cards.figure_head(own.title, reading=reading))
    cases = sheet.own_cases(page.atlas, asked)
    _panel(page, own, cases)
    if text := _turning(cases, core, t):
        cards.note(text)
    _panel(page, _chart(page, "strip-contrast"), sheet.contrast_cases(page.atlas, asked))


def _turning(cases: tuple[Case, ...], core: str, t: Words) -> str:
    """Whether the unnamed could turn the verdict against any benchmark."""
    ways = [one.range for one in cases if one.range]
    if not ways:
        return ""
    turned = [
        wording.base_words(one.base, t)
        for one in cases
        if one.range and set(one.range.kinds) != {one.verdict.kind}
    ]
    first = ways[0]
    key = "stay" if not turned else "all" if len(turned) == len(cases) else "turn"
    return t(
        f"concentration.strip.note_{key}",
        n=first.missing,
        core=core,
        high=number(first.highest.n, t),
        of=number(first.highest.of, t),
        bases=t.join(dict.fromkeys(turned)),
    )


def _panel(page: Frame, chart: Chart, cases: tuple[Case, ...]) -> None:
    label, band = sheet.strip_label(page.atlas, cases, page.t)
    badge = cards.coverage_badge(chart.badge, chart.complete)
    title = Markup("<span>{} <small>{}</small></span>").format(label, band)
    cards.show(element("div", title, badge, css="panel-title"))
    charts.plot(chart)
    charts.as_table(chart.table, chart.code, chart.title, page.t)
