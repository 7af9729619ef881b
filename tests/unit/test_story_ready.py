"""Sheets made ahead: once each, at once when asked for, faults told to whoever asks."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from geo import sheets
from geo.data.atlas import Atlas
from geo.sheets.view import View
from geo.story import Step, telling
from pages.parts.shell import story_ready


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Pages whose sheets were made, in order."""
    pages: list[str] = []

    def make(atlas: Atlas, page: str, view: View, theme: Any) -> sheets.Sheet:
        pages.append(page)
        if page == "data":
            raise RuntimeError("broken")
        return sheets.sheet(atlas, page, view, theme=theme)

    monkeypatch.setattr(telling, "told", make)
    return pages


def finish() -> None:
    """Wait until everything begun is done; there is one worker, so a last task comes last."""
    story_ready._pool.submit(lambda: None).result()


def test_steps_are_made_in_their_order(atlas: Atlas, made: list[str]) -> None:
    story_ready.ahead(atlas, [Step("policy"), Step("layout"), Step("policy")], "zh", "light")
    finish()
    assert made[:2] == ["policy", "layout"]
    assert not story_ready._begun


def test_what_is_being_made_is_waited_for(
    atlas: Atlas, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, release = threading.Event(), threading.Event()
    make = telling.told

    def slow(*key: Any) -> sheets.Sheet:
        begun.set()
        assert release.wait(20)
        return make(*key)

    monkeypatch.setattr(telling, "told", slow)
    story_ready.ahead(atlas, [Step("layout")], "en", "light")
    assert begun.wait(20)
    answers: list[sheets.Sheet] = []
    asker = threading.Thread(
        target=lambda: answers.append(story_ready.sheet(atlas, Step("layout"), "en", "light"))
    )
    asker.start()
    assert not answers and not made
    release.set()
    asker.join(20)
    assert answers[0].claim == sheets.sheet(atlas, "layout", View(lang="en")).claim


def test_what_waits_in_line_is_made_at_once_when_asked_for(atlas: Atlas, made: list[str]) -> None:
    gate = threading.Event()
    story_ready._pool.submit(gate.wait, 20)
    story_ready.ahead(atlas, [Step("layout")], "zh", "light")
    assert story_ready.sheet(atlas, Step("layout"), "zh", "light").page == "layout"
    assert made == ["layout"]
    gate.set()
    finish()
    assert made == ["layout"]


def test_a_fault_is_told_to_who_asks_and_not_before(atlas: Atlas, made: list[str]) -> None:
    story_ready.ahead(atlas, [Step("data"), Step("layout")], "zh", "light")
    finish()
    assert made == ["data", "layout"]
    with pytest.raises(RuntimeError, match="broken"):
        story_ready.sheet(atlas, Step("data"), "zh", "light")
