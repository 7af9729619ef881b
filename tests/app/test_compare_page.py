"""Comparison as a reader sees it: default, links good and bad, controls, languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest

from geo.words import Words
from tests import tables

CJK = re.compile(r"[\u4e00-\u9fff]")
AS_PRINTED = re.compile(r"<small>.*?</small>|<div class=\"source\">.*?</div>", re.S)

Open = Callable[..., Any]


def main(page: Any) -> str:
    """HTML of the page without the sidebar, which names the product in both languages."""
    return "\n".join(block.value for block in page.app.main.markdown)


def maps(page: Any) -> int:
    return page.html.count('class="small-map"')


def test_without_a_choice_it_says_what_it_compares(read_page: Open) -> None:
    page = read_page("compare", lang="zh")
    assert maps(page) == 3
    assert "默认比较三个中心城市" in page.text
    assert page.codes == {"lang": "zh"}
    gdp = {
        row["adcode"]: float(row["value"])
        for row in tables.figures()
        if (row["indicator"], row["year"]) == ("gdp", "2024")
    }
    ratio = gdp["420100"] / gdp["420600"]
    assert page.headline.startswith(f"武汉地区生产总值是襄阳的 {ratio:.1f} 倍")


def test_a_deep_link_opens_its_comparison(read_page: Open, lang: str) -> None:
    page = read_page("compare", lang=lang, compare="420200,420700,421100,421200")
    assert maps(page) == 4
    assert page.find("multiselect", "compare_units").value == [
        "420200", "420700", "421100", "421200",
    ]  # fmt: skip
    assert page.codes["compare"] == "420200,420700,421100,421200"


@pytest.mark.parametrize("codes", ["420100,429021", "north_wing,south_wing", "auto,opto_info"])
def test_english_keeps_to_english(read_page: Open, codes: str) -> None:
    page = read_page("compare", lang="en", compare=codes)
    words = re.sub(r"<[^>]+>", " ", AS_PRINTED.sub("", main(page)))
    assert not CJK.search(words), CJK.findall(words)


@pytest.mark.parametrize(
    ("code", "there"),
    [
        ("420100", "city?lang=en&city=420100"),
        ("auto", "chains?lang=en&chain=auto"),
        ("north_wing", "layout?lang=en&region=north_wing"),
        ("xiangyang_metro", "layout?lang=en&region=xiangyang_metro&scheme=three_metro_circles"),
    ],
)
def test_each_bar_leads_to_what_it_stands_for(read_page: Open, code: str, there: str) -> None:
    page = read_page("compare", lang="en", compare=code)
    links = re.findall(r'class="bar-row" target="_self" href="([^"]*)"', page.html)
    own = [link for link in links if unescape(link).startswith(there)]
    assert len(own) == page.html.count('class="bar-block"')


def test_one_unit_gets_peers_with_the_reason(read_page: Open) -> None:
    page = read_page("compare", lang="zh", compare="420600", peer="distance")
    assert maps(page) == 4
    assert "按“距离”补上最接近的 3 个" in page.text


def test_other_kinds_and_bad_codes_are_told(read_page: Open) -> None:
    page = read_page("compare", lang="zh", compare="auto,textile,420100,nonsense")
    assert maps(page) == 2
    assert "compare=nonsense" in page.text
    assert "武汉与第一个对象不是同一类" in page.text


def test_more_than_ten_are_told(read_page: Open) -> None:
    page = read_page("compare", lang="zh", compare=",".join(tables.cities()))
    assert maps(page) == 10
    assert "最多比较 10 个" in page.text


def test_the_kind_brings_its_own_units(open_page: Open) -> None:
    page = open_page("compare", lang="zh")
    page.find("button_group", "compare_kind").set_value("region")
    page.run()
    assert page.codes["compare"] == "lead_wuhan_circle,north_wing,south_wing"
    assert maps(page) == 3


def test_a_peer_can_be_added_and_the_default_restored(open_page: Open) -> None:
    page = open_page("compare", lang="zh", compare="420600,420500")
    page.find("button", "peer_add_420900").click()
    page.run()
    assert page.codes["compare"] == "420600,420500,420900"
    page.find("button", "compare_reset").click()
    page.run()
    assert "compare" not in page.codes


def test_filters_stand_in_for_a_choice(read_page: Open) -> None:
    page = read_page("compare", lang="zh", city="420300,421000", tier="national")
    assert maps(page) == 2
    assert "按筛选条件比较十堰、荆州" in page.text
    assert "不受以下条件影响" in page.text


def test_sizes_of_chains_stay_words(read_page: Open) -> None:
    page = read_page("compare", lang="zh", compare="auto,quantum")
    assert "规模（口径、年份、范围不同，不作比较）" in page.text
    assert Words("zh")("compare.none") in page.text
