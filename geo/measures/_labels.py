"""Labels of pandas objects: arguments are paired by them and results keep them.

pandas is loaded here only once a Series or DataFrame came in, so that the package stays light.
An axis without labels is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: A pandas.Index, or None for an axis that has no labels.
Labels = Any

#: How many labels a message lists.
_MOST_LISTED = 5


def axes(values: Any) -> tuple[Labels, ...]:
    """Labels of each axis of a Series or DataFrame; nothing for all else."""
    return tuple(values.axes) if hasattr(values, "reindex") and hasattr(values, "axes") else ()


def shown(value: Any) -> str:
    """A label or a value as a message shows it."""
    return repr(value.item() if isinstance(value, np.generic) else value)


def axis(values: Any, number: int, ndim: int) -> Labels:
    """Labels of one axis of something with `ndim` axes, counted from 0."""
    known = axes(values)
    return known[number] if len(known) == ndim else None


def shared(*arguments: Any) -> tuple[Labels, ...]:
    """Labels of each axis in the first argument that has some, counted from the last axis."""
    known: list[tuple[Labels, ...]] = [axes(values) for values in arguments]
    longest = max(map(len, known))
    return tuple(
        next(own[place] for own in known if len(own) >= -place) for place in range(-longest, 0)
    )


def places(name: str, labels: Iterable[Any], other_name: str, wanted: Iterable[Any]) -> list[int]:
    """Where each wanted label of `other_name` stands among the labels of `name`."""
    known = {label: place for place, label in enumerate(labels)}
    wanted = dict.fromkeys(wanted)
    lacks = {
        name: [label for label in wanted if label not in known],
        other_name: [label for label in known if label not in wanted],
    }
    if any(lacks.values()):
        said = "; ".join(f"{who} lacks {_listed(what)}" for who, what in lacks.items() if what)
        raise ValueError(
            f"{other_name} and {name} have different labels: {said}. "
            "Select the same ones, or give arrays where the order alone counts"
        )
    return [known[label] for label in wanted]


def _listed(labels: Sequence[Any]) -> str:
    more = len(labels) - _MOST_LISTED
    first = ", ".join(map(shown, labels[:_MOST_LISTED]))
    return f"{first} and {more} more" if more > 0 else first


def ordered(name: str, values: Any, number: int, other_name: str, wanted: Labels) -> Any:
    """`values` with one axis in the order of the wanted labels; as they are without labels."""
    own = axes(values)
    if wanted is None or number >= len(own) or own[number].equals(wanted):
        return values
    for who, labels in ((name, own[number]), (other_name, wanted)):
        once_each(who, labels)
    return values.take(places(name, own[number], other_name, wanted), axis=number)


def once_each(name: str, labels: Labels) -> None:
    """Raise where a label stands twice."""
    if not labels.is_unique:
        twice = shown(labels[labels.duplicated()][0])
        raise ValueError(
            f"{name} has the label {twice} twice: add up or drop what belongs together, or give "
            "an array where the order alone counts"
        )


def aligned(**arguments: Any) -> list[Any]:
    """Arguments in the order of the first that has labels, axis by axis from the last."""
    first: dict[int, tuple[str, Labels]] = {}
    result = []
    for name, values in arguments.items():
        brought, size = values, len(axes(values))
        for number, labels in enumerate(axes(values)):
            leader, wanted = first.setdefault(number - size, (name, labels))
            brought = ordered(name, brought, number, leader, wanted)
        result.append(brought)
    return result


def labelled(result: NDArray[np.float64], labels: Sequence[Labels]) -> Any:
    """A Series or DataFrame where each axis has labels, else the array; a float for one number."""
    if result.ndim == 0:
        return float(result)
    sizes = tuple(-1 if own is None else len(own) for own in labels)
    if result.ndim > 2 or sizes != result.shape:
        return result
    import pandas as pd  # loaded already by whoever made the labels

    return pd.Series(result, *labels) if result.ndim == 1 else pd.DataFrame(result, *labels)
