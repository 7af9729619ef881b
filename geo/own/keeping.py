"""An overlay as a folder or an archive: kept, handed on, and loaded again."""

from __future__ import annotations

import csv
import io
import json
import lzma
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from geo.data.atlas import Atlas
from geo.data.overlay import KEY, Overlay
from geo.data.package import FILE
from geo.own import book
from geo.words import LANGUAGES, Words

#: An archive that is loaded may have so many files, and so many bytes when it is unpacked.
MOST_FILES = 40
MOST_BYTES = 20_000_000
#: File of an overlay that is a workbook.
BOOK = "own-lists.xlsx"
#: What of a table's record is about the shipped file.
_OF_THE_FILE = {"hash", "bytes", "hca:rows", "hca:coverage"}


#: How an archive fails that is none, is damaged, locked or packed in an unknown way.
_BROKEN = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError,
    zlib.error, lzma.LZMAError,
)  # fmt: skip


class ArchiveError(ValueError):
    """An archive that is no overlay."""


def contents(atlas: Atlas, over: Overlay) -> dict[str, bytes]:
    """Files of an overlay by their paths.

    Parameters
    ----------
    atlas : Atlas
        The data set that it is laid over, whose dictionary describes its tables.
    over : Overlay
        What is kept.
    """
    resources = []
    files: dict[str, bytes] = {}
    for name, rows in over.rows.items():
        path = f"tables/{name}.csv"
        resources.append(_described(atlas, name, path, set(over.rows)))
        columns = [column.name for column in atlas.dictionary(name)]
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(dict(row) for row in rows)
        files[path] = text.getvalue().encode("utf-8-sig")
    said = {
        "name": "hubei-clusters-own-list",
        **_in_both("title", "own.kept.title"),
        **_in_both("description", "own.kept.description"),
        KEY: {"version": over.version, "was": _thawed(over.was)},
        "resources": resources,
    }
    files[FILE] = json.dumps(said, ensure_ascii=False, indent=2).encode()
    return files


def _described(atlas: Atlas, name: str, path: str, kept: set[str]) -> dict[str, Any]:
    """Record of a table, with the references that lead into other tables of the overlay."""
    record = _thawed(atlas.resource(name).raw)
    record = {key: value for key, value in record.items() if key not in _OF_THE_FILE}
    schema = record["schema"]
    keys = [key for key in schema.get("foreignKeys", ()) if key["reference"]["resource"] in kept]
    # Spreadsheets take a file for UTF-8 by its mark.
    return {
        **record,
        "path": path,
        "encoding": "utf-8-sig",
        "schema": {**schema, "foreignKeys": keys},
    }


def _in_both(name: str, key: str) -> dict[str, str]:
    return {name if lang == "zh" else f"{name}@{lang}": Words(lang)(key) for lang in LANGUAGES}


def _thawed(value: Any) -> Any:
    """Read-only JSON as that which can be written."""
    if isinstance(value, Mapping):
        return {key: _thawed(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_thawed(item) for item in value]
    return value


def kept(atlas: Atlas, over: Overlay, folder: Path, t: Words, form: str = "") -> None:
    """Keep an overlay in a folder, which is made if need be; what it held of one before goes.

    Parameters
    ----------
    atlas, over
        See `contents`.
    folder : Path
        Where it is kept.
    t : Words
        Language of the sheets of a workbook.
    form : {"", "csv", "xlsx"}
        Tables of their own or one workbook; as the folder has it already if left out.
    """
    files = contents(atlas, over)
    old = {path for path in (FILE, BOOK, *files) if (folder / path).exists()}
    if form == "xlsx" or (not form and BOOK in old):
        files = {BOOK: book.bound(files, t)}
    write(files, folder)
    for path in old - set(files):
        (folder / path).unlink()


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files of an overlay into a folder, which is made if need be."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def packed(files: Mapping[str, bytes]) -> bytes:
    """The files of an overlay as an archive."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for path, content in files.items():
            target.writestr(path, content)
    return archive.getvalue()


def loaded(content: bytes) -> dict[str, bytes]:
    """Files of an overlay that was kept as an archive or as a workbook.

    Raises
    ------
    ArchiveError
        If it is neither.
    """
    if not book.is_book(content):
        return unpacked(content)
    try:
        files = book.unbound(content)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ArchiveError(str(error)) from error
    return _overlay(files)


def unpacked(archive: bytes) -> dict[str, bytes]:
    """Files of an archive.

    Parameters
    ----------
    archive : bytes
        As `packed` makes it, perhaps with a folder around the files.

    Raises
    ------
    ArchiveError
        If it is no archive, has no dictionary of an overlay, or more than an overlay can have.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as source:
            files = dict(_files(source))
    except ArchiveError:
        raise
    except _BROKEN as error:
        raise ArchiveError(str(error)) from error
    return _overlay(files)


def _overlay(files: dict[str, bytes]) -> dict[str, bytes]:
    """The same files, if their dictionary is that of an overlay."""
    try:
        said = json.loads(files[FILE].decode("utf-8-sig"))
    except (KeyError, ValueError, RecursionError) as error:
        raise ArchiveError(FILE) from error
    if not isinstance(said, dict) or not isinstance(said.get(KEY), dict):
        raise ArchiveError(KEY)
    return files


def _files(source: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Dictionary and tables, by their paths from the folder of the dictionary.

    Workbooks are refused: they may unfold to more than a server has room for.
    """
    members = [one for one in source.infolist() if not one.is_dir()]
    if len(members) > MOST_FILES or sum(one.file_size for one in members) > MOST_BYTES:
        raise ArchiveError(f"> {MOST_FILES} / {MOST_BYTES}")
    roots = [PurePosixPath(m.filename).parent for m in members if m.filename.endswith(FILE)]
    root = min(roots, key=lambda path: len(path.parts), default=PurePosixPath())
    for one in members:
        path = PurePosixPath(one.filename)
        if path.is_absolute() or ".." in path.parts or not path.is_relative_to(root):
            continue
        inner = path.relative_to(root)
        if inner.suffix == ".xlsx":
            raise ArchiveError(str(inner))
        if str(inner) == FILE or inner.suffix == ".csv":
            with source.open(one) as stream:
                content = stream.read(MOST_BYTES + 1)
            if len(content) > MOST_BYTES:
                raise ArchiveError(f"> {MOST_BYTES}")
            yield str(inner), content
