"""A sheet: everything that a page says about a view, as data.

Pages, the story and every hand-out are made from the same sheet, so they cannot disagree.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from geo.maps.content import MapContent
from geo.maps.legend import Legend
from geo.record.about import About, Column, Export
from geo.sheets.panel import Panel
from geo.sheets.view import View
from geo.words import Words

#: What a heading ends with that names a unit: "GDP (CNY · 2024)", "Share, %".
_UNIT = re.compile(r"[(（]([^()（）·]+?)(?: · [^()（）]*)?[)）]$|(%)$")


def _column(name: str, cells: pd.Series, t: Words) -> Column:
    """A column of the table of a chart, whose heading is its name and holds its unit."""
    kinds = pd.api.types
    kind = "integer" if kinds.is_integer_dtype(cells) else "number"
    if not kinds.is_numeric_dtype(cells):
        kind = "string"
    found = _UNIT.search(name) if kind != "string" else None
    unit = next(filter(None, found.groups())) if found else ""
    return Column(name, name, type=t(f"export.type.{kind}"), unit=unit)


def _handed(code: str, title: str, table: pd.DataFrame, about: About, *notes: str) -> Export:
    """Figures drawn as rows to hand out, cited like the sheet that they are part of."""
    told = dataclasses.replace(
        about, title=f"{about.title} · {title}", notes=tuple(filter(None, notes))
    )
    table = table.rename(columns=str)
    columns = tuple(_column(name, table[name], Words(about.lang)) for name in table)
    return Export(code, table, told, columns)


#: How a Chinese sentence ends.
_CHINESE_END = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef”]$")


def sentences(*texts: str) -> str:
    """Sentences one after the other; Chinese ones have no space between."""
    told = [text for text in texts if text]
    spaced = (text if _CHINESE_END.search(text) else f"{text} " for text in told)
    return "".join(spaced).strip()


@dataclass(frozen=True)
class MapFigure:
    """A map with what belongs to it.

    Attributes
    ----------
    content : MapContent
        What it shows.
    title, badge, reading : str
        Title, how much of it is known, how to read it.
    complete : bool
        Whether nothing is missing.
    hint : str
        What a click does; of no use on paper.
    legend : Legend
        What its signs mean.
    alt : str
        Its equal in one sentence.
    table : pandas.DataFrame or None
        The figures on it that no row of the sheet holds, headed in the reader's language.
    """

    content: MapContent
    title: str
    badge: str
    reading: str
    legend: Legend
    alt: str
    complete: bool = False
    hint: str = ""
    table: pd.DataFrame | None = None

    @property
    def on_screen(self) -> str:
        """How to read it, and what a click does."""
        return sentences(self.reading, self.hint)


@dataclass(frozen=True)
class Chart:
    """A chart with what belongs to it.

    Attributes
    ----------
    code : str
        Subject in lower-case ASCII, for file names and keys.
    title, reading, badge, source : str
        Title that says the finding; how to read it; how much of it is known; where it comes from.
    figure : plotly.graph_objects.Figure
        The chart, without a title of its own.
    table : pandas.DataFrame
        The figures drawn, headed in the reader's language.
    alt : str
        Its equal in one sentence.
    hint : str
        What a click does; of no use on paper.
    complete : bool
        Whether nothing is missing.
    answers : bool
        Whether it draws the claim of its sheet: shown alone, it keeps claim and lines.
    """

    code: str
    title: str
    reading: str
    figure: go.Figure
    table: pd.DataFrame
    alt: str
    badge: str = ""
    source: str = ""
    hint: str = ""
    complete: bool = False
    answers: bool = False

    def rows(self, about: About) -> Export:
        """The figures drawn as rows to hand out, cited like the sheet that the chart is part of."""
        return _handed(self.code, self.title, self.table, about, self.reading, self.source)

    @property
    def on_screen(self) -> str:
        """How to read it, and what a click does."""
        return sentences(self.reading, self.hint)


@dataclass(frozen=True)
class Sheet:
    """What a page says about a view.

    Attributes
    ----------
    page : str
        Code of the page as in its address; ``overview`` for the first.
    view : View
        The reader's choices.
    name : str
        Name of the page in the reader's language.
    claim : str
        The finding, one sentence.
    lines : tuple of str
        Two or three short sentences of evidence.
    map : MapFigure or None
        The map of the page.
    charts : tuple of Chart
        Its charts, the most telling first.
    rows : tuple of Export
        The rows shown, by table; the first is what a table download gives.
    about : About
        What was filtered, sources, licence, version and date.
    notes : tuple of str
        Numbers and method of what it says in plain words, for notes of speakers.
    panel : Panel or None
        The same as its lines in a few big numbers, for slides.
    """

    page: str
    view: View
    name: str
    claim: str
    lines: tuple[str, ...]
    map: MapFigure | None
    charts: tuple[Chart, ...]
    rows: tuple[Export, ...]
    about: About
    notes: tuple[str, ...] = ()
    panel: Panel | None = None

    @property
    def exports(self) -> tuple[Export, ...]:
        """All that it has in figures: the rows shown, then those of the map and of each chart."""
        drawn = [chart.rows(self.about) for chart in self.charts]
        if self.map and self.map.table is not None:
            of_map = _handed("map", self.map.title, self.map.table, self.about, self.map.reading)
            drawn.insert(0, of_map)
        return (*self.rows, *drawn)
