"""Moran's I of neighbours in every usual form: one figure whatever the form."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from esda.moran import Moran as Oracle
from libpysal.graph import Graph
from libpysal.weights import W, lat2W
from scipy import sparse

from geo.measures import moran

AREAS = ["a", "b", "c", "d", "e"]
Y = pd.Series([5.0, 1.0, 4.0, 2.0, 9.0], index=AREAS)
LISTS = [[1, 2], [0], [0, 3], [2], []]
BY_LABEL = {"a": ["b", "c"], "b": ["a"], "c": ["a", "d"], "d": ["c"], "e": []}
#: The same with weights.
WEIGHTS = {"a": {"b": 2, "c": 1}, "b": {"a": 2}, "c": {"a": 1, "d": 4}, "d": {"c": 4}, "e": {}}
TABLE = pd.DataFrame(
    [[0, 2, 1, 0, 0], [2, 0, 0, 0, 0], [1, 0, 0, 4, 0], [0, 0, 4, 0, 0], [0, 0, 0, 0, 0]],
    index=AREAS,
    columns=AREAS,
    dtype=float,
)
ONES = (TABLE > 0).astype(float)


def libpysal_w(weights: dict[str, dict[str, float]]) -> W:
    return W(
        {area: list(near) for area, near in weights.items()},
        {area: list(near.values()) for area, near in weights.items()},
        silence_warnings=True,
    )


def graph(table: pd.DataFrame) -> Graph:
    return Graph.from_sparse(sparse.csr_array(table.to_numpy()), ids=list(table.index))


#: Forms without weights, and with the weights of TABLE.
BARE: dict[str, Any] = {
    "lists": LISTS,
    "tuples in an array": np.array([*map(tuple, LISTS), None], dtype=object)[:-1],
    "array": ONES.to_numpy(),
    "booleans": ONES.to_numpy() > 0,
    "sparse array": sparse.csr_array(ONES.to_numpy()),
    "sparse matrix": sparse.coo_matrix(ONES.to_numpy()),
    "DataFrame": ONES,
    "dict of lists": BY_LABEL,
    "dict of weights": {area: dict.fromkeys(near, 1) for area, near in BY_LABEL.items()},
    "W": W(BY_LABEL, silence_warnings=True),
    "Graph": graph(ONES),
}
WEIGHTED: dict[str, Any] = {
    "array": TABLE.to_numpy(),
    "sparse array": sparse.csr_array(TABLE.to_numpy()),
    "DataFrame": TABLE,
    "dict": WEIGHTS,
    "W": libpysal_w(WEIGHTS),
    "Graph": graph(TABLE),
}


def by_hand(table: pd.DataFrame, standardise: bool) -> float:
    w = table.to_numpy()
    if standardise:
        w = w / np.maximum(w.sum(axis=1, keepdims=True), 1)
    z = (Y - Y.mean()).to_numpy()
    return float(5 / w.sum() * (w * np.outer(z, z)).sum() / (z**2).sum())


@pytest.mark.parametrize("standardise", [True, False])
@pytest.mark.parametrize("form", BARE)
def test_forms_of_bare_neighbours(form: str, standardise: bool) -> None:
    found = moran(Y, BARE[form], standardise, permutations=99)
    assert pytest.approx(by_hand(ONES, standardise)) == found.I
    assert found == moran(Y.to_numpy(), LISTS, standardise, permutations=99)


@pytest.mark.parametrize("standardise", [True, False])
@pytest.mark.parametrize("form", WEIGHTED)
def test_forms_with_weights(form: str, standardise: bool) -> None:
    found = moran(Y, WEIGHTED[form], standardise, permutations=9)
    assert pytest.approx(by_hand(TABLE, standardise)) == found.I


@pytest.mark.parametrize("form", ["DataFrame", "dict", "W", "Graph"])
def test_labels_are_paired(form: str) -> None:
    """y in another order is still each area's own figure."""
    found = moran(Y[["d", "a", "e", "c", "b"]], WEIGHTED[form], permutations=9)
    assert pytest.approx(by_hand(TABLE, True)) == found.I


def test_rows_and_columns_of_a_table_are_paired() -> None:
    mixed = TABLE[["e", "c", "a", "d", "b"]]
    assert pytest.approx(by_hand(TABLE, True)) == moran(Y, mixed, permutations=9).I
    assert pytest.approx(by_hand(TABLE, True)) == moran(Y.to_numpy(), mixed, permutations=9).I


@pytest.mark.parametrize("form", ["W", "Graph", "DataFrame"])
def test_an_array_is_taken_in_the_order_of_the_weights(form: str) -> None:
    found = moran(Y.to_numpy(), WEIGHTED[form], permutations=9)
    assert pytest.approx(by_hand(TABLE, True)) == found.I


def test_a_dict_of_places_goes_with_an_array_in_any_order() -> None:
    by_place = {3: [2], 0: [1, 2], 4: [], 2: [0, 3], 1: [0]}
    assert pytest.approx(by_hand(ONES, True)) == moran(Y.to_numpy(), by_place, permutations=9).I


