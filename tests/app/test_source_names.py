"""Sources are named one way: the Chinese title, in English views with its translation behind it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from geo.data.atlas import Atlas, load
from geo.files import brief
from geo.record import provenance
from geo.sheets import PAGES, sheet
from geo.sheets.view import View
from geo.words import LANGUAGES, Words
from tests import folders, tables

CJK = re.compile(r"[\u4e00-\u9fff]")
SOURCES = tables.by_key("sources", "source_id")
#: Titles so long that no other words of a page hold them.
LONG = {r["title"]: r["title_en"] for r in SOURCES.values() if len(CJK.findall(r["title"])) >= 8}


def test_every_chinese_title_is_translated_and_no_other() -> None:
    for row in SOURCES.values():
        assert bool(row["title_en"]) == bool(CJK.search(row["title"])), row["source_id"]
        assert not CJK.search(row["title_en"]), row["source_id"]


@pytest.mark.parametrize("page", PAGES)
def test_rows_and_charts_name_sources_in_both_languages(atlas: Atlas, page: str) -> None:
    for lang in LANGUAGES:
        made = sheet(atlas, page, View(lang=lang))
        for source in (one for rows in made.rows for one in rows.about.sources):
            row = SOURCES[source.source_id]
            english = f" [{row['title_en']}]" if lang == "en" and row["title_en"] else ""
            assert source.title == row["title"] + english
        for chart in made.charts:
            for title, translated in LONG.items():
                if title in chart.source:
                    assert (f"{title} [{translated}]" in chart.source) == (lang == "en")


@pytest.mark.parametrize(
    ("page", "codes"),
    [
        ("ladder", {}),
        ("policy", {}),
        ("benchmarks", {}),
        ("layout", {}),
        ("clusters", {"sel": "east_lake_electronic_components"}),
        ("city", {"city": "420500"}),
    ],
)
def test_pages_in_english_translate_each_title(
    open_page: Callable[..., Any], page: str, codes: dict[str, str]
) -> None:
    shown = unescape(open_page(page, lang="en", **codes).html)
    told = [title for title in LONG if title in shown]
    assert told
    for title in told:
        assert shown.count(title) == shown.count(f"{title} [{LONG[title]}]"), title


def test_a_brief_in_english_translates_its_sources(atlas: Atlas) -> None:
    made = brief.of(atlas, "city", 420500, "en", link="", day=date(2026, 11, 27))
    assert len(made.sources) == 3
    for told in made.sources:
        assert any(f"{row['title']} [{row['title_en']}]" in told for row in SOURCES.values())


def test_folders_without_translations_keep_the_title(tmp_path: Path) -> None:
    folder = folders.copied(tmp_path)
    rows = folders.rows(folder, "sources")
    folders.write(
        folder, "sources", [{k: v for k, v in r.items() if k != "title_en"} for r in rows]
    )
    old, t = load(folder), Words("en")
    named = provenance.source_names(old, SOURCES, t)
    assert set(named) == {row["title"] for row in SOURCES.values()}
