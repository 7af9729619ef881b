"""A story in a room: its pages as HTML, for the stage and for files of the whole of it.

Examples
--------
>>> from geo.data.atlas import load
>>> from geo.story import deck, shipped
>>> atlas = load()
>>> make(atlas, deck.of(atlas, shipped(atlas), "en"), "html")[:15]
b'<!doctype html>'
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from types import MappingProxyType

from geo.data.atlas import Atlas
from geo.files.order import Progress
from geo.files.talk.web import html
from geo.story.deck import Deck

Step = Callable[[str], None]

__all__ = ["FORMS", "make"]


def _pptx(atlas: Atlas, deck: Deck, step: Step) -> bytes:
    from geo.files.slides.story import story_bytes

    return story_bytes(atlas, deck, step)


def _pdf(atlas: Atlas, deck: Deck, step: Step) -> bytes:
    from geo.files.talk.paper import pdf

    return pdf(atlas, deck, step)


#: Every kind of file of a whole story, with what makes it.
FORMS: Mapping[str, Callable[[Atlas, Deck, Step], bytes]] = MappingProxyType(
    {"pptx": _pptx, "pdf": _pdf, "html": html}
)


def make(atlas: Atlas, deck: Deck, ending: str, progress: Progress | None = None) -> bytes:
    """A whole story as a file: cover, contents, every step and the closing, with page numbers.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    deck : Deck
        The story, with charts in the light theme.
    ending : str
        One of :data:`FORMS`.
    progress : callable, optional
        Told before each page how many are done, of how many, and its title; may raise to cancel.
    """
    done, of = count(), len(deck.pages) + 1

    def step(title: str) -> None:
        if progress:
            progress(min(next(done), of - 1), of, title)

    return FORMS[ending](atlas, deck, step)
