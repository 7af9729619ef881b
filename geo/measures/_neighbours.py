"""Neighbours in the forms people have them: lists, dicts, tables of weights, libpysal's objects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

import geo.measures._checks as _checks
from geo.measures._checks import Floats
from geo.measures._labels import axes, axis, ordered, places, shown

_FORMS = (
    "give for each area the places of its neighbours, a square table of weights, a dict by label, "
    "or weights of libpysal"
)


def weights_of(neighbours: Any, y: Any, n: int) -> Floats:
    """Square table of the weights as they are given, areas in the order of `y`."""
    named = _by_label(neighbours)
    if named is not None:
        weights = _of_mapping(named, y, n, by_place=isinstance(neighbours, Mapping))
    elif hasattr(neighbours, "toarray"):
        weights = _of_table(neighbours.toarray(), n)
    elif len(axes(neighbours)) == 2:
        weights = _of_frame(neighbours, y, n)
    elif isinstance(neighbours, np.ndarray) and neighbours.ndim == 2 and neighbours.shape[1] == n:
        weights = _of_table(neighbours, n)
    else:
        weights = _of_lists(neighbours, n)
    return weights


def _by_label(neighbours: Any) -> Mapping[Any, Any] | None:
    """Neighbours by label, in the order of the areas; None for a form that knows places alone."""
    if isinstance(neighbours, Mapping):
        return neighbours
    if hasattr(neighbours, "adjacency") and hasattr(neighbours, "unique_ids"):  # libpysal Graph
        found: dict[Any, dict[Any, float]] = {area: {} for area in neighbours.unique_ids}
        for (area, other), weight in neighbours.adjacency.items():
            found[area][other] = weight  # 0 for an island, which is its own neighbour
        return found
    if hasattr(neighbours, "id_order") and hasattr(neighbours, "weights"):  # libpysal W
        return {
            area: dict(zip(neighbours.neighbors[area], neighbours.weights[area], strict=True))
            for area in neighbours.id_order
        }
    return None


def _of_mapping(named: Mapping[Any, Any], y: Any, n: int, by_place: bool) -> Floats:
    labels: Iterable[Any] = named
    own = axis(y, 0, 1)
    if own is not None:
        places("neighbours", named, "y", own)
        labels = own
    elif by_place:
        if set(named) != set(range(n)):
            raise ValueError(
                f"neighbours must have the places 0 to {n - 1} for keys, as y has no labels: "
                "give y as a Series to pair them by label"
            )
        labels = range(n)
    place = {label: number for number, label in enumerate(labels)}
    _same_number(n, len(place))
    result = np.zeros((n, n))
    for label, area in place.items():
        name = f"neighbours[{shown(label)}]"
        for other, weight in _weighted(named[label], name).items():
            if _checks.key(other, name) not in place:
                raise ValueError(f"{name} names {shown(other)}, which is no area of neighbours")
            if place[other] == area and weight:
                raise ValueError(f"{name} names the area itself")
            result[area, place[other]] = weight
    return result


def _weighted(listed: Any, name: str) -> Mapping[Any, float]:
    """Weights by label, 1 for each where a list gives none."""
    if isinstance(listed, Mapping):
        for weight in listed.values():
            if _checks.number(weight, name) < 0:
                raise ValueError(f"{name} has the weight {weight:g}: it must not be negative")
        return listed
    others = _checks.listed(listed, name, "a list of neighbours, or their weights, is needed")
    result: dict[Any, float] = {}
    for other in others:
        if _checks.key(other, name) in result:
            raise ValueError(f"{name} names {shown(other)} twice")
        result[other] = 1.0
    return result


def _of_frame(table: Any, y: Any, n: int) -> Floats:
    """A DataFrame in the order of `y`, or of its own rows where `y` has no labels."""
    own = axis(y, 0, 1)
    wanted, whose = (table.index, "rows of neighbours") if own is None else (own, "y")
    for number, name in enumerate(("rows of neighbours", "columns of neighbours")):
        table = ordered(name, table, number, whose, wanted)
    return _of_table(table, n)


def _of_table(table: Any, n: int) -> Floats:
    weights = np.array(_checks.numbers(table, "neighbours"))
    if weights.shape != (n, n):
        raise ValueError(
            f"neighbours must be {n} by {n} like the areas of y, it has the shape {weights.shape}"
        )
    _checks.refuse("neighbours", weights, weights < 0, "a weight must not be negative", table)
    if weights.diagonal().any():
        area = int(weights.diagonal().nonzero()[0][0])
        raise ValueError(f"neighbours[{area}] names the area itself")
    return weights


def _of_lists(neighbours: Sequence[Sequence[int]], n: int) -> Floats:
    lists = _checks.listed(neighbours, "neighbours", _FORMS)
    _same_number(n, len(lists))
    result = np.zeros((n, n))
    for area, listed in enumerate(lists):
        name = f"neighbours[{area}]"
        for other in _checks.listed(listed, name, "a list of places is needed"):
            place = _checks.whole_number(other, name)
            if place >= n:
                raise ValueError(f"{name} names {place}, there are {n} areas")
            if place == area:
                raise ValueError(f"{name} names the area itself")
            if result[area, place]:
                raise ValueError(f"{name} names {place} twice")
            result[area, place] = 1.0
    return result


def _same_number(n: int, areas: int) -> None:
    if areas != n:
        raise ValueError(f"y and neighbours differ in length: {n} and {areas}")
