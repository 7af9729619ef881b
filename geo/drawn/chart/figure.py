"""A plotly figure as a flat drawing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

import geo.drawn.chart.traces as traces
from geo.drawn.chart.axes import Axis, Tick, axis, name_of, ticks
from geo.drawn.chart.frame import LINE_HEIGHT, Frame, Rise, set_text
from geo.drawn.chart.paint import UnprintableError, theme_of
from geo.drawn.chart.sankey import flow
from geo.drawn.chart.traces import DASHES, box
from geo.look.drawing import Anchor, Drawing, Item, Shape
from geo.look.lettering import Line, marked_lines
from geo.look.tokens import Theme

#: Distance of words from the axis, and of its title from these, px.
_PAD, _TITLE_PAD = 5.0, 6.0
_LEGEND = 26.0


def chart_drawing(figure: go.Figure, width: float, height: float | None = None) -> Drawing:
    """Drawing of a chart.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure
        A figure of :mod:`geo.charts`.
    width : float
        Width in px.
    height : float, optional
        Height in px; by default that of the figure.

    Returns
    -------
    Drawing
        Without ground, so that it can be laid on any.

    Raises
    ------
    UnprintableError
        If the figure holds something that is not known here.
    """
    kinds = [trace.type for trace in figure.data]
    if unknown := set(kinds) - {"bar", "scatter", "sankey"}:
        raise UnprintableError(f"charts: cannot draw {', '.join(sorted(unknown))}")
    if kinds.count("bar") > 1:
        raise UnprintableError("charts: more than one trace of bars")
    height = height or float(figure.layout.height)
    theme = theme_of(figure)
    if "sankey" in kinds:
        if len(kinds) > 1:
            raise UnprintableError("charts: a flow beside other traces")
        items = flow(figure.data[0], width, height, theme)
        return Drawing(width, height, tuple(items), ground=None)
    return Drawing(width, height, tuple(_plot(figure, width, height, theme)), ground=None)


def _plot(figure: go.Figure, width: float, height: float, theme: Theme) -> Iterator[Item]:
    layout = figure.layout
    x, y = axis(figure, "x"), axis(figure, "y")
    y_ticks = ticks(y, height * 0.8, layout.separators)
    x_ticks = ticks(x, width * 0.8, layout.separators)
    frame = _frame(layout, (x, y), (x_ticks, y_ticks), (width, height), theme)
    angle = _angle(x, x_ticks, frame)

    shapes = list(layout.shapes)
    yield from _grid(frame, (x_ticks, y_ticks))
    for shape in shapes:
        if shape.layer == "below":
            yield _shape(shape, frame)
    gap = 0.2 if layout.bargap is None else float(layout.bargap)
    for trace in figure.data:
        if trace.type == "bar":
            yield from traces.bars(trace, frame, gap)
    yield from _axis_lines(frame)
    for trace in figure.data:
        if trace.type == "scatter":
            own = frame
            if (name := name_of(trace, "x")) != "x":
                own = replace(frame, x=axis(figure, name))
            yield from traces.scatter(trace, own)
    for shape in shapes:
        if shape.layer != "below":
            yield _shape(shape, frame)
    yield from _tick_words(frame, x_ticks, y_ticks, angle)
    yield from _titles(frame, x_ticks, y_ticks)
    for note in layout.annotations:
        yield from _annotation(note, frame)
    if layout.showlegend:
        yield from _legend(figure, frame)


def _frame(
    layout: Any,
    axes: tuple[Axis, Axis],
    found: tuple[tuple[Tick, ...], tuple[Tick, ...]],
    size: tuple[float, float],
    theme: Theme,
) -> Frame:
    """The plot inside its margins, which grow with the words at the axes."""
    (x, y), (x_ticks, y_ticks) = axes, found
    margin = layout.margin
    x_size, y_size = (float(one.layout.tickfont.size) for one in axes)
    left = max((tick.width(y_size) for tick in y_ticks), default=0.0) + _PAD + 4
    if y.visible and y.layout.title.text:
        left += _title_room(y)
    words = max((LINE_HEIGHT * len(tick.lines) * x_size for tick in x_ticks), default=0.0) + _PAD
    if x.visible and x.layout.title.text:
        words += _title_room(x)
    last = x_ticks[-1].width(x_size) / 2 if x_ticks and x.share(x_ticks[-1].at) > 0.97 else 0.0
    right = max(float(margin.r), last if x.domain[1] == 1 else 0.0)
    top = max(float(margin.t), words if x.above else 0.0)
    bottom = max(float(margin.b), 0.0 if x.above else words)
    if layout.showlegend:
        top = max(top, (words if x.above else 8.0) + _LEGEND)
    left = max(left, float(margin.l))
    return Frame(left, top, size[0] - left - right, size[1] - top - bottom, x, y, theme)


def _title_room(axis: Axis) -> float:
    return LINE_HEIGHT * float(axis.layout.title.font.size) + _TITLE_PAD


def _angle(x: Axis, found: tuple[Tick, ...], frame: Frame) -> float:
    """Turn of the words at the x axis: the first in turn at which they do not overlap."""
    if x.layout.tickangle not in (None, "auto"):
        return float(x.layout.tickangle)
    size = float(x.layout.tickfont.size)
    places = [frame.across(tick.at) for tick in found]
    tight = any(
        abs(b - a) < (one.width(size) + two.width(size)) / 2 + 3
        for a, b, one, two in zip(places, places[1:], found, found[1:], strict=False)
    )
    angles = x.layout.autotickangles or (0, 30, 90)
    return float(angles[1]) if tight else 0.0


def _grid(frame: Frame, found: tuple[tuple[Tick, ...], tuple[Tick, ...]]) -> Iterator[Item]:
    right, bottom = frame.left + frame.width, frame.top + frame.height
    for one, ticks_ in zip((frame.x, frame.y), found, strict=True):
        if not one.grid or not ticks_:
            continue
        lines = tuple(
            ((at, frame.top), (at, bottom))
            if one.letter == "x"
            else ((frame.left, at), (right, at))
            for at in (
                frame.across(tick.at) if one.letter == "x" else frame.down(tick.at)
                for tick in ticks_
            )
        )
        stroke, _ = frame.paint(one.layout.gridcolor)
        yield Shape(rings=lines, closed=False, stroke=stroke, width=1)


def _axis_lines(frame: Frame) -> Iterator[Item]:
    bottom = frame.top + frame.height
    if frame.y.line:
        stroke, _ = frame.paint(frame.y.layout.linecolor)
        ring = ((frame.left, frame.top), (frame.left, bottom))
        yield Shape(rings=(ring,), closed=False, stroke=stroke, width=1)
    if frame.x.line:
        stroke, _ = frame.paint(frame.x.layout.linecolor)
        at = frame.top if frame.x.above else bottom
        start, end = (frame.left + share * frame.width for share in frame.x.domain)
        yield Shape(rings=(((start, at), (end, at)),), closed=False, stroke=stroke, width=1)
    if frame.x.layout.zeroline and frame.x.layout.zerolinecolor:
        stroke, _ = frame.paint(frame.x.layout.zerolinecolor)
        at = frame.across(0)
        yield Shape(rings=(((at, frame.top), (at, bottom)),), closed=False, stroke=stroke, width=1)


def _tick_words(
    frame: Frame, x_ticks: tuple[Tick, ...], y_ticks: tuple[Tick, ...], angle: float
) -> Iterator[Item]:
    font = frame.y.layout.tickfont
    for tick in y_ticks:
        at = (frame.left - _PAD, frame.down(tick.at))
        yield from set_text(tick.lines, at, float(font.size), font.color, frame.theme, anchor="end")
    font = frame.x.layout.tickfont
    size = float(font.size)
    edge = frame.top - _PAD if frame.x.above else frame.top + frame.height + _PAD
    for tick in x_ticks:
        x = frame.across(tick.at)
        if not angle:
            rise: Rise = "bottom" if frame.x.above else "top"
            yield from set_text(tick.lines, (x, edge), size, font.color, frame.theme, rise=rise)
            continue
        # Slanted words begin at the tick where they rise away from it, and end there otherwise.
        anchor: Anchor = "start" if frame.x.above == (angle < 0) else "end"
        lift = size / 3 if frame.x.above else -size / 3
        yield from set_text(
            tick.lines, (x, edge - lift), size, font.color, frame.theme, anchor=anchor, angle=angle
        )


def _titles(frame: Frame, x_ticks: tuple[Tick, ...], y_ticks: tuple[Tick, ...]) -> Iterator[Item]:
    title = frame.x.layout.title
    if frame.x.visible and title.text:
        lines = max((len(tick.lines) for tick in x_ticks), default=0)
        aside = LINE_HEIGHT * lines * float(frame.x.layout.tickfont.size) + _PAD + _TITLE_PAD
        above = frame.x.above
        at = (
            frame.left + frame.width / 2,
            frame.top - aside if above else frame.top + frame.height + aside,
        )
        yield from set_text(
            marked_lines(title.text), at, float(title.font.size), title.font.color, frame.theme,
            rise="bottom" if above else "top",
        )  # fmt: skip
    title = frame.y.layout.title
    if frame.y.visible and title.text:
        size = float(frame.y.layout.tickfont.size)
        widest = max((tick.width(size) for tick in y_ticks), default=0.0)
        at = (frame.left - _PAD - widest - _TITLE_PAD, frame.top + frame.height / 2)
        yield from set_text(
            marked_lines(title.text), at, float(title.font.size), title.font.color, frame.theme,
            rise="bottom", angle=-90,
        )  # fmt: skip


def _shape(shape: Any, frame: Frame) -> Item:
    x0, x1 = (frame.across(value, shape.xref) for value in (shape.x0, shape.x1))
    y0, y1 = (frame.down(value, shape.yref) for value in (shape.y0, shape.y1))
    line = shape.line
    opacity = 1.0 if shape.opacity is None else float(shape.opacity)
    if shape.type == "line":
        width = float(line.width or 2)
        return Shape(
            rings=(((x0, y0), (x1, y1)),),
            closed=False,
            stroke=frame.paint(line.color)[0],
            width=width,
            dash=tuple(part * width for part in DASHES[line.dash]),
            opacity=opacity,
        )
    if shape.type == "rect" and line.width == 0:
        fill, veil = frame.paint(shape.fillcolor)
        corners = box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        return Shape(rings=(corners,), fill=fill, opacity=opacity * veil)
    raise UnprintableError(f"charts: a shape of the type {shape.type!r}")


_ANCHORS: dict[str, Anchor] = {"left": "start", "center": "middle", "right": "end"}


def _annotation(note: Any, frame: Frame) -> Iterator[Item]:
    if note.showarrow is not False:
        raise UnprintableError("charts: a note with an arrow")
    at = (
        frame.across(note.x, note.xref) + float(note.xshift or 0),
        frame.down(note.y, note.yref) - float(note.yshift or 0),
    )
    angle = float(note.textangle or 0)
    yield from set_text(
        marked_lines(note.text), at, float(note.font.size), note.font.color, frame.theme,
        anchor=_ANCHORS[note.xanchor or "center"], rise=note.yanchor or "middle", angle=angle,
    )  # fmt: skip


def _legend(figure: go.Figure, frame: Frame) -> Iterator[Item]:
    """Signs and names of the traces in one row above the chart."""
    legend = figure.layout.legend
    if legend.orientation != "h":
        raise UnprintableError("charts: a legend that is not in a row")
    font = figure.layout.font
    size = float(legend.font.size or font.size)
    named = [trace for trace in figure.data if trace.name and trace.showlegend is not False]
    rooms = [52 + Tick(0, marked_lines(trace.name)).width(size) for trace in named]
    # Above the plot if it fits there, else as far left as need be.
    at = max(4.0, min(frame.left, frame.left + frame.width - sum(rooms)))
    middle = _LEGEND / 2
    for trace, room in zip(named, rooms, strict=True):
        yield from traces.sign(trace, (at, middle), frame)
        words: tuple[Line, ...] = marked_lines(trace.name)
        yield from set_text(words, (at + 30, middle), size, font.color, frame.theme, anchor="start")
        at += room
