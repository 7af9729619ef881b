"""The portrait of a city: both languages, every city, links that are good, bad or say too much."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qsl

import pytest

from geo.data.atlas import Atlas
from geo.questions import cities, takeover
from geo.words import LANGUAGES, Words
from tests import tables
from tests.app.conftest import Reader, folded, listings

Open = Callable[..., Reader]

CJK = re.compile(r"[\u4e00-\u9fff]")
#: Where the words of a source stand as they were printed, in whatever language.
AS_PRINTED = re.compile(r"<small>.*?</small>|<div class=\"(?:source|brand-other)\">.*?</div>", re.S)


def chosen(page: Reader) -> int:
    """The city in the choice at the top."""
    return int(page.find("selectbox", "city_choice").value)


@pytest.mark.parametrize(
    ("adcode", "lang"),
    [(code, LANGUAGES[n // 3 % 2]) for n, code in enumerate(tables.cities()) if n % 3 == 0],
)
def test_cities_have_a_portrait(atlas: Atlas, read_page: Open, adcode: str, lang: str) -> None:
    page = read_page("city", lang=lang, city=adcode)
    assert chosen(page) == int(adcode)
    number = cities.named(atlas, int(adcode)).total
    if number:
        assert str(number) in page.headline
    assert page.html.count('class="chip') == len(tables.rows("schemes"))


def test_english_keeps_to_english(read_page: Open) -> None:
    page = read_page("city", lang="en", city="420100")
    words = re.sub(r"<[^>]+>", " ", AS_PRINTED.sub("", page.html))
    assert not CJK.search(words), CJK.findall(words)


def test_deep_link_gives_rank_number_and_place(read_page: Open) -> None:
    zh = read_page("city", lang="zh", city="420500").headline
    assert zh == "宜昌：2024 年地区生产总值居全省第 2，收录集群 12 个"
    en = read_page("city", lang="en", city="420500").headline
    assert en == "Yichang: 2nd of 17 by GDP (2024), 12 identified clusters"


def test_without_a_city_it_says_which_one_is_shown(read_page: Open, lang: str) -> None:
    page = read_page("city", lang=lang)
    assert chosen(page) == int(tables.cities()[0])
    city = {"zh": "武汉", "en": "Wuhan"}[lang]
    assert Words(lang)("city.none_chosen", city=city) in page.text
    assert "city" not in page.codes


def test_an_unknown_city_is_told_and_changes_nothing(read_page: Open) -> None:
    page = read_page("city", lang="en", city="999999")
    assert "city=999999" in page.text
    assert chosen(page) == int(tables.cities()[0])


def test_of_two_cities_the_first_is_shown_and_both_are_named(read_page: Open) -> None:
    page = read_page("city", lang="en", city="420600,420700")
    assert chosen(page) == 420600
    t = Words("en")
    said = t("city.several_chosen", n=2, cities="Xiangyang, Ezhou", city="Xiangyang")
    assert said in page.text


def test_choosing_another_city_changes_the_link_and_the_portrait(open_page: Open) -> None:
    page = open_page("city", lang="zh", city="420500", sel="xingshan_phosphorus_silicon")
    page.find("selectbox", "city_choice").select(421000)
    page.run()
    assert page.headline.startswith("荆州")
    assert page.codes["city"] == "421000"
    assert "sel" not in page.codes


def test_no_named_cluster_is_not_taken_for_none(atlas: Atlas, read_page: Open, lang: str) -> None:
    page = read_page("city", lang=lang, city="422800")
    t = Words(lang)
    city = {"zh": "恩施", "en": "Enshi"}[lang]
    assert t("city.table_none", city=city) in page.text
    official = cities.lists(atlas, 422800).loc["provincial_key_growth_cluster", "official"]
    assert t("city.table_none_official", year=2018, official=official) in page.text
    assert (t("city.zones_title_none", city=city) in page.text) == cities.zones(atlas, 422800).empty
    firms = cities.enterprises(atlas, 422800)
    assert (t("city.firms_title_none", city=city) in page.text) == firms.empty


def test_filters_narrow_the_table_but_not_the_sentence(atlas: Atlas, read_page: Open) -> None:
    page = read_page("city", lang="en", city="420100", tier="national")
    number = cities.named(atlas, 420100)
    assert str(number.total) in page.headline
    title = Words("en")("city.table_title_filtered", n=number.national, all=number.total)
    assert title in page.text
    none = read_page("city", lang="en", city="420100", fam="textiles", tier="national")
    assert Words("en")("city.table_none_left", city="Wuhan", all=number.total) in none.text


def test_the_table_of_clusters_is_that_of_the_city(atlas: Atlas, read_page: Open) -> None:
    page = read_page("city", lang="zh", city="420600")
    names = set(cities.members(atlas, 420600)["name_zh"])
    name = Words("zh")("clusters.col_name")
    shown = [set(rows[name]) for rows in listings(page.app) if name in rows]
    assert shown == [names]


def test_values_are_tabled_with_year_unit_rank_and_source(read_page: Open) -> None:
    page = read_page("city", lang="en", city="420500")
    t = Words("en")
    head = {t(f"city.col_{name}"): name for name in ("indicator", "year", "value", "rank")}
    head |= {t(f"city.col_{name}"): name for name in ("unit", "remark", "source")}
    (table,) = (one for one in folded(page.app).values() if set(one) == set(head))
    table = table.rename(columns=head)
    gdp = table[table["indicator"] == t("statistics.gdp")].set_index("year")
    row = gdp.loc["2024"]
    assert (row["value"], row["unit"], row["rank"]) == (619.11, "CNY billion", "2 / 17")
    assert row["source"]
    few = gdp.loc["2025"]
    assert "/" not in few["rank"]
    assert t("city.not_ranked", known=4) in few["remark"]


def test_a_selected_cluster_is_shown_even_outside_the_city(read_page: Open) -> None:
    page = read_page("city", lang="en", city="420500", sel="anlu_copper_foil_pcb")
    assert Words("en")("clusters.not_in_filter") in page.text
    assert "Anlu Copper Foil" in page.text


def test_neighbours_and_cities_alike_are_links(atlas: Atlas, read_page: Open) -> None:
    page = read_page("city", lang="en", city="429004")
    linked = " ".join(str(link.proto.query_string) for link in page.app.get("page_link"))
    for code in cities.neighbours(atlas, 429004).index:
        assert f"city={code}" in linked


def test_text_from_the_link_is_escaped(read_page: Open) -> None:
    page = read_page("city", lang="en", city="420100", q="<script>alert(1)</script>")
    assert "<script>alert" not in page.html


def test_the_workbench_follows_range_and_family(atlas: Atlas, open_page: Open, lang: str) -> None:
    page = open_page("city", lang=lang, city="422800", show="takeover")
    everything = takeover.candidates(atlas, 422800)
    assert page.html.count('class="why"') == len(everything)
    page.find("selectbox", "city_family").select("energy_batteries")
    page.run()
    assert page.codes["fam"] == "energy_batteries"
    kept = everything[everything["family_id"] == "energy_batteries"]
    assert 0 < page.html.count('class="why"') == len(kept) < len(everything)
    page.find("selectbox", "within").select(300)
    page.run()
    assert page.codes["within"] == "300"
    assert page.codes["show"] == "takeover"
    wider = takeover.candidates(atlas, 422800, 300)
    number = int((wider["family_id"] == "energy_batteries").sum())
    assert page.html.count('class="why"') == number


def test_the_portrait_of_enshi_leads_to_all_that_it_can_take_on(read_page: Open) -> None:
    page = read_page("city", lang="zh", city="422800")
    assert "就近承接" in page.headline
    assert page.html.count('class="why"') == 4
    (link,) = [target for label, target in page.links.items() if "可承接什么" in label]
    assert dict(parse_qsl(link[1]))["show"] == "takeover"
