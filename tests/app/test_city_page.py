"""The portrait of a city: both languages, every city, links that are good, bad or say too much."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo import cities
from geo.atlas import Atlas
from geo.words import LANGUAGES, Words
from tests import tables

ROOT = Path(__file__).parents[2]
CJK = re.compile(r"[\u4e00-\u9fff]")
#: Where the words of a source stand as they were printed, in whatever language.
AS_PRINTED = re.compile(r"<small>.*?</small>|<div class=\"source\">.*?</div>", re.S)


def open_page(**codes: str) -> AppTest:
    """The portrait as a link with these codes opens it."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params.update(codes)
    return app.switch_page("pages/city.py").run()


def html(app: AppTest) -> str:
    """Everything that the main part of the page shows as HTML."""
    return "\n".join(block.value for block in app.main.markdown)


def text(app: AppTest) -> str:
    return re.sub(r"<[^>]+>", " ", html(app))


def headline(app: AppTest) -> str:
    found = re.search(r'class="headline[^"]*">(.*?)</', html(app))
    assert found, html(app)[:500]
    return found[1]


def is_sound(app: AppTest) -> bool:
    return not app.exception and 'role="alert"' not in html(app)


def chosen(app: AppTest) -> int:
    """The city in the choice at the top."""
    return next(box.value for box in app.selectbox if str(box.key).startswith("city_choice"))


@pytest.mark.parametrize(
    ("adcode", "lang"), [(code, LANGUAGES[n % 2]) for n, code in enumerate(tables.cities())]
)
def test_every_city_has_a_portrait(atlas: Atlas, adcode: str, lang: str) -> None:
    app = open_page(lang=lang, city=adcode)
    assert is_sound(app)
    assert chosen(app) == int(adcode)
    number = cities.named(atlas, int(adcode)).total
    if number:
        assert str(number) in headline(app)
    assert html(app).count('class="chip') == len(tables.rows("schemes"))


def test_english_keeps_to_english() -> None:
    app = open_page(lang="en", city="420100")
    words = re.sub(r"<[^>]+>", " ", AS_PRINTED.sub("", html(app)))
    assert not CJK.search(words), CJK.findall(words)


def test_deep_link_gives_rank_number_and_place() -> None:
    zh = headline(open_page(lang="zh", city="420500"))
    assert "宜昌" in zh
    assert "第 2（2024）" in zh
    assert "南翼牵头" in zh
    en = headline(open_page(lang="en", city="420500"))
    assert en == "Yichang: no. 2 of 17 by GDP (2024), 12 named clusters, leads the South Wing"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_a_city_it_says_which_one_is_shown(lang: str) -> None:
    app = open_page(lang=lang)
    assert is_sound(app)
    assert chosen(app) == cities.FIRST_CITY
    city = {"zh": "武汉", "en": "Wuhan"}[lang]
    assert Words(lang)("city.none_chosen", city=city) in text(app)
    assert "city" not in app.query_params


def test_an_unknown_city_is_told_and_changes_nothing() -> None:
    app = open_page(lang="en", city="999999")
    assert is_sound(app)
    assert "city=999999" in text(app)
    assert chosen(app) == cities.FIRST_CITY


def test_of_two_cities_the_first_is_shown_and_both_are_named() -> None:
    app = open_page(lang="en", city="420600,420700")
    assert is_sound(app)
    assert chosen(app) == 420600
    t = Words("en")
    said = t("city.several_chosen", n=2, cities="Xiangyang, Ezhou", city="Xiangyang")
    assert said in text(app)


def test_choosing_another_city_changes_the_link_and_the_portrait() -> None:
    app = open_page(lang="zh", city="420500", sel="xingshan_phosphorus_silicon")
    box = next(box for box in app.selectbox if str(box.key).startswith("city_choice"))
    box.select(421000).run()
    assert is_sound(app)
    assert headline(app).startswith("荆州")
    assert app.query_params["city"] == "421000"
    assert "sel" not in app.query_params


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_named_cluster_is_not_taken_for_none(atlas: Atlas, lang: str) -> None:
    app = open_page(lang=lang, city="422800")
    t = Words(lang)
    city = {"zh": "恩施", "en": "Enshi"}[lang]
    assert t("city.table_none", city=city) in text(app)
    official = cities.lists(atlas, 422800).loc["provincial_key_growth_cluster", "official"]
    assert t("city.table_none_official", year=2018, official=official) in text(app)
    assert t("city.zones_title_none", city=city) in text(app)
    assert t("city.firms_title_none", city=city) in text(app)


def test_filters_narrow_the_table_but_not_the_sentence(atlas: Atlas) -> None:
    app = open_page(lang="en", city="420100", tier="national")
    number = cities.named(atlas, 420100)
    assert str(number.total) in headline(app)
    title = Words("en")("city.table_title_filtered", n=number.national, all=number.total)
    assert title in text(app)
    none = open_page(lang="en", city="420100", fam="textiles", tier="national")
    assert Words("en")("city.table_none_left", city="Wuhan", all=number.total) in text(none)


def test_the_table_of_clusters_is_that_of_the_city(atlas: Atlas) -> None:
    app = open_page(lang="zh", city="420600")
    names = set(cities.members(atlas, 420600)["name_zh"])
    shown = [set(frame.value["name"]) for frame in app.dataframe if "name" in frame.value]
    assert shown == [names]


def test_values_are_tabled_with_year_unit_rank_and_source() -> None:
    app = open_page(lang="en", city="420500")
    table = next(frame.value for frame in app.dataframe if "rank" in frame.value)
    gdp = table[table["indicator"] == "Gross domestic product"].set_index("year")
    row = gdp.loc["2024"]
    assert (row["value"], row["unit"], row["rank"]) == (6191.12, "CNY 100 million", "2 / 17")
    assert row["source"]
    few = gdp.loc["2025"]
    assert "/" not in few["rank"]
    assert Words("en")("city.not_ranked", known=4) in few["remark"]


def test_a_selected_cluster_is_shown_even_outside_the_city() -> None:
    app = open_page(lang="en", city="420500", sel="anlu_copper_foil_pcb")
    assert is_sound(app)
    assert Words("en")("clusters.not_in_filter") in text(app)
    assert "Anlu Copper Foil" in text(app)


def test_neighbours_and_cities_alike_are_links(atlas: Atlas) -> None:
    app = open_page(lang="en", city="429004")
    linked = " ".join(str(link.proto.query_string) for link in app.get("page_link"))
    for code in cities.neighbours(atlas, 429004).index:
        assert f"city={code}" in linked


def test_text_from_the_link_is_escaped() -> None:
    assert "<script" not in html(open_page(lang="en", city="420100", q="<script>alert(1)</script>"))
