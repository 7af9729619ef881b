"""A plotly figure on a slide in the most editable form there is for it."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from geo.charts.template import CELLS
from geo.drawn.chart import chart_drawing
from geo.files.slides.category import add_category_chart, suits
from geo.files.slides.cells import add_table, pages
from geo.files.slides.drawing import add_drawing
from geo.files.slides.setting import Place
from geo.files.slides.xy import add_xy_chart
from geo.words import Words


def is_table(figure: go.Figure) -> bool:
    """Whether the bars of a figure stand for cells of a table."""
    return any(trace.meta == CELLS for trace in figure.data)


def is_flow(figure: go.Figure) -> bool:
    """Whether a figure is a diagram of flows, for which there is no native chart."""
    return any(trace.type == "sankey" for trace in figure.data)


def parts(figure: go.Figure, place: Place) -> int:
    """Number of slides that a figure needs."""
    return len(pages(figure, place)) if is_table(figure) else 1


def add_figure(
    slide: Any, figure: go.Figure, place: Place, name: str, t: Words, *, part: int = 0
) -> Any:
    """Put a figure in a box of a slide.

    Parameters
    ----------
    slide : pptx.slide.Slide
        The slide.
    figure : plotly.graph_objects.Figure
        A figure of :mod:`geo.charts`.
    place : tuple of float
        Left, top, width and height of the box, px.
    name : str
        Name of the shape.
    t : Words
        Language of names that the figure does not give.
    part : int
        Which part of a long table.

    Returns
    -------
    pptx.shapes.base.BaseShape
        A native table of cells, a native chart, or a group of shapes for a flow.
    """
    if is_table(figure):
        return add_table(slide, pages(figure, place)[part], place, name)
    if is_flow(figure):
        _, _, width, height = place
        return add_drawing(slide, chart_drawing(figure, width, height), place, name)
    add = add_category_chart if suits(figure) else add_xy_chart
    return add(slide, figure, place, name, t)
