"""The legend of a map on a slide: signs as shapes, words beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.text import MSO_ANCHOR

from geo.files.slides.drawing import add_drawing
from geo.files.slides.setting import THEME, Place, text_box
from geo.look import tokens
from geo.look.lettering import Line, Run, line_width, wrapped
from geo.maps.legend import Legend, LegendEntry

#: Sizes of type, px: where there is room, and at least, which is 11 points.
_LARGEST, SMALLEST = 16.0, 14.7
#: Height of a line of type and of a row of entries, in sizes.
_LINE, _ROW = 1.35, 1.6
#: Least room for a sign, between it and its words, after an entry, and after a row, px.
_SIGN, _NEAR, _NEXT, _GAP = 22.0, 6.0, 12.0, 6.0
#: A sign is at most so many sizes high; words may be set wider than measured.
_TALLEST, _SLACK = 1.5, 1.12


def add_legend(slide: Any, legend: Legend, place: Place) -> None:
    """Signs and words in rows, smaller where they would not fit into a box of a slide."""
    left, at, width, height = place
    size = _LARGEST
    while size > SMALLEST and legend_height(legend, size, width) > height:
        size -= 0.5
    for heading, entries in legend.rows:
        if not entries:
            continue
        if heading:
            lines = _heading(heading, size, width)
            tall = len(lines) * size * _LINE
            text_box(slide, (left, at, width, tall), lines, size, "ink", bold=True)
            at += tall + 2
        places, high = _spread(entries, size, width)
        for entry, (across, down) in zip(entries, places, strict=True):
            _entry(slide, entry, (left + across, at + down), size, width)
        at += high + _GAP
    if legend.note:
        tall = len(wrapped(legend.note, size, width * 0.9)) * size * _LINE
        text_box(slide, (left, at, width, tall), [legend.note], size, "muted", name="Legend note")


def legend_height(legend: Legend, size: float, width: float) -> float:
    """Height of a legend of a width at a size of type, px."""
    rows = sum(
        _spread(entries, size, width)[1]
        + _GAP
        + (len(_heading(heading, size, width)) * size * _LINE + 2 if heading else 0)
        for heading, entries in legend.rows
        if entries
    )
    note = len(wrapped(legend.note, size, width * 0.9)) * size * _LINE if legend.note else 0
    return rows + note


def _heading(heading: str, size: float, width: float) -> list[str]:
    return wrapped(heading, size, width * 0.9, bold=True)


def _entry(
    slide: Any, entry: LegendEntry, at: tuple[float, float], size: float, width: float
) -> None:
    x, y = at
    wide, high = _sign(entry, size)
    lines = _words(entry, size, width)
    tall = _tall(lines, size)
    add_drawing(slide, entry.sign, (x, y + (tall - high) / 2, wide, high), entry.label)
    words = max(line_width(line, size) for line in lines) * _SLACK
    box = (x + max(wide, _SIGN) + _NEAR, y, words, tall)
    text_box(slide, box, lines, size, "ink2", anchor=MSO_ANCHOR.MIDDLE, wrap=False)


def _sign(entry: LegendEntry, size: float) -> tuple[float, float]:
    """Width and height of a sign."""
    scale = min(1.0, size * _TALLEST / entry.sign.height)
    return entry.sign.width * scale, entry.sign.height * scale


def _tall(lines: Sequence[Line], size: float) -> float:
    """Height of the words of an entry, or of its row."""
    return max(size * _ROW, len(lines) * size * _LINE)


def _words(entry: LegendEntry, size: float, width: float) -> list[Line]:
    """What a sign means, in lines, and how many of it there are."""
    room = (width - max(_sign(entry, size)[0], _SIGN) - _NEAR) / _SLACK
    count = "" if entry.count is None else f"\u2002{entry.count}"
    *first, last = wrapped(entry.label, size, room - line_width((Run(count),), size))
    number = Run(count, colour=tokens.colour("muted", THEME))
    return [*((Run(line),) for line in first), (Run(last), number)]


def _spread(
    entries: Sequence[LegendEntry], size: float, width: float
) -> tuple[list[tuple[float, float]], float]:
    """Places of entries in rows, one after the other, and where the last row ends."""
    found: list[tuple[float, float]] = []
    x = y = high = 0.0
    for entry in entries:
        lines = _words(entry, size, width)
        words = max(line_width(line, size) for line in lines) * _SLACK
        wide = max(_sign(entry, size)[0], _SIGN) + _NEAR + words + _NEXT
        if x and x + wide - _NEXT > width:
            x, y, high = 0.0, y + high, 0.0
        found.append((x, y))
        high = max(high, _tall(lines, size))
        x += wide
    return found, y + high
