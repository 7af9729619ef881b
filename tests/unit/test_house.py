"""Rules of the house: what may import what, and that lists written down twice agree."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from pages.parts.shell import navigation

ROOT = Path(__file__).parents[2]
APP = [
    ROOT / "app.py",
    ROOT / "entry.py",
    *sorted((ROOT / "geo").rglob("*.py")),
    *sorted((ROOT / "pages").rglob("*.py")),
]
LIBRARY = [path for path in APP if path.is_relative_to(ROOT / "geo")]

#: Needed at run time without an import of its own, and why.
NOT_IMPORTED: dict[str, str] = {
    "pyogrio": "geopandas reads and writes through it",
    "zhplot": "its font file is used, not its code",
}
#: Hosts that source files may name, and why.
KNOWN_HOSTS = {
    "www.w3.org": "name of the SVG format, never asked",
    "127.0.0.1": "this machine",
    "localhost": "this machine",
}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports(path: Path) -> Iterator[str]:
    """Dotted names that a module imports; ``from a import b`` gives both a and a.b."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def normal(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def requirements() -> set[str]:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    named = (re.match(r"[A-Za-z0-9._-]+", line) for line in lines if not line.startswith("#"))
    return {normal(found[0]) for found in named if found}


def third_party() -> set[str]:
    """Distributions that the app imports."""
    own = {"geo", "pages", "app", "entry"}
    modules = {name.split(".")[0] for path in APP for name in imports(path)}
    distributions = packages_distributions()
    foreign = modules - own - set(sys.stdlib_module_names)
    return {normal(name) for module in foreign for name in distributions.get(module, [module])}


def test_the_library_knows_nothing_of_the_pages() -> None:
    above = {"streamlit", "streamlit_folium", "pages", "app", "entry", "bench", "scripts", "tests"}
    faults = {
        name_of(path): names
        for path in LIBRARY
        if (names := {name.split(".")[0] for name in imports(path)} & above)
    }
    assert not faults


def lint_rooms(root: Path) -> subprocess.CompletedProcess[str]:
    """Holds the imports of a checkout against the order of rooms in its ``pyproject.toml``."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    return subprocess.run(
        [*command, "--no-cache"], cwd=root, env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_room_uses_only_what_stands_below_it() -> None:
    done = lint_rooms(ROOT)
    assert done.returncode == 0, done.stdout


def test_an_import_upwards_is_refused(tmp_path: Path) -> None:
    """Planted inside a function, where it does not show in a list of imports."""
    for name in ("geo", "pages"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.toml"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    counts = tmp_path / "geo" / "record" / "counts.py"
    planted = "\n\ndef planted() -> None:\n    from geo import sheets  # noqa: F401\n"
    counts.write_text(counts.read_text(encoding="utf-8") + planted, encoding="utf-8")
    done = lint_rooms(tmp_path)
    assert done.returncode == 1
    assert "geo.record.counts" in done.stdout


def waits(root: Path) -> dict[str, set[str]]:
    """What must be loaded to the end before a module is, by the name of the module.

    ``from a.b import c`` waits for ``a.b`` even within ``a.b`` itself; ``import a.b.c`` and
    ``from a.b.c import d`` do not.
    """
    files = {
        ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): path
        for top in ("geo", "pages")
        for path in (root / top).rglob("*.py")
    }

    def above(name: str) -> set[str]:
        parts = name.split(".")
        return {".".join(parts[:number]) for number in range(1, len(parts))}

    def while_loading(node: ast.AST) -> Iterator[ast.AST]:
        for child in ast.iter_child_nodes(node):
            typing = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test)
            if not typing and not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                yield child
                yield from while_loading(child)

    found: dict[str, set[str]] = {}
    for name, path in files.items():
        asked: set[str] = set()
        for node in while_loading(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                asked |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                asked |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        over = {higher for one in asked for higher in above(one)} - above(name)
        found[name] = ((asked | over) & files.keys()) - {name}
    return found


def circle(root: Path) -> list[str]:
    """Modules of a checkout that wait for each other; empty if there are none."""
    try:
        TopologicalSorter(waits(root)).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_modules_wait_for_each_other() -> None:
    """Two threads that met in such a circle would get modules that are only half read."""
    assert circle(ROOT) == []
    assert len(waits(ROOT)) > 300


@pytest.mark.parametrize(
    ("file", "planted"),
    [
        ("geo/maps/signs.py", "from geo.maps import legend_html"),
        ("geo/maps/signs.py", "from geo.maps import areas"),
        ("geo/data/search.py", "from geo.record.counts import Coverage"),
        ("geo/record/naming.py", "import geo.sheets.figures"),
    ],
)
def test_a_circle_of_imports_is_seen(tmp_path: Path, file: str, planted: str) -> None:
    for name in ("geo", "pages"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.toml"))
    path = tmp_path / file
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{planted}\n", encoding="utf-8")
    assert file.removesuffix(".py").replace("/", ".") in circle(tmp_path)


def test_everything_imported_is_required() -> None:
    assert third_party() <= requirements()


def test_everything_required_is_used() -> None:
    assert requirements() <= third_party() | set(NOT_IMPORTED)


def test_python_version_is_said_once() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["requires-python"] == ">=3.11"
    assert "version_info < (3, 11)" in (ROOT / "scripts/create_environment.sh").read_text()


def test_every_registered_page_has_its_script_and_no_script_is_stray() -> None:
    registered = [ROOT / entry.file for entry in navigation.ENTRIES]
    assert len(registered) == len(set(registered))
    assert set(registered) == set((ROOT / "pages").glob("*.py"))


def sources() -> list[Path]:
    kinds = {".py", ".js", ".css", ".toml", ".html"}
    folders = ("geo", "pages", "scripts", "bench", ".streamlit")
    found = [p for folder in folders for p in (ROOT / folder).rglob("*") if p.suffix in kinds]
    return [ROOT / "app.py", ROOT / "entry.py", *sorted(found)]


def test_no_address_outside_is_written_into_code() -> None:
    address = re.compile(r"(?:https?:|wss?:|[\"'(])//([a-z0-9.-]+\.[a-z0-9]+)")
    faults = {
        name_of(path): hosts
        for path in sources()
        if (hosts := set(address.findall(path.read_text(encoding="utf-8"))) - set(KNOWN_HOSTS))
    }
    assert not faults


def test_nothing_draws_with_what_asks_outside() -> None:
    """folium.Choropleth and branca's colour maps fetch d3; go.Choropleth fetches a world map."""
    banned = re.compile(r"folium\.Choropleth|branca\.colormap|go\.(Choropleth|Scattergeo)\b")
    assert not [name_of(p) for p in LIBRARY if banned.search(p.read_text(encoding="utf-8"))]


def test_modules_stay_readable() -> None:
    modules = [path for path in sources() if path.suffix in {".py", ".js"}]
    lengths = {name_of(p): len(p.read_text(encoding="utf-8").splitlines()) for p in modules}
    assert not {name: lines for name, lines in lengths.items() if lines > 500}
