"""The base under everything: land, counties, water and lines, in the look that layers ask for."""

from __future__ import annotations

from geo.drawn.map.canvas import Canvas, coverage, fine, rings
from geo.look import tokens
from geo.look.drawing import Shape
from geo.maps.constants import FRAME


def ground(canvas: Canvas) -> None:
    """Fill the lower panes; called when the layers have said how areas are painted."""
    names = {unit["id"]: unit[canvas.lang] for unit in canvas.base.data["cities"]}
    cities = coverage(canvas.atlas, canvas.window, "city")
    for adcode, shape in cities.items():
        fill = canvas.fills.get(adcode, "land")
        canvas.add("land", Shape(rings(shape), fill=fill, name=names[adcode]))
    if canvas.painted is not None:
        _counties(canvas, canvas.painted)
    if canvas.figure is None:
        _county_lines(canvas)
    _water(canvas)
    _lines(canvas, tuple(ring for shape in cities.values() for ring in rings(shape)))


def _counties(canvas: Canvas, painted: dict[int, str]) -> None:
    names = {unit["id"]: unit[canvas.lang] for unit in canvas.base.data["counties"]}
    for adcode, shape in coverage(canvas.atlas, canvas.window, "county").items():
        canvas.add(
            "counties",
            Shape(
                rings(shape),
                fill=painted.get(adcode, "hatch"),
                stroke="county-line-near",
                width=0.7,
                name=names[adcode],
            ),
        )


def _county_lines(canvas: Canvas) -> None:
    near = canvas.window.zoom >= FRAME.near
    name = "county-near" if near else "county"
    every = coverage(canvas.atlas, canvas.window, "county").values()
    edges = Shape(
        tuple(ring for shape in every for ring in rings(shape)),
        stroke="county-line-near" if near else "county-line",
        width=tokens.LINES[name] * canvas.scale,
    )
    # Below the counties that a layer has put here already.
    canvas.panes["county-lines"].insert(0, edges)


def _water(canvas: Canvas) -> None:
    veil = 0.6 if canvas.regions else 1.0
    for lake in canvas.base.lakes:
        canvas.add(
            "water", Shape(rings(fine(canvas.window.shape(lake))), fill="water", opacity=veil)
        )
    for record, course in zip(canvas.base.data["rivers"], canvas.base.rivers, strict=True):
        canvas.add(
            "water",
            Shape(
                rings(fine(canvas.window.shape(course))),
                closed=False,
                stroke="water",
                width=tokens.LINES[f"river-{record['rank']}"] * canvas.scale,
                name=record[canvas.lang],
            ),
        )


def _lines(canvas: Canvas, edges: tuple[tuple[tuple[float, float], ...], ...]) -> None:
    stroke, width, opacity = "city-line", tokens.LINES["city"] * canvas.scale, 1.0
    if canvas.regions == "whole":
        stroke, width, opacity = "ground", 1.1, 0.85
    elif canvas.regions:
        width = 0.6
    elif canvas.painted is not None:
        stroke = "ink2"
    canvas.add("city-lines", Shape(edges, stroke=stroke, width=width, opacity=opacity))
    if canvas.regions != "whole":
        province = rings(fine(canvas.window.shape(canvas.base.province)))
        width = tokens.LINES["province"] * canvas.scale
        canvas.add("province-line", Shape(province, stroke="province-line", width=width))
