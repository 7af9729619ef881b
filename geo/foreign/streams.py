"""Registers of any size into one Parquet of texts, piece by piece, every row accounted for."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from geo.foreign import apart, limits
from geo.foreign.charset import records, separator
from geo.foreign.faults import Fault, UnreadableError
from geo.foreign.kinds import kind_of
from geo.foreign.lines import Piece, Progress, charset_of, pieces
from geo.foreign.records import SPAN, taken_apart
from geo.foreign.refused import Refused
from geo.foreign.tables import heading

#: Column of the raw table that says from which row of the file a row comes.
ROW = "row"
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
    taker = _Taker(names, between, refused)
    start = refused.rows
    with pq.ParquetWriter(to, schema, compression="zstd") as writer:
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
    first = next(pieces(path, charset), Piece(1, []))
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


class _Taker:
    """Takes the pieces of a text apart, and remembers a row that runs over two of them."""

    def __init__(self, names: Sequence[str], between: str, refused: Refused) -> None:
        self.names, self.between, self.refused = list(names), between, refused
        self.blank = self.above = 0
        self._open: list[str] = []
        self._next = 1

    def take(self, piece: Piece, above: int) -> pa.Table:
        """Rows of a piece; lines down to the number ``above`` are no rows."""
        for fault in piece.told:
            self.refused.told(fault)
        for fault, shown in piece.broken:
            self.refused.add(fault, [shown])
            self.blank -= 1  # its line is empty now
        lines = self._open + piece.lines
        first = piece.first - len(self._open)
        self._next = piece.first + len(piece.lines)
        if skip := max(0, min(len(lines), above - first + 1)):
            self.above += sum(bool(line.strip()) for line in lines[:skip])
            self.blank += sum(not line.strip() for line in lines[:skip])
            lines, first = lines[skip:], first + skip
        self._open = []
        return self._table(lines, first, more=True)

    def rest(self) -> pa.Table:
        """What the last pieces left open."""
        lines, self._open = self._open, []
        return self._table(lines, self._next - len(lines), more=False)

    def _table(self, lines: list[str], first: int, *, more: bool) -> pa.Table:
        """Rows of some lines: those with quotation marks with care, the others quickly."""
        plain: list[tuple[int, str]] = []
        careful: list[tuple[int, list[str]]] = []
        at = 0
        while at < len(lines):
            line = lines[at]
            if '"' not in line:
                if line.strip():
                    plain.append((first + at, line))
                else:
                    self.blank += 1
                at += 1
                continue
            found = taken_apart(
                lines[at : at + SPAN], self.between, first=first + at, width=len(self.names),
                more=more and at + SPAN > len(lines), one=True,
            )  # fmt: skip
            if not found.rest:
                break
            for fault, text in found.broken:
                self.refused.add(fault, records([text], self.between)[0])
            if found.rows:
                careful.append((found.numbers[0], found.rows[0]))
            at += found.rest
        self._open = lines[at:]
        table = self._quick([line for _, line in plain], [number for number, _ in plain])
        if not careful:
            return table
        columns = [list(column) for column in zip(*(row for _, row in careful), strict=True)]
        added = self._filled(self._arrow([number for number, _ in careful], columns))
        return pa.concat_tables([table, added]).sort_by(ROW)

    def _quick(self, lines: list[str], numbers: list[int]) -> pa.Table:
        """Rows of lines without a quotation mark."""
        if not lines:
            return self._arrow([], [[] for _ in self.names])
        odd: list[int] = []

        def note(row: pa.csv.InvalidRow) -> str:
            odd.append(row.number - 1)
            return "skip"

        table = pa.csv.read_csv(
            io.BytesIO("\n".join(lines).encode("utf-8", "replace")),
            read_options=pa.csv.ReadOptions(
                column_names=self.names, use_threads=False, block_size=64 << 20
            ),
            parse_options=pa.csv.ParseOptions(
                delimiter=self.between, quote_char=False, invalid_row_handler=note
            ),
            convert_options=pa.csv.ConvertOptions(
                column_types=dict.fromkeys(self.names, pa.string()), strings_can_be_null=True,
                null_values=[""],
            ),
        )  # fmt: skip
        skipped = set(odd)
        kept = [n for place, n in enumerate(numbers) if place not in skipped] if odd else numbers
        table = table.add_column(0, ROW, pa.array(kept, pa.int64()))
        if odd:
            mended = [self._mended(lines[place], numbers[place]) for place in odd]
            table = pa.concat_tables([table, *filter(None, mended)]).sort_by(ROW)
        return self._filled(table)

    def _mended(self, line: str, number: int) -> pa.Table | None:
        """A row of another width, if what is too much is nothing; else it is refused."""
        found = taken_apart([line], self.between, first=number, width=len(self.names))
        for fault, text in found.broken:
            self.refused.add(fault, text.split(self.between))
        if not found.rows:
            return None
        return self._arrow(found.numbers, [[cell] for cell in found.rows[0]])

    def _arrow(self, numbers: Sequence[int], columns: Sequence[Sequence[str]]) -> pa.Table:
        arrays = [pa.array([cell or None for cell in column], pa.string()) for column in columns]
        return pa.table([pa.array(numbers, pa.int64()), *arrays], names=[ROW, *self.names])

    def _filled(self, table: pa.Table) -> pa.Table:
        """The rows with something in them."""
        empty: pa.ChunkedArray | None = None
        for name in self.names:
            null = pa.compute.is_null(table[name])
            empty = null if empty is None else pa.compute.and_(empty, null)
        number = pa.compute.sum(empty).as_py() or 0
        self.blank += number
        return table.filter(pa.compute.invert(empty)) if number else table


def batches(reading: Reading, size: int = 65_536) -> Iterator[pa.RecordBatch]:
    """The rows of a reading, block by block."""
    with pq.ParquetFile(reading.path) as file:
        yield from file.iter_batches(size)
