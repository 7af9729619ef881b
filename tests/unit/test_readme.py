"""What README.md says holds: its example runs, its commands exist, its lists are in step."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from geo.data.atlas import Atlas
from scripts import readme_tables
from tests.unit.test_house import ROOT, requirements

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.M | re.S)


def test_python_example_runs_and_is_short() -> None:
    (example,) = blocks("python")
    assert len([line for line in example.splitlines() if line.strip()]) <= 12
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", example],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_commands_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.M))
    named = set(re.findall(r"\bmake ([a-z-]+)", README))
    assert {"run", "test"} <= named <= targets
    assert set(re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.M)[1].split()) == targets  # type: ignore[index]


def test_every_variable_of_make_is_told() -> None:
    typed = set(re.findall(r"^([A-Z]+) \?=", MAKEFILE, re.M)) - {"ARGS"}
    assert typed == {"PORT", "BASE", "PROCESSES"}
    assert all(f"`{name}`" in README for name in (*typed, "HCA_PYTHON"))


def test_lists_are_in_step(atlas: Atlas) -> None:
    """Of tables, and of settings: each stands in one table, as the record has it."""
    for listed in (readme_tables.tables(atlas), readme_tables.listed_settings()):
        assert listed in README, "run scripts/readme_tables.py"


def test_every_requirement_has_its_reason() -> None:
    rows = re.findall(
        r"^\| ([A-Za-z][\w, -]+) \| .+ \|$", README.split("## How it is built")[1], re.M
    )
    named = {name.strip().lower() for row in rows for name in row.split(",")}
    assert requirements() <= named


@pytest.mark.parametrize("picture", re.findall(r"!\[[^]]+\]\(([^)]+)\)", README))
def test_pictures_are_there_and_light(picture: str) -> None:
    assert not Path(picture).is_absolute()
    assert 10_000 < (ROOT / picture).stat().st_size < 400_000


def test_links_lead_somewhere() -> None:
    for path in re.findall(r"`((?:geo|data|scripts|tests|docs)/[\w./]+)`", README):
        assert (ROOT / path).exists(), path
