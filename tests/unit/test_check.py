"""``python -m geo check FOLDER``: what an office sees before it puts its data in service."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from geo import cli
from geo.data.atlas import Atlas, load
from geo.files import check as checking
from geo.sheets import PAGES
from geo.sheets.view import View
from tests.folders import change, copied, file, rows, write
from tests.tables import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sheets that say how many clusters and listings there are, made at once."""

    def sheet(atlas: Any, page: str, view: View) -> SimpleNamespace:
        count = len(atlas.table("clusters")) if page == "clusters" else 0
        return SimpleNamespace(claim=f"{page} {view.lang} {count}")

    monkeypatch.setattr(checking, "sheet", sheet)


def one_more(folder: Path) -> None:
    """A cluster more, with its listing; another one renamed, an enterprise gone."""

    def cluster(found: list[dict[str, str]]) -> None:
        new = dict(found[0], cluster_id="our_own", name_zh="本市自有产业集群", name_en="Our Own")
        found[1]["name_en"] = "Renamed"
        found.append(new)

    change(folder, "clusters", cluster)
    change(
        folder,
        "cluster_listings",
        lambda found: found.append(dict(found[0], cluster_id="our_own")),
    )
    change(folder, "enterprises", lambda found: found.pop())


def test_every_page_is_made_and_compared_in_a_process_of_its_own(folder: Path) -> None:
    one_more(folder)
    book = openpyxl.Workbook()
    table = rows(folder, "cluster_listings")
    book.active.append(list(table[0]))
    for row in table:
        book.active.append([cell or None for cell in row.values()])
    book.save(file(folder, "cluster_listings").with_suffix(".xlsx"))
    file(folder, "cluster_listings").unlink()
    done = subprocess.run(
        [sys.executable, "-m", "geo", "check", folder],
        cwd=ROOT, env=os.environ | {"PYTHONIOENCODING": "utf-8"}, capture_output=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "clusters: 114 → 115  (+1 ~1)" in done.stdout
    assert "cluster_listings: 157 → 158  (+1)" in done.stdout
    assert "enterprises: 302 → 301  (−1)" in done.stdout
    assert re.search(r"schemes: 9 → 9$", done.stdout, re.MULTILINE)
    # The overview counts clusters, and nothing on the page of policies has changed.
    before, after = re.findall(r"^    [-+] (.*)$", done.stdout, re.MULTILINE)[:2]
    assert "112" in before
    assert "113" in after
    assert re.search(r"^  政策.*\n    = ", done.stdout, re.MULTILINE)
    assert f"[{len(PAGES) * 2 - 1}/{len(PAGES) * 2}]" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("quick")
def test_the_shipped_folder_changes_nothing(folder: Path) -> None:
    checked = checking.check(folder, "en")
    assert checked.is_sound
    assert len(checked.rows) == len(list((folder / "tables").glob("*.csv")))
    assert all(
        (r.added, r.removed, r.changed) == (0, 0, 0) and r.old == r.new for r in checked.rows
    )
    assert [c.page for c in checked.claims] == list(PAGES)
    assert all(c.old == c.new for c in checked.claims)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_claims_are_in_the_language_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    one_more(folder)
    assert cli.main(["check", str(folder), "--lang", lang]) == 0
    said = capsys.readouterr().out
    assert f"- clusters {lang} 114\n    + clusters {lang} 115" in said
    assert f"= policy {lang} 0" in said
    assert bool(re.search("[一-鿿]", said)) == (lang == "zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_wrong_is_listed_with_code_1(
    folder: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    change(folder, "zones", lambda found: found[10].update(name_zh="葛\u200b店", year="soon"))
    write(folder, "policies", [])
    assert cli.main(["check", str(folder), "--lang", lang]) == 1
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert len(lines) == 4
    assert str(folder) in lines[0]
    assert "tables/zones.csv" in lines[1]
    assert "12" in lines[1]
    assert "soon" in said.out
    assert "\u200b" not in said.out
    assert bool(re.search("[一-鿿]", said.out.replace("葛", "").replace("店", ""))) == (
        lang == "zh"
    )


@pytest.mark.parametrize("name", ["nowhere", "a_file", "~no_such_person", "a\0b", "\udce4"])
def test_a_folder_that_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / "a_file").write_text("x", encoding="utf-8")
    path = name if name.startswith("~") else str(tmp_path / name)
    assert cli.main(["check", path, "--lang", "en"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert "no such data folder" in line


def test_a_page_that_fails_is_told_and_the_others_are_tried(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def sheet(_atlas: Any, page: str, view: View) -> SimpleNamespace:
        if page in ("layout", "ladder") and view.lang == "en":
            raise ValueError("two\nlines \x1b[31m")
        return SimpleNamespace(claim=page)

    monkeypatch.setattr(checking, "sheet", sheet)
    assert cli.main(["check", str(folder), "--lang", "en"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert "The page layout (en)" in lines[1]
    assert "The page ladder (en)" in lines[2]
    assert "\x1b" not in "".join(lines)


def test_a_fault_nobody_thought_of_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_folder: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(checking, "load", fail)
    assert cli.main(["check", str(folder), "--lang", "zh"]) == 1
    assert "too deep" in capsys.readouterr().out


def test_a_terminal_that_knows_few_signs(folder: Path) -> None:
    write(folder, "policies", [])
    done = subprocess.run(
        [sys.executable, "-m", "geo", "check", folder],
        cwd=ROOT, env=os.environ | {"PYTHONIOENCODING": "ascii"}, capture_output=True,
        encoding="ascii", check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "tables/policies.csv" in done.stdout
    assert "Traceback" not in done.stderr


def test_only_what_tells_something_else_is_a_change(folder: Path, atlas: Atlas) -> None:
    """Not other marks, not a remark, not a column that an older folder did not have."""

    def reset(found: list[dict[str, str]]) -> None:
        found[0]["policy_zh"] = found[0]["policy_zh"].replace("（", "(").replace(" ", "")
        found[1]["note"] = "looked at again"
        found[2]["year_from"] = "1999"
        for row in found:
            del row["policy_en"], row["status"]

    change(folder, "schemes", reset)
    assert checking.compared_rows(atlas, load(folder), "schemes").changed == 1
