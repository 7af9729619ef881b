"""The data page: any table, in both languages, under a filter, from a good link and a bad one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.atlas import Atlas
from geo.table_filter import filter_table
from geo.view import View
from geo.words import LANGUAGES, Words

ROOT = Path(__file__).parents[2]


def open_page(**codes: str) -> AppTest:
    """The data page as a link with these codes opens it."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params.update(codes)
    return app.switch_page("pages/data.py").run()


def html(app: AppTest) -> str:
    bodies = (str(block.proto.body) for block in app.get("html"))
    return "\n".join(body for body in bodies if not body.startswith("<style"))


def text(app: AppTest) -> str:
    return re.sub(r"<[^>]+>", " ", html(app))


def headline(app: AppTest) -> str:
    found = re.search(r'class="headline[^"]*">(.*?)</', html(app))
    assert found, html(app)[:500]
    return found[1]


def is_sound(app: AppTest) -> bool:
    failed = [block.value for block in app.markdown if 'role="alert"' in block.value]
    return not app.exception and not failed and 'role="alert"' not in html(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_opens_with_the_clusters(atlas: Atlas, lang: str) -> None:
    app = open_page(lang=lang)
    assert is_sound(app)
    t = Words(lang)
    assert headline(app).startswith(atlas.resource("clusters").title(lang))
    assert len(app.dataframe[0].value) == len(atlas.table("clusters"))
    assert t("export.boundary") in text(app)
    assert t("common.named_of", named=15, official=16) in text(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_table_can_be_shown(atlas: Atlas, lang: str) -> None:
    for name in atlas.tables:
        app = open_page(lang=lang, table=name)
        assert is_sound(app), name
        assert headline(app).startswith(atlas.resource(name).title(lang))
        assert len(app.dataframe[0].value) == len(atlas.table(name))
        for column in atlas.dictionary(name):
            assert column.title(lang) in text(app)


def test_picking_a_table_changes_the_view(atlas: Atlas) -> None:
    app = open_page(lang="zh")
    app.button_group(key="table_pick").set_value("zones").run()
    assert is_sound(app)
    assert headline(app).startswith(atlas.resource("zones").title("zh"))
    assert app.query_params["table"] == "zones"


@pytest.mark.parametrize("name", ["clusters", "cluster_listings", "enterprises", "facts"])
def test_a_link_filters_the_rows(atlas: Atlas, name: str) -> None:
    app = open_page(lang="en", table=name, city="420100,420600")
    assert is_sound(app)
    kept = filter_table(atlas, View(city=(420100, 420600)), name)
    assert 0 < len(kept.frame) < kept.of
    assert len(app.dataframe[0].value) == len(kept.frame)
    t = Words("en")
    assert t("data.applied", filters="City: Wuhan, Xiangyang") in text(app)
    assert t("data.rows_of", n=len(kept.frame), of=kept.of) in text(app)


def test_a_filter_without_a_column_is_told_of(atlas: Atlas) -> None:
    app = open_page(lang="zh", table="policies", city="420100")
    assert is_sound(app)
    assert Words("zh")("data.ignored", filters="市州") in text(app)
    assert len(app.dataframe[0].value) == len(atlas.table("policies"))


def test_an_empty_selection_says_why() -> None:
    app = open_page(lang="zh", table="city_roles", city="420100")
    assert is_sound(app)
    assert not app.dataframe
    assert not [block for block in app.get("download_button") if "city_roles" in block.proto.id]
    t = Words("zh")
    assert t("data.empty", table="城市定位", filters="市州：武汉市") in text(app)
    assert t("data.sources_none") not in text(app)
    assert "0/0" not in text(app)


def test_codes_are_shown_on_request(atlas: Atlas) -> None:
    app = open_page(lang="zh", table="zones")
    app.toggle(key="rows_raw").set_value(True).run()
    assert is_sound(app)
    assert list(app.dataframe[0].value.columns) == list(atlas.table("zones").columns)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_unknown_codes_give_one_notice(atlas: Atlas, lang: str) -> None:
    app = open_page(lang=lang, table="no_such_table", city="999999")
    assert is_sound(app)
    notices = [block.value for block in app.markdown if 'class="notice"' in block.value]
    assert len(notices) == 1
    assert "no_such_table" in notices[0]
    assert "999999" in notices[0]
    assert len(app.dataframe[0].value) == len(atlas.table("clusters"))


def test_downloads_follow_the_geometry() -> None:
    def formats(name: str) -> set[str]:
        app = open_page(lang="zh", table=name)
        ids = [block.proto.id for block in app.get("download_button")]
        return {found[1] for i in ids if (found := re.search(rf"download_{name}_(\w+)$", i))}

    assert formats("clusters") == {"csv", "xlsx", "geojson", "gpkg"}
    assert formats("sources") == {"csv", "xlsx"}


def test_chinese_page_has_no_english_sentence() -> None:
    """Codes, names of formats and of licences aside."""
    page = open_page(lang="zh")
    words = re.sub(r"<code>.*?</code>", " ", html(page))
    words = re.sub(r"<[^>]+>", " ", words)
    assert not re.findall(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}", words)


def test_english_page_has_its_own_words_in_english() -> None:
    """Titles of sources are Chinese, as their publishers wrote them."""
    page = open_page(lang="en")
    words = re.sub(r'<ul class="list">.*?</ul>', " ", html(page), flags=re.DOTALL)
    assert not re.findall(r"[\u4e00-\u9fff]", words)
