"""Locational Gini, location quotients, Krugman, Hachman, shift-share, relatedness."""

from __future__ import annotations

import numpy as np
import pytest

from geo.measures import (
    gini,
    hachman,
    hoover,
    krugman_specialisation,
    location_quotient,
    location_quotient_matrix,
    locational_gini,
    proximity,
    relatedness_density,
    shift_share,
)

RANDOM = np.random.default_rng(2)
TABLE = RANDOM.integers(1, 90, size=(6, 5)).astype(float)
X, REFERENCE = RANDOM.pareto(1.5, size=(2, 17)) + 0.01


# Published figures: Farhauer and Kröll (2013), Standorttheorien, as in the manual of REAT


def test_location_quotient_of_farhauer_and_kroell() -> None:
    here, everywhere, workers, all_workers = 1714, 879213, 79006, 15593224
    found = location_quotient([here, everywhere - here], [workers, all_workers - workers])
    assert found[0] == pytest.approx(0.3847623, abs=5e-8)


def test_locational_gini_of_farhauer_and_kroell() -> None:
    """REAT takes the Gini coefficient of the quotients, each region counted once."""
    concentration = locational_gini(
        [500, 500, 1000, 7000, 1000], [20000, 15000, 20000, 40000, 5000], form="lq"
    )
    assert concentration == pytest.approx(0.4068966, abs=5e-8)
    specialisation = locational_gini(
        [700, 600, 500, 10000, 40000], [30000, 15000, 10000, 60000, 50000], form="lq"
    )
    assert specialisation == pytest.approx(0.6222222, abs=5e-8)


def test_the_two_locational_ginis_differ_on_that_example() -> None:
    """By hand: 1 - (0.2*0.05 + 0.15*0.15 + 0.2*0.3 + 0.4*1.1 + 0.05*1.9) = 0.3725."""
    x, reference = [500, 500, 1000, 7000, 1000], [20000, 15000, 20000, 40000, 5000]
    assert locational_gini(x, reference) == pytest.approx(0.3725)
    assert locational_gini(x, reference, "lq") - locational_gini(x, reference) > 0.03


def test_krugman_of_farhauer_and_kroell() -> None:
    assert krugman_specialisation([20, 10, 70, 0, 0], [0, 0, 0, 60, 40]) == 2
    sweden = [45000, 15000, 32000, 10000, 30000]
    others = np.array(
        [
            [35000, 12000, 30000, 8000, 22000],
            [40000, 10000, 25000, 9000, 18000],
            [30000, 11000, 18000, 3000, 13000],
            [40000, 6000, 11000, 2000, 12000],
        ]
    )
    mean_structure = (others / others.sum(axis=1, keepdims=True)).mean(axis=0)
    assert krugman_specialisation(sweden, mean_structure) == pytest.approx(0.1595, abs=5e-5)


def test_shift_share_of_krumme() -> None:
    """G. Krumme, University of Washington, Geography 350: table "Holukuluku" 1985-1995."""
    found = shift_share(
        [500, 100, 200, 200],
        [1000, 100, 250, 280],
        nation_t0=[10, 20, 40, 30],
        nation_t1=[11, 24, 52, 42],
    )
    assert found.national_share.sum() == pytest.approx(290)
    assert found.industry_mix == pytest.approx([-95, -9, 2, 22])
    assert found.industry_mix.sum() == pytest.approx(-80)
    assert found.regional_shift == pytest.approx([450, -20, -10, 0])
    assert found.regional_shift.sum() == pytest.approx(420)


# Properties


def test_locational_gini_is_a_gini_of_quotients_in_both_forms() -> None:
    quotients = location_quotient(X, REFERENCE)
    assert locational_gini(X, REFERENCE) == pytest.approx(gini(quotients, weights=REFERENCE))
    assert locational_gini(X, REFERENCE, "lq") == pytest.approx(gini(quotients))


def test_locational_gini_with_an_equal_benchmark_is_the_gini() -> None:
    for form in ("reference_weighted", "lq"):
        assert locational_gini(X, [3] * 17, form) == pytest.approx(gini(X))


@pytest.mark.parametrize("form", ["reference_weighted", "lq"])
def test_locational_gini_of_extremes(form: str) -> None:
    reference = [5, 3, 2]
    assert locational_gini([50, 30, 20], reference, form) == pytest.approx(0, abs=1e-15)
    smallest = 0.2 if form == "reference_weighted" else 1 / 3
    assert locational_gini([0, 0, 9], reference, form) == pytest.approx(
        1 - smallest if form == "lq" else 0.8
    )


def test_locational_gini_accepts_an_area_outside_the_benchmark() -> None:
    """Limit of an ever smaller benchmark there."""
    limit = locational_gini([2, 1, 1], [0, 1, 1])
    assert limit == pytest.approx(0.5)
    assert locational_gini([2, 1, 1], [1e-12, 1, 1]) == pytest.approx(limit)


