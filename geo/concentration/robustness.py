"""Does the verdict stand? The same question over other benchmarks, rules, cities and lists."""

from __future__ import annotations

from dataclasses import dataclass

from geo import findings
from geo.atlas import Atlas
from geo.concentration import bases
from geo.concentration.subjects import RULES, Subject
from geo.concentration.verdict import Range, Verdict, over_missing, verdict
from geo.measures.counting import Rule

#: The official counts that are complete for all 17 units: the list to hold others against.
CONTRAST = f"official.{findings.KEY_GROWTH}.{findings.KEY_GROWTH_YEAR}"


@dataclass(frozen=True)
class Case:
    """One case of the question.

    Attributes
    ----------
    subject : Subject
        What is counted.
    base : Base
        Against what.
    core : tuple of int
        Which cities.
    rule : str
        How items of several cities count.
    verdict : Verdict
        The answer for the items whose place is known.
    range : Range or None
        The answers over all ways in which the missing ones could lie.
    """

    subject: Subject
    base: bases.Base
    core: tuple[int, ...]
    rule: Rule
    verdict: Verdict
    range: Range | None


def case(atlas: Atlas, item: Subject, base: str, core: tuple[int, ...], rule: Rule) -> Case:
    """The question for one subject with items, one benchmark, core and rule."""
    found = bases.base(atlas, base, item.year)
    cities = tuple(int(city) for city in atlas.cities.index)
    asked = (item, found.shares, cities, core, rule)
    return Case(item, found, core, rule, verdict(*asked), over_missing(*asked))


def strip(atlas: Atlas, item: Subject, core: tuple[int, ...], rule: Rule) -> list[Case]:
    """Every benchmark, under one rule; under all three where items lie in several cities."""
    rules = RULES if item.several else (rule,)
    return [case(atlas, item, base, core, one) for base in bases.BASES for one in rules]
