"""One-page briefs: one subject on one A4 page, as PDF, as a picture or as one slide.

What a brief says is a value, :class:`geo.files.brief.content.Brief`; the three writers draw it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any, Literal

from geo.data.atlas import Atlas
from geo.files.brief.chain import chain
from geo.files.brief.city import city
from geo.files.brief.content import Brief
from geo.files.brief.own import added
from geo.files.brief.page import page_bytes
from geo.files.brief.programme import programme
from geo.files.brief.region import region
from geo.record import filenames
from geo.record.about import file_name as ascii_name
from geo.record.clusters import programmes
from geo.settings.addresses import known_to_others
from geo.sheets import counted
from geo.sheets.view import View, known_codes
from geo.words import Words
from geo.words.text import tidy

__all__ = ["FORMS", "SUBJECTS", "Brief", "Subject", "file_name", "make", "of"]


@dataclass(frozen=True)
class Subject:
    """What a brief can be about: how it is made, its choice in a view, and the page of it."""

    make: Callable[..., Brief]
    dimension: str
    page: str

    def codes(self, atlas: Atlas) -> Mapping[str, object]:
        """Codes there are, as written in a link, with their values."""
        known = known_codes(atlas)[self.dimension]
        if self.dimension != "prog":
            return known
        return {code: value for code, value in known.items() if value in programmes(atlas).index}

    def view(self, code: object, lang: str) -> View:
        """The view that shows the subject."""
        return View(lang=lang).replace(**{self.dimension: (code,)})


def _slide_bytes(atlas: Atlas, brief: Brief) -> bytes:
    # Loaded when the first slide is asked for, so that pages and the command line open without it.
    from geo.files.brief.slide import slide_bytes

    return slide_bytes(atlas, brief)


#: What briefs can be about.
SUBJECTS: Mapping[str, Subject] = MappingProxyType(
    {
        "city": Subject(city, "city", "city"),
        "chain": Subject(chain, "chain", "chains"),
        "region": Subject(region, "region", "layout"),
        "programme": Subject(programme, "prog", "clusters"),
    }
)
#: Makers of files by ending, with their media type.
FORMS: Mapping[str, tuple[Callable[[Atlas, Brief], bytes], str]] = MappingProxyType(
    {
        "pdf": (partial(page_bytes, form="pdf"), "application/pdf"),
        "png": (partial(page_bytes, form="png"), "image/png"),
        "pptx": (
            _slide_bytes,
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ),
    }
)
Form = Literal["pdf", "png", "pptx"]


def of(
    atlas: Atlas,
    subject: str,
    code: object,
    lang: str,
    *,
    link: str = "",
    day: date | None = None,
    own: bool = False,
    **given: Any,
) -> Brief:
    """The brief on a subject.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    subject : str
        One of :data:`SUBJECTS`.
    code : object
        Which one: an adcode, chain_id, region_id or programme_id.
    lang : {"zh", "en"}
        Language.
    link : str
        Address of the view of it; one of this computer alone is left out.
    day : datetime.date, optional
        Day of the brief; today if left out.
    own : bool
        Whether the reader's own firms are counted, if there are any.
    **given : object
        What the subject is told besides: of a city the ``candidates`` that it can take on, rows as
        ``geo.questions.takeover.candidates`` gives them, where not all those near are meant.
    """
    link = tidy(link)
    known = link if known_to_others(link) else ""
    t, day = Words(lang), day or date.today()
    about = SUBJECTS[subject]
    made = about.make(atlas, code, t, link=known, day=day, **given)
    firms = counted.register(atlas) if own else None
    return made if firms is None else added(atlas, made, about.dimension, code, firms)


def make(atlas: Atlas, brief: Brief, ending: str) -> bytes:
    """A brief as a file; ``ending`` is one of :data:`FORMS`."""
    return FORMS[ending][0](atlas, brief)


def fault(ending: str, t: Words) -> str:
    """Why no brief can be made into a kind of file, in a sentence; empty where it can."""
    if ending != "pptx":
        return ""
    from geo.files.slides import template

    return template.fault(t)


def file_name(brief: Brief, subject: str, ending: str) -> str:
    """Name of the file as an office would write it, or in ASCII where the setting asks for it."""
    if filenames.ascii_only():
        return ascii_name(f"brief-{subject}-{brief.code}", ending, brief.day)
    words = Words(brief.lang)("brief.file", subject=brief.subject)
    return filenames.office(words, ending, brief.day)
