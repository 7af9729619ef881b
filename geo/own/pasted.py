"""A table pasted from a web page, a text processor or a PDF, parted into cells."""

from __future__ import annotations

import re

#: Several members in one paragraph, each ending as they all do.
_IN_A_LINE = re.compile(r"(?<=集群)[；;、，,。]\s*(?=\S)")
_WIDE = re.compile(r"[ \u3000\xa0]{2,}|\u3000")
_LINE = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
#: A sign parts cells where it stands in at least this share of the lines.
_MOST = 0.6


def cells(text: str) -> list[list[str]]:
    """Rows of cells of a pasted text.

    Parameters
    ----------
    text : str
        Cells parted by tabs, as browsers and spreadsheets paste them, by wide gaps, by commas, or
        by single spaces; or a list, one to the line or all in one paragraph.
    """
    lines = _LINE.split(text)
    if "\t" in text:
        return [line.split("\t") for line in lines]
    parted = [part for line in lines for part in _IN_A_LINE.split(line)]
    if len(parted) > len(lines):
        return [[part] for part in parted]
    for sign in (_WIDE, re.compile("[,，|]"), re.compile(r"[ \xa0]+")):
        rows = [sign.split(line.strip()) for line in lines]
        told = [row for row in rows if any(row)]
        if told and sum(len(row) > 1 for row in told) >= _MOST * len(told):
            return rows
    return [[line] for line in lines]
