"""A flat drawing as SVG: a file of one theme, or a part of a page that follows its theme."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from geo.look import tokens
from geo.look.drawing import Disc, Drawing, Item, Label, Shape
from geo.look.html import Content, element, join
from geo.look.tokens import Theme

#: Below the middle of a line of type lies its baseline, as a share of the size.
BASELINE = 0.36
#: Stroke in the colour of the fill that stands in for a bold face, as a share of the size.
_BOLDER = 0.04
#: A dash shorter than this is a dot.
_DOT = 0.5


def halo_width(size: float) -> float:
    """Width of the stroke behind type of a size, px; half of it shows."""
    return 2.6 + 0.09 * size


def svg_text(
    drawing: Drawing, theme: Theme | None = None, *, css: str = "", bold_face: bool = True
) -> Markup:
    """SVG of a drawing.

    Parameters
    ----------
    drawing : Drawing
        What to draw. With ``alt`` it is a picture with a title, without it is hidden from readers
        of screens.
    theme : {"light", "dark"}, optional
        Writes the colours of a theme, for a file. By default colours and faces are the CSS
        variables of :mod:`geo.look.tokens`, for a page.
    css : str
        Class of the element.
    bold_face : bool
        False thickens bold words by a stroke, for a renderer that has one face only.

    Returns
    -------
    Markup
        One ``<svg>`` element.
    """
    writer = _Writer(theme, bold_face)
    width, height = _n(drawing.width), _n(drawing.height)
    return element(
        "svg",
        element("title", drawing.alt) if drawing.alt and theme else "",
        writer.hatch(drawing.items),
        element("rect", width="100%", height="100%", fill=writer.colour(drawing.ground))
        if drawing.ground
        else "",
        map(writer.item, drawing.items),
        css=css,
        xmlns="http://www.w3.org/2000/svg" if theme else None,
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="img" if drawing.alt else None,
        aria_label=drawing.alt or None,
        aria_hidden=None if drawing.alt else "true",
        font_family=writer.family,
    )


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _path(shape: Shape) -> str:
    end = "Z" if shape.closed else ""
    return "".join(
        "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in ring) + end for ring in shape.rings
    )


class _Writer:
    def __init__(self, theme: Theme | None, bold_face: bool) -> None:
        self.theme = theme
        self.bold_face = bold_face
        self.pattern = f"hatch-{theme or 'page'}"
        stack = tokens.FONT_STACK.replace('"', "'")
        self.family = f"'Noto Sans SC',{stack}" if theme else "var(--font-stack)"

    def colour(self, name: str | None) -> str:
        if name is None:
            return "none"
        return tokens.colour(name, self.theme) if self.theme else f"var(--{name})"

    def hatch(self, items: Iterable[Item]) -> Content:
        """The pattern for "not known", if anything needs it."""
        if not any(isinstance(item, Shape | Disc) and item.fill == "hatch" for item in items):
            return ""
        pattern = element(
            "pattern",
            element("rect", width=6, height=6, fill=self.colour("ground")),
            element("path", d="M0.7 0V6", stroke=self.colour("hatch"), stroke_width=1.4),
            id=self.pattern,
            width=6,
            height=6,
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        )
        return element("defs", pattern)

    def item(self, item: Item) -> Markup:
        if isinstance(item, Label):
            return self.label(item)
        if isinstance(item, Disc):
            x, y = item.at
            return self.form(item, "circle", cx=_n(x), cy=_n(y), r=_n(item.radius))
        return self.form(item, "path", d=_path(item), fill_rule="evenodd")

    def form(self, item: Shape | Disc, tag: str, **form: str) -> Markup:
        fill = f"url(#{self.pattern})" if item.fill == "hatch" else self.colour(item.fill)
        line = item.stroke and {
            "stroke": self.colour(item.stroke),
            "stroke_width": _n(item.width),
            "stroke_linejoin": "round",
            "stroke_dasharray": " ".join(map(_n, item.dash)) if item.dash else None,
            "stroke_linecap": "round" if not item.dash or item.dash[0] < _DOT else None,
        }
        return element(
            tag,
            element("title", item.name) if item.name else "",
            **form,
            fill=fill,
            **(line or {}),
            opacity=_n(item.opacity) if item.opacity < 1 else None,
        )

    def label(self, item: Label) -> Markup:
        x, y = item.at
        colour = self.colour(item.colour)
        look = {
            "x": _n(x),
            "y": _n(y + BASELINE * item.size),
            "font_size": _n(item.size),
            "text_anchor": item.anchor,
            "fill": colour,
            "font_weight": "700" if item.bold else None,
            "transform": f"rotate({_n(item.angle)} {_n(x)} {_n(y)})" if item.angle else None,
        }
        halo = item.halo and {
            "stroke": self.colour(item.halo),
            "stroke_width": _n(halo_width(item.size)),
            "stroke_linejoin": "round",
        }
        if not item.bold or self.bold_face:
            edge = {**halo, "paint_order": "stroke"} if halo else {}
            return element("text", item.text, **look, **edge)
        thick = {"stroke": colour, "stroke_width": _n(item.size * _BOLDER)}
        below = element("text", item.text, **look, **halo) if halo else ""
        return join(below, element("text", item.text, **look, **thick))
