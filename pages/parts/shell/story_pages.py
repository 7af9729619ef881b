"""Pages of a presentation: those that the server shows, and as the browser keeps them ready.

What a key leads to is seen before the server has answered. Each page is made when the browser asks
for it, which it does while another is looked at.
"""

from __future__ import annotations

import json
from datetime import date

from markupsafe import Markup

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.files.talk import pages
from geo.look.tokens import Theme
from geo.story import Story, deck, step_name
from geo.words import Words
from pages.parts.shell import served, story_ready
from pages.parts.shell.served import ServedFile

#: Slide and step of every page, as a link says them.
Places = tuple[tuple[str | None, int], ...]


def addresses(
    atlas: Atlas, story: Story, places: Places, lang: str, theme: Theme
) -> tuple[str, ...]:
    """Where the browser finds each page of a story, or of what else is presented."""
    day = date.today()
    return tuple(
        _file(atlas, story, places, at, lang, theme, day).address for at in range(len(places))
    )


@remembered(256)
def _file(
    atlas: Atlas, story: Story, places: Places, at: int, lang: str, theme: Theme, day: date
) -> ServedFile:
    def make() -> str:
        return json.dumps(page(atlas, story, places, at, lang, theme, day))

    return served.serve_later("page", "json", make)


@remembered(64)
def page(
    atlas: Atlas, story: Story, places: Places, at: int, lang: str, theme: Theme, day: date
) -> Markup:
    """A page, as it is in every file of the story."""
    t, (name, number) = Words(lang), places[at]
    made: deck.Page | None = deck.slide(atlas, story, name, lang, day=day)
    if made is None:
        step = story.steps[number - 1]
        sheet = story_ready.sheet(atlas, step, lang, theme)
        made = deck.Told(at + 1, step_name(atlas, step, t), sheet, deck.notes(sheet))
    return pages.page_html(atlas, made, deck.page_number(at + 1, len(places), t), t)
