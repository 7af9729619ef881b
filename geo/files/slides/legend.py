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

#: Sizes of type, px: where there is room, and at least.
_LARGEST, SMALLEST = 14.5, 11.5
#: Height of a line of type and of a row of entries, in sizes.
_LINE, _ROW = 1.35, 1.75
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
            text_box(slide, (left, at, width, size * _LINE), [heading], size, "ink", bold=True)
            at += size * _LINE + 2
        for entry, (across, down) in zip(entries, _spread(entries, size, width), strict=True):
            _entry(slide, entry, (left + across, at + down), size)
        at += _rows_height(entries, size, width) + _GAP
    if legend.note:
        text_box(slide, (left, at, width, size * 3), [legend.note], size * 0.9, "muted")


def legend_height(legend: Legend, size: float, width: float) -> float:
    """Height of a legend of a width at a size of type, px."""
    rows = sum(
        _rows_height(entries, size, width) + _GAP + (size * _LINE + 2 if heading else 0)
        for heading, entries in legend.rows
        if entries
    )
    note = len(wrapped(legend.note, size * 0.9, width)) * size * _LINE if legend.note else 0
    return rows + note


def _entry(slide: Any, entry: LegendEntry, at: tuple[float, float], size: float) -> None:
    x, y = at
    wide, high = _sign(entry, size)
    place = (x, y + (size * _ROW - high) / 2, wide, high)
    add_drawing(slide, entry.sign, place, entry.label)
    words = _words(entry)
    box = (x + max(wide, _SIGN) + _NEAR, y, line_width(words, size), size * _ROW)
    text_box(slide, box, [words], size, "ink2", anchor=MSO_ANCHOR.MIDDLE, wrap=False)


def _sign(entry: LegendEntry, size: float) -> tuple[float, float]:
    """Width and height of a sign."""
    scale = min(1.0, size * _TALLEST / entry.sign.height)
    return entry.sign.width * scale, entry.sign.height * scale


def _words(entry: LegendEntry) -> Line:
    """What a sign means, and how many of it there are."""
    count = "" if entry.count is None else f"\u2002{entry.count}"
    return (Run(entry.label), Run(count, colour=tokens.colour("muted", THEME)))


def _spread(entries: Sequence[LegendEntry], size: float, width: float) -> list[tuple[float, float]]:
    """Places of entries in rows, one after the other."""
    found, x, y = [], 0.0, 0.0
    for entry in entries:
        words = line_width(_words(entry), size) * _SLACK
        wide = max(_sign(entry, size)[0], _SIGN) + _NEAR + words + _NEXT
        if x and x + wide > width:
            x, y = 0.0, y + size * _ROW
        found.append((x, y))
        x += wide
    return found


def _rows_height(entries: Sequence[LegendEntry], size: float, width: float) -> float:
    return _spread(entries, size, width)[-1][1] + size * _ROW
