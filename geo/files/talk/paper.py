"""A story as PDF, 16 by 9: a page a slide, its words as text, its figures as vectors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from geo.data.atlas import Atlas
from geo.files.report.contents import legend
from geo.files.talk import pages
from geo.files.typeset import typeset
from geo.look import tokens
from geo.look.drawing import Drawing
from geo.look.lettering import shortened
from geo.look.svg import svg_text
from geo.record import naming
from geo.story.deck import Agenda, Closing, Cover, Deck, Page, Told
from geo.words import Words

_TEMPLATE = Path(__file__).with_name("talk.typ")
_COLOURS = ("ground", "ink", "ink2", "muted", "rule", "accent")
#: Size of the source in its line, and how wide that is, px.
_SOURCE = (19, 1580)


def pdf(atlas: Atlas, deck: Deck, step: Callable[[str], None]) -> bytes:
    """The file; ``step`` is told the title of each page before it is made."""
    t = Words(deck.lang)
    made = []
    for number, page in enumerate(deck.pages, start=1):
        step(page.title)
        made.append(_page(atlas, page, t) | {"number": deck.number(number)})
    content = {
        "lang": deck.lang,
        "title": deck.cover.title,
        "author": deck.cover.office or t("pages.product"),
        "colours": {name: tokens.colour(name, "light") for name in _COLOURS},
        "whole": naming.whole(atlas).pattern,
        "pages": made,
    }
    step(t("papers.typeset"))
    return typeset(_TEMPLATE, "talk", content, deck.steps[0].sheet.about.date, t)


def _page(atlas: Atlas, page: Page, t: Words) -> dict[str, Any]:
    match page:
        case Cover():
            drawing = pages.cover_map(atlas, page, t)
            return {
                "kind": "cover",
                "title": page.title,
                "lines": list(page.lines),
                "source": f"{page.data} · {page.review}",
                "svg": _svg(drawing) if drawing else "",
                "alt": page.picture.alt if page.picture else "",
            }
        case Agenda():
            return {
                "kind": "agenda",
                "title": page.title,
                "entries": [[entry.name, entry.claim] for entry in page.entries],
            }
        case Closing():
            return {
                "kind": "closing",
                "title": page.title,
                "sentences": list(page.sentences),
                "words": list(page.words),
            }
        case Told():
            return _told(atlas, page, t)


def _told(atlas: Atlas, told: Told, t: Words) -> dict[str, Any]:
    sheet, figure = told.sheet, told.figure
    drawing = pages.drawing(atlas, told, t)
    reading = pages.reading(sheet)
    return {
        "kind": "step",
        "title": sheet.claim,
        "lines": pages.lines(sheet),
        "caption": figure.title if figure and figure.title != sheet.claim else "",
        "badge": figure.badge if figure else "",
        "reading": reading,
        "alt": figure.alt or figure.title if figure else "",
        "svg": _svg(drawing) if drawing else "",
        "legend": legend(sheet.map.legend) if sheet.map else None,
        "source": shortened(pages.source(sheet, t), *_SOURCE, 1),
    }


def _svg(drawing: Drawing) -> str:
    return svg_text(drawing, "light", bold_face=False)
