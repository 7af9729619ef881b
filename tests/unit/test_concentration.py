"""The verdict on concentration against scipy and counts made from the tables by hand."""

from __future__ import annotations

import itertools
import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from geo.data.atlas import Atlas
from geo.measures import theil_decomposition
from geo.population.named import NamedClusters
from geo.population.selection import Selection
from geo.questions.concentration import (
    bases,
    indices,
    lottery,
    quotients,
    robustness,
    subjects,
    verdict,
)
from geo.questions.concentration import wording as concentration_wording
from geo.questions.concentration.centres import apart_km, centre
from geo.record import clusters, counts, findings
from geo.sheets.concentration import asked
from geo.sheets.view import View
from geo.words import LANGUAGES, Words
from tests import tables

CORE = (420100, 420600, 420500)
INNOVATIVE = subjects.DEFAULT
GROWTH = tables.CONTRAST


def cities(atlas: Atlas) -> tuple[int, ...]:
    return tuple(int(city) for city in atlas.cities.index)


def case(atlas: Atlas, code: str, base: str, rule: str = "lead", core: tuple[int, ...] = CORE):  # type: ignore[no-untyped-def]
    return robustness.case(atlas, subjects.subject(atlas, code), base, core, rule)  # type: ignore[arg-type]


def share_by_hand(indicator: str, year: int) -> float:
    """Share of the core in a printed figure, from the file itself."""
    found = {
        int(row["adcode"]): float(row["value"])
        for row in tables.figures()
        if row["indicator"] == indicator and row["year"] == str(year) and row["adcode"] != "420000"
    }
    assert len(found) == 17
    return sum(found[city] for city in CORE) / sum(found.values())


def named_by_hand(programme: str) -> list[list[str]]:
    ids = {row["cluster_id"] for row in tables.listings() if row["programme_id"] == programme}
    return [
        tables.cells(row["city_adcodes"]) for row in tables.clusters() if row["cluster_id"] in ids
    ]


@pytest.mark.parametrize(
    ("base", "indicator"),
    [("population", "population"), ("gdp", "gdp"), ("secondary", "gdp_secondary")],
)
def test_the_headline_is_the_exact_binomial_tail(atlas: Atlas, base: str, indicator: str) -> None:
    found = case(atlas, INNOVATIVE, base)
    places = named_by_hand(findings.INNOVATIVE)
    n = sum(int(cities[0]) in CORE for cities in places)
    share = share_by_hand(indicator, found.base.year)
    law = stats.binom(len(places), share)
    assert (found.verdict.n, found.verdict.of) == (n, len(places))
    assert found.verdict.at_least == pytest.approx(law.sf(n - 1), rel=1e-9)
    assert found.verdict.at_most == pytest.approx(law.cdf(n), rel=1e-9)
    assert found.verdict.expected == pytest.approx(law.mean())
    assert found.verdict.band == pytest.approx([q / len(places) for q in law.ppf([0.025, 0.975])])
    exact = stats.binomtest(n, len(places)).proportion_ci(0.95, "exact")
    assert (found.verdict.low, found.verdict.high) == pytest.approx((exact.low, exact.high))


def test_equal_shares_and_area(atlas: Atlas) -> None:
    assert case(atlas, INNOVATIVE, "equal").verdict.base_share == pytest.approx(3 / 17)
    area = bases.shares(atlas, bases.base(atlas, "area"))
    assert area.sum() == pytest.approx(1)
    assert area.idxmax() == 422800  # Enshi is the largest


def test_official_counts_of_key_growth_are_complete(atlas: Atlas) -> None:
    found = case(atlas, GROWTH, "population")
    assert (found.verdict.n, found.verdict.of, found.range) == (26, 110, None)
    assert found.base.year is not None
    share = share_by_hand("population", found.base.year)
    assert found.verdict.at_most == pytest.approx(stats.binom(110, share).cdf(26))
    assert found.verdict.kind == "fewer"


