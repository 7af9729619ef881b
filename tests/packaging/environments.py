"""Environments that hold the wheel and exactly what an extra brings, for tests to run things in.

Nothing is downloaded: what the extra brings is linked from the environment that the tests run in,
distribution by distribution, as the wheel's own metadata ask for it.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

NAME = "hubei-cluster-atlas"
ROOT = Path(__file__).parents[2]


def pip(*arguments: str | Path) -> None:
    """Run the pip of the tests, without a network."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def build(folder: Path) -> Path:
    """Wheel of the checkout."""
    pip("wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", folder, ROOT)
    (wheel,) = folder.glob("*.whl")
    return wheel


def asked(found: Distribution, extras: frozenset[str]) -> Iterator[Requirement]:
    """What a distribution needs here, with some of its extras."""
    for text in found.requires or ():
        one = Requirement(text)
        if one.marker is None or any(
            one.marker.evaluate({"extra": extra}) for extra in ("", *extras)
        ):
            yield one


def needed(own: Distribution, extra: str) -> dict[str, Distribution]:
    """Everything that installing this project with an extra brings, by name."""
    brought: dict[str, Distribution] = {}
    waiting = [Requirement(f"{NAME}[{extra}]" if extra else NAME)]
    seen = set()
    while waiting:
        one = waiting.pop()
        key = (one.name.lower(), frozenset(one.extras))
        if key in seen:
            continue
        seen.add(key)
        found = own if one.name == NAME else distribution(one.name)
        assert one.specifier.contains(found.version, prereleases=True), f"{one}: {found.version}"
        if found is not own:
            brought[one.name] = found
        waiting += asked(found, frozenset(one.extras))
    return brought


def create(folder: Path, wheel: Path, extra: str) -> Path:
    """Environment with the wheel and what one extra brings; gives its folder of programs."""
    venv.create(folder, symlinks=True)
    programs = folder / "bin"
    (packages,) = folder.glob("lib/python*/site-packages")
    pip("--python", programs / "python", "install", "--no-deps", "--no-index", wheel)
    (own,) = (Distribution.at(path) for path in packages.glob("*.dist-info"))
    for found in needed(own, extra).values():
        for top in {file.parts[0] for file in found.files or () if file.parts[0] != ".."}:
            link = packages / top
            if not link.exists():
                link.symlink_to(Path(str(found.locate_file(top))).resolve())
    return programs


def run(programs: Path, *command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a program of an environment, with nothing of the checkout or of the tests in reach."""
    program, *arguments = map(str, command)
    return subprocess.run(
        [programs / program, *arguments],
        cwd=cwd, env={"PATH": str(programs), "LC_ALL": "C.UTF-8", "HOME": str(cwd)},
        capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
