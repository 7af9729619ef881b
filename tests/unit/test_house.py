"""Rules of the house: what may import what, and that lists written down twice agree."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

import geo
from geo import errors
from geo.extras import MODULES
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
    "sqlglot": "ibis writes SQL with it; newer ones drop the name of a table that is let go",
    "zhplot": "its font file is used, not its code",
}
#: Hosts that source files may name, and why.
KNOWN_HOSTS = {
    "www.w3.org": "name of the SVG format, never asked",
    "atlas.example.org": "an example of a setting",
    "portal.example.org": "an example of a setting",
    "127.0.0.1": "this machine",
    "localhost": "this machine",
}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@lru_cache(1000)
def parsed(source: str) -> ast.Module:
    return ast.parse(source)


def tree_of(path: Path) -> ast.Module:
    """What a module is made of, to be looked at and left as it is."""
    return parsed(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Dotted names that a module imports; ``from a import b`` gives both a and a.b."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def normal(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def ranges(lines: Iterable[str]) -> dict[str, SpecifierSet]:
    """Distributions with the versions that are asked for, but for this project itself."""
    named = (Requirement(line) for line in lines if line and not line.startswith("#"))
    found = {normal(one.name): one.specifier for one in named}
    found.pop(project()["name"], None)
    return found


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def required() -> dict[str, SpecifierSet]:
    return ranges((ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines())


def requirements() -> set[str]:
    return set(required())


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
        for node in while_loading(tree_of(path)):
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


def test_the_package_asks_for_what_the_app_needs() -> None:
    extras = project()["optional-dependencies"].values()
    assert ranges([*project()["dependencies"], *chain.from_iterable(extras)]) == required()


def test_every_extra_brings_what_the_library_looks_for_and_all_below_it() -> None:
    extras = project()["optional-dependencies"]
    assert list(extras) == list(MODULES)
    for below, extra in pairwise(extras):
        assert extras[extra][0] == f"{project()['name']}[{below}]"
    distributions = packages_distributions()
    for extra, modules in MODULES.items():
        looked_for = {normal(name) for module in modules for name in distributions[module]}
        assert looked_for == set(ranges(extras[extra])), extra


def test_python_version_is_said_once() -> None:
    assert project()["requires-python"] == ">=3.11"
    assert "version_info < (3, 11)" in (ROOT / "scripts/create_environment.sh").read_text()


def test_the_newest_changes_are_those_of_this_version() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## ([\d.]+)", changes, re.M)[0] == geo.__version__
    assert "version" not in project(), "said in geo/version.py alone"


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


#: Modules that may name a place of Hubei or a statement, and why.
ABOUT_HUBEI = {
    "geo/maps/anchors.py": "names set by eye, city by city",
    "geo/maps/regions.py": "names of regions set by eye, city by city",
}


def literals(path: Path) -> Iterator[str]:
    """Numbers and texts of a module, docstrings left out."""
    tree = tree_of(path)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in told:
            yield str(node.value)


def test_places_and_statements_are_named_in_the_data() -> None:
    """Codes of areas and keys of statements: a module asks for what they are."""
    code = re.compile(r"(?<![\d.])42\d{4}(?!\d)|(?<![A-Za-z\d])F\d{3}(?!\d)")
    faults = {
        name_of(path): found
        for path in APP
        if (found := sorted({t for text in literals(path) for t in code.findall(text)}))
    }
    assert set(faults) == set(ABOUT_HUBEI), faults


def test_modules_stay_readable() -> None:
    modules = [path for path in sources() if path.suffix in {".py", ".js"}]
    lengths = {name_of(p): len(p.read_text(encoding="utf-8").splitlines()) for p in modules}
    assert not {name: lines for name, lines in lengths.items() if lines > 500}


#: Modules that call something HTML which is no literal of theirs, and why.
MADE_ELSEWHERE = {
    "geo/look/html.py": "an element and a join, whose content is escaped there",
    "geo/maps/assets.py": "scripts, made safe as JSON",
    "geo/files/web.py": "own scripts and style sheets",
    "geo/files/talk/web.py": "own style sheets",
    "geo/files/share.py": "segno writes the SVG of its codes, and escapes the title",
}


def unescaped(path: Path) -> Iterator[str]:
    """Ways around the type of HTML: escapes by hand, and what is called HTML without being it."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and node.module == "html":
            yield from (alias.name for alias in node.names if alias.name == "escape")
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in (
            "Markup",
            "markupsafe.Markup",
        ):
            if any(not isinstance(given, ast.Constant) for given in node.args):
                yield ast.unparse(node)
        elif isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html":
            yield "unsafe_allow_html"
        elif isinstance(node, ast.Attribute) and ast.unparse(node) == "html.escape":
            yield "html.escape"


