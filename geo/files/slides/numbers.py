"""A panel of big numbers on a slide: groups one below the other, numbers side by side."""

from __future__ import annotations

from typing import Any

from pptx.enum.text import MSO_ANCHOR

from geo.files.slides.frame import block
from geo.files.slides.lines import LINE, Lines
from geo.files.slides.setting import THEME, text_box
from geo.look import tokens
from geo.look.lettering import Run, line_width, shortened
from geo.sheets.panel import Group, Number, Panel

#: Sizes of numbers, the largest that there is room for; of a unit, of words below, of a heading.
_BIG, _UNIT, _WORDS, _HEAD = (46.0, 40.0, 34.0, 29.0, 24.0), 17.0, 14.7, 21.0
_RULE, _NEAR, _APART, _ASIDE = 2.5, 4.0, 12.0, 6.0
#: Lines below a number, as many as there is room for.
_BELOW = (3, 2, 1)
#: Size of the numbers of a panel, and lines below each of them.
Fit = tuple[float, int]


def largest(panel: Panel, width: float, height: float, lines: Lines) -> Fit | None:
    """The largest type in which a panel has room; None where there is none."""
    sizes = [size for size in _BIG if _wide_enough(panel, width, size)]
    height -= _said(panel, width, lines)
    for most in _BELOW:
        for size in sizes:
            if sum(_height(one, width, (size, most), lines) for one in panel.groups) <= height:
                return size, most
    return None


def add_panel(
    slide: Any, panel: Panel, place: tuple[float, float, float], fit: Fit, lines: Lines
) -> float:
    """Write a panel; gives where it ends.

    Parameters
    ----------
    slide : pptx.slide.Slide
        The slide.
    panel : Panel
        What it says.
    place : tuple of float
        Left, top and width, px.
    fit : tuple of float and int
        See :func:`largest`.
    lines : Lines
        How words are broken.
    """
    left, at, width = place
    for group in panel.groups:
        block(slide, (left, at, width, _RULE), group.hue, "Rule")
        down = at + _RULE + _NEAR
        if group.title:
            _heading(slide, group, left, down, width)
            down += _HEAD * LINE
        wide = width / len(group.numbers)
        for n, number in enumerate(group.numbers):
            _number(slide, number, (left + n * wide, down, wide - _ASIDE), fit, lines)
        at += _height(group, width, fit, lines)
    tall = _said(panel, width, lines)
    if tall:
        note = lines.broken(panel.note, _WORDS, width)
        text_box(slide, (left, at, width, tall), [note], _WORDS, "muted", name="Note")
    return at + tall


def _said(panel: Panel, width: float, lines: Lines) -> float:
    """Height of what a panel needs to be read."""
    return lines.height(panel.note, _WORDS, width) if panel.note else 0.0


def _wide_enough(panel: Panel, width: float, size: float) -> bool:
    return all(
        _value_width(number, size) + line_width((Run(number.unit.strip()),), _UNIT) * 1.1 + 4
        <= width / len(group.numbers) - _ASIDE
        for group in panel.groups
        for number in group.numbers
    )


def _value_width(number: Number, size: float) -> float:
    return line_width((Run(number.value, bold=True),), size) * 1.08 + 2


def _below(number: Number, width: float, most: int, lines: Lines) -> str:
    """What a number counts and what belongs to it, in so many lines at most."""
    said = " · ".join(filter(None, (number.label, number.note)))
    return lines.broken(lines.cut(said, _WORDS, width, most), _WORDS, width)


def _height(group: Group, width: float, fit: Fit, lines: Lines) -> float:
    """Height of a group and of the room after it."""
    size, most = fit
    wide = width / len(group.numbers) - _ASIDE
    title = _HEAD * LINE if group.title else 0.0
    below = max(lines.height(_below(one, wide, most, lines), _WORDS, wide) for one in group.numbers)
    return _RULE + _NEAR + title + size * LINE + below + _APART


def _heading(slide: Any, group: Group, left: float, top: float, width: float) -> None:
    """Name of a group with what belongs to it."""
    title = shortened(group.title, _HEAD * 1.08, width, 1)
    line = (Run(title, bold=True, colour=tokens.colour(group.hue, THEME)),)
    wide = min(line_width(line, _HEAD) * 1.1 + 2, width)
    text_box(slide, (left, top, wide, _HEAD * LINE), [line], _HEAD, "ink", name=group.title)
    rest = width - wide - _ASIDE
    note = shortened(group.note, _WORDS, rest * 0.9, 1) if rest > 4 * _WORDS else ""
    if note:
        box = (left + wide + _ASIDE, top, rest, _HEAD * LINE)
        text_box(slide, box, [note], _WORDS, "ink2", name="Note", anchor=MSO_ANCHOR.MIDDLE)


def _number(
    slide: Any, number: Number, place: tuple[float, float, float], fit: Fit, lines: Lines
) -> None:
    """One number, its unit behind it, its label and what belongs to it below."""
    (left, top, width), (size, most) = place, fit
    high, wide = size * LINE, _value_width(number, size)
    value = (Run(number.value, bold=True),)
    text_box(slide, (left, top, wide, high), [value], size, "ink", name=number.label, wrap=False)
    unit = number.unit.strip()
    if unit:
        # Its foot stands on the line that the number stands on.
        box = (left + wide, top, width - wide, high - 0.16 * (size - _UNIT))
        text_box(
            slide, box, [unit], _UNIT, "ink2", name="Unit", anchor=MSO_ANCHOR.BOTTOM, wrap=False
        )
    said = _below(number, width, most, lines)
    label = min(len(number.label), len(said))
    line = (Run(said[:label], colour=tokens.colour("ink2", THEME)), Run(said[label:]))
    box = (left, top + high, width, lines.height(said, _WORDS, width))
    text_box(slide, box, [tuple(run for run in line if run.text)], _WORDS, "muted", name="Label")
