"""What a step shows: the sheet of its view, with one figure of it in the middle."""

from __future__ import annotations

import dataclasses

from geo import sheets
from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look.tokens import Theme
from geo.sheets import Sheet
from geo.sheets.view import View
from geo.story.record import Step

#: Code of the map among the figures of a sheet.
MAP = "map"


def subject(step: Step, lang: str) -> View:
    """The view of a step in the language of whoever looks on."""
    return step.view.replace(lang=lang)


@remembered(96)
def told(atlas: Atlas, page: str, view: View, theme: Theme = "light") -> Sheet:
    """The sheet of a view, kept.

    Its map says what stands around the map; to draw it, ask for a new one, as drawing uses it up.
    """
    return sheets.sheet(atlas, page, view, theme=theme)


def figures(sheet: Sheet) -> tuple[str, ...]:
    """Codes of what a sheet can show, the main one first."""
    charts = tuple(chart.code for chart in sheet.charts)
    return ((MAP, *charts) if sheet.map else charts) or ("",)


def narrowed(sheet: Sheet, figure: str) -> Sheet:
    """The sheet with one figure alone.

    The main figure keeps the claim and the lines of the sheet, as does a chart that draws the
    claim. Any other chart speaks for itself: its title is the claim. An unknown code stands for the
    main figure.
    """
    main = figures(sheet)[0]
    if figure in ("", main) or figure not in figures(sheet):
        first = () if sheet.map else sheet.charts[:1]
        return dataclasses.replace(sheet, charts=first)
    if figure == MAP:
        return dataclasses.replace(sheet, charts=())
    (chart,) = (chart for chart in sheet.charts if chart.code == figure)
    if chart.answers:
        return dataclasses.replace(sheet, map=None, charts=(chart,))
    return dataclasses.replace(
        sheet,
        map=None,
        charts=(chart,),
        claim=chart.title,
        lines=(chart.reading,) if chart.reading else (),
    )
