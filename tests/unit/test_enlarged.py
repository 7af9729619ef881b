"""Charts for a room: larger where pixels are meant, unchanged where data are."""

from __future__ import annotations

import plotly.graph_objects as go

from geo.charts.enlarged import enlarged
from geo.charts.template import figure


def chart() -> go.Figure:
    made = figure("light", 300)
    made.add_bar(x=[3, 5], y=["a", "b"], width=[0.5, 0.5], textfont={"size": 12})
    made.add_scatter(x=[1, 2], y=["a", "b"], marker={"size": [6, 8], "line": {"width": 2}})
    made.add_annotation(x=1, y=0, text="n", ax=10, ay=-20, font={"size": 11}, xshift=4)
    return made


def test_type_marks_lines_and_margins_grow() -> None:
    large = enlarged(chart(), 2)
    assert large.layout.font.size == 26
    assert large.layout.xaxis.tickfont.size == 26
    assert large.layout.margin.l == 16
    assert list(large.data[1].marker.size) == [12, 16]
    assert large.data[1].marker.line.width == 4
    note = large.layout.annotations[0]
    assert (note.ax, note.ay, note.xshift, note.font.size) == (20, -40, 8, 22)


def test_data_and_the_figure_itself_stay() -> None:
    small = chart()
    before = small.to_json()
    large = enlarged(small, 2)
    assert small.to_json() == before
    assert list(large.data[0].width) == [0.5, 0.5]
    assert list(large.data[0].x) == [3, 5]
    assert large.layout.annotations[0].x == 1
    assert large.layout.bargap == small.layout.bargap


def test_it_fills_its_place() -> None:
    assert enlarged(chart(), 1.5).layout.height is None
