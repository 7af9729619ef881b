"""What is loaded when the app starts: everything of its own, nothing that is slow."""

from __future__ import annotations

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


def test_everything_of_its_own_is_loaded_and_nothing_slow(loaded: dict[str, set[str]]) -> None:
    """By the server, before its port opens; so nothing is left for visitors to load at once."""
    assert not set(SLOW) & loaded["everything"]
    own = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for folder in (ROOT / "geo", ROOT / "pages" / "parts")
        for path in folder.rglob("*.py")
    }
    assert own - loaded["everything"] == {"geo.__main__"}


def test_the_command_line_waits_for_heavy_libraries(loaded: dict[str, set[str]]) -> None:
    assert "geo.cli" in loaded["command line"]
    assert not {"streamlit", "pptx"} & loaded["command line"]


def test_pages_open_without_what_only_files_need(loaded: dict[str, set[str]]) -> None:
    assert "geo.files.slides.pptx" in loaded["drawing"]
    assert not {"pptx", "PIL.ImageFont"} & loaded["drawing"]
