"""Reports of one city, one chain or one region: which sheets they are bound from."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from geo.data.atlas import Atlas
from geo.files.report.paper import Paper
from geo.files.report.typesetting import pdf_bytes
from geo.record.naming import area_names, region_name
from geo.sheets import sheet
from geo.sheets.view import View, known_codes
from geo.words import Words
from geo.words.text import tidy

Step = Callable[[int, int, str], None]
Part = tuple[str, View]

#: Chains that a report on a city goes into.
_CHAINS = 2
#: Pages whose charts are about the province and not about the subject.
_OF_PROVINCE = ("clusters", "ladder")


@dataclass(frozen=True)
class Subject:
    """Something a report can be about.

    Attributes
    ----------
    code : str
        Its dimension in a view.
    name : callable
        Name of one of its codes.
    parts : callable
        Pages and views of the sheets, given one code and the view to start from.
    """

    code: str
    name: Callable[[Atlas, object, Words], str]
    parts: Callable[[Atlas, object, View], tuple[Part, ...]]

    def codes(self, atlas: Atlas) -> Mapping[str, object]:
        """Codes there are, as written in a link, with their values."""
        return known_codes(atlas)[self.code]


def _city(atlas: Atlas, code: object, start: View) -> tuple[Part, ...]:
    """Portrait, the chains it is a core of, its place in the layout, and its peers."""
    view = start.replace(city=(code,))
    rows = atlas.table("chain_cities")
    core = rows[(rows["city_adcode"] == code) & (rows["role"] == "core")]
    chains = tuple(dict.fromkeys(core["chain_id"]))[:_CHAINS]
    return (
        ("city", view),
        *(("chains", start.replace(chain=(chain,))) for chain in chains),
        ("layout", view),
        ("compare", view),
    )


def _chain(_atlas: Atlas, code: object, start: View) -> tuple[Part, ...]:
    """The chain, its clusters, chains of its family beside it, and how it concentrates."""
    view = start.replace(chain=(code,))
    return (("chains", view), ("clusters", view), ("compare", view), ("concentration", view))


def _region(atlas: Atlas, code: object, start: View) -> tuple[Part, ...]:
    """The scheme it is part of, its clusters, the other regions, and its steps up the ladder."""
    regions = atlas.by_key("regions")
    view = start.replace(region=(code,), scheme=regions.at[code, "scheme_id"])
    return (("layout", view), ("clusters", view), ("compare", view), ("ladder", view))


def _chain_name(atlas: Atlas, code: object, t: Words) -> str:
    return t.name(atlas.by_key("chains").loc[code])


#: What reports can be about, by the name of the dimension in a link.
SUBJECTS: Mapping[str, Subject] = MappingProxyType(
    {
        "city": Subject("city", lambda atlas, code, t: str(area_names(atlas, t)[code]), _city),
        "chain": Subject("chain", _chain_name, _chain),
        "region": Subject(
            "region", lambda atlas, code, t: region_name(atlas, str(code), t), _region
        ),
    }
)


def first(atlas: Atlas, subject: str, code: object, start: View) -> Part:
    """Page and view that a report begins with."""
    return SUBJECTS[subject].parts(atlas, code, start)[0]


def title(atlas: Atlas, subject: str, code: object, t: Words) -> str:
    """Title of a report: the name of its subject, and what kind of report it is."""
    return t(f"papers.title.{subject}", name=SUBJECTS[subject].name(atlas, code, t))


def of_subject(
    atlas: Atlas,
    subject: str,
    code: object,
    start: View,
    *,
    link: str = "",
    day: date | None = None,
    progress: Step | None = None,
) -> Paper:
    """Report of one city, chain or region.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    subject : str
        One of :data:`SUBJECTS`.
    code : object
        Which one: an adcode, chain_id or region_id.
    start : View
        Gives the language.
    link : str
        Address of the view of the first part.
    day : datetime.date, optional
        Day of the report; today if left out.
    progress : callable, optional
        Told before each part how many are done, of how many, and which comes; may raise to cancel.
    """
    t = Words(start.lang)
    parts = SUBJECTS[subject].parts(atlas, code, View(lang=start.lang))
    made = []
    for number, (page, view) in enumerate(parts):
        if progress:
            progress(number, len(parts), t(f"{page}.page"))
        one = sheet(atlas, page, view, link="" if number else tidy(link), day=day)
        made.append(dataclasses.replace(one, charts=()) if page in _OF_PROVINCE else one)
    return Paper(title(atlas, subject, code, t), tuple(made))


def subject_pdf(
    atlas: Atlas,
    subject: str,
    code: object,
    start: View,
    *,
    link: str = "",
    day: date | None = None,
    progress: Step | None = None,
) -> bytes:
    """PDF of the report on one city, chain or region; parameters as of :func:`of_subject`."""

    def longer(done: int, of: int, what: str) -> None:
        if progress:
            progress(done, of + 1, what)

    paper = of_subject(atlas, subject, code, start, link=link, day=day, progress=longer)
    parts = len(paper.sheets)
    longer(parts, parts, Words(start.lang)("papers.typeset"))
    return pdf_bytes(atlas, paper)
