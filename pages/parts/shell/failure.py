"""What a reader sees when something fails: what failed, what still works, what to do."""

from __future__ import annotations

from html import escape

from geo.data.atlas import AtlasError
from geo.words import LANGUAGES, Words
from pages.parts import cards


def show_broken_package(error: AtlasError) -> None:
    """All faults of a data package, in both languages, as no view could be read yet."""
    for lang in LANGUAGES:
        t = Words(lang)
        rows = "".join(f"<li>{escape(problem.text(lang))}</li>" for problem in error.problems)
        cards.show(
            cards.heading(t("failure.package_title", n=len(error.problems)), 1, "headline")
            + f"<p>{t('failure.package_help')}</p><ol>{rows}</ol>"
        )


def show_broken_page(t: Words) -> None:
    """A page that could not be drawn."""
    cards.show(
        f'<div role="alert">{cards.heading(t("failure.page_title"), 1, "headline")}'
        f"<p>{t('failure.page_help')}</p></div>"
    )
