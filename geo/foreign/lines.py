"""A text file of any size in pieces of whole lines, each line with its number."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from geo.foreign.charset import CHARSETS, marked
from geo.foreign.faults import Fault
from geo.foreign.limits import LINE

_PIECE = 4 << 20
_BREAK = 10
_LOST = "\ufffd".encode()
#: Lines that a charset may fail to explain before it is given up.
_PATIENCE = 1_000

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Piece:
    """Some lines of a file.

    Attributes
    ----------
    first : int
        Number of the first line, from 1.
    raw : bytes
        The lines in UTF-8, a line feed between them and none behind. A line that cannot be read is
        empty here.
    broken : list of (Fault, str)
        Lines that cannot be read: why, and what can be shown of them.
    told : list of Fault
        What was mended.
    """

    first: int
    raw: bytes
    broken: list[tuple[Fault, str]] = field(default_factory=list)
    told: list[Fault] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """The lines as text."""
        return self.raw.decode().split("\n")

    @property
    def count(self) -> int:
        """How many lines there are."""
        return self.raw.count(b"\n") + 1


def charset_of(path: Path) -> str:
    """Charset of a text file: what its mark says, else the one that explains most lines.

    The whole file is asked, the stricter charset first, so that it is not a guess from a sample.
    """
    with path.open("rb") as file:
        begin = file.read(4)
    if said := marked(begin):
        return said
    failed = {}
    for charset in CHARSETS:
        failed[charset] = 0
        for raw in _blocks(path):
            failed[charset] += _failures(raw, charset)
            if failed[charset] > _PATIENCE:
                break
        if not failed[charset]:
            return charset
    return min(failed, key=lambda charset: failed[charset])


def _failures(raw: bytes, charset: str) -> int:
    try:
        raw.decode(charset)
    except UnicodeDecodeError:
        return sum(_fails(line, charset) for line in raw.split(b"\n"))
    return 0


def _fails(line: bytes, charset: str) -> bool:
    try:
        line.decode(charset)
    except UnicodeDecodeError:
        return True
    return False


def _blocks(path: Path, progress: Progress | None = None) -> Iterator[bytes]:
    """Bytes of a file, cut behind the ends of lines; a line beyond the limit is cut short.

    In the charsets at hand the byte of a line's end is never part of another character.
    """
    of = path.stat().st_size
    rest = b""
    with path.open("rb") as file:
        while block := file.read(_PIECE):
            if progress:
                progress(file.tell(), of)
            if b"\n" not in block and b"\r" in block and b"\n" not in rest:
                block = block.replace(b"\r", b"\n")  # ends of lines of old computers
            whole, end, begun = block.rpartition(b"\n")
            if end:
                yield rest + whole + end
                rest = begun
            elif len(rest) < 2 * LINE:  # enough to be seen as too long, and no more
                rest += begun[: 2 * LINE]
    if rest:
        yield rest


def _wide(path: Path, progress: Progress | None) -> Iterator[bytes]:
    """Bytes of a file in UTF-16 as UTF-8, in the same pieces."""
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    of, rest = path.stat().st_size, ""
    with path.open("rb") as file:
        while block := file.read(_PIECE):
            if progress:
                progress(file.tell(), of)
            whole, end, begun = (rest + decoder.decode(block)).rpartition("\n")
            if end:
                yield (whole + end).encode("utf-8", "replace")
            rest = begun if end else begun[: 2 * LINE]
    if rest := rest + decoder.decode(b"", final=True):
        yield rest.encode("utf-8", "replace")


def pieces(path: Path, charset: str, progress: Progress | None = None) -> Iterator[Piece]:
    """The lines of a file, piece by piece.

    Parameters
    ----------
    path : Path
        The file.
    charset : str
        From :func:`charset_of`.
    progress : callable, optional
        Told the bytes read and those there are; an error that it raises ends the reading.
    """
    first = 1
    wide = charset == "utf-16"
    for raw in _wide(path, progress) if wide else _blocks(path, progress):
        bare = raw.removeprefix(b"\xef\xbb\xbf") if first == 1 else raw
        piece = _piece(bare, first, "utf-8" if wide or charset == "utf-8-sig" else charset)
        yield piece
        first += piece.count


def _piece(raw: bytes, first: int, charset: str) -> Piece:
    try:
        text = raw.decode(charset)
        if charset != "utf-8":
            raw = text.encode("utf-8", "replace")
        found = Piece(first, b"")
    except UnicodeDecodeError:
        text, found = _readable(raw, first, charset)
        raw = text.encode()
    if b"\r" in raw:
        raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b" ")
    raw = raw.removesuffix(b"\n")
    # What UTF-16 does not explain is U+FFFD.
    if b"\0" in raw or _LOST in raw or _longest(raw) > LINE:
        raw = _mended(raw, found, charset)
    return Piece(first, raw, found.broken, found.told)


def _longest(raw: bytes) -> int:
    """Bytes of the longest line."""
    if len(raw) <= LINE:
        return len(raw)
    ends = np.flatnonzero(np.frombuffer(raw, np.uint8) == _BREAK)
    return int(np.diff(ends, prepend=-1, append=len(raw)).max()) - 1


def _mended(raw: bytes, found: Piece, charset: str) -> bytes:
    """The lines without those that cannot be taken, which are noted, and without NULs."""
    lines = raw.decode().split("\n")
    for number, line in enumerate(lines, found.first):
        if "\ufffd" in line:
            fault = Fault("byte", number, value=line, fields={"charset": charset.upper()})
            found.broken.append((fault, line))
            lines[number - found.first] = ""
        elif len(line) > LINE:
            found.broken.append((Fault("line_long", number, fields={"most": LINE}), line[:200]))
            lines[number - found.first] = ""
        elif "\0" in line:
            found.told.append(Fault("nul", number))
            lines[number - found.first] = line.replace("\0", "")
    return "\n".join(lines).encode()


def _readable(raw: bytes, first: int, charset: str) -> tuple[str, Piece]:
    """Those lines of a piece that the charset explains, the others empty and noted."""
    found, texts = Piece(first, b""), []
    for number, line in enumerate(raw.removesuffix(b"\n").split(b"\n"), first):
        try:
            texts.append(line.decode(charset))
        except UnicodeDecodeError:
            shown = line[:LINE].decode(charset, "replace")
            fault = Fault("byte", number, value=shown, fields={"charset": charset.upper()})
            found.broken.append((fault, shown))
            texts.append("")
    return "\n".join(texts) + "\n", found
