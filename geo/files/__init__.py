"""Hand-outs: the files that any view can be taken away in, one writer an ending.

Pages and the command line make files here and nowhere else, from the same sheet, so that they
cannot differ. What slides, reports and pictures need is loaded when the first is made.

Examples
--------
>>> from datetime import date
>>> from geo.data.atlas import load
>>> from geo.sheets.view import View
>>> atlas, view, day = load(), View(lang="en", city=(420600,)), date(2026, 11, 21)
>>> file_name(atlas, "city", view, "pdf", day)
'hubei-clusters_city-xiangyang_20261121.pdf'
>>> file_name(atlas, "city", view.replace(lang="zh"), "pdf", day)
'湖北产业集群地图_市州_襄阳_20261121.pdf'
>>> make(atlas, "city", view, "pdf", day=day)[:5]
b'%PDF-'
"""

from __future__ import annotations

from geo.extras import need

need(__name__, "files")

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Literal

import geopandas as gpd

from geo import sheets
from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.files.bundle import zip_bytes
from geo.files.order import MAP, NothingToShowError, Order, Progress, TemplateError
from geo.files.tables import FORMATS
from geo.files.web import html
from geo.files.writers import pdf, png, pptx, rows, svg, xlsx
from geo.record import filenames
from geo.record.naming import short_english
from geo.sheets import PAGES
from geo.sheets.table_filter import code_names
from geo.sheets.view import View
from geo.words import Words
from geo.words.text import tidy

__all__ = [
    "HANDOUTS",
    "MAP",
    "Handout",
    "NothingToShowError",
    "Progress",
    "TemplateError",
    "figures",
    "file_name",
    "make",
    "offered",
    "subject",
]

_LONGEST = 60
#: Choices that the name of a file tells in words, up to so many of each.
_NAMED, _FEW = ("city", "region", "chain", "fam", "prog", "tier"), 3


@dataclass(frozen=True)
class Handout:
    """A kind of file.

    Attributes
    ----------
    mime : str
        Its media type.
    write : callable
        Makes it.
    needs : str
        What a page must have for it: a figure, places, or nothing.
    steps : int
        Steps of making it, at least; more than one take long enough to be told.
    """

    mime: str
    write: Callable[[Order], bytes]
    needs: Literal["", "figure", "places"] = ""
    steps: int = 1

    @property
    def long(self) -> bool:
        """Whether making it takes long enough for progress to be shown."""
        return self.steps > 1


#: Every kind of file by its ending.
HANDOUTS: Mapping[str, Handout] = MappingProxyType(
    {
        "pptx": Handout(
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            pptx,
            steps=2,
        ),
        "pdf": Handout("application/pdf", pdf, steps=3),
        "png": Handout("image/png", png, "figure"),
        "svg": Handout("image/svg+xml", svg, "figure"),
        "html": Handout("text/html", html),
        "zip": Handout("application/zip", zip_bytes, steps=4),
        **{
            ending: Handout(form.mime, partial(rows, ending), "places" if form.spatial else "")
            for ending, form in FORMATS.items()
        },
        "xlsx": Handout(FORMATS["xlsx"].mime, xlsx),
    }
)


def make(
    atlas: Atlas,
    page: str,
    view: View,
    ending: str,
    *,
    link: str = "",
    day: date | None = None,
    figure: str = "",
    progress: Progress | None = None,
) -> bytes:
    """A file of exactly this view.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    page : str
        One of :data:`geo.sheets.PAGES`.
    view : View
        The reader's choices.
    ending : str
        One of :data:`HANDOUTS`.
    link : str
        Address of the view.
    day : datetime.date, optional
        Day of the export; today if left out.
    figure : str
        For pictures: :data:`MAP` or the code of a chart; empty for the first there is.
    progress : callable, optional
        Told before each step how many are done, of how many, and what comes; may raise to cancel.

    Raises
    ------
    NothingToShowError
        The view has nothing that such a file could show.
    """
    kind = HANDOUTS[ending]
    if progress:
        progress(0, kind.steps, Words(view.lang)("handout.step.sheet"))
    sheet = sheets.sheet(atlas, page, view, link=tidy(link), day=day)
    return kind.write(Order(atlas, sheet, figure, kind.steps, progress))


@remembered(256)
def offered(atlas: Atlas, page: str, view: View) -> tuple[str, ...]:
    """Endings of the files that a page can be taken away in."""
    made = PAGES[page]
    tables = made.rows(atlas, view, "", date.min)
    has = {
        "": True,
        "figure": bool(made.figure or made.charts),
        "places": any(isinstance(table.frame, gpd.GeoDataFrame) for table in tables),
    }
    return tuple(ending for ending, kind in HANDOUTS.items() if has[kind.needs])


@remembered(64)
def figures(atlas: Atlas, page: str, view: View) -> tuple[tuple[str, str], ...]:
    """Code and title of every figure of a view, the map first."""
    sheet = sheets.sheet(atlas, page, view)
    charts = tuple((chart.code, chart.title) for chart in sheet.charts)
    return ((MAP, sheet.map.title), *charts) if sheet.map else charts


def subject(atlas: Atlas, page: str, view: View) -> str:
    """What a view is about in lower-case ASCII: its page, and what is filtered."""
    names = atlas.by_key("areas")["name_en"]
    parts = [page, *([view.data.table] if page == "data" else [])]
    for dimension in view.selection.chosen:
        if dimension == "q":
            continue
        value = getattr(view.selection, dimension)
        codes = [names[code] for code in value] if dimension == "city" else value
        parts += [_plain(short_english(str(code))) for code in codes]
    whole = "-".join(filter(None, parts))
    return whole if len(whole) <= _LONGEST else whole[:_LONGEST].rpartition("-")[0]


def file_name(atlas: Atlas, page: str, view: View, ending: str, day: date, figure: str = "") -> str:
    """File name with subject and date: in words for who reads Chinese, else in ASCII."""
    part = figure if figure != MAP else ""
    code = subject(atlas, page, view) + (f"-{part}" if part else "")
    t = Words(view.lang)
    words = [t("pages.product"), t(f"{page}.page"), *_chosen(atlas, view, t)]
    if part:
        words.append(dict(figures(atlas, page, view)).get(part, part))
    return filenames.file_name("_".join(words), code, ending, day, view.lang)


def _chosen(atlas: Atlas, view: View, t: Words) -> list[str]:
    """What lists are narrowed to, in words; what would be too many is left out."""
    names = []
    for dimension in view.selection.chosen:
        if dimension in _NAMED:
            words = code_names(atlas, dimension, t)
            codes = getattr(view.selection, dimension)
            names += [words[code] for code in codes] if len(codes) <= _FEW else []
    return names


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9_]+", "", text.lower())
