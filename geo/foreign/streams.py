"""Registers of any size into one Parquet of texts, piece by piece, every row accounted for."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from geo.foreign import apart, limits
from geo.foreign.charset import records, separator
from geo.foreign.faults import Fault, UnreadableError
from geo.foreign.kinds import kind_of
from geo.foreign.lines import Piece, Progress, charset_of, pieces
from geo.foreign.refused import Refused
from geo.foreign.tables import heading
from geo.foreign.taker import ROW as ROW
from geo.foreign.taker import Taker

#: Columns that a layer's points come in, degrees.
LON, LAT = "geometry_lon", "geometry_lat"
#: Rows of a workbook's sheet.
_SHEET = 1_048_576
#: Lines from which the sign between cells and the heading are found.
_SAMPLE = 200


@dataclass(frozen=True)
class Reading:
    """A register as it was read, nothing in it understood yet.

    Attributes
    ----------
    path : Path
        Parquet: ``row``, then each column of the file as text; null where a cell is empty.
    columns : tuple of str
        Headings.
    rows : int
        Rows read.
    refused : int
        Rows that are in the file and cannot be read.
    blank : int
        Lines or rows of nothing.
    above : int
        Rows down to the heading.
    charset : str
        Of a text; empty else.
    """

    path: Path
    columns: tuple[str, ...]
    rows: int
    refused: int
    blank: int
    above: int
    charset: str = ""


def read(
    path: Path | str, to: Path, refused: Refused, *, known: Callable[[str], bool] = lambda _: False,
    progress: Progress | None = None,
) -> Reading:  # fmt: skip
    """Read a register.

    Parameters
    ----------
    path : path or str
        CSV in any charset, with any sign between cells; XLSX, XLS or ODS, of which the visible
        sheet with most rows is read; GeoJSON, GeoPackage, zipped Shapefile or Parquet.
    to : Path
        Where the Parquet is written.
    refused : Refused
        Takes the rows that cannot be read, and what was mended.
    known : callable
        Whether a text is known as a heading.
    progress : callable, optional
        Told how many bytes of how many are read; an error that it raises ends the reading.

    Returns
    -------
    Reading

    Raises
    ------
    UnreadableError
        The file holds no register, or is beyond the limits.
    """
    path = Path(path)
    kind = kind_of(path)
    if kind == "text":
        return _text(path, to, refused, known, progress)
    if kind == "workbook":
        return _workbook(path, to, refused, known, progress)
    apart.run("layers", path, kind, to, limits.MEMORY, limits.COLUMNS)
    about = json.loads(Path(f"{to}.json").read_text(encoding="utf-8"))
    Path(f"{to}.json").unlink()
    for name, rows in about["others"].items():
        refused.told(Fault("not_read", value=name, fields={"rows": rows}))
    if about["shapeless"]:
        refused.told(Fault("shapeless", fields={"rows": about["shapeless"]}))
    columns = tuple(about["columns"])
    refused.columns(columns)
    if not about["rows"]:
        raise UnreadableError("empty")
    if progress:
        progress(1, 1)
    return Reading(to, columns, about["rows"], 0, 0, 0)


def _workbook(
    path: Path, to: Path, refused: Refused, known: Callable[[str], bool], progress: Progress | None
) -> Reading:
    with tempfile.TemporaryDirectory(dir=to.parent) as folder:
        apart.run("workbook", path, folder, limits.MEMORY, _SHEET, limits.COLUMNS)
        told = json.loads(Path(folder, "sheets.json").read_text(encoding="utf-8"))
        for one in told:
            with Path(folder, one["file"]).open("rb") as file:
                one["rows"] = sum(bool(line.strip()) for line in file)
        best = max(told, key=lambda one: (not one["hidden"], one["rows"]), default=None)
        if best is None or not best["rows"]:
            raise UnreadableError("empty")
        for one in told:
            if one is not best:
                kind = "not_read" if one["rows"] else "sheet_empty"
                refused.told(Fault(kind, value=one["name"], fields={"rows": one["rows"]}))
        return _text(Path(folder, best["file"]), to, refused, known, progress, sheet=True)


def _text(
    path: Path, to: Path, refused: Refused, known: Callable[[str], bool],
    progress: Progress | None,
    *, sheet: bool = False,
) -> Reading:  # fmt: skip
    charset = "utf-8" if sheet else charset_of(path)
    between, names, above = _began(path, charset, known, "," if sheet else None)
    refused.columns(names)
    rows = 0
    schema = pa.schema([(ROW, pa.int64()), *((name, pa.string()) for name in names)])
    taker = Taker(names, between, refused)
    start = refused.rows
    # It is soon thrown away: quick to write counts for more than small. How many cells of a column
    # are filled is told by its statistics.
    with pq.ParquetWriter(to, schema, compression="lz4", use_dictionary=False) as writer:
        for piece in pieces(path, charset, progress):
            table = taker.take(piece, above)
            writer.write_table(table)
            rows += table.num_rows
        table = taker.rest()
        writer.write_table(table)
        rows += table.num_rows
    if not rows and not refused.rows:
        raise UnreadableError("empty")
    return Reading(
        to, names, rows, refused.rows - start, taker.blank, taker.above,
        "" if sheet else charset.removesuffix("-sig"),
    )  # fmt: skip


def _began(
    path: Path, charset: str, known: Callable[[str], bool], between: str | None
) -> tuple[str, tuple[str, ...], int]:
    """Sign between cells, headings, and the number of the heading's line: 0 if there is none."""
    first = next(pieces(path, charset), Piece(1, b""))
    numbered = [(n, line) for n, line in enumerate(first.lines, 1) if line.strip()][:_SAMPLE]
    if not numbered:
        raise UnreadableError("empty")
    between = between or separator([line for _, line in numbered])
    rows = [
        tuple(cell.strip() for cell in row)
        for _, line in numbered
        for row in records([line], between)[:1]
    ]
    place = heading(rows, known)
    if place is None and any(filter(None, rows[0])) and len(rows[0]) == 1:
        place = 0
    width = len(rows[place]) if place is not None else max(map(len, rows))
    if width > limits.COLUMNS:
        raise UnreadableError("too_many_columns", most=limits.COLUMNS)
    if place is None:
        return between, _named([""] * width), 0
    line = numbered[place][0]
    names = list(rows[place])
    below = max((len(row) for row in rows[place + 1 :]), default=0)
    while len(names) > below > 0 and not names[-1]:
        names.pop()
    return between, _named(names), line


def _named(names: Sequence[str]) -> tuple[str, ...]:
    """Headings, each of them once and none of them empty."""
    found: list[str] = []
    for place, name in enumerate(names, 1):
        own = " ".join(name.split()) or f"column_{place}"
        found.append(f"{own}_{place}" if own in found or own == ROW else own)
    return tuple(found)


def batches(reading: Reading, size: int = 65_536) -> Iterator[pa.RecordBatch]:
    """The rows of a reading, block by block."""
    with pq.ParquetFile(reading.path) as file:
        yield from file.iter_batches(size)
