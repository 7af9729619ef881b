"""The list of bugs that are put in on purpose fits the files as they are."""

from __future__ import annotations

import dataclasses

from scripts import mutants


def test_every_bug_can_still_be_made() -> None:
    assert mutants.stale() == []
    numbers = [mutant.number for mutant in mutants.MUTANTS]
    assert numbers == list(range(len(numbers)))
    assert all(mutant.old != mutant.new for mutant in mutants.MUTANTS)


def test_a_text_that_is_gone_or_met_twice_is_told() -> None:
    one = mutants.MUTANTS[0]
    changed = [
        dataclasses.replace(one, old="no such text"),
        dataclasses.replace(one, old="return"),
        dataclasses.replace(one, file="geo/no_such.py"),
        dataclasses.replace(one, tests=("tests/no_such.py",)),
    ]
    assert [len(mutants.stale([mutant])) for mutant in changed] == [1, 1, 1, 1]
