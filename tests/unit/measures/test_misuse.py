"""Anything at all in place of an argument: a figure, or a sentence that names the argument."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pytest

from geo import measures as m

X, P = [5, 3, 2], [0.5, 0.3, 0.2]

#: An argument that makes sense for each name.
SENSE: dict[str, Any] = {
    "draws": 9,
    "epsilon": 0.5,
    "exceedances": 1,
    "form": "lq",
    "groups": ["a", "b", "a"],
    "k": 2,
    "level": 0.95,
    "m": [[1, 2], [3, 4]],
    "measure": m.gini,
    "memberships": [["a"], ["b", "a"]],
    "n": 20,
    "nation_t0": X,
    "nation_t1": X,
    "neighbours": [[1], [0, 2], [1]],
    "observed": X,
    "p": 0.5,
    "permutations": 9,
    "plant_region": [0, 1, 2],
    "plant_size": X,
    "points": [[0, 0], [1, 2], [3, 1]],
    "presence": [[1, 0], [1, 1]],
    "prob": P,
    "proximity": [[0, 1], [1, 0]],
    "reference": [4, 3, 3],
    "reference_share": 0.5,
    "region_t0": X,
    "region_t1": X,
    "region_total": [4, 3, 3],
    "strength": 1,
    "weights": [1, 2, 3],
    "x": X,
    "y": X,
}

NONSENSE: dict[str, Any] = {
    "None": None,
    "object": object(),
    "text": "nonsense",
    "bytes": b"nonsense",
    "set": {1, 2, 3},
    "dict": {"a": 1},
    "generator": (i for i in ()),
    "function": lambda: 1,
    "class": int,
    "row of None": [None] * 3,
    "row of rows": [[1], [2], [3]],
    "row of dicts": [{}, {}, {}],
    "row of objects": [object()] * 3,
    "row of texts": ["a", "b", "c"],
    "texts in depth": [[["a"]]],
    "dates": pd.Series(pd.to_datetime(["2020-01-01"] * 3)),
    "moment": pd.Timestamp("2020-01-01"),
    "Series of texts": pd.Series(["a"]),
    "DataFrame of texts": pd.DataFrame({"a": ["b"]}),
    "Index": pd.Index(["a", "b", "c"]),
    "categories": pd.Categorical(["a", "b", "a"]),
    "array without an axis": np.array(3),
    "array of three axes": np.ones((2, 2, 2)),
    "complex number": 1j,
    "complex numbers": np.array([1j, 2, 3]),
    "empty": [],
    "negative": -1,
    "half": 1.5,
    "NaN": math.nan,
    "infinite": math.inf,
}

ARGUMENTS = [
    (name, argument)
    for name in m.__all__
    for argument in inspect.signature(getattr(m, name)).parameters
]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("name", "argument"), ARGUMENTS)
def test_nonsense(name: str, argument: str) -> None:
    function = getattr(m, name)
    sense = {key: SENSE[key] for key in inspect.signature(function).parameters if key in SENSE}
    function(**sense)
    for what, nonsense in NONSENSE.items():
        try:
            function(**{**sense, argument: nonsense})
        except ValueError as error:
            assert argument in str(error), what
            assert len(str(error)) > len(argument) + len(" is 0"), what


MEASURES: dict[str, tuple[Callable[..., Any], str]] = {
    "that needs more": (
        m.krugman_specialisation,
        r"measure cannot be computed from a row of counts alone .*reference.*functools\.partial",
    ),
    "with an unknown keyword": (
        partial(m.gini, weight=P),
        r"measure cannot be computed from a row of counts alone .*weight",
    ),
    "that gives nothing": (lambda _: None, r"measure gives no finite number for the counts \["),
    "that gives a text": (lambda _: "much", "measure must give a number, .*: it gave 'much'"),
    "that gives rows of different lengths": (
        lambda counts: list(range(int(counts[0]))),
        "measure must give a number, or numbers of fixed length",
    ),
    "that is a number": (0.5, r"measure is 0\.5: a function of one row of counts is needed"),
}


@pytest.mark.parametrize("case", MEASURES)
def test_measures_of_a_lottery(case: str) -> None:
    measure, message = MEASURES[case]
    with pytest.raises(ValueError, match=message):
        m.null_band(measure, 9, P, draws=20)


MESSAGES: dict[str, tuple[Callable[[], Any], str]] = {
    "groups": (
        lambda: m.theil_decomposition([1, 2], None),
        "groups is None: a group for each area is needed",
    ),
    "a group that is a list": (
        lambda: m.theil_decomposition([1, 2], [["a"], ["b"]]),
        r"groups\[0\] is \['a'\]: a single code or name is needed",
    ),
    "memberships": (
        lambda: m.fractional_counts(3),
        "memberships is 3: the places of each cluster are needed",
    ),
    "a cluster that is a number": (
        lambda: m.fractional_counts([["a"], 3]),
        r"memberships\[1\] is 3: a list of codes is needed, the leading one first",
    ),
    "a cluster without order": (
        lambda: m.fractional_counts([{"a", "b"}], "lead"),
        r"memberships\[0\] is \{.*\}: a list of codes is needed",
    ),
    "a code that is a list": (
        lambda: m.fractional_counts([["a", ["b"]]]),
        r"memberships\[0\]\[1\] is \['b'\]: a single code or name is needed",
    ),
    "regions": (
        lambda: m.ellison_glaeser(X, 2, X),
        "plant_region is 2: a region for each plant is needed",
    ),
    "flag": (
        lambda: m.gini(X, None, "yes"),
        "normalised is 'yes': True or False is needed",
    ),
}


@pytest.mark.parametrize("case", MESSAGES)
def test_what_to_give_is_said(case: str) -> None:
    call, message = MESSAGES[case]
    with pytest.raises(ValueError, match=message):
        call()
