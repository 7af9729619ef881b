"""What the rows of a table stand on: programmes named in part, sources, cautions, licence."""

from __future__ import annotations

from collections import Counter
from functools import partial
from html import escape

import streamlit as st

from geo.data.atlas import Resource
from geo.files.tables import Source
from geo.record import counts, provenance
from geo.sheets import catalogue
from geo.sheets import rows as handout
from geo.sheets.table_filter import Filtered
from pages.parts import cards
from pages.parts.data import rows
from pages.parts.shell.frame import Frame

_SHOWN = 8

Cited = tuple[tuple[Source, int], ...]


def draw(page: Frame, kept: Filtered, cited: Cited) -> None:
    """Everything beside the rows."""
    t, name = page.t, page.view.data.table
    _named_of_official(page, kept)
    _sources(page, cited)
    for kind in ("cautions", "contradictions", "gaps"):
        if texts := catalogue.remarks(page.atlas, kind, t, name):
            heading = t(f"data.{kind}_title", n=len(texts))
            st.html(cards.figure_head(heading) + _sentences(texts))
    licence = provenance.licence(page.atlas, name, t)
    st.html(cards.figure_head(t("data.licence_title"), reading=licence))


def _named_of_official(page: Frame, kept: Filtered) -> None:
    """For each programme that the rows name: how many, of how many."""
    atlas, t = page.atlas, page.t
    codes = catalogue.programmes(atlas, page.view, page.view.data.table, kept.frame)
    if not codes:
        return
    names = atlas.by_key("programmes")
    known = {code: counts.coverage(atlas, code) for code in codes}
    incomplete = sum(not coverage.complete for coverage in known.values())
    lines = "".join(
        f"<li>{escape(t.name(names.loc[code]))}"
        f'<div class="figure-cover{"" if coverage.complete else " partial"}"><span class="meter">'
        f'<i style="width:{min(1.0, coverage.share or 0) * 100:.0f}%"></i></span>'
        f"{escape(coverage.text(t))}</div></li>"
        for code, coverage in known.items()
    )
    key = "data.named_title" if incomplete else "data.named_title_full"
    heading = cards.figure_head(
        t(key, n=len(codes), partial=incomplete), reading=t("data.named_reading")
    )
    st.html(f'<div class="block">{heading}</div><ul class="list">{lines}</ul>')


def _sources(page: Frame, cited: Cited) -> None:
    """Sources of the rows, the most cited first."""
    t = page.t
    if not cited:
        if page.view.data.table != "areas":
            return
        layer = provenance.layer_sources(page.atlas, "county_full", t)
        items = "".join(_item(page, source, 0) for source in layer)
        st.html(cards.figure_head(t("data.sources_none")) + f'<ul class="list">{items}</ul>')
        return
    kinds = Counter(source.kind for source, _ in cited).most_common()
    key = "data.sources_title" if len(cited) > 1 else "data.sources_title_one"
    heading = t(key, n=t.number(len(cited)), kind=kinds[0][0], m=t.number(kinds[0][1]))
    numbers = "".join(f"<span>{escape(kind)} <b>{t.number(n)}</b></span>" for kind, n in kinds)
    items = [_item(page, source, n) for source, n in cited]
    more = ""
    if rest := items[_SHOWN:]:
        summary = t("data.sources_more", n=t.number(len(rest)))
        more = _folded(summary, f'<ul class="list">{"".join(rest)}</ul>')
    st.html(
        cards.figure_head(heading, reading=t("data.sources_reading"))
        + f'<div class="kinds">{numbers}</div>'
        + f'<ul class="list">{"".join(items[:_SHOWN])}</ul>{more}'
    )


def _item(page: Frame, source: Source, cites: int) -> str:
    """One source; an address only where one is on record."""
    text = escape(source.title)
    if source.url.startswith(("https://", "http://")):
        text = f'<a href="{escape(source.url)}" target="_blank" rel="noopener">{text}</a>'
    key = "data.sources_cites" if cites > 1 else "data.sources_cites_one"
    cited = page.t(key, n=page.t.number(cites)) if cites else ""
    facts = " · ".join(filter(None, (source.publisher, source.date, source.kind, cited)))
    return f"<li>{text}<small>{escape(facts)}</small></li>"


def all_remarks(page: Frame) -> None:
    """Contradictions and gaps of every table, folded."""
    t = page.t
    disagreed = catalogue.remarks(page.atlas, "contradictions", t)
    missing = catalogue.remarks(page.atlas, "gaps", t)
    summary = t("data.remarks_all", contradictions=len(disagreed), gaps=len(missing))
    st.html(_folded(summary, _sentences(disagreed) + _sentences(missing)))


def _sentences(texts: tuple[str, ...]) -> str:
    return f'<ul class="list">{"".join(f"<li>{escape(text)}</li>" for text in texts)}</ul>'


def _folded(summary: str, body: str) -> str:
    return f'<details class="more"><summary>{escape(summary)}</summary>{body}</details>'


def layers(page: Frame) -> None:
    """Boundaries and water, whole."""
    t = page.t
    records = page.atlas.records.layers
    with st.container(key="layers"):
        heading = t("data.layers_title", n=len(records))
        st.html(cards.figure_head(heading, reading=t("data.layers_reading")))
        for record in records:
            with st.container(key=f"layer_{record.name}", horizontal=True):
                st.html(_layer(page, record))
                make = partial(handout.layer, page.atlas, record.name, t)
                rows.buttons(page, record.name, make, spatial=True, flat=False)


def _layer(page: Frame, record: Resource) -> str:
    """Title of a layer, its size, datum, source and licence."""
    t = page.t
    number = len(catalogue.layer(page.atlas, record.name))
    features = t("data.layer_features", n=t.number(number))
    sources = t.join(s.title for s in provenance.layer_sources(page.atlas, record.name, t))
    licence = provenance.licence(page.atlas, record.name, t)
    lines = (record.description(t.lang), f"{sources} · {licence}")
    return (
        f'<div class="layer">{escape(record.title(t.lang))} · {escape(features)}'
        f"{''.join(f'<small>{escape(line)}</small>' for line in lines if line)}</div>"
    )
