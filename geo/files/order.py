"""What a writer of files is given, and how it says how far it has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from geo.data.atlas import Atlas
from geo.look.drawing import Drawing, Label
from geo.look.lettering import settable
from geo.record.credit import replaced
from geo.sheets import Sheet
from geo.words import Words

#: Told before each step how many are done, of how many, and what comes; may raise to cancel.
Progress = Callable[[int, int, str], None]

#: Code of the map among the figures of a sheet; charts have codes of their own.
MAP = "map"
#: Width of pictures, and height of maps, px; PNG has twice as many dots.
WIDTH, MAP_HEIGHT = 960.0, 760.0


class NothingToShowError(ValueError):
    """The view has nothing that a file of this kind could show; the message says so in words."""


class TemplateError(ValueError):
    """A template for slides that cannot be used; the message says which and what to do."""


@dataclass
class Order:
    """A sheet to be made into a file.

    Attributes
    ----------
    atlas : Atlas
        The data package.
    sheet : Sheet
        What the file says.
    figure : str
        The figure meant: :data:`MAP`, or code of a chart; empty for the first there is.
    of : int
        Number of steps.
    progress : callable, optional
        Told before each step.
    """

    atlas: Atlas
    sheet: Sheet
    figure: str = ""
    of: int = 1
    progress: Progress | None = None
    done: int = field(default=1, init=False)

    @property
    def t(self) -> Words:
        """Words in the language of the sheet."""
        return Words(self.sheet.view.lang)

    def step(self, what: str) -> None:
        """Say what comes next."""
        if self.progress:
            self.progress(self.done, max(self.of, self.done + 1), what)
        self.done += 1

    def figures(self) -> tuple[str, ...]:
        """Codes of the figures of the sheet, the map first."""
        charts = tuple(chart.code for chart in self.sheet.charts)
        return ((MAP,) if self.sheet.map else ()) + charts

    def drawing(self, code: str) -> Drawing:
        """A figure with title, legend and source on one page."""
        from geo.drawn.chart import chart_page
        from geo.drawn.map import map_page

        sheet = self.sheet
        if code == MAP and sheet.map:
            return map_page(
                self.atlas, sheet.map, sheet.about, width=WIDTH, height=MAP_HEIGHT,
                selected=sheet.view.sel, areas=sheet.view.selection.city,
            )  # fmt: skip
        chart = next(chart for chart in sheet.charts if chart.code == code)
        return chart_page(chart, sheet.about, WIDTH)

    def picture(self, code: str) -> bytes:
        """A figure as PNG; what its typeface does not have is told below it."""
        from geo.drawn.map.png import png_bytes
        from geo.drawn.noted import noted

        drawing = self.drawing(code)
        said = (item.text for item in drawing.items if isinstance(item, Label))
        _, lost = settable("".join(said))
        return png_bytes(noted(drawing, replaced(lost, self.t)) if lost else drawing)

    def chosen(self) -> str:
        """Code of the figure meant.

        Raises
        ------
        NothingToShowError
            The sheet has no figure, or none of that code.
        """
        known = self.figures()
        if not known:
            raise NothingToShowError(self.t("handout.no_figure", page=self.sheet.name))
        if self.figure and self.figure not in known:
            names = self.t.join(known)
            raise NothingToShowError(
                self.t("handout.no_such_figure", figure=self.figure, known=names)
            )
        return self.figure or known[0]
