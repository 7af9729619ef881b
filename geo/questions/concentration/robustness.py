"""Does the verdict stand? The same question over other benchmarks, rules, cities and lists."""

from __future__ import annotations

from dataclasses import dataclass

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.measures.counting import Rule
from geo.questions.concentration import bases, subjects
from geo.questions.concentration.subjects import RULES, Subject
from geo.questions.concentration.verdict import Range, Verdict, judge, over_missing, verdict
from geo.record import counts, findings, seats


def contrast(atlas: Atlas) -> str:
    """Code of the official counts known for most cities: the list to hold others against."""
    year = counts.fullest_year(atlas, findings.KEY_GROWTH)
    return f"official.{findings.KEY_GROWTH}.{year}"


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
    cities = bases.units(atlas)
    asked = (item, found.shares, cities, core, rule)
    return Case(item, found, core, rule, verdict(*asked), over_missing(*asked))


def strip(atlas: Atlas, item: Subject, core: tuple[int, ...], rule: Rule) -> list[Case]:
    """Every benchmark, under one rule; under all three where items lie in several cities."""
    rules = RULES if item.several else (rule,)
    return [case(atlas, item, base, core, one) for base in bases.BASES for one in rules]


@dataclass(frozen=True)
class Trial:
    """One row of the panel: the question changed in one respect, against every benchmark.

    Attributes
    ----------
    kind : str
        What was changed: asked, inside, outside, rule, core, without, list or year.
    fields : tuple
        What it was changed to: a rule, cities, a code of a subject or a year.
    verdicts : tuple of Verdict or None
        One for each of :data:`geo.questions.concentration.bases.BASES`; None where it cannot be
        asked.
    """

    kind: str
    fields: tuple[object, ...]
    verdicts: tuple[Verdict | None, ...]


#: Lists with fewer items are not set beside: nothing could come of it.
LEAST_ITEMS = 10


@remembered(64)
def panel(atlas: Atlas, item: Subject, core: tuple[int, ...], rule: Rule) -> list[Trial]:
    """The verdict over other cities, rules, lists and years, each against every benchmark."""

    def row(
        kind: str, fields: tuple[object, ...], subject: Subject, cities: tuple[int, ...], one: Rule
    ) -> Trial:
        cases = [case(atlas, subject, base, cities, one) for base in bases.BASES]
        return Trial(kind, fields, tuple(each.verdict for each in cases))

    trials = [row("asked", (), item, core, rule)]
    cases = [case(atlas, item, base, core, rule) for base in bases.BASES]
    ranges = [each.range for each in cases]
    if ranges[0]:
        trials.append(Trial("inside", (), tuple(way.highest if way else None for way in ranges)))
        trials.append(Trial("outside", (), tuple(way.lowest if way else None for way in ranges)))
    if item.several:
        trials += [row("rule", (one,), item, core, one) for one in RULES if one != rule]
    main = seats.main_city(atlas)
    others = [seats.leading_cities(atlas), (main,)]
    others.append(tuple(city for city in core if city != main))
    trials += [
        row("core", (cities,), item, cities, rule)
        for cities in dict.fromkeys(others)
        if cities and set(cities) != set(core)
    ]
    if main in core and len(core) > 1:
        trials.append(_without(atlas, main, item, core))
    for code in subjects.offered(atlas):
        if not code.startswith(("named.", "official.")) or code == item.code:
            continue
        other = subjects.subject(atlas, code)
        if other.named >= LEAST_ITEMS:
            trials.append(row("list", (code,), other, core, "lead"))
    years = sorted({y for base in ("population", "gdp") for y in bases.suitable_years(atlas, base)})
    trials += [_of_year(atlas, item, core, rule, year) for year in years]
    return trials


def _without(atlas: Atlas, out: int, item: Subject, core: tuple[int, ...]) -> Trial:
    """A city left out altogether: of its clusters and of the benchmark."""
    cities = bases.units(atlas)
    left = item.places.without(out)
    n, sizes = left.held(core, "lead"), ((1, left.total),)
    inside = tuple(city in core for city in cities if city != out)
    verdicts: list[Verdict | None] = []
    for code in bases.BASES:
        shares = bases.shares(atlas, bases.base(atlas, code, item.year)).drop(out)
        prob = tuple((shares / shares.sum()).tolist())
        verdicts.append(judge(n, sizes, prob, inside, "lead") if left else None)
    return Trial("without", (), tuple(verdicts))


def _of_year(atlas: Atlas, item: Subject, core: tuple[int, ...], rule: Rule, year: int) -> Trial:
    cities = bases.units(atlas)
    verdicts: list[Verdict | None] = []
    for code in bases.BASES:
        known = code in ("population", "gdp", "secondary")
        if known and year in bases.suitable_years(atlas, code):
            prob = bases.base(atlas, code, year).shares
            verdicts.append(verdict(item, prob, cities, core, rule))
        else:
            verdicts.append(None)
    return Trial("year", (year,), tuple(verdicts))


def direction(found: Verdict) -> str:
    """More, fewer or open, the edge counted with its side."""
    return found.kind.removesuffix("_edge")
