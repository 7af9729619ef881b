"""Figures on slides: native charts with their values, tables of cells, drawings as shapes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go
import pytest
from pptx.enum.dml import MSO_FILL
from pptx.oxml.ns import qn

from geo.data.atlas import Atlas
from geo.drawn.chart import chart_drawing
from geo.drawn.chart.paint import each
from geo.files.slides.drawing import add_drawing
from geo.files.slides.figure import add_figure, parts
from geo.files.slides.template import add_slide, presentation
from geo.look.drawing import Disc, Drawing, Label, Shape
from geo.look.lettering import marked_lines, plain, text_width
from geo.sheets import sheet
from geo.sheets.view import View
from geo.words import Words
from tests.slides import opened, texts
from tests.unit.sample_charts import SAMPLES

#: Figures that become tables and shapes instead.
MATRICES = ("count_matrix.count_matrix", "chains.matrix", "concentration_cells.industries")
NO_CHARTS = (*MATRICES, "chains.flow", "takeover.matrix")

PLACE = (48.0, 128.0, 1184.0, 510.0)


def one_slide(figure: go.Figure, part: int = 0, lang: str = "zh") -> Any:
    """Shape of a figure as it is read back from a file."""
    made = presentation("test", "test", Words("zh"))
    add_figure(add_slide(made), figure, PLACE, "figure", Words(lang), part=part)
    file = io.BytesIO()
    made.save(file)
    found = opened(file.getvalue()).slides[0].shapes
    (shape,) = [shape for shape in found if shape.name == "figure"]
    return shape


# Charts


def scatters(figure: go.Figure) -> Iterator[Any]:
    yield from (trace for trace in figure.data if trace.type == "scatter")


@pytest.mark.parametrize("name", [name for name in SAMPLES if name not in NO_CHARTS])
def test_native_values_are_those_of_the_figure(atlas: Atlas, name: str) -> None:
    figure = SAMPLES[name](atlas, Words("zh"), "light")
    chart = one_slide(figure).chart
    plots = list(chart.plots)
    if chart.chart_type.name.startswith("XY"):
        pairs = {
            (round(float(x), 6), round(float(y), 6))
            for series in plots[0].series
            for x, y in zip(each(_xs(series), 0), series.values, strict=False)
            if y is not None
        }
        for trace in scatters(figure):
            if trace.xaxis == "x2":  # words beside the axis, at its place
                continue
            count = len(trace.x)
            for x, y in zip(each(trace.x, count), each(trace.y, count), strict=True):
                if x is not None and y is not None:
                    assert (round(float(x), 6), round(float(y), 6)) in pairs
        for trace in figure.data:
            if trace.type == "bar":
                assert {round(end, 6) for end in _ends(trace)} <= {
                    v for pair in pairs for v in pair
                }
        return
    values = [value for plot in plots for series in plot.series for value in series.values]
    for trace in figure.data:
        lying = figure.data[0].orientation == "h" or trace.orientation == "h"
        for value in each(trace.x if lying else trace.y, len(trace.x)):
            assert (value is None) or (float(value) in values)
    names = list(plots[0].categories)
    if figure.layout.yaxis.ticktext is not None:
        assert names == [plain(str(text)) for text in figure.layout.yaxis.ticktext]
    labelled = texts(chart._chartSpace)
    for trace in figure.data:
        if trace.type == "bar" or "text" in (trace.mode or ""):
            for text in each(trace.text, len(trace.x), ""):
                assert plain(str(text)) in labelled


LYING = ("benchmarks.bars", "counts.bars")


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("name", LYING)
def test_bars_stand_in_the_order_of_the_page(atlas: Atlas, name: str, turned: bool) -> None:
    figure = SAMPLES[name](atlas, Words("zh"), "light")
    if turned:
        upwards = figure.layout.yaxis.autorange == "reversed"
        figure.update_yaxes(autorange=True if upwards else "reversed")
    chart = one_slide(figure).chart
    names = list(chart.plots[0].categories)
    height = {
        label.text: label.at[1]
        for label in chart_drawing(figure, 900).items
        if isinstance(label, Label) and label.text in names
    }
    assert set(height) == set(names)
    on_page = sorted(names, key=height.__getitem__)  # from the top
    # PowerPoint stacks lying bars from the bottom, unless told otherwise.
    assert (names if chart.category_axis.reverse_order else names[::-1]) == on_page


def _xs(series: Any) -> list[float]:
    points = series._element.find(qn("c:xVal")).iter(qn("c:pt"))
    return [float(point.findtext(qn("c:v"))) for point in points]


def _ends(trace: Any) -> list[float]:
    count = len(trace.x)
    lengths = each(trace.x if trace.orientation == "h" else trace.y, count)
    bases = each(trace.base, count, 0.0)
    return [base + length for base, length in zip(bases, lengths, strict=True)]


def test_words_of_a_scatter_chart_are_in_it(atlas: Atlas) -> None:
    figure = SAMPLES["concentration_strip.strip"](atlas, Words("zh"), "light")
    words = texts(one_slide(figure).chart._chartSpace)
    for trace in scatters(figure):
        for text in trace.text if trace.mode == "text" else ():
            assert plain(text) in words
    for text in (*figure.layout.yaxis.ticktext, *figure.layout.xaxis.ticktext):
        assert plain(text) in words


def test_two_sources_of_one_year_are_both_kept(atlas: Atlas) -> None:
    made = sheet(atlas, "overview", View(lang="zh"))
    (figure,) = [chart.figure for chart in made.charts if any(
        trace.type == "scatter" and list(trace.x).count(2006) == 2 for trace in chart.figure.data
    )]  # fmt: skip
    chart = one_slide(figure).chart
    at = list(chart.plots[0].categories).index("2006")
    found = {series.values[at] for plot in chart.plots for series in plot.series}
    assert {39.0, 52.0} <= found


@pytest.mark.parametrize("name", MATRICES)
def test_a_matrix_is_a_table_with_coloured_cells(atlas: Atlas, name: str) -> None:
    figure = SAMPLES[name](atlas, Words("zh"), "light")
    (trace,) = [trace for trace in figure.data if trace.type == "bar"]
    table = one_slide(figure).table
    count = len(trace.x)
    wanted = {}
    columns = sorted(set(each(trace.base, count)))
    for row, start, text, fill in zip(
        trace.y, trace.base, each(trace.text, count), each(trace.marker.color, count), strict=True
    ):
        wanted[row, columns.index(start)] = (plain(str(text)), fill)
    rows = {
        plain(str(text)): at
        for at, text in zip(figure.layout.yaxis.tickvals, figure.layout.yaxis.ticktext, strict=True)
    }
    checked = 0
    for row in table.rows:
        cells = list(row.cells)
        at = rows.get(cells[0].text_frame.text)
        if at is None or cells[1].fill.type != MSO_FILL.SOLID:
            continue
        for n in range(len(columns)):
            text, fill = wanted[at, n]
            assert cells[n + 1].text_frame.text == text
            assert f"#{cells[n + 1].fill.fore_color.rgb}" == fill.upper()
            checked += 1
    assert checked == len(wanted)


def test_a_long_table_goes_on_over_slides_without_loss(atlas: Atlas) -> None:
    figure = SAMPLES["chains.matrix"](atlas, Words("en"), "light")
    low = (48.0, 128.0, 1184.0, 260.0)
    assert parts(figure, PLACE) == 1
    number = parts(figure, low)
    assert number > 1
    made = presentation("test", "test", Words("zh"))
    labels: list[str] = []
    for part in range(number):
        slide = add_slide(made)
        table = add_figure(slide, figure, low, "figure", Words("en"), part=part).table
        labels += [row.cells[0].text_frame.text for row in table.rows]
    for text in figure.layout.yaxis.ticktext:
        assert labels.count(plain(text)) == 1


def test_rows_of_a_table_are_one_line_high(atlas: Atlas) -> None:
    figure = SAMPLES["count_matrix.count_matrix"](atlas, Words("en"), "light")
    assert any("<br>" in text for text in figure.layout.yaxis.ticktext)
    frame = one_slide(figure)
    table = frame.table
    for row in list(table.rows)[1:]:
        text = row.cells[0].text_frame
        (paragraph,) = text.paragraphs
        size = paragraph.runs[0].font.size
        assert row.height >= 1.2 * size
        width = text_width(text.text, size, bold=bool(paragraph.runs[0].font.bold))
        assert width < table.columns[0].width
    assert frame.top + sum(row.height for row in table.rows) <= 9525 * (PLACE[1] + PLACE[3] + 1)


def test_a_flow_is_shapes_named_after_its_ends(atlas: Atlas) -> None:
    figure = SAMPLES["chains.flow"](atlas, Words("zh"), "light")
    group = one_slide(figure)
    names = {shape.name for shape in group.shapes}
    trace = figure.data[0]
    assert set(trace.node.label) <= names
    source, target = (trace.node.label[end[0]] for end in (trace.link.source, trace.link.target))
    assert f"{source} → {target}" in names


# Drawings


def drawn(*items: Any) -> list[Any]:
    made = presentation("test", "test", Words("zh"))
    drawing = Drawing(100, 100, items, alt="in words")
    group = add_drawing(add_slide(made), drawing, (10, 20, 200, 300), "map")
    assert group._element.nvGrpSpPr.cNvPr.get("descr") == "in words"
    assert (group.left, group.top, group.width) == tuple(9525 * px for px in (10, 20, 200))
    return list(group.shapes)


def square(low: float, high: float) -> tuple[tuple[float, float], ...]:
    return ((low, low), (high, low), (high, high), (low, high))


def test_an_area_with_a_hole_is_one_path() -> None:
    (shape,) = drawn(Shape((square(10, 90), square(40, 60)), fill="count-3", name="武汉市"))
    assert shape.name == "武汉市"
    (path,) = shape._element.iter(qn("a:path"))
    assert len(path.findall(qn("a:moveTo"))) == len(path.findall(qn("a:close"))) == 2
    assert (shape.left, shape.width) == (9525 * (10 + 2 * 10), 9525 * 2 * 80)
    assert str(shape.fill.fore_color.rgb) == "94651A"


def test_lines_dashes_opacity_and_what_is_not_known() -> None:
    line, area, disc = drawn(
        Shape((((0, 50), (100, 50)),), closed=False, stroke="ink", width=2, dash=(4, 2)),
        Shape((square(0, 50),), fill="hatch"),
        Disc((50, 50), 10, fill="accent", opacity=0.5),
    )
    assert line.line.width == 9525 * 4
    (dash,) = line._element.iter(qn("a:ds"))
    assert (dash.get("d"), dash.get("sp")) == ("200000", "100000")
    assert line._element.find(f".//{qn('a:path')}").get("fill") == "none"
    assert area._element.find(f".//{qn('a:pattFill')}") is not None
    assert disc._element.find(f".//{qn('a:alpha')}").get("val") == "50000"


def test_words_are_at_their_anchor_and_readable_on_dark() -> None:
    start, end, dark = drawn(
        Label((20, 20), "左", 10, anchor="start", halo="ground"),
        Label((80, 20), "右", 10, anchor="end", bold=True),
        Label((50, 70), "字", 10, halo="ground"),
    )
    assert start.left == 9525 * (10 + 2 * 20)
    assert end.left + end.width == pytest.approx(9525 * (10 + 2 * 80), abs=2)
    assert dark.fill.type is None or dark._element.spPr.find(qn("a:solidFill")) is None
    area, boxed = drawn(
        Shape((square(40, 99),), fill="count-4"), Label((70, 70), "字", 10, halo="ground")
    )
    assert boxed._element.spPr.find(qn("a:solidFill")) is not None
    assert area.name != boxed.name


def test_marked_words_keep_their_runs(atlas: Atlas) -> None:
    figure = SAMPLES["concentration_dumbbell.dumbbell"](atlas, Words("zh"), "light")
    chart = one_slide(figure).chart
    bold = {
        run.findtext(qn("a:t"))
        for run in chart._chartSpace.iter(qn("a:r"))
        if run.find(qn("a:rPr")).get("b") == "1"
    }
    wanted = {
        run.text
        for text in figure.layout.yaxis.ticktext
        for line in marked_lines(text)
        for run in line
        if run.bold
    }
    assert wanted
    assert wanted <= bold
