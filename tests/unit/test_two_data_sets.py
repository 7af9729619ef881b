"""Two data sets that are open at once in one process never meet."""

from __future__ import annotations

import csv
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from geo.data.atlas import load
from geo.data.package import DATA
from geo.questions.benchmarks import OWN
from tests.asked import QUESTIONS, ask
from tests.tables import ROOT, Row

RENAMED, REMOVED = "caidian_auto_parts", "jiayu_low_carbon_metallurgy"


def edit(folder: Path, table: str, change: Callable[[Row], Row | None]) -> None:
    """Change the rows of a table; None takes a row out. Something must change."""
    file = folder / "tables" / f"{table}.csv"
    with file.open(encoding="utf-8", newline="") as source:
        reader = csv.DictReader(source)
        before = list(reader)
        columns = list(reader.fieldnames or ())
    after = [row for old in before if (row := change(dict(old))) is not None]
    assert after != before
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(after)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one cluster renamed, one gone, and other counts and statistics."""
    folder = Path(shutil.copytree(DATA, tmp_path_factory.mktemp("other") / "data"))

    def renamed(row: Row) -> Row | None:
        if row["cluster_id"] == RENAMED:
            row |= {"name_zh": "测试产业集群", "name_en": "Cluster Under Test"}
        return row if row["cluster_id"] != REMOVED else None

    def more(row: Row) -> Row:
        return row | {"count": str(int(row["count"]) + 3)}

    def richer(row: Row) -> Row:
        grown = row["indicator"].startswith("gdp") and row["adcode"] == "420600"
        return row | {"value": f"{1.001 * float(row['value']):.3f}"} if grown else row

    edit(folder, "clusters", renamed)
    edit(folder, "cluster_listings", lambda row: row if row["cluster_id"] != REMOVED else None)
    edit(folder, "cluster_counts", more)
    edit(folder, "city_stats", richer)
    for table, column in (("facts", "fact_id"), ("policies", "policy_id"), ("axes", "axis_id")):
        rows = _rows(folder, table)
        last = [row for row in rows if row.get("benchmark", OWN) == OWN][-1][column]
        edit(folder, table, lambda row, c=column, last=last: row if row[c] != last else None)
    return folder


def _rows(folder: Path, table: str) -> list[Row]:
    with (folder / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def alone(folder: Path) -> subprocess.Popen[bytes]:
    """A process that asks one data set and knows no other."""
    command = [sys.executable, "-m", "tests.asked", str(folder)]
    return subprocess.Popen(
        command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE
    )


def test_each_answers_as_if_it_were_alone(changed: Path) -> None:
    folders = {"shipped": DATA, "changed": changed}
    processes = {name: alone(folder) for name, folder in folders.items()}
    opened = {name: load(folder) for name, folder in folders.items()}
    asked = [(name, page, lang) for name in folders for page, lang in QUESTIONS]

    def wander(seed: int) -> dict[Any, str]:
        """One of eight readers, who asks what nobody else asks, in an order of his own."""
        own = [one for at, one in enumerate(asked) if at % 8 == seed]
        order = random.Random(seed).sample(own, len(own))
        return {question: ask(opened[question[0]], *question[1:]) for question in order}

    with ThreadPoolExecutor(8) as pool:
        heard = list(pool.map(wander, range(8)))
    expected = {name: json.loads(process.communicate()[0]) for name, process in processes.items()}
    assert {question for one in heard for question in one} == set(asked)
    wrong = {
        question
        for one in heard
        for question, answer in one.items()
        if answer != expected[question[0]][" ".join(question[1:])]
    }
    assert not wrong
    same = [
        key for key, answer in expected["shipped"].items() if answer == expected["changed"][key]
    ]
    assert not same, "a page that says the same of both would not show that they met"
