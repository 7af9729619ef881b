"""What every slide has: a claim of two lines at most, one line of source, its number."""

from __future__ import annotations

from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

from geo.files.slides.lines import LINE, Lines
from geo.files.slides.setting import (
    THEME,
    WIDTH,
    Place,
    emu,
    fill_frame,
    paint,
    style,
    text_box,
)
from geo.look import tokens
from geo.look.lettering import Run, shortened, text_width

LEFT = 64.0
ROOM = WIDTH - 2 * LEFT
#: Where what a slide shows begins and ends, px from above.
TOP, FOOT = 138.0, 664.0
TITLE: Place = (LEFT, 53.0, ROOM, 78.0)
#: Sizes of a claim: of one line, then of two.
_ONE, _TWO = (38.0, 34.0, 31.0), (28.0, 26.0, 24.0)
#: Type of the last line; nothing is smaller on a slide.
PRINT = 13.4
_BAR: Place = (LEFT, 42.0, 37.0, 5.0)
_NUMBER = 90.0
_DOT = " · "


def head(slide: Any, title: str, lines: Lines) -> None:
    """Write the claim into the title of a slide, the bar of the product above it."""
    block(slide, _BAR, "accent", "Brand")
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = (emu(part) for part in TITLE)
    said, size = claim(title, lines)
    ink = tokens.colour("ink", THEME)
    fill_frame(
        shape.text_frame, [(Run(said, bold=True),)], size, ink, anchor=MSO_ANCHOR.TOP, major=True
    )


def claim(title: str, lines: Lines) -> tuple[str, float]:
    """A claim in one line or two, broken by words, and the size of its type."""
    for size in _ONE:
        if len(lines.of(title, size, ROOM, bold=True)) == 1:
            return title, size
    for size in _TWO:
        if found := lines.halves(title, size, ROOM, bold=True):
            return found, size
    size = next(
        (size for size in _TWO if len(lines.of(title, size, ROOM, bold=True)) == 2), _TWO[-1]
    )
    # Reckoned a little larger than it is, as bold letters are wider.
    return lines.broken(lines.cut(title, 1.08 * size, ROOM, 2), size, ROOM, bold=True), size


def foot(
    slide: Any, source: tuple[str, ...], *, aside: str = "", link: str = "", online: str = ""
) -> None:
    """Below a slide: one line of source; what its map needs to say, and a link, under it.

    Parameters
    ----------
    slide : pptx.slide.Slide
        The slide.
    source : tuple of str
        What it rests on; the longest part is shortened where all are longer than a line.
    aside : str
        What its map says of its review.
    link, online : str
        Address of the same online, and the words that lead there.
    """
    block(slide, (LEFT, FOOT, ROOM, 1), "rule", "Rule")
    room = ROOM - _NUMBER
    said = _line(source, room * 0.92)
    if said:
        place = (LEFT, FOOT + 5, room, PRINT * LINE)
        text_box(slide, place, [said], PRINT, "muted", name="Source")
    at, down = LEFT, FOOT + 6 + PRINT * LINE
    for said, name, address in ((aside, "Review", ""), (online if link else "", "Link", link)):
        if not said:
            continue
        wide = text_width(said, PRINT) * 1.12 + 4
        box = text_box(slide, (at, down, wide, PRINT * LINE), [said], PRINT, "muted", name=name)
        if address:
            run = box.text_frame.paragraphs[0].runs[0]
            run.hyperlink.address = address
            style(run.font, PRINT, tokens.colour("north", THEME))
        at += wide + 18


def _line(parts: tuple[str, ...], room: float) -> str:
    """Parts in one line; the longest gives way."""
    longest = max(range(len(parts)), key=lambda n: len(parts[n]), default=0)
    rest = text_width(_DOT.join(("", *parts[:longest], *parts[longest + 1 :])), PRINT)
    told = (
        shortened(part, PRINT, max(room - rest, room / 3), 1) if n == longest else part
        for n, part in enumerate(parts)
    )
    return shortened(_DOT.join(told), PRINT, room, 1)


def number(slide: Any, said: str) -> None:
    """Number of the page, such as ``3 / 10``, in the corner."""
    place = (LEFT + ROOM - _NUMBER + 12, FOOT + 5, _NUMBER - 12, 14.7 * LINE)
    text_box(slide, place, [said], 14.7, "ink2", name="Number", align=PP_ALIGN.RIGHT)


def block(slide: Any, place: Place, colour: str, name: str) -> Any:
    """Rectangle of one colour without edge or shadow."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(emu(part) for part in place))
    shape.name = name
    shape.fill.solid()
    paint(shape.fill.fore_color, tokens.colour(colour, THEME))
    shape.line.fill.background()
    shape.shadow.inherit = False
    return shape
