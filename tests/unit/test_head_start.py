"""The map goes ahead of the rest of a page, until it is painted or might well be."""

from __future__ import annotations

from threading import Thread, Timer
from time import monotonic

import pytest

from pages.parts.shell.painted import Signal


def waited(signal: Signal, scene: str) -> float:
    begun = monotonic()
    signal.wait(scene)
    return monotonic() - begun


def test_the_rest_comes_once_the_map_is_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HCA_HEAD_START", "5,5")
    signal = Signal()
    Timer(0.1, signal.say, ("first", 0.04)).start()
    assert waited(signal, "first") < 4, "it is told, and does not wait to the end"
    assert waited(signal, "first") < 4, "a scene that stands already is not painted again"


def test_a_frame_that_says_nothing_is_waited_for_as_long_as_it_took(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HCA_HEAD_START", "0.2,0.6")
    signal = Signal()
    assert waited(signal, "first") >= 0.2, "a new frame"
    signal.say("first", 0.3)
    assert waited(signal, "second") >= 0.3, "a slow machine"
    signal.say("second", 30.0)
    other = Thread(target=signal.wait, args=("third",))
    other.start()
    other.join(5)
    assert not other.is_alive(), "never longer than the setting allows"
