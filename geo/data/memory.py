"""Answers that are worked out once and handed out as copies.

The atlas never changes, so neither does what is computed from it. A page asks many of the same
questions in one run, and all readers of a server ask them again.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

import pandas as pd

P = ParamSpec("P")
R = TypeVar("R")


def remembered(maxsize: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Remember the latest answers of a function whose arguments are values or an atlas.

    Each call gets a copy of its own. It is shallow: pandas copies what is written to, and what
    lies in the cells of a table, or inside another container, is not meant to be changed.

    Parameters
    ----------
    maxsize : int
        How many answers are kept.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        kept: Callable[..., Any] = lru_cache(maxsize)(function)

        @wraps(function)
        def answer(*args: P.args, **kwargs: P.kwargs) -> R:
            value = kept(*args, **kwargs)
            if isinstance(value, pd.DataFrame | pd.Series):
                return value.copy(deep=False)
            return copy.copy(value)

        return answer

    return decorate
