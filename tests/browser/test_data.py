"""The page of the data in use: its link, a table picked, and files that other programs open."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from tests import tables
from tests.browser.driver import Reader

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
