"""Flat drawings: what a map or a sign consists of when no browser draws it.

Coordinates are CSS px with the origin at the top left and y downwards. Colours are names of
:mod:`geo.look.tokens` (``ink``, ``fam-auto``, ``count-2`` …), so one drawing serves both themes, a
page
that follows the reader's theme, and slides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Point = tuple[float, float]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Shape:
    """Area or line of straight pieces.

    Attributes
    ----------
    rings : tuple of tuple of Point
        Outlines of an area, holes among them (even-odd), or lines that are left open.
    closed : bool
        Whether the rings are areas.
    fill, stroke : str or None
        Colours; ``hatch`` as a fill is the pattern for "not known".
    width : float
        Width of the stroke, px.
    dash : tuple of float
        Lengths of strokes and gaps; solid if empty.
    opacity : float
        Of fill and stroke together.
    name : str
        What it is, in words ("武汉市"); names the shape on a slide.
    """

    rings: tuple[tuple[Point, ...], ...]
    closed: bool = True
    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    name: str = ""


@dataclass(frozen=True)
class Disc:
    """Circle around a point; attributes as of :class:`Shape`."""

    at: Point
    radius: float
    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    name: str = ""


@dataclass(frozen=True)
class Label:
    """One line of text; ``at`` is the middle of its height at the anchor.

    Attributes
    ----------
    size : float
        Height of the type, px.
    halo : str or None
        Colour of the edge that lifts the text from what lies below.
    angle : float
        Turn around ``at``, degrees clockwise.
    """

    at: Point
    text: str
    size: float
    colour: str = "ink"
    bold: bool = False
    anchor: Anchor = "middle"
    halo: str | None = None
    angle: float = 0.0


Item = Shape | Disc | Label


@dataclass(frozen=True)
class Drawing:
    """Items from below to above on a ground of one colour, with its equal in words."""

    width: float
    height: float
    items: tuple[Item, ...]
    alt: str = ""
    ground: str | None = "ground"


def moved(item: Item, right: float, down: float, scale: float = 1.0) -> Item:
    """The same item, scaled from the left upper corner and then moved, in px."""

    def there(point: Point) -> Point:
        return (point[0] * scale + right, point[1] * scale + down)

    if isinstance(item, Label):
        return replace(item, at=there(item.at), size=item.size * scale)
    width, dash = item.width * scale, tuple(part * scale for part in item.dash)
    if isinstance(item, Disc):
        at, radius = there(item.at), item.radius * scale
        return replace(item, at=at, radius=radius, width=width, dash=dash)
    rings = tuple(tuple(there(point) for point in ring) for ring in item.rings)
    return replace(item, rings=rings, width=width, dash=dash)
