"""A flat drawing as a group of native shapes, each with its name, so that it can be recoloured."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, radians, sin
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn
from pptx.util import Emu

from geo.files.slides.setting import PX, Place, faces, hexed, points
from geo.look.drawing import Disc, Drawing, Item, Label, Point, Shape
from geo.look.lettering import text_width

#: YaHei is wider than the face that widths are measured with.
_SLACK = 1.08
_ANCHORS = {"start": "l", "middle": "ctr", "end": "r"}
#: Width of the glow that stands in for the edge of type, as a share of its size.
_GLOW = 0.16
#: Opacity of the ground behind words on a dark area, and the contrast that words need.
_VEIL, _READABLE = 0.7, 3.0


def add_drawing(slide: Any, drawing: Drawing, place: Place, name: str) -> Any:
    """Draw in a box of a slide.

    Parameters
    ----------
    slide : pptx.slide.Slide
        The slide.
    drawing : Drawing
        What to draw; its ground is left to the slide.
    place : tuple of float
        Left, top, width and height of the box, px; the drawing keeps its form and stands at the
        left upper corner.
    name : str
        Name of the group.

    Returns
    -------
    pptx.shapes.group.GroupShape
        The group, described by the text equal of the drawing.
    """
    left, top, width, height = place
    scale = min(width / drawing.width, height / drawing.height)
    group = slide.shapes.add_group_shape()
    group.name = name
    group._element.nvGrpSpPr.cNvPr.set("descr", drawing.alt)
    writer = _Writer(group._element, scale, (left, top), _first_id(slide))
    for number, item in enumerate(drawing.items):
        below = drawing.items[:number]
        writer.add(item, boxed=isinstance(item, Label) and _on_dark(item, below))
    # A group without bounds of its own is drawn nowhere; children keep the units of the slide.
    frame = (left, top, drawing.width * scale, drawing.height * scale)
    x, y, w, h = (Emu(round(part * PX)) for part in frame)
    xfrm = group._element.grpSpPr.get_or_add_xfrm()
    for tag, values in (
        ("a:off", {"x": x, "y": y}),
        ("a:ext", {"cx": w, "cy": h}),
        ("a:chOff", {"x": x, "y": y}),
        ("a:chExt", {"cx": w, "cy": h}),
    ):
        for old in xfrm.findall(qn(tag)):
            xfrm.remove(old)
        _add(xfrm, tag, **{key: str(int(value)) for key, value in values.items()})
    return group


def _on_dark(label: Label, below: Sequence[Item]) -> bool:
    """Whether words with an edge stand on a dark area.

    Some programs draw no edge of type; there the words would not be read.
    """
    if label.halo is None or contrast(label.colour, label.halo) < _READABLE:
        return False
    areas = (item for item in reversed(below) if isinstance(item, Shape) and item.closed)
    fills = (
        item.fill for item in areas if item.fill and item.opacity > 0.5 and _within(label.at, item)
    )
    return contrast(label.colour, next(fills, label.halo)) < _READABLE


def contrast(one: str, other: str) -> float:
    """Contrast of two colours by WCAG."""
    high, low = sorted((_luminance(hexed(one)), _luminance(hexed(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(code: str) -> float:
    parts = (int(code[at : at + 2], 16) / 255 for at in (0, 2, 4))
    light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


def _within(point: Point, shape: Shape) -> bool:
    """Whether a point lies in an area, by the number of edges left of it."""
    x, y = point
    inside = False
    for ring in shape.rings:
        for (ax, ay), (bx, by) in pairwise((*ring, ring[0])):
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                inside = not inside
    return inside


def _first_id(slide: Any) -> int:
    return 1 + max(int(found) for found in slide._element.xpath("//p:cNvPr/@id"))


def _add(parent: Any, tag: str, **attributes: str) -> Any:
    element = etree.SubElement(parent, qn(tag))
    for key, value in attributes.items():
        element.set(key, value)
    return element


class _Writer:
    def __init__(self, group: Any, scale: float, origin: Point, first: int) -> None:
        self.group = group
        self.scale = scale
        self.origin = origin
        self.next = first

    def add(self, item: Item, *, boxed: bool = False) -> None:
        """Append one item on top; boxed words stand on a veil of the ground."""
        if isinstance(item, Label):
            self.label(item, boxed=boxed)
        elif isinstance(item, Disc):
            self.disc(item)
        elif any(len(ring) > 1 for ring in item.rings):
            self.shape(item)

    def at(self, point: Point) -> tuple[int, int]:
        return tuple(  # type: ignore[return-value]
            round((start + part * self.scale) * PX)
            for start, part in zip(self.origin, point, strict=True)
        )

    def length(self, px: float) -> int:
        return round(px * self.scale * PX)

    def frame(self, name: str, box: tuple[int, int, int, int], angle: float = 0.0) -> Any:
        """A shape with its place, to which form, fill and line are added; gives its spPr."""
        shape = _add(self.group, "p:sp")
        head = _add(shape, "p:nvSpPr")
        _add(head, "p:cNvPr", id=str(self.next), name=name)
        self.next += 1
        _add(head, "p:cNvSpPr")
        _add(head, "p:nvPr")
        properties = _add(shape, "p:spPr")
        xfrm = _add(properties, "a:xfrm", **({"rot": str(round(angle * 60000))} if angle else {}))
        _add(xfrm, "a:off", x=str(box[0]), y=str(box[1]))
        _add(xfrm, "a:ext", cx=str(box[2]), cy=str(box[3]))
        return properties

    def shape(self, item: Shape) -> None:
        rings = [[self.at(point) for point in ring] for ring in item.rings if len(ring) > 1]
        xs = [x for ring in rings for x, _ in ring]
        ys = [y for ring in rings for _, y in ring]
        left, top = min(xs), min(ys)
        box = (left, top, max(max(xs) - left, 1), max(max(ys) - top, 1))
        name = item.name or ("Area" if item.closed else "Line")
        properties = self.frame(f"{name} {self.next}" if not item.name else name, box)
        form = _add(properties, "a:custGeom")
        for tag in ("a:avLst", "a:gdLst", "a:ahLst", "a:cxnLst"):
            _add(form, tag)
        _add(form, "a:rect", l="0", t="0", r="r", b="b")
        # All rings are one path: what lies inside two of them is a hole.
        outline = {"w": str(box[2]), "h": str(box[3])} | ({} if item.fill else {"fill": "none"})
        path = _add(_add(form, "a:pathLst"), "a:path", **outline)
        for ring in rings:
            for number, (x, y) in enumerate(ring):
                step = _add(path, "a:lnTo" if number else "a:moveTo")
                _add(step, "a:pt", x=str(x - left), y=str(y - top))
            if item.closed:
                _add(path, "a:close")
        self.paint(properties, item)

    def disc(self, item: Disc) -> None:
        x, y = self.at(item.at)
        radius = self.length(item.radius)
        box = (x - radius, y - radius, 2 * radius, 2 * radius)
        properties = self.frame(item.name or f"Disc {self.next}", box)
        _add(_add(properties, "a:prstGeom", prst="ellipse"), "a:avLst")
        self.paint(properties, item)

    def paint(self, properties: Any, item: Shape | Disc) -> None:
        if item.fill == "hatch":
            pattern = _add(properties, "a:pattFill", prst="wdUpDiag")
            _add(_add(pattern, "a:fgClr"), "a:srgbClr", val=hexed("hatch"))
            _add(_add(pattern, "a:bgClr"), "a:srgbClr", val=hexed("ground"))
        elif item.fill:
            solid(properties, item.fill, item.opacity)
        else:
            _add(properties, "a:noFill")
        if not item.stroke or item.width <= 0:
            _add(_add(properties, "a:ln"), "a:noFill")
            return
        width = max(self.length(item.width), 1)
        cap = "rnd" if not item.dash or item.dash[0] < item.width else "flat"
        line = _add(properties, "a:ln", w=str(width), cap=cap)
        solid(line, item.stroke, item.opacity)
        if item.dash:
            self.dash(line, item)
        _add(line, "a:round")

    def dash(self, line: Any, item: Shape | Disc) -> None:
        """Strokes and gaps, which the format counts in widths of the line."""
        dashes = _add(line, "a:custDash")
        parts = list(item.dash) if len(item.dash) % 2 == 0 else list(item.dash) * 2
        for stroke, gap in zip(parts[::2], parts[1::2], strict=True):
            lengths = (max(stroke / item.width, 0.1), gap / item.width)
            d, sp = (str(round(100_000 * length)) for length in lengths)
            _add(dashes, "a:ds", d=d, sp=sp)

    def label(self, item: Label, *, boxed: bool) -> None:
        room = text_width(item.text, item.size, bold=item.bold) * _SLACK
        tall = item.size * 1.25
        # The box turns around its own middle, which lies beside the point of the label.
        aside = {"start": room / 2, "middle": 0.0, "end": -room / 2}[item.anchor]
        turn = radians(item.angle)
        x, y = self.at((item.at[0] + aside * cos(turn), item.at[1] + aside * sin(turn)))
        w, h = self.length(room), self.length(tall)
        properties = self.frame(item.text, (x - w // 2, y - h // 2, w, h), item.angle)
        _add(_add(properties, "a:prstGeom", prst="rect"), "a:avLst")
        if boxed:
            solid(properties, item.halo or "ground", _VEIL)
        else:
            _add(properties, "a:noFill")
        shape = properties.getparent()
        shape.find(qn("p:nvSpPr")).find(qn("p:cNvSpPr")).set("txBox", "1")
        body = _add(shape, "p:txBody")
        _add(
            body, "a:bodyPr", wrap="none", lIns="0", tIns="0", rIns="0", bIns="0", anchor="ctr",
        )  # fmt: skip
        _add(body, "a:lstStyle")
        paragraph = _add(body, "a:p")
        _add(paragraph, "a:pPr", algn=_ANCHORS[item.anchor])
        run = _add(paragraph, "a:r")
        size = points(item.size * self.scale).pt
        words = _add(run, "a:rPr", lang="zh-CN", sz=str(max(100, round(size * 100))))
        if item.bold:
            words.set("b", "1")
        solid(words, item.colour, 1.0)
        if item.halo:
            glow = _add(
                _add(words, "a:effectLst"), "a:glow", rad=str(self.length(_GLOW * item.size))
            )
            _add(glow, "a:srgbClr", val=hexed(item.halo))
        faces(words)
        _add(run, "a:t").text = item.text


def solid(parent: Any, name: str, opacity: float) -> None:
    """Fill of one colour."""
    colour = _add(_add(parent, "a:solidFill"), "a:srgbClr", val=hexed(name))
    if opacity < 1:
        _add(colour, "a:alpha", val=str(round(opacity * 100_000)))
