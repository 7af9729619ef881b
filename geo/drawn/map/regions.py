"""Painter of the layout: outlines, belts, corridors, arrows of lead, rings of cities."""

from __future__ import annotations

from math import ceil, cos, dist, pi, sin
from typing import Any

import shapely

from geo.drawn.map.axes import AxisNames, Line
from geo.drawn.map.canvas import Canvas, around, called, coverage, decoded, rings
from geo.drawn.map.curves import quadratic, smooth, toward
from geo.drawn.map.foot import scale_box
from geo.drawn.map.window import Box
from geo.look.drawing import Disc, Label, Point, Shape
from geo.maps.constants import REGIONS
from geo.maps.regions import HUES

REGION_HUES = HUES | {"none": ("muted", "land")}


def regions(canvas: Canvas, data: dict[str, Any]) -> None:
    """Everything of a scheme but its tints and words."""
    canvas.regions = "whole" if data["whole"] else "part"
    canvas.beside = {
        code: (x * canvas.scale, y * canvas.scale) for code, (x, y) in data["names"].items()
    }
    for region in data["regions"]:
        _outline(canvas, region)
    for band in data["bands"]:
        line = smooth([canvas.seat(code) for code in band["path"]])
        canvas.line(
            "lines", line, REGION_HUES[band["hue"]][0], REGIONS.band * canvas.phone, opacity=0.38
        )
    if data["around"]:
        _around(canvas, data)
    lines = [(_axis(canvas, axis), axis["name"]) for axis in data["axes"]]
    for number, pair in enumerate(data["arrows"]):
        _arrow(canvas, pair, number)
    for adcode, hue, size in data["rings"]:
        _ring(canvas, canvas.seat(adcode), REGION_HUES[hue][0], size)
    if lines and not canvas.window.small:
        names = AxisNames(
            [Line(points, name) for points, name in lines],
            _obstacles(canvas, data),
            _land(canvas, data),
            canvas.window,
            canvas.scale,
        )
        canvas.add("lines", *names.items())


def _outline(canvas: Canvas, region: dict[str, Any]) -> None:
    """An outline inside of the edge, so that neighbours do not cover each other."""
    line, tint = REGION_HUES[region["hue"]]
    cities = coverage(canvas.atlas, canvas.window, "city")
    area = shapely.union_all([cities[code] for code in region["members"]])
    seam, width = REGIONS.seam + region["level"] * REGIONS.nest, REGIONS.width
    inner = shapely.buffer(area, -seam * canvas.phone / 2, quad_segs=3)
    edge = "ground" if not region["level"] else tint
    canvas.add("lines", Shape(rings(inner), stroke=edge, width=seam * canvas.phone))
    inset = (seam + width / 2) * canvas.phone
    inner = shapely.simplify(shapely.buffer(area, -inset, quad_segs=3), 0.3)
    canvas.add("lines", Shape(rings(inner), stroke=line, width=width * canvas.phone))


def _around(canvas: Canvas, data: dict[str, Any]) -> None:
    ring = tuple(canvas.window.line(decoded(data["around"])))
    canvas.add("lines", Shape((ring,), stroke="ink", width=1.5 * canvas.scale, dash=(8, 5)))
    if canvas.window.small:
        return
    label, k = data["label"], canvas.phone
    (ax, ay), to = canvas.window.at(label["at"]), canvas.window.at(label["to"])
    canvas.line("lines", [(ax - 8, ay + 14 * k), to], "ink", 1)
    big, less = 21 * canvas.scale, 13 * canvas.scale
    above, below = ay - 14 * k - 0.36 * big, ay + 5 * k - 0.36 * less
    canvas.add("lines", Label((ax, above), label["word"], big, "ink", bold=True))
    canvas.add("lines", Label((ax, below), label["below"], less, "ink2"))


def aside(lane: int) -> float:
    """How far a line is moved aside, px; lanes take turns on both sides."""
    return (1 if lane % 2 else -1) * ceil(lane / 2) * REGIONS.lane


def _axis(canvas: Canvas, axis: dict[str, Any]) -> list[Point]:
    points, lane = [canvas.seat(code) for code in axis["path"]], axis["lane"]
    if len(points) > 1:
        line = smooth(points, aside(lane))
    else:
        r, (x, y) = (REGIONS.loop[0] + lane * REGIONS.loop[1]) * canvas.phone, points[0]
        turns = [pi + 2 * pi * n / 36 for n in range(37)]
        line = [(x + r * cos(turn), y + r * sin(turn)) for turn in turns]
    canvas.line("lines", line, "ground", 5.5 * canvas.scale, opacity=0.75)
    dots = (0.1, 5.2 * canvas.scale)
    canvas.line("lines", line, "ink2", 2.4 * canvas.scale, dash=dots, name=axis["name"])
    return line


