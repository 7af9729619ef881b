"""A register of millions of items is judged like a list of two hundred."""

from __future__ import annotations

import gc
import itertools
import random
import tracemalloc
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from scipy import stats

from geo.data.atlas import Atlas
from geo.measures import fractional_counts
from geo.questions.concentration import bases, indices, lottery, robustness, subjects, verdict
from geo.questions.concentration.memberships import Memberships
from geo.questions.concentration.subjects import RULES, Subject
from geo.questions.concentration.two_way import allowed

CORE = (420100, 420600, 420500)
P = (0.4, 0.3, 0.2, 0.1)
INSIDE = (True, False, True, False)


def register(atlas: Atlas, items: int) -> Memberships:
    """Items in a few hundred memberships of one, two or three cities, by chance."""
    chance = random.Random(7)
    cities = [int(city) for city in atlas.cities.index]
    kinds = {(city,) for city in cities}
    while len(kinds) < 200:
        kinds.add(tuple(chance.sample(cities, chance.choice((1, 2, 3)))))
    each, rest = divmod(items, len(kinds))
    return Memberships.counted({kind: each + (n < rest) for n, kind in enumerate(sorted(kinds))})


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Begin and end without what was judged and drawn before."""
    kept = (verdict.judge, lottery.draws, indices.core_draws)
    for function in kept:
        function.cache_clear()
    yield
    for function in kept:
        function.cache_clear()


# --- memberships --------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", RULES)
def test_many_alike_count_like_one_after_the_other(rule: Any) -> None:
    items = [[1], [2, 1], [1], [3, 1, 2], [2, 1], [3, 1, 2], [3, 1, 2], [1, 2]]
    places = Memberships.of(items)
    one_by_one = fractional_counts(items, rule)
    assert places.by_city(rule) == one_by_one
    assert places.held((1, 3), rule) == one_by_one[1] + one_by_one.get(3, 0)
    assert (places.total, places.sizes()) == (8, ((1, 2), (2, 3), (3, 3)))
    assert places.sizes(single=4) == ((1, 6), (2, 3), (3, 3))


def test_memberships_are_equal_in_any_order() -> None:
    items = [(1, 2), (3,), (2, 1), (3,)]
    assert Memberships.of(items) == Memberships.of(reversed(items))
    assert hash(Memberships.of(items)) == hash(Memberships.of(reversed(items)))
    assert Memberships.of(items) != Memberships.of(items[1:])
    assert not Memberships.counted({(1,): 0})


# --- the lottery of many ------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_chances_are_those_of_every_way_to_draw(size: int) -> None:
    expected = np.zeros(size + 1)
    for way in itertools.permutations(range(4), size):
        chance, left = 1.0, 1.0
        for city in way:
            chance, left = chance * P[city] / left, left - P[city]
        expected[sum(INSIDE[city] for city in way)] += chance
    assert lottery.chances(size, P, INSIDE) == pytest.approx(expected)


@pytest.mark.parametrize("rule", RULES)
def test_thrown_at_once_is_thrown_one_by_one(rule: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = ((1, 20), (2, 9), (3, 4))
    alone = lottery.held(sizes, P, INSIDE, rule)
    monkeypatch.setattr(lottery, "ONE_BY_ONE", 0)
    at_once = lottery.held(sizes, P, INSIDE, rule)
    assert at_once.mean() == pytest.approx(alone.mean(), abs=0.1)
    assert at_once.std() == pytest.approx(alone.std(), rel=0.03)
    levels = np.arange(0.05, 1, 0.1)
    assert np.quantile(at_once, levels) == pytest.approx(np.quantile(alone, levels), abs=1.01)


# --- the verdict --------------------------------------------------------------------------------


def judged(atlas: Atlas, items: int, rule: Any) -> tuple[robustness.Case, int]:
    """The verdict on a register, and the most memory that it took, in bytes."""
    item = Subject("register", "clusters", register(atlas, items))
    gc.collect()
    tracemalloc.start()
    try:
        found = robustness.case(atlas, item, "population", CORE, rule)
        return found, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("rule", RULES)
def test_two_million_items_take_the_room_of_two_hundred(atlas: Atlas, rule: Any) -> None:
    bases.base(atlas, "population")  # known beforehand, as for every reader but the first
    small, little = judged(atlas, 200, rule)
    large, much = judged(atlas, 2_000_000, rule)
    assert small.verdict.share == pytest.approx(large.verdict.share)
    assert large.verdict.base_share == small.verdict.base_share
    assert large.verdict.high - large.verdict.low < (small.verdict.high - small.verdict.low) / 50
    assert much < 1.2 * little + 500_000


def test_the_exact_verdict_on_millions_is_that_of_the_binomial() -> None:
    found = verdict.judge(700_500, ((1, 2_000_000),), (0.35, 0.65), (True, False), "lead")
    law = stats.binom(2_000_000, 0.35)
    assert found.band == pytest.approx((law.ppf(0.025) / 2e6, law.ppf(0.975) / 2e6), rel=1e-12)
    assert found.at_least == pytest.approx(law.sf(700_499))
    assert found.at_most == pytest.approx(law.cdf(700_500))


def test_what_a_lottery_of_millions_allows_a_city_is_found_in_little_room() -> None:
    tracemalloc.start()
    try:
        low, high = allowed(P, 2_000_000)
        assert tracemalloc.get_traced_memory()[1] < 100_000
    finally:
        tracemalloc.stop()
    law = stats.binom(2_000_000, P)
    assert low == pytest.approx(law.ppf(0.025) / 2e6, rel=1e-12)
    assert high == pytest.approx(law.ppf(0.975) / 2e6, rel=1e-12)


def test_a_million_missing_items_need_no_million_verdicts(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []

    def counting(n: float, *rest: Any) -> verdict.Verdict:
        asked.append(n)
        return judge(n, *rest)

    judge = verdict.judge
    monkeypatch.setattr(verdict, "judge", counting)
    cities = tuple(int(city) for city in atlas.cities.index)
    places = Memberships.counted({(city,): 50_000 for city in cities})
    item = Subject("register", "clusters", places, total=places.total + 1_000_000)
    shares = bases.base(atlas, "population").shares
    found = verdict.over_missing(item, shares, cities, CORE, "lead")
    assert found and found.missing == 1_000_000
    assert found.kinds == ("fewer", "fewer_edge", "open", "more_edge", "more")
    assert len(asked) < 200


def test_verdicts_over_what_is_missing_are_those_of_every_way(atlas: Atlas) -> None:
    seen = set()
    for code, base in itertools.product(subjects.offered(atlas)[1:], ("population", "gdp")):
        item = subjects.subject(atlas, code)
        if item.kind == "amount" or not item.missing or item.elsewhere(CORE):
            continue
        found = robustness.case(atlas, item, base, CORE, "lead")
        inside = tuple(city in CORE for city in bases.units(atlas))
        n, sizes = item.places.held(CORE, "lead"), item.places.sizes(item.missing)
        ways = [
            verdict.judge(n + more, sizes, found.base.shares, inside, "lead").kind
            for more in range(item.missing + 1)
        ]
        assert found.range and found.range.kinds == tuple(dict.fromkeys(ways)), code
        seen.add(len(found.range.kinds))
    assert len(seen) > 2
