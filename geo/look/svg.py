"""A flat drawing as SVG: a file of one theme, or a part of a page that follows its theme."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from geo.look import tokens
from geo.look.drawing import Disc, Drawing, Item, Label, Shape
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
) -> str:
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
    str
        One ``<svg>`` element.
    """
    writer = _Writer(theme, bold_face)
    size = f'width="{_n(drawing.width)}" height="{_n(drawing.height)}"'
    attributes = [
        'xmlns="http://www.w3.org/2000/svg"' if theme else "",
        f'class="{escape(css)}"' if css else "",
        f'viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}" {size}',
        f'role="img" aria-label="{escape(drawing.alt)}"' if drawing.alt else 'aria-hidden="true"',
        f'font-family="{escape(writer.family)}"',
    ]
    body = "".join(writer.item(item) for item in drawing.items)
    ground = (
        f'<rect width="100%" height="100%" fill="{writer.colour(drawing.ground)}"/>'
        if drawing.ground
        else ""
    )
    title = f"<title>{escape(drawing.alt)}</title>" if drawing.alt and theme else ""
    return (
        f"<svg {' '.join(filter(None, attributes))}>{title}{writer.hatch(drawing.items)}"
        f"{ground}{body}</svg>"
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

    def hatch(self, items: Iterable[Item]) -> str:
        """The pattern for "not known", if anything needs it."""
        if not any(isinstance(item, Shape | Disc) and item.fill == "hatch" for item in items):
            return ""
        return (
            f'<defs><pattern id="{self.pattern}" width="6" height="6" '
            'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            f'<rect width="6" height="6" fill="{self.colour("ground")}"/>'
            f'<path d="M0.7 0V6" stroke="{self.colour("hatch")}" stroke-width="1.4"/>'
            "</pattern></defs>"
        )

    def item(self, item: Item) -> str:
        if isinstance(item, Label):
            return self.label(item)
        if isinstance(item, Disc):
            x, y = item.at
            return self.form(
                item, f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(item.radius)}"', "circle"
            )
        return self.form(item, f'<path d="{_path(item)}" fill-rule="evenodd"', "path")

    def form(self, item: Shape | Disc, start: str, tag: str) -> str:
        fill = f"url(#{self.pattern})" if item.fill == "hatch" else self.colour(item.fill)
        parts = [start, f'fill="{fill}"']
        if item.stroke:
            parts.append(f'stroke="{self.colour(item.stroke)}" stroke-width="{_n(item.width)}"')
            parts.append('stroke-linejoin="round"')
            if item.dash:
                parts.append(f'stroke-dasharray="{" ".join(_n(part) for part in item.dash)}"')
            if not item.dash or item.dash[0] < _DOT:
                parts.append('stroke-linecap="round"')
        if item.opacity < 1:
            parts.append(f'opacity="{_n(item.opacity)}"')
        start = " ".join(parts)
        return f"{start}><title>{escape(item.name)}</title></{tag}>" if item.name else f"{start}/>"

    def label(self, item: Label) -> str:
        x, y = item.at
        parts = [
            f'<text x="{_n(x)}" y="{_n(y + BASELINE * item.size)}" font-size="{_n(item.size)}"',
            f'text-anchor="{item.anchor}" fill="{self.colour(item.colour)}"',
        ]
        if item.bold:
            parts.append('font-weight="700"')
        if item.angle:
            parts.append(f'transform="rotate({_n(item.angle)} {_n(x)} {_n(y)})"')
        words = f">{escape(item.text)}</text>"
        halo = (
            f'stroke="{self.colour(item.halo)}" stroke-width="{_n(halo_width(item.size))}" '
            'stroke-linejoin="round"'
            if item.halo
            else ""
        )
        if not item.bold or self.bold_face:
            edge = [f'{halo} paint-order="stroke"'] if halo else []
            return " ".join(parts + edge) + words
        thick = f'stroke="{self.colour(item.colour)}" stroke-width="{_n(item.size * _BOLDER)}"'
        below = " ".join([*parts, halo]) + words if halo else ""
        return below + " ".join([*parts, thick]) + words
