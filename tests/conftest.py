"""What all tests share."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from geo.data.atlas import DATA, Atlas, load

#: What a fresh process loads, one after the other.
_STEPS = {
    "command line": "import geo.cli",
    "drawing": "import geo.drawn.chart, geo.files.slides.pptx",
    "everything": "from pages.parts.shell import start; start.load_everything()",
}


def pytest_xdist_auto_num_workers() -> int:
    """One more than cores, as a test in a browser waits half of its time; four at most."""
    return min(4, (os.cpu_count() or 1) + 1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests in a browser come first: they are waited for while other workers compute.

    Each worker begins with a part of the list in one piece, and takes from the end of another's
    part when its own is done, so that most of these share one server and one browser.
    """
    items.sort(key=lambda item: "browser" not in item.path.parts)


def pytest_collection_finish() -> None:
    """Have Python's collection run less often than for a program of a few objects.

    A data set and a page are hundreds of thousands: it would go through all of them again and
    again, for a fifth of the time. What is there before the first test is left out altogether.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """This project's own data."""
    return load(DATA)


@pytest.fixture(scope="session")
def loaded() -> dict[str, set[str]]:
    """Modules of a fresh process after each of its steps; all are taken in one process."""
    lines = ["import json, sys", "found = {}"]
    for name, step in _STEPS.items():
        lines += [step, f"found[{name!r}] = list(sys.modules)"]
    code = "\n".join([*lines, "print(json.dumps(found))"])
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[1], capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    return {name: set(modules) for name, modules in json.loads(run.stdout.split("\n")[-2]).items()}
