"""What a reader may choose about the benchmarks."""

from __future__ import annotations

from dataclasses import dataclass

from geo.population.fields import Record, code
from geo.questions import benchmarks


@dataclass(frozen=True)
class Benchmarks(Record):
    """Choices of the page on benchmarks.

    Attributes
    ----------
    bench : str
        The benchmark opened.
    """

    bench: str = code(benchmarks.OWN, benchmarks.CODES)
