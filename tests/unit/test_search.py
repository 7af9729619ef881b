"""Search as people type: Chinese, English, pinyin, several words, any punctuation."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.data import search
from geo.data.atlas import Atlas
from geo.population.named import NamedClusters
from geo.population.selection import Selection
from tests import tables


def found(atlas: Atlas, query: str) -> set[str]:
    return set(NamedClusters(atlas).rows(Selection(q=query)).index)


def words_of() -> dict[str, str]:
    """Every Chinese and English word by which each cluster is known, from the tables."""
    areas = tables.by_key("areas", "adcode")
    zones = tables.by_key("zones", "zone_id")
    chains = tables.by_key("chains", "chain_id")
    known = {}
    for row in tables.clusters():
        places = [*tables.cells(row["city_adcodes"]), row["county_adcode"]]
        others = [areas[adcode] for adcode in places if adcode]
        others += [zones[row["zone_id"]]] if row["zone_id"] else []
        others += [chains[row["chain_id"]]] if row["chain_id"] else []
        words = [other[name] for other in [row, *others] for name in ("name_zh", "name_en")]
        words += tables.cells(row["industry_zh"])
        words += [
            listing["name_as_listed_zh"]
            for listing in tables.listings()
            if listing["cluster_id"] == row["cluster_id"]
        ]
        known[row["cluster_id"]] = "\n".join(words)
    return known


@pytest.mark.parametrize(
    "query", ["汽车", "武汉", "光电子", "东湖", "仙桃市", "无纺布", "生物医药"]
)
def test_chinese_words_find_what_bears_them(atlas: Atlas, query: str) -> None:
    expected = {key for key, text in words_of().items() if query in text}
    assert expected
    assert found(atlas, query) == expected


@pytest.mark.parametrize(
    "query", ["automotive", "Automotive", "AUTOMOTIVE", "ａｕｔｏｍｏｔｉｖｅ"]
)
def test_english_words_in_any_case_and_width(atlas: Atlas, query: str) -> None:
    expected = {key for key, text in words_of().items() if "automotive" in text.lower()}
    assert expected
    assert found(atlas, query) == expected


@pytest.mark.parametrize(
    ("query", "cluster_id"),
    [
        ("wfb", "xiantao_nonwovens"),  # 无纺布
        ("xiantao", "xiantao_nonwovens"),
        ("xiantaoshi", "xiantao_nonwovens"),
        ("XianTao", "xiantao_nonwovens"),
        ("gdzxx", "wuhan_optoelectronic"),  # 光电子信息
        ("guangdianzi", "wuhan_optoelectronic"),
        ("wxss", "wuxiangshisui_auto"),  # 武襄十随
        ("qc", "wuxiangshisui_auto"),  # 汽车
        ("als", "anlu_copper_foil_pcb"),  # 安陆市
        ("PCB", "anlu_copper_foil_pcb"),
    ],
)
def test_pinyin_and_its_initials(atlas: Atlas, query: str, cluster_id: str) -> None:
    assert cluster_id in found(atlas, query)


@pytest.mark.parametrize(
    "query", ["汽车 随州", "随州 汽车", " 汽车\u3000随州 ", "汽车，随州", "随州、汽车", "汽车;随州"]
)
def test_all_of_several_words_must_be_found(atlas: Atlas, query: str) -> None:
    together = found(atlas, "汽车") & found(atlas, "随州")
    assert "wuxiangshisui_auto" in together
    assert found(atlas, query) == together
    assert together < found(atlas, "汽车")


def test_languages_may_be_mixed(atlas: Atlas) -> None:
    assert "wuxiangshisui_auto" in found(atlas, "汽车 Suizhou wxss")


@pytest.mark.parametrize(
    "query",
    ["“武襄十随”汽车集群", "武襄十随汽车集群", "武襄十随-汽车（集群）", "《武襄十随》 汽车"],
)
def test_punctuation_does_not_matter(atlas: Atlas, query: str) -> None:
    assert found(atlas, query) == {"wuxiangshisui_auto"}


def test_names_are_found_as_they_are_printed(atlas: Atlas) -> None:
    for row in tables.clusters():
        for name in ("name_zh", "name_en"):
            assert row["cluster_id"] in found(atlas, row[name]), row[name]
    for row in tables.listings():
        assert row["cluster_id"] in found(atlas, row["name_as_listed_zh"])


@pytest.mark.parametrize(
    "query", ["", "   ", "…", "，。！？", "()[]{}*+?.^$|\\", "%_", "\n\t", "🚗"]
)
def test_punctuation_alone_keeps_everything(atlas: Atlas, query: str) -> None:
    assert len(found(atlas, query)) == len(tables.clusters())


@pytest.mark.parametrize("query", ["no such cluster", "上海", "zzzz", "[a-z]+x9"])
def test_what_is_not_there_is_not_found(atlas: Atlas, query: str) -> None:
    assert found(atlas, query) == set()


def test_a_query_is_no_pattern(atlas: Atlas) -> None:
    assert found(atlas, "汽.*车") == found(atlas, "汽车")
    assert found(atlas, "汽|电") == set()


def test_no_match_runs_across_two_names() -> None:
    texts = pd.Series([search.fold(["武汉", "光电"])])
    assert search.matches(texts, "武汉").tolist() == [True]
    assert search.matches(texts, "汉光").tolist() == [False]
    assert search.matches(texts, "武汉 光电").tolist() == [True]
    assert search.matches(texts, "whgd").tolist() == [False]


def test_folded_text_holds_each_form_once() -> None:
    assert search.fold(["武汉", "武 汉", "Wu-Han"]).split("\n") == ["武汉", "wh", "wuhan"]


def test_a_search_keeps_the_index() -> None:
    texts = pd.Series([search.fold(["A"]), search.fold(["B"])], index=["x", "y"])
    assert search.matches(texts, "b").to_dict() == {"x": False, "y": True}
