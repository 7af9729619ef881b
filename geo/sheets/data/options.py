"""What a reader may choose about the tables."""

from __future__ import annotations

from dataclasses import dataclass

from geo.data.atlas import Atlas
from geo.population.fields import Record, code, flag


def _tables(atlas: Atlas) -> tuple[str, ...]:
    return atlas.tables


@dataclass(frozen=True)
class Data(Record):
    """Choices of the page on the data.

    Attributes
    ----------
    table : str
        The table shown.
    raw : bool
        Whether its cells hold codes, as in the files, and not words.
    """

    table: str = code("clusters", _tables)
    raw: bool = flag()
