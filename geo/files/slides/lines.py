"""Where lines of slides end, as far as that is known before a program sets them in its own face.

Text stays one run that can be edited; it has line breaks of its own only where a program might cut
in two what is to stay whole, as no program knows the words of the atlas.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from geo.look.lettering import shortened, wrapped

#: Height of a line, as a multiple of the size of its type.
LINE = 1.35
#: Ends a line within a paragraph.
BREAK = "\v"
#: After what a claim may be parted: marks between its clauses, in either script.
_PAUSE = re.compile("[：；，]|[:;,] ")
#: Shares of its width at which a line may end, by how wide the face is; the one to reckon with.
_FACES, _USUAL = (0.86, 0.9, 0.94, 0.98), 0.92


@dataclass(frozen=True)
class Lines:
    """How text is broken where some things stay whole; see :mod:`geo.words.whole`."""

    whole: re.Pattern[str]

    def of(self, text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
        """Lines in a box of some width."""
        return wrapped(text, size, _USUAL * width, bold=bold, whole=self.whole)

    def height(self, text: str, size: float, width: float, *, bold: bool = False) -> float:
        """Height of a text in a box of some width."""
        return len(self.of(text, size, width, bold=bold)) * size * LINE

    def cut(self, text: str, size: float, width: float, most: int) -> str:
        """The text as long as so many lines, an ellipsis for what is left out."""
        if len(self.of(text, size, width)) <= most:
            return text
        return shortened(text, size, _USUAL * width, most)

    def halves(self, text: str, size: float, width: float, *, bold: bool = False) -> str:
        """The text in two lines, parted after a mark of its sentence; empty where it cannot be."""
        room = _USUAL * width

        def fits(part: str) -> bool:
            return len(wrapped(part, size, room, bold=bold, whole=self.whole)) == 1

        ends = (found.end() for found in _PAUSE.finditer(text))
        parts = [(text[:at], text[at:]) for at in ends if at < len(text)]
        parts = [(one, two) for one, two in parts if fits(one.rstrip()) and fits(two)]
        if not parts:
            return ""
        best = min(parts, key=lambda pair: abs(len(pair[0]) - len(pair[1])))
        return BREAK.join(best)

    def broken(self, text: str, size: float, width: float, *, bold: bool = False) -> str:
        """The text, with breaks between its lines where it would else be cut at a wrong place."""
        rooms = [share * width for share in _FACES]
        if all(
            wrapped(text, size, room, bold=bold)
            == wrapped(text, size, room, bold=bold, whole=self.whole)
            for room in rooms
        ):
            return text
        starts = [0]
        for before, line in pairwise(self.of(text, size, width, bold=bold)):
            starts.append(text.index(line, starts[-1] + len(before)))
        return BREAK.join(text[one:two] for one, two in pairwise([*starts, len(text)]))
