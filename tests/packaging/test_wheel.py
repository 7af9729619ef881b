"""The wheel, installed where there is nothing else, and used from another folder."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import geo
from geo.data.package import DATA
from geo.extras import MODULES
from tests.packaging import environments
from tests.packaging.environments import ROOT, run

EXTRAS = ("", *MODULES)
#: A room of the library to the extra that it needs; those without one need nothing more.
ROOMS = {
    "measures": "",
    "look": "atlas",
    "words": "atlas",
    "settings": "atlas",
    "data": "atlas",
    "foreign": "registers",
    "register": "registers",
    "record": "atlas",
    "population": "atlas",
    "questions": "atlas",
    "maps": "sheets",
    "charts": "sheets",
    "sheets": "sheets",
    "story": "sheets",
    "drawn": "files",
    "files": "files",
    "own": "registers",
}

Made = Callable[[str], Path]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return environments.build(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def made(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Gives the programs of an environment with the wheel and an extra."""
    return cache(
        lambda extra: environments.create(tmp_path_factory.mktemp("env") / "env", wheel, extra)
    )


def python(programs: Path, code: str, cwd: Path) -> str:
    """What code prints, run without any warning."""
    done = run(programs, "python", "-W", "error", "-c", code, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_holds_the_library_and_its_data_and_nothing_else(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    expected = {
        f"geo/{path.relative_to(ROOT / 'geo').as_posix()}"
        for path in (ROOT / "geo").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    } | {
        f"geo/_data/{path.relative_to(DATA).as_posix()}"
        for path in DATA.rglob("*")
        if path.is_file()
    }
    assert {name for name in held if ".dist-info/" not in name} == expected
    assert geo.__version__ in wheel.name


def test_the_example_of_the_readme_runs_elsewhere(made: Made, tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```python\n(.*?)^```$", readme, re.M | re.S)
    programs = made("atlas")
    assert re.match(r"\d+ of \d+, \d+%", python(programs, example, tmp_path))
    place = python(programs, "import geo; print(geo.__file__, geo.load().folder)", tmp_path)
    assert place.count(str(programs.parent)) == 2, "not the library or the data of the wheel"


def test_measures_need_little(made: Made, tmp_path: Path) -> None:
    code = "import geo; print(geo.measures.hoover([3, 1], [1, 1]), geo.__version__)"
    assert python(made(""), code, tmp_path) == f"0.25 {geo.__version__}\n"


@pytest.mark.parametrize("extra", EXTRAS[:-1])
def test_every_module_of_a_part_loads_with_its_extra(
    made: Made, extra: str, tmp_path: Path
) -> None:
    """What a deeper part needs is not there, so a module that leans on it fails here."""
    rooms = [room for room, own in ROOMS.items() if EXTRAS.index(own) <= EXTRAS.index(extra)]
    code = (
        "import importlib, pkgutil\n"
        f"for room in {rooms}:\n"
        "    package = importlib.import_module(f'geo.{room}')\n"
        "    for item in pkgutil.walk_packages(package.__path__, f'geo.{room}.'):\n"
        "        importlib.import_module(item.name)\n"
        "    print(room)\n"
    )
    assert python(made(extra), code, tmp_path).split() == rooms


@pytest.mark.parametrize("extra", EXTRAS[1:-1])
def test_a_missing_part_is_told_in_a_sentence(made: Made, extra: str, tmp_path: Path) -> None:
    rooms = [room for room, own in ROOMS.items() if own == extra]
    code = (
        "import importlib\n"
        f"for room in {rooms}:\n"
        "    try: importlib.import_module(f'geo.{room}')\n"
        "    except ImportError as error: print(error)\n"
    )
    said = python(made(EXTRAS[EXTRAS.index(extra) - 1]), code, tmp_path).splitlines()
    assert len(said) == len(rooms)
    sentence = rf'geo\.\w+ needs [\w, ]+, not installed here: pip install ".+\[{extra}\]"'
    assert all(re.fullmatch(sentence, line) for line in said), said


def test_every_page_is_there_with_sheets_alone(made: Made, tmp_path: Path) -> None:
    code = (
        "import geo\n"
        "from geo.sheets.view import View\n"
        "atlas = geo.load()\n"
        "for number, page in enumerate(geo.sheets.PAGES):\n"
        "    view = View(lang=('zh', 'en')[number % 2])\n"
        "    assert geo.sheets.sheet(atlas, page, view).claim, page\n"
        "print(len(geo.story.shipped(atlas).steps))\n"
    )
    assert int(python(made("sheets"), code, tmp_path)) == 7


def test_the_command_makes_files_anywhere(made: Made, tmp_path: Path) -> None:
    """One by the program, the others in one process, as each takes a while to begin."""
    export = ["export", "--view", "clusters?lang=zh&city=420600", "--to"]
    done = run(made("files"), "hubei-atlas", *export, "out.zip", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "out.zip\n"), done.stderr
    names = ["out.pptx", "out.pdf", "out.html"]
    code = (
        "from geo.__main__ import main\n"
        "import sys\n"
        f"for name in {names}:\n"
        f"    sys.argv = ['hubei-atlas', *{export}, name]\n"
        "    assert main() == 0\n"
    )
    assert python(made("files"), code, tmp_path).split() == names
    for name in ["out.zip", *names]:
        assert (tmp_path / name).stat().st_size > 1000


def test_the_command_tells_what_is_missing(made: Made, tmp_path: Path) -> None:
    done = run(made("atlas"), "hubei-atlas", "--help", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"geo\.files needs .*\[files\]\"\n", done.stderr)
