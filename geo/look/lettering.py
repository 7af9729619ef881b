"""Text as it is set where no browser does it: the face, its widths, and plain markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

#: Bold Latin letters are this much wider; Chinese characters are not.
_BOLD_LATIN = 1.06
_THIN_SPACE = 0.2
#: Characters that never begin a line.
_CLOSING = "，。；：、！？）》】」』”’%‰…,.;:!?)]}·"
#: Characters after which a line may end where a letter follows.
_JOINTS = "-–/"
#: What begins with "<" and is no tag, as in "<1‰", is text.
_TAG = re.compile(r"(</?[a-zA-Z][^>]*>)")
_BREAK = re.compile(r"^<br\s*/?>$")
_COLOUR = re.compile(r'^<span style="color:\s*(#[0-9A-Fa-f]{6});?">$')
#: Stands where a character was that the face does not have.
LOST = "〓"
#: Signs in use that the face lacks, each with one that it has.
_ALIKE = {"▸": "▶"}
#: Says how the character before it is to look; nothing is lost without it.
_VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


@dataclass(frozen=True)
class Run:
    """Piece of a line set in one way; ``colour`` is ``#RRGGBB`` or None for that of the line."""

    text: str
    bold: bool = False
    colour: str | None = None


Line = tuple[Run, ...]


def font_folder() -> Path:
    """Folder of the font file of Noto Sans SC, which holds every Chinese character in use."""
    package = find_spec("zhplot")
    if package is None or package.origin is None:
        raise FileNotFoundError("the font Noto Sans SC is missing: install the package zhplot")
    return Path(package.origin).parent / "fonts"


@lru_cache(maxsize=2)
def _font(size: int = 1000) -> Any:
    """The face, which sets each character by itself and none from another face."""
    from PIL import ImageFont

    file = font_folder() / "NotoSansSC-Regular.ttf"
    return ImageFont.truetype(str(file), size, layout_engine=ImageFont.Layout.BASIC)


def _picture(character: str) -> tuple[Any, bytes]:
    mask = _font(16).getmask(character)
    return mask.size, bytes(mask)


@lru_cache(maxsize=1)
def _no_glyph() -> tuple[Any, bytes]:
    """What the face shows for a character that it does not have; no text has this one."""
    return _picture("\U0010ffff")


@lru_cache(maxsize=8192)
def _set(character: str) -> str:
    """The character as it can be set."""
    known = character.isspace() or _picture(character) != _no_glyph()
    return character if known else _ALIKE.get(character, LOST)


def settable(text: str) -> tuple[str, tuple[str, ...]]:
    """The text as the face can set it, and what of it the face does not have.

    Where no browser sets a text, no other face steps in: a character without a glyph would be an
    empty box, and stops the making of a PDF. Everything that is set that way comes through here.

    Parameters
    ----------
    text : str
        A text, or a file of text such as JSON or SVG.

    Returns
    -------
    str
        The text with :data:`LOST` in place of each such character.
    tuple of str
        The characters, each once, in order of code.
    """
    text = _VARIANTS.sub("", text)
    table = {ord(c): _set(c) for c in set(text) if not c.isascii()}
    lost = (chr(code) for code, new in table.items() if new == LOST != chr(code))
    return text.translate(table), tuple(sorted(lost))


