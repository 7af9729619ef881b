"""What is wrong in a data folder is said, all of it at once, with what to do."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shapely

from geo.data import package
from geo.data.atlas import Atlas, AtlasError, Problem, load
from geo.data.crs import ALBERS_HUBEI, WGS84, project
from geo.data.package import DATA
from geo.words import catalogue

Spoil = Callable[[str, str, str], None]
#: Table, text, what stands in its place; kind, row, column and value of what is told.
BadCell = tuple[str, str, str, str, int | None, str, str | None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the data to be spoilt."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@pytest.fixture
def spoil(folder: Path) -> Spoil:
    """Replace one text in a file of the copy, where it occurs first."""

    def replace(path: str, old: str, new: str) -> None:
        file = folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


def problems(folder: Path | None) -> tuple[Problem, ...]:
    with pytest.raises(AtlasError) as caught:
        load(folder)
    return caught.value.problems


def only(folder: Path | None) -> Problem:
    found = problems(folder)
    assert len(found) == 1, found
    return found[0]


def test_a_copy_loads(folder: Path) -> None:
    assert load(folder).folder == folder
    assert load(str(folder)).cities.equals(load().cities)


def test_an_edited_folder_needs_no_new_checksums(folder: Path, spoil: Spoil) -> None:
    spoil("tables/clusters.csv", "Caidian Auto Parts Cluster", "Our own cluster")
    assert load(folder).table("clusters").at[0, "name_en"] == "Our own cluster"


def test_a_spreadsheet_may_add_its_byte_order_mark(folder: Path) -> None:
    file = folder / "tables" / "areas.csv"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert len(load(folder).table("areas")) == 116


@pytest.mark.parametrize("name", ["nowhere", "a_file", "~nobody_of_that_name/data"])
def test_missing_folder_is_told_in_one_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "a_file").write_text("x", encoding="utf-8")
    folder = name if name.startswith("~") else str(tmp_path / name)
    with pytest.raises(AtlasError) as caught:
        load(folder)
    for lang, word in (("en", "no such data folder"), ("zh", "没有这个数据文件夹")):
        assert caught.value.text(lang).startswith(folder)
        assert word in caught.value.text(lang)
        assert "\n" not in caught.value.text(lang)


def test_empty_folder(tmp_path: Path) -> None:
    found = problems(tmp_path)
    assert {problem.kind for problem in found} == {"file_missing"}
    assert found[0].file == "datapackage.json"
    assert len(found) == 1 + 17 + 6


def test_one_setting_says_which_folder_is_read(
    folder: Path, spoil: Spoil, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(
        "tables/schemes.csv", "three_metro_circles,三大都市圈", "three_metro_circles,我们的都市圈"
    )
    monkeypatch.setenv("HCA_DATA", str(folder))
    assert load().folder == folder
    assert "我们的都市圈" in set(load().table("schemes")["name_zh"])
    assert load(DATA).folder == DATA
    assert "我们的都市圈" not in set(load(DATA).table("schemes")["name_zh"])
    monkeypatch.setenv("HCA_DATA", str(folder / "tables"))
    assert "datapackage.json" in problems(None)[0].file
    monkeypatch.setenv("HCA_DATA", "")
    assert load().folder == DATA


def test_the_shipped_folder_may_be_missing_or_broken(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HCA_DATA", raising=False)
    monkeypatch.setattr(package, "DATA", tmp_path / "gone")
    assert only(None).kind == "folder_missing"
    # A folder of one's own is held against the shipped one, so it does not help.
    with pytest.raises(AtlasError) as caught:
        load(folder)
    assert caught.value.folder == tmp_path / "gone"
    (tmp_path / "gone").mkdir()
    (tmp_path / "gone" / "datapackage.json").write_text("{", encoding="utf-8")
    assert only(None).kind == "dictionary_unreadable"


@pytest.mark.parametrize("name", ['"东湖', "东" * 140_000], ids=["quote", "long"])
def test_a_row_that_is_no_csv_is_named(spoil: Spoil, folder: Path, name: str) -> None:
    spoil("tables/areas.csv", "武汉市,武汉,Wuhan,", f"武汉市,{name},Wuhan,")
    (problem,) = problems(folder)
    assert (problem.kind, problem.file, problem.row) == ("csv_broken", "tables/areas.csv", 2)


@pytest.mark.parametrize("path", ["tables/zones.csv", "boundaries/county_full.geojson"])
def test_missing_file(folder: Path, path: str) -> None:
    (folder / path).unlink()
    problem = only(folder)
    assert (problem.kind, problem.file) == ("file_missing", path)


def test_missing_and_extra_column(folder: Path, spoil: Spoil) -> None:
    spoil("tables/chains.csv", "family_id", "famly_id")
    found = problems(folder)
    assert [(p.kind, p.column, p.row) for p in found] == [
        ("column_missing", "family_id", 1),
        ("column_extra", "famly_id", 1),
    ]


def test_row_of_the_wrong_width(folder: Path, spoil: Spoil) -> None:
    spoil("tables/areas.csv", "武汉市,武汉,Wuhan,", "武汉市,武汉,Wuhan, city,")
    problem = only(folder)
    assert (problem.kind, problem.row) == ("row_width", 2)
    assert "10 cells, the header 9" in problem.what()


BAD_CELLS = [
    ("city_stats", "2015,area,4565", "2015,area,4 565", "bad_type", 2, "value", "4 565"),
    ("city_stats", "420200,2015", "420200,15", "bad_type", 2, "year", "15"),
    ("axes", "false", "perhaps", "bad_type", 2, "order_inferred", "perhaps"),
    ("axes", "420100|420900", "420100||420900", "bad_type", 2, "city_adcodes", None),
    ("axes", "420100|420900", "420100|Ezhou", "bad_type", 2, "city_adcodes", None),
    ("city_stats", "2015,area,4565", "2015,area,-1", "range", 2, "value", "-1"),
    ("city_stats", "2015,area", "2015,size", "not_allowed", 2, "indicator", "size"),
    ("policies", ",province,", ",province|moon,", "not_allowed", 2, "level", "province|moon"),
    ("facts", "F001", "1", "pattern", 2, "fact_id", "1"),
    ("areas", "420100,city", "420100,", "empty", 2, "level", None),
    ("areas", "江汉区,江汉", "江汉区,江岸", "duplicate_key", 4, "short_zh", "江岸"),
    ("programmes", ",16,2023", f",{10**20},2023", "bad_type", 4, "official_count", None),
    ("clusters", "420114,,auto", "420114,,cars", "unknown_key", 2, "chain_id", "cars"),
    ("city_stats", "420200,2015", "430100,2015", "unknown_area", 2, "adcode", "430100"),
    (
        "clusters",
        ",420100,420114",
        ",420114,420114",
        "wrong_level",
        2,
        "city_adcodes",
        "420114",
    ),
    (
        "clusters",
        ",420114,,auto",
        ",420202,,auto",
        "county_elsewhere",
        2,
        "county_adcode",
        None,
    ),
    ("clusters", "30.584,114.023", "30.580,", "half_point", 2, "lon", None),
    ("clusters", "30.584,114.023", ",", "point_missing", 2, "location_precision", None),
    ("clusters", "county_seat", "county", "point_unmeant", 2, "location_precision", "county"),
    ("cluster_counts", "city,420100", "city,420000", "wrong_level", 3, "key", "420000"),
    ("cluster_counts", "west_hubei_tourism", "east_hubei", "unknown_key", None, "key", None),
]


def one_of_each_table(cells: list[BadCell]) -> Iterator[list[BadCell]]:
    """Cells in groups, as a folder tells all that is wrong with it at once."""
    left = cells
    while left:
        group = list({cell[0]: cell for cell in reversed(left)}.values())
        yield group
        left = [cell for cell in left if cell not in group]


@pytest.mark.parametrize("cells", [*one_of_each_table(BAD_CELLS)])
def test_bad_cells_are_told(folder: Path, spoil: Spoil, cells: list[BadCell]) -> None:
    for path, old, new, *_ in cells:
        spoil(f"tables/{path}.csv", old, new)
    found = problems(folder)
    for path, _, _, kind, row, column, value in cells:
        problem = next(
            p for p in found if (p.kind, p.file, p.column) == (kind, f"tables/{path}.csv", column)
        )
        assert row is None or problem.row == row
        assert value is None or problem.value == value


def test_an_area_whose_code_is_lost(folder: Path, spoil: Spoil) -> None:
    # No row elsewhere may be taken to lie in it.
    spoil("tables/areas.csv", "420102,county", "0,county")
    found = {(p.kind, p.file) for p in problems(folder)}
    assert ("range", "tables/areas.csv") in found
    assert "county_elsewhere" not in {kind for kind, _ in found}


def test_broken_item_of_a_list(folder: Path, spoil: Spoil) -> None:
    spoil("tables/clusters.csv", ",wuhan_optoelectronic,", ",wuhan_optoelectronic|gone,")
    problem = only(folder)
    assert (problem.kind, problem.column, problem.value) == (
        "unknown_key",
        "related_cluster_ids",
        "gone",
    )


def test_duplicate_key_names_both_rows(folder: Path) -> None:
    file = folder / "tables" / "schemes.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join([*lines, lines[1]]), encoding="utf-8")
    problem = only(folder)
    assert (problem.kind, problem.row) == ("duplicate_key", len(lines) + 1)
    assert problem.value == "one_main_two_wings"
    assert "row 2" in problem.what()


def test_duplicate_key_with_unknown_parts(folder: Path) -> None:
    file = folder / "tables" / "cluster_listings.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    assert ",," in lines[1]
    file.write_text("".join([*lines, lines[1]]), encoding="utf-8")
    assert only(folder).kind == "duplicate_key"


def test_rows_are_numbered_as_a_spreadsheet_does(folder: Path, spoil: Spoil) -> None:
    # A line break inside a cell makes two lines of one row.
    spoil("tables/axes.csv", "One of the two belts", '""One of\nthe two belts')
    spoil("tables/axes.csv", '""One', '"One')
    spoil("tables/axes.csv", "order is in the name", 'order is in the name"')
    spoil("tables/axes.csv", "corridor", "motorway")
    problem = only(folder)
    assert (problem.row, problem.value) == (3, "motorway")


def test_point_in_the_wrong_city(folder: Path, spoil: Spoil) -> None:
    spoil("tables/zones.csv", "30.490,114.500", "32.010,112.120")
    problem = only(folder)
    assert (problem.kind, problem.file, problem.row) == ("outside", "tables/zones.csv", 2)
    assert problem.value == "32.01, 112.12"
    assert problem.fields["area"] == 420100
    assert float(problem.fields["km"]) > 100
    assert "WGS 84" in problem.remedy()


def test_swapped_coordinates_are_out_of_range(folder: Path, spoil: Spoil) -> None:
    spoil("tables/zones.csv", "30.490,114.500", "114.500,30.490")
    assert {(p.kind, p.column) for p in problems(folder)} >= {("range", "lat"), ("range", "lon")}


@pytest.mark.parametrize(("metres", "accepted"), [(2500, True), (3500, False)])
def test_a_point_just_outside_its_county(
    atlas: Atlas, folder: Path, spoil: Spoil, metres: int, accepted: bool
) -> None:
    county = atlas.boundaries("county", "full").geometry[420114]
    rim = project(county, WGS84, ALBERS_HUBEI).convex_hull.buffer(metres, quad_segs=64)
    # On the hull's southernmost corner, the nearest ground of the county is just that far away.
    west, south, east, _ = rim.bounds
    edge = rim.exterior.intersection(shapely.box(west, south, east, south + 1)).centroid
    spot = project(edge, ALBERS_HUBEI, WGS84)
    spoil("tables/clusters.csv", "30.584,114.023", f"{spot.y:.5f},{spot.x:.5f}")
    if accepted:
        load(folder)
    else:
        found = problems(folder)
        assert {(p.kind, p.fields["km"]) for p in found} == {("outside", "3.5")}
        assert 420114 in {p.fields["area"] for p in found}


def test_all_problems_at_once(folder: Path, spoil: Spoil) -> None:
    spoil("tables/clusters.csv", "420114,,auto", "420114,,cars")
    spoil("tables/city_stats.csv", "2015,area,4565", "2015,area,many")
    (folder / "water" / "lakes.geojson").unlink()
    with pytest.raises(AtlasError) as caught:
        load(folder)
    text = str(caught.value)
    assert len(caught.value.problems) == 3
    for part in (
        str(folder),
        'tables/clusters.csv, row 2, column chain_id, value "cars"',
        'tables/city_stats.csv, row 2, column value, value "many"',
        "water/lakes.geojson",
        "leave the cell empty if unknown",
    ):
        assert part in text


def test_boundaries_must_match_the_areas(folder: Path, spoil: Spoil) -> None:
    spoil("boundaries/city_full.geojson", '"adcode":420100', '"adcode":420199')
    found = problems(folder)
    assert ("area_without_boundary", "420100") in {(p.kind, p.value) for p in found}
    assert ("boundary_without_area", "420199") in {(p.kind, p.value) for p in found}


def test_broken_geojson(folder: Path) -> None:
    (folder / "boundaries" / "city_overview.geojson").write_text("{", encoding="utf-8")
    (folder / "water" / "rivers.geojson").write_text('{"features": [{}]}', encoding="utf-8")
    assert [p.kind for p in problems(folder)] == ["layer_broken", "layer_broken"]


def test_unit_with_two_boundaries(folder: Path) -> None:
    file = folder / "boundaries" / "county_full.geojson"
    layer = json.loads(file.read_text(encoding="utf-8"))
    layer["features"].append(layer["features"][0])
    file.write_text(json.dumps(layer), encoding="utf-8")
    assert (only(folder).kind, only(folder).row) == ("boundary_twice", 104)


def test_invalid_geometry(folder: Path) -> None:
    file = folder / "boundaries" / "city_overview.geojson"
    layer = json.loads(file.read_text(encoding="utf-8"))
    bow = [[[112, 30], [113, 31], [113, 30], [112, 31], [112, 30]]]
    layer["features"][3]["geometry"] = {"type": "Polygon", "coordinates": bow}
    file.write_text(json.dumps(layer), encoding="utf-8")
    problem = only(folder)
    assert (problem.kind, problem.row) == ("geometry_invalid", 4)
    assert "Self-intersection" in problem.what()


Shape = Callable[[list[float]], list[float]]


@pytest.mark.parametrize(
    ("path", "move"),
    [
        ("boundaries/city_full", lambda point: point[::-1]),
        ("boundaries/county_overview", lambda point: [point[0] + 4, point[1]]),
        ("water/rivers", lambda point: point[::-1]),
        # Metres of a projection instead of degrees.
        ("water/lakes", lambda point: [point[0] * 111_000, point[1] * 111_000]),
    ],
)
def test_a_shape_outside_the_province(folder: Path, path: str, move: Shape) -> None:
    def moved(part: Any) -> Any:
        return move(part) if isinstance(part[0], int | float) else [moved(inner) for inner in part]

    file = folder / f"{path}.geojson"
    layer = json.loads(file.read_text(encoding="utf-8"))
    shape = layer["features"][1]["geometry"]
    shape["coordinates"] = moved(shape["coordinates"])
    file.write_text(json.dumps(layer), encoding="utf-8")
    told = [p for p in problems(folder) if p.kind == "geometry_outside"]
    assert [(p.file, p.row) for p in told] == [(f"{path}.geojson", 2)]
    assert "longitude before latitude" in told[0].remedy()


def test_names_and_codes_of_a_layer(folder: Path) -> None:
    lakes = folder / "water" / "lakes.geojson"
    layer = json.loads(lakes.read_text(encoding="utf-8"))
    layer["features"][0]["properties"]["name_zh"] = "洪\u200b湖"
    lakes.write_text(json.dumps(layer), encoding="utf-8")
    cities = folder / "boundaries" / "city_full.geojson"
    layer = json.loads(cities.read_text(encoding="utf-8"))
    for feature in layer["features"]:
        feature["properties"]["adcode"] = str(feature["properties"]["adcode"])
    cities.write_text(json.dumps(layer), encoding="utf-8")
    # Codes as text are plainly meant; a name nobody can see whole is not.
    assert [(p.kind, p.file) for p in problems(folder)] == [
        ("layer_broken", "water/lakes.geojson"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("{", "[", "dictionary_unreadable"),
        ('"path": "tables/areas.csv"', '"path": "../areas.csv"', "dictionary_unreadable"),
        ('"name": "short_zh"', '"name": "label_zh"', "not_described"),
        ('"title@en": "Zones and parks",', "", "dictionary_unreadable"),
        ('"hca:level": "city",', "", "dictionary_unreadable"),
        ('"hca:area": ["county"]', '"hca:area": ["town"]', "dictionary_unreadable"),
        ('"type": "integer"', '"type": "whole"', "dictionary_unreadable"),
        ('"type": "integer"', '"type": "number"', "not_described"),
        ('"type": "integer"', '"type": "string"', "dictionary_unreadable"),
        ('"fields": ["zone_id"]', '"fields": ["zone"]', "dictionary_unreadable"),
    ],
)
def test_broken_dictionary(folder: Path, spoil: Spoil, old: str, new: str, kind: str) -> None:
    spoil("datapackage.json", old, new)
    found = problems(folder)
    assert (found[0].kind, found[0].file) == (kind, "datapackage.json")


def test_problems_speak_both_languages(folder: Path, spoil: Spoil) -> None:
    spoil("tables/clusters.csv", "420114,,auto", "420114,,cars")
    spoil("tables/clusters.csv", ",420100,", ",420102,")
    for problem in problems(folder):
        assert re.search("[一-鿿]", problem.text("zh"))
        assert not re.search("[一-鿿]", problem.text("en"))
        assert problem.text() == str(problem)
    with pytest.raises(AtlasError) as caught:
        load(folder)
    assert "第 2 行" in caught.value.text("zh")


def test_every_kind_of_problem_has_its_words() -> None:
    kinds = set()
    for module in ("atlas", "cells", "checks", "reading", "sense"):
        source = (DATA.parent / "geo" / "data" / f"{module}.py").read_text(encoding="utf-8")
        kinds |= set(re.findall(r'(?:roblem\((?:resource, )?|kind = |yield )"([a-z_]+)"', source))
    worded = {key.split(".")[1] for key in catalogue() if key.startswith("atlas.")}
    assert len(kinds) > 12
    assert kinds <= worded
    for key in catalogue():
        if key.startswith("atlas.") and key.endswith(".what"):
            assert key.replace(".what", ".remedy") in catalogue()
