"""A figure of the units compared: what it is of, when, how much is known, and against what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from geo.record.counts import Coverage

#: Figures that count entries of selections: firms, clusters of a chain, chains of a place.
RECORDED = frozenset({"chains", "anchors", "firms", "clusters", "national", "own_firms"})


@dataclass(frozen=True)
class Figure:
    """One figure for each unit.

    Attributes
    ----------
    code : str
        Key below ``compare.figure``, of an indicator, or of a programme.
    unit : str
        Key of the catalogue ``units``.
    values : Mapping
        Unit code to value; None where unknown.
    province : float or None
        The whole province.
    line : float or None
        What the bars are held against: the province itself for a quotient, the mean of the 17
        cities for a total of cities, the median of all chains for chains.
    lines : Mapping
        What each unit's bar is held against where that differs: totals of regions, by what the
        region would have if they were spread as its residents are.
    at_least : frozenset of str
        Unit codes whose value may be higher than what is known.
    year : int or None
        Year of the figures.
    per_year : int or None
        Year of what they are divided by, where it is another.
    digits : int
        Digits after the decimal point to print.
    additive : bool
        Whether a share of the province makes sense.
    coverage : Coverage or None
        Named and official number.
    source_ids : tuple of str
        Sources.
    """

    code: str
    unit: str
    values: Mapping[str, float | None]
    province: float | None
    line: float | None
    year: int | None = None
    per_year: int | None = None
    digits: int = 0
    additive: bool = True
    coverage: Coverage | None = None
    source_ids: tuple[str, ...] = ()
    lines: Mapping[str, float] = field(default_factory=dict)
    at_least: frozenset[str] = frozenset()

    def against(self, code: str) -> float | None:
        """What the bar of a unit is held against."""
        return self.lines.get(code, self.line)

    def versus(self, code: str) -> tuple[Literal["share", "ratio", "points"], float] | None:
        """A unit against the province: share of a total, ratio, or difference in points."""
        value = self.values[code]
        if value is None or not self.province:
            return None
        if self.additive:
            return "share", value / self.province
        if self.unit == "percent":
            return "points", value - self.province
        return "ratio", value / self.province

    @property
    def recorded(self) -> bool:
        """Whether the whole is what is on record and not all that there is."""
        partly_named = self.coverage is not None and not self.coverage.complete
        return partly_named or self.code in RECORDED

    @property
    def known(self) -> int:
        """Number of units whose value is known."""
        return sum(value is not None for value in self.values.values())
