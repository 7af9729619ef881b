"""Painters of areas: figures by city or county, roles in a chain, what is chosen, centres."""

from __future__ import annotations

from math import cos, pi, sin
from typing import Any

import shapely

from geo.drawn.map.canvas import Base, Canvas, coverage, rings
from geo.look import tokens
from geo.look.drawing import Disc, Label, Shape
from geo.maps.legend import FILLS
from geo.maps.regions import HUES

_FILLS = FILLS | {f"region-{code}": tint for code, (_, tint) in HUES.items()}
_TONES = {"subject": "accent", "base": "ink"}


def fill(style: str) -> str:
    """Colour of a class of areas."""
    return _FILLS.get(style, style)


def areas(canvas: Canvas, data: dict[str, Any]) -> None:
    """Colour cities or counties; what is not listed is not known."""
    canvas.figure = data
    listed = {int(code): fill(item[0]) for code, item in data["areas"].items()}
    if data["level"] == "county":
        canvas.painted = {code: listed.get(code, "hatch") for code in canvas.base.counties}
    else:
        canvas.fills = {code: listed.get(code, "hatch") for code in canvas.base.cities}


def chain_areas(canvas: Canvas, data: dict[str, Any]) -> None:
    """Cities by their role in a chain, counties on record above them, stages under the names."""
    areas(canvas, data)
    signs = {code: item[3] for code, item in data["areas"].items() if item[3]}
    canvas.signs = (signs, data["letters"])
    shapes = coverage(canvas.atlas, canvas.window, "county")
    names = {unit["id"]: unit[canvas.lang] for unit in canvas.base.data["counties"]}
    for unit, style in data["counties"].items():
        code = int(unit)
        if code in canvas.base.cities or code not in shapes:
            continue
        canvas.add(
            "county-lines",
            Shape(
                rings(shapes[code]),
                fill=style,
                stroke=None if canvas.window.small else "ink2",
                width=0.8,
                dash=(3, 2),
                name=names[code],
            ),
        )


def chosen(canvas: Canvas, data: dict[str, Any]) -> None:
    """Outline what is chosen; the ring around a chosen mark is drawn with the marks."""
    canvas.selected = data["cluster"]
    for code in dict.fromkeys(data["areas"]):
        kind = "city" if code in canvas.base.cities else "county"
        shape = coverage(canvas.atlas, canvas.window, kind).get(code)
        if shape is None:
            continue
        for stroke, name in (("ground", "selection-edge"), ("ink", "selection")):
            width = tokens.LINES[name] * canvas.scale
            canvas.add("outline", Shape(rings(shape), stroke=stroke, width=width))


def centres(canvas: Canvas, data: list[dict[str, Any]]) -> None:
    """Mean centres with their ellipses, and names or, where there are many, signs."""
    labels, k = [], canvas.scale
    for number, centre in enumerate(data):
        tone = centre["tone"].removeprefix("centre-")
        ink = _TONES.get(tone, f"centre-{tone}")
        if centre["ring"]:
            points = canvas.window.line(centre["ring"])
            canvas.line("lines", points, "ground", 5 * k, opacity=0.8)
            canvas.line("lines", points, ink, 2 * k, dash=(6, 4) if tone == "base" else ())
        x, y = canvas.window.at(centre["at"])
        dot = Disc((x, y), 5.5 * k, fill=ink, stroke="ground", width=2 * k, name=centre["name"])
        canvas.add("top", dot)
        if centre["sign"]:
            # Centres lie close together: each sign stands in a direction of its own.
            turn = number / len(data) * 2 * pi
            at = (x + 14 * k * sin(turn), y - 14 * k * cos(turn))
            labels.append(Label(at, centre["sign"], 13 * k, ink, True, "middle", "ground"))
        elif tone == "subject":
            at = (x + 0.5 * k, y - 14.5 * k)
            labels.append(Label(at, centre["name"], 5 + 7 * k, ink, True, "end", "ground"))
        else:
            at = (x + 10.5 * k, y - 0.5 * k)
            labels.append(Label(at, centre["name"], 5 + 7 * k, ink, True, "start", "ground"))
    canvas.add("top", *labels)


def bounds(base: Base, adcode: int) -> tuple[float, float, float, float]:
    """Box of degrees around a city or county."""
    units = base.cities if adcode in base.cities else base.counties
    west, south, east, north = shapely.bounds(units[adcode])
    return (float(west), float(south), float(east), float(north))
