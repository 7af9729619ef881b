"""A story as one HTML file that needs nothing else: keys and clicks turn its pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from geo.data.atlas import Atlas
from geo.files.talk.pages import STYLE, page_html
from geo.look import tokens
from geo.story.deck import Deck
from geo.words import Words

_HERE = Path(__file__).parent
_TAGS = {"zh": "zh-CN", "en": "en"}


def html(atlas: Atlas, deck: Deck, step: Callable[[str], None]) -> bytes:
    """The file; ``step`` is told the title of each page before it is made."""
    t, pages = Words(deck.lang), []
    for number, page in enumerate(deck.pages, start=1):
        step(page.title)
        pages.append(page_html(atlas, page, deck.number(number), t))
    text = _template().render(
        tag=_TAGS[deck.lang],
        title=deck.cover.title,
        style=Markup(f":root{{{tokens.css_variables()}}}{STYLE.read_text(encoding='utf-8')}"),
        pages=pages,
    )
    return text.encode()


@lru_cache(maxsize=1)
def _template() -> Template:
    loader = FileSystemLoader(_HERE)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template(
        "talk.html"
    )
