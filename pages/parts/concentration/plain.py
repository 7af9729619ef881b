"""The page in plain words: the claim, a dot for each item, how to read it, and other questions."""

from __future__ import annotations

from html import escape

import streamlit as st

from geo.sheets.concentration import dots, plain
from geo.sheets.concentration.dots import Band
from pages.parts import cards, charts
from pages.parts.shell import mapcolumn, navigation
from pages.parts.shell.frame import Frame

#: Up to so many dots in a row they are large, and up to so many of middling size.
_SIZES = ((20, "large"), (60, "middling"))


def draw(page: Frame) -> None:
    """Claim, picture, two lines on how to read it, and other ways of asking."""
    t = page.t
    with st.container(key="plain"):
        cards.show(f'<div class="depth-adds">{escape(t("plain.adds"))}</div>')
        page.claim()
        chart = page.chart("dots")
        if chart is None:
            cards.notice(page.said[1][0])
            return
        cards.show(cards.figure_head(chart.title, reading=chart.reading))
        both = dots.bands(page.atlas, page.view, t)
        drawn = "".join(_band(band) for band in both)
        cards.show(f'<div class="dots" role="img" aria-label="{escape(chart.alt)}">{drawn}</div>')
        lines = "".join(f"<p>{escape(line)}</p>" for line in page.said[1])
        title = escape(t("plain.read.title"))
        cards.show(f'<div class="read" role="status"><b>{title}</b><div>{lines}</div></div>')
        with st.container(key="ways", horizontal=True, vertical_alignment="center"):
            cards.show(f'<span class="ways">{escape(t("plain.ways.title"))}</span>')
            for label, there in plain.ways(page.atlas, page.view, t):
                navigation.link("concentration", there, label)


def _band(band: Band) -> str:
    """A row of dots with its name, and what each group is below it."""
    number = sum(group.number for group in band.row.groups)
    size = next((size for most, size in _SIZES if number <= most), "small")
    kind = f"{'real' if band.row.real else 'due'} {size}"
    cities = (*band.cities, "", "")
    groups = "".join(
        f'<div class="group{" core" if group.core else ""}{" open" if group.open else ""}"'
        f'><div class="row">{"<i></i>" * group.number}</div>'
        f'<div class="words"><b>{escape(group.words)}</b> {escape(told)}</div></div>'
        for group, told in zip(band.row.groups, cities, strict=False)
        if group.number
    )
    return (
        f'<div class="band {kind}"><div class="name"><b>{escape(band.row.name)}</b>'
        f'<small>{escape(band.note)}</small></div><div class="groups">{groups}</div></div>'
    )


def beside(page: Frame) -> None:
    """What stands around the map, and the numbers of every city right of it."""
    if page.figure is None:
        return
    mapcolumn.draw(page, lambda _: None)
    chart, t = page.chart("dots"), page.t
    if chart is None:
        return
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(_cell(cell))}</td>" for cell in row) + "</tr>"
        for row in chart.table.itertuples(index=False)
    )
    heads = "".join(f"<th>{escape(str(name))}</th>" for name in chart.table.columns)
    with page.side, st.container(key="table"):
        cards.show(
            f'<table class="rows"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        )
        charts.as_table(chart.table, chart.code, chart.title, t)


def _cell(value: object) -> str:
    """A cell of the table: whole numbers without a point, what is not known as such."""
    if isinstance(value, float):
        return "–" if value != value else f"{value:g}"
    return str(value)


def sources(page: Frame) -> None:
    """Where the numbers come from, without how they were tested."""
    with page.below:
        cards.show(cards.source(plain.source_line(page.atlas, page.view, page.t)))
