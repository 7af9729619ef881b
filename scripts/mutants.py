"""Put one bug at a time into a copy of this checkout and see whether the nearest tests catch it.

Usage::

    python scripts/mutants.py [--list] [NUMBER ...]

The bugs are a fixed list of plausible slips: in filters, in counts, in what is drawn, printed and
handed out, and in the rules for ties. The copy lies in a temporary folder; the checkout itself is
never touched. First the nearest tests must pass without any bug, or it would say nothing that
they fail with one. The exit code is 1 if a bug survives; ``--list`` only holds the list against
the files as they are today.

Number 9 of the list was once that ``dirichlet_strength`` may be negative. That changes nothing,
as the strength of amounts is never below zero, and so it gave way to another slip of the same
function.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: What a test needs no copy of.
LEFT_OUT = (".git", ".venv", ".*_cache", "__pycache__", "test-results")
#: Seconds after which the tests of one bug are ended; a bug that hangs them is caught.
PATIENCE = 1200
PASSED, FAILED = 0, 1


@dataclass(frozen=True)
class Mutant:
    """One bug.

    Attributes
    ----------
    number : int
        What it is called by.
    file : str
        Where it is made, from the root of the checkout.
    old, new : str
        The text that stands there exactly once, and what takes its place.
    tests : tuple of str
        Nearest tests, as pytest takes them.
    says : str
        The bug in words.
    """

    number: int
    file: str
    old: str
    new: str
    tests: tuple[str, ...]
    says: str


MUTANTS = (
    Mutant(
        0, "geo/population/fields.py",
        'if first <= known["last"] and last >= known["first"]:',
        'if known["first"] <= first <= last <= known["last"]:',
        ("tests/unit/test_view.py",),
        "a range of years must lie inside the span",
    ),
    Mutant(
        1, "geo/population/contract.py",
        '{"region": "city", "fam": "chain", "tier": "prog"}',
        '{"fam": "chain", "tier": "prog"}',
        ("tests/unit/test_view.py",),
        "the choice of a region no longer sets its cities aside",
    ),
    Mutant(
        2, "geo/data/checks.py",
        "if far and min(far)[0] > TOLERANCE_KM:",
        "if far and max(far)[0] > TOLERANCE_KM:",
        ("tests/unit/test_atlas.py",),
        "a point is held to the farthest of its cities instead of the nearest",
    ),
    Mutant(
        3, "geo/data/reading.py",
        "(high is not None and value > high)",
        "(high is not None and value >= high)",
        ("tests/unit/test_atlas.py",),
        "the maximum itself is refused",
    ),
    Mutant(
        4, "geo/record/statistics.py",
        ".sort_index().ffill().iloc[-1]",
        ".sort_index().bfill().iloc[0]",
        ("tests/unit/test_own_areas.py",),
        "the earliest printed area counts instead of the latest",
    ),
    Mutant(
        5, "geo/record/counts.py",
        "self.official is not None and self.named >= self.official",
        "self.official is not None and self.named > self.official",
        ("tests/unit/test_counts.py",),
        "a list of which all are named is not complete",
    ),
    Mutant(
        6, "geo/record/findings.py",
        "if len(leaders) > 3:",
        "if len(leaders) > 4:",
        ("tests/unit/test_findings.py",),
        "four leading cities are named",
    ),
    Mutant(
        7, "geo/questions/concentration/verdict.py",
        "way(missing), _kinds(way, missing))",
        "way(missing - 1), _kinds(way, missing - 1))",
        ("tests/unit/test_concentration.py",),
        "one way in which the missing items could lie is left out",
    ),
    Mutant(
        8, "geo/questions/concentration/bases.py",
        "key=lambda y: (abs(y - year), y)",
        "key=lambda y: (abs(y - year), -y)",
        ("tests/unit/test_concentration.py",),
        "the later of two equally near years is the benchmark",
    ),
    Mutant(
        9, "geo/measures/smoothing.py",
        "return math.inf if gaps <= _PROPORTIONAL else",
        "return 0.0 if gaps <= _PROPORTIONAL else",
        ("tests/unit/measures/test_lottery.py",),
        "counts in proportion to the benchmark are not drawn towards it at all",
    ),
    Mutant(
        10, "geo/maps/classes.py",
        "elif largest <= 12:",
        "elif largest < 12:",
        ("tests/unit/test_map_classes.py",),
        "a dozen exactly is no dozen",
    ),
    Mutant(
        11, "geo/drawn/map/window.py",
        "math.floor(steps + 1e-9) * FRAME.snap",
        "math.ceil(steps - 1e-9) * FRAME.snap",
        ("tests/unit/test_plates.py",),
        "the zoom is rounded up and the map is larger than its frame",
    ),
    Mutant(
        12, "geo/drawn/map/spread.py",
        "pairs.append((i, j, need, rb**2 / (ra**2 + rb**2)))",
        "pairs.append((i, j, need, ra**2 / (ra**2 + rb**2)))",
        ("tests/unit/test_plates.py",),
        "the larger of two marks gives way",
    ),
    Mutant(
        13, "geo/drawn/chart/traces.py",
        'reach * {"left": -1, "center": 0, "right": 1}[aside]',
        'reach * {"left": 1, "center": 0, "right": -1}[aside]',
        ("tests/unit/test_prints.py",),
        "words run into their markers from the wrong side",
    ),
    Mutant(
        14, "geo/drawn/chart/axes.py",
        '.replace("\\0", separators[1])',
        '.replace("\\0", separators[0])',
        ("tests/unit/test_prints.py",),
        "the decimal sign stands between thousands as well",
    ),
    Mutant(
        15, "geo/files/slides/drawing.py",
        'aside = {"start": room / 2, "middle": 0.0, "end": -room / 2}[item.anchor]',
        'aside = {"start": -room / 2, "middle": 0.0, "end": room / 2}[item.anchor]',
        ("tests/unit/test_pptx.py",),
        "labels of a slide stand on the other side of their point",
    ),
    Mutant(
        16, "geo/files/slides/category.py",
        "names.reverse_order = True",
        "names.reverse_order = False",
        ("tests/unit/test_pptx.py",),
        "bars of a slide stand in reverse order",
    ),
    Mutant(
        17, "geo/words/text.py",
        "[=+\\-@＝＋－＠]",
        "[=+\\-]",
        ("tests/unit/test_export.py",),
        "formulas in full width, and those with an @, reach a spreadsheet",
    ),
    Mutant(
        18, "geo/files/tables/geojson.py",
        "mapping(shapely.orient_polygons(rounded))",
        "mapping(rounded)",
        ("tests/unit/test_export.py",),
        "rings run in whatever direction",
    ),
    Mutant(
        19, "geo/files/citation.py",
        '_SPECIAL = re.compile(r"([#$%&_{}])")',
        '_SPECIAL = re.compile(r"([#$%&{}])")',
        ("tests/unit/test_handouts.py",),
        "an underscore is not escaped for TeX",
    ),
    Mutant(
        20, "geo/story/record.py",
        "steps.insert(to, steps.pop(at))",
        "steps[at], steps[to] = steps[to], steps[at]",
        ("tests/unit/test_story.py",),
        "a step that is moved changes places with another",
    ),
    Mutant(
        21, "geo/sheets/table_filter.py",
        'return keep if view.selection.city else keep | table["key"].isin(view.selection.region)',
        "return keep",
        ("tests/unit/test_table_filter.py",),
        "counts by region drop out when a region is chosen",
    ),
    Mutant(
        22, "geo/questions/chains/gaps.py",
        "if abs(n - at) == 1)",
        "if abs(n - at) >= 1)",
        ("tests/unit/test_chains.py", "tests/unit/test_chains_relatedness.py"),
        "any other stage counts as next to one",
    ),
    Mutant(
        23, "geo/record/ranks.py",
        'rank(method="min", ascending=False)',
        'rank(method="dense", ascending=False)',
        ("tests/unit/test_statistics.py",),
        "after two equal ranks none is left out",
    ),
    Mutant(
        24, "geo/questions/layout/comparison.py",
        "if series[list(cities)].notna().all() else None",
        "if series[list(cities)].notna().any() else None",
        ("tests/unit/test_own_areas.py",),
        "the sum of a region leaves out the city that is not known",
    ),
    Mutant(
        25, "pages/parts/shell/mapframe.py",
        "again = view.selection.city == (adcode,) and adcode != focus",
        "again = view.selection.city == (adcode,)",
        ("tests/app/test_map_clicks.py",),
        "a portrait lets go of its city when that is clicked",
    ),
    Mutant(
        26, "pages/parts/shell/state.py",
        "if playing():  # one step of a play is no place to come back to",
        "if False:  # one step of a play is no place to come back to",
        ("tests/app/test_clusters_page.py",),
        "each year of a play goes into the history of the browser",
    ),
    Mutant(
        27, "geo/files/report/excerpt.py",
        "max(0, 3 - math.floor(",
        "max(0, 2 - math.floor(",
        ("tests/unit/test_papers.py",),
        "figures in tables of a report keep three digits",
    ),
    Mutant(
        28, "geo/record/provenance.py",
        "key=lambda pair: -pair[1]",
        "key=lambda pair: pair[1]",
        ("tests/unit/test_export.py", "tests/unit/test_data_catalogue.py"),
        "the source that is cited least stands first",
    ),
    Mutant(
        29, "geo/sheets/marked.py",
        "min(known, key=known.__getitem__)",
        "max(known, key=known.__getitem__)",
        ("tests/unit/test_sheets.py",),
        "the words for a coloured map name one city as highest and lowest",
    ),
    Mutant(
        30, "geo/sheets/clusters/page.py",
        "key=lambda year: (known[year], year)",
        "key=lambda year: (known[year], -year)",
        ("tests/unit/test_sheets.py",),
        "of years known equally well the earliest is shown",
    ),
    Mutant(
        31, "geo/maps/browser/spread.js",
        "const pull = SPREAD.pull *",
        "const pull = 0.6 * SPREAD.pull *",
        ("tests/browser/test_twins.py",),
        "marks are drawn home less on the screen than on paper",
    ),
    Mutant(
        32, "geo/maps/browser/marks.js",
        "2 ** (Math.max(0, zoom - home) / 2)",
        "2 ** Math.max(0, zoom - home)",
        ("tests/browser/test_twins.py",),
        "marks grow twice as fast on the screen as on paper",
    ),
)  # fmt: skip


def stale(mutants: Sequence[Mutant] = MUTANTS) -> list[str]:
    """What no longer fits the files: a text that is gone or met again, tests that are gone."""
    found = []
    for mutant in mutants:
        file = ROOT / mutant.file
        times = file.read_text(encoding="utf-8").count(mutant.old) if file.is_file() else 0
        if times != 1:
            found.append(f"{mutant.number}: {mutant.file} has {times} times {mutant.old!r}")
        found += [
            f"{mutant.number}: there is no {test}"
            for test in mutant.tests
            if not (ROOT / test).is_file()
        ]
    return found


def copied(folder: Path) -> Path:
    """A copy of the checkout; bytecode would hide a bug made within the same second."""
    return Path(shutil.copytree(ROOT, folder / "copy", ignore=shutil.ignore_patterns(*LEFT_OUT)))


def tested(folder: Path, tests: Sequence[str]) -> tuple[int, str]:
    """Exit code of pytest in a copy, and its last line."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    given = os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(folder)}
    try:
        run = subprocess.run(
            command, cwd=folder, env=given, capture_output=True, text=True, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        return FAILED, f"no end after {PATIENCE} s"
    told = [line for line in run.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return run.returncode, (told or (run.stdout + run.stderr).strip().splitlines() or [""])[-1]


def caught(folder: Path, mutant: Mutant) -> bool:
    """Whether the nearest tests fail with a bug in the copy; it is taken out again."""
    file = folder / mutant.file
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
    try:
        code, line = tested(folder, mutant.tests)
    finally:
        file.write_text(text, encoding="utf-8")
    word = {PASSED: "SURVIVED", FAILED: "caught"}.get(code, f"NOT TESTED (exit code {code})")
    print(f"{mutant.number:>3} {word}: {mutant.says} ({mutant.file})", flush=True)
    print(f"      {line}", flush=True)
    return code == FAILED


def main() -> int:
    """Try the bugs asked for, or all."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("numbers", nargs="*", type=int, metavar="NUMBER")
    parser.add_argument("--list", action="store_true", help="only hold the list against the files")
    asked = parser.parse_args()
    known = {mutant.number: mutant for mutant in MUTANTS}
    if unknown := [str(number) for number in asked.numbers if number not in known]:
        parser.error(f"no bug has the number {', '.join(unknown)}: they run from 0 to {max(known)}")
    chosen = [known[number] for number in asked.numbers] or list(MUTANTS)
    if faults := stale(chosen):
        print("\n".join(faults), file=sys.stderr)
        return 2
    if asked.list:
        for mutant in chosen:
            print(f"{mutant.number:>3} {mutant.file}: {mutant.says}")
        return 0
    with tempfile.TemporaryDirectory() as kept:
        folder = copied(Path(kept))
        code, line = tested(folder, sorted({test for one in chosen for test in one.tests}))
        if code != PASSED:
            print(f"The tests fail without any bug: {line}", file=sys.stderr)
            return 2
        number = sum(caught(folder, mutant) for mutant in chosen)
    print(f"{number} of {len(chosen)} caught")
    return 0 if number == len(chosen) else 1


if __name__ == "__main__":
    sys.exit(main())
