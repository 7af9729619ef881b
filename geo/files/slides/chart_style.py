"""The look of native charts: thin grid, no box, one face."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
from lxml import etree
from pptx.enum.chart import (
    XL_AXIS_CROSSES,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn

from geo.drawn.chart.axes import Axis, name_of, ticks
from geo.drawn.chart.paint import each
from geo.files.slides.setting import THEME, points, rgb, style
from geo.look import tokens
from geo.look.lettering import plain

#: A slide is read from farther away than a page.
SCALE = 1.25
_SMALL = 12 * SCALE
_DASHES = {"dot": MSO_LINE.ROUND_DOT, "dash": MSO_LINE.DASH}
#: Sizes that a marker of a native chart may have, pt.
_MARKER = (2, 72)


def finish(chart: Any, figure: go.Figure) -> None:
    """Set type and legend of a chart, and leave out its title and box."""
    style(chart.font, _SMALL, figure.layout.font.color)
    chart.has_title = False
    chart.has_legend = bool(figure.layout.showlegend)
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        style(chart.legend.font, _SMALL, figure.layout.font.color)
    space = chart._chartSpace
    corners = space.find(qn("c:roundedCorners"))
    if corners is None:
        corners = etree.Element(qn("c:roundedCorners"))
        space.insert(1 if space.find(qn("c:date1904")) is not None else 0, corners)
    corners.set("val", "0")


def veil(element: Any, opacity: float) -> None:
    """Make the colours below an element let through."""
    if opacity < 1:
        for colour in element.iter(qn("a:srgbClr")):
            for old in colour.findall(qn("a:alpha")):
                colour.remove(old)
            etree.SubElement(colour, qn("a:alpha")).set("val", str(round(opacity * 100_000)))


def opacity_of(trace: Any) -> float:
    """Opacity of a trace."""
    return 1.0 if trace.opacity is None else float(trace.opacity)


def paint_line(series: Any, trace: Any) -> None:
    """Line of a series as a scatter trace has it."""
    line = series.format.line
    if "lines" not in (trace.mode or "lines") or trace.line.width == 0:
        line.fill.background()
        return
    line.color.rgb = rgb(trace.line.color)
    line.width = points(float(trace.line.width or 2))
    if trace.line.dash in _DASHES:
        line.dash_style = _DASHES[trace.line.dash]
    veil(series._element.spPr, opacity_of(trace))


def paint_marker(series: Any, trace: Any) -> None:
    """Markers of a series as a scatter trace has them, those that differ one by one."""
    if "markers" not in (trace.mode or ""):
        series.marker.style = XL_MARKER_STYLE.NONE
        return
    count = len(trace.x)
    looks = [_marker(trace, n, count) for n in range(count)]
    common = max(set(looks), key=looks.count)
    _paint(series.marker, common)
    for n, one in enumerate(looks):
        if one != common:
            _paint(series.points[n].marker, one)


def pale(css: str) -> str:
    """Tint of a colour for what is hollow."""
    parts = (int(css[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * 0.28):02X}" for part in parts)


Look = tuple[str, float, str, str, float, float]


def _marker(trace: Any, n: int, count: int) -> Look:
    marker = trace.marker
    colour = each(marker.color, count, trace.line.color)[n]
    return (
        each(marker.symbol, count, "circle")[n],
        float(each(marker.size, count, 6.0)[n]),
        colour,
        each(marker.line.color, count, colour)[n],
        float(each(marker.line.width, count, 0.0)[n]),
        float(each(marker.opacity, count, 1.0)[n]) * opacity_of(trace),
    )


def _paint(marker: Any, one: Look) -> None:
    symbol, size, colour, edge, width, opacity = one
    if symbol == "line-ns":
        marker.style = XL_MARKER_STYLE.NONE
        return
    marker.style = XL_MARKER_STYLE.CIRCLE
    marker.size = min(max(round(size * 0.75 * SCALE), _MARKER[0]), _MARKER[1])
    ground = tokens.colour("ground", THEME)
    hollow = symbol == "circle-open" or colour == ground
    fill = marker.format.fill
    fill.solid()
    # A pale middle instead of none: not every program draws the edge of a marker.
    fill.fore_color.rgb = rgb(pale(edge if colour == ground else colour) if hollow else colour)
    line = marker.format.line
    line.color.rgb = rgb(edge if edge != ground else colour)
    line.width = points(width or 1)
    veil(marker.format._element, opacity)


def value_axis(
    native: Any, one: Axis, figure: go.Figure, *, name: bool, most: float | None = None
) -> None:
    """Reach, steps, lines and words of an axis of numbers.

    Parameters
    ----------
    native : pptx.chart.axis.ValueAxis
        The native axis.
    one : Axis
        The axis of the figure.
    figure : plotly.graph_objects.Figure
        The figure.
    name : bool
        Whether the axis keeps its title.
    most : float, optional
        Where the axis ends, if it is longer than that of the figure.
    """
    layout = one.layout
    high = max(one.low, one.high)
    native.maximum_scale = high if most is None else most
    native.reverse_order = one.low > one.high
    native.major_tick_mark = native.minor_tick_mark = XL_TICK_MARK.NONE
    places = [tick.at for tick in ticks(one, 480, figure.layout.separators)]
    native.minimum_scale = start(one, figure)
    if layout.ticktext is None and len(places) > 1:
        native.major_unit = round(places[1] - places[0], 9)
    native.crosses = XL_AXIS_CROSSES.MINIMUM
    native.has_major_gridlines = one.grid and layout.ticktext is None
    if native.has_major_gridlines:
        native.major_gridlines.format.line.color.rgb = rgb(layout.gridcolor)
        native.major_gridlines.format.line.width = points(1)
    if one.line:
        native.format.line.color.rgb = rgb(layout.linecolor)
    else:
        native.format.line.fill.background()
    if one.visible and layout.ticktext is None:
        native.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        style(native.tick_labels.font, _SMALL, layout.tickfont.color)
        native.tick_labels.number_format = _format(layout)
        native.tick_labels.number_format_is_linked = False
    else:
        native.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    if name and one.visible and layout.title.text:
        native.has_title = True
        frame = native.axis_title.text_frame
        run = frame.paragraphs[0].add_run()
        run.text = plain(layout.title.text)
        style(run.font, _SMALL, layout.title.font.color)
    else:
        native.has_title = False


def start(one: Axis, figure: go.Figure) -> float:
    """Where a native axis begins: it counts its steps from there, so it has to be a tick."""
    low = min(one.low, one.high)
    places = [tick.at for tick in ticks(one, 480, figure.layout.separators)]
    if one.layout.ticktext is not None or len(places) < 2:
        return low
    step = places[1] - places[0]
    values = [
        one.number(value)
        for trace in figure.data
        if name_of(trace, one.letter) == one.letter
        for place in ((one.letter, "base") if trace.type == "bar" else one.letter)
        if trace[place] is not None
        for value in each(trace[place], len(trace.x))
        if value is not None
    ]
    early = places[0] - low > 0.4 * step or min(values) < places[0]
    return round(places[0] - step if early else places[0], 9)


def _format(layout: Any) -> str:
    shown = "#,##0" if layout.tickformat == "," else "General"
    return f'{shown}"{layout.ticksuffix}"' if layout.ticksuffix else shown
