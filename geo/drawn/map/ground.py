"""The base under everything: land, counties, water and lines, in the look that layers ask for."""

from __future__ import annotations

from geo.drawn.map.stage import Stage, coverage, fine, rings
from geo.look import tokens
from geo.look.drawing import Shape
from geo.maps.constants import FRAME


def ground(stage: Stage) -> None:
    """Fill the lower panes; called when the layers have said how areas are painted."""
    names = {unit["id"]: unit[stage.lang] for unit in stage.base.data["cities"]}
    cities = coverage(stage.atlas, stage.view, "city")
    for adcode, shape in cities.items():
        fill = stage.fills.get(adcode, "land")
        stage.add("land", Shape(rings(shape), fill=fill, name=names[adcode]))
    if stage.painted is not None:
        _counties(stage, stage.painted)
    if stage.figure is None:
        _county_lines(stage)
    _water(stage)
    _lines(stage, tuple(ring for shape in cities.values() for ring in rings(shape)))


def _counties(stage: Stage, painted: dict[int, str]) -> None:
    names = {unit["id"]: unit[stage.lang] for unit in stage.base.data["counties"]}
    for adcode, shape in coverage(stage.atlas, stage.view, "county").items():
        stage.add(
            "counties",
            Shape(
                rings(shape),
                fill=painted.get(adcode, "hatch"),
                stroke="county-line-near",
                width=0.7,
                name=names[adcode],
            ),
        )


def _county_lines(stage: Stage) -> None:
    near = stage.view.zoom >= FRAME.near
    name = "county-near" if near else "county"
    every = coverage(stage.atlas, stage.view, "county").values()
    edges = Shape(
        tuple(ring for shape in every for ring in rings(shape)),
        stroke="county-line-near" if near else "county-line",
        width=tokens.LINES[name] * stage.scale,
    )
    # Below the counties that a layer has put here already.
    stage.panes["county-lines"].insert(0, edges)


def _water(stage: Stage) -> None:
    veil = 0.6 if stage.regions else 1.0
    for lake in stage.base.lakes:
        stage.add("water", Shape(rings(fine(stage.view.shape(lake))), fill="water", opacity=veil))
    for record, course in zip(stage.base.data["rivers"], stage.base.rivers, strict=True):
        stage.add(
            "water",
            Shape(
                rings(fine(stage.view.shape(course))),
                closed=False,
                stroke="water",
                width=tokens.LINES[f"river-{record['rank']}"] * stage.scale,
                name=record[stage.lang],
            ),
        )


def _lines(stage: Stage, edges: tuple[tuple[tuple[float, float], ...], ...]) -> None:
    stroke, width, opacity = "city-line", tokens.LINES["city"] * stage.scale, 1.0
    if stage.regions == "whole":
        stroke, width, opacity = "ground", 1.1, 0.85
    elif stage.regions:
        width = 0.6
    elif stage.painted is not None:
        stroke = "ink2"
    stage.add("city-lines", Shape(edges, stroke=stroke, width=width, opacity=opacity))
    if stage.regions != "whole":
        province = rings(fine(stage.view.shape(stage.base.province)))
        width = tokens.LINES["province"] * stage.scale
        stage.add("province-line", Shape(province, stroke="province-line", width=width))
