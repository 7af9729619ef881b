"""Words on a slide: one face, sizes in px of a slide of 1280 × 720."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from geo.files.slides.lines import BREAK
from geo.look import tokens
from geo.look.lettering import Line, Run

#: The face of every word; Windows, macOS with Office, and WPS have it or replace it well. Words on
#: slides name the place that it has in the theme, so that those of a template take its own.
FACE = "Microsoft YaHei"
#: Colours by their place in the theme, so that a template gives its own.
_PLACES = {
    "ink": MSO_THEME_COLOR.TEXT_1,
    "ground": MSO_THEME_COLOR.BACKGROUND_1,
    "ink2": MSO_THEME_COLOR.TEXT_2,
    "accent": MSO_THEME_COLOR.ACCENT_1,
}
THEME: tokens.Theme = "light"
#: Size of a px on a slide.
PX = 9525
WIDTH, HEIGHT = 1280, 720

Place = tuple[float, float, float, float]


def emu(px: float) -> Emu:
    """Length in the unit of the file format."""
    return Emu(round(px * PX))


def points(px: float) -> Pt:
    """Size of type or width of a line."""
    return Pt(max(1, round(px * 0.75 * 10)) / 10)


def hexed(name: str) -> str:
    """Colour of a name as the file format takes it, ``RRGGBB``."""
    return tokens.colour(name, THEME).lstrip("#").upper()


def rgb(css: str) -> RGBColor:
    """Colour of ``#RRGGBB``."""
    colour: RGBColor = RGBColor.from_string(css.lstrip("#").upper())
    return colour


def paint(colour: Any, css: str) -> None:
    """Set a colour of python-pptx; one that the theme has a place for is named by it."""
    place = _placed().get(css.upper())
    if place is None:
        colour.rgb = rgb(css)
    else:
        colour.theme_color = place


@lru_cache(maxsize=1)
def _placed() -> dict[str, MSO_THEME_COLOR]:
    return {tokens.colour(name, THEME).upper(): place for name, place in _PLACES.items()}


def faces(properties: Any, face: str = "", *, major: bool = False) -> None:
    """Name the face of Latin, Chinese and other letters in run properties.

    Parameters
    ----------
    properties : lxml element
        The run properties.
    face : str
        Name of the face; that of the theme if left out.
    major : bool
        Whether it is the face of titles.
    """
    for tag, script in (("a:latin", "lt"), ("a:ea", "ea"), ("a:cs", "cs")):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
        own = etree.SubElement(properties, qn(tag))
        own.set("typeface", face or f"+{'mj' if major else 'mn'}-{script}")
    # A link on the words comes after the faces.
    for link in properties.findall(qn("a:hlinkClick")):
        properties.append(link)


def style(font: Any, size: float, css: str, *, bold: bool = False, major: bool = False) -> None:
    """Set size in px, colour and face of a python-pptx font."""
    font.size = points(size)
    font.bold = bold
    paint(font.color, css)
    faces(font._rPr, major=major)


def fill_frame(
    frame: Any,
    lines: Iterable[Line],
    size: float,
    css: str,
    *,
    align: PP_ALIGN = PP_ALIGN.LEFT,
    anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
    spacing: float | None = None,
    wrap: bool = True,
    major: bool = False,
) -> None:
    """Write lines of runs into a text frame, one paragraph each, without its own margins."""
    frame.word_wrap = wrap
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
        paragraph.alignment = align
        if spacing and number:
            paragraph.space_before = points(spacing)
        for piece in line:
            for part, text in enumerate(piece.text.split(BREAK)):
                if part:
                    paragraph.add_line_break()
                    size_of_break = etree.SubElement(paragraph._p[-1], qn("a:rPr"))
                    size_of_break.set("sz", str(round(points(size).pt * 100)))
                run = paragraph.add_run()
                run.text = text
                style(run.font, size, piece.colour or css, bold=piece.bold, major=major)


def text_box(
    slide: Any,
    place: Place,
    texts: Sequence[str | Line],
    size: float,
    colour: str,
    *,
    bold: bool = False,
    name: str = "",
    **how: Any,
) -> Any:
    """Box of text at ``left, top, width, height`` px."""
    box = slide.shapes.add_textbox(*(emu(part) for part in place))
    if name:
        box.name = name
    lines = [(Run(text, bold),) if isinstance(text, str) else text for text in texts]
    fill_frame(box.text_frame, lines, size, tokens.colour(colour, THEME), **how)
    return box
