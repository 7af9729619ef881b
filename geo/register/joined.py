"""Registers put together: what was mended, behind what was placed before."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from geo.register.build import PLACED, SCHEMA


def join(folders: Iterable[Path], to: Path) -> None:
    """Write the placed firms of some folders into one more; numbers of later ones go on.

    Parameters
    ----------
    folders : iterable of Path
        Each holds ``placed.parquet``.
    to : Path
        Takes another.
    """
    last = 0
    with pq.ParquetWriter(to / PLACED, SCHEMA, compression="zstd") as writer:
        for folder in folders:
            before = last
            with pq.ParquetFile(folder / PLACED) as file:
                for batch in file.iter_batches():
                    number = pc.add(batch.column("firm_id"), pa.scalar(before, pa.int64()))
                    last = max(last, pc.max(number).as_py() or 0)
                    writer.write_batch(pa.record_batch([number, *batch.columns[1:]], schema=SCHEMA))
