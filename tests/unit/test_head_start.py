"""The setting by which the map goes ahead of the rest of a page."""

from __future__ import annotations

import pytest

from pages.parts.shell.frame import head_start


@pytest.mark.parametrize(
    ("setting", "seconds"), [("", (0.8, 0.08)), ("0,0", (0, 0)), ("1.5, 0.2", (1.5, 0.2))]
)
def test_seconds_are_those_of_the_setting(
    setting: str, seconds: tuple[float, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HCA_HEAD_START", setting)
    assert head_start() == seconds


@pytest.mark.parametrize("setting", ["0.8", "soon,later", "-1,0", "0,600", "nan,0", "1,2,3"])
def test_a_setting_that_makes_no_sense_is_told_and_left(
    setting: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("HCA_HEAD_START", setting)
    assert head_start() == (0.8, 0.08)
    assert f"HCA_HEAD_START={setting}" in caplog.text
