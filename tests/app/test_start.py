"""What the server says of itself before its port opens."""

from __future__ import annotations

import logging
from typing import Any

import pytest
import streamlit as st

from pages.parts.shell import start
from tests.awaited import awaited


def told(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, sound: bool) -> str:
    """What stands in the log after a start whose first page is sound, or is not."""

    class Runtime:
        async def does_script_run_without_error(self) -> tuple[bool, str]:
            return sound, "ok" if sound else "the map has no script"

    async def begin(app: Any) -> None:
        async with start.before_the_port_opens(app):
            pass

    monkeypatch.setattr(start, "get_instance", Runtime)
    for name in ("stay_inside", "load_everything", "set_aside"):
        monkeypatch.setattr(start, name, lambda: None)
    monkeypatch.setattr(start.logs, "begin", lambda: None)
    with caplog.at_level(logging.WARNING, "hubei_cluster_atlas"):
        awaited(begin(st))
    return caplog.text


def test_a_fault_of_every_page_is_told_at_start(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert "the map has no script" in told(monkeypatch, caplog, sound=False)


def test_a_sound_start_has_nothing_to_tell(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert told(monkeypatch, caplog, sound=True) == ""


def test_tiles_of_another_datum_are_told_at_start(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("HCA_TILES", "https://tiles.example/{z}/{x}/{y}.png|ours|GCJ-02")
    assert "GCJ-02" in told(monkeypatch, caplog, sound=True)


def test_a_setting_that_is_wrong_is_told_at_start(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("HCA_TILES", "nonsense")
    assert "HCA_TILES" in told(monkeypatch, caplog, sound=True)