def test_years_of_benchmarks_agree_with_the_province(atlas: Atlas) -> None:
    ties = 0
    for code in ("population", "gdp", "secondary"):
        years = bases.suitable_years(atlas, code)
        assert years and 2018 not in (years if code != "population" else [])
        for year in range(2000, 2031):
            chosen = bases.base(atlas, code, year)
            assert chosen.year in years
            near = min(abs(y - year) for y in years)
            nearest = [y for y in years if abs(y - year) == near]
            assert chosen.year == min(nearest)  # the earlier of two
            ties += len(nearest) > 1
            assert math.fsum(chosen.shares) == pytest.approx(1)
    assert ties
    assert 2023 not in bases.suitable_years(atlas, "secondary")  # cities exceed the province


@pytest.mark.parametrize("base", bases.BASES)
def test_the_range_runs_from_all_outside_to_all_inside(atlas: Atlas, base: str) -> None:
    found = case(atlas, INNOVATIVE, base)
    ways = found.range
    missing = 16 - found.subject.named
    assert ways and ways.missing == missing
    assert ways.lowest.n == found.verdict.n
    assert ways.highest.n == found.verdict.n + missing
    assert ways.lowest.of == ways.highest.of == 16
    law = stats.binom(16, found.verdict.base_share)
    assert ways.highest.at_most == pytest.approx(law.cdf(ways.highest.n))


def test_missing_ones_known_to_lie_elsewhere_are_counted_there(atlas: Atlas) -> None:
    code = f"official.{findings.COUNTY}.2024"
    found = case(atlas, code, "population")
    item = found.subject
    assert (item.named, item.total, item.elsewhere(CORE)) == (23, 29, 6)
    assert (found.verdict.n, found.verdict.of, found.range) == (11, 29, None)
    jingzhou = case(atlas, code, "population", core=(421000,))  # not among the cities counted
    assert jingzhou.verdict.of == 23
    assert jingzhou.range and jingzhou.range.highest.n == 6


@pytest.mark.parametrize("rule", subjects.RULES)
def test_rules_of_counting_reconcile(atlas: Atlas, rule: str) -> None:
    for code in subjects.offered(atlas):
        if code == subjects.VIEW or code.startswith("stat."):
            continue
        item = subjects.subject(atlas, code)
        total = subjects.by_city(atlas, item, rule).sum()  # type: ignore[arg-type]
        memberships = sum(size * number for size, number in item.places.sizes())
        assert total == pytest.approx(memberships if rule == "full" else item.named)
        assert item.places.held(cities(atlas), rule) == pytest.approx(total)  # type: ignore[arg-type]


def test_the_lottery_gives_what_is_expected() -> None:
    p = (0.5, 0.3, 0.15, 0.05)
    drawn = lottery.draws(((1, 10),), p, "lead")
    assert drawn.sum(axis=1) == pytest.approx(10)
    assert drawn.mean(axis=0) == pytest.approx(np.multiply(10, p), abs=0.05)


@pytest.mark.parametrize("rule", ["full", "fractional"])
def test_the_lottery_of_several_cities_draws_without_replacement(rule: str) -> None:
    """Inclusion in two successive draws, enumerated by hand."""
    p = (0.5, 0.3, 0.15, 0.05)
    inclusion = np.zeros(4)
    for one, two in itertools.permutations(range(4), 2):
        inclusion[[one, two]] += p[one] * p[two] / (1 - p[one])
    drawn = lottery.draws(((1, 1), (2, 1)), p, rule)
    part = 1.0 if rule == "full" else 0.5
    assert drawn.mean(axis=0) == pytest.approx(inclusion * part + p, abs=0.015)
    assert drawn.sum(axis=1) == pytest.approx(3.0 if rule == "full" else 2.0)
    again = lottery.draws.__wrapped__(((1, 1), (2, 1)), p, rule)
    assert (again == drawn).all()


@pytest.mark.parametrize("rule", ["full", "fractional"])
def test_a_simulated_verdict_is_near_the_exact_one_for_single_cities(
    atlas: Atlas, rule: str
) -> None:
    found = case(atlas, f"named.{findings.KEY_GROWTH}", "population", rule)
    exact = case(atlas, f"named.{findings.KEY_GROWTH}", "population")
    assert not found.verdict.exact and exact.verdict.exact
    assert found.verdict.expected == pytest.approx(exact.verdict.expected, rel=0.02)
    assert found.verdict.kind == exact.verdict.kind == "fewer"