def test_location_quotients_average_to_one() -> None:
    shares = REFERENCE / REFERENCE.sum()
    assert location_quotient(X, REFERENCE) @ shares == pytest.approx(1)
    assert location_quotient(REFERENCE * 7, REFERENCE) == pytest.approx(np.ones(17))


def test_location_quotient_matrix_by_its_definition() -> None:
    found = location_quotient_matrix(TABLE)
    for r, row in enumerate(TABLE):
        for j, value in enumerate(row):
            share = value / row.sum()
            everywhere = TABLE[:, j].sum() / TABLE.sum()
            assert found[r, j] == pytest.approx(share / everywhere)
        assert found[r] == pytest.approx(location_quotient(row, TABLE.sum(axis=0)))


def test_location_quotient_matrix_turns_with_the_table() -> None:
    assert location_quotient_matrix(TABLE.T) == pytest.approx(location_quotient_matrix(TABLE).T)


def test_krugman_is_twice_hoover_and_symmetric() -> None:
    assert krugman_specialisation(X, REFERENCE) == pytest.approx(2 * hoover(X, REFERENCE))
    assert krugman_specialisation(X, REFERENCE) == pytest.approx(
        krugman_specialisation(REFERENCE, X)
    )
    assert krugman_specialisation(X, X * 3) == pytest.approx(0, abs=1e-15)


def test_hachman_by_its_definition() -> None:
    structure = TABLE / TABLE.sum(axis=1, keepdims=True)
    expected = 1 / (structure * location_quotient_matrix(TABLE)).sum(axis=1)
    assert hachman(TABLE) == pytest.approx(expected)


def test_hachman_of_extremes() -> None:
    assert hachman([[1, 2], [10, 20], [5, 10]]) == pytest.approx([1, 1, 1])
    # Each region has one industry for itself: its share in the whole.
    assert hachman([[3, 0], [0, 1]]) == pytest.approx([0.75, 0.25])
    assert ((hachman(TABLE) > 0) & (hachman(TABLE) <= 1)).all()


def test_shift_share_parts_add_up_to_the_change() -> None:
    start, end, nation_start, nation_end = RANDOM.integers(1, 99, size=(4, 8)).astype(float)
    found = shift_share(start, end, nation_start, nation_end)
    total = found.national_share + found.industry_mix + found.regional_shift
    assert total == pytest.approx(end - start)


def test_a_region_like_the_nation_has_neither_mix_nor_shift() -> None:
    nation = np.array([40.0, 60.0])
    found = shift_share(nation / 10, nation / 5, nation, nation * 2)
    assert found.industry_mix == pytest.approx([0, 0])
    assert found.regional_shift == pytest.approx([0, 0])


def test_an_industry_new_to_the_region_is_its_own_doing() -> None:
    found = shift_share([0, 10], [5, 10], [50, 50], [50, 50])
    assert found.regional_shift.tolist() == [5, 0]


# Relatedness

PRESENCE = np.array([[1, 1, 0, 1], [1, 1, 1, 0], [1, 0, 0, 0], [0, 0, 1, 0], [1, 0, 1, 0]])


def test_proximity_by_conditional_probabilities() -> None:
    found = proximity(PRESENCE)
    for i in range(4):
        for j in range(4):
            both = sum(1 for row in PRESENCE if row[i] and row[j])
            i_given_j = both / sum(1 for row in PRESENCE if row[j])
            j_given_i = both / sum(1 for row in PRESENCE if row[i])
            assert found[i, j] == pytest.approx(0 if i == j else min(i_given_j, j_given_i))
    assert (found == found.T).all()


def test_proximity_of_extremes() -> None:
    always = proximity([[1, 1], [1, 1], [0, 0]])
    never = proximity([[1, 0], [0, 1]])
    assert always.tolist() == [[0, 1], [1, 0]]
    assert never.tolist() == [[0, 0], [0, 0]]


def test_density_by_its_definition() -> None:
    related = proximity(PRESENCE)
    found = relatedness_density(PRESENCE, related)
    for place in range(5):
        for i in range(4):
            present = sum(related[i, j] for j in range(4) if PRESENCE[place, j])
            assert found[place, i] == pytest.approx(present / related[i].sum())
    assert found.shape == PRESENCE.shape
    assert ((found >= 0) & (found <= 1)).all()


def test_density_of_extremes() -> None:
    related = proximity(PRESENCE)
    assert relatedness_density([[1, 1, 1, 1], [0, 0, 0, 0]], related) == pytest.approx(
        np.array([[1, 1, 1, 1], [0, 0, 0, 0]])
    )
    assert relatedness_density([[1, 1]], np.zeros((2, 2))).tolist() == [[0, 0]]


def test_presence_may_be_boolean() -> None:
    assert (proximity(PRESENCE.astype(bool)) == proximity(PRESENCE)).all()
