"""Where items lie: the distinct lists of cities, and how many items have each.

A register of millions of firms has a few hundred of them, so that all that is asked of it costs
what it costs for a list of two hundred clusters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from geo.measures.counting import Rule

#: Cities of an item, the lead city first.
Cities = tuple[int, ...]
#: Pairs of a number of cities and how many items lie in so many, the smallest first.
Sizes = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Memberships:
    """Items by the cities they lie in; false without any item.

    Attributes
    ----------
    number : tuple of (tuple of int, int)
        Each distinct list of cities, the lead city first, with how many items have it; in the
        order of the codes, so that equal memberships are equal.
    """

    number: tuple[tuple[Cities, int], ...] = ()

    @classmethod
    def of(cls, items: Iterable[Iterable[int]]) -> Memberships:
        """Memberships of items, given the cities of each."""
        return cls.counted(Counter(tuple(int(city) for city in cities) for cities in items))

    @classmethod
    def counted(cls, number: Mapping[Cities, int]) -> Memberships:
        """Memberships of items that are counted already."""
        return cls(tuple(sorted((cities, n) for cities, n in number.items() if n)))

    def __bool__(self) -> bool:
        return bool(self.number)

    @property
    def total(self) -> int:
        """Number of items."""
        return sum(n for _, n in self.number)

    def sizes(self, single: int = 0) -> Sizes:
        """How many items lie in how many cities, with some more items of one city."""
        found = Counter({1: single})
        for cities, n in self.number:
            found[len(cities)] += n
        return tuple(sorted((size, n) for size, n in found.items() if n))

    def without(self, city: int) -> Memberships:
        """The items that are led by another city."""
        return Memberships(tuple(pair for pair in self.number if pair[0][0] != city))

    def by_city(self, rule: Rule) -> dict[int, float]:
        """Count of each city under a rule of counting, as ``fractional_counts`` gives it."""
        found: dict[int, Fraction] = {}
        for cities, n in self.number:
            part = Fraction(n, len(cities)) if rule == "fractional" else Fraction(n)
            for city in cities[:1] if rule == "lead" else cities:
                found[city] = found.get(city, Fraction(0)) + part
        return {city: float(count) for city, count in found.items()}

    def held(self, core: Collection[int], rule: Rule) -> float:
        """What some cities hold of the items under a rule of counting."""
        found = Fraction(0)
        for cities, n in self.number:
            counted = cities[:1] if rule == "lead" else cities
            inside = n * sum(city in core for city in counted)
            found += Fraction(inside, len(cities)) if rule == "fractional" else inside
        return float(found)
