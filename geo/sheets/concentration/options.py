"""What a reader may choose about concentration."""

from __future__ import annotations

from dataclasses import dataclass

from geo.measures.counting import Rule
from geo.population.fields import Record, code, codes
from geo.population.selection import cities_of_province
from geo.questions.concentration import bases, choice, dated, subjects

#: Choices that only the expert's page offers: a link that makes one asks for that page.
EXPERT = frozenset({"rule", "panel", "lens", "centre", "cells", "smooth"})
#: Figures that the page in plain words has; the others are the expert's.
PLAIN = ("", "map", "dots")


@dataclass(frozen=True)
class Concentration(Record):
    """Choices of the page on concentration.

    Attributes
    ----------
    count : str
        What is counted; empty for what the filters speak of.
    base : str
        Against what.
    core : tuple of int
        The core cities; nothing for the province's own three centres.
    rule : str
        How a cluster of several cities counts.
    panel : str
        What stands below the verdict.
    lens : str
        What the map shows.
    centre : tuple of str
        Lists by year whose mean centres are compared.
    cells : str
        Rows of the table of industries by city.
    smooth : int or None
        Strength of smoothing; None for the one that the counts themselves give.
    """

    count: str = code("", subjects.codes)
    base: str = code(bases.DEFAULT, tuple(bases.BASES))
    core: tuple[int, ...] = codes(cities_of_province, int)
    rule: Rule = code(subjects.RULES[0], subjects.RULES)
    panel: str = code(subjects.PANELS[0], subjects.PANELS)
    lens: str = code(choice.MAPS[0], choice.MAPS)
    centre: tuple[str, ...] = codes(dated.codes)
    cells: str = code(choice.CELLS[0], choice.CELLS)
    smooth: int | None = code(None, choice.STRENGTHS, int)
