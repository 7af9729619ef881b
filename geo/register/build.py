"""From a file to a table of placed firms: read, understood, placed, mapped, all in blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geo.data.atlas import Atlas
from geo.foreign import streams
from geo.foreign.faults import Fault, UnreadableError
from geo.foreign.lines import Progress
from geo.foreign.refused import Refused
from geo.register import columns as meanings
from geo.register.columns import Columns, numbers, revenue_unit, years
from geo.register.datum import Guess
from geo.register.industry import BY, Industries, industries
from geo.register.placing import HOW, NOT, Placing
from geo.register.report import Report

#: The table of placed firms; null is unknown, never zero.
SCHEMA = pa.schema(
    [
        pa.field("firm_id", pa.int64(), nullable=False),
        ("name", pa.string()),
        ("x", pa.int32()),
        ("y", pa.int32()),
        ("county", pa.int32()),
        ("city", pa.int32()),
        ("chain", pa.string()),
        ("code", pa.string()),
        ("year", pa.int16()),
        ("staff", pa.int32()),
        ("revenue", pa.float64()),
        ("how", pa.int8()),
    ]
)
#: Files that a register leaves in its folder.
PLACED, REFUSED, RAW = "placed.parquet", "refused.csv", "raw.parquet"
_PLACES = ("lon", "lat", "city", "county", "zone", "address")


def build(
    atlas: Atlas, path: Path | str, folder: Path, *, columns: Columns | None = None,
    datum: str = "", rules: pd.DataFrame | None = None, lang: str = "zh",
    progress: Progress | None = None,
) -> Report:  # fmt: skip
    """Make the table of placed firms of a file.

    Parameters
    ----------
    atlas : Atlas
        The data folder, whose areas, names and chains count.
    path : path or str
        The register, in any form that :func:`geo.foreign.streams.read` reads.
    folder : Path
        Takes ``placed.parquet``, ``refused.csv`` and ``raw.parquet``; made if it is not there.
    columns : Columns, optional
        What the columns mean; guessed if left out.
    datum : str
        Datum of the coordinates; found out if empty.
    rules : pandas.DataFrame, optional
        Rules of one's own for chains; see :func:`geo.register.industry.rules`.
    lang : {"zh", "en"}
        Language of the reasons in ``refused.csv``.
    progress : callable, optional
        Told how many bytes of how many are read; an error that it raises ends the work.

    Returns
    -------
    Report

    Raises
    ------
    UnreadableError
        The file is no register, no column says where firms are, or the datum is in doubt.
    """
    path = Path(path)
    folder.mkdir(parents=True, exist_ok=True)
    with Refused(folder / REFUSED, lang) as refused:
        reading = streams.read(path, folder / RAW, refused, known=meanings.known, progress=progress)
        first = next(_blocks(reading), pd.DataFrame(columns=[streams.ROW, *reading.columns]))
        asked = columns or meanings.guess(reading.columns, first)
        _check(asked, reading.columns)
        placing = Placing(atlas, asked)
        datum, guess = _datum(placing, first, datum or asked.datum)
        maker = _Maker(placing, industries(atlas, rules), datum, refused)
        with pq.ParquetWriter(folder / PLACED, SCHEMA, compression="zstd") as writer:
            for block in _blocks(reading):
                writer.write_table(maker.make(block))
        why = {kind: refused.counts[kind] for kind in (*NOT, "no_name") if refused.counts[kind]}
        lost = {kind: number for kind, number in refused.counts.items() if kind in _LOST}
        noted = {k: n for k, n in refused.counts.items() if k not in why and k not in lost}
        return Report(
            file=path.name,
            charset=reading.charset,
            columns=replace(asked, datum=datum),
            shares=guess.shares if guess else {},
            rows=reading.rows + reading.refused,
            blank=reading.blank,
            above=reading.above,
            placed=maker.placed,
            mapped=maker.mapped,
            refused={**lost, **why},
            told=noted,
            duplicates=maker.duplicates,
            faults=refused.faults,
        )


#: Faults of reading that cost a row.
_LOST = ("quote_open", "ragged", "byte", "line_long")


def _blocks(reading: streams.Reading) -> Iterator[pd.DataFrame]:
    for batch in streams.batches(reading):
        yield batch.to_pandas()


def _check(asked: Columns, there: tuple[str, ...]) -> None:
    """Hold what the columns are said to mean to the columns there are."""
    if missing := [name for name in asked.of.values() if name not in there]:
        raise UnreadableError("column_missing", names=", ".join(missing))
    if "name" not in asked.of:
        raise UnreadableError("name_missing", names=", ".join(there[:20]))
    if not set(_PLACES) & set(asked.of):
        raise UnreadableError("place_missing", names=", ".join(there[:20]))


def _datum(placing: Placing, first: pd.DataFrame, said: str) -> tuple[str, Guess | None]:
    if said or "lon" not in placing.columns.of:
        return said or "wgs84", None
    guess = placing.datum(first)
    if not guess.datum:
        shares = {name: f"{share:.1%}" for name, share in guess.shares.items()}
        raise UnreadableError("datum_doubt", rows=guess.rows, **shares)
    return guess.datum, guess


@dataclass
class _Maker:
    """Makes blocks of placed firms out of blocks of texts, and counts what becomes of them."""

    placing: Placing
    industries: Industries
    datum: str
    refused: Refused

    def __post_init__(self) -> None:
        self.placed: Counter[str] = Counter()
        self.mapped: Counter[str] = Counter()
        self.duplicates = 0
        self._seen = np.array([], np.uint64)

    def make(self, block: pd.DataFrame) -> pa.Table:
        """The placed firms of a block; its other rows are refused."""
        of = self.placing.columns.of
        at = self.placing.points(block)
        found = self.placing.place(block, at, self.datum)
        row = block[streams.ROW].to_numpy()
        name = block[of["name"]].astype("str").str.strip()
        nameless = (block[of["name"]].isna() | (name == "")).to_numpy()
        kept = (found.how < len(HOW)) & ~nameless
        cells = block.drop(columns=streams.ROW)
        for place in np.flatnonzero(~kept).tolist():
            kind = "no_name" if nameless[place] else NOT[found.how[place] - len(HOW)]
            told = [str(cell) if isinstance(cell, str) else "" for cell in cells.iloc[place]]
            self.refused.add(Fault(kind, int(row[place]), value=self._place(block, place)), told)
        for kind, hit in (("swapped", at.swapped), ("county_differs", found.differs > 0)):
            for place in np.flatnonzero(hit & kept).tolist():
                self.refused.told(Fault(kind, int(row[place]), value=self._place(block, place)))
        chains, codes = self._mapped(block, kept)
        self.placed.update(HOW[code] for code in found.how[kept])
        self._repeated(block[kept])
        numbers_of = {key: self._numbers(block, key, row, kept) for key in ("staff", "revenue")}
        revenue = numbers_of["revenue"] * revenue_unit(of.get("revenue", ""))
        year = years(block[of["year"]]) if "year" in of else pd.Series(np.nan, block.index)
        staff = numbers_of["staff"].where(numbers_of["staff"].between(0, 2**31 - 1)).round()
        table = {
            "firm_id": row, "name": name, "x": found.x, "y": found.y, "county": found.county,
            "city": found.city, "chain": chains, "code": codes, "year": year, "staff": staff,
            "revenue": revenue, "how": found.how,
        }  # fmt: skip
        frame = pd.DataFrame(table)[kept]
        for key in ("county", "city"):
            frame[key] = frame[key].where(frame[key] > 0)
        return pa.Table.from_pandas(frame, SCHEMA, preserve_index=False, safe=False)

    def _place(self, block: pd.DataFrame, place: int) -> str:
        """What a row says of where it is, for the person who mends it."""
        of = self.placing.columns.of
        told = (block[of[key]].iloc[place] for key in _PLACES if key in of)
        return " ".join(text for text in told if isinstance(text, str))

    def _mapped(self, block: pd.DataFrame, kept: np.ndarray) -> tuple[pd.Series, pd.Series]:
        """Chain and code of each row, worked out once for each text."""
        of = self.placing.columns.of
        texts = [
            block[of[key]].fillna("") if key in of else pd.Series("", block.index)
            for key in ("industry", "chain")
        ]
        place, pairs = pd.factorize(texts[0].astype("str") + "\t" + texts[1].astype("str"))
        found = [self.industries.of(*pair.split("\t", 1)) for pair in pairs]
        by = np.array([BY.index(one.by) for one in found], np.int8)[place]
        self.mapped.update(BY[code] for code in by[kept])
        chain, code = (
            pd.Series(np.array([getattr(one, key) for one in found], object)[place], block.index)
            for key in ("chain", "code")
        )
        return chain, code

    def _numbers(
        self, block: pd.DataFrame, key: str, row: np.ndarray, kept: np.ndarray
    ) -> pd.Series:
        """Numbers of a column; what is none is told."""
        heading = self.placing.columns.of.get(key)
        if heading is None:
            return pd.Series(np.nan, block.index)
        read = numbers(block[heading])
        odd = (read.isna() & block[heading].notna()).to_numpy() & kept
        for place in np.flatnonzero(odd).tolist():
            value = str(block[heading].iloc[place])
            self.refused.told(Fault("no_number", int(row[place]), heading, value))
        return read

    def _repeated(self, block: pd.DataFrame) -> None:
        """Count rows with name and address of an earlier one."""
        of = self.placing.columns.of
        keys = [of[key] for key in ("name", *_PLACES) if key in of]
        marks = pd.util.hash_pandas_object(block[keys], index=False).to_numpy()
        new = np.unique(marks[~np.isin(marks, self._seen)])
        self.duplicates += len(marks) - len(new)
        self._seen = np.concatenate([self._seen, new])
