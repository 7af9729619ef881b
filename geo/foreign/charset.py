"""Bytes into text: which charset, which sign between cells."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence

#: Byte order marks and what they say.
MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
#: Charsets of files without a mark, the stricter first; the second holds GBK and GB2312.
CHARSETS = ("utf-8", "gb18030")
#: Signs that may stand between cells.
BETWEEN = ",\t;|\x01\x1f^~"


def marked(begin: bytes) -> str | None:
    """Charset that a byte order mark says."""
    return next((charset for mark, charset in MARKS.items() if begin.startswith(mark)), None)


def decoded(content: bytes) -> tuple[str, str]:
    """Text of a whole small file and its charset; what no charset explains becomes U+FFFD.

    Parameters
    ----------
    content : bytes
        The file.

    Returns
    -------
    text, charset : str
    """
    for charset in [said] if (said := marked(content)) else CHARSETS:
        try:
            return content.decode(charset), charset
        except UnicodeDecodeError:
            continue
    tries = {charset: content.decode(charset, "replace") for charset in CHARSETS}
    charset = said or min(tries, key=lambda name: tries[name].count("\ufffd"))
    return content.decode(charset, "replace"), charset


def separator(lines: Sequence[str]) -> str:
    """The sign between the cells of some lines: that by which most of them are equally wide.

    A comma where none of them is between cells at all, so that each line is one cell.
    """

    def agreement(sign: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in records(lines, sign) if any(row))
        wide = {width: number for width, number in widths.items() if width > 1}
        if not wide:
            return 0, 0
        width = max(wide, key=lambda one: (wide[one], one))
        return wide[width], width

    return max(BETWEEN, key=agreement)


def records(lines: Iterable[str], between: str) -> list[list[str]]:
    """Lines taken apart into cells, whatever is wrong with their quotes."""
    text = "\n".join(line.replace("\r", " ").replace("\0", "") for line in lines)
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    return list(csv.reader(io.StringIO(text), delimiter=between))
