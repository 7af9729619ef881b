"""What can be set from outside: tiles, and a data folder of one's own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo.words import Words
from tests.browser.conftest import OpenReader
from tests.browser.driver import ROOT, Server, free_port, serve


def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "data", tmp_path / "own"))


def test_dead_tiles_leave_the_map_standing(arrive: OpenReader) -> None:
    tiles = f"http://127.0.0.1:{free_port()}/{{z}}/{{x}}/{{y}}.png|Nobody"
    with serve(HCA_TILES=tiles) as server:
        reader = arrive(server)
        reader.open("clusters", lang="zh")
        frame = reader.map()
        assert frame.locator(".atlas-land path").count() == 17
        assert len(reader.counted()) == reader.left()
        land = frame.locator(".atlas-land path").first
        assert land.evaluate("p => getComputedStyle(p).fillOpacity") == "1"


@pytest.fixture
def one_cluster_less(tmp_path: Path) -> Iterator[Path]:
    folder = copied(tmp_path)
    for name in ("clusters", "cluster_listings"):
        table = folder / "tables" / f"{name}.csv"
        lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith("caidian_auto_parts,")]
        assert len(kept) < len(lines)
        table.write_text("".join(kept), encoding="utf-8")
    return folder


def test_data_of_ones_own(arrive: OpenReader, one_cluster_less: Path) -> None:
    with serve(HCA_DATA=str(one_cluster_less)) as server:
        reader = arrive(server)
        reader.open("clusters", lang="zh")
        assert "caidian_auto_parts" not in reader.marks()
        assert len(reader.counted()) == reader.left()
        assert server.complaints() == ""


def test_broken_data_are_reported_all_at_once(arrive: OpenReader, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "tables" / "zones.csv").unlink()
    clusters = folder / "tables" / "clusters.csv"
    text = clusters.read_text(encoding="utf-8")
    assert ",30.490,114.500," in text
    text = text.replace(",30.490,114.500,", ",north,114.500,")
    text = text.replace(",food_", ",foood_").replace(",auto,", ",auttto,")
    clusters.write_text(text, encoding="utf-8")
    with serve(HCA_DATA=str(folder)) as server:
        reader = arrive(server)
        reader.open("", lang="zh")
        shown = reader.page.get_by_test_id("stMain").inner_text()
        for hint in ("zones.csv", "clusters.csv", "north", "auttto"):
            assert hint in shown
        assert "Traceback" not in shown
        assert reader.page.get_by_test_id("stException").count() == 0
        assert "Traceback" not in server.complaints()


def test_a_browser_keeps_language_and_depth_and_a_link_goes_first(
    arrive: OpenReader, based: Server
) -> None:
    reader = arrive(based)
    reader.open("concentration")
    for part, lang, name in (("language", "zh", "EN"), ("depths", "en", "plain.depth.expert")):
        label = Words(lang)(name) if "." in name else name
        reader.ask(reader.part(part).get_by_text(label, exact=True).click)
    reader.page.goto("about:blank")
    again = arrive(based)
    again.open("concentration")
    assert again.codes() == {"lang": "en", "depth": "expert"}
    again.open("concentration", lang="zh", depth="simple")
    assert again.codes() == {"lang": "zh", "depth": "simple"}
    assert again.page.locator(".dots").count() == 1
    own = [one for one in again.context.cookies() if not one["name"].startswith("_streamlit")]
    assert sorted(one["value"] for one in own) == ["en", "expert"], "nothing else is kept"
    assert {one["path"] for one in own} == {"/gov/hubei"}
