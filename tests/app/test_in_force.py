"""What is in force: every list and every policy document is shown with its status."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from geo.data.atlas import Atlas, load
from geo.files import brief
from geo.files.brief.content import Chip, Table
from geo.questions import policies
from geo.record import status
from geo.sheets import sheet
from geo.sheets.view import View
from geo.words import LANGUAGES, Words
from tests import folders, tables

Open = Callable[..., Any]

DOCUMENTS = {row["source_id"] for row in tables.rows("policies")}
NOTES = ("status_note_zh", "status_note_en")


def told(table: str, code: str, lang: str) -> str:
    """A status in a word, as the dictionary has it."""
    record = json.loads((folders.DATA / "datapackage.json").read_text(encoding="utf-8"))
    return str(folders.column(record, table, "status")["hca:labels"][code][lang])


def inline(table: str, code: str, lang: str) -> str:
    """A status behind other words."""
    unknown = Words(lang)("common.status_unknown")
    return unknown if code == "unknown" else told(table, code, lang).lower()


def test_whatever_is_said_to_be_in_force_or_not_rests_on_something() -> None:
    lists = tables.rows("programmes")
    documents = [row for row in tables.rows("sources") if row["source_id"] in DOCUMENTS]
    assert {row["status"] for row in documents} == {"proposal", "unknown"}
    assert all(row["status"] for row in [*lists, *documents])
    assert not any(row["status"] for row in tables.rows("sources") if row not in documents)
    for row in [*lists, *documents]:
        assert all(row[name] for name in NOTES), row
    known = {row["source_id"] for row in tables.rows("sources")}
    assert all(row["status_source_id"] in known for row in lists)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_list_of_the_ladder_says_whether_it_is_in_force(open_page: Open, lang: str) -> None:
    page = open_page("ladder", lang=lang)
    for row in tables.cluster_programmes().values():
        name, said = row[f"name_{lang}"], inline("programmes", row["status"], lang)
        step = page.html.partition(f'class="list-name">{name}')[2].partition("</li>")[0]
        head = page.html.partition(f"<th>{name} <small>")[2].partition("</small>")[0]
        assert f"<small>{said}</small>" in step, name
        assert head.endswith(f" · {said}"), name


@pytest.mark.parametrize(
    "programme", ["provincial_key_growth_cluster", "sme_characteristic_cluster"]
)
def test_the_list_that_clusters_are_counted_of_says_it_too(open_page: Open, programme: str) -> None:
    row = tables.by_key("programmes", "programme_id")[programme]
    page = open_page("clusters", lang="zh", programme=programme)
    assert f"名单状态：{told('programmes', row['status'], 'zh')}" in page.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_document_on_the_policy_page_says_it(open_page: Open, lang: str) -> None:
    t, page = Words(lang), open_page("policy", lang=lang)
    sources, shown = tables.by_key("sources", "source_id"), unescape(page.html)
    for row in tables.rows("policies"):
        said = inline("sources", sources[row["source_id"]]["status"], lang)
        tag = shown.partition(row[f"measure_{lang}"])[2].partition("</span>")[0]
        assert tag.endswith(f" · {said}"), row["policy_id"]
    choices = [label for pills in page.app.get("button_group") for label in pills.options]
    assert sum(t("common.status_unknown") in label for label in choices) == 1


def test_rows_that_are_handed_out_have_it(atlas: Atlas) -> None:
    for page in ("ladder", "clusters"):
        (lists,) = [e for e in sheet(atlas, page, View(lang="zh")).rows if e.name == "programmes"]
        own = tables.by_key("programmes", "programme_id")
        assert [own[key]["status"] for key in lists.frame["programme_id"]] == list(
            lists.frame["status"]
        )
    (measures,) = sheet(atlas, "policy", View(lang="en")).rows
    sources = tables.by_key("sources", "source_id")
    assert [sources[key]["status"] for key in measures.frame["source_id"]] == list(
        measures.frame["status"]
    )
    (entry,) = [one for one in measures.columns if one.code == "status"]
    assert entry.values["proposal"] == told("sources", "proposal", "en")


def chips(atlas: Atlas, programme: str) -> set[str]:
    made = brief.of(atlas, "programme", programme, "zh", link="", day=date(2026, 11, 27))
    blocks = [block for band in made.bands for block in (*band.left, *band.right)]
    rows = [row for block in blocks if isinstance(block, Table) for row in block.rows]
    return {cell.words for row in rows for cell in row if isinstance(cell, Chip)}


def test_the_brief_of_a_list_says_it(atlas: Atlas) -> None:
    for code, row in tables.cluster_programmes().items():
        assert told("programmes", row["status"], "zh") in chips(atlas, code)


def test_folders_made_before_there_was_a_status_go_on_working(tmp_path: Path) -> None:
    folder = folders.copied(tmp_path)
    for table in ("programmes", "sources"):
        kept = [
            {name: cell for name, cell in row.items() if not name.startswith("status")}
            for row in folders.rows(folder, table)
        ]
        folders.write(folder, table, kept)
    old = load(folder)
    for page in ("ladder", "clusters", "policy"):
        assert sheet(old, page, View(lang="zh")).rows
    assert {status.code(old, "programmes", key) for key in old.by_key("programmes").index} == {
        "unknown"
    }
    official = policies.measures(old)["official"]
    assert official.equals(policies.measures(load(folders.DATA))["official"]) and official.any()
    assert "不详" in chips(old, "sme_characteristic_cluster")
