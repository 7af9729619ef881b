"""Answers that are worked out once for each data set, kept on it, and handed out as copies.

A data set never changes, so neither does what is computed from it. A page asks many of the same
questions in one run, and all readers of a server ask them again. As the answers lie on the data
set, those of one never meet those of another, and they go when it goes.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import pandas as pd

__all__ = ["Answers", "HasAnswers", "remembered"]

_UNKNOWN = object()


@dataclass(frozen=True, eq=False)
class _Begun:
    """An answer that is being worked out, and by whom."""

    thread: int = field(default_factory=threading.get_ident)
    over: threading.Event = field(default_factory=threading.Event)


class Answers:
    """What has been asked of one data set; safe to use from many threads.

    Of each function the latest answers are kept. What several threads ask for at once is worked
    out by the first of them, while the others wait. A thread that waits holds no lock, and an
    answer never rests on itself, so waiting always ends.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[Callable[..., Any], OrderedDict[Hashable, Any]] = {}
        self._begun: dict[tuple[Callable[..., Any], Hashable], _Begun] = {}
        self._asked = self._worked_out = 0

    def figures(self) -> tuple[int, int, int]:
        """How many questions there were, how many were worked out, how many answers are kept."""
        with self._lock:
            return self._asked, self._worked_out, sum(map(len, self._kept.values()))

    def get(
        self, function: Callable[..., Any], key: Hashable, most: int, work: Callable[[], Any]
    ) -> Any:
        """The answer of a function to a question, worked out if it is not kept.

        Parameters
        ----------
        function : callable
            Who is asked; each function has a shelf of its own.
        key : hashable
            The question.
        most : int
            How many answers of the function are kept; the one not asked for longest goes.
        work : callable
            Works the answer out. What it raises goes to the caller and is not kept; whoever waited
            for it tries for himself.
        """
        me = threading.get_ident()
        self._asked += 1  # a figure to look at; one that is missed does no harm
        while True:
            with self._lock:
                kept = self._kept.setdefault(function, OrderedDict())
                answer = kept.get(key, _UNKNOWN)
                if answer is not _UNKNOWN:
                    kept.move_to_end(key)
                    return answer
                begun = self._begun.get((function, key))
                if begun is None:
                    mine = self._begun[function, key] = _Begun()
                    self._worked_out += 1
                    break
            if begun.thread == me:  # the question leads back to itself: let it run into the ground
                return work()
            begun.over.wait()
        answer = _UNKNOWN
        try:
            answer = work()
        finally:
            with self._lock:
                del self._begun[function, key]
                if answer is not _UNKNOWN:
                    kept[key] = answer
                    while len(kept) > most:
                        kept.popitem(last=False)
            mine.over.set()
        return answer


class HasAnswers(Protocol):
    """A data set, as far as remembering goes."""

    @property
    def answers(self) -> Answers:
        """Where what it was asked is kept."""


P = ParamSpec("P")
R = TypeVar("R")
D = TypeVar("D", bound=HasAnswers)


def remembered(
    maxsize: int,
) -> Callable[[Callable[Concatenate[D, P], R]], Callable[Concatenate[D, P], R]]:
    """Remember the latest answers of a function of a data set.

    The data set comes first, by position; all other arguments are values. What is computed from
    values alone belongs to no data set and is a matter for ``functools.lru_cache``.

    Each call gets a table, list, dictionary or set of its own. The copy is shallow: pandas (3 and
    later) copies what is written to, and what lies in the cells of a table, or inside another
    container, is not meant to be changed. Anything else is shared.

    Parameters
    ----------
    maxsize : int
        How many answers are kept on each data set.
    """

    def decorate(function: Callable[Concatenate[D, P], R]) -> Callable[Concatenate[D, P], R]:
        @wraps(function)
        def answer(data: D, /, *args: P.args, **kwargs: P.kwargs) -> R:
            key = (args, tuple(sorted(kwargs.items())))
            value = data.answers.get(
                function, key, maxsize, lambda: function(data, *args, **kwargs)
            )
            return _own(value)

        return answer

    return decorate


def _own(value: Any) -> Any:
    if isinstance(value, pd.DataFrame | pd.Series):
        return value.copy(deep=False)
    if isinstance(value, list | dict | set):
        return value.copy()
    return value
