"""A matrix of a page as a native table with coloured cells."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import Any

import plotly.graph_objects as go
from lxml import etree
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn

from geo.drawn.chart.axes import Axis, axis, ticks
from geo.drawn.chart.paint import each
from geo.files.slides.setting import THEME, Place, emu, fill_frame, rgb
from geo.look import tokens
from geo.look.lettering import Line, Run, line_width, marked_lines

#: Style of a table without lines or bands of its own.
_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_LARGEST, _SMALLEST = 16.0, 13.4
_TALLEST = 30.0
#: Room of a line of type in a cell, in sizes.
_LINE = 1.4


@dataclass(frozen=True)
class _Cell:
    lines: tuple[Line, ...]
    css: str
    fill: str | None = None
    align: PP_ALIGN = PP_ALIGN.CENTER


Grid = list[list[_Cell | None]]


def pages(figure: go.Figure, place: Place) -> list[Grid]:
    """Rows of a matrix, parted so that each part can be read in a box of a slide."""
    heads, body = _grid(figure)
    tall = sum(max((len(cell.lines) for cell in row if cell), default=1) for row in heads)
    most = int(place[3] / (_SMALLEST * _LINE)) - tall
    parts = -(-len(body) // most)
    size = -(-len(body) // parts)
    return [[*heads, *body[at : at + size]] for at in range(0, len(body), size)]


def add_table(slide: Any, grid: Grid, place: Place, name: str) -> Any:
    """Put a table in a box; gives its graphic frame."""
    left, top, width, height = place
    rows, columns = len(grid), len(grid[0])
    lines = [max((len(cell.lines) for cell in row if cell), default=1) for row in grid]
    row_height = min(_TALLEST, height / sum(lines))
    size = max(_SMALLEST, min(_LARGEST, row_height / _LINE))
    labels = [cell for row in grid if (cell := row[0]) is not None]
    first = max(line_width(line, size) for cell in labels for line in cell.lines) * 1.1 + 10
    first = min(first, 0.4 * width)
    frame = slide.shapes.add_table(
        rows, columns, *(emu(part) for part in (left, top, width, row_height * sum(lines)))
    )
    frame.name = name
    table = frame.table
    properties = table._tbl.tblPr
    for flag in ("firstRow", "bandRow"):
        properties.attrib.pop(flag, None)
    properties.find(qn("a:tableStyleId")).text = _PLAIN
    for n, column in enumerate(table.columns):
        column.width = emu(first if not n else (width - first) / (columns - 1))
    for y, row in enumerate(grid):
        table.rows[y].height = emu(row_height * lines[y])
        for x, cell in enumerate(row):
            _write(table.cell(y, x), cell, size)
    return frame


def _write(target: Any, cell: _Cell | None, size: float) -> None:
    target.margin_left = target.margin_right = emu(2)
    target.margin_top = target.margin_bottom = 0
    target.vertical_anchor = MSO_ANCHOR.MIDDLE
    if cell is None or cell.fill is None:
        target.fill.background()
    else:
        target.fill.solid()
        target.fill.fore_color.rgb = rgb(cell.fill)
    if cell is None:
        # An empty cell still has a height of type.
        target.text_frame.paragraphs[0].font.size = emu(size * 0.9)
        return
    frame = target.text_frame
    fill_frame(frame, cell.lines, size, cell.css, align=cell.align, anchor=MSO_ANCHOR.MIDDLE)
    target.margin_left = target.margin_right = emu(2)
    if cell.fill is not None:
        _edges(target._tc.get_or_add_tcPr())


def _edges(properties: Any) -> None:
    """Thin lines of the ground between coloured cells."""
    for number, tag in enumerate(("a:lnL", "a:lnR", "a:lnT", "a:lnB")):
        line = etree.Element(qn(tag), w=str(emu(1)))
        fill = etree.SubElement(line, qn("a:solidFill"))
        colour = etree.SubElement(fill, qn("a:srgbClr"))
        colour.set("val", tokens.colour("ground", THEME).lstrip("#"))
        properties.insert(number, line)


def _grid(figure: go.Figure) -> tuple[Grid, Grid]:
    """Rows of headings, and the rows below them."""
    x, y = axis(figure, "x"), axis(figure, "y")
    heads, sides = _labels(x, figure), _labels(y, figure)
    columns = sorted(heads)
    trace = next(one for one in figure.data if one.type == "bar")
    count = len(trace.x)
    found: dict[float, dict[int, _Cell]] = {}
    for place, start, length, text, ink, fill in zip(
        each(trace.y, count), each(trace.base, count), each(trace.x, count),
        each(trace.text, count, ""), each(trace.textfont.color, count),
        each(trace.marker.color, count), strict=True,
    ):  # fmt: skip
        at = bisect_left(columns, start)
        assert start <= columns[at] <= start + length
        found.setdefault(place, {})[at] = _Cell(marked_lines(str(text)), ink, fill)
    for other in figure.data:
        if other.type == "scatter":
            for across, place, text in zip(other.x, other.y, other.text, strict=True):
                at = min(range(len(columns)), key=lambda n: abs(columns[n] - across))
                css = other.textfont.color
                found[place][at] = _Cell(marked_lines(str(text)), css)
    above, between, beside = _notes(figure, columns)
    head = [_Cell(heads[at], x.layout.tickfont.color) for at in columns]
    body: dict[float, list[_Cell | None]] = {
        at: [
            _Cell((_joined(sides[at]),), y.layout.tickfont.color, align=PP_ALIGN.RIGHT),
            *(found[at].get(n) for n in range(len(columns))),
            *([beside.get(at)] if beside else []),
        ]
        for at in found
    }
    rest = [None] * bool(beside)
    body |= {at: [cell, *([None] * len(columns)), *rest] for at, cell in between.items()}
    top: Grid = [[None, *above, *rest]] if any(above) else []
    return [*top, [None, *head, *rest]], [body[at] for at in sorted(body)]


def _joined(lines: tuple[Line, ...]) -> Line:
    """All lines in one, as rows of a table are one line high."""
    runs = [run for line in lines for run in (*line, Run(" "))]
    return tuple(runs[:-1])


def _labels(one: Axis, figure: go.Figure) -> dict[float, tuple[Line, ...]]:
    return {tick.at: tick.lines for tick in ticks(one, 1000, figure.layout.separators)}


def _notes(
    figure: go.Figure, columns: list[float]
) -> tuple[list[_Cell | None], dict[float, _Cell], dict[float, _Cell]]:
    """Headings above groups of columns; those between rows and beside rows by their place."""
    above: list[_Cell | None] = [None] * len(columns)
    between: dict[float, _Cell] = {}
    beside: dict[float, _Cell] = {}
    for note in figure.layout.annotations:
        cell = _Cell(marked_lines(note.text), note.font.color, align=PP_ALIGN.LEFT)
        if note.xref == "paper":
            beside[note.y] = cell
        elif note.yref == "paper":
            above[bisect_left(columns, note.x)] = cell
        else:
            between[note.y] = replace(cell, align=PP_ALIGN.RIGHT)
    return above, between, beside
