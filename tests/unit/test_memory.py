"""Answers are kept on the data set that gave them, once each, and no longer than it lives."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from resource import getpagesize
from typing import Any

import pandas as pd
import pytest

from geo.data.atlas import Atlas
from geo.data.memory import Answers, remembered
from geo.sheets import PAGES
from geo.words import LANGUAGES
from tests.asked import ask, scene

WAIT = 60
PAGESIZE = getpagesize()


class Data:
    """A data set with one figure."""

    def __init__(self, figure: int = 1) -> None:
        self.figure = figure
        self.answers = Answers()


def at_once(calls: Iterable[Callable[[], Any]]) -> list[Any]:
    """Results of calls that are made at the same moment, each in a thread of its own."""
    todo = list(calls)
    barrier = threading.Barrier(len(todo))

    def run(call: Callable[[], Any]) -> Any:
        barrier.wait(WAIT)
        return call()

    with ThreadPoolExecutor(len(todo)) as pool:
        return [begun.result(WAIT) for begun in [pool.submit(run, call) for call in todo]]


def another(atlas: Atlas) -> Atlas:
    """A data set of its own with the same content."""
    return Atlas(atlas.folder, atlas.records, atlas._tables, atlas._layers)


# --- one question -------------------------------------------------------------------------------


def test_an_answer_is_worked_out_once_for_each_data_set() -> None:
    worked: list[int] = []

    @remembered(4)
    def twice(data: Data, add: int = 0) -> int:
        worked.append(data.figure)
        return 2 * data.figure + add

    one, other = Data(1), Data(5)
    assert [twice(one), twice(other), twice(one), twice(other)] == [2, 10, 2, 10]
    assert worked == [1, 5]
    assert (twice(one, add=1), twice(one, 1), twice(one, add=1)) == (3, 3, 3)


def test_two_functions_asked_the_same_are_two() -> None:
    @remembered(4)
    def more(data: Data, by: int) -> int:
        return data.figure + by

    @remembered(4)
    def less(data: Data, by: int) -> int:
        return data.figure - by

    data = Data(10)
    assert (more(data, 3), less(data, 3), more(data, 3)) == (13, 7, 13)


def test_what_was_not_asked_for_longest_goes_first() -> None:
    worked: list[str] = []

    @remembered(2)
    def echo(_data: Data, word: str) -> str:
        worked.append(word)
        return word

    data = Data()
    for word in ("a", "b", "a", "c", "a", "b"):
        assert echo(data, word) == word
    assert worked == ["a", "b", "c", "b"]


def test_a_store_never_holds_more_than_it_may() -> None:
    class Answer:
        """Something that can be watched."""

    @remembered(3)
    def make(_data: Data, _number: int) -> Answer:
        return Answer()

    data = Data()
    made = [weakref.ref(make(data, number)) for number in range(20)]
    gc.collect()
    assert [ref() is not None for ref in made] == [False] * 17 + [True] * 3


@pytest.mark.parametrize(
    ("made", "spoil"),
    [
        (lambda: pd.DataFrame({"n": [1]}), lambda own: own.__setitem__("n", 9)),
        (lambda: pd.Series([1]), lambda own: own.__setitem__(0, 9)),
        (lambda: [1], lambda own: own.append(9)),
        (lambda: {"n": 1}, lambda own: own.update(n=9)),
        (lambda: {1}, lambda own: own.add(9)),
    ],
    ids=["table", "series", "list", "dictionary", "set"],
)
def test_what_a_caller_does_to_an_answer_stays_with_him(
    made: Callable[[], Any], spoil: Callable[[Any], None]
) -> None:
    @remembered(1)
    def answer(_data: Data) -> Any:
        return made()

    data = Data()
    first = answer(data)
    spoil(first)
    assert str(answer(data)) == str(made()) != str(first)


# --- many threads -------------------------------------------------------------------------------


def test_eight_threads_at_a_cold_start_work_an_answer_out_once() -> None:
    worked: list[int] = []
    others = threading.Event()

    @remembered(4)
    def slow(data: Data) -> int:
        worked.append(data.figure)
        others.wait(0.2)  # time for the others to come and ask
        return data.figure

    data = Data(7)
    assert at_once([lambda: slow(data)] * 8) == [7] * 8
    assert worked == [7]


def test_different_questions_do_not_wait_for_each_other() -> None:
    meeting = threading.Barrier(2)

    @remembered(4)
    def meet(_data: Data, name: str) -> str:
        meeting.wait(WAIT)
        return name

    data = Data()
    assert at_once([lambda: meet(data, "a"), lambda: meet(data, "b")]) == ["a", "b"]


def test_answers_that_rest_on_each_other_end() -> None:
    """All threads enter a ladder of questions, each at another rung."""
    worked: list[int] = []

    @remembered(64)
    def rung(data: Data, number: int) -> int:
        worked.append(number)
        return 1 if number < 2 else above(data, number - 1) + rung(data, number - 2)

    @remembered(64)
    def above(data: Data, number: int) -> int:
        return rung(data, number)

    data = Data()
    found = at_once([lambda n=n: rung(data, 30 - n % 4) for n in range(8)])
    assert found == [[1346269, 832040, 514229, 317811][n % 4] for n in range(8)]
    assert sorted(worked) == list(range(31))


def test_a_question_that_leads_back_to_itself_fails_and_does_not_wait() -> None:
    @remembered(4)
    def round_and_round(data: Data) -> int:
        return round_and_round(data)

    with pytest.raises(RecursionError):
        round_and_round(Data())


def test_who_waited_for_a_failure_tries_for_himself() -> None:
    tries: list[int] = []

    @remembered(4)
    def third_time(_data: Data) -> str:
        tries.append(1)
        if len(tries) < 3:
            raise ValueError("not yet")
        return "done"

    def attempt() -> str:
        try:
            return third_time(data)
        except ValueError:
            return "failed"

    data = Data()
    assert sorted(at_once([attempt] * 8)) == ["done"] * 6 + ["failed"] * 2
    assert len(tries) == 3


# --- the end of a data set ----------------------------------------------------------------------


def test_answers_go_with_their_data_set(atlas: Atlas) -> None:
    own = another(atlas)
    for number, page in enumerate(PAGES):
        ask(own, page, LANGUAGES[number % 2])
    gone = weakref.ref(own)
    kept = weakref.ref(own.answers)
    del own
    gc.collect()
    assert gone() is None
    assert kept() is None


def test_fifty_data_sets_leave_nothing_behind(atlas: Atlas) -> None:
    opened: list[weakref.ref[Atlas]] = []

    def open_ask_and_close(number: int) -> None:
        own, lang = another(atlas), LANGUAGES[number % 2]
        opened.append(weakref.ref(own))
        page = ("overview", "benchmarks", "clusters")[number % 3]
        assert (ask if page == "benchmarks" else scene)(own, page, lang)

    def megabytes() -> float:
        gc.collect()
        return int(Path("/proc/self/statm").read_text().split()[1]) * PAGESIZE / 1e6

    for number in range(6):  # fills what belongs to no data set
        open_ask_and_close(number)
    before = megabytes()
    for number in range(50):
        open_ask_and_close(number)
    assert megabytes() - before < 15  # kept, they would be 130
    assert not any(ref() for ref in opened)
