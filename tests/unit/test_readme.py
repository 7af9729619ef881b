"""What the README promises is so."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from geo.atlas import Atlas
from scripts import readme_tables

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def test_python_example_runs_and_gives_the_figures_of_the_lists() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", TEXT, flags=re.S)
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    # 4 of 15; Clopper-Pearson of 4/15 as R's binom.test prints it: 0.0779 to 0.5510.
    assert done.stdout.startswith("4 of 15 named, 8% to 55%; people 39%; so few by chance 23%")


def test_list_of_tables_is_that_of_the_dictionary(atlas: Atlas) -> None:
    assert readme_tables.START + readme_tables.tables(atlas) + readme_tables.END in TEXT


def test_targets_pictures_and_files_named_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"make ([a-z]+)", TEXT):
        assert re.search(rf"^{target}:", makefile, flags=re.M), target
    for path in re.findall(r"\]\(((?!http)[^)]+)\)", TEXT):
        assert (ROOT / path).stat().st_size < 400_000, path
    for path in re.findall(r"`((?:data|geo|scripts|tests)/[\w./*]+)`", TEXT):
        assert list(ROOT.glob(path)), path


def test_every_library_has_its_reason() -> None:
    listed = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    names = [re.match(r"[\w.-]+", line)[0] for line in listed if line and line[0] != "#"]  # type: ignore[index]
    reasons = re.findall(r"^\| ([\w\-, ]+) \| .+ \|$", TEXT, flags=re.M)
    explained = {name.strip().lower() for row in reasons for name in row.split(",")}
    assert not [name for name in names if name.lower() not in explained]
