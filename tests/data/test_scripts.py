"""The scripts that keep the data package up to date."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from geo.data.package import DATA
from scripts import build_data, import_tables, water


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A folder with the tables, to be changed."""
    return Path(shutil.copytree(DATA / "tables", tmp_path / "newer"))


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data folder that the scripts take for their own."""
    copy = Path(shutil.copytree(DATA, tmp_path / "data"))
    monkeypatch.setattr(import_tables, "DATA", copy)
    return copy


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> None:
    monkeypatch.setattr(sys, "argv", ["import_tables.py", *map(str, arguments)])
    import_tables.main()


def test_import_without_change(
    newer: Path, target: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, newer)
    assert capsys.readouterr().out == "No change.\n"
    assert build_data.differences(DATA, target) == []


def test_import_says_what_changed_and_writes_it(
    newer: Path, target: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(newer / "clusters.csv", "Caidian Auto Parts Cluster", "Caidian Car Parts")
    lines = (newer / "policies.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (newer / "policies.csv").write_text(
        "".join([*lines[:2], *lines[3:], lines[2].replace("firms_02", "firms_99")]),
        encoding="utf-8",
    )
    run(monkeypatch, newer, "--date", "2027-01-31")
    said = capsys.readouterr().out
    assert (
        "~ clusters [caidian_auto_parts] name_en: "
        "'Caidian Auto Parts Cluster' -> 'Caidian Car Parts'"
    ) in said
    assert "- policies [firms_02]" in said
    assert "+ policies [firms_99]" in said
    assert "1 rows added, 1 removed, 1 cells changed" in said
    assert "build_data.py" in said
    assert build_data.differences(DATA, target) == [
        "datapackage.json",
        "tables/clusters.csv",
        "tables/policies.csv",
    ]
    assert json.loads((target / "datapackage.json").read_text())["version"] == "2027.01.31"
    build_data.refresh_dictionary(target)
    record = json.loads((target / "datapackage.json").read_text(encoding="utf-8"))
    size = {r["name"]: r["bytes"] for r in record["resources"]}
    assert size["clusters"] == (target / "tables" / "clusters.csv").stat().st_size


def test_import_writes_nothing_if_anything_is_wrong(
    newer: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(newer / "clusters.csv", "Caidian Auto Parts Cluster", "Caidian Car Parts")
    edit(newer / "axes.csv", "corridor", "motorway")
    with pytest.raises(
        SystemExit, match=r"axes\.csv, row 3, column kind(.|\n)*Nothing was written"
    ):
        run(monkeypatch, newer)
    assert build_data.differences(DATA, target) == []


def test_import_dry_run(
    newer: Path, target: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(newer / "clusters.csv", "Caidian Auto Parts Cluster", "Caidian Car Parts")
    run(monkeypatch, newer, "--dry-run")
    assert "Nothing was written" in capsys.readouterr().out
    assert build_data.differences(DATA, target) == []


def test_dictionary_is_written_as_the_build_writes_it() -> None:
    text = (DATA / "datapackage.json").read_text(encoding="utf-8")
    assert build_data.dump(json.loads(text)) + "\n" == text


def test_topology_is_decoded() -> None:
    # Two arcs in steps of one unit; a square of the first and the second reversed.
    topology = {
        "transform": {"scale": [2, 3], "translate": [100, 30]},
        "arcs": [[[0, 0], [1, 0], [0, 1]], [[0, 0], [0, 1], [1, 0]]],
        "objects": {
            "lakes": {"geometries": [{"type": "Polygon", "arcs": [[0, ~1]]}]},
            "rivers": {"geometries": [{"type": "MultiLineString", "arcs": [[0], [~1]]}]},
        },
    }
    [lake] = water.decode(topology, "lakes")
    assert lake.bounds == (100, 30, 102, 33)
    assert lake.area == 6
    [river] = water.decode(topology, "rivers")
    assert [line.coords[0] for line in river.geoms] == [(100, 30), (102, 33)]
