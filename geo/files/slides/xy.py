"""Points, lines and bars on axes of numbers as a native scatter chart.

A scatter chart has no names at its axes, no bars and no notes: names and notes are labels of
series of their own, and bars are thick lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
from lxml import etree
from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.oxml.ns import qn

from geo.drawn.chart.axes import Axis, axis, ticks
from geo.drawn.chart.paint import each
from geo.files.slides.chart_style import (
    SCALE,
    finish,
    opacity_of,
    paint_line,
    paint_marker,
    value_axis,
    veil,
)
from geo.files.slides.setting import Place, emu, points, rgb, style
from geo.files.slides.xy_series import Note, Series, all_series
from geo.words import Words

_PAD = 12.0


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
    series = list(all_series(figure, (x, y), t))
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
    native: Any, one: Series, figure: go.Figure, room: _Room, axes: tuple[Axis, Axis]
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


def _write(target: Any, label: Note) -> None:
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
    strokes = count and each(trace.marker.symbol, count, "circle")[0] == "line-ns"
    if not strokes or "markers" not in trace.mode:
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