@lru_cache(maxsize=4096)
def _advance(character: str) -> float:
    if character == "\u2009":
        return _THIN_SPACE
    return float(_font().getlength(character)) / 1000


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of one line of text in the unit of ``size``."""
    return size * sum(
        _advance(c) * (_BOLD_LATIN if bold and ord(c) < 0x2E80 else 1.0) for c in text
    )


def line_width(line: Line, size: float) -> float:
    """Width of a line of runs in the unit of ``size``."""
    return sum(text_width(run.text, size, bold=run.bold) for run in line)


def marked_lines(markup: str) -> tuple[Line, ...]:
    """Lines of a text with the markup that labels of charts use.

    Parameters
    ----------
    markup : str
        Text with ``<b>``, ``<br>`` and ``<span style="color:#…">``.

    Raises
    ------
    ValueError
        If there is other markup.

    Examples
    --------
    >>> marked_lines("2023<br><b>4</b>")
    ((Run(text='2023', bold=False, colour=None),), (Run(text='4', bold=True, colour=None),))
    """
    lines: list[list[Run]] = [[]]
    bold, colours = 0, list[str]()
    for piece in _TAG.split(markup):
        if not _TAG.match(piece):
            if piece:
                run = Run(unescape(piece), bold > 0, colours[-1] if colours else None)
                lines[-1].append(run)
        elif piece in ("<b>", "</b>"):
            bold += 1 if piece == "<b>" else -1
        elif _BREAK.match(piece):
            lines.append([])
        elif found := _COLOUR.match(piece):
            colours.append(found[1])
        elif piece == "</span>":
            colours.pop()
        else:
            raise ValueError(f"cannot set the markup {piece!r}")
    return tuple(tuple(line) for line in lines)


def plain(markup: str) -> str:
    """Text without its markup, on one line."""
    return " ".join("".join(run.text for run in line) for line in marked_lines(markup))


#: How much wider than its line a word may be, as a share of it.
_OVERHANG = 1.4


#: What is to stay whole may take this share of a line.
_WHOLE = 0.5


def wrapped(
    text: str,
    size: float,
    room: float,
    *,
    bold: bool = False,
    whole: re.Pattern[str] | None = None,
) -> list[str]:
    """Lines no wider than ``room``: broken between words, and between Chinese characters.

    A word may overhang its line a little; one that is much wider is broken where the line ends.

    Parameters
    ----------
    text : str
        The text.
    size, room : float
        Size of the type and width of a line.
    bold : bool
        Whether it is bold.
    whole : re.Pattern, optional
        What is not broken unless it would fill half a line; see :mod:`geo.words.whole`.
    """
    inside = {
        place
        for found in (whole.finditer(text) if whole else ())
        if text_width(found[0], size, bold=bold) <= _WHOLE * room
        for place in range(found.start() + 1, found.end())
    }
    lines = [""]
    for piece in _pieces(text, inside):
        line = lines[-1] + piece
        if lines[-1] and text_width(line.rstrip(), size, bold=bold) > room:
            lines[-1], line = lines[-1].rstrip(), piece.lstrip()
            lines.append(line)
        wide = len(piece) > 1 and text_width(line.rstrip(), size, bold=bold) > _OVERHANG * room
        lines[-1:] = _letters(line.rstrip(), size, room, bold=bold) if wide else [line]
    return [line.rstrip() for line in lines]


def _letters(word: str, size: float, room: float, *, bold: bool) -> list[str]:
    """A word in parts that are no wider than a line, of a letter at least."""
    parts = [""]
    for letter in word:
        if parts[-1] and text_width(parts[-1] + letter, size, bold=bold) > room:
            parts.append("")
        parts[-1] += letter
    return parts


def shortened(text: str, size: float, room: float, lines: int) -> str:
    """Text that takes no more than so many lines; an ellipsis stands for what is left out."""
    found = wrapped(text, size, room)
    if len(found) <= lines:
        return text
    kept = "".join(wrapped(text, size, room * 0.97)[:lines])
    return f"{kept[:-2].rstrip(' ·、，,')}…"


def _pieces(text: str, inside: Set[int] = frozenset()) -> Iterator[str]:
    """Parts between which a line may end, which is nowhere inside what is to stay whole."""
    held = ""
    for place, character in enumerate(text):
        wide = ord(character) >= 0x2E80
        joint = held and (held[-1] == " " or (held[-1] in _JOINTS and character.isalpha()))
        may_end = held and character not in _CLOSING and (wide or joint or _wide_end(held))
        if may_end and place not in inside:
            yield held
            held = ""
        held += character
    if held:
        yield held


def _wide_end(held: str) -> bool:
    return ord(held[-1]) >= 0x2E80 and held[-1] not in "（《【「『“‘"
