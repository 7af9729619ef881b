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


def test_everything_of_its_own_is_loaded_and_nothing_slow() -> None:
    """By the server, before its port opens; so nothing is left for visitors to load at once."""
    script = (
        "import sys\n"
        "from pages.parts.shell import start\n"
        "start.load_everything()\n"
        f"print(*sorted(set({SLOW!r}) & set(sys.modules)))\n"
        "print(*(name for name in sys.modules if name.split('.')[0] in ('geo', 'pages')))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    slow, loaded = run.stdout.split("\n")[-3:-1]
    assert slow == ""
    own = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for folder in (ROOT / "geo", ROOT / "pages" / "parts")
        for path in folder.rglob("*.py")
    }
    assert own - set(loaded.split()) == {"geo.__main__"}
