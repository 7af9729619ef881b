"""What a native scatter chart of a figure consists of: series of points with their labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import plotly.graph_objects as go
from pptx.enum.chart import XL_LABEL_POSITION

from geo.drawn.chart.axes import Axis, axis, name_of, ticks
from geo.drawn.chart.paint import each
from geo.files.slides.chart_style import start
from geo.look.lettering import Line, Run, marked_lines
from geo.words import Words

Point = tuple[float, float | None]
_POSITIONS = {
    "top center": XL_LABEL_POSITION.ABOVE,
    "bottom center": XL_LABEL_POSITION.BELOW,
    "middle center": XL_LABEL_POSITION.CENTER,
    "middle right": XL_LABEL_POSITION.RIGHT,
    "middle left": XL_LABEL_POSITION.LEFT,
    "top right": XL_LABEL_POSITION.ABOVE,
    "top left": XL_LABEL_POSITION.ABOVE,
    "bottom right": XL_LABEL_POSITION.BELOW,
    "bottom left": XL_LABEL_POSITION.BELOW,
}
_ANCHORS = {
    "left": XL_LABEL_POSITION.RIGHT,
    "right": XL_LABEL_POSITION.LEFT,
    "center": XL_LABEL_POSITION.CENTER,
}
#: Between a label and its point, where a marker may stand.
_ASIDE = (Run("\u00a0\u00a0"),)


@dataclass(frozen=True)
class Note:
    """Words at a point; ``position`` says on which side of it."""

    lines: tuple[Line, ...]
    size: float
    css: str
    position: XL_LABEL_POSITION


@dataclass(frozen=True)
class Series:
    """One native series: its points, the trace or shape it comes from, and labels by point."""

    name: str
    points: tuple[Point, ...]
    kind: Literal["trace", "bars", "line", "words"]
    origin: Any = None
    labels: tuple[Note | None, ...] = ()


def all_series(figure: go.Figure, axes: tuple[Axis, Axis], t: Words) -> Iterator[Series]:
    """Series from below to above: lines and bars, points, notes, words of the axes."""
    x, y = axes
    numbered = 0

    def named(given: str | None) -> str:
        nonlocal numbered
        numbered += 1
        return given or t("export.slides.series", n=numbered)

    for shape in figure.layout.shapes:
        yield Series(named(shape.name), _outline(shape, axes), "line", shape)
    lines: dict[tuple[object, ...], list[Any]] = {}
    for trace in figure.data:
        if trace.type == "bar":
            yield Series(named(trace.name), tuple(_bars(trace)), "bars", trace)
        elif trace.mode == "lines" and trace.fill is None:
            key = (trace.line.color, trace.line.width, trace.line.dash, trace.opacity, trace.name)
            lines.setdefault(key, []).append(trace)
    for alike in lines.values():
        yield Series(named(alike[0].name), tuple(_joined(alike)), "trace", alike[0])
    for trace in figure.data:
        if trace.type == "scatter" and (trace.mode != "lines" or trace.fill is not None):
            count = len(trace.x)
            across = each(trace.x, count)
            if (name := name_of(trace, "x")) != "x":
                across = [_beside(axis(figure, name), value, x) for value in across]
            pairs = tuple(zip(across, each(trace.y, count), strict=True))
            known = [n for n, pair in enumerate(pairs) if None not in pair]
            for kept in _by_colour(trace, known):
                own = _only(trace, kept) if len(kept) < count else trace
                at = tuple(pairs[n] for n in kept)
                yield Series(named(trace.name), at, "trace", own, tuple(_texts(own)))
    notes = list(_notes(figure, axes))
    if notes:
        places, labels = zip(*notes, strict=True)
        yield Series(t("export.slides.notes"), tuple(places), "words", None, tuple(labels))
    for one, others, word in ((x, y, "across"), (y, x, "up")):
        if one.visible and one.layout.ticktext is not None:
            yield _axis_words(figure, one, others, t(f"export.slides.names_{word}"))


def _beside(other: Axis, value: float, x: Axis) -> float:
    """Value of the first axis at the place of a value of another one beside it."""
    share = other.domain[0] + other.share(value) * (other.domain[1] - other.domain[0])
    start, end = x.domain
    return x.low + (share - start) / (end - start) * (x.high - x.low)


def _by_colour(trace: Any, known: Sequence[int]) -> Iterator[list[int]]:
    """Points of each colour, as a series whose colour is one can be recoloured as a whole."""
    if trace.mode not in ("markers", "markers+text"):
        yield list(known)
        return
    count = len(trace.x)
    fills = each(trace.marker.color, count)
    edges = each(trace.marker.line.color, count)
    groups: dict[tuple[Any, Any], list[int]] = {}
    for n in known:
        groups.setdefault((fills[n], edges[n]), []).append(n)
    yield from groups.values()


def _only(trace: Any, kept: Sequence[int]) -> go.Scatter:
    """The points of a trace whose place is known."""
    count = len(trace.x)
    own = trace.to_plotly_json()

    def cut(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: cut(part) for key, part in value.items()}
        if isinstance(value, list | tuple) and len(value) == count:
            return [value[n] for n in kept]
        return value

    whole = own | {"x": each(trace.x, count), "y": each(trace.y, count)}
    return go.Scatter({key: cut(value) for key, value in whole.items()})


def _joined(traces: Sequence[Any]) -> Iterator[Point]:
    """Lines of one look in one series, an empty point between them."""
    last: Point | None = None
    for trace in traces:
        count = len(trace.x)
        # A gap has the place of the point before it: in a file every point has a first value.
        pairs: list[Point] = []
        for x, y in zip(each(trace.x, count), each(trace.y, count), strict=True):
            pairs.append((pairs[-1][0], None) if x is None and pairs else (x, y))
        if pairs[0] == last:
            pairs = pairs[1:]
        elif last is not None:
            yield pairs[0][0], None
        yield from pairs
        last = pairs[-1]


def _bars(trace: Any) -> Iterator[Point]:
    """Both ends of every bar, an empty point between bars."""
    count = len(trace.x)
    lying = trace.orientation == "h"
    lengths, places = (trace.x, trace.y) if lying else (trace.y, trace.x)
    rows = zip(each(trace.base, count, 0.0), each(lengths, count), each(places, count), strict=True)
    for number, (base, length, place) in enumerate(rows):
        ends: list[Point] = [(base, place), (base + length, place)]
        if not lying:
            ends = [(place, base), (place, base + length)]
        if number:
            yield ends[0][0], None
        yield from ends


def _value(one: Axis, value: Any, ref: str | None) -> float:
    """Value on an axis of a place given by value, by share of the axis or of the whole plot."""
    if ref in (None, one.letter):
        return one.number(value)
    share = float(value)
    if ref == "paper":
        start, end = one.domain
        share = (share - start) / (end - start)
    return one.low + share * (one.high - one.low)


def _outline(shape: Any, axes: tuple[Axis, Axis]) -> tuple[Point, ...]:
    x0, x1 = (_value(axes[0], value, shape.xref) for value in (shape.x0, shape.x1))
    y0, y1 = (_value(axes[1], value, shape.yref) for value in (shape.y0, shape.y1))
    if shape.type == "line":
        return ((x0, y0), (x1, y1))
    return ((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0))


def _texts(trace: Any) -> Iterator[Note | None]:
    count = len(trace.x)
    if "text" not in (trace.mode or ""):
        return
    texts = each(trace.text, count, "")
    css = each(trace.textfont.color, count, "#3D4650")
    positions = each(trace.textposition, count, "middle center")
    size = float(trace.textfont.size or 12)
    for text, colour, position in zip(texts, css, positions, strict=True):
        lines = marked_lines(str(text))
        yield Note(lines, size, colour, _POSITIONS[position]) if text else None


def _notes(figure: go.Figure, axes: tuple[Axis, Axis]) -> Iterator[tuple[Point, Note]]:
    for note in figure.layout.annotations:
        if note.text:
            at = (_value(axes[0], note.x, note.xref), _value(axes[1], note.y, note.yref))
            position = _ANCHORS[note.xanchor or "center"]
            size = float(note.font.size)
            lines = tuple(
                (*_ASIDE, *line) if note.xshift else line for line in marked_lines(note.text)
            )
            yield at, Note(lines, size, note.font.color, position)


def _axis_words(figure: go.Figure, one: Axis, other: Axis, name: str) -> Series:
    found = ticks(one, 1000, figure.layout.separators)
    font = one.layout.tickfont
    if one.letter == "y":
        edge = start(other, figure)
        # A little inside, as programs leave out labels of points on the very edge.
        edge += (other.high - edge) / 1000
        at = [(edge, tick.at) for tick in found]
        position = XL_LABEL_POSITION.LEFT
    else:
        above = one.above
        edge = other.high if above else other.low
        at = [(tick.at, edge) for tick in found]
        position = XL_LABEL_POSITION.ABOVE if above else XL_LABEL_POSITION.BELOW
    aside = _ASIDE if one.letter == "y" else ()
    labels = [
        Note(tuple((*line, *aside) for line in tick.lines), float(font.size), font.color, position)
        for tick in found
    ]
    return Series(name, tuple(at), "words", None, tuple(labels))
