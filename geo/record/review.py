"""The number under which the authority has reviewed the maps, or the line that stands in for it."""

from __future__ import annotations

from geo import settings
from geo.words import Words
from geo.words.text import cut


def number() -> str:
    """The number; empty while there is none."""
    return cut(settings.current().review_no)


def short(t: Words) -> str:
    """The same in the corner of a map."""
    return t("review.number", number=number()) if number() else t("review.corner")


def line(t: Words) -> str:
    """What every map says of its review: the number, or that it is a sketch."""
    return t("review.number", number=number()) if number() else t("review.sketch")
