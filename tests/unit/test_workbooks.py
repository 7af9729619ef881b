"""All that a page has in one workbook and one archive; clusters with what they are filtered by."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyogrio
import pytest
from frictionless import Package
from openpyxl import load_workbook

from geo import cli, files, sheets
from geo.data.atlas import Atlas
from geo.files.tables.cells import attributes, plain
from geo.files.tables.workbook import _sheet_name
from geo.sheets.view import View
from geo.words import Words
from tests.tables import Row, by_key, cells, rows

DAY = date(2026, 11, 21)
#: Every page once, half of them in either language.
VIEWS = {
    page: View(lang=("zh", "en")[number % 2], **({"city": (420600,)} if page == "city" else {}))
    for number, page in enumerate(sheets.PAGES)
}
FORBIDDEN = set("[]:*?/\\")


def read(value: Any) -> Any:
    """A cell as text, or as a number of 12 digits, however a file writes it."""
    if value is None or pd.isna(value) or value == "":
        return None
    return float(f"{value:.12g}") if isinstance(value, int | float) else str(value).lstrip("'")


@pytest.mark.parametrize("page", VIEWS)
def test_a_workbook_has_every_table_and_chart(atlas: Atlas, page: str) -> None:
    view = VIEWS[page]
    t, sheet = Words(view.lang), sheets.sheet(atlas, page, view, day=DAY)
    content = files.make(atlas, page, view, "xlsx", day=DAY)
    book = load_workbook(io.BytesIO(content))
    made = sheet.exports
    assert made[: len(sheet.rows)] == sheet.rows
    assert {chart.code for chart in sheet.charts} <= {export.name for export in made}
    *names, about, columns, sources = book.sheetnames
    kept = [t(f"export.sheet.{name}") for name in ("about", "columns", "sources")]
    assert [about, columns, sources] == kept
    assert len(names) == len(made)
    assert len({name.casefold() for name in book.sheetnames}) == len(book.sheetnames)
    assert all(0 < len(name) <= 31 and not set(name) & FORBIDDEN for name in book.sheetnames)
    listed = list(book[columns].iter_rows(min_row=2, values_only=True))
    for name, export in zip(names, made, strict=True):
        table = attributes(export)
        heads, *lines = book[name].iter_rows(values_only=True)
        assert list(heads) == [str(head) for head in table.columns]
        assert len(set(heads)) == len(heads), "no two columns of one name"
        assert len(lines) == len(table)
        for got, row in zip(lines, table.itertuples(index=False, name=None), strict=True):
            assert [read(cell) for cell in got] == [read(plain(cell)) for cell in row]
        if len(made) > 1:
            told = {row[1] for row in listed if row[0] == name}
            assert told == set(heads), name


def test_units_of_charts_are_listed(atlas: Atlas) -> None:
    found = {}
    for page in ("city", "compare", "concentration"):
        for lang in ("zh", "en"):
            view = (
                VIEWS["city"].replace(lang=lang)
                if page == "city"
                else View(lang=lang, depth="expert")
            )
            sheet = sheets.sheet(atlas, page, view, day=DAY)
            found |= {c.code: c.unit for e in sheet.exports[len(sheet.rows) :] for c in e.columns}
    assert found["地区生产总值（亿元）"] == "亿元"
    assert found["GDP (CNY billion · 2024)"] == "CNY billion"
    assert found["Share of the list, %"] == found["Benchmark share %"] == "%"
    assert found["Year"] == found["Prefecture"] == found["Actual"] == ""
    units = {unit for unit in found.values() if unit}
    assert units <= {*(text for lang in ("zh", "en") for text in _units(lang)), "%"}, units


def _units(lang: str) -> set[str]:
    from geo.words import catalogue

    kinds = ("units.", "compare.unit.")
    return {texts[lang] for key, texts in catalogue().items() if key.startswith(kinds)}


@pytest.mark.parametrize(("title", "name"), [
    ("产业集群", "产业集群"),
    ("2018 年分市州：已知 17/17 个市州", "2018 年分市州：已知 17／17 个市州"),
    ("湖北省重点成长型产业集群：官方 114 个（2023），已列名 54 个", "湖北省重点成长型产业集群"),
    ("GDP: no. 3", "GDP： no. 3"),
    ("Secondary industry: no. 2 in 2018, no. 3 in 2024", "Secondary industry"),
    ("The answer depends on the benchmark", "The answer depends on the…"),
    ("Notes", "Notes 2"),
    ("[]*?/\\", "［］＊？／＼"),
    ("'quoted'", "quoted"),
    ("\x0b", "-"),
    ("长" * 40, "长" * 30 + "…"),
])  # fmt: skip
def test_names_of_worksheets_read_well(title: str, name: str) -> None:
    assert _sheet_name(title, ["notes"], ["About"]) == name


def test_worksheets_of_one_title_differ() -> None:
    taken: list[str] = []
    for _ in range(12):
        taken.append(_sheet_name("长" * 40, taken, []))
    assert len({*taken}) == 12
    assert all(len(name) <= 31 for name in taken)


@pytest.mark.parametrize("page", ["city", "concentration", "chains"])
def test_an_archive_has_the_figures_of_every_chart(atlas: Atlas, page: str, tmp_path: Path) -> None:
    view = VIEWS[page]
    sheet = sheets.sheet(atlas, page, view, day=DAY)
    zipfile.ZipFile(io.BytesIO(files.make(atlas, page, view, "zip", day=DAY))).extractall(tmp_path)
    assert sheet.charts
    for chart in sheet.charts:
        with (tmp_path / f"data/{chart.code}.csv").open(encoding="utf-8-sig", newline="") as file:
            heads, *lines = csv.reader(file)
        width = len(chart.table.columns)
        assert heads[:width] == [str(name) for name in chart.table.columns]
        assert all(name.startswith("cite_") for name in heads[width:])
        shown = chart.table.itertuples(index=False, name=None)
        for line, row in zip(lines, shown, strict=True):
            for cell, value in zip(line, row, strict=False):
                known = read(plain(value))
                got = float(cell) if isinstance(known, float) else cell.lstrip("'") or None
                assert got == (pytest.approx(known) if isinstance(known, float) else known)
    descriptor = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    keys = {r["name"]: r["schema"].get("primaryKey") for r in descriptor["resources"]
            if r["format"] == "csv"}  # fmt: skip
    assert set(keys) == {export.name for export in sheet.exports}
    whole = [table for table in sheet.rows if not table.frame[[*table.key]].isna().any(axis=None)]
    assert whole
    assert [keys[table.name] for table in whole] == [[*table.key] or None for table in whole]
    checked = Package(str(tmp_path / "datapackage.json")).validate()
    assert checked.valid, checked.flatten(["path", "type", "note"])


def test_an_archive_refers_only_to_what_it_holds(atlas: Atlas) -> None:
    content = files.make(atlas, "clusters", View(city=(420600,)), "zip", day=DAY)
    archive = zipfile.ZipFile(io.BytesIO(content))
    resources = json.loads(archive.read("datapackage.json"))["resources"]
    by_name = {one["name"]: one.get("schema", {}) for one in resources}
    foreign = by_name["cluster_listings"]["foreignKeys"]
    assert {"clusters"} == {key["reference"]["resource"] for key in foreign}
    assert all(
        key["reference"]["resource"] in by_name
        for schema in by_name.values()
        for key in schema.get("foreignKeys", ())
    )


def filters_of(key: str) -> dict[str, str]:
    """What a cluster is filtered by, counted anew from the tables as they lie on the disk."""
    programmes, chains = by_key("programmes", "programme_id"), by_key("chains", "chain_id")
    areas, cluster = by_key("areas", "adcode"), by_key("clusters", "cluster_id")[key]
    listings = [row for row in rows("cluster_listings") if row["cluster_id"] == key]
    counted = [row for row in listings if row["counts"] == "true"]
    listings = counted or listings
    chain = chains.get(cluster["chain_id"], {})
    cities = cells(cluster["city_adcodes"])

    def rank(programme: Row) -> int:
        return int(programme["tier_rank"])

    return {
        "counts": str(bool(counted)),
        "programmes": "|".join(sorted({row["programme_id"] for row in listings})),
        "years": "|".join(sorted({row["year"] for row in listings if row["year"]})),
        "tier": min((programmes[row["programme_id"]] for row in listings), key=rank)["tier"],
        "family_id": chain.get("family_id", ""),
        "family_en": chain.get("family_en", ""),
        "chain_zh": chain.get("name_zh", ""),
        "city_zh": "|".join(areas[code]["name_zh"] for code in cities),
    }


def opened(content: bytes, ending: str, folder: Path) -> pd.DataFrame:
    path = folder / f"clusters.{ending}"
    path.write_bytes(content)
    if ending == "csv":
        frame = pd.read_csv(path, dtype=str)
    elif ending == "xlsx":
        frame = pd.read_excel(path, dtype=str, engine="openpyxl")
    else:
        frame = pd.DataFrame(pyogrio.read_dataframe(path, layer="clusters", use_arrow=False))
    return frame.astype("object").where(frame.notna(), "").map(str).set_index("cluster_id")


@pytest.mark.parametrize("ending", ["csv", "xlsx", "geojson", "gpkg"])
def test_clusters_carry_what_they_are_filtered_by(
    atlas: Atlas, tmp_path: Path, ending: str
) -> None:
    content = files.make(atlas, "clusters", View(), ending, day=DAY)
    table = opened(content, ending, tmp_path)
    assert set(table.index) == set(by_key("clusters", "cluster_id"))
    for key, row in table.iterrows():
        known = filters_of(str(key))
        for name in ("programmes", "years"):
            assert "|".join(sorted(cells(row[name]))) == known[name], (key, name)
        assert row["tier"] == known["tier"], key
        for name in ("family_id", "family_en", "chain_zh"):
            assert row[name] == known[name], (key, name)
        members = cells(by_key("regions", "region_id")[row["region_id"]]["member_adcodes"])
        assert set(members) & set(cells(row["city_adcodes"])), key
        assert row["city_zh"] == known["city_zh"], key
        assert len(cells(row["programmes_en"])) == len(cells(row["programmes"]))


def test_the_command_line_writes_geopackages(
    atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "load", lambda _folder: atlas)
    file = tmp_path / "x.gpkg"
    asked = ["export", "--view", "clusters?lang=en&city=420600", "--to", str(file)]
    assert cli.main(asked) == 0
    frame = pyogrio.read_dataframe(file, layer="clusters")
    sheet = sheets.sheet(atlas, "clusters", View(lang="en", city=(420600,)))
    assert list(frame["cluster_id"]) == list(sheet.rows[0].frame["cluster_id"])
    assert not frame.geometry.is_empty.any()
