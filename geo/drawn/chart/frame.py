"""Where the parts of a chart go, and text set at a point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from typing import Any, Literal

from geo.drawn.chart.axes import Axis
from geo.drawn.chart.paint import UnprintableError, paint
from geo.look.drawing import Anchor, Label, Point
from geo.look.lettering import Line, line_width
from geo.look.tokens import Theme

Rise = Literal["top", "middle", "bottom"]
LINE_HEIGHT = 1.3
#: What stands in for characters that the face does not have.
_MISSING = str.maketrans({"⅛": "1/8", "▸": "▶"})


@dataclass(frozen=True)
class Frame:
    """The area of the plot in px, with its axes and the theme of the figure."""

    left: float
    top: float
    width: float
    height: float
    x: Axis
    y: Axis
    theme: Theme

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the plot in px."""
        return self.left, self.top, self.left + self.width, self.top + self.height

    def across(self, value: Any, ref: str | None = None) -> float:
        """Place in px of a value of the x axis, or of a share of the plot (``paper``)."""
        if ref == "paper":
            return self.left + float(value) * self.width
        low, high = self.x.domain
        share = float(value) if _of_domain(ref, "x") else self.x.share(value)
        return self.left + (low + share * (high - low)) * self.width

    def down(self, value: Any, ref: str | None = None) -> float:
        """Place in px of a value of the y axis, or of a share of the plot (``paper``)."""
        if ref == "paper":
            return self.top + (1 - float(value)) * self.height
        low, high = self.y.domain
        share = float(value) if _of_domain(ref, "y") else self.y.share(value)
        return self.top + (1 - low - share * (high - low)) * self.height

    def paint(self, css: str) -> tuple[str | None, float]:
        """Name and opacity of a colour."""
        return paint(css, self.theme)


def _of_domain(ref: str | None, letter: str) -> bool:
    if ref in (None, letter):
        return False
    if ref == f"{letter} domain":
        return True
    raise UnprintableError(f"charts: a place given by {ref!r}")


def set_text(
    lines: Sequence[Line],
    at: Point,
    size: float,
    css: str,
    theme: Theme,
    *,
    anchor: Anchor = "middle",
    rise: Rise = "middle",
    angle: float = 0.0,
) -> Iterator[Label]:
    """Labels of a block of text.

    Parameters
    ----------
    lines : sequence of Line
        Its lines.
    at : tuple of float
        The point it is set at, px.
    size : float
        Height of the type, px.
    css : str
        Colour of runs without one of their own.
    theme : {"light", "dark"}
        Theme of the colours.
    anchor : {"start", "middle", "end"}
        Which part of the width is at the point.
    rise : {"top", "middle", "bottom"}
        Which part of the height is at the point.
    angle : float
        Turn around the point, degrees clockwise.
    """
    step = LINE_HEIGHT * size
    first = {"top": 0.5, "middle": 0.5 - len(lines) / 2, "bottom": 0.5 - len(lines)}[rise]
    turn = (cos(radians(angle)), sin(radians(angle)))
    for number, line in enumerate(lines):
        drop = (first + number) * step
        room = line_width(line, size)
        single = len(line) == 1
        start = {"start": 0.0, "middle": -room / 2, "end": -room}[anchor]
        for run in line:
            aside = 0.0 if single else start
            colour, _ = paint(run.colour or css, theme)
            yield Label(
                at=(
                    at[0] + aside * turn[0] - drop * turn[1],
                    at[1] + aside * turn[1] + drop * turn[0],
                ),
                text=run.text.translate(_MISSING),
                size=size,
                colour=colour or "ink",
                bold=run.bold,
                anchor=anchor if single else "start",
                angle=angle,
            )
            start += line_width((run,), size)
