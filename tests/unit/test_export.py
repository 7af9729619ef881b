"""Exports, opened again by the programs that read such files."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from datetime import date
from functools import partial

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
from openpyxl import load_workbook
from shapely.geometry import LinearRing, Point, Polygon

from geo.files import tables
from geo.files.tables import FORMATS, About, Column, Export, Source
from geo.files.tables.cells import harmless

HOSTILE = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"]


def about(lang: str = "zh") -> About:
    return About(
        lang=lang,
        title="产业集群" if lang == "zh" else "Clusters",
        filters=("市州：武汉",) if lang == "zh" else ("city: Wuhan",),
        link="https://example.org/data?lang=zh&city=420100",
        sources=(
            Source("s1", "通知", "湖北省政府", "2024-05", "official", "https://example.org/a"),
            Source("s2", "报道", kind="press"),
        ),
        licence="CC BY 4.0",
        data_version="1.0.0 (2026-11-20)",
        date=date(2026, 11, 21),
        boundary="天地图" if lang == "zh" else "Tianditu",
        coverage="已列名 2/3",
        notes=("点是县城，不是工厂", "缺一项"),
    )


@pytest.fixture
def sample() -> Export:
    frame = gpd.GeoDataFrame(
        {
            "cluster_id": ["a", "b"],
            "name_zh": ["光谷, “芯”\n集群", None],
            "city_adcodes": [(420100, 420600), ()],
            "year": pd.array([2023, None], dtype="Int64"),
            "change": [-5.25, float("nan")],
        },
        geometry=[Point(114.5, 30.49), None],
        crs=4326,
    )
    columns = (
        Column("cluster_id", "集群代码", "主键", "文本"),
        Column("year", "年份", type="整数", values={"2023": "最新"}),
    )
    return Export("clusters", frame, about(), columns, (("s1", "s2"), ()))


def hostile(value: str) -> Export:
    return Export("hostile", pd.DataFrame({"text": [value], "value": [-5]}), about())


def read_csv(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), encoding="utf-8-sig")


def test_csv_begins_with_the_mark_that_excel_needs(sample: Export) -> None:
    content = tables.csv_bytes(sample)
    assert content[:3] == b"\xef\xbb\xbf"
    assert content.count(b"\xef\xbb\xbf") == 1


def test_csv_is_one_clean_table(sample: Export) -> None:
    content = tables.csv_bytes(sample)
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert {len(line) for line in lines} == {len(lines[0])}
    assert len(lines) == 3
    table = read_csv(content)
    assert table["name_zh"][0] == "光谷, “芯”\n集群"
    assert table["city_adcodes"][0] == "420100|420600"
    assert table["change"][0] == -5.25
    assert table.loc[1, ["name_zh", "year", "change", "city_adcodes"]].isna().all()
    assert "geometry" not in table


def test_csv_rows_carry_their_citation(sample: Export) -> None:
    first = read_csv(tables.csv_bytes(sample)).iloc[0]
    assert first["cite_source"] == "通知 · 湖北省政府 · 2024-05 | 报道"
    assert "市州：武汉" in first["cite_about"]
    assert "已列名 2/3" in first["cite_about"]
    assert "天地图" in first["cite_about"]
    assert first["cite_licence"] == "CC BY 4.0"
    assert first["cite_date"] == "2026-11-21"
    assert first["cite_link"] == sample.about.link


@pytest.mark.parametrize("text", HOSTILE)
def test_formulas_are_made_harmless(text: str) -> None:
    lines = list(csv.reader(io.StringIO(tables.csv_bytes(hostile(text)).decode("utf-8-sig"), "")))
    assert lines[1][0] == f"'{text}"
    assert lines[1][1] == "-5"

    sheet = load_workbook(io.BytesIO(tables.xlsx_bytes(hostile(text)))).worksheets[0]
    cell = sheet["A2"]
    assert cell.data_type == "s"
    assert str(cell.value).startswith("'")
    assert sheet["B2"].value == -5
    assert sheet["B2"].data_type == "n"


@pytest.mark.parametrize("value", [-5, -5.5, "-5", "+12.5", "a=b", "全省", "", None, True])
def test_harmless_values_are_left_alone(value: object) -> None:
    assert harmless(value) is value


def test_headers_cannot_be_formulas() -> None:
    bad = Export("hostile", pd.DataFrame({"=1+1": [1]}), about())
    assert tables.csv_bytes(bad).decode("utf-8-sig").startswith("'=1+1")
    assert load_workbook(io.BytesIO(tables.xlsx_bytes(bad))).worksheets[0]["A1"].value == "'=1+1"


def test_workbook_is_ready_to_use(sample: Export) -> None:
    book = load_workbook(io.BytesIO(tables.xlsx_bytes(sample)))
    assert book.sheetnames == ["数据", "说明", "字段说明", "来源"]
    data, notes, columns, sources = book.worksheets
    assert data.freeze_panes == "A2"
    assert data.auto_filter.ref == data.dimensions == "A1:F3"
    assert [cell.value for cell in data[2]][:5] == [
        "a", "光谷, “芯”\n集群", "420100|420600", 2023, -5.25,
    ]  # fmt: skip
    assert [cell.value for cell in data[3]] == ["b", None, None, None, None, None]
    assert max(data.column_dimensions[letter].width for letter in "ABCDEF") <= 48
    assert tuple(notes.iter_rows(min_row=2, values_only=True)) == sample.about.lines()
    assert [row[0] for row in columns.iter_rows(min_row=2, values_only=True)] == [
        "cluster_id", "year", "cite_source",
    ]  # fmt: skip
    assert columns["G3"].value == "2023 = 最新"
    assert [row[0] for row in sources.iter_rows(min_row=2, values_only=True)] == ["s1", "s2"]
    assert sources["F2"].hyperlink.target == "https://example.org/a"


def test_workbook_drops_what_xml_cannot_hold() -> None:
    book = load_workbook(io.BytesIO(tables.xlsx_bytes(hostile("a\x00b\x1f"))))
    assert book.worksheets[0]["A2"].value == "ab"


def test_geojson_is_read_by_geopandas(sample: Export) -> None:
    frame = gpd.read_file(io.BytesIO(tables.geojson_bytes(sample)))
    assert frame.crs == "EPSG:4326"
    assert frame.geometry[0].coords[0] == (114.5, 30.49)
    assert frame.geometry[1] is None
    assert list(frame["cluster_id"]) == ["a", "b"]


def test_geojson_metadata(sample: Export) -> None:
    content = json.loads(tables.geojson_bytes(sample))
    assert "crs" not in content
    assert content["features"][1]["geometry"] is None
    meta = content["metadata"]
    assert meta["filters"] == ["市州：武汉"]
    assert meta["date"] == "2026-11-21"
    assert meta["link"] == sample.about.link
    assert meta["boundary"] == "天地图"
    assert [source["source_id"] for source in meta["sources"]] == ["s1", "s2"]
    assert meta["columns"][-1]["code"] == "cite_source"


def test_geojson_rings_follow_the_right_hand_rule() -> None:
    clockwise = Polygon([(111, 30), (111, 31), (112, 31), (112, 30)])
    frame = gpd.GeoDataFrame({"adcode": [420100]}, geometry=[clockwise], crs=4326)
    content = json.loads(tables.geojson_bytes(Export("areas", frame, about())))
    ring = content["features"][0]["geometry"]["coordinates"][0]
    assert LinearRing(ring).is_ccw


def test_geopackage_is_read_by_gdal(sample: Export, tmp_path) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(tables.gpkg_bytes(sample))
    assert list(pyogrio.list_layers(path)[:, 0]) == ["clusters", "about", "columns", "sources"]
    frame = pyogrio.read_dataframe(path, layer="clusters")
    assert frame.crs == "EPSG:4326"
    assert pyogrio.read_info(path, layer="clusters")["crs"] == "EPSG:4326"
    assert frame.geometry[0].coords[0] == (114.5, 30.49)
    assert frame.geometry[1] is None
    assert frame["city_adcodes"][0] == "420100|420600"
    assert frame["change"][0] == -5.25
    notes = pyogrio.read_dataframe(path, layer="about")
    assert tuple(notes.itertuples(index=False, name=None)) == sample.about.lines()
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("code", FORMATS)
def test_an_empty_selection_is_a_valid_file(sample: Export, code: str, tmp_path) -> None:
    empty = Export("clusters", sample.frame.iloc[:0], about(), sample.columns)
    path = tmp_path / empty.file_name(FORMATS[code].suffix)
    path.write_bytes(FORMATS[code].write(empty))
    read = {"csv": pd.read_csv, "xlsx": partial(pd.read_excel, engine="openpyxl")}.get(code)
    assert len(read(path) if read else gpd.read_file(path, layer="clusters")) == 0


@pytest.mark.parametrize(("lang", "label"), [("zh", "视图链接"), ("en", "Link to the view")])
def test_labels_follow_the_language(lang: str, label: str) -> None:
    assert dict(about(lang).lines())[label].startswith("https://")


def test_no_filter_is_said_in_words() -> None:
    plain = About("en", "Clusters", (), "", (), "CC BY 4.0", "1", date(2026, 1, 1), "Tianditu")
    assert plain.filters_text() == "not filtered, all rows"
    assert "Link to the view" not in dict(plain.lines())


def test_file_name_is_ascii(sample: Export) -> None:
    assert sample.file_name("csv") == "hubei-clusters_clusters_20261121.csv"
    with pytest.raises(ValueError, match="ASCII"):
        Export("集群", sample.frame, about())


@pytest.mark.parametrize("code", ["geojson", "gpkg"])
def test_a_table_without_places_has_no_map_file(code: str) -> None:
    with pytest.raises(TypeError, match="no geometry"):
        FORMATS[code].write(Export("sources", pd.DataFrame({"a": [1]}), about()))
