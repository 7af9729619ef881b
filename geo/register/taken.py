"""The first half of the way from a file to placed firms: read, and its columns guessed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from geo.foreign import streams
from geo.foreign.faults import UnreadableError
from geo.foreign.lines import Progress
from geo.foreign.refused import Refused
from geo.foreign.streams import Reading
from geo.register import columns
from geo.register.columns import Columns

#: Rows of a file as text, and those that could not be read, in the folder of a register.
RAW, UNREAD = "raw.parquet", "unread.csv"
#: First rows that are kept at hand.
_HEAD = 50


@dataclass(frozen=True)
class Taken:
    """A file that was read; nothing of it is placed yet.

    Attributes
    ----------
    file : str
        Its name.
    reading : Reading
        Its rows, as text.
    refused : Refused
        The rows that could not be read, and what was mended.
    columns : Columns
        What its columns are guessed to mean.
    head : pandas.DataFrame
        Its first rows, to be shown.
    """

    file: str
    reading: Reading
    refused: Refused
    columns: Columns
    head: pd.DataFrame

    def blocks(self) -> Iterator[pd.DataFrame]:
        """Its rows, block by block."""
        return _blocks(self.reading)

    def first(self) -> pd.DataFrame:
        """The first block of its rows."""
        return _first(self.reading)

    def filled(self) -> dict[str, int]:
        """Of each column how many rows have something in it."""
        with pq.ParquetFile(self.reading.path) as file:
            about, names = file.metadata, file.schema_arrow.names
        groups = [about.row_group(number) for number in range(about.num_row_groups)]
        filled = {}
        for place, name in enumerate(names):
            told = [(group.num_rows, group.column(place).statistics) for group in groups]
            # A group of no rows has no statistics.
            filled[name] = sum(rows - about.null_count for rows, about in told if about)
        return {name: filled[name] for name in self.reading.columns}


def _blocks(reading: Reading) -> Iterator[pd.DataFrame]:
    for batch in streams.batches(reading):
        yield batch.to_pandas()


def _first(reading: Reading) -> pd.DataFrame:
    nothing = pd.DataFrame(columns=[streams.ROW, *reading.columns])
    return next(_blocks(reading), nothing)


def take(
    path: Path | str, folder: Path, *, name: str = "", lang: str = "zh", most: int | None = None,
    progress: Progress | None = None,
) -> Taken:  # fmt: skip
    """Read a register and guess what its columns mean.

    Parameters
    ----------
    path : path or str
        The register, in any form that :func:`geo.foreign.streams.read` reads.
    folder : Path
        Takes ``raw.parquet`` and ``unread.csv``; made if it is not there.
    name : str
        What the file is called, if not as its path says.
    lang : {"zh", "en"}
        Language of the reasons beside rows that cannot be read.
    most : int, optional
        Rows that it may have.
    progress : callable, optional
        Told how many bytes of how many are read; an error that it raises ends the work.

    Raises
    ------
    UnreadableError
        The file is no register, or has too many rows.
    """
    path = Path(path)
    folder.mkdir(parents=True, exist_ok=True)
    with Refused(folder / UNREAD, lang) as refused:
        reading = streams.read(path, folder / RAW, refused, known=columns.known, progress=progress)
    if most is not None and reading.rows > most:
        raise UnreadableError("register_too_long", most=f"{most:,}", rows=f"{reading.rows:,}")
    first = _first(reading)
    guessed = columns.guess(reading.columns, first)
    return Taken(name or path.name, reading, refused, guessed, first.head(_HEAD).copy())
