"""What is put on a server: nginx takes its configuration, units and container name what exists."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from pathlib import Path

import pytest

from geo.settings import Settings
from scripts import serve
from tests.server.test_cold_start import PROGRAM
from tests.tables import ROOT

DEPLOY = ROOT / "deploy"


def accepted(configuration: str, folder: Path) -> None:
    file = folder / "nginx.conf"
    file.write_text(configuration, encoding="utf-8")
    command = [*serve.nginx(), "-t", "-p", str(folder), "-c", str(file), "-e", "stderr"]
    tried = subprocess.run(command, capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr


@pytest.mark.parametrize(("processes", "base"), [(1, ""), (3, "gov/hubei")])
def test_nginx_takes_its_configuration(processes: int, base: str, tmp_path: Path) -> None:
    wanted = dataclasses.replace(Settings(), processes=processes, base=base)
    accepted(serve.configuration(wanted, tmp_path), tmp_path)
    part = serve.configuration(wanted)
    accepted(f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{\n{part}\n}}\n", tmp_path)
    others = set(range(8502, 8502 + processes))
    assert {int(port) for port in re.findall(r"server 127\.0\.0\.1:(\d+)", part)} == others


@pytest.mark.parametrize("typed", [("http",), ("", "a b"), ("", "", "0")])
def test_what_cannot_be_served_is_told(typed: tuple[str, ...]) -> None:
    command = [sys.executable, "scripts/serve.py", *typed]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "make serve PORT=8501" in run.stderr
    assert "Traceback" not in run.stderr


def test_without_any_nginx_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(serve, "nginx", list)
    monkeypatch.setattr(sys, "argv", ["serve.py"])
    with pytest.raises(SystemExit, match="There is no nginx"):
        serve.main()


def test_units_and_container_name_what_is_there() -> None:
    unit = (DEPLOY / "systemd" / "hca@.service").read_text(encoding="utf-8")
    named = re.findall(r"\bscripts/\w+\.py", unit)
    container = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    named += re.findall(r"\bscripts/\w+\.py", container)
    copied = [
        name for line in re.findall(r"^COPY (.+) \S+$", container, re.M) for name in line.split()
    ]
    assert {*PROGRAM, "scripts", "deploy"} <= set(copied)
    assert len(named) >= 4
    assert all((ROOT / name).exists() for name in (*named, *copied))
