"""Bars, lines, points and words of a chart."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from geo.drawn.chart.frame import Frame, Rise, set_text
from geo.drawn.chart.paint import UnprintableError, each
from geo.look.drawing import Anchor, Disc, Item, Point, Shape
from geo.look.lettering import marked_lines

#: Lengths of strokes and gaps in widths of the line.
DASHES: dict[str | None, tuple[float, ...]] = {
    None: (),
    "solid": (),
    "dot": (1.0, 2.0),
    "dash": (4.0, 3.0),
}
_SYMBOLS = ("circle", "circle-open", "line-ns")
_MODES = {"lines", "markers", "text"}


def box(left: float, top: float, right: float, bottom: float) -> tuple[Point, ...]:
    """Corners of an upright rectangle."""
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def bars(trace: Any, frame: Frame, gap: float) -> Iterator[Item]:
    """Bars of a trace and the words on or beside them."""
    lying = trace.orientation == "h"
    values = each(trace.x if lying else trace.y, len(trace.x))
    places = each(trace.y if lying else trace.x, len(trace.x))
    count = len(values)
    widths = each(trace.width, count, _apart(frame, places, lying) * (1 - gap))
    bases = each(trace.base, count, 0.0)
    fills = each(trace.marker.color, count)
    edges = each(trace.marker.line.color, count)
    edge_widths = each(trace.marker.line.width, count, 0.0)
    texts = each(trace.text, count, "")
    for n, (value, place) in enumerate(zip(values, places, strict=True)):
        value = 0.0 if value is None else value
        middle = (frame.y if lying else frame.x).number(place)
        sides = (middle - widths[n] / 2, middle + widths[n] / 2)
        if lying:
            xs = sorted((frame.across(bases[n]), frame.across(bases[n] + value)))
            ys = sorted(frame.down(side) for side in sides)
        else:
            xs = sorted(frame.across(side) for side in sides)
            ys = sorted((frame.down(bases[n]), frame.down(bases[n] + value)))
        fill, opacity = frame.paint(fills[n])
        ring = ring_within(box(xs[0], ys[0], xs[1], ys[1]), frame.edges)
        if value and ring:
            yield Shape(
                rings=(ring,),
                fill=fill,
                stroke=frame.paint(edges[n])[0] if edge_widths[n] else None,
                width=float(edge_widths[n]),
                opacity=opacity * (1.0 if trace.opacity is None else trace.opacity),
            )
        if texts[n]:
            yield from _bar_text(trace, n, count, (xs, ys), frame)


def _apart(frame: Frame, places: list[Any], lying: bool) -> float:
    """Smallest distance between two places."""
    axis = frame.y if lying else frame.x
    sorted_places = sorted({axis.number(place) for place in places})
    return min((b - a for a, b in pairwise(sorted_places)), default=1.0)


def _bar_text(
    trace: Any, n: int, count: int, sides: tuple[list[float], list[float]], frame: Frame
) -> Iterator[Item]:
    (left, right), (top, bottom) = sides
    font = trace.textfont
    size = float(font.size or 12)
    css = each(font.color, count, frame.x.layout.tickfont.color)[n]
    lines = marked_lines(str(each(trace.text, count, "")[n]))
    middle = (top + bottom) / 2
    if trace.textposition == "inside" and trace.insidetextanchor == "middle":
        at, anchor = ((left + right) / 2, middle), "middle"
    elif trace.textposition == "outside" and trace.orientation == "h":
        at, anchor = (right + 5, middle), "start"
    else:
        raise UnprintableError(f"charts: words {trace.textposition} of a bar")
    yield from set_text(lines, at, size, css, frame.theme, anchor=anchor)  # type: ignore[arg-type]


def scatter(trace: Any, frame: Frame) -> Iterator[Item]:
    """Areas, lines, markers and words of a trace."""
    mode = set((trace.mode or "lines+markers").split("+"))
    if unknown := mode - _MODES:
        raise UnprintableError(f"charts: scatter with {', '.join(sorted(unknown))}")
    xs, ys = each(trace.x, len(trace.x)), each(trace.y, len(trace.y))
    points = [
        None if x is None or y is None or x != x or y != y else (frame.across(x), frame.down(y))
        for x, y in zip(xs, ys, strict=True)
    ]
    opacity = 1.0 if trace.opacity is None else float(trace.opacity)
    if trace.fill not in (None, "none"):
        yield _area(trace, points, frame, opacity)
    if "lines" in mode and trace.line.width != 0:
        yield from _line(trace, points, frame, opacity)
    if "markers" in mode:
        yield from _markers(trace, points, frame, opacity)
    if "text" in mode:
        yield from _words(trace, points, frame, has_markers="markers" in mode)


def _area(trace: Any, points: list[Point | None], frame: Frame, opacity: float) -> Item:
    if trace.fill != "toself":
        raise UnprintableError(f"charts: scatter filled {trace.fill!r}")
    fill, veil = frame.paint(trace.fillcolor)
    ring = ring_within([point for point in points if point is not None], frame.edges)
    return Shape(rings=(ring,), fill=fill, opacity=opacity * veil)


def ring_within(ring: Sequence[Point], box: tuple[float, float, float, float]) -> tuple[Point, ...]:
    """Outline of the part of an area that lies in ``left, top, right, bottom``."""
    left, top, right, bottom = box
    kept = list(ring)
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        rest, kept = kept, []
        for a, b in pairwise([*rest, rest[0]] if rest else []):
            inside = [(point[axis] - limit) * sign >= 0 for point in (a, b)]
            if inside[0]:
                kept.append(a)
            if inside[0] != inside[1]:
                share = (limit - a[axis]) / (b[axis] - a[axis])
                kept.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
    return tuple(kept)


def runs_of(points: list[Point | None]) -> Iterator[tuple[Point, ...]]:
    """Unbroken parts of a line."""
    run: list[Point] = []
    for point in [*points, None]:
        if point is not None:
            run.append(point)
        elif run:
            yield tuple(run)
            run = []


def _line(trace: Any, points: list[Point | None], frame: Frame, opacity: float) -> Iterator[Item]:
    stroke, veil = frame.paint(trace.line.color)
    width = float(trace.line.width or 2)
    if trace.line.dash not in DASHES:
        raise UnprintableError(f"charts: a line of dash {trace.line.dash!r}")
    runs = tuple(run for run in runs_of(points) if len(run) > 1)
    if runs:
        yield Shape(
            rings=runs,
            closed=False,
            stroke=stroke,
            width=width,
            dash=tuple(part * width for part in DASHES[trace.line.dash]),
            opacity=opacity * veil,
        )


def _markers(
    trace: Any, points: list[Point | None], frame: Frame, opacity: float
) -> Iterator[Item]:
    count = len(points)
    marker = trace.marker
    sizes = each(marker.size, count, 6.0)
    symbols = each(marker.symbol, count, "circle")
    colours = each(marker.color, count, trace.line.color)
    edges = each(marker.line.color, count)
    widths = each(marker.line.width, count, 0.0)
    veils = each(marker.opacity, count, 1.0)
    for n, point in enumerate(points):
        if point is None:
            continue
        if symbols[n] not in _SYMBOLS:
            raise UnprintableError(f"charts: a marker of the form {symbols[n]!r}")
        radius = float(sizes[n]) / 2
        veil, width = opacity * float(veils[n]), float(widths[n] or 1)
        if symbols[n] == "line-ns":
            x, y = point
            yield Shape(
                rings=(((x, y - radius), (x, y + radius)),),
                closed=False,
                stroke=frame.paint(edges[n])[0],
                opacity=veil,
                width=width,
            )
        elif symbols[n] == "circle-open":
            yield Disc(point, radius, stroke=frame.paint(colours[n])[0], opacity=veil, width=width)
        else:
            stroke = frame.paint(edges[n] or colours[n])[0] if widths[n] else None
            yield Disc(
                point,
                radius,
                fill=frame.paint(colours[n])[0],
                stroke=stroke,
                opacity=veil,
                width=width,
            )


def _words(
    trace: Any, points: list[Point | None], frame: Frame, *, has_markers: bool
) -> Iterator[Item]:
    count = len(points)
    texts = each(trace.text, count, "")
    positions = each(trace.textposition, count, "middle center")
    css = each(trace.textfont.color, count, trace.marker.color or frame.x.layout.tickfont.color)
    size = float(trace.textfont.size or 12)
    sizes = each(trace.marker.size, count, 6.0)
    for n, point in enumerate(points):
        if point is None or not texts[n]:
            continue
        up, _, aside = positions[n].partition(" ")
        reach = float(sizes[n]) / 2 + 2 if has_markers else 0.0
        rise: Rise = {"top": "bottom", "middle": "middle", "bottom": "top"}[up]  # type: ignore[assignment]
        anchor: Anchor = {"left": "end", "center": "middle", "right": "start"}[aside]  # type: ignore[assignment]
        at = (
            point[0] + reach * {"left": -1, "center": 0, "right": 1}[aside],
            point[1]
            + (reach if aside == "center" else reach / 2)
            * {"top": -1, "middle": 0, "bottom": 1}[up],
        )
        if math.isfinite(at[0]) and math.isfinite(at[1]):
            yield from set_text(
                marked_lines(str(texts[n])), at, size, css[n], frame.theme,
                anchor=anchor, rise=rise,
            )  # fmt: skip


def sign(trace: Any, at: Point, frame: Frame) -> Iterator[Item]:
    """Sign of a trace in a legend, 24 px wide from ``at``, the middle of its left side."""
    x, y = at
    marker = trace.marker
    colour = frame.paint(
        each(marker.color, 1, trace.line.color if trace.type != "bar" else None)[0]
    )
    if trace.type == "bar":
        yield Shape(rings=(box(x + 6, y - 6, x + 18, y + 6),), fill=colour[0], opacity=colour[1])
        return
    if "lines" in trace.mode:
        stroke, _ = frame.paint(trace.line.color)
        ends = ((x, y), (x + 24, y))
        yield Shape(rings=(ends,), closed=False, stroke=stroke, width=float(trace.line.width or 2))
    if "markers" in trace.mode:
        hollow = each(marker.symbol, 1, "circle")[0] == "circle-open"
        yield Disc(
            (x + 12, y),
            float(each(marker.size, 1, 6.0)[0]) / 2,
            fill=None if hollow else colour[0],
            stroke=colour[0] if hollow else None,
            width=float(each(marker.line.width, 1, 0.0)[0] or 1),
        )
