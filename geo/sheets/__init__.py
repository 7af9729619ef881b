"""Sheets: everything that a page says about a view, as data.

Pages show a sheet, the story steps through sheets, and every hand-out is made from one.

Examples
--------
>>> from geo.data.atlas import load
>>> from geo.sheets.view import View
>>> one = sheet(load(), "layout", View(lang="en"))
>>> one.map.badge
'all 17 prefectures'
"""

from __future__ import annotations

from geo.extras import need

need(__name__, "sheets")

import dataclasses
from collections.abc import Mapping
from datetime import date
from functools import partial
from types import MappingProxyType

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look.tokens import Theme
from geo.sheets.benchmarks import page as benchmarks
from geo.sheets.chains import page as chains
from geo.sheets.city import page as city
from geo.sheets.clusters import page as clusters
from geo.sheets.compare import page as compare
from geo.sheets.concentration import page as concentration
from geo.sheets.context import with_context
from geo.sheets.counted import register, settled
from geo.sheets.counted import remark as about_firms
from geo.sheets.data import page as data
from geo.sheets.figures import Chart, MapFigure, Sheet
from geo.sheets.firms import page as firms
from geo.sheets.ladder import page as ladder
from geo.sheets.layout import page as layout
from geo.sheets.overview import page as overview
from geo.sheets.page import Charts, Page, Said
from geo.sheets.policy import page as policy
from geo.sheets.view import View
from geo.words import Words

__all__ = ["HOME", "PAGES", "Chart", "MapFigure", "Sheet", "charts", "map_figure", "sheet", "words"]

#: Every page that a sheet can be made of, by the code in its address.
PAGES: Mapping[str, Page] = MappingProxyType(
    {
        "overview": overview.PAGE,
        "clusters": clusters.PAGE,
        "chains": chains.PAGE,
        "layout": layout.PAGE,
        "city": city.PAGE,
        "firms": firms.PAGE,
        "compare": compare.PAGE,
        "concentration": concentration.PAGE,
        "ladder": ladder.PAGE,
        "benchmarks": benchmarks.PAGE,
        "policy": policy.PAGE,
        "data": data.PAGE,
    }
)
#: The first page, whose address has no name.
HOME = next(iter(PAGES))


def map_figure(atlas: Atlas, page: str, view: View) -> MapFigure | None:
    """The map of a page; None where it has none, or there is no such page."""
    return _map_figure(atlas, page, _held(atlas, view), _reached(atlas, view))


def _held(atlas: Atlas, view: View) -> View:
    """What decides what a page says: held to the data, and without how it is presented."""
    view.check(atlas)
    return settled(atlas, view).without_stage()


def _reached(atlas: Atlas, view: View) -> bool:
    """Whether own firms can be asked: what is said while they cannot is not said any longer."""
    return register(atlas, view.selection.q) is not None


@remembered(64)
def _map_figure(atlas: Atlas, page: str, view: View, reached: bool) -> MapFigure | None:
    made, t = PAGES[page].figure if page in PAGES else None, Words(view.lang)
    figure = made(atlas, view, t) if made else None
    return with_context(atlas, view, figure, t) if figure else None


def words(atlas: Atlas, page: str, view: View) -> Said:
    """The claim of a page and its lines of evidence; empty where there is no such page."""
    claim, lines = _words(atlas, page, _held(atlas, view), _reached(atlas, view))
    told = remark(atlas, page, view)
    return claim, (*lines, told) if told else lines


def remark(atlas: Atlas, page: str, view: View) -> str:
    """What a page says about the reader's own firms; empty where the view does not ask for them."""
    what = PAGES[page].counts if page in PAGES else "documents" if page == "methods" else ""
    return about_firms(atlas, view, what, Words(view.lang))


@remembered(128)
def _words(atlas: Atlas, page: str, view: View, reached: bool) -> Said:
    return PAGES[page].words(atlas, view, Words(view.lang)) if page in PAGES else ("", ())


def charts(atlas: Atlas, page: str, view: View, theme: Theme = "light") -> Charts:
    """Makers of the charts of a page by code; none where it has none, or there is no such page.

    What they draw is kept: nobody may change it.
    """
    view = _held(atlas, view)
    return {
        code: partial(_chart, atlas, page, view, theme, code)
        for code in _makers(atlas, page, view, theme)
    }


def _makers(atlas: Atlas, page: str, view: View, theme: Theme) -> Charts:
    made = PAGES[page].charts if page in PAGES else None
    return made(atlas, view, Words(view.lang), theme) if made else {}


@remembered(128)
def _chart(atlas: Atlas, page: str, view: View, theme: Theme, code: str) -> Chart | None:
    return _makers(atlas, page, view, theme)[code]()


def sheet(
    atlas: Atlas,
    page: str,
    view: View,
    *,
    link: str = "",
    day: date | None = None,
    theme: Theme = "light",
) -> Sheet:
    """The sheet of a page and a view.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    page : str
        One of :data:`PAGES`.
    view : View
        The reader's choices.
    link : str
        Address of the view, if it is known.
    day : datetime.date, optional
        Day of the export; today if left out.
    theme : {"light", "dark"}
        Colours of the charts.

    Raises
    ------
    KeyError
        There is no such page.
    UnknownCodeError
        The view asks for a code that the data package does not know.
    """
    t, made = Words(view.lang), PAGES[page]
    claim, lines = words(atlas, page, view)
    held = settled(atlas, view)
    rows = made.rows(atlas, held, link, day or date.today())
    name = t(f"{page}.page")
    return Sheet(
        page=page,
        view=view,
        name=name,
        claim=claim,
        lines=lines,
        map=map_figure(atlas, page, view),
        charts=tuple(filter(None, (make() for make in charts(atlas, page, view, theme).values()))),
        rows=rows,
        notes=made.notes(atlas, held, t) if made.notes else (),
        panel=made.panel(atlas, held, t) if made.panel else None,
        about=dataclasses.replace(rows[0].about, title=f"{t('pages.product')} · {name}"),
    )
