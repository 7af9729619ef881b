"""The ladder as a reader sees it: both languages, filters, links good and bad."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from geo.words import Words
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


def test_headline_is_what_the_lists_and_targets_say(read_page: Open) -> None:
    page = read_page("ladder", lang="zh")
    programmes = tables.cluster_programmes()
    steps = {"county": "重点培育", "provincial": "省级", "national": "国家级"}
    for tier, name in steps.items():
        named = set().union(
            *(tables.members(key) for key, row in programmes.items() if row["tier"] == tier)
        )
        assert f"{name} {len(named)} 个" in page.headline
    assert page.headline.endswith("2 个集群有据可查地升级")
    english = read_page("ladder", lang="en").headline
    assert english.startswith("Cluster pipeline: ")
    assert english.endswith("2 documented upgrades")


def test_official_numbers_stand_beside_named_ones(read_page: Open, lang: str) -> None:
    page = read_page("ladder", lang=lang)
    for row in tables.cluster_programmes().values():
        assert row[f"name_{lang}"] in page.text
        if row["official_count"]:
            assert f">{row['named_count']}/{row['official_count']}<" in page.html


def test_english_keeps_to_english(read_page: Open) -> None:
    page = read_page("ladder", lang="en")
    words = re.sub(r"<[^>]+>", " ", AS_PRINTED.sub("", main(page)))
    assert not CJK.search(words), CJK.findall(words)


def test_the_strip_of_targets_says_once_that_progress_is_not_published(
    read_page: Open, lang: str
) -> None:
    page = read_page("ladder", lang=lang)
    strip = page.html.partition('class="goal-strip"')[2].partition("</ul>")[0]
    assert strip.count("<li") == 6
    assert "badge" not in strip
    assert Words(lang)("ladder.unknown") not in strip
    assert page.text.count(Words(lang)("ladder.goals_open")) == 1


def test_targets_say_that_nothing_is_known(read_page: Open) -> None:
    page = read_page("ladder", lang="en")
    assert "CNY 5 trillion" in page.text
    assert page.text.count("no public data") >= 6
    assert "5–10 clusters per year" in page.text


def test_a_feature_without_evidence_says_so(read_page: Open) -> None:
    page = read_page("ladder", lang="zh")
    (row,) = re.findall(r'<tr class="feature-openness">.*?</tr>', page.html, re.S)
    assert row.count("暂无资料") == 3


def test_a_filter_narrows_what_is_named_and_says_so(read_page: Open) -> None:
    page = read_page("ladder", lang="zh", city="429004")
    assert page.headline.endswith("；1 个集群有据可查地升级")
    assert "官方公布数和规划目标不随条件变化" in page.text
    none = read_page("ladder", lang="zh", city="422800")
    assert "升级" not in none.headline
    assert "所选范围内没有列入两级名单的集群" in none.text


def test_a_climb_leads_to_its_card(read_page: Open) -> None:
    page = read_page("ladder", lang="en")
    target, codes = page.links["Xiantao Nonwovens Cluster"]
    assert target == "ladder"
    assert "sel=xiantao_nonwovens" in codes
    card = read_page("ladder", lang="en", sel="xiantao_nonwovens")
    assert 'class="detail block"' in card.html


def test_planned_fields_are_told_as_plans_and_never_counted(read_page: Open, lang: str) -> None:
    rows = tables.rows("planned_clusters")
    page, t = read_page("ladder", lang=lang), Words(lang)
    told = page.html.partition('class="planned-fields"')[2].partition("</details>")[0]
    assert all(row[f"name_{lang}"] in told for row in rows)
    line = told.partition("</summary>")[0]
    assert str(len(rows)) in line
    assert {"zh": "不计入集群", "en": "not counted as clusters"}[lang] in line
    # Enshi has a planned field and no cluster.
    own = read_page("ladder", lang=lang, city="422800")
    (row,) = [row for row in rows if row["city_adcode"] == "422800"]
    assert row[f"name_{lang}"] in own.html
    assert t("ladder.steps_title", cultivating=0, provincial=0, national=0) in own.text


def test_a_bad_code_is_told_and_the_page_stands(read_page: Open) -> None:
    page = read_page("ladder", lang="zh", tier="global")
    assert "tier=global" in page.text
    assert page.headline == read_page("ladder", lang="zh").headline
