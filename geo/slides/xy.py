"""Points, lines and bars on axes of numbers as a native scatter chart.

A scatter chart has no names at its axes, no bars and no notes: names and notes are labels of
series of their own, bars are thick error bars of a series that holds their ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import plotly.graph_objects as go
from lxml import etree
from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.oxml.ns import qn

from geo.lettering import Line, Run, marked_lines
from geo.prints.axes import Axis, axis, name_of, ticks
from geo.prints.paint import each
from geo.slides.chart_style import (
    SCALE,
    finish,
    opacity_of,
    paint_line,
    paint_marker,
    start,
    value_axis,
    veil,
)
from geo.slides.setting import Place, emu, points, rgb, style
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
}
_ANCHORS = {
    "left": XL_LABEL_POSITION.RIGHT,
    "right": XL_LABEL_POSITION.LEFT,
    "center": XL_LABEL_POSITION.CENTER,
}
_PAD = 12.0
#: Between a label and its point, where a marker may stand.
_ASIDE = (Run("\u00a0\u00a0"),)


@dataclass(frozen=True)
class _Label:
    lines: tuple[Line, ...]
    size: float
    css: str
    position: XL_LABEL_POSITION


@dataclass(frozen=True)
class _Series:
    """One native series: its points, the trace or shape it comes from, and labels by point."""

    name: str
    points: tuple[Point, ...]
    kind: Literal["trace", "bars", "line", "words"]
    origin: Any = None
    labels: tuple[_Label | None, ...] = ()


@dataclass(frozen=True)
class _Room:
    """The inner plot in a box: margins and size in px."""

    left: float
    top: float
    width: float
    height: float


def add_xy_chart(slide: Any, figure: go.Figure, place: Place, name: str, t: Words) -> Any:
    """Put a scatter chart in a box; gives its graphic frame."""
    x, y = axis(figure, "x"), axis(figure, "y")
    series = list(_all_series(figure, (x, y), t))
    # LibreOffice loses the series before one that is longer than they are.
    longest = max(series, key=lambda one: len(one.points))
    series.sort(key=lambda one: one is not longest)
    data = XyChartData()
    for one in series:
        own = data.add_series(one.name)
        for across, up in one.points:
            own.add_data_point(across, up)
    frame = slide.shapes.add_chart(
        XL_CHART_TYPE.XY_SCATTER_LINES, *(emu(part) for part in place), data
    )
    frame.name = name
    chart = frame.chart
    finish(chart, figure)
    room = _room(figure, (x, y), place)
    _lay_out(chart, room, place)
    for native, one in zip(chart.plots[0].series, series, strict=True):
        native.smooth = False
        _paint(native, one, figure, room, (x, y))
    # Notes may stand right of the axis, where the plot of the figure has no axis any more.
    most = x.low + 1.001 * (x.high - x.low) / x.domain[1] if x.domain[1] < 1 else None
    value_axis(chart.category_axis, x, figure, name=True, most=most)
    value_axis(chart.value_axis, y, figure, name=True)
    return frame


def _all_series(figure: go.Figure, axes: tuple[Axis, Axis], t: Words) -> Iterator[_Series]:
    x, y = axes
    numbered = 0

    def named(given: str | None) -> str:
        nonlocal numbered
        numbered += 1
        return given or t("export.slides.series", n=numbered)

    for shape in figure.layout.shapes:
        yield _Series(named(shape.name), _outline(shape, axes), "line", shape)
    lines: dict[tuple[object, ...], list[Any]] = {}
    for trace in figure.data:
        if trace.type == "bar":
            yield _Series(named(trace.name), tuple(_bars(trace)), "bars", trace)
        elif trace.mode == "lines" and trace.fill is None:
            key = (trace.line.color, trace.line.width, trace.line.dash, trace.opacity, trace.name)
            lines.setdefault(key, []).append(trace)
    for alike in lines.values():
        yield _Series(named(alike[0].name), tuple(_joined(alike)), "trace", alike[0])
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
                yield _Series(named(trace.name), at, "trace", own, tuple(_texts(own)))
    notes = list(_notes(figure, axes))
    if notes:
        places, labels = zip(*notes, strict=True)
        yield _Series(t("export.slides.notes"), tuple(places), "words", None, tuple(labels))
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
        pairs = list(zip(each(trace.x, count), each(trace.y, count), strict=True))
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


def _texts(trace: Any) -> Iterator[_Label | None]:
    count = len(trace.x)
    if "text" not in (trace.mode or ""):
        return
    texts = each(trace.text, count, "")
    css = each(trace.textfont.color, count, "#3D4650")
    positions = each(trace.textposition, count, "middle center")
    size = float(trace.textfont.size or 12)
    for text, colour, position in zip(texts, css, positions, strict=True):
        lines = marked_lines(str(text))
        yield _Label(lines, size, colour, _POSITIONS[position]) if text else None


def _notes(figure: go.Figure, axes: tuple[Axis, Axis]) -> Iterator[tuple[Point, _Label]]:
    for note in figure.layout.annotations:
        if note.text:
            at = (_value(axes[0], note.x, note.xref), _value(axes[1], note.y, note.yref))
            position = _ANCHORS[note.xanchor or "center"]
            size = float(note.font.size)
            lines = tuple(
                (*_ASIDE, *line) if note.xshift else line for line in marked_lines(note.text)
            )
            yield at, _Label(lines, size, note.font.color, position)


def _axis_words(figure: go.Figure, one: Axis, other: Axis, name: str) -> _Series:
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
        _Label(
            tuple((*line, *aside) for line in tick.lines), float(font.size), font.color, position
        )
        for tick in found
    ]
    return _Series(name, tuple(at), "words", None, tuple(labels))


def _room(figure: go.Figure, axes: tuple[Axis, Axis], place: Place) -> _Room:
    x, y = axes
    left, top, right, bottom = 50.0, _PAD, 2 * _PAD, 34.0
    if y.visible and y.layout.ticktext is not None:
        found = ticks(y, 1000, figure.layout.separators)
        size = float(y.layout.tickfont.size)
        left = max(tick.width(size) for tick in found) * 1.08 * SCALE + 2 * _PAD
    if y.layout.title.text:
        left += 24
    if x.layout.title.text:
        bottom += 24
    if x.above:
        top, bottom = 36.0, _PAD
    if figure.layout.showlegend:
        top += 30
    return _Room(left, top, place[2] - left - right, place[3] - top - bottom)


def _lay_out(chart: Any, room: _Room, place: Place) -> None:
    """Fix the inner plot, so that names at the axes have their room."""
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = etree.Element(qn("c:layout"))
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    shares = (room.left / place[2], room.top / place[3],
              room.width / place[2], room.height / place[3])  # fmt: skip
    for tag, value in (
        ("layoutTarget", "inner"), ("xMode", "edge"), ("yMode", "edge"),
        *zip("xywh", (f"{share:.5f}" for share in shares), strict=True),
    ):  # fmt: skip
        etree.SubElement(manual, qn(f"c:{tag}")).set("val", value)
    area.insert(0, layout)


def _paint(
    native: Any, one: _Series, figure: go.Figure, room: _Room, axes: tuple[Axis, Axis]
) -> None:
    if one.kind == "trace":
        paint_line(native, one.origin)
        if one.origin.fill == "toself":
            native.format.line.color.rgb = rgb(figure.layout.xaxis.linecolor)
            native.format.line.width = points(1)
        paint_marker(native, one.origin)
        _upright(native, one.origin, room, axes[1])
    elif one.kind == "line":
        native.marker.style = XL_MARKER_STYLE.NONE
        line = native.format.line
        line.color.rgb = rgb(one.origin.line.color or one.origin.fillcolor)
        line.width = points(float(one.origin.line.width or 1))
    else:
        native.marker.style = XL_MARKER_STYLE.NONE
        if one.kind == "bars":
            _thick(native, one.origin, room, axes)
        else:
            native.format.line.fill.background()
    for n, label in enumerate(one.labels):
        if label is not None:
            _write(native.points[n].data_label, label)


def _write(target: Any, label: _Label) -> None:
    target.position = label.position
    frame = target.text_frame
    frame.word_wrap = False
    for number, line in enumerate(label.lines):
        paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
        for piece in line:
            run = paragraph.add_run()
            run.text = piece.text
            style(run.font, label.size * SCALE, piece.colour or label.css, bold=piece.bold)


def _thick(native: Any, trace: Any, room: _Room, axes: tuple[Axis, Axis]) -> None:
    """Bars as lines of the width of a bar."""
    count = len(trace.x)
    lying = trace.orientation == "h"
    across, length = (axes[1], room.height) if lying else (axes[0], room.width)
    px = float(each(trace.width, count, 0.7)[0]) * length / abs(across.high - across.low)
    line = native.format.line
    line.color.rgb = rgb(each(trace.marker.color, count)[0])
    line.width = points(px)
    native._element.spPr.find(qn("a:ln")).set("cap", "flat")
    veil(native._element.spPr, opacity_of(trace))


def _upright(native: Any, trace: Any, room: _Room, y: Axis) -> None:
    """Upright strokes as error bars, as native markers have none."""
    count = len(trace.x)
    if each(trace.marker.symbol, count, "circle")[0] != "line-ns" or "markers" not in trace.mode:
        return
    half = float(each(trace.marker.size, count, 6.0)[0]) / 2
    stroke = trace.marker.line
    bars = etree.Element(qn("c:errBars"))
    for tag, value in (
        ("errDir", "y"), ("errBarType", "both"), ("errValType", "fixedVal"), ("noEndCap", "1"),
        ("val", f"{half * abs(y.high - y.low) / room.height:.6g}"),
    ):  # fmt: skip
        etree.SubElement(bars, qn(f"c:{tag}")).set("val", value)
    line = etree.SubElement(etree.SubElement(bars, qn("c:spPr")), qn("a:ln"))
    line.set("w", str(emu(float(stroke.width))))
    colour = etree.SubElement(etree.SubElement(line, qn("a:solidFill")), qn("a:srgbClr"))
    colour.set("val", stroke.color.lstrip("#").upper())
    native._element.find(qn("c:xVal")).addprevious(bars)
