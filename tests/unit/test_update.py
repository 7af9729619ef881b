"""A newer state of the data: held against the one in use, taken into use, gone back from."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from geo.cli import main
from geo.data import package, store
from geo.data.package import DATA
from geo.files import update
from geo.files.check import Checked

NAMED = "Caidian Auto Parts Cluster"


def newer(place: Path, version: str = "2027.1.15") -> Path:
    """A state with another name of a cluster and right checksums."""
    folder = Path(shutil.copytree(DATA, place / "newer"))
    table = folder / "tables" / "clusters.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(NAMED, "Tested"), encoding="utf-8")
    path = folder / package.FILE
    said = json.loads(path.read_text(encoding="utf-8"))
    said["version"] = version
    for resource in said["resources"]:
        if resource["path"] == "tables/clusters.csv":
            resource["hash"] = f"sha256:{hashlib.sha256(table.read_bytes()).hexdigest()}"
    path.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    return folder


def packed(folder: Path, within: str = "") -> Path:
    archive = folder.with_suffix(".zip")
    with zipfile.ZipFile(archive, "w") as target:
        for path in folder.rglob("*"):
            if path.is_file():
                target.write(path, within + str(path.relative_to(folder)))
    return archive


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HCA_RELEASES", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are not made, where a test is about something else."""
    monkeypatch.setattr(update, "check", lambda folder, *_: Checked(folder))


def test_a_newer_state_is_told_taken_and_gone_back_from(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = packed(newer(tmp_path), "hubei-data/")
    assert package.chosen() == DATA
    assert main(["data", "update", str(archive), "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "2026.11.27 → 2027.1.15" in told
    assert "clusters: 114 → 114  (~1)" in told
    assert "areas: 116 → 116\n" in told
    assert package.chosen() == kept / "2027.1.15"
    assert "Tested" in (package.chosen() / "tables/clusters.csv").read_text(encoding="utf-8")
    assert main(["data", "list", "--lang", "en"]) == 0
    assert capsys.readouterr().out == "shipped: 2026.11.27\n2027.1.15 (in use)\n"
    assert main(["data", "back", "--lang", "en"]) == 0
    assert package.chosen() == DATA
    assert main(["data", "back", "--lang", "en"]) == 2, "there is no way further back"
    assert [path.name for path in kept.iterdir() if path.name.startswith(".")] == []


@pytest.mark.usefixtures("sound")
def test_a_look_changes_nothing_and_an_older_state_is_refused(kept: Path, tmp_path: Path) -> None:
    folder = newer(tmp_path, "2027.1.15")
    update.take(folder, kept, "en", into_use=False)
    assert package.chosen() == DATA
    update.take(folder, kept, "en")
    with pytest.raises(update.UpdateError, match="not newer"):
        update.take(folder, kept, "en")
    with pytest.raises(update.UpdateError, match="not newer"):
        update.take(DATA, kept, "en")
    assert store.history(kept) == ("2027.1.15",)


@pytest.mark.usefixtures("sound")
def test_what_is_no_state_of_the_data_or_a_damaged_one_is_refused(
    kept: Path, tmp_path: Path
) -> None:
    folder = newer(tmp_path)
    areas = folder / "tables" / "areas.csv"
    areas.write_text(areas.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    text, empty, outside = (tmp_path / name for name in ("a.zip", "b.zip", "c.zip"))
    text.write_text("no archive")
    zipfile.ZipFile(empty, "w").close()
    with zipfile.ZipFile(outside, "w") as target:
        target.writestr("../../outside", "x")
    for source, said in (
        (folder, "areas.csv"), (packed(folder), "areas.csv"), (text, "no sound ZIP"),
        (empty, package.FILE), (outside, "no sound ZIP"), (tmp_path / "gone", "gone"),
    ):  # fmt: skip
        with pytest.raises(update.UpdateError, match=said):
            update.take(source, kept, "en")
    assert package.chosen() == DATA
    assert list(kept.iterdir()) == []
    assert not (tmp_path / "outside").exists()
    assert not (tmp_path.parent / "outside").exists()


def test_a_state_of_which_a_page_cannot_be_made_is_refused(kept: Path, tmp_path: Path) -> None:
    folder = newer(tmp_path)
    (folder / "tables" / "zones.csv").unlink()
    with pytest.raises(update.UpdateError, match=r"zones\.csv"):
        update.take(folder, kept, "en")
    assert package.chosen() == DATA
