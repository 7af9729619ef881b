"""What a reader sees when something fails: what failed, what still works, what to do."""

from __future__ import annotations

from geo.data.atlas import AtlasError
from geo.look.html import element
from geo.words import LANGUAGES, Words
from pages.parts import cards


def show_broken_package(error: AtlasError) -> None:
    """All faults of a data package, in both languages, as no view could be read yet."""
    for lang in LANGUAGES:
        t = Words(lang)
        cards.show(
            cards.heading(t("failure.package_title", n=len(error.problems)), 1, "headline"),
            element("p", t("failure.package_help")),
            cards.listed((problem.text(lang) for problem in error.problems), tag="ol"),
        )


def show_broken_page(t: Words) -> None:
    """A page that could not be drawn."""
    title = cards.heading(t("failure.page_title"), 1, "headline")
    cards.show(element("div", title, element("p", t("failure.page_help")), role="alert"))
