"""The data page: any table, in both languages, under a filter, from a good link and a bad one."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from geo.data.atlas import Atlas
from geo.sheets.table_filter import filter_table
from geo.sheets.view import View
from geo.words import Words
from tests.app.conftest import Reader, in_turns, listings

Open = Callable[..., Reader]


def test_it_opens_with_the_clusters(atlas: Atlas, read_page: Open, lang: str) -> None:
    page = read_page("data", lang=lang)
    t = Words(lang)
    assert page.headline.startswith(atlas.resource("clusters").title(lang))
    assert len(listings(page.app)[0]) == len(atlas.table("clusters"))
    assert t("export.boundary") in page.text
    assert t("common.named_of", named=14, official=16) in page.text


def test_every_table_can_be_shown(atlas: Atlas, read_page: Open) -> None:
    for name, lang in in_turns(atlas.tables):
        page = read_page("data", lang=lang, table=name)
        assert page.headline.startswith(atlas.resource(name).title(lang))
        assert len(listings(page.app)[0]) == len(filter_table(atlas, View(), name).frame)
        for column in atlas.dictionary(name):
            assert column.title(lang) in page.text


def test_picking_a_table_changes_the_view(atlas: Atlas, open_page: Open) -> None:
    page = open_page("data", lang="zh")
    page.find("button_group", "table_pick").set_value("zones")
    page.run()
    assert page.headline.startswith(atlas.resource("zones").title("zh"))
    assert page.codes["table"] == "zones"


@pytest.mark.parametrize("name", ["clusters", "cluster_listings", "enterprises", "facts"])
def test_a_link_filters_the_rows(atlas: Atlas, read_page: Open, name: str) -> None:
    page = read_page("data", lang="en", table=name, city="420100,420600")
    kept = filter_table(atlas, View(city=(420100, 420600)), name)
    assert 0 < len(kept.frame) < kept.of
    assert len(listings(page.app)[0]) == len(kept.frame)
    t = Words("en")
    assert t("data.applied", filters="Prefecture: Wuhan, Xiangyang") in page.text
    assert t("data.rows_of", n=len(kept.frame), of=kept.of) in page.text


def test_a_filter_without_a_column_is_told_of(atlas: Atlas, read_page: Open) -> None:
    page = read_page("data", lang="zh", table="policies", city="420100")
    assert Words("zh")("data.ignored", filters="市州") in page.text
    assert len(listings(page.app)[0]) == len(atlas.table("policies"))


def test_an_empty_selection_says_why(read_page: Open) -> None:
    page = read_page("data", lang="zh", table="planned_clusters", city="429021")
    assert not listings(page.app)
    assert not [
        block for block in page.app.get("download_button") if "planned_clusters" in block.proto.id
    ]
    t = Words("zh")
    assert t("data.empty", table="规划培育方向", filters="市州：神农架") in page.text
    assert t("data.sources_none") not in page.text
    assert "0/0" not in page.text


def test_codes_are_shown_on_request(atlas: Atlas, open_page: Open) -> None:
    page = open_page("data", lang="zh", table="zones")
    page.find("toggle", "raw").set_value(True)
    page.run()
    assert page.codes == {"lang": "zh", "table": "zones", "raw": "1"}
    assert list(listings(page.app)[0].columns) == list(atlas.table("zones").columns)


def test_unknown_codes_give_one_notice(atlas: Atlas, read_page: Open, lang: str) -> None:
    page = read_page("data", lang=lang, table="no_such_table", city="999999")
    notices = [block.value for block in page.app.markdown if 'class="notice"' in block.value]
    assert len(notices) == 1
    assert "no_such_table" in notices[0]
    assert "999999" in notices[0]
    assert len(listings(page.app)[0]) == len(atlas.table("clusters"))


def test_downloads_follow_the_geometry(read_page: Open) -> None:
    def formats(name: str) -> set[str]:
        page = read_page("data", lang="zh", table=name)
        ids = [block.proto.id for block in page.app.get("download_button")]
        return {found[1] for i in ids if (found := re.search(rf"download_{name}_(\w+)$", i))}

    assert formats("clusters") == {"csv", "xlsx", "geojson", "gpkg"}
    assert formats("sources") == {"csv", "xlsx"}


def test_chinese_page_has_no_english_sentence(read_page: Open) -> None:
    """Codes, names of formats and of licences aside."""
    page = read_page("data", lang="zh")
    words = re.sub(r"<code>.*?</code>", " ", page.html)
    words = re.sub(r"<[^>]+>", " ", words)
    assert not re.findall(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}", words)


def test_english_page_has_its_own_words_in_english(read_page: Open) -> None:
    """Titles of sources are Chinese, as their publishers wrote them."""
    page = read_page("data", lang="en")
    words = re.sub(r'<ul class="list">.*?</ul>', " ", page.html, flags=re.DOTALL)
    words = re.sub(r'<div class="brand-other">.*?</div>', " ", words)
    assert not re.findall(r"[\u4e00-\u9fff]", words)
