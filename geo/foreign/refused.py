"""Rows that could not be taken, kept with the reason, to be mended and put in again."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from geo.foreign.faults import Fault
from geo.words import Words
from geo.words.text import harmless

#: Faults that are kept whole, of each kind; all of them are counted.
_KEPT = 20


class Refused:
    """A CSV of refused rows that grows, and counts of all faults by kind.

    Parameters
    ----------
    path : Path
        Where the rows are written.
    lang : {"zh", "en"}
        Language of the reasons.
    more : bool
        Whether rows are added to those that the file has.

    Attributes
    ----------
    counts : Counter
        Faults by kind.
    rows : int
        Rows refused.
    """

    def __init__(self, path: Path, lang: str = "zh", *, more: bool = False) -> None:
        self.path, self.lang = path, lang
        self.counts: Counter[str] = Counter()
        self.rows = 0
        self._first: dict[str, list[Fault]] = {}
        charset = "utf-8" if more else "utf-8-sig"
        self._file = path.open("a" if more else "w", encoding=charset, newline="")
        self._writer = csv.writer(self._file)
        self._columns = 0

    def again(self, path: Path) -> Self:
        """Another one that begins with what this one holds, which is closed."""
        shutil.copyfile(self.path, path)
        other = type(self)(path, self.lang, more=True)
        other.counts, other.rows = self.counts.copy(), self.rows
        other._first = {kind: list(faults) for kind, faults in self._first.items()}
        other._columns = self._columns
        return other

    def columns(self, names: Sequence[str]) -> None:
        """Write the heading: row, reason, remedy, and the columns of the file."""
        words = Words(self.lang)
        told = (words("foreign.row"), words("foreign.why"), words("foreign.remedy"))
        self._columns = len(names)
        self._writer.writerow([*told, *map(harmless, names)])

    def told(self, fault: Fault) -> None:
        """Note a fault whose row is taken all the same."""
        self.counts[fault.kind] += 1
        kept = self._first.setdefault(fault.kind, [])
        if len(kept) < _KEPT:
            kept.append(fault)

    def add(self, fault: Fault, cells: Iterable[str]) -> None:
        """Note a fault and keep its row; what is wider than the heading stands in the last cell."""
        self.told(fault)
        self.rows += 1
        row = [cell.replace("\0", "") for cell in cells]
        if len(row) > self._columns > 0:
            row[self._columns - 1 :] = [",".join(row[self._columns - 1 :])]
        reason = (fault.row, fault.what(self.lang), fault.remedy(self.lang))
        self._writer.writerow([*reason, *map(harmless, row)])

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The first faults of each kind, in the order of their rows."""
        every = (fault for kept in self._first.values() for fault in kept)
        return tuple(sorted(every, key=lambda fault: fault.row or 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
