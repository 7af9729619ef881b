"""Axes of a figure: their reach, their ticks and the words at these."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import plotly.graph_objects as go

from geo.drawn.chart.paint import UnprintableError, each
from geo.look.lettering import Line, line_width, marked_lines

Letter = Literal["x", "y"]
_STEPS = (1, 2, 5, 10)
#: Room a tick needs where their number is left open, in px.
_TICK_ROOM = {"x": 80.0, "y": 40.0}


@dataclass(frozen=True)
class Tick:
    """A value and the lines of text at it."""

    at: float
    lines: tuple[Line, ...]

    def width(self, size: float) -> float:
        """Width of the longest line."""
        return max((line_width(line, size) for line in self.lines), default=0.0)


@dataclass(frozen=True)
class Axis:
    """One axis.

    Attributes
    ----------
    low, high : float
        Values at the left or lower end and at the other; the first is larger where it is reversed.
    domain : tuple of float
        Share of the width or height that it takes.
    categories : tuple of str
        Names that stand for 0, 1, 2 …; none on an axis of numbers.
    layout : Any
        The plotly axis, for its colours and sizes.
    """

    letter: Letter
    low: float
    high: float
    domain: tuple[float, float]
    categories: tuple[str, ...]
    layout: Any

    @property
    def visible(self) -> bool:
        """Whether it has words and lines at all."""
        return self.layout.visible is not False

    @property
    def grid(self) -> bool:
        """Whether lines run across the chart at its ticks."""
        return self.visible and self.layout.showgrid is not False

    @property
    def line(self) -> bool:
        """Whether it is drawn itself."""
        return self.visible and self.layout.showline is not False

    @property
    def above(self) -> bool:
        """Whether its words stand above the chart."""
        return bool(self.layout.side == "top")

    def number(self, value: Any) -> float:
        """Value as a number of this axis."""
        if isinstance(value, str):
            return float(self.categories.index(value))
        return float(value)

    def share(self, value: Any) -> float:
        """Place of a value between both ends of the axis, 0 to 1."""
        return (self.number(value) - self.low) / (self.high - self.low)


def name_of(trace: Any, letter: Letter) -> str:
    """Axis that a trace is drawn on: ``x``, ``x2`` or ``y``."""
    name = str(trace[f"{letter}axis"] or letter)
    if name not in ("x", "x2", "y"):
        raise UnprintableError(f"charts: a trace on the axis {name!r}")
    return name


def axis(figure: go.Figure, name: str) -> Axis:
    """The axis ``x``, ``x2`` or ``y`` as a figure describes it."""
    letter: Letter = "x" if name.startswith("x") else "y"
    layout = figure.layout[f"{letter}axis{name[1:]}"]
    if layout.type not in (None, "linear", "category", "-"):
        raise UnprintableError(f"charts: an axis of type {layout.type!r}")
    own = [trace for trace in figure.data if name_of(trace, letter) == name]
    found = [value for trace in own for value in each(trace[letter], len(trace[letter]))]
    categories = tuple(dict.fromkeys(value for value in found if isinstance(value, str)))
    if layout.range is not None:
        low, high = (float(end) for end in layout.range)
        high += low == high  # bars that are all zero have ends that meet
    elif categories:
        low, high = -0.5, len(categories) - 0.5
    else:
        low, high = _reach([float(value) for value in found if value is not None])
    if layout.autorange == "reversed":
        low, high = high, low
    domain = tuple(layout.domain) if layout.domain else (0.0, 1.0)
    return Axis(letter, low, high, domain, categories, layout)


def _reach(values: Sequence[float]) -> tuple[float, float]:
    if not values:
        return 0.0, 1.0
    room = 0.05 * (max(values) - min(values)) or 0.5
    return min(values) - room, max(values) + room


def ticks(axis: Axis, length: float, separators: str | None) -> tuple[Tick, ...]:
    """Ticks of an axis that is ``length`` px long.

    Parameters
    ----------
    axis : Axis
        The axis.
    length : float
        Its length, which decides how many ticks there are where the figure does not say.
    separators : str, optional
        Decimal sign and sign between thousands, as in a plotly layout.
    """
    if not axis.visible:
        return ()
    layout = axis.layout
    if layout.tickvals is not None:
        places = [float(value) for value in each(layout.tickvals, len(layout.tickvals))]
        texts = each(layout.ticktext, len(places)) if layout.ticktext is not None else None
    elif axis.categories:
        step = int(layout.dtick or 1)
        places = [float(n) for n in range(0, len(axis.categories), step)]
        texts = [axis.categories[int(place)] for place in places]
    else:
        places, texts = _regular(axis, length), None
    if texts is None:
        texts = [_number(place, layout, separators) for place in places]
    low, high = sorted((axis.low, axis.high))
    slack = 1e-9 * (high - low)
    return tuple(
        Tick(place, marked_lines(str(text)))
        for place, text in zip(places, texts, strict=True)
        if low - slack <= place <= high + slack
    )


def _regular(axis: Axis, length: float) -> list[float]:
    low, high = sorted((axis.low, axis.high))
    step = axis.layout.dtick
    if step is None:
        most = axis.layout.nticks or min(max(length / _TICK_ROOM[axis.letter], 4), 9) + 1
        rough = (high - low) / most
        power = 10.0 ** math.floor(math.log10(rough))
        step = power * next(one for one in _STEPS if one * power >= rough * (1 - 1e-9))
    first = math.ceil(low / step - 1e-9)
    return [n * step for n in range(first, math.floor(high / step + 1e-9) + 1)]


def _number(value: float, layout: Any, separators: str | None) -> str:
    form = layout.tickformat or ""
    if form not in ("", "d", "~g", ","):
        raise UnprintableError(f"charts: ticks in the format {form!r}")
    text = f"{value:,.10g}" if form == "," else f"{value:.10g}"
    if separators:
        text = text.replace(",", "\0").replace(".", separators[0]).replace("\0", separators[1])
    return text.replace("-", "−") + (layout.ticksuffix or "")
