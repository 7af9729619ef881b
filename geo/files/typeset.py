"""Setting a page with Typst: the same bytes for the same content on the same day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst

from geo.drawn.map.png import fonts
from geo.look.lettering import settable
from geo.record.credit import replaced
from geo.words import Words


def typeset(
    template: Path,
    name: str,
    content: Mapping[str, Any],
    day: date,
    t: Words,
    *,
    dots: int | None = None,
) -> bytes:
    """A document with its fonts; what the typeface lacks is replaced, and told in ``replaced``.

    Parameters
    ----------
    template : Path
        The template.
    name : str
        Under what name it finds its content.
    content : Mapping
        What is set; anything that JSON can carry.
    day : datetime.date
        The day that the file says it was made on.
    t : Words
        Its language.
    dots : int, optional
        Dots an inch of a picture (PNG); by default it is PDF that readers of screens can follow
        (PDF/UA-1).
    """
    said, lost = settable(json.dumps(content, ensure_ascii=False))
    form: dict[str, Any] = (
        {"format": "pdf", "pdf_standards": "ua-1"}
        if dots is None
        else {"format": "png", "ppi": dots}
    )
    made = typst.compile(
        template.read_bytes(),
        font_paths=fonts(),
        sys_inputs={name: said, "replaced": replaced(lost, t)},
        timestamp=datetime.combine(day, time(), UTC),
        **form,
    )
    assert isinstance(made, bytes)
    return made