def test_verdicts_in_one_word() -> None:
    def kind(n: int, of: int, share: float) -> str:
        return verdict.judge(n, ((1, of),), (share, 1 - share), (True, False), "lead").kind

    assert kind(9, 10, 0.3) == "more"
    assert kind(0, 20, 0.3) == "fewer"
    assert kind(3, 10, 0.3) == "open"
    assert kind(6, 10, 0.3) == "more_edge"  # P(K >= 6) = 4.7 %
    with pytest.raises(ValueError, match="empty"):
        verdict.judge(0, (), (1.0,), (True,), "lead")


def test_quotients_are_shown_where_one_is_expected(atlas: Atlas) -> None:
    item = subjects.subject(atlas, INNOVATIVE)
    shares = bases.shares(atlas, bases.base(atlas, "population", item.year))
    table = quotients.by_city(subjects.by_city(atlas, item, "lead"), shares)
    assert table["observed"].sum() == pytest.approx(table["expected"].sum())
    assert table["difference"].is_monotonic_decreasing
    strength = quotients.strength(table)
    found = quotients.quotients(table, CORE, strength)
    expected = shares * item.named
    assert set(found.index) == {"core", "rest", *expected.index[expected >= 1]}
    for key, row in found.iterrows():
        exact = stats.binomtest(int(row.observed), item.named).proportion_ci(0.95, "exact")
        assert (row.low, row.high) == pytest.approx(
            (exact.low / row.share, exact.high / row.share)
        ), key
        assert row.lq == pytest.approx(row.observed / row.expected)
        assert min(row.lq, 1) - 1e-9 <= row.smoothed <= max(row.lq, 1) + 1e-9
    assert strength > 0


def test_what_a_view_asks_for(atlas: Atlas) -> None:
    assert asked.chosen(View()) == INNOVATIVE
    assert asked.chosen(View(city=(420100,))) == INNOVATIVE
    assert asked.chosen(View(prog=(findings.KEY_GROWTH,))) == f"named.{findings.KEY_GROWTH}"
    assert asked.chosen(View(fam=("vehicles",))) == subjects.VIEW
    assert asked.chosen(View(fam=("vehicles",), count=GROWTH)) == GROWTH
    view = View(fam=("vehicles",), city=(420600,))
    everywhere = NamedClusters(atlas).rows(Selection(fam=("vehicles",)))
    assert asked.of_view(atlas, view).named == len(everywhere)
    assert asked.core(atlas, View()) == CORE
    assert asked.core(atlas, View(core=(420200,))) == (420200,)


def test_every_code_has_a_name_and_a_subject(atlas: Atlas) -> None:
    for lang in LANGUAGES:
        t = Words(lang)
        for code in subjects.codes(atlas)[1:]:
            assert subjects.label(atlas, code, t)
            if code != subjects.VIEW:
                item = subjects.subject(atlas, code)
                assert item.code == code
    with pytest.raises(KeyError):
        subjects.subject(atlas, "nonsense")


def test_coverage_is_that_of_the_programmes(atlas: Atlas) -> None:
    for code in subjects.codes(atlas):
        if code.startswith("named."):
            known = counts.coverage(atlas, code[6:])
            item = subjects.subject(atlas, code)
            assert (item.named, item.total) == (known.named, known.official)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("base", bases.BASES)
def test_the_words_carry_the_numbers_of_the_library(atlas: Atlas, lang: str, base: str) -> None:
    t = Words(lang)
    found = case(atlas, INNOVATIVE, base)
    said = concentration_wording.names(atlas, INNOVATIVE, found.base, CORE, t)
    answer = found.verdict
    text = concentration_wording.headline(found, said, t)
    expected = f"{answer.expected:.{0 if answer.expected >= 5 else 1}f}"
    for figure in (f"{answer.n:.0f}", f"{answer.of:.0f}", expected):
        assert figure in text
    text = concentration_wording.sentence(found, said, t)
    for figure in ("16", f"{answer.of:.0f}", t.percent(answer.share), t.percent(answer.base_share)):
        assert figure in text
    assert concentration_wording.chance(answer.tail, t) in text
    assert "prove" not in text and "证明" not in text
    title, text = concentration_wording.unnamed(found, said, t)
    assert str(found.range.missing) in title and f"{found.range.highest.n:.0f}" in text


