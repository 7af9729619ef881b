"""What the rows of a table stand on: programmes named in part, sources, cautions, licence."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import get_args

import streamlit as st
from markupsafe import Markup

from geo.data.atlas import Remark, RemarkKind, Resource
from geo.files.tables import Source
from geo.look.html import element
from geo.record import counts, provenance
from geo.sheets import catalogue, exports
from geo.sheets.table_filter import Filtered
from geo.words import Words
from pages.parts import cards, downloads
from pages.parts.shell.frame import Frame

_SHOWN = 8

Cited = tuple[tuple[Source, int], ...]


def draw(page: Frame, kept: Filtered, cited: Cited) -> None:
    """Everything beside the rows."""
    t, name = page.t, page.view.data.table
    _named_of_official(page, kept)
    _sources(page, cited)
    for kind in get_args(RemarkKind):
        if remarks := page.atlas.remarks(kind, name):
            heading = t(f"data.{kind}_title", n=len(remarks))
            cards.html(cards.figure_head(heading), _sentences(remarks, t))
    licence = provenance.licence(page.atlas, name, t)
    cards.html(cards.figure_head(t("data.licence_title"), reading=licence))


def _named_of_official(page: Frame, kept: Filtered) -> None:
    """For each programme that the rows name: how many, of how many."""
    atlas, t = page.atlas, page.t
    codes = catalogue.programmes(atlas, page.view, page.view.data.table, kept.frame)
    if not codes:
        return
    names = atlas.by_key("programmes")
    known = {code: counts.coverage(atlas, code) for code in codes}
    incomplete = sum(not coverage.complete for coverage in known.values())
    lines = (
        (t.name(names.loc[code]), cards.coverage(coverage, t)) for code, coverage in known.items()
    )
    key = "data.named_title" if incomplete else "data.named_title_full"
    heading = cards.figure_head(
        t(key, n=len(codes), partial=incomplete), reading=t("data.named_reading")
    )
    cards.html(cards.block(heading), cards.listed(lines, "list"))


def _sources(page: Frame, cited: Cited) -> None:
    """Sources of the rows, the most cited first."""
    t = page.t
    if not cited:
        if page.view.data.table != "areas":
            return
        layer = provenance.layer_sources(page.atlas, "county_full", t)
        items = [_item(page, source, 0) for source in layer]
        cards.html(cards.figure_head(t("data.sources_none")), cards.listed(items, "list"))
        return
    kinds = Counter(source.kind for source, _ in cited).most_common()
    key = "data.sources_title" if len(cited) > 1 else "data.sources_title_one"
    heading = t(key, n=t.number(len(cited)), kind=kinds[0][0], m=t.number(kinds[0][1]))
    numbers = (element("span", kind, " ", element("b", t.number(n))) for kind, n in kinds)
    items = [_item(page, source, n) for source, n in cited]
    more = Markup()
    if rest := items[_SHOWN:]:
        summary = t("data.sources_more", n=t.number(len(rest)))
        more = cards.folded(summary, cards.listed(rest, "list"), css="more")
    cards.html(
        cards.figure_head(heading, reading=t("data.sources_reading")),
        element("div", numbers, css="kinds"),
        cards.listed(items[:_SHOWN], "list"),
        more,
    )


def _item(page: Frame, source: Source, cites: int) -> tuple[Markup, Markup]:
    """One source; an address only where one is on record."""
    key = "data.sources_cites" if cites > 1 else "data.sources_cites_one"
    cited = page.t(key, n=page.t.number(cites)) if cites else ""
    facts = " · ".join(filter(None, (source.publisher, source.date, source.kind, cited)))
    return cards.outside(source.url, source.title), element("small", facts)


def all_remarks(page: Frame) -> None:
    """Contradictions and gaps of every table, folded."""
    t = page.t
    disagreed = page.atlas.remarks("contradictions")
    missing = page.atlas.remarks("gaps")
    summary = t("data.remarks_all", contradictions=len(disagreed), gaps=len(missing))
    cards.html(cards.folded(summary, _sentences(disagreed, t), _sentences(missing, t), css="more"))


def _sentences(remarks: tuple[Remark, ...], t: Words) -> Markup:
    return cards.listed((remark.texts[t.lang] for remark in remarks), "list")


def layers(page: Frame) -> None:
    """Boundaries and water, whole."""
    t = page.t
    records = page.atlas.records.layers
    with st.container(key="layers"):
        heading = t("data.layers_title", n=len(records))
        cards.html(cards.figure_head(heading, reading=t("data.layers_reading")))
        for record in records:
            with st.container(key=f"layer_{record.name}", horizontal=True):
                cards.html(_layer(page, record))
                make = partial(exports.layer, page.atlas, record.name, t)
                title = record.title(t.lang)
                downloads.buttons(page, record.name, title, make, spatial=True, flat=False)


def _layer(page: Frame, record: Resource) -> Markup:
    """Title of a layer, its size, datum, source and licence."""
    t = page.t
    number = len(catalogue.layer(page.atlas, record.name))
    features = t("data.layer_features", n=t.number(number))
    sources = t.join(s.title for s in provenance.layer_sources(page.atlas, record.name, t))
    licence = provenance.licence(page.atlas, record.name, t)
    lines = (record.description(t.lang), f"{sources} · {licence}")
    small = (element("small", line) for line in lines if line)
    return element("div", f"{record.title(t.lang)} · {features}", small, css="layer")
