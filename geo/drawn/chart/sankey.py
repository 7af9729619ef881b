"""A flow between nodes in columns: heights by value, order that keeps bands from crossing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from geo.drawn.chart.frame import set_text
from geo.drawn.chart.paint import each, paint
from geo.drawn.chart.traces import box
from geo.look.drawing import Item, Point, Shape
from geo.look.lettering import marked_lines
from geo.look.tokens import Theme

_ROUNDS = 12
_CURVE = 14
_MARGIN = 8.0


@dataclass
class _Link:
    source: _Node
    target: _Node
    value: float
    colour: str


@dataclass
class _Node:
    label: str
    colour: str
    column: int = 0
    value: float = 0.0
    top: float = 0.0
    height: float = 0.0
    into: list[_Link] = field(default_factory=list)
    out: list[_Link] = field(default_factory=list)

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


def flow(trace: Any, width: float, height: float, theme: Theme) -> Iterator[Item]:
    """Bands and nodes of a sankey trace in a frame of the size given."""
    nodes, links = _graph(trace)
    columns: list[list[_Node]] = [[] for _ in range(1 + max(node.column for node in nodes))]
    for node in nodes:
        columns[node.column].append(node)
    pad, thickness = float(trace.node.pad), float(trace.node.thickness)
    _place(columns, pad, height)

    step = (width - 2 * _MARGIN - thickness) / max(len(columns) - 1, 1)
    left = [_MARGIN + n * step for n in range(len(columns))]
    scale = min(node.height / node.value for node in nodes)
    yield from _bands(nodes, links, left, (scale, thickness), theme)
    for node in nodes:
        x = left[node.column]
        fill, opacity = paint(node.colour, theme)
        corners = box(x, node.top, x + thickness, node.top + node.height)
        yield Shape(rings=(corners,), fill=fill, opacity=opacity, name=node.label)
    font = trace.textfont
    for node in nodes:
        last = node.column == len(columns) - 1
        at = (left[node.column] + (-5 if last else thickness + 5), node.middle)
        yield from set_text(
            marked_lines(node.label), at, float(font.size), font.color, theme,
            anchor="end" if last else "start",
        )  # fmt: skip


def _graph(trace: Any) -> tuple[list[_Node], list[_Link]]:
    count = len(trace.node.label)
    nodes = [
        _Node(str(label), colour)
        for label, colour in zip(trace.node.label, each(trace.node.color, count), strict=True)
    ]
    size = len(trace.link.value)
    links = [
        _Link(nodes[source], nodes[target], float(value), colour)
        for source, target, value, colour in zip(
            trace.link.source, trace.link.target, trace.link.value,
            each(trace.link.color, size), strict=True,
        )
    ]  # fmt: skip
    for link in links:
        link.source.out.append(link)
        link.target.into.append(link)
    # A node stands one column after the last that flows into it; ends stand in the last column.
    for _ in nodes:
        for link in links:
            link.target.column = max(link.target.column, link.source.column + 1)
    last = max(node.column for node in nodes)
    for node in nodes:
        node.value = max(sum(one.value for one in side) for side in (node.into, node.out))
        if not node.out:
            node.column = last
    return nodes, links


def _place(columns: Sequence[list[_Node]], pad: float, height: float) -> None:
    """Heights and places of all nodes; columns are ordered by what they are joined to."""
    room = height - 2 * _MARGIN
    scale = min(
        (room - pad * (len(column) - 1)) / sum(node.value for node in column) for column in columns
    )
    for column in columns:
        for node in column:
            node.height = node.value * scale
        _stack(column, pad, room)
    for turn in range(_ROUNDS):
        forth = turn % 2 == 0
        for column in columns[1:] if forth else columns[-2::-1]:
            column.sort(key=lambda node: _pull(node, forth))
            _stack(column, pad, room)


def _pull(node: _Node, forth: bool) -> float:
    """Mean place of the nodes on one side, by value."""
    links = node.into if forth else node.out
    ends = [(one.source if forth else one.target, one.value) for one in links]
    total = sum(value for _, value in ends)
    return sum(end.middle * value for end, value in ends) / total if total else node.middle


def _stack(column: Sequence[_Node], pad: float, room: float) -> None:
    """One below the other, spread over the whole height."""
    free = room - sum(node.height for node in column)
    gap = max(pad, free / (len(column) + 1)) if len(column) > 1 else free / 2
    at = _MARGIN + (free - gap * (len(column) - 1)) / 2
    for node in column:
        node.top = at
        at += node.height + gap


def _bands(
    nodes: Sequence[_Node],
    links: Sequence[_Link],
    left: Sequence[float],
    sizes: tuple[float, float],
    theme: Theme,
) -> Iterator[Item]:
    scale, thickness = sizes
    starts: dict[int, float] = {}
    ends: dict[int, float] = {}
    for node in nodes:
        at = node.top
        for link in sorted(node.out, key=lambda one: one.target.middle):
            starts[id(link)] = at
            at += link.value * scale
        at = node.top
        for link in sorted(node.into, key=lambda one: one.source.middle):
            ends[id(link)] = at
            at += link.value * scale
    for link in links:
        fill, opacity = paint(link.colour, theme)
        a = (left[link.source.column] + thickness, starts[id(link)])
        b = (left[link.target.column], ends[id(link)])
        thick = link.value * scale
        ring = (*_curve(a, b), *((x, y + thick) for x, y in reversed(_curve(a, b))))
        name = f"{link.source.label} → {link.target.label}"
        yield Shape(rings=(ring,), fill=fill, opacity=opacity, name=name)


def _curve(a: Point, b: Point) -> tuple[Point, ...]:
    """Points on a smooth way from a to b that sets out and arrives level."""
    found = []
    for n in range(_CURVE + 1):
        share = n / _CURVE
        ease = share * share * (3 - 2 * share)
        found.append((a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * ease))
    return tuple(found)
