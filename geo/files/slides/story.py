"""A whole story as slides: cover, contents, every step and the last page, in native shapes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from lxml import etree
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn

from geo.data.atlas import Atlas
from geo.drawn.map import plate
from geo.files.slides import frame
from geo.files.slides.deck import Deck
from geo.files.slides.drawing import add_drawing
from geo.files.slides.frame import FOOT, LEFT, ROOM, TOP
from geo.files.slides.lines import LINE
from geo.files.slides.setting import THEME, Place, emu, fill_frame, rgb, text_box
from geo.look import tokens
from geo.look.lettering import Run
from geo.story import deck as story

#: The cover: its title and the map beside it; sizes of the title, of what stands below.
_TITLE: Place = (LEFT, 172.0, 470.0, 210.0)
_PICTURE: Place = (556.0, 96.0, 676.0, 520.0)
_TITLES, _BELOW = (58.0, 50.0, 42.0, 34.0, 28.0), 21.0
#: Contents: sizes of names and findings, the tallest row, and rows that tell findings.
_NAME, _CLAIM, _ROW, _TOLD = 20.0, 16.5, 66.0, 12
_NAMES = 320.0
#: The last page: columns, what is between them, sizes of their text.
_COLUMNS, _BETWEEN, _SENTENCES = 3, 32.0, (25.0, 22.0, 19.0, 16.5)
_SLOT = 44.0


def story_bytes(atlas: Atlas, told: story.Deck, step: Callable[[str], None] | None = None) -> bytes:
    """Presentation of a story.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    told : geo.story.deck.Deck
        The story, with charts in the light theme.
    step : callable, optional
        Told the title of each slide before it is made; what it raises ends the work.
    """
    deck = Deck(atlas, told.lang, told.cover.title, step)
    _cover(deck, told.cover)
    _agenda(deck, told.agenda)
    for one in told.steps:
        deck.view(one.sheet, notes=one.notes.text)
    _closing(deck, told)
    file = BytesIO()
    deck.save(file)
    return file.getvalue()


def _cover(deck: Deck, cover: story.Cover) -> None:
    slide = deck.blank(cover.title)
    left, top, width, height = _TITLE
    frame.block(slide, (left, top - 22, 37, 5), "accent", "Brand")
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = (emu(part) for part in _TITLE)
    size = next(
        (s for s in _TITLES if deck.lines.height(cover.title, s, width, bold=True) <= height),
        _TITLES[-1],
    )
    most = int(height / (size * LINE))
    said = deck.lines.cut(cover.title, 1.08 * size, width, most)
    line = (Run(deck.lines.broken(said, size, width, bold=True), bold=True),)
    ink = tokens.colour("ink", THEME)
    fill_frame(shape.text_frame, [line], size, ink, anchor=MSO_ANCHOR.TOP, major=True)
    at = top + height + 24
    for name in ("office", "speaker"):
        text = getattr(cover, name)
        label = deck.t(f"export.slides.{name}_blank")
        at = _line(deck, slide, text, at) if text else _slot(slide, label, (left, at, 300.0, _SLOT))
    at = _line(deck, slide, cover.day, at)
    if cover.picture:
        _, _, wide, high = _PICTURE
        drawing = plate(deck.atlas, cover.picture.content, deck.t.lang, width=wide, height=high)
        add_drawing(slide, drawing, _PICTURE, cover.picture.title)
    frame.foot(slide, (cover.data,), aside=cover.review if cover.picture else "")


def _line(deck: Deck, slide: Any, text: str, at: float) -> float:
    """A line of the cover; gives where the next begins."""
    left, _, width, _ = _TITLE
    said = deck.lines.cut(text, _BELOW, width, 1)
    text_box(slide, (left, at, width, _BELOW * LINE), [said], _BELOW, "ink2", name="Line")
    return at + _BELOW * LINE + 8


def _slot(slide: Any, label: str, place: Place) -> float:
    """A dashed box for what its office fills in; gives where the next thing begins."""
    _, top, _, height = place
    box = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(emu(part) for part in place))
    box.name = "Slot"
    box.shadow.inherit = False
    box.fill.solid()
    box.fill.fore_color.rgb = rgb(tokens.colour("slot", THEME))
    box.line.color.rgb = rgb(tokens.colour("partial-line", THEME))
    box.line.width = emu(1.3)
    dash = etree.SubElement(box.line._get_or_add_ln(), qn("a:prstDash"))
    dash.set("val", "dash")
    css = tokens.colour("partial", THEME)
    fill_frame(box.text_frame, [(Run(label),)], 17.0, css, anchor=MSO_ANCHOR.MIDDLE)
    box.text_frame.margin_left = box.text_frame.margin_right = emu(12)
    return top + height + 10


def _agenda(deck: Deck, agenda: story.Agenda) -> None:
    """Every step in a row; of very many the names alone, in columns."""
    slide = deck.slide(agenda.title)
    entries = agenda.entries
    columns = -(-len(entries) // _TOLD)
    rows = -(-len(entries) // columns)
    width = (ROOM - (columns - 1) * _BETWEEN) / columns
    high = min((FOOT - TOP - 10) / rows, _ROW)
    for n, entry in enumerate(entries):
        left, top = LEFT + n // rows * (width + _BETWEEN), TOP + n % rows * high
        _entry(deck, slide, entry, (left, top, width, high), alone=columns > 1)
    frame.foot(slide, ())


def _entry(deck: Deck, slide: Any, entry: story.Entry, place: Place, *, alone: bool) -> None:
    """A step: its page in the margin, its name, and its finding beside that or below."""
    left, top, width, high = place
    page, inner = 44.0, left + 60.0
    room = width - 60.0
    wide = room if alone else _NAMES
    most = 2 if high >= 2 * _NAME * LINE else 1
    name = deck.lines.cut(entry.name, _NAME * 1.08, wide, most)
    text_box(
        slide, (left, top, page, _NAME * LINE), [str(entry.page)], _NAME, "accent", bold=True,
        name="Page", align=PP_ALIGN.RIGHT,
    )  # fmt: skip
    box = (inner, top, wide, deck.lines.height(name, _NAME, wide, bold=True))
    said = deck.lines.broken(name, _NAME, wide, bold=True)
    text_box(slide, box, [said], _NAME, "ink", bold=True, name="Step")
    if alone:
        return
    room -= _NAMES + 16
    said = deck.lines.cut(entry.claim, _CLAIM, room, most)
    box = (inner + _NAMES + 16, top + 2, room, deck.lines.height(said, _CLAIM, room))
    text_box(slide, box, [deck.lines.broken(said, _CLAIM, room)], _CLAIM, "ink2", name="Finding")


def _closing(deck: Deck, told: story.Deck) -> None:
    """What the steps came to, numbered, and what the speaker adds to it."""
    slide = deck.slide(told.closing.title)
    sentences = told.closing.sentences
    at = _sentences(deck, slide, sentences, TOP + 20) + 26
    words = told.closing.words
    height = FOOT - at - 16
    if words:
        size, kept = _fitting(deck, words, height)
        texts = [deck.lines.broken(line, size, ROOM) for line in kept]
        text_box(slide, (LEFT, at, ROOM, height), texts, size, "ink2", name="Words", spacing=8)
    else:
        _slot(slide, deck.t("export.slides.advice_blank"), (LEFT, at, ROOM, min(height, 120.0)))
    frame.foot(slide, (told.cover.data,))
    deck.speak(slide, "\n".join((*sentences, *words)))


def _fitting(deck: Deck, words: Sequence[str], height: float) -> tuple[float, list[str]]:
    """Size of lines and those that there is room for."""

    def tall(lines: Sequence[str], size: float) -> float:
        return sum(deck.lines.height(line, size, ROOM) + 8 for line in lines)

    size = next((s for s in _SENTENCES if tall(words, s) <= height), _SENTENCES[-1])
    kept = list(words)
    while kept and tall(kept, size) > height:
        kept.pop()
    return size, kept


def _sentences(deck: Deck, slide: Any, sentences: Sequence[str], top: float) -> float:
    """Findings in columns, each under its number; gives where the longest ends."""
    width = (ROOM - (_COLUMNS - 1) * _BETWEEN) / _COLUMNS
    size = next(
        (s for s in _SENTENCES if all(len(deck.lines.of(one, s, width)) <= 6 for one in sentences)),
        _SENTENCES[-1],
    )
    said = [deck.lines.cut(one, size, width, 8) for one in sentences]
    tall = max((deck.lines.height(one, size, width) for one in said), default=0.0)
    for n, one in enumerate(said):
        left = LEFT + n * (width + _BETWEEN)
        frame.block(slide, (left, top, width, 3), "accent", "Rule")
        text_box(
            slide, (left, top + 12, width, 40 * LINE), [str(n + 1)], 40, "accent", bold=True,
            name="Number of a finding",
        )  # fmt: skip
        box = (left, top + 18 + 40 * LINE, width, tall)
        text_box(slide, box, [deck.lines.broken(one, size, width)], size, "ink", name="Finding")
    return top + 18 + 40 * LINE + tall
