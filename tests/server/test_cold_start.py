"""Visitors who come together after a start."""

from __future__ import annotations

import re
import shutil
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from tests.browser.driver import ROOT, serve
from tests.visitor import Visit, visitor

#: The frame of the map, which Streamlit serves if it was registered while a server was there.
MAP = "component/streamlit_folium.st_folium/index.html"
#: Pages whose scripts begin to import at different corners of the house.
PAGES = ("", "policy", "methods", "chains", "data", "concentration", "story", "layout")


#: All that the app runs from.
PROGRAM = ("app.py", "entry.py", ".streamlit", "pages", "geo", "data")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A copy of the program alone."""
    for name in PROGRAM:
        there = ROOT / name
        if there.is_dir():
            shutil.copytree(there, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(there, tmp_path / name)
    return tmp_path


def files(folder: Path) -> dict[Path, int]:
    """Every file of a folder, with when it was written."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_eight_visitors_who_come_together_all_see_their_page(program: Path) -> None:
    """And nothing is written where the program lies, as its user may not be allowed to."""
    before = files(program)
    with serve(root=program, PYTHONDONTWRITEBYTECODE="1") as server:
        together = Barrier(len(PAGES))

        def visit(page: str) -> Visit:
            with visitor(server.url) as one:
                together.wait(60)
                return one.open(page, lang="en")

        with ThreadPoolExecutor(len(PAGES)) as pool:
            visits = dict(zip(PAGES, pool.map(visit, PAGES), strict=True))
        with visitor(server.url, cookie=f"other={'x' * 30_000}") as one:
            assert one.open().faults == []  # whatever another service of the host has set
        assert {page: seen.faults for page, seen in visits.items()} == {page: [] for page in PAGES}
        assert all(
            'class="headline' in seen.html for page, seen in visits.items() if page != "story"
        )
        assert server.complaints() == ""
        with urllib.request.urlopen(f"{server.url}/{MAP}", timeout=60) as answer:
            assert answer.status == 200
        told = "".join(seen.html for seen in visits.values())
        (name,) = {*re.findall(r"app/files/suggestions-en-\w+\.json", told)}
        with urllib.request.urlopen(f"{server.url}/{name}", timeout=60) as answer:
            assert "Yichang" in answer.read().decode("utf-8")
    assert files(program) == before
