"""The page of the data in use: its link, a table picked, and files that other programs open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from geo.words import Words
from tests import tables
from tests.browser.driver import Reader

Arrive = Callable[..., Reader]
T = Words("zh")

XIANGYANG = "420600"


def in_xiangyang() -> list[str]:
    """Clusters of the city, in the order of the table."""
    return [
        row["cluster_id"]
        for row in tables.clusters()
        if XIANGYANG in tables.cells(row["city_adcodes"])
    ]


def taken(reader: Reader, table: str, form: str, folder: Path) -> Path:
    """Click a download and keep the file under the name that the page proposes."""
    button = reader.part(f"download_{table}_{form}").get_by_role("button")
    with reader.page.expect_download() as started:
        button.click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


@pytest.mark.parametrize("form", ["csv", "xlsx", "geojson", "gpkg"])
def test_the_rows_of_a_filter_are_taken_away_and_open(
    reader: Reader, tmp_path: Path, form: str
) -> None:
    reader.open("data", lang="zh", table="clusters", city=XIANGYANG)
    path = taken(reader, "clusters", form, tmp_path)
    assert path.suffix == f".{form}"
    if form == "csv":
        rows = pd.read_csv(path, encoding="utf-8-sig")
    elif form == "xlsx":
        sheets = pd.read_excel(path, sheet_name=None, engine="openpyxl")
        rows = next(sheet for sheet in sheets.values() if "cluster_id" in sheet)
    else:
        rows = gpd.read_file(path, **({"layer": "clusters"} if form == "gpkg" else {}))
        assert rows.crs is not None and rows.crs.to_epsg() == 4326
    assert sorted(rows["cluster_id"]) == sorted(in_xiangyang())


def test_a_table_is_picked_and_the_link_follows(reader: Reader) -> None:
    reader.open("data", lang="en", table="zones")
    assert reader.codes() == {"lang": "en", "table": "zones"}
    pills = reader.part("tables").get_by_role("radio")
    number = len(tables.rows("axes"))
    pick = pills.filter(has_text=str(number)).first
    reader.ask(pick.click)
    assert reader.codes()["table"] != "zones"
    assert str(len(tables.rows(reader.codes()["table"]))) in reader.part("table").inner_text()


def test_rows_are_read_on_the_page_and_turned_by_pages(reader: Reader) -> None:
    """Cells are words that can be marked, enlarged and printed; the page scrolls, not the list."""
    reader.open("data", lang="zh", table="city_stats")
    box = reader.page.locator(".listing")
    lines, told = box.locator("tbody tr"), box.locator(".pager span")
    total = len(tables.figures())
    first = lines.first.inner_text()
    assert lines.count() == 20
    assert told.inner_text() == T("common.rows_of", first=1, last=20, n=T.number(total))
    box.get_by_role("button", name=T("common.next")).click()
    assert lines.first.inner_text() != first
    assert box.evaluate("box => box.scrollHeight <= box.clientHeight + 1")
    year = next(n for n, th in enumerate(box.locator("th").all_inner_texts()) if th == "年份")
    box.locator("th").nth(year).get_by_role("button").click()
    seen = [int(cell) for cell in box.locator(f"td:nth-child({year + 1})").all_inner_texts()]
    every = sorted(int(row["year"]) for row in tables.figures())
    assert seen == every[:20]  # all rows are sorted, not those of the page


@pytest.mark.parametrize("width", [1440, 390])
def test_no_list_beside_a_map_scrolls_sideways(arrive: Arrive, width: int) -> None:
    reader = arrive(width=width)
    reader.open("clusters", lang="en")
    box = reader.page.locator(".listing:not(details *)")
    assert box.evaluate("box => box.scrollWidth - box.clientWidth") == 0
    assert box.get_by_role("columnheader").count() == 6
    cells = box.get_by_role("row").nth(1).get_by_role("cell")
    assert all(cell.is_visible() for cell in cells.all())
