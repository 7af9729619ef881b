"""Aligned bars, one block a figure, held against the province."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from markupsafe import Markup

from geo.data.atlas import Atlas
from geo.look.html import element
from geo.questions.compare import Choice, Figure, Unit, wording
from geo.sheets.view import View
from geo.words import Words
from geo.words.units import number
from pages.parts import cards
from pages.parts.shell import state

#: Names beyond this many characters get more room.
_LONG = {"zh": 4, "en": 11}


def draw(atlas: Atlas, view: View, chosen: Choice, figures: Sequence[Figure], t: Words) -> None:
    """All figures, in their order; a click on a bar opens what it stands for."""
    links = {unit.code: _link(atlas, view, unit) for unit in chosen.units}
    name = {unit.code: wording.unit_name(atlas, unit, t) for unit in chosen.units}
    reading = t(f"compare.bars_reading.{chosen.kind}", all=len(atlas.table("chains")))
    head = cards.figure_head(_title(figures, name, t), reading=reading)
    blocks = (_block(atlas, chosen, figure, name, links, t) for figure in figures)
    beside = " beside" if chosen.kind == "outside" else ""
    long = " names-long" if max(map(len, name.values())) > _LONG[t.lang] else ""
    cards.show(head, element("div", blocks, css=f"bar-blocks lang-{t.lang}{long}{beside}"))


def _title(figures: Sequence[Figure], name: dict[str, str], t: Words) -> str:
    """Which unit is highest most often; a figure with a tie on top counts for none."""
    wins: Counter[str] = Counter()
    for figure in figures:
        known = {code: value for code, value in figure.values.items() if value is not None}
        top = [code for code, value in known.items() if value == max(known.values())]
        if len(top) == 1:
            wins[top[0]] += 1
    if not wins:
        return t("compare.headline.even", n=len(name), kind="")
    most = max(wins.values())
    leaders = [name[code] for code in name if wins[code] == most]
    return t("compare.bars_title", most=t.series(leaders), n=most, of=len(figures))


def _link(atlas: Atlas, view: View, unit: Unit) -> str:
    """Address of the page that shows a unit, with the unit chosen there; empty if none does."""
    there = view.without_filters()
    if unit.kind == "outside":
        return ""
    if unit.kind == "city":
        page, there = "city", there.replace(city=(int(unit.code),))
    elif unit.kind == "chain":
        page, there = "chains", there.replace(chain=(unit.code,))
    else:
        regions = atlas.by_key("regions")
        scheme = str(regions.at[unit.code, "scheme_id"])
        page, there = "layout", there.replace(region=(unit.code,), scheme=scheme)
    return f"{page}?{urlencode(state.link_codes(there))}"


def _block(
    atlas: Atlas,
    chosen: Choice,
    figure: Figure,
    name: Mapping[str, str],
    links: Mapping[str, str],
    t: Words,
) -> Markup:
    known = [value for value in figure.values.values() if value is not None]
    top = max([*known, *(figure.against(code) or 0.0 for code in chosen.codes)]) or 1.0
    rows = (_row(figure, code, name[code], top, t, links[code]) for code in chosen.codes)
    badge = Markup()
    if figure.coverage is not None:
        text = figure.coverage.text(t)
        badge = cards.coverage_badge(text, figure.coverage.complete)
    about = " · ".join(filter(None, (wording.measure(figure, t), wording.years(figure, t))))
    title = wording.figure_name(atlas, figure, t)
    return element(
        "section",
        element("div", cards.heading(title, 3, "bar-title"), badge, css="bar-head"),
        element(
            "div",
            element("span", about),
            element("span", _line(chosen, figure, t)),
            css="bar-about",
        ),
        rows,
        css="bar-block",
    )


def _line(chosen: Choice, figure: Figure, t: Words) -> str:
    """What the line stands for."""
    if figure.lines:
        return t("compare.line.people")
    if figure.line is None:
        return ""
    kind = "province"
    if chosen.kind == "chain":
        kind = "median"
    elif figure.additive:
        kind = "mean"
    digits = figure.digits if kind == "province" or figure.line >= 100 else 1
    return t(f"compare.line.{kind}", value=number(figure.line, figure.unit, t, digits))


def _row(figure: Figure, code: str, name: str, top: float, t: Words, there: str) -> Markup:
    value, line = figure.values[code], figure.against(code)
    bar = Markup()
    if value is not None:
        bar += element("i", style=f"width:{value / top * 100:.1f}%")
    if line is not None:
        bar += element("u", style=f"left:{line / top * 100:.1f}%")
    versus = wording.versus(figure, code, t)
    told = (
        element("span", name, css="bar-name"),
        element("span", bar, css="bar-track"),
        element("b", wording.value(figure, code, t)),
        element("small", versus) if versus else "",
    )
    if not there:
        return element("span", told, css="bar-row")
    return element("a", told, css="bar-row", target="_self", href=there)
