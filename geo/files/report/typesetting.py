"""Setting a report as PDF that readers of screens can follow (PDF/UA-1)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from geo.data.atlas import Atlas
from geo.files.report.contents import contents
from geo.files.report.paper import Paper
from geo.files.typeset import typeset
from geo.words import Words

_TEMPLATE = Path(__file__).with_name("report.typ")


def pdf_bytes(atlas: Atlas, paper: Paper, step: Callable[[str], None] | None = None) -> bytes:
    """PDF of a report, with its fonts; the same bytes for the same report on the same day.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    paper : Paper
        The report.
    step : callable, optional
        Told before its figures are drawn and before it is set; may raise to cancel.
    """
    t = Words(paper.lang)
    tell = step or (lambda _what: None)
    tell(t("papers.draw"))
    content = contents(atlas, paper)
    tell(t("papers.typeset"))
    return typeset(_TEMPLATE, "paper", content, paper.about.date, t)
