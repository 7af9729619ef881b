"""Every page with a data folder that holds none of the papers' statements."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.words import Words
from pages.parts.shell import navigation
from tests.app.conftest import in_turns
from tests.tables import ROOT

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data whose table of statements has its heading alone."""
    copy = tmp_path_factory.mktemp("data") / "data"
    shutil.copytree(ROOT / "data", copy)
    table = copy / "tables" / "facts.csv"
    table.write_text(table.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    return copy


@pytest.mark.parametrize(("name", "lang"), in_turns([entry.name for entry in navigation.ENTRIES]))
def test_no_page_fails_for_want_of_statements(
    open_page: Open, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, lang: str
) -> None:
    monkeypatch.setenv("HCA_DATA", str(folder))
    # In plain words concentration speaks of no paper.
    page = open_page(name, lang=lang, **({"depth": "expert"} if name == "concentration" else {}))
    assert page.headline
    lacks = name in ("ladder", "benchmarks", "policy", "concentration")
    assert (Words(lang)("facts.missing") in page.text) == lacks