def test_what_becomes_html_is_escaped_by_its_type() -> None:
    faults = {name_of(path): found for path in APP if (found := list(unescaped(path)))}
    assert faults.pop("pages/parts/cards.py") == ["unsafe_allow_html"], "what shows HTML"
    assert set(faults) == set(MADE_ELSEWHERE), faults
    assert not {name for name in faults if "escape" in faults[name]}


@pytest.mark.parametrize(
    "planted",
    [
        "from html import escape",
        "import html; html.escape(name)",
        'Markup(f"<b>{name}</b>")',
        'Markup("<b>" + name)',
        "Markup(name)",
        'st.markdown(f"<b>{name}</b>", unsafe_allow_html=True)',
    ],
)
def test_a_way_around_it_is_seen(tmp_path: Path, planted: str) -> None:
    path = tmp_path / "planted.py"
    path.write_text(planted, encoding="utf-8")
    assert list(unescaped(path))


def caches(path: Path) -> Iterator[tuple[str, str, set[str]]]:
    """Functions that keep their answers: name, by what, and the types and names of what they take.

    A method takes what its class is.
    """
    tree = tree_of(path)
    owners = {
        id(item): node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for item in node.body
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            args = node.args
            taken = {owners.get(id(node), "")}
            for arg in (*args.posonlyargs, *args.args, *args.kwonlyargs):
                taken |= {arg.arg.strip("_"), ast.unparse(arg.annotation) if arg.annotation else ""}
            for decorator in map(ast.unparse, node.decorator_list):
                if "cache" in decorator:
                    yield node.name, decorator, taken


def test_what_is_computed_from_a_data_set_is_kept_on_it() -> None:
    """A cache of the process would keep every data set that was ever asked."""
    found = [(name_of(path), *cache) for path in APP for cache in caches(path)]
    assert found
    assert not [one[:3] for one in found if one[3] & {"Atlas", "atlas"}]


def test_no_cache_of_the_process_grows_without_end() -> None:
    endless = re.compile(r"(functools\.)?cache$|lru_cache\(None\)|lru_cache\(maxsize=None\)")
    assert not [
        (name_of(path), name)
        for path in APP
        for name, by, taken in caches(path)
        if endless.match(by) and taken - {""} and name != "known"  # lives for one call of its owner
    ]


def test_every_error_that_may_be_caught_is_listed() -> None:
    """Under its name in geo.errors, and the class itself."""
    raised = {
        node.name: f"{'.'.join(path.relative_to(ROOT).with_suffix('').parts)}"
        for path in LIBRARY
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef) and re.fullmatch(r"[A-Z]\w*Error", node.name)
    }
    assert sorted(raised) == errors.__all__
    assert {name: getattr(errors, name).__module__ for name in raised} == raised


def test_public_modules_are_there_and_told() -> None:
    modules = set(geo.__all__) - {"__version__", "load"}
    assert set(re.findall(r"^``geo\.(\w+)``$", geo.__doc__ or "", re.M)) == modules
    assert all(getattr(geo, name).__name__ == f"geo.{name}" for name in modules)
    assert set(geo.__all__) <= set(dir(geo))
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = geo.nothing_of_the_kind
