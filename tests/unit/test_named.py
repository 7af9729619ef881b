"""Numbers of named clusters: counted from the listings, whatever the table of programmes says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from geo import cli
from geo.data.atlas import Atlas, load
from geo.data.package import DATA
from geo.record import counts
from geo.sheets import sheet
from geo.sheets.view import View
from geo.words import LANGUAGES
from tests import tables

GROWTH = "provincial_key_growth_cluster"
ADDED = 10


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data with ten more clusters listed, one of them twice, and nothing else."""
    copied = Path(shutil.copytree(DATA, tmp_path_factory.mktemp("named") / "data"))
    listed = tables.members(GROWTH)
    others = [row["cluster_id"] for row in tables.clusters() if row["cluster_id"] not in listed]
    lines = [f"{key},{GROWTH},2023,增补,listed,true,seed_004,high,\n" for key in others[-ADDED:]]
    lines.append(f"{others[-1]},{GROWTH},2022,增补,listed,true,seed_004,high,\n")
    with (copied / "tables" / "cluster_listings.csv").open("a", encoding="utf-8") as file:
        file.writelines(lines)
    return copied


@pytest.fixture(scope="module")
def longer(folder: Path) -> Atlas:
    return load(folder)


def test_the_shipped_numbers_are_those_of_the_listings(atlas: Atlas) -> None:
    assert atlas.warnings == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_counts_what_is_listed(longer: Atlas, lang: str) -> None:
    number = len(tables.members(GROWTH)) + ADDED
    assert counts.coverage(longer, GROWTH).named == number == 64
    view = View(lang=lang, prog=(GROWTH,))
    told = sheet(longer, "clusters", view)
    assert len(told.rows[0].frame) == number
    texts = {
        "clusters": " ".join([told.claim, *told.lines, told.map.badge if told.map else ""]),
        "concentration": " ".join(
            [*(one := sheet(longer, "concentration", view)).lines, one.claim, one.charts[0].badge]
        ),
    }
    for page, text in texts.items():
        assert str(number) in text, page
        assert str(number - ADDED) not in text, page
    rows = sheet(longer, "data", View(lang=lang, table="programmes")).rows[0].frame
    assert rows.set_index("programme_id")["named_count"][GROWTH] == number


def test_a_number_that_is_not_counted_is_told(longer: Atlas) -> None:
    """Both numbers, where they stand, and that the pages go by the listings."""
    row = [row["programme_id"] for row in tables.rows("programmes")].index(GROWTH) + 2
    found = [(one.file, one.row, one.column, one.value) for one in longer.warnings]
    assert found == [
        ("tables/programmes.csv", row, "named_count", "54"),
        ("tables/programmes.csv", row, "named_count_all", "54"),
        ("tables/programmes.csv", row, "named_count_firm", "54"),
    ]
    for lang in LANGUAGES:
        assert "54" in longer.warnings[0].text(lang)
        assert "64" in longer.warnings[0].text(lang)


def test_the_command_line_tells_it_and_goes_on(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "clusters.csv"
    asked = ["export", "--view", "/clusters?lang=en", "--to", str(target), "--data", str(folder)]
    assert cli.main(asked) == 0
    assert target.is_file()
    assert "programmes.csv" in capsys.readouterr().err


def test_zones_are_counted_as_well(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DATA, tmp_path / "data"))
    path = folder / "tables" / "programmes.csv"
    text = path.read_text(encoding="utf-8")
    zones = [row for row in tables.rows("zones") if row["kind"] == "etdz"]
    (line,) = (one for one in text.splitlines() if one.startswith("national_etdz,"))
    path.write_text(text.replace(line, line.replace(",9,9,", ",8,9,")), encoding="utf-8")
    one = load(folder)
    assert counts.coverage(one, "national_etdz").named == len(zones)
    assert [warning.value for warning in one.warnings] == ["8"]
