"""Pages of a presentation as the browser keeps them ready: what a key shows before the server has.

Each is made when the browser asks for it, which it does while a page is looked at.
"""

from __future__ import annotations

import json
from datetime import date
from functools import partial

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.files.talk import pages
from geo.look.tokens import Theme
from geo.story import Story, deck, step_name
from geo.words import Words
from pages.parts.shell import served, story_ready
from pages.parts.shell.served import ServedFile

Places = tuple[tuple[str | None, int], ...]


def addresses(
    atlas: Atlas, story: Story, places: Places, lang: str, theme: Theme
) -> tuple[str, ...]:
    """Where the browser finds each page of a story or of what else is presented."""
    day = date.today()
    return tuple(
        _file(atlas, story, places, at, lang, theme, day).address for at in range(len(places))
    )


@remembered(256)
def _file(
    atlas: Atlas, story: Story, places: Places, at: int, lang: str, theme: Theme, day: date
) -> ServedFile:
    return served.serve_later(
        "page", "json", partial(_page, atlas, story, places, at, lang, theme, day)
    )


def _page(
    atlas: Atlas, story: Story, places: Places, at: int, lang: str, theme: Theme, day: date
) -> str:
    t, (name, number) = Words(lang), places[at]
    page: deck.Page | None = deck.slide(atlas, story, name, lang, day=day)
    if page is None:
        step = story.steps[number - 1]
        sheet = story_ready.sheet(atlas, step, lang, theme)
        page = deck.Told(at + 1, step_name(atlas, step, t), sheet, deck.notes(sheet))
    return json.dumps(pages.page_html(atlas, page, deck.page_number(at + 1, len(places), t), t))
