"""An official list laid over the data: what it changes, and how it lives on when they change."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest

from geo import cli
from geo.data.atlas import DATA, Atlas, AtlasError, load
from geo.files import brief
from geo.own import adding, book, drafts, keeping, matching, taken
from geo.own.adding import Source
from geo.record import counts
from geo.sheets import exports
from geo.story import deck
from geo.story.record import Story
from geo.words import LANGUAGES, Words, catalogue
from tests import folders

KEY_GROWTH = "provincial_key_growth_cluster"
NEW = ("枝江市甲测试品产业集群", "恩施州乙测试品产业集群")
LIST = "\n".join(("集群名称", "宜昌市磷化工产业集群", *NEW))


def laid(atlas: Atlas, text: str, folder: Path) -> Path:
    """A folder with a list on the data."""
    members = matching.members(atlas, taken.from_text(atlas, text))
    over = adding.overlay(
        atlas, members, KEY_GROWTH, 2023, Source("测试名单", "测试单位", "2023-05")
    )
    keeping.write(keeping.contents(atlas, over), folder)
    return folder


@pytest.fixture(scope="module")
def folder(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return laid(atlas, LIST, tmp_path_factory.mktemp("own") / "list")


@pytest.fixture(scope="module")
def own(folder: Path) -> Atlas:
    return load(folder)


def test_members_that_were_not_known_are_counted(atlas: Atlas, own: Atlas) -> None:
    before, after = (counts.coverage(one, KEY_GROWTH) for one in (atlas, own))
    assert (after.named, after.official) == (before.named + len(NEW), before.official)
    rows = own.table("clusters").set_index("name_zh").loc[list(NEW)]
    assert list(rows["county_adcode"].astype("object").fillna(0)) == [420583, 0]
    assert [codes[0] for codes in rows["city_adcodes"]] == [420500, 422800]
    assert list(rows["location_precision"]) == ["county_seat", "city"]
    sources = own.table("sources").set_index("title")
    assert sources.at["测试名单", "publisher_zh"] == "测试单位"


def test_what_was_known_has_one_more_listing(atlas: Atlas, own: Atlas) -> None:
    def years(one: Atlas) -> list[int]:
        table = one.table("cluster_listings")
        rows = table[table["cluster_id"] == "yichang_phosphorus"]
        return sorted(rows[rows["programme_id"] == KEY_GROWTH]["year"])

    assert years(own) == sorted([*years(atlas), 2023])


def test_the_folder_has_only_what_is_added(folder: Path) -> None:
    tables = sorted(path.name for path in (folder / "tables").iterdir())
    assert tables == ["cluster_listings.csv", "clusters.csv", "programmes.csv", "sources.csv"]
    text = (folder / "tables" / "clusters.csv").read_text(encoding="utf-8-sig")
    assert [row["name_zh"] for row in csv.DictReader(io.StringIO(text))] == list(NEW)
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert {one["path"] for one in described["resources"]} == {f"tables/{name}" for name in tables}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_of_output_says_that_an_own_list_is_in_it(
    atlas: Atlas, own: Atlas, lang: str
) -> None:
    mark, t = catalogue()["own.mark"][lang], Words(lang)
    told = [
        exports.version(own, t),
        deck.cover(own, Story(()), lang).data,
        brief.of(own, "programme", KEY_GROWTH, lang).version,
    ]
    assert [mark in text for text in told] == [True] * 3
    assert mark not in exports.version(atlas, t)


def test_the_same_list_again_changes_nothing(own: Atlas, folder: Path, tmp_path: Path) -> None:
    again = laid(own, LIST, tmp_path / "again")
    for name in ("clusters", "cluster_listings", "sources"):
        file = f"tables/{name}.csv"
        assert (again / file).read_bytes() == (folder / file).read_bytes()


def test_an_archive_holds_the_folder(folder: Path) -> None:
    files = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert keeping.unpacked(keeping.packed(files)) == files


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"datapackage.json": b"{}"},
        {"datapackage.json": b"[]"},
        {"datapackage.json": b"\xff"},
        {"datapackage.json": b"0" * 25_000_000},
        {f"tables/{number}.csv": b"" for number in range(60)},
        {"datapackage.json": b'{"hca:overlay": {}}', "tables/clusters.xlsx": b"PK"},
    ],
)
def test_an_archive_of_something_else_is_refused(files: dict[str, bytes]) -> None:
    with pytest.raises(keeping.ArchiveError):
        keeping.unpacked(keeping.packed(files))


def test_a_damaged_archive_is_refused_wherever_it_is_damaged() -> None:
    whole = keeping.packed({"tables/clusters.csv": b"code,name\n" * 40})
    for at in range(len(whole)):
        damaged = bytearray(whole)
        damaged[at] ^= 0xFF
        with suppress(keeping.ArchiveError):
            keeping.unpacked(bytes(damaged))


def test_an_archive_never_leads_out_of_its_folder(folder: Path) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as target:
        target.write(folder / "datapackage.json", "list/datapackage.json")
        for name in ("../out.csv", "/out.csv", "list/../../out.csv", "list/run.py"):
            target.writestr(name, "x")
    assert list(keeping.unpacked(archive.getvalue())) == ["datapackage.json"]


def test_it_lives_on_when_the_data_below_change(atlas: Atlas, tmp_path: Path) -> None:
    over = laid(atlas, LIST, tmp_path / "list")
    newer = folders.copied(tmp_path)
    folders.describe(newer, lambda record: record.update(version="2099.01.01"))
    shipped = {
        "cluster_id": "yiling_test", "name_zh": NEW[0], "name_en": "Test",
        "city_adcodes": "420500", "industry_zh": "测试", "location_precision": "city",
        "confidence": "high",
    }  # fmt: skip
    listed = {
        "cluster_id": "yiling_test", "programme_id": KEY_GROWTH, "year": "2023", "event": "listed",
        "name_as_listed_zh": NEW[0], "counts": "true", "source_id": "seed_004",
        "confidence": "high",
    }  # fmt: skip

    def add(row: dict[str, str]):  # type: ignore[no-untyped-def]
        return lambda rows: rows.append({name: row.get(name, "") for name in rows[0]})

    folders.change(newer, "clusters", add(shipped))
    folders.change(newer, "cluster_listings", add(listed))

    def note(rows: list[folders.Row]) -> None:
        next(row for row in rows if row["programme_id"] == KEY_GROWTH)["completeness_note_zh"] = (
            "新"
        )

    folders.change(newer, "programmes", note)
    with (over / "tables" / "cluster_listings.csv").open("a", encoding="utf-8") as file:
        file.write(f"gone,{KEY_GROWTH},2023,旧集群,listed,true,seed_004,high,\n")
    one = load(over, on=newer)
    told = {(warning.kind, warning.row): warning for warning in one.warnings}
    assert set(told) == {("overlay_known", 2), ("overlay_gone", 5), ("overlay_differs", 2)}
    assert "新" in told["overlay_differs", 2].text("zh")
    named = one.table("clusters")["name_zh"]
    assert [int((named == name).sum()) for name in NEW] == [1, 1]
    assert counts.coverage(one, KEY_GROWTH).named == counts.coverage(atlas, KEY_GROWTH).named + 2
    assert "测试名单" in one.by_key("programmes").at[KEY_GROWTH, "completeness_note_zh"]


@pytest.mark.parametrize(
    ("name", "county", "told"),
    [
        ("枝江甲测试品特色产业集群", "420583", "overlay_known"),
        ("枝江市甲测试品集群", "", "overlay_alike"),
        ("宜昌市甲测试品产业集群", "420502", "overlay_alike"),
        ("枝江市丙测试品产业集群", "420583", None),
    ],
)
def test_newer_data_with_a_cluster_under_another_name(
    name: str, county: str, told: str | None, atlas: Atlas, tmp_path: Path
) -> None:
    over = laid(atlas, LIST, tmp_path / "list")
    newer = folders.copied(tmp_path)
    shipped = {
        "cluster_id": "of_newer_data", "name_zh": name, "name_en": "Test", "confidence": "high",
        "city_adcodes": "420500", "county_adcode": county, "industry_zh": "测试",
        "location_precision": "city",
    }  # fmt: skip
    listed = {
        "cluster_id": "of_newer_data", "programme_id": "county_characteristic_cluster",
        "year": "2026", "event": "listed", "name_as_listed_zh": name, "counts": "true",
        "source_id": "seed_004", "confidence": "high",
    }  # fmt: skip

    def add(row: dict[str, str]):  # type: ignore[no-untyped-def]
        return lambda rows: rows.append({name: row.get(name, "") for name in rows[0]})

    folders.change(newer, "clusters", add(shipped))
    folders.change(newer, "cluster_listings", add(listed))
    one = load(over, on=newer)
    assert [warning.kind for warning in one.warnings] == [told] * (told is not None)
    own = [code for code in one.table("clusters")["cluster_id"] if code.startswith("own_")]
    assert len(own) == len(NEW) - (told == "overlay_known")


def test_codes_that_newer_data_have_given_up_are_told_and_left_empty(
    atlas: Atlas, tmp_path: Path
) -> None:
    over = laid(atlas, LIST, tmp_path / "list")
    file = over / "tables" / "clusters.csv"
    head, first, *rest = file.read_text(encoding="utf-8-sig").splitlines()
    cells = first.split(",")
    cells[head.split(",").index("chain_id")] = "given_up"
    file.write_text("\n".join([head, ",".join(cells), *rest]), encoding="utf-8-sig")
    newer = folders.copied(tmp_path)
    folders.describe(newer, lambda record: record.update(version="2099.01.01"))
    one = load(over, on=newer)
    assert [(w.kind, w.column, w.value) for w in one.warnings] == [
        ("overlay_gone_cell", "chain_id", "given_up")
    ]
    assert one.table("clusters").set_index("name_zh")["chain_id"].isna()[NEW[0]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_overlay_as_a_workbook_is_the_same(
    lang: str, atlas: Atlas, own: Atlas, tmp_path: Path
) -> None:
    assert own.overlay is not None
    keeping.kept(atlas, own.overlay, tmp_path, Words(lang), "xlsx")
    assert [path.name for path in tmp_path.iterdir()] == [keeping.BOOK]
    by_folder = load(tmp_path)
    by_page = drafts.opened(atlas, keeping.loaded((tmp_path / keeping.BOOK).read_bytes()))
    for name in ("clusters", "cluster_listings", "programmes", "sources"):
        assert by_folder.table(name).equals(own.table(name)), name
        assert by_page.table(name).equals(own.table(name)), name
    assert by_page.overlay is not None
    assert (by_page.overlay.version, by_page.overlay.was) == (own.overlay.version, own.overlay.was)
    # Asked again, it stays a workbook; asked for tables, they take its place.
    keeping.kept(atlas, own.overlay, tmp_path, Words(lang))
    assert [path.name for path in tmp_path.iterdir()] == [keeping.BOOK]
    keeping.kept(atlas, own.overlay, tmp_path, Words(lang), "csv")
    assert keeping.BOOK not in {path.name for path in tmp_path.iterdir()}
    assert load(tmp_path).table("clusters").equals(own.table("clusters"))


def test_a_workbook_holds_texts_and_no_formulas(atlas: Atlas, own: Atlas) -> None:
    assert own.overlay is not None
    files = keeping.contents(atlas, own.overlay)
    files["tables/sources.csv"] = files["tables/sources.csv"].replace("测试名单".encode(), b"=1+1")
    whole = openpyxl.load_workbook(io.BytesIO(book.bound(files, Words("zh"))))
    cells = [cell for sheet in whole for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "=1+1" in [cell.value for cell in cells]
    assert [sheet.title for sheet in whole if sheet.sheet_state == "hidden"] == ["datapackage.json"]


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\3\4xl/workbook.xml", b"name\n1"])
def test_what_is_neither_archive_nor_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(keeping.ArchiveError):
        keeping.loaded(content)


def test_what_is_wrong_in_an_overlay_is_told_by_its_own_rows(atlas: Atlas, tmp_path: Path) -> None:
    over = laid(atlas, LIST, tmp_path / "list")
    file = over / "tables" / "clusters.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("420583", "999999"), encoding="utf-8")
    with pytest.raises(AtlasError) as raised:
        load(over)
    assert [(one.row, one.column) for one in raised.value.problems] == [(2, "county_adcode")]


def test_the_command_line_adds_a_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.setattr(adding, "PAGES", ("clusters",))  # all would take a while
    file, target = tmp_path / "list.csv", tmp_path / "kept"
    file.write_text(f"{LIST}\n丙测试品产业集群\n宜昌市精细磷化工集群", encoding="gb18030")
    asked = ["add", str(file), "--programme", KEY_GROWTH, "--year", "2023", "--to", str(target)]
    assert cli.main([*asked, "--apart", "5", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert Words("en")("own.told.count", before=54, after=57, of=114) in said
    assert "丙测试品产业集群" in said and "No place in Hubei was found" in said
    assert "    - Identified clusters: 112" in said and "    + Identified clusters: 115" in said
    assert counts.coverage(load(target), KEY_GROWTH).named == 57
    assert cli.main([*asked[:-1], str(DATA)]) == 2
    assert cli.main([*asked[:5], "23", *asked[6:]]) == 2
    file.write_text("甲产业集群", encoding="utf-8")
    assert cli.main([*asked[:-1], str(tmp_path / "none")]) == 2
    assert not (tmp_path / "none").exists()
