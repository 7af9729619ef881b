"""A server with two data sets open: each reader gets his own, and none is read twice."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo import sheets
from geo.data import atlas as geo_atlas
from geo.data.atlas import Atlas, load
from geo.data.package import DATA
from geo.sheets.view import View
from geo.story import Step, telling
from geo.words import Words
from pages.parts.shell import mapframe, state, story_ready

Open = Callable[..., Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the data without statements, in which a cluster and a district have other names."""
    copy = Path(shutil.copytree(DATA, tmp_path / "data"))
    facts = copy / "tables" / "facts.csv"
    facts.write_text(facts.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    for table, name in (("clusters", "Caidian Auto Parts Cluster"), ("areas", "Caidian District")):
        file = copy / "tables" / f"{table}.csv"
        text = file.read_text(encoding="utf-8")
        assert text.count(name) == 1
        file.write_text(text.replace(name, name.replace("Caidian", "Tested")), encoding="utf-8")
    return copy


def test_readers_of_two_data_sets_take_turns(
    open_page: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []

    def count(where: Path, on: Path) -> Atlas:
        read.append(where)
        return load(where, on)

    monkeypatch.setattr(geo_atlas, "load", count)
    state._load.clear()
    missing = Words("en")("facts.missing")
    for where in (None, str(folder)) * 2:
        monkeypatch.setenv("HCA_DATA", where or "")
        assert (missing in open_page("policy", lang="en").text) == (where is not None)
        name = "Tested Auto Parts Cluster" if where else "Caidian Auto Parts Cluster"
        assert name in open_page("clusters", lang="en", sel="caidian_auto_parts").text
    assert read == [DATA, folder]


def test_each_data_set_has_the_map_of_its_own(atlas: Atlas, folder: Path) -> None:
    for own, name in ((atlas, "Caidian"), (load(folder), "Tested")) * 2:
        assert f'"{name}"' in mapframe._script(own).make().decode("utf-8")


def test_a_step_made_ahead_for_one_data_set_is_not_shown_for_another(
    atlas: Atlas, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, gate, step = load(folder), threading.Event(), Step("benchmarks")
    make = telling.told

    def slow(own: Atlas, *rest: Any) -> Any:
        if own is atlas:
            assert gate.wait(60)
        return make(own, *rest)

    monkeypatch.setattr(telling, "told", slow)
    story_ready.ahead(atlas, [step], "en", "light")
    try:  # the sheet of the shipped data is being made all the while
        theirs = story_ready.sheet(other, step, "en", "light")
    finally:
        gate.set()
    ours = story_ready.sheet(atlas, step, "en", "light")
    assert theirs.claim == sheets.sheet(other, "benchmarks", View(lang="en")).claim != ours.claim
