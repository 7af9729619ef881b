"""Pieces of a text into tables of cells: quickly where a line is a row, with care where it is not.

What a line holds is seen from its bytes, all lines at once. A line whose quotation marks are all
where they belong is a row by itself and goes to a fast reader; every other one is taken apart by
:mod:`geo.foreign.records`, with the lines that it runs over. The fast reader is held to the number
of lines that it was given: if it does not account for each of them, all are read with care.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.csv
from numpy.typing import NDArray

from geo.foreign.charset import records
from geo.foreign.faults import Fault
from geo.foreign.lines import Piece
from geo.foreign.records import SPAN, taken_apart
from geo.foreign.refused import Refused

#: Column of the raw table that says from which row of the file a row comes.
ROW = "row"
_BREAK, _QUOTE = 10, 34

Numbers = NDArray[np.int64]


class Taker:
    """Takes the pieces of a text apart, and remembers a row that runs over two of them.

    Parameters
    ----------
    names : sequence of str
        Headings.
    between : str
        Sign between cells.
    refused : Refused
        Takes the lines that are no rows.
    """

    def __init__(self, names: Sequence[str], between: str, refused: Refused) -> None:
        self.names, self.between, self.refused = list(names), between, refused
        self.blank = self.above = 0
        self._open = b""
        self._next = 1
        self._broken: list[tuple[Fault, list[str]]] = []

    def take(self, piece: Piece, above: int) -> pa.Table:
        """Rows of a piece; lines down to the number ``above`` are no rows."""
        for fault in piece.told:
            self.refused.told(fault)
        for fault, shown in piece.broken:
            self._broken.append((fault, [shown]))
            self.blank -= 1  # its line is empty now
        raw = piece.raw
        first = self._next
        self._next = piece.first + piece.count
        if self._open:
            raw, self._open = self._open + b"\n" + raw, b""
        if first <= above:
            lines = raw.split(b"\n")
            skip = min(len(lines), above - first + 1)
            filled = sum(bool(line.decode().strip()) for line in lines[:skip])
            self.above += filled
            self.blank += skip - filled
            if skip == len(lines):
                return self._arrow([], [[] for _ in self.names])
            raw, first = b"\n".join(lines[skip:]), first + skip
        return self._table(raw, first, more=True)

    def rest(self) -> pa.Table:
        """What the last pieces left open."""
        raw, self._open = self._open, b""
        if not raw:
            self._flush()
            return self._arrow([], [[] for _ in self.names])
        return self._table(raw, self._next, more=False)

    def _table(self, raw: bytes, first: int, *, more: bool) -> pa.Table:
        """Rows of some lines."""
        lines = _Lines(raw)
        table, done = self._both(lines, first, lines.odd(self.between), more=more)
        if table is None:  # the fast reader has made something else of the lines
            table, done = self._both(lines, first, lines.filled(), more=more)
            assert table is not None
        if done < len(lines):
            self._open = raw[lines.starts[done] :]
            self._next = first + done
        self._flush()
        return table

    def _flush(self) -> None:
        """Hand on the lines that are no rows, in their order."""
        for fault, cells in sorted(self._broken, key=lambda one: one[0].row or 0):
            self.refused.add(fault, cells)
        self._broken.clear()

    def _both(
        self, lines: _Lines, first: int, careful: Numbers, *, more: bool
    ) -> tuple[pa.Table | None, int]:
        """Rows of some lines, some of them read with care, and how many lines are done.

        No rows where the fast reader does not account for all lines.
        """
        free = np.ones(len(lines), bool)
        last, done, spaces = len(lines), 0, 0
        numbers: list[int] = []
        rows: list[list[str]] = []
        broken = []
        for at in careful.tolist():
            if at < done:
                continue
            found = taken_apart(
                lines.texts(at, at + SPAN), self.between, first=first + at,
                width=len(self.names), more=more and at + SPAN > len(lines), one=True,
            )  # fmt: skip
            if not found.rest:
                last = at
                break
            broken += found.broken
            numbers += found.numbers
            rows += found.rows
            spaces += not found.numbers and not found.broken
            done = at + found.rest
            free[at:done] = False
        free[last:] = False
        table = self._quick(lines, free & (lines.lengths > 0), first)
        if table is None:
            return None, 0
        self.blank += int((free & (lines.lengths == 0)).sum()) + spaces
        self._broken += [(fault, records([text], self.between)[0]) for fault, text in broken]
        if rows:
            columns = [list(column) for column in zip(*rows, strict=True)]
            added = self._filled(self._arrow(numbers, columns))
            table = pa.concat_tables([table, added]).sort_by(ROW)
        return table, last

    def _quick(self, lines: _Lines, which: NDArray[np.bool_], first: int) -> pa.Table | None:
        """Rows of lines each of which is one; none if the reader has lost count."""
        places = np.flatnonzero(which)
        if not len(places):
            return self._arrow([], [[] for _ in self.names])
        odd: list[int] = []

        def note(row: pa.csv.InvalidRow) -> str:
            odd.append(row.number - 1)
            return "skip"

        table = pa.csv.read_csv(
            pa.py_buffer(lines.joined(places)),
            read_options=pa.csv.ReadOptions(
                column_names=self.names, use_threads=False, block_size=64 << 20
            ),
            parse_options=pa.csv.ParseOptions(
                delimiter=self.between, quote_char='"' if lines.quoted else False,
                invalid_row_handler=note,
            ),
            convert_options=pa.csv.ConvertOptions(
                column_types=dict.fromkeys(self.names, pa.string()), strings_can_be_null=True,
                null_values=[""],
            ),
        )  # fmt: skip
        if table.num_rows + len(odd) != len(places):
            return None
        kept = np.delete(places, odd) if odd else places
        table = table.add_column(0, ROW, pa.array(kept + first, pa.int64()))
        if odd:
            mended = [self._mended(lines.text(at), first + at) for at in places[odd].tolist()]
            table = pa.concat_tables([table, *filter(None, mended)]).sort_by(ROW)
        return self._filled(table)

    def _mended(self, line: str, number: int) -> pa.Table | None:
        """A row of another width, if what is too much is nothing; else it is refused."""
        found = taken_apart([line], self.between, first=number, width=len(self.names))
        self._broken += [(fault, records([text], self.between)[0]) for fault, text in found.broken]
        if found.rows:
            return self._arrow(found.numbers, [[cell] for cell in found.rows[0]])
        self.blank += not found.broken
        return None

    def _arrow(self, numbers: Sequence[int], columns: Sequence[Sequence[str]]) -> pa.Table:
        arrays = [pa.array([cell or None for cell in column], pa.string()) for column in columns]
        return pa.table([pa.array(numbers, pa.int64()), *arrays], names=[ROW, *self.names])

    def _filled(self, table: pa.Table) -> pa.Table:
        """The rows with something in them."""
        if len(self.names) == 1:  # a line of spaces is a cell here, and a row of another width else
            cells = table[self.names[0]]
            spaces = pa.compute.equal(pa.compute.utf8_trim_whitespace(cells), "")
            table = table.set_column(
                1, self.names[0], pa.compute.if_else(spaces, pa.scalar(None, pa.string()), cells)
            )
        empty: pa.ChunkedArray | None = None
        for name in self.names:
            null = pa.compute.is_null(table[name])
            empty = null if empty is None else pa.compute.and_(empty, null)
        number = pa.compute.sum(empty).as_py() or 0
        self.blank += number
        return table.filter(pa.compute.invert(empty)) if number else table


class _Lines:
    """Bytes of some lines, and where each begins and ends."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self._bytes = np.frombuffer(raw, np.uint8)
        self._ends = np.append(np.flatnonzero(self._bytes == _BREAK), len(raw))
        self.starts = np.append(0, self._ends[:-1] + 1)
        self.lengths = self._ends - self.starts
        self.quoted = b'"' in raw

    def __len__(self) -> int:
        return len(self.starts)

    def text(self, at: int) -> str:
        """One line."""
        return self.raw[self.starts[at] : self._ends[at]].decode()

    def texts(self, start: int, stop: int) -> list[str]:
        """Some lines."""
        return [self.text(at) for at in range(start, min(stop, len(self)))]

    def joined(self, places: Numbers) -> bytes:
        """Bytes of some lines, ends of lines between them."""
        if len(places) == len(self):
            return self.raw
        # Neighbours are taken together.
        begins = places[np.append(True, np.diff(places) > 1)]
        stops = places[np.append(np.diff(places) > 1, True)]
        raw, starts, ends = self.raw, self.starts, self._ends
        return b"\n".join(
            raw[starts[a] : ends[b]] for a, b in zip(begins.tolist(), stops.tolist(), strict=True)
        )

    def filled(self) -> Numbers:
        """Lines with something in them."""
        return np.flatnonzero(self.lengths > 0)

    def odd(self, between: str) -> Numbers:
        """Lines with a quotation mark that neither opens nor closes a cell, or with one too few."""
        if not self.quoted:
            return np.array([], np.int64)
        at = np.flatnonzero(self._bytes == _QUOTE)
        line = np.searchsorted(self._ends, at)
        side = np.zeros(256, bool)
        side[[_QUOTE, _BREAK, *between.encode()]] = True
        before = side[self._bytes[at - 1]] | (at == 0)
        behind = side[self._bytes[np.minimum(at + 1, len(self.raw) - 1)]]
        stray = ~(before | behind)
        single = np.bincount(line, minlength=len(self)) % 2 == 1
        single[line[stray]] = True
        return np.flatnonzero(single)
