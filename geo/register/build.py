"""From a file to a table of placed firms: understood, placed and mapped, in blocks."""

from __future__ import annotations

from collections import Counter
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
from geo.register.columns import Columns, numbers, revenue_unit, years
from geo.register.datum import Guess
from geo.register.industry import BY, Industries, industries, row_says
from geo.register.placing import HOW, NOT, Placing, Settled
from geo.register.report import Report
from geo.register.taken import Taken, take

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
#: Files that a register leaves in its folder, beside those of :mod:`geo.register.taken`.
PLACED, REFUSED = "placed.parquet", "refused.csv"
_PLACES = ("lon", "lat", "city", "county", "zone", "address")
#: Texts of industries without a chain that the report names, and those counted on the way to it.
_UNMAPPED, _COUNTED = 60, 20_000


def build(
    atlas: Atlas, path: Path | str, folder: Path, *, columns: Columns | None = None,
    datum: str = "", rules: pd.DataFrame | None = None, lang: str = "zh",
    progress: Progress | None = None,
) -> Report:  # fmt: skip
    """Make the table of placed firms of a file, in one go.

    Parameters
    ----------
    atlas : Atlas
        The data folder, whose areas, names and chains count.
    path : path or str
        The register, in any form that :func:`geo.foreign.streams.read` reads.
    folder : Path
        Takes ``placed.parquet``, ``refused.csv`` and those of :func:`geo.register.taken.take`;
        made if it is not there.
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
    taken = take(path, folder, lang=lang, progress=progress)
    asked = columns or taken.columns
    return place(
        atlas, taken, folder, columns=replace(asked, datum=datum or asked.datum), rules=rules
    )


def place(
    atlas: Atlas, taken: Taken, folder: Path, *, columns: Columns | None = None,
    rules: pd.DataFrame | None = None, settled: Settled = Settled(),
    progress: Progress | None = None,
) -> Report:  # fmt: skip
    """Make the table of placed firms of a file that was read.

    Parameters
    ----------
    atlas : Atlas
        The data folder, whose areas, names and chains count.
    taken : Taken
        The file.
    folder : Path
        Takes ``placed.parquet`` and ``refused.csv``.
    columns : Columns, optional
        What the columns mean, as guessed if left out; a datum that they do not say is found out.
    rules : pandas.DataFrame, optional
        Rules of one's own for chains; see :func:`geo.register.industry.rules`.
    settled : Settled
        What was decided about rows that contradict themselves.
    progress : callable, optional
        Told how many rows of how many are placed; an error that it raises ends the work.

    Raises
    ------
    UnreadableError
        No column says what firms are called or where they are, or the datum is in doubt.
    """
    reading, asked = taken.reading, columns or taken.columns
    _check(asked, reading.columns)
    placing = Placing(atlas, asked, settled)
    datum, guess = _datum(placing, taken.first(), asked.datum)
    with taken.refused.again(folder / REFUSED) as refused:
        maker = _Maker(placing, industries(atlas, rules), datum, refused)
        done = 0
        with pq.ParquetWriter(folder / PLACED, SCHEMA, compression="zstd") as writer:
            for block in taken.blocks():
                writer.write_table(maker.make(block))
                done += len(block)
                if progress:
                    progress(done, reading.rows)
        why = {kind: refused.counts[kind] for kind in (*NOT, "no_name") if refused.counts[kind]}
        lost = {kind: number for kind, number in refused.counts.items() if kind in _LOST}
        noted = {k: n for k, n in refused.counts.items() if k not in why and k not in lost}
        return Report(
            file=taken.file,
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
            unmapped=dict(maker.unmapped.most_common(_UNMAPPED)),
        )


#: Faults of reading that cost a row.
_LOST = ("quote_open", "ragged", "byte", "line_long")


def _check(asked: Columns, there: tuple[str, ...]) -> None:
    """Hold what the columns are said to mean to the columns there are."""
    if missing := [name for name in asked.of.values() if name not in there]:
        raise UnreadableError("column_missing", names=", ".join(missing))
    if "name" not in asked.of:
        raise UnreadableError("name_missing", names=", ".join(there[:20]))
    for one, other in (("lon", "lat"), ("lat", "lon")):
        if one in asked.of and other not in asked.of:
            raise UnreadableError("point_half", names=asked.of[one])
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
        self.unmapped: Counter[str] = Counter()
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
        noted = {
            "swapped": at.swapped, "county_differs": found.differs > 0, "settled": found.settled,
        }  # fmt: skip
        for kind, hit in noted.items():
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
        """What a row says of who and where it is, for the person who mends it."""
        of = self.placing.columns.of
        told = (block[of[key]].iloc[place] for key in ("name", *_PLACES) if key in of)
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
        self._unmapped(pairs, place[kept & (by == BY.index("unknown"))])
        chain, code = (
            pd.Series(np.array([getattr(one, key) for one in found], object)[place], block.index)
            for key in ("chain", "code")
        )
        return chain, code

    def _unmapped(self, pairs: pd.Index, places: np.ndarray) -> None:
        """Count the texts that no chain was found for; of very many, those that come most often."""
        number = np.bincount(places, minlength=len(pairs))
        for place in np.flatnonzero(number).tolist():
            text = row_says(*str(pairs[place]).split("\t", 1))
            if text:
                self.unmapped[text] += int(number[place])
        if len(self.unmapped) > 2 * _COUNTED:
            self.unmapped = Counter(dict(self.unmapped.most_common(_COUNTED)))

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
