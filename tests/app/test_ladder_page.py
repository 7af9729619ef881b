"""The ladder as a reader sees it: both languages, filters, links good and bad."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests import tables

CJK = re.compile(r"[\u4e00-\u9fff]")
#: What a source prints stands as it is, in whatever language.
AS_PRINTED = re.compile(
    r"<small>.*?</small>|<details class=\"(?:quote|source)[^\"]*\">.*?</details>|title=\"[^\"]*\""
    r"|<div class=\"source\">.*?</div>|<div class=\"map-wait\">.*?</div>",
    re.S,
)

Open = Callable[..., Any]


def main(page: Any) -> str:
    """HTML of the page without the sidebar, which names the product in both languages."""
    return "\n".join(block.value for block in page.app.main.markdown)


def test_headline_is_what_the_lists_and_targets_say(open_page: Open) -> None:
    page = open_page("ladder", lang="zh")
    assert (
        page.headline
        == "6 项 2025 年目标中 6 项完成情况查不到；有年份可据、升上更高一级的集群 2 个"
    )
    english = open_page("ladder", lang="en").headline
    assert english.startswith("Fulfilment of 6 of 6 targets")
    assert "2 clusters" in english


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_official_numbers_stand_beside_named_ones(open_page: Open, lang: str) -> None:
    page = open_page("ladder", lang=lang)
    for row in tables.cluster_programmes().values():
        assert row[f"name_{lang}"] in page.text
        if row["official_count"]:
            assert f">{row['named_count']}/{row['official_count']}<" in page.html


def test_english_keeps_to_english(open_page: Open) -> None:
    page = open_page("ladder", lang="en")
    words = re.sub(r"<[^>]+>", " ", AS_PRINTED.sub("", main(page)))
    assert not CJK.search(words), CJK.findall(words)


def test_targets_say_that_nothing_is_known(open_page: Open) -> None:
    page = open_page("ladder", lang="en")
    assert "CNY 5 trillion" in page.text
    assert page.text.count("not known") >= 6
    assert "5–10 clusters per year" in page.text


def test_a_feature_without_evidence_says_so(open_page: Open) -> None:
    page = open_page("ladder", lang="zh")
    (row,) = re.findall(r'<tr class="feature-openness">.*?</tr>', page.html, re.S)
    assert row.count("资料里没有") == 3


def test_a_filter_narrows_what_is_named_and_says_so(open_page: Open) -> None:
    page = open_page("ladder", lang="zh", city="429004")
    assert page.headline.endswith("1 个")
    assert "官方数和规划目标没有成员名单" in page.text
    none = open_page("ladder", lang="zh", city="422800")
    assert none.headline.endswith("0 个")
    assert "所选范围内没有集群站上两级" in none.text


def test_a_climb_leads_to_its_card(open_page: Open) -> None:
    page = open_page("ladder", lang="en")
    target, codes = page.links["Xiantao Nonwovens Cluster"]
    assert target == "ladder"
    assert "sel=xiantao_nonwovens" in codes
    card = open_page("ladder", lang="en", sel="xiantao_nonwovens")
    assert 'class="detail block"' in card.html


def test_a_bad_code_is_told_and_the_page_stands(open_page: Open) -> None:
    page = open_page("ladder", lang="zh", tier="global")
    assert "tier=global" in page.text
    assert page.headline.startswith("6 项")
