"""Data folders of one's own for tests: copies of the shipped one, changed as an office would."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.data.atlas import DATA, AtlasError, Problem, load

Row = dict[str, str]


def copied(place: Path) -> Path:
    """A copy of the shipped folder."""
    return Path(shutil.copytree(DATA, place / "own"))


def file(folder: Path, table: str) -> Path:
    return folder / "tables" / f"{table}.csv"


def rows(folder: Path, table: str) -> list[Row]:
    with file(folder, table).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def write(folder: Path, table: str, changed: list[Row]) -> None:
    """Write a table; its columns are those of the first row, or of the file if there is none."""
    names = list(changed[0]) if changed else list(rows(folder, table)[0])
    with file(folder, table).open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(changed)


def change(folder: Path, table: str, how: Callable[[list[Row]], Any]) -> None:
    """Change the rows of a table in place."""
    found = rows(folder, table)
    how(found)
    write(folder, table, found)


def describe(folder: Path, how: Callable[[dict[str, Any]], Any]) -> None:
    """Change the dictionary in place."""
    path = folder / "datapackage.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    how(record)
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")


def resource(record: dict[str, Any], name: str) -> dict[str, Any]:
    return next(r for r in record["resources"] if r["name"] == name)


def column(record: dict[str, Any], table: str, name: str) -> dict[str, Any]:
    fields = resource(record, table)["schema"]["fields"]
    return next(f for f in fields if f["name"] == name)


def problems(folder: Path) -> tuple[Problem, ...]:
    """All that is wrong with a folder."""
    with pytest.raises(AtlasError) as caught:
        load(folder)
    return caught.value.problems


def only(folder: Path) -> Problem:
    found = problems(folder)
    assert len(found) == 1, [str(problem) for problem in found]
    return found[0]