def test_small_probabilities() -> None:
    t = Words("zh")
    assert [concentration_wording.chance(p, t) for p in (0.2325, 0.0314, 0.0058, 0.0004)] == [
        "23%", "3.1%", "0.58%", "<1‰",
    ]  # fmt: skip


def test_the_example_of_the_readme_gives_the_headline(atlas: Atlas) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?binomial_upper_tail.*?)```", readme, re.DOTALL)
    names: dict[str, Any] = {}
    exec(example, names)
    found = case(atlas, INNOVATIVE, bases.DEFAULT).verdict
    assert (names["inside"], len(names["named"])) == (found.n, found.of)
    assert names["share"] == pytest.approx(found.base_share)
    assert (names["low"], names["high"]) == pytest.approx((found.low, found.high))
    assert names["chance"] == pytest.approx(found.at_most)


def test_indices_and_theil_stand_in_their_bands(atlas: Atlas) -> None:
    item = subjects.subject(atlas, INNOVATIVE)
    counts_by_city = tuple(subjects.by_city(atlas, item, "lead").astype(int))
    shares = bases.base(atlas, "population", item.year).shares
    rows = {row.code: row for row in indices.indices(counts_by_city, shares)}
    held = np.sort(np.array(counts_by_city) / item.named)[::-1]
    for n in range(1, 5):
        assert rows[f"cr{n}"].value == pytest.approx(held[:n].sum())
    assert rows["hhi"].value == pytest.approx((held**2).sum())
    p = np.array(shares)
    expected = (p**2).sum() + (1 - (p**2).sum()) / item.named
    assert rows["hhi"].mean == pytest.approx(expected, rel=0.01)
    assert rows["gamma"].mean == pytest.approx(0, abs=0.002)
    region_of = clusters.region_of_city(atlas)
    groups = tuple(region_of[city] for city in cities(atlas))
    share, total = indices.between(counts_by_city, shares, groups)
    split = theil_decomposition(counts_by_city, groups)
    assert (share.value * total, total) == pytest.approx((split.between, split.total))
    assert 0 <= share.low <= share.mean <= share.high <= 1


def test_the_ribbon_and_the_draws_of_the_core(atlas: Atlas) -> None:
    item = subjects.subject(atlas, INNOVATIVE)
    counts_by_city = tuple(subjects.by_city(atlas, item, "lead").astype(int))
    found = case(atlas, INNOVATIVE, "population")
    ribbon = indices.ribbon(counts_by_city, found.base.shares)
    assert (ribbon.low <= ribbon.high).all() and (ribbon.high <= ribbon.grid + 1e-9).all()
    inside = tuple(city in CORE for city in cities(atlas))
    values, often = indices.core_draws(((1, item.named),), found.base.shares, inside, "lead")
    law = stats.binom(item.named, found.verdict.base_share)
    assert often == pytest.approx(law.pmf(values), abs=0.012)


def test_the_panel_leaves_wuhan_out_altogether(atlas: Atlas) -> None:
    item = subjects.subject(atlas, INNOVATIVE)
    (without,) = [
        one for one in robustness.panel(atlas, item, CORE, "lead") if one.kind == "without"
    ]
    found = dict(zip(bases.BASES, without.verdicts, strict=True))["population"]
    shares = bases.shares(atlas, bases.base(atlas, "population", item.year))
    held = subjects.by_city(atlas, item, "lead").drop(420100)
    assert found and (found.n, found.of) == (held[[420600, 420500]].sum(), held.sum())
    rest = shares.drop(420100)
    assert found.base_share == pytest.approx(rest[[420600, 420500]].sum() / rest.sum())


def test_centres_lie_between_what_they_are_made_of() -> None:
    seats = {1: (112.0, 31.0), 2: (114.0, 31.0), 3: (113.0, 30.0)}
    middle = centre(pd.Series({1: 1.0, 2: 1.0}), seats)
    assert middle and middle.ellipse is None and middle.ring == ()
    assert middle.lon == pytest.approx(113, abs=0.01)
    three = centre(pd.Series({1: 1.0, 2: 1.0, 3: 2.0}), seats)
    assert three and three.ellipse and 30 < three.lat < 31
    assert apart_km(three, three) == 0
    assert centre(pd.Series({1: 0.0}), seats) is None
