"""Bars by name, with lines and points of the same names, as a native chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
from pptx.oxml.ns import qn

from geo.drawn.chart.axes import Axis, axis, ticks
from geo.drawn.chart.paint import each
from geo.files.slides.chart_style import SCALE, finish, paint_line, paint_marker, value_axis
from geo.files.slides.setting import Place, emu, rgb, style
from geo.look.lettering import plain
from geo.words import Words


@dataclass
class _Series:
    trace: Any
    name: str
    values: list[float | None]
    #: Where in the trace each value is from.
    origin: list[int | None]
    line: bool = field(default=False)


def suits(figure: go.Figure) -> bool:
    """Whether a figure is bars that start at zero, with nothing between their places."""
    bars = [trace for trace in figure.data if trace.type == "bar"]
    if len(bars) != 1 or bars[0].base is not None or figure.layout.shapes:
        return False
    return not figure.layout.annotations


def add_category_chart(slide: Any, figure: go.Figure, place: Place, name: str, t: Words) -> Any:
    """Put a chart of bars in a box; gives its graphic frame."""
    bar = next(trace for trace in figure.data if trace.type == "bar")
    lying = bar.orientation == "h"
    places, series = _table(figure, lying, t)
    along, up = (axis(figure, letter) for letter in (("y", "x") if lying else ("x", "y")))
    data = CategoryChartData()
    data.categories = _names(places, along, figure)
    for one in series:
        data.add_series(one.name, one.values)
    kind = XL_CHART_TYPE.BAR_CLUSTERED if lying else XL_CHART_TYPE.COLUMN_CLUSTERED
    frame = slide.shapes.add_chart(kind, *(emu(part) for part in place), data)
    frame.name = name
    chart = frame.chart
    finish(chart, figure)
    plot = chart.plots[0]
    plot.gap_width = 55
    plot.overlap = 0
    plot.vary_by_categories = False
    # A line runs on over years without a figure, as on the page.
    chart._chartSpace.chart.find(qn("c:dispBlanksAs")).set("val", "span")
    if not lying and any(one.line for one in series):
        _lines(chart, data, series)
    for number, one in enumerate(series):
        if lying or not one.line:
            _paint_bar(_found(chart, number), one)
        else:
            _paint_line(_found(chart, number), one)
    _axes(chart, along, up, figure, lying=lying)
    return frame


def _table(figure: go.Figure, lying: bool, t: Words) -> tuple[list[Any], list[_Series]]:
    """Places along the axis, and a series a trace; a place met again begins another series."""
    pairs = []
    for trace in figure.data:
        count = len(trace.x)
        along = each(trace.y if lying else trace.x, count)
        up = each(trace.x if lying else trace.y, count)
        pairs.append((trace, along, up))
    known = list(dict.fromkeys(place for _, along, _ in pairs for place in along))
    if all(isinstance(place, int) for place in known) and not lying:
        known = list(range(min(known), max(known) + 1))
    series: list[_Series] = []
    for number, (trace, along, up) in enumerate(pairs, start=1):
        name = trace.name or t("export.slides.series", n=number)
        own: list[_Series] = []
        for n, (place, value) in enumerate(zip(along, up, strict=True)):
            at = known.index(place)
            free = next((one for one in own if one.origin[at] is None), None)
            if free is None:
                blank = [None] * len(known)
                free = _Series(
                    trace, name if not own else f"{name} ({len(own) + 1})",
                    list(blank), list(blank), line=trace.type == "scatter",
                )  # fmt: skip
                own.append(free)
            free.values[at] = value
            free.origin[at] = n
        series += own
    return known, series


def _names(places: Sequence[Any], along: Axis, figure: go.Figure) -> list[str]:
    named = {}
    if along.layout.ticktext is not None:
        named = {
            tick.at: " ".join("".join(run.text for run in line) for line in tick.lines)
            for tick in ticks(along, 1000, figure.layout.separators)
        }
    return [named.get(place, str(place)) for place in places]


def _found(chart: Any, number: int) -> Any:
    return next(
        one for plot in chart.plots for one in plot.series if one._element.idx.val == number
    )


def _lines(chart: Any, data: CategoryChartData, series: Sequence[_Series]) -> None:
    """Move the series that are lines from the bars to lines on the same axes."""
    area = chart._chartSpace.chart.plotArea
    bars = area.find(qn("c:barChart"))
    xml = ChartXmlWriter(XL_CHART_TYPE.LINE_MARKERS, data).xml
    lines = etree.fromstring(xml.encode()).find(f".//{qn('c:lineChart')}")
    # Parsed anew by the classes of the library, so that the series can be painted through them.
    from pptx.oxml import parse_xml

    lines = parse_xml(etree.tostring(lines))
    for one, bar, line in zip(
        series, bars.findall(qn("c:ser")), lines.findall(qn("c:ser")), strict=True
    ):
        (bars if one.line else lines).remove(bar if one.line else line)
    for old, new in zip(lines.findall(qn("c:axId")), bars.findall(qn("c:axId")), strict=True):
        old.set("val", new.get("val"))
    bars.addnext(lines)


def _texts(one: _Series) -> Iterator[tuple[int, str, str]]:
    """Point, words and colour of each label."""
    count = len(one.trace.x)
    if one.trace.type == "scatter" and "text" not in (one.trace.mode or ""):
        return
    texts = each(one.trace.text, count, "")
    css = each(one.trace.textfont.color, count)
    for at, n in enumerate(one.origin):
        if n is not None and texts[n]:
            yield at, plain(str(texts[n])), css[n]


def _label(series: Any, one: _Series, position: XL_LABEL_POSITION) -> None:
    for at, text, css in _texts(one):
        label = series.points[at].data_label
        label.position = position
        frame = label.text_frame
        frame.word_wrap = False
        run = frame.paragraphs[0].add_run()
        run.text = text
        style(run.font, float(one.trace.textfont.size or 12) * SCALE, css or "#3D4650")


def _paint_bar(series: Any, one: _Series) -> None:
    colours = each(one.trace.marker.color, len(one.trace.x))
    fill = series.format.fill
    if one.line:
        fill.solid()
        fill.fore_color.rgb = rgb(colours[0])
    else:
        plainest = max(set(colours), key=colours.count)
        fill.solid()
        fill.fore_color.rgb = rgb(plainest)
        for at, n in enumerate(one.origin):
            if n is not None and colours[n] != plainest:
                own = series.points[at].format.fill
                own.solid()
                own.fore_color.rgb = rgb(colours[n])
    _label(series, one, XL_LABEL_POSITION.OUTSIDE_END)


def _paint_line(series: Any, one: _Series) -> None:
    series.smooth = False
    paint_line(series, one.trace)
    paint_marker(series, one.trace)
    _label(series, one, XL_LABEL_POSITION.ABOVE)


def _axes(chart: Any, along: Axis, up: Axis, figure: go.Figure, *, lying: bool) -> None:
    value_axis(chart.value_axis, up, figure, name=True)
    names = chart.category_axis
    names.has_major_gridlines = False
    names.format.line.color.rgb = rgb(along.layout.linecolor)
    style(names.tick_labels.font, 12 * SCALE, along.layout.tickfont.color)
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if lying:
        # Every bar has its name.
        skip = etree.Element(qn("c:tickLblSkip"), val="1")
        names._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)
    if lying and along.low > along.high:
        names.reverse_order = True
        # With names from above, the axis of values comes to stand above too.
        chart.value_axis.format.line.fill.background()
        chart.value_axis.tick_label_position = (
            XL_TICK_LABEL_POSITION.HIGH if up.visible else XL_TICK_LABEL_POSITION.NONE
        )
