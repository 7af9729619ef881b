"""Setting a report as PDF."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from pathlib import Path

import typst

from geo.atlas import Atlas
from geo.papers.contents import contents
from geo.papers.paper import Paper
from geo.plates.png import fonts

_TEMPLATE = Path(__file__).with_name("report.typ")


def pdf_bytes(atlas: Atlas, paper: Paper) -> bytes:
    """PDF of a report, with its fonts; the same bytes for the same report on the same day."""
    file = typst.compile(
        _TEMPLATE.read_bytes(),
        format="pdf",
        font_paths=fonts(),
        sys_inputs={"paper": json.dumps(contents(atlas, paper), ensure_ascii=False)},
        timestamp=datetime.combine(paper.about.date, time(), UTC),
    )
    assert isinstance(file, bytes)
    return file
