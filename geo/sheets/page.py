"""What each page contributes to its sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.population.selection import FILTERS
from geo.record.about import Export
from geo.sheets.exports import table
from geo.sheets.figures import Chart, MapFigure
from geo.sheets.panel import Panel
from geo.sheets.view import View
from geo.words import Words

Said = tuple[str, tuple[str, ...]]
#: Charts by code, the most telling first; each is drawn when it is asked for. A maker that finds
#: nothing to draw gives None.
Charts = Mapping[str, Callable[[], Chart | None]]
Rows = Callable[[Atlas, View, str, date], tuple[Export, ...]]


def tables(*names: str) -> Rows:
    """Rows of some tables of the data package as the view filters them."""

    def rows(atlas: Atlas, view: View, link: str, day: date) -> tuple[Export, ...]:
        return tuple(table(atlas, view, name, link=link, day=day) for name in names)

    return rows


@dataclass(frozen=True)
class Page:
    """Makers of the parts of a sheet, and where it stands among the others.

    Attributes
    ----------
    section : {"see", "analyse", "refer"}
        The section of pages that it belongs to.
    words : callable
        The claim and two or three lines of evidence.
    rows : callable
        The rows shown, with how to cite them; the first decide what is said about the sheet.
    figure : callable
        The map; None on pages without.
    charts : callable
        Makers of the charts that the view shows; None on pages without.
    notes : callable
        Numbers and method of what the page says in plain words, for notes of speakers; None on
        pages that say all of it themselves.
    panel : callable
        What the page says in a few big numbers, for slides; None on pages without.
    filters : tuple of str
        Dimensions of the selection that change what the page shows; it is told of the others that
        they do not.
    counts : {"firms", "clusters", "documents", ""}
        What the page counts, as a reader with firms of his own is told: these firms where the view
        asks for them, clusters alone, or documents; empty where nothing needs to be said.
    """

    section: Literal["see", "analyse", "refer"]
    words: Callable[[Atlas, View, Words], Said]
    rows: Rows
    figure: Callable[[Atlas, View, Words], MapFigure | None] | None = None
    charts: Callable[[Atlas, View, Words, Theme], Charts] | None = None
    notes: Callable[[Atlas, View, Words], tuple[str, ...]] | None = None
    panel: Callable[[Atlas, View, Words], Panel | None] | None = None
    filters: tuple[str, ...] = FILTERS
    counts: Literal["firms", "clusters", "documents", ""] = "documents"