def arrow_curve(a: Point, b: Point, number: int, k: float) -> tuple[Point, Point, Point]:
    """An arrow that stops short of both rings: start, control point and tip."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    bend = REGIONS.bends[number % 2]
    middle = ((a[0] + b[0]) / 2 - dy * bend, (a[1] + b[1]) / 2 + dx * bend)
    return toward(a, middle, REGIONS.stop * k), middle, toward(b, middle, REGIONS.stop * k)


def _arrow(canvas: Canvas, pair: tuple[int, int], number: int) -> None:
    k = canvas.phone
    a, b = (canvas.seat(code) for code in pair)
    if dist(a, b) < REGIONS.least * k:
        return
    start, middle, tip = arrow_curve(a, b, number, k)
    neck = toward(tip, middle, REGIONS.neck * k)
    out = (neck[0] - tip[0], neck[1] - tip[1])
    far = dist(neck, tip)
    side = (-out[1] * REGIONS.barb * k / far, out[0] * REGIONS.barb * k / far)
    head = (
        tip,
        (neck[0] + side[0], neck[1] + side[1]),
        (neck[0] - side[0], neck[1] - side[1]),
    )
    shaft = quadratic(start, middle, neck)
    canvas.line("lines", shaft, "ground", 9.5 * k)
    canvas.add("lines", Shape((head,), fill="ground", stroke="ground", width=4.5 * k))
    canvas.line("lines", shaft, "accent", 5 * k)
    canvas.add("lines", Shape((head,), fill="accent"))


def _ring(canvas: Canvas, at: Point, line: str, size: int) -> None:
    r = REGIONS.ring[size] * canvas.phone
    if size == 1:
        canvas.add("lines", Disc(at, r, fill="ground", stroke=line, width=1.8 * canvas.scale))
        return
    canvas.add("lines", Disc(at, r + REGIONS.halo, fill="ground"))
    canvas.add("lines", Disc(at, r, fill="ground", stroke=line, width=3.4 * canvas.scale))
    canvas.add("lines", Disc(at, r * REGIONS.core, fill=line))


def _obstacles(canvas: Canvas, data: dict[str, Any]) -> list[Box]:
    """What names of corridors keep clear of: words, names, rings, arrows, the scale bar."""
    assert canvas.beside is not None
    k, zh = canvas.phone, canvas.lang == "zh"
    word, below = REGIONS.word_zh if zh else REGIONS.word_en
    wide = REGIONS.wide_zh if zh else REGIONS.wide_en
    found = []
    for x, y in (canvas.window.at(at) for at in data["words"]):
        found.append(around((x, y - 9 * k), word * k, 17 * k))
        found.append(around((x, y + 16 * k), below * k, 9 * k))
    for number, pair in enumerate(data["arrows"]):
        a, b = (canvas.seat(code) for code in pair)
        curve = quadratic(*arrow_curve(a, b, number, k))
        found += [around(p, 9 * k, 9 * k) for p in curve]
    for city in canvas.base.data["cities"]:
        x, y = canvas.window.at(city["seat"])
        dx, dy = canvas.beside[str(city["id"])]
        half = len(called(city, canvas.lang)) * wide * canvas.scale
        found.append(around((x + dx, y + dy), half, 9 * canvas.scale))
    for adcode, _, size in data["rings"]:
        r = (REGIONS.ring[size] + 2) * k
        found.append(around(canvas.seat(adcode), r, r))
    found.append(scale_box(canvas.window, canvas.scale))
    if data["label"]:
        (ax, ay), to = canvas.window.at(data["label"]["at"]), canvas.window.at(data["label"]["to"])
        found.append((ax - 70 * k, ay - 36 * k, ax + 70 * k, ay + 12 * k))
        found.append((min(ax, to[0]) - 4, ay + 10, max(ax, to[0]) + 4, to[1] + 4))
    return found


def _land(canvas: Canvas, data: dict[str, Any]) -> list[list[Point]]:
    """The area that is no margin, as rings."""
    if data["around"]:
        return [canvas.window.line(decoded(data["around"]))]
    every = shapely.union_all(list(coverage(canvas.atlas, canvas.window, "city").values()))
    return [[*ring, ring[0]] for ring in rings(every)]
