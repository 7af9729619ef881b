"""Setting a report as PDF that readers of screens can follow (PDF/UA-1)."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path

import typst

from geo.data.atlas import Atlas
from geo.drawn.map.png import fonts
from geo.files.report.contents import contents
from geo.files.report.paper import Paper
from geo.look.lettering import settable
from geo.record.credit import replaced
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
    told, lost = settable(json.dumps(contents(atlas, paper), ensure_ascii=False))
    tell(t("papers.typeset"))
    file = typst.compile(
        _TEMPLATE.read_bytes(),
        format="pdf",
        pdf_standards="ua-1",
        font_paths=fonts(),
        sys_inputs={"paper": told, "replaced": replaced(lost, t)},
        timestamp=datetime.combine(paper.about.date, time(), UTC),
    )
    assert isinstance(file, bytes)
    return file
