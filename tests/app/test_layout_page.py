"""The layout page: every scheme in both languages, from links good and bad, and by its controls."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

import pytest

from geo.data.atlas import Atlas
from geo.questions import layout
from geo.record.naming import listed
from geo.words import LANGUAGES, Words
from tests import tables
from tests.app.conftest import Reader, in_turns

Open = Callable[..., Reader]
SCHEMES = [row["scheme_id"] for row in tables.rows("schemes")]
MAIN = "one_main_two_wings"


@pytest.mark.parametrize(("scheme_id", "lang"), in_turns(SCHEMES))
def test_every_scheme_opens_from_its_link(
    atlas: Atlas, read_page: Open, scheme_id: str, lang: str
) -> None:
    page = read_page("layout", lang=lang, scheme=scheme_id)
    t = Words(lang)
    scheme = layout.scheme(atlas, scheme_id)
    assert page.headline == layout.headline(atlas, scheme, t)
    assert page.html.count('class="scheme-map"') == len(SCHEMES)
    for region in scheme.regions:
        assert layout.short(region, t) in page.text
        assert listed(atlas, region.members, t) in page.text
    for row in tables.rows("regions"):
        if row["scheme_id"] == scheme_id and not row["member_adcodes"]:
            assert row[f"name_{lang}"] in page.text
            assert t("layout.text.no_members") in page.text
    assert (t("layout.table.shared") in page.text) == bool(scheme.shared)
    expected = {"lang": lang} | ({} if scheme_id == MAIN else {"scheme": scheme_id})
    assert page.codes == expected


def test_the_scheme_in_force_comes_first_with_its_figures(read_page: Open) -> None:
    page = read_page("layout", lang="zh")
    table = re.search(r'<table class="rows compare">(.*?)</table>', page.html)
    assert table
    rows = re.findall(r"<tr><td>([^<]*)<small>(.*?)</small></td>(.*?)</tr>", table[1])
    cells = {name: re.findall(r"<b>(.*?)</b>", text) for name, _, text in rows}
    assert cells["市州数"] == ["9", "4", "4"]
    assert cells["省重点成长型产业集群"] == ["53", "23", "34"]
    about = {name: re.sub(r"<[^>]+>", " ", text) for name, text, _ in rows}
    assert "2018" in about["省重点成长型产业集群"]
    assert "110/110" in about["省重点成长型产业集群"]
    named = len(tables.members("national_innovative_cluster"))
    assert f"{named}/16" in about["国家级创新型产业集群"]


def test_the_slip_of_the_paper_is_told(read_page: Open) -> None:
    for lang in LANGUAGES:
        text = read_page("layout", lang=lang).text
        for figure in ("44/90", "48.99%", "48.89%", "51.11%", "100.10%"):
            assert figure in text


def test_roles_of_all_cities_with_their_sources(read_page: Open) -> None:
    page = read_page("layout", lang="zh")
    table = re.search(r'<table class="rows prose roles">(.*?)</table>', page.html)
    assert table
    assert table[1].count("<tr>") == 1 + 17
    assert table[1].count(Words("zh")("layout.roles.none")) == 0
    for row in tables.rows("city_roles"):
        for role in tables.cells(row["role_zh"]):
            assert escape(role) in table[1]


def test_a_step_of_the_rail_changes_scheme_and_link(open_page: Open) -> None:
    page = open_page("layout", lang="zh", region="north_wing")
    page.find("select_slider", "rail_slider").set_value("city_circle_1p8")
    page.run()
    assert page.codes == {"lang": "zh", "scheme": "city_circle_1p8"}
    assert "2007" in page.headline
    page.find("button", "open_three_metro_circles").click()
    page.run()
    assert page.codes["scheme"] == "three_metro_circles"


def test_any_two_schemes_can_be_set_against_each_other(open_page: Open) -> None:
    page = open_page("layout", lang="zh", scheme="city_circle_1p8", versus=MAIN)
    table = re.search(r'<table class="rows prose ways">(.*?)</table>', page.html)
    assert table
    rows = re.findall(r'<tr class="way-(\w+)">.*?<td>(\d+)</td>', table[1])
    assert sorted(rows) == [("regrouped", "4"), ("regrouped", "4"), ("same", "9")]
    page.find("selectbox", "versus").set_value("golden_triangle")
    page.run()
    assert page.codes["versus"] == "golden_triangle"


def test_corridors_are_chosen_by_the_link_and_by_hand(open_page: Open) -> None:
    page = open_page("layout", lang="zh", axis="gczl5,no_such_axis")
    assert page.codes == {"lang": "zh", "axis": "gczl5"}
    assert "no_such_axis" in page.text
    table = re.search(r'<table class="rows prose axes">(.*?)</table>', page.html)
    assert table
    assert table[1].count('<tr class="picked">') == 1
    assert table[1].count(">推定<") == 12
    page.find("button_group", "axis").set_value([])
    page.run()
    assert page.codes["axis"] == "none"
    page.find("button_group", "axis").set_value(["hxsxs", "cjd"])
    page.run()
    assert "axis" not in page.codes


def test_a_scheme_that_does_not_exist_is_told_and_ignored(read_page: Open, lang: str) -> None:
    page = read_page("layout", lang=lang, scheme="no_such_scheme", versus="nor_this")
    assert page.codes == {"lang": lang}
    assert "no_such_scheme" in page.text
    assert "nor_this" in page.text
    assert "9" in page.headline


def test_a_chosen_city_shows_its_place_and_role(read_page: Open) -> None:
    page = read_page("layout", lang="zh", city="420600")
    assert "汉江流域中心城市" in page.text
    assert Words("zh")("layout.roles.open") in page.links
    other = read_page("layout", lang="en", city="420100")
    assert Words("en")("layout.roles.none") in other.text


def test_a_filter_adds_its_own_row(read_page: Open) -> None:
    plain = read_page("layout", lang="zh")
    filtered = read_page("layout", lang="zh", tier="national")
    word = Words("zh")("layout.measure.chosen")
    assert word not in plain.text
    assert word in filtered.text


def test_english_page_has_its_own_words_in_english(read_page: Open) -> None:
    """Titles of sources and documents are Chinese, as their publishers wrote them."""
    page = read_page("layout", lang="en")
    words = re.sub(r"<(small|script)>.*?</\1>", " ", page.html, flags=re.DOTALL)
    words = re.sub(r'<div class="(source|brand-other)">.*?</div>', " ", words, flags=re.DOTALL)
    assert not re.findall(r"[\u4e00-\u9fff]+", words)
