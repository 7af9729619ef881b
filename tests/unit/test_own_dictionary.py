"""Folders of one's own and the shipped dictionary: what may be missing, and what always holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.data import own, package
from geo.data.atlas import DATA, Atlas, AtlasError, load
from geo.sheets import sheet
from geo.sheets.view import View
from tests.folders import (
    change,
    column,
    copied,
    describe,
    file,
    only,
    problems,
    resource,
    rows,
    write,
)

LATER = "2027.03.01"


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A folder made before the shipped one grew."""
    return copied(tmp_path)


@pytest.fixture
def grown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A later state of the shipped folder, with a new table and new columns of every kind."""
    (tmp_path / "shipped").mkdir()
    shipped = copied(tmp_path / "shipped")

    def said(name: str, kind: str, **more: Any) -> dict[str, Any]:
        words = {"title": "新", "title@en": "new", "description": "新", "description@en": "new"}
        return {"name": name, "type": kind, **words, **more}

    def grow(record: dict[str, Any]) -> None:
        zones = resource(record, "zones")["schema"]["fields"]
        zones.append(said("workers", "integer", **{"hca:since": LATER}))
        zones.append(said("partners", "list", delimiter="|", **{"hca:since": LATER}))
        listings = resource(record, "cluster_listings")["schema"]["fields"]
        late = {"hca:since": LATER, "hca:absent": "true", "constraints": {"required": True}}
        listings.append(said("settled", "boolean", **late))
        key = said("harbour_id", "string", constraints={"required": True, "unique": True})
        record["resources"].append(
            said("harbours", "table", path="tables/harbours.csv")
            | {"hca:kind": "table", "hca:since": LATER, "hca:coverage": {"zh": "全", "en": "all"}}
            | {"schema": {"fields": [key], "primaryKey": ["harbour_id"]}}
        )

    describe(shipped, grow)
    change(shipped, "zones", lambda found: [r.update(workers="7", partners="a|b") for r in found])
    change(shipped, "cluster_listings", lambda found: [r.update(settled="true") for r in found])
    file(shipped, "harbours").write_text("harbour_id\nyangluo\n", encoding="utf-8")
    monkeypatch.setattr(package, "DATA", shipped)
    return shipped


def test_what_came_later_is_unknown_in_an_older_folder(older: Path, grown: Path) -> None:
    new, old = load(grown), load(older)
    assert set(new.table("zones")["workers"]) == {7}
    zones = old.table("zones")
    assert zones["workers"].isna().all()
    assert zones["workers"].dtype == "Int64"
    assert set(zones["partners"]) == {()}
    assert set(old.table("cluster_listings")["settled"]) == {True}
    assert list(new.table("harbours")["harbour_id"]) == ["yangluo"]
    harbours = old.table("harbours")
    assert (list(harbours.columns), len(harbours)) == (["harbour_id"], 0)
    assert "harbours" in old.tables
    # What the shipped table covers is not said of one that is not there.
    assert old.resource("harbours").coverage("en") == ""
    assert [c.name for c in old.dictionary("zones")][-2:] == ["workers", "partners"]


def test_pages_of_an_older_folder_are_what_they_were(older: Path, grown: Path) -> None:
    old, new = load(older), load(grown)
    for page, table in (("overview", {}), ("clusters", {}), ("data", {"table": "zones"})):
        view = View(lang="en", **table)
        assert sheet(old, page, view).claim == sheet(new, page, view).claim, page


@pytest.mark.usefixtures("grown")
def test_what_came_later_is_read_and_checked_where_it_is(older: Path) -> None:
    change(older, "zones", lambda found: [r.update(workers="12") for r in found])
    assert set(load(older).table("zones")["workers"]) == {12}
    change(older, "zones", lambda found: found[4].update(workers="many"))
    problem = only(older)
    assert (problem.kind, problem.row, problem.column) == ("bad_type", 6, "workers")


@pytest.mark.usefixtures("grown")
def test_a_later_column_is_required_only_where_it_is(older: Path) -> None:
    load(older)
    change(older, "cluster_listings", lambda found: [r.update(settled="no") for r in found])
    assert not load(older).table("cluster_listings")["settled"].any()
    change(older, "cluster_listings", lambda found: found[0].update(settled=""))
    assert (only(older).kind, only(older).column) == ("empty", "settled")


@pytest.mark.usefixtures("grown")
def test_a_later_column_must_be_of_its_type(older: Path) -> None:
    words = {"title": "人", "title@en": "p", "description": "人", "description@en": "p"}
    fields = {"name": "workers", "type": "string", **words}
    describe(older, lambda record: resource(record, "zones")["schema"]["fields"].append(fields))
    change(older, "zones", lambda found: [r.update(workers="x") for r in found])
    assert "zones.workers (integer)" in [p.fields.get("name") for p in problems(older)]


@pytest.mark.parametrize("what", ["axes", "zones.level (string)"])
def test_what_was_there_from_the_beginning_must_be_described(older: Path, what: str) -> None:
    table, _, name = what.partition(".")

    def forget(record: dict[str, Any]) -> None:
        if name:
            schema = resource(record, table)["schema"]
            schema["fields"] = [f for f in schema["fields"] if f["name"] != "level"]
        else:
            record["resources"] = [r for r in record["resources"] if r["name"] != table]

    describe(older, forget)
    found = problems(older)
    assert ("not_described", what) in {(p.kind, p.fields.get("name")) for p in found}


def bare(record: dict[str, Any]) -> None:
    """Take every rule out of a dictionary."""
    for one in record["resources"]:
        for name in ("hca:place", "hca:needed", "hca:bbox"):
            one.pop(name, None)
        schema = one.get("schema", {})
        schema.pop("foreignKeys", None)
        for field in schema.get("fields", ()):
            for name in ("constraints", "hca:area", "hca:listOf", "hca:keyOf", "hca:labels"):
                field.pop(name, None)


def test_a_dictionary_without_rules_has_those_of_the_shipped_one(older: Path) -> None:
    describe(older, bare)
    load(older)
    broken = {
        ("cluster_counts", "count"): ("-3", "range"),
        ("cluster_counts", "key"): ("420000", "wrong_level"),
        ("enterprises", "chain_id"): ("no_such_chain", "unknown_key"),
        ("axes", "kind"): ("canal", "not_allowed"),
        ("policies", "level"): ("planet", "not_allowed"),
        ("city_roles", "city_adcode"): ("420999", "unknown_area"),
        ("zones", "name_zh"): ("", "empty"),
        ("zones", "lat"): ("32.9", "outside"),
        ("clusters", "related_cluster_ids"): ("nobody", "unknown_key"),
    }
    for (table, name), (value, _) in broken.items():

        def spoil(found: list[dict[str, str]], name: str = name, value: str = value) -> None:
            row = next(r for r in found if r.get("dimension", "city") == "city")
            row[name] = value

        change(older, table, spoil)
    told = {(Path(p.file).stem, p.column): p.kind for p in problems(older)}
    assert told == {place: kind for place, (_, kind) in broken.items()}


def test_rules_cannot_be_widened_but_added(older: Path) -> None:
    def widen(record: dict[str, Any]) -> None:
        column(record, "zones", "kind")["constraints"]["enum"].append("village")
        column(record, "zones", "note")["constraints"] = {"pattern": "[^!]*"}

    describe(older, widen)
    load(older)
    change(older, "zones", lambda found: found[1].update(kind="village", note="so!"))
    assert {(p.kind, p.column) for p in problems(older)} == {
        ("not_allowed", "kind"),
        ("pattern", "note"),
    }


def test_words_and_what_is_added_are_the_folder_s_own(older: Path) -> None:
    def word(record: dict[str, Any]) -> None:
        resource(record, "zones")["title@en"] = "Our parks"
        column(record, "zones", "kind")["hca:labels"]["hitech"] = {"zh": "高新", "en": "Hi-tech!"}
        words = {"title": "电话", "title@en": "Phone", "description": "电", "description@en": "p"}
        resource(record, "zones")["schema"]["fields"].append(
            {"name": "phone", "type": "string", **words}
        )

    describe(older, word)
    change(older, "zones", lambda found: [r.update(phone="027-1") for r in found])
    atlas = load(older)
    assert atlas.resource("zones").title("en") == "Our parks"
    assert atlas.resource("zones").column("kind").label("hitech", "en") == "Hi-tech!"
    assert atlas.resource("zones").column("kind").label("etdz", "zh") != "etdz"
    assert set(atlas.table("zones")["phone"]) == {"027-1"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("created", None),
        ("created", "some day"),
        ("created", "2026-02-30"),
        ("version", None),
        ("licenses", None),
        ("licenses", [{"title": "只有中文"}]),
        ("hca:gaps", [{"id": "x", "zh": "缺"}]),
        ("hca:cautions", "careful"),
    ],
)
def test_what_every_page_says_must_be_stated(atlas: Atlas, name: str, value: Any) -> None:
    raw = {key: item for key, item in atlas.package.items() if key != name}
    raw |= {} if value is None else {name: value}
    assert [found for found, _ in own.unstated(package.parse(raw))] == [name]


def test_what_is_not_stated_is_told(older: Path) -> None:
    def unsay(record: dict[str, Any]) -> None:
        del record["created"]
        del resource(record, "rivers")["sources"]

    describe(older, unsay)
    found = problems(older)
    assert {(p.kind, p.file) for p in found} == {("not_stated", "datapackage.json")}
    assert [p.column for p in found] == ["created", "rivers.sources"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda record: column(record, "zones", "lat").update(constraints={"minimum": "low"}),
        lambda record: column(record, "zones", "kind").update(constraints={"enum": 7}),
        lambda record: column(record, "zones", "year").update(constraints={"pattern": "[0-9]+"}),
        lambda record: column(record, "zones", "kind").update({"hca:labels": {"hitech": 3}}),
        lambda record: column(record, "zones", "kind").update({"hca:labels": ["hitech"]}),
        lambda record: column(record, "zones", "lat").update({"hca:unit": {"zh": "度"}}),
        lambda record: resource(record, "zones")["schema"].update(foreignKeys=[{"fields": {}}]),
        lambda record: record.update(resources=7),
        lambda record: resource(record, "axes").update(schema=[1]),
    ],
)
def test_nonsense_in_a_dictionary_is_told(
    atlas: Atlas, spoil: Callable[[dict[str, Any]], Any]
) -> None:
    record = json.loads((DATA / package.FILE).read_text(encoding="utf-8"))
    spoil(record)
    with pytest.raises(ValueError, match=r"\w"):
        own.completed(package.parse(record), atlas.records)


def test_the_shipped_folder_is_read_by_its_own_dictionary_alone(grown: Path) -> None:
    change(grown, "zones", lambda found: found[0].update(workers="x"))
    with pytest.raises(AtlasError):
        load(grown)
    kept = [{k: v for k, v in r.items() if k != "workers"} for r in rows(grown, "zones")]
    write(grown, "zones", kept)
    # Not even the shipped folder need have what may be missing.
    assert load(grown).table("zones")["workers"].isna().all()
