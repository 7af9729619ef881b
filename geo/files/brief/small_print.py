"""The small print of a brief: evidence, sources, and what is to be said of the map."""

from __future__ import annotations

from geo.files.brief.content import Brief
from geo.look.lettering import wrapped
from geo.words import Words
from geo.words.whole import whole

#: Room beside the review number and the code, px, and its type. Somewhat less than there is, as
#: the typesetter adds space between Chinese and English.
ROOM, SIZE = 462.0, 10.8
#: Height of a line, and the lines of sources that there is always room for.
_LINE, _GIVEN = 14.0, 3


def foot(brief: Brief, t: Words) -> tuple[str, str, str]:
    """Evidence, sources, and what is to be said of the map."""
    listed = "  ".join(f"{sign} {one}" for sign, one in zip("①②③", brief.sources, strict=False))
    sources = t("brief.sources", list=listed) if listed else ""
    about = t("brief.boundary", version=brief.version)
    return brief.evidence, sources, about


def source_lines(brief: Brief) -> int:
    """Lines that the sources take; in English each has its title in two languages."""
    return len(wrapped(foot(brief, Words(brief.lang))[1], SIZE, ROOM, whole=whole()))


def taken(brief: Brief) -> float:
    """Height that the sources take of the room of everything above, px."""
    return _LINE * max(0, source_lines(brief) - _GIVEN)
