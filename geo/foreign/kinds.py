"""What kind of file it is, by its content: what it is called says nothing."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Literal

from geo.foreign import limits
from geo.foreign.faults import UnreadableError

Kind = Literal["text", "workbook", "geojson", "geopackage", "shapefile", "parquet"]

_BEGINNINGS: dict[bytes, Kind] = {
    b"PAR1": "parquet",
    b"SQLite format 3\0": "geopackage",
    b"\xd0\xcf\x11\xe0": "workbook",  # of the years before 2007, or one with a password
}
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(rb"<(!doctype|html|table|head|\?xml)", re.IGNORECASE)
#: Beginnings of files that hold no table.
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


def kind_of(path: Path) -> Kind:
    """Kind of a file.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    str
        One of `Kind`.

    Raises
    ------
    UnreadableError
        The file is empty, not to be had, no table, or an archive beyond the limits.
    """
    try:
        with path.open("rb") as file:
            begin = file.read(4096)
    except OSError as error:
        raise UnreadableError("not_opened", reason=error.strerror or str(error)) from error
    if not begin.strip():
        raise UnreadableError("empty")
    for first, kind in _BEGINNINGS.items():
        if begin.startswith(first):
            return kind
    if begin.startswith(b"PK"):
        return _archive(path)
    if begin.startswith(_WIDE):
        if begin.decode("utf-16", "replace").lstrip().startswith(("{", "[")):
            raise UnreadableError("wide_layer")
        return "text"
    bare = begin.removeprefix(b"\xef\xbb\xbf").lstrip()
    if bare.startswith((b"{", b"[")):
        return "geojson"
    if _HTML.match(bare):
        raise UnreadableError("is_web_page")
    # A text may have a stray NUL, a file of another kind has many.
    if begin.startswith(_OTHERS) or begin.count(0) > len(begin) // 10:
        raise UnreadableError("no_table")
    return "text"


def _archive(path: Path) -> Kind:
    """Kind of what is in an archive, held to what an archive may unfold to."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise UnreadableError("archive_broken") from error
    unfolded = sum(member.file_size for member in members)
    folded = max(path.stat().st_size, 1)
    if (
        unfolded > limits.UNFOLDED
        or unfolded > limits.RATIO * folded + (1 << 20)
        or len(members) > limits.MEMBERS
    ):
        raise UnreadableError("archive_too_large", size=unfolded >> 20, most=limits.UNFOLDED >> 20)
    names = [member.filename for member in members]
    if any(name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) for name in names):
        raise UnreadableError("archive_paths")
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableError("locked")
    lower = {name.lower() for name in names}
    if {"[content_types].xml", "content.xml"} & lower:
        return "workbook"
    if any(name.endswith(".shp") for name in lower):
        return "shapefile"
    raise UnreadableError("archive_unknown")
