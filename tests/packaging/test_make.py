"""Setting up and starting: what is broken is made anew, what cannot be is told in a sentence."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STAMP = ".venv/.installed-run"


def make(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"HCA_PYTHON": sys.executable} | settings
    return subprocess.run(
        ["make", *arguments], cwd=folder, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def without_python(environment: Path) -> None:
    (environment / "bin" / "python").unlink()


def without_pip(environment: Path) -> None:
    (found,) = environment.glob("lib/python*/site-packages/pip")
    shutil.rmtree(found)


def test_a_broken_environment_is_made_anew(tmp_path: Path) -> None:
    """With a pip that is told to install for its user alone, as some offices have it."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    (tmp_path / "requirements.txt").touch()
    breaks: tuple[Callable[[Path], None] | None, ...] = (None, without_python, without_pip)
    for spoil in breaks:
        if spoil:
            spoil(tmp_path / ".venv")
        made = make(tmp_path, STAMP, PIP_USER="1")
        assert made.returncode == 0, made.stderr
        assert "Creating .venv" in made.stdout
        pip = [tmp_path / ".venv/bin/python", "-m", "pip", "--version"]
        assert subprocess.run(pip, check=False, capture_output=True).returncode == 0
        assert (tmp_path / STAMP).exists()
    assert "Creating" not in make(tmp_path, STAMP).stdout


@pytest.mark.parametrize("port", ["taken", "65536", "http"])
def test_a_port_that_cannot_be_had_is_told_in_both_languages(port: str) -> None:
    with socket.socket() as other:
        other.bind(("", 0))
        other.listen()
        asked = str(other.getsockname()[1]) if port == "taken" else port
        script = [sys.executable, "scripts/run_app.py", asked]
        run = subprocess.run(script, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    chinese, english = run.stderr.strip().split("\n")
    for line in (chinese, english):
        assert asked in line
        assert "make run PORT=850" in line