def test_weights_of_libpysal_give_the_figure_of_esda() -> None:
    weights = lat2W(4, 5)
    y = np.random.default_rng(3).normal(size=20)
    expected = Oracle(y, weights, transformation="R", permutations=0).I
    graphed = Graph.from_W(weights)
    for form in (weights, graphed, weights.sparse, weights.full()[0], weights.neighbors):
        assert pytest.approx(expected) == moran(y, form, permutations=9).I
    weights.transform = "R"
    assert pytest.approx(expected) == moran(y, weights, permutations=9).I


@pytest.mark.parametrize("scale", [1e-290, 1e-150, 4e307])
@pytest.mark.parametrize("standardise", [True, False])
def test_scale_of_the_weights_does_not_matter(scale: float, standardise: bool) -> None:
    found = moran(Y, TABLE * scale, standardise, permutations=9)
    assert pytest.approx(by_hand(TABLE, standardise)) == found.I


REFUSED: dict[str, tuple[Callable[[], Any], str]] = {
    "dict without an area": (
        lambda: moran(Y, {area: near for area, near in BY_LABEL.items() if area != "e"}),
        "y and neighbours have different labels: neighbours lacks 'e'",
    ),
    "dict with an area more": (lambda: moran(Y, {**BY_LABEL, "f": []}), "y lacks 'f'"),
    "dict that names a stranger": (
        lambda: moran(Y, {**BY_LABEL, "e": ["z"]}),
        "neighbours['e'] names 'z', which is no area",
    ),
    "dict that names an area twice": (
        lambda: moran(Y, {**BY_LABEL, "b": ["a", "a"]}),
        "neighbours['b'] names 'a' twice",
    ),
    "dict that names the area itself": (
        lambda: moran(Y, {**BY_LABEL, "e": ["e"]}),
        "neighbours['e'] names the area itself",
    ),
    "dict with text": (lambda: moran(Y, {**BY_LABEL, "e": "a"}), "neighbours['e'] is the text 'a'"),
    "dict with a number": (lambda: moran(Y, {**BY_LABEL, "e": 1}), "neighbours['e'] is 1: a list"),
    "dict with a negative weight": (
        lambda: moran(Y, {**WEIGHTS, "e": {"a": -1}}),
        "neighbours['e'] has the weight -1",
    ),
    "dict with a weight missing": (
        lambda: moran(Y, {**WEIGHTS, "e": {"a": None}}),
        "neighbours['e'] is None, not a number",
    ),
    "dict by label for an array": (
        lambda: moran(Y.to_numpy(), BY_LABEL),
        "neighbours must have the places 0 to 4 for keys, as y has no labels",
    ),
    "W of other labels": (
        lambda: moran(Y, W({0: [1], 1: [0], 2: [1], 3: [2], 4: [3]})),
        "neighbours lacks 'a', 'b', 'c', 'd', 'e'; y lacks 0, 1, 2, 3, 4",
    ),
    "W of another size": (
        lambda: moran([1, 2, 3], lat2W(2, 2)),
        "y and neighbours differ in length: 3 and 4",
    ),
    "Graph of other labels": (lambda: moran(Y, Graph.from_W(lat2W(1, 5))), "neighbours lacks 'a'"),
    "DataFrame of other rows": (
        lambda: moran(Y, TABLE.rename({"a": "z"})),
        "y and rows of neighbours have different labels: rows of neighbours lacks 'a'",
    ),
    "DataFrame of other columns": (
        lambda: moran(Y, TABLE.rename(columns={"a": "z"})),
        "columns of neighbours lacks 'a'",
    ),
    "array of another size": (
        lambda: moran([1, 2], sparse.csr_array(np.ones((3, 3)))),
        "neighbours must be 2 by 2 like the areas of y, it has the shape (3, 3)",
    ),
    "array with a diagonal": (
        lambda: moran([1, 2], np.eye(2)),
        "neighbours[0] names the area itself",
    ),
    "array with a negative weight": (
        lambda: moran([1, 2], np.array([[0, -1], [1, 0]])),
        "neighbours[0, 1] is -1: a weight must not be negative",
    ),
    "array with a NaN": (
        lambda: moran([1, 2], np.array([[0, np.nan], [1, 0]])),
        "neighbours[0, 1] is nan",
    ),
    "array of zeros": (lambda: moran([1, 2], np.zeros((2, 2))), "neighbours is empty for every"),
    "nothing": (lambda: moran([1, 2], None), "neighbours is None: give for each area"),
    "a number": (lambda: moran([1, 2], 2), "neighbours is 2: give for each area"),
    "places as numbers": (lambda: moran([1, 2], [1, 0]), "neighbours[0] is 1: a list of places"),
    "a place missing": (lambda: moran([1, 2], [[None], [0]]), "neighbours[0] is None"),
}


@pytest.mark.filterwarnings("ignore:The weights matrix is not fully connected")
@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str) -> None:
    call, message = REFUSED[case]
    with pytest.raises(ValueError, match=re.escape(message)):
        call()
