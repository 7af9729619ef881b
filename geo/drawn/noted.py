"""A drawing with one more line of small print."""

from __future__ import annotations

from dataclasses import replace

from geo.look import tokens
from geo.look.drawing import Drawing, Label
from geo.look.lettering import wrapped

_MARGIN, _LINE = 20.0, 1.45


def noted(drawing: Drawing, text: str) -> Drawing:
    """The drawing, longer by a text below what it shows."""
    size = tokens.TYPE["source"][0]
    lines = wrapped(text, size, drawing.width - 2 * _MARGIN)
    top = drawing.height - _MARGIN / 2
    items = tuple(
        Label((_MARGIN, top + (n + 0.5) * _LINE * size), line, size, "muted", anchor="start")
        for n, line in enumerate(lines)
    )
    height = drawing.height + len(lines) * _LINE * size
    return replace(drawing, height=height, items=(*drawing.items, *items))
