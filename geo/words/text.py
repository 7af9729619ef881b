r"""Text from outside: what stands in links, files, boxes and messages.

It is tidied once, where it comes in. Where it goes out into HTML it is escaped there, and
:func:`in_line` keeps it within its line.

Examples
--------
>>> tidy(" Optics\r\rValley\u2028")
'Optics  Valley'
>>> cut("abcdef", 3)
'abc…'
"""

from __future__ import annotations

import re
import unicodedata
from typing import TypeVar

# A spreadsheet reads a cell that opens with one of these as a formula, in full width too.
_FORMULA = re.compile(r"^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
_NUMBER = re.compile(r"^[+-]?\d+(?:\.\d+)?%?$")

T = TypeVar("T")

#: Longest piece of such text that a sentence repeats.
MOST = 60


class _Seen(dict[int, str]):
    """Characters by their code, a space for those that cannot be seen; filled as they come."""

    def __missing__(self, code: int) -> str:
        kind = unicodedata.category(chr(code))
        seen = " " if kind[0] == "C" or kind in ("Zl", "Zp") else chr(code)
        self[code] = seen
        return seen


_ONE_LINE, _LINES = _Seen(), _Seen({ord("\n"): "\n"})
_SINGLE = str.maketrans("“”", "‘’")
#: Marks that differ by the hand that set them, and a date in Chinese.
_AS_SET = str.maketrans({**dict.fromkeys("“”", '"'), **dict.fromkeys("‘’", "'"),
                         **dict.fromkeys("—–", "-"), **dict.fromkeys("《》〈〉", "")})  # fmt: skip
_CHINESE_DATE = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")


def tidy(text: str, *, lines: bool = False) -> str:
    r"""The text without what cannot be seen, and without outer spaces.

    Control and formatting characters, line and paragraph separators, surrogates without their other
    half, private and unassigned characters each become a space.

    Parameters
    ----------
    text : str
        Any text.
    lines : bool
        Whether it may have lines; they end with ``\n`` however they ended before.
    """
    if lines:
        text = "\n".join(text.splitlines())
    return text.translate(_LINES if lines else _ONE_LINE).strip()


def broken(text: str) -> bool:
    """Whether the text holds half a character, so that it can be written nowhere."""
    return any("\ud800" <= c <= "\udfff" for c in text)


def cut(text: str, most: int = MOST) -> str:
    """The text, or its beginning and a sign that there is more."""
    return text if len(text) <= most else f"{text[:most]}…"


def quotable(text: str) -> str:
    """The text as it stands within quotation marks: its own become single ones."""
    return text.translate(_SINGLE)


def as_read(text: str) -> str:
    """The text without what only the hand that set it changes, so that two can be compared.

    That is the width and form of marks, spaces, and how a date is written.

    >>> as_read("“两圈”（2020 年 12 月）") == as_read('"两圈"(2020-12)')
    True
    """
    plain = "".join(unicodedata.normalize("NFKC", text).translate(_AS_SET).split())
    return _CHINESE_DATE.sub(
        lambda found: "-".join(part.zfill(2) for part in found.groups() if part), plain
    )


def unbroken(text: str) -> str:
    """The text without the places where a word may be broken, which only a drawing needs."""
    return text.replace("\u00ad", "")


def in_line(html: str) -> str:
    """The text in one line, whatever its lines end with."""
    return " ".join(html.splitlines())


def harmless(value: T) -> T | str:
    """The same cell, with an apostrophe before text that a spreadsheet would run as a formula.

    Numbers stay numbers, and text that only spells a number ("-5") stays as it is.
    """
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.match(value):
        return f"'{value}"
    return value
