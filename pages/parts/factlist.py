"""Statements of the source papers as HTML: figure, year, basis, wording and source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from geo.data.atlas import Atlas
from geo.look.html import element, join
from geo.record import facts
from geo.record.facts import Fact
from geo.words import Words
from pages.parts import cards

_STYLE = Path(__file__).with_name("factlist.css")
#: What the notes repeat of what stands beside them anyway.
_SAID = re.compile("^(命名事实|(所列|列名)数$|区间)|未(单)?注年份")


def style() -> None:
    """The style sheet of pages made of statements."""
    st.html(f"<style>{_STYLE.read_text(encoding='utf-8')}</style>")


def strip(items: Iterable[tuple[str, str]]) -> Markup:
    """What a reader must know before the figures: short titles, each with a sentence."""
    cells = (element("div", cards.heading(title, 2, "strip-title"), text) for title, text in items)
    return element("div", cells, css="strip")


def quote(
    atlas: Atlas,
    text: str,
    source_id: str,
    section: str,
    t: Words,
    *,
    before: str = "",
    note: str = "",
) -> Markup:
    """Wording of the source with its place; folded where the page is in English."""
    where = f"{facts.document(atlas, source_id, t)} · {section}"
    below = element("div", t("facts.note"), note, lang="zh") if note else ""
    wording = element("span", "“", text, "”", lang="zh")
    lead = f"{before} · " if before else ""
    if t.lang == "zh":
        return element("div", lead, wording, " ", where, below, css="quote")
    return cards.folded(f"{lead}{t('facts.quote')}, {where}", wording, below, css="quote")


def items(atlas: Atlas, rows: Iterable[Fact], t: Words, *, subjects: bool = False) -> Markup:
    """Statements as a list; with ``subjects``, what each is about stands before it."""
    return cards.listed((_item(atlas, row, t, subjects) for row in rows), "facts")


def _item(atlas: Atlas, fact: Fact, t: Words, subjects: bool) -> tuple[Markup, ...]:
    named = fact.value is None
    what = fact.about(t) if subjects and not named else fact.indicator(t)
    basis = atlas.resource("facts").column("value_basis").label(fact.basis, t.lang)
    notes = [fact.when(t)] + ([basis] if fact.basis not in ("", "printed") else [])
    wording = quote(
        atlas,
        fact.quote_zh,
        fact.source_id,
        fact.section_zh,
        t,
        before=" · ".join(notes),
        note=_note(atlas, fact, t),
    )
    return (
        element("span", what, css="fact-name"),
        element("b", fact.figure(t), css="fact-named" if named else "fact-figure"),
        wording,
    )


def _note(atlas: Atlas, fact: Fact, t: Words) -> str:
    """Context worth printing, without what the figure itself says already."""
    parts = (part.strip() for part in facts.note(atlas, fact, t).split("；"))
    return "；".join(
        part
        for part in parts
        if part and not _SAID.search(part) and part.strip("“”，下上限") not in fact.quote_zh
    )


def brief(rows: Sequence[Fact], t: Words, *, subjects: bool = False) -> Markup:
    """Statements on a line each: what, figure and year.

    Subjects stand before indicators if asked for, and in their place where indicators repeat.
    """
    told = Counter(fact.indicator(t) for fact in rows)
    lines = []
    for fact in rows:
        what = fact.indicator(t) if told[fact.indicator(t)] == 1 else fact.subject(t)
        if subjects:
            what = fact.about(t)
        line = Markup("{} <b>{}</b> <small>{}</small>")
        lines.append(element("span", line.format(what, fact.figure(t), fact.when(t)), css="brief"))
    return join(lines)


def wordings(atlas: Atlas, rows: Sequence[Fact], t: Words) -> Markup:
    """Wording and place of some statements, folded."""
    documents = t.join(dict.fromkeys(facts.document(atlas, row.source_id, t) for row in rows))
    quotes = (element("div", f"“{row.quote_zh}” {row.section_zh}", lang="zh") for row in rows)
    return cards.folded(f"{t('facts.quote')} · {documents}", quotes, css="quote")


def missing(t: Words) -> None:
    """Say, in the place of a figure, that its statements are not in the data."""
    cards.notice(t("facts.missing"))
