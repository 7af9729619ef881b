"""What is loaded when the app starts: everything of its own, nothing that is slow."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: Seconds each to load, and of no use before somebody asks for them.
SLOW = (
    "numba",
    "llvmlite",
    "mapclassify",
    "sklearn",
    "esda",
    "libpysal",
    "pointpats",
    "matplotlib",
)


def test_slow_libraries_wait_until_they_are_needed() -> None:
    script = (
        "import importlib, pkgutil, sys\n"
        "import geo, pages.parts\n"
        "for package in (geo, pages.parts):\n"
        "    for item in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "        importlib.import_module(item.name)\n"
        "from geo.data.atlas import load\n"
        "load()\n"
        f"print(*sorted(set({SLOW!r}) & set(sys.modules)))\n"
        "print(len([name for name in sys.modules if name.startswith('geo.')]))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    slow, number = run.stdout.splitlines()[-2:]
    assert slow == ""
    assert int(number) > 100, "all of the library has been loaded"
