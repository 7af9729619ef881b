"""Series and DataFrames: paired by label, whatever the order, and the labels stay."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pytest

from geo import measures as m

AREAS = ["wuhan", "yichang", "xiangyang", "enshi", "jingzhou"]
INDUSTRIES = ["cars", "optics", "food", "steel"]


def row(*values: float, labels: list[str] = AREAS) -> pd.Series:
    return pd.Series(values, index=labels[: len(values)])


X, REFERENCE = row(9, 4, 3, 0, 1), row(50, 20, 15, 10, 5)
POSITIVE, PROB = row(9, 4, 3, 2, 1), row(0.4, 0.3, 0.1, 0.15, 0.05)
GROUPS = pd.Series(["a", "b", "a", "c", "b"], index=AREAS)
TABLE = pd.DataFrame(
    [[9, 1, 4, 2], [3, 5, 1, 1], [2, 2, 8, 1], [1, 1, 5, 6], [1, 7, 2, 3]], AREAS, INDUSTRIES
)
PRESENCE = pd.DataFrame(
    [[1, 1, 0, 1], [1, 0, 1, 0], [0, 1, 1, 1], [1, 0, 0, 0], [0, 0, 1, 1]], AREAS, INDUSTRIES
)
RELATED = pd.DataFrame(
    [[0, 0.5, 0.2, 0.1], [0.5, 0, 0.3, 0.7], [0.2, 0.3, 0, 0.4], [0.1, 0.7, 0.4, 0]],
    INDUSTRIES,
    INDUSTRIES,
)
POINTS = pd.DataFrame(
    [[1, 2], [4, 1], [3, 7], [-2, 5], [6, 6]], index=AREAS, columns=["east", "north"]
)
BORDERS = pd.DataFrame(
    [[0, 2, 1, 0, 0], [1, 0, 0, 3, 0], [1, 0, 0, 1, 1], [0, 1, 2, 0, 0], [0, 0, 1, 0, 0]],
    index=AREAS,
    columns=AREAS,
)

Case = tuple[Callable[..., Any], dict[str, Any]]

#: Every function of labelled arguments, each under a key that begins with its name.
CASES: dict[str, Case] = {
    "atkinson": (partial(m.atkinson, epsilon=0.5), {"x": POSITIVE}),
    "clopper_pearson": (m.clopper_pearson, {"x": X, "n": row(20, 10, 9, 8, 7)}),
    "clopper_pearson table": (m.clopper_pearson, {"x": TABLE, "n": TABLE + 9}),
    "clopper_pearson table of row": (
        m.clopper_pearson,
        {"x": TABLE, "n": row(20, 21, 22, 23, labels=INDUSTRIES)},
    ),
    "concentration_ratio": (partial(m.concentration_ratio, n=2), {"x": X}),
    "deviational_ellipse": (m.deviational_ellipse, {"points": POINTS, "weights": POSITIVE}),
    "dirichlet_strength": (m.dirichlet_strength, {"x": X, "prob": PROB}),
    "ellison_glaeser": (
        partial(m.ellison_glaeser, region_total={"a": 5, "b": 3, "c": 2}),
        {"plant_size": POSITIVE, "plant_region": GROUPS},
    ),
    "ellison_glaeser_counts": (m.ellison_glaeser_counts, {"x": X, "reference": REFERENCE}),
    "equivalent_number": (m.equivalent_number, {"x": X}),
    "gini": (m.gini, {"x": X, "weights": REFERENCE}),
    "hachman": (m.hachman, {"m": TABLE}),
    "herfindahl_hirschman": (m.herfindahl_hirschman, {"x": X}),
    "hoover": (m.hoover, {"x": X, "reference": REFERENCE}),
    "krugman_specialisation": (m.krugman_specialisation, {"x": X, "reference": REFERENCE}),
    "location_quotient": (m.location_quotient, {"x": X, "reference": REFERENCE}),
    "location_quotient_interval": (
        m.location_quotient_interval,
        {"x": X, "n": row(20, 10, 9, 8, 7), "reference_share": PROB},
    ),
    "location_quotient_interval of one total": (
        partial(m.location_quotient_interval, n=20),
        {"x": X, "reference_share": PROB},
    ),
    "location_quotient_matrix": (m.location_quotient_matrix, {"m": TABLE}),
    "locational_gini": (m.locational_gini, {"x": X, "reference": REFERENCE}),
    "locational_gini lq": (partial(m.locational_gini, form="lq"), {"x": X, "reference": REFERENCE}),
    "lorenz": (m.lorenz, {"x": X, "reference": REFERENCE}),
    "mean_centre": (m.mean_centre, {"points": POINTS, "weights": POSITIVE}),
    "moran": (partial(m.moran, permutations=9), {"y": X, "neighbours": BORDERS}),
    "multinomial_exact_test": (m.multinomial_exact_test, {"observed": X, "prob": PROB}),
    "null_band": (
        lambda prob, reference: m.null_band(
            partial(m.hoover, reference=reference), 9, prob, draws=1
        ),
        {"prob": PROB, "reference": REFERENCE},
    ),
    "null_band of any function": (
        lambda prob, reference: m.null_band(lambda x: m.hoover(x, reference), 9, prob, draws=1),
        {"prob": PROB, "reference": REFERENCE},
    ),
    "null_band of a row": (
        lambda prob, reference: m.null_band(
            lambda x: m.location_quotient(x, reference), 9, prob, draws=1
        ),
        {"prob": PROB, "reference": REFERENCE},
    ),
    "poisson_exact": (m.poisson_exact, {"x": X}),
    "proximity": (m.proximity, {"presence": PRESENCE}),
    "relatedness_density": (m.relatedness_density, {"presence": PRESENCE, "proximity": RELATED}),
    "shannon_entropy": (m.shannon_entropy, {"x": X}),
    "shift_share": (
        m.shift_share,
        {
            "region_t0": row(4, 6, 2, labels=INDUSTRIES),
            "region_t1": row(5, 5, 4, labels=INDUSTRIES),
            "nation_t0": row(40, 70, 30, labels=INDUSTRIES),
            "nation_t1": row(50, 65, 35, labels=INDUSTRIES),
        },
    ),
    "smoothed_location_quotient": (
        partial(m.smoothed_location_quotient, strength=3),
        {"x": X, "reference": REFERENCE},
    ),
    "standard_distance": (m.standard_distance, {"points": POINTS, "weights": POSITIVE}),
    "theil_decomposition": (m.theil_decomposition, {"x": X, "groups": GROUPS}),
    "theil_l": (m.theil_l, {"x": POSITIVE}),
    "theil_t": (m.theil_t, {"x": X}),
    "wilson": (m.wilson, {"x": X, "n": row(20, 10, 9, 8, 7)}),
}

#: Single numbers, and codes within lists: nothing that labels could pair.
WITHOUT = {"binomial_upper_tail", "permutation_p", "fractional_counts"}

#: Draws follow the order of `prob`, permutations that of `y`; their first argument stays.
RANDOM = {"null_band", "moran"}

PAIRED = [
    (case, name)
    for case, (_, arguments) in CASES.items()
    for name in list(arguments)[case.split()[0] in RANDOM :]
]
#: Pairs of arguments that share a kind of label.
SETS = [(case, name) for case, name in PAIRED if len(CASES[case][1]) > 1]


def parts(result: Any) -> dict[str, Any]:
    if dataclasses.is_dataclass(result):
        return {field.name: getattr(result, field.name) for field in dataclasses.fields(result)}
    return dict(enumerate(result)) if isinstance(result, tuple) else {"": result}


def in_order(value: Any) -> Any:
    """Values alone, sorted by label where there are labels."""
    if isinstance(value, pd.DataFrame):
        return value.sort_index(axis=0).sort_index(axis=1).to_numpy()
    return value.sort_index().to_numpy() if isinstance(value, pd.Series) else value


def turned(values: Any) -> Any:
    """The same by label in another order along each axis."""
    result = values.iloc[[*range(1, len(values)), 0]]
    if isinstance(values, pd.DataFrame):
        result = result[result.columns[::-1]]
    return result


def test_every_function_is_here() -> None:
    assert {case.split()[0] for case in CASES} | WITHOUT == set(m.__all__)


@pytest.mark.parametrize(("case", "name"), PAIRED)
def test_order_does_not_matter(case: str, name: str) -> None:
    function, arguments = CASES[case]
    if name == "points":  # x comes first, whatever the columns are called
        other = turned(arguments[name])[arguments[name].columns]
    else:
        other = turned(arguments[name])
    found = parts(function(**{**arguments, name: other}))
    for field, expected in parts(function(**arguments)).items():
        assert in_order(found[field]) == pytest.approx(in_order(expected)), field


@pytest.mark.parametrize("case", CASES)
def test_labels_hold_the_same_values_as_arrays(case: str) -> None:
    function, arguments = CASES[case]
    plain = {name: np.asarray(values) for name, values in arguments.items()}
    labelled, bare = parts(function(**arguments)), parts(function(**plain))
    for field, expected in bare.items():
        assert not isinstance(expected, pd.Series | pd.DataFrame)
        assert np.asarray(labelled[field]) == pytest.approx(np.asarray(expected)), field


KEPT: dict[str, tuple[list[str], ...]] = {
    "clopper_pearson": (AREAS,),
    "clopper_pearson table": (AREAS, INDUSTRIES),
    "clopper_pearson table of row": (AREAS, INDUSTRIES),
    "hachman": (AREAS,),
    "location_quotient": (AREAS,),
    "location_quotient_interval": (AREAS,),
    "location_quotient_interval of one total": (AREAS,),
    "location_quotient_matrix": (AREAS, INDUSTRIES),
    "mean_centre": (["east", "north"],),
    "null_band of a row": (AREAS,),
    "poisson_exact": (AREAS,),
    "proximity": (INDUSTRIES, INDUSTRIES),
    "relatedness_density": (AREAS, INDUSTRIES),
    "shift_share": (INDUSTRIES[:3],),
    "smoothed_location_quotient": (AREAS,),
    "wilson": (AREAS,),
}


@pytest.mark.parametrize("case", CASES)
def test_values_by_area_keep_their_labels(case: str) -> None:
    function, arguments = CASES[case]
    for value in parts(function(**arguments)).values():
        labels = tuple(list(axis) for axis in getattr(value, "axes", ()))
        assert labels == KEPT.get(case, ())


@pytest.mark.parametrize(("case", "name"), SETS)
def test_other_labels_are_named(case: str, name: str) -> None:
    function, arguments = CASES[case]
    given = arguments[name]
    number = given.ndim - 1 if case.startswith(("clopper", "relatedness")) else 0
    gone = given.axes[number][0]
    other = given.rename({gone: "nowhere"}, axis=number)
    with pytest.raises(ValueError, match="different labels") as caught:
        function(**{**arguments, name: other})
    said = str(caught.value)
    assert name in said
    assert re.search(r"lacks 'nowhere'", said) and re.search(rf"lacks '{gone}'", said)


def test_a_label_that_only_one_has_is_not_dropped() -> None:
    with pytest.raises(ValueError, match=r"x lacks 'enshi', 'jingzhou'\."):
        m.hoover(row(1, 2, 3), REFERENCE)
    with pytest.raises(ValueError, match=r"reference lacks 'enshi', 'jingzhou'\."):
        m.hoover(X, row(1, 2, 3))
    with pytest.raises(ValueError, match="lacks 0, 1, 2, 3, 4 and 3 more"):
        m.hoover(pd.Series(range(8)), pd.Series([1] * 8, index=list("abcdefgh")))


@pytest.mark.parametrize(
    ("case", "name"), [(c, name) for c, (_, arguments) in CASES.items() for name in arguments]
)
def test_a_label_twice(case: str, name: str) -> None:
    function, arguments = CASES[case]
    given = arguments[name]
    twice = given.rename({given.index[1]: given.index[0]})
    with pytest.raises(ValueError, match=f"{name} has the label '{given.index[0]}' twice"):
        function(**{**arguments, name: twice})


def test_an_array_goes_with_labels_by_position() -> None:
    for found in (
        m.location_quotient(X.to_list(), REFERENCE),
        m.location_quotient(X, REFERENCE.to_numpy()),
    ):
        pd.testing.assert_series_equal(found, m.location_quotient(X, REFERENCE))
    density = m.relatedness_density(PRESENCE.to_numpy(), RELATED)
    assert type(density) is np.ndarray


def test_two_with_labels_are_paired_beside_an_array() -> None:
    start, end = row(40, 60, labels=INDUSTRIES), row(66, 50, labels=INDUSTRIES[1::-1])
    found = m.shift_share([4, 6], [5, 6], start, end)
    assert found.national_share.to_dict() == pytest.approx({"cars": 0.64, "optics": 0.96})


def test_columns_called_x_and_y_are_x_and_y() -> None:
    swapped = POINTS.set_axis(["x", "y"], axis=1)[["y", "x"]]
    assert m.mean_centre(swapped).to_dict() == {"x": 2.4, "y": 4.2}
    assert m.deviational_ellipse(swapped) == m.deviational_ellipse(POINTS)


def test_labels_of_several_levels_and_of_numbers() -> None:
    codes = pd.MultiIndex.from_tuples([(42, "a"), (42, "b"), (43, "a")])
    x = pd.Series([3, 2, 1], index=codes)
    quotients = m.location_quotient(x, x[::-1])
    assert quotients.index.equals(codes) and (quotients == 1).all()
    years = pd.Series([1.0, 3.0], index=[2024, 2023])
    assert m.hoover(years, pd.Series([3.0, 1.0], index=[2023, 2024])) == 0


def test_a_fault_is_named_by_its_label() -> None:
    with pytest.raises(ValueError, match=r"^x\['enshi'\] is -1: it must not be negative"):
        m.hoover(X.replace(0, -1))
    with pytest.raises(ValueError, match=r"^reference\['enshi'\] is 0"):
        m.location_quotient(X, turned(REFERENCE.replace(10, 0)))
    with pytest.raises(ValueError, match=r"^m\['yichang', 'food'\] is nan"):
        m.hachman(TABLE.replace({"food": {1: np.nan}}))
    with pytest.raises(ValueError, match="total of zero in column 'food'"):
        m.hachman(TABLE.assign(food=0))
