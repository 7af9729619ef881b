"""Statements of the papers and the benchmarks made of them, counted again from the tables."""

from __future__ import annotations

import re

import pytest

from geo.charts import benchmarks as charts
from geo.charts.count_matrix import count_matrix
from geo.data.atlas import Atlas
from geo.population.fields import Notice
from geo.population.named import NamedClusters
from geo.population.selection import Selection
from geo.questions import benchmarks
from geo.record import facts
from geo.sheets import view as geo_view
from geo.words import LANGUAGES, Words, catalogue
from tests import tables


def rows(**wanted: str) -> list[tables.Row]:
    return [row for row in tables.rows("facts") if all(row[k] == v for k, v in wanted.items())]


def by_id(key: str) -> tables.Row:
    return tables.by_key("facts", "fact_id")[key]


def told(atlas: Atlas, key: str) -> facts.Fact:
    (fact,) = (fact for fact in facts.select(atlas) if key in fact.ids)
    return fact


def test_every_row_is_told_once_and_with_its_source(atlas: Atlas) -> None:
    told = [key for fact in facts.select(atlas) for key in fact.ids]
    assert sorted(told) == sorted(row["fact_id"] for row in tables.rows("facts"))
    known = {row["source_id"] for row in tables.rows("sources")}
    for fact in facts.select(atlas):
        assert fact.source_id in known
        assert fact.section_zh
        assert fact.quote_zh == by_id(fact.ids[0])["quote_zh"]


def test_ranges_are_one_statement(atlas: Atlas) -> None:
    ranges = [fact for fact in facts.select(atlas) if len(fact.ids) == 2]
    assert len(ranges) == len(rows(bound="range_low")) == len(rows(bound="range_high"))
    for fact in ranges:
        low, high = (by_id(key) for key in fact.ids)
        assert (fact.value, fact.high) == (float(low["value"]), float(high["value"]))
        assert "上限" not in fact.indicator_zh and "下限" not in fact.indicator_zh
        assert "low" not in fact.indicator_en.split()


@pytest.mark.parametrize(
    ("key", "zh", "en"),
    [
        ("F298", "21\u2009000 亿元", "CNY 2.1 trillion"),
        ("F313", "5\u2009500 亿元以上", "more than CNY 550 billion"),
        ("F381", "不到 30 个", "under 30 drugs"),
        ("F291", "约 600 万美元/年", "about USD 6 million per year"),
        ("F285", "4\u2009000 万欧元", "EUR 40 million"),
        ("F437", "5—10 个/年", "5–10 clusters per year"),
        ("F021", "第 3 位", "3rd"),
        ("F011", "1 个", "1 cluster"),
        ("F333", "7.8 亿元", "CNY 780 million"),
        ("F338", "105 万家", "1.05 million teams"),
        ("F046", "2.33%", "2.33%"),
        ("F351", "前 50 强", "top 50"),
    ],
)
def test_figures_keep_bound_and_unit(atlas: Atlas, key: str, zh: str, en: str) -> None:
    fact = told(atlas, key)
    assert fact.figure(Words("zh")) == zh
    assert fact.figure(Words("en")) == en


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_bound_gets_lost(atlas: Atlas, lang: str) -> None:
    t = Words(lang)
    for fact in facts.select(atlas):
        if fact.bound and fact.value is not None:
            word = t(f"facts.bound.{fact.bound}", figure="").strip()
            assert word in fact.figure(t)


def test_english_figures_are_the_chinese_ones(atlas: Atlas) -> None:
    """The number and its scale word, multiplied out, give value times the factor of the unit."""
    scales = {"million": 1e6, "billion": 1e9, "trillion": 1e12}
    factors = {"100 million": 1e8, "10,000": 1e4}
    for fact in facts.select(atlas):
        if fact.value is None or fact.high is not None:
            continue
        text = fact.figure(Words("en")).replace("\u2009", "")
        found = re.search(r"(-?\d+(?:\.\d+)?)(?: (million|billion|trillion))?", text)
        assert found, text
        factor = next((f for unit, f in factors.items() if unit in fact.unit_en), 1)
        expected = fact.value * factor
        assert float(found[1]) * scales.get(found[2], 1) == pytest.approx(expected, rel=1e-5)


def test_named_facts_give_a_name(atlas: Atlas) -> None:
    named = [fact for fact in facts.select(atlas) if fact.value is None]
    assert len(named) == len(rows(value=""))
    assert all(fact.figure(Words("zh")) == fact.subject_zh for fact in named)


def test_undated_figures_say_so(atlas: Atlas) -> None:
    wuhan, shenzhen = told(atlas, "F313"), told(atlas, "F298")
    assert wuhan.undated and "原文未注年份" in wuhan.when(Words("zh"))
    assert not shenzhen.undated and shenzhen.when(Words("en")) == "2018"


def test_notes_call_documents_by_name(atlas: Atlas) -> None:
    fact = told(atlas, "F022")
    assert facts.note(atlas, fact, Words("zh")) == "官方文件 2021称已认定4个"
    assert not [
        f for f in facts.select(atlas) if re.search("00.文件", facts.note(atlas, f, Words("zh")))
    ]


def test_the_ten_clusters_are_the_sections_of_the_white_paper(atlas: Atlas) -> None:
    sections = dict.fromkeys(
        row["section_zh"] for row in rows(source_id="seed_003") if row["section_zh"][0] == "三"
    )
    assert len(benchmarks.CLUSTERS) == len(sections)
    for code, section in zip(benchmarks.CLUSTERS, sections, strict=True):
        told = [key for fact in benchmarks.of(atlas, code) for key in fact.ids]
        assert told == [row["fact_id"] for row in rows(section_zh=section, source_id="seed_003")]


def test_every_benchmark_statement_belongs_somewhere(atlas: Atlas) -> None:
    told = {
        key for code in benchmarks.CODES for fact in benchmarks.of(atlas, code) for key in fact.ids
    }
    wanted = {
        row["fact_id"] for row in tables.rows("facts") if row["theme"].startswith("benchmark_")
    }
    assert wanted <= told
    assert sum(len(benchmarks.of(atlas, code)) for code in benchmarks.CODES) == len(
        {fact for code in benchmarks.CODES for fact in benchmarks.of(atlas, code)}
    )


def test_wuhans_cluster_is_hubeis(atlas: Atlas) -> None:
    assert {fact.adcode for fact in benchmarks.of(atlas, benchmarks.OWN)} == {420100}
    for code in set(benchmarks.CLUSTERS) - {benchmarks.OWN}:
        assert {fact.adcode for fact in benchmarks.of(atlas, code)} == {None}


def test_what_shares_an_axis_has_one_unit(atlas: Atlas) -> None:
    for measure in benchmarks.MEASURES:
        found = benchmarks.measured(atlas, measure)
        kinds = {"家": "个", "名": "人"}
        assert len({kinds.get(item.fact.unit_zh, item.fact.unit_zh) for item in found}) == 1, (
            measure
        )
        assert len({item.code for item in found}) == len(found)
        values = [item.fact.value for item in found]
        assert values == sorted(values, reverse=True)


def test_sizes_are_those_printed(atlas: Atlas) -> None:
    scale = {item.code: item.fact.value for item in benchmarks.measured(atlas, "industry_scale")}
    output = {item.code: item.fact.value for item in benchmarks.measured(atlas, "gross_output")}
    assert scale == {"shenzhen": 21000, "wuhan": 5500}
    assert output == {"changsha": 1639, "zhuzhou": 1250, "taizhou": 1094.9, "hefei": 650}
    assert set(benchmarks.without_size(atlas)) == {"xian", "zhangjiang", "suzhou"}
    own, others = benchmarks.own_size(atlas) or pytest.fail("no size")
    assert own.fact.ids == ("F313",)
    assert [item.code for item in others] == ["shenzhen"]


def test_evidence_counts_every_statement(atlas: Atlas) -> None:
    table = benchmarks.evidence(atlas)
    assert list(table.index) == list(benchmarks.CLUSTERS)
    for code in benchmarks.CLUSTERS:
        for aspect in benchmarks.ASPECTS:
            assert table.loc[code, aspect] == len(rows(benchmark=code, aspect=aspect))
    assert table.to_numpy().sum() == sum(
        row["source_id"] == "seed_003" and row["section_zh"][0] == "三"
        for row in tables.rows("facts")
    )


def test_the_list_of_2024_adds_up(atlas: Atlas) -> None:
    total = facts.one(atlas, benchmarks.LIST_TOTAL) or pytest.fail("no total")
    assert total.value == 35
    for parts in (benchmarks.LIST_REGIONS, benchmarks.LIST_FIELDS):
        found = facts.quoted(atlas, *parts)
        assert [fact.role for fact in found] == list(parts)
        assert sum(fact.value or 0 for fact in found) == 35
        assert all("国家先进制造业集群" in fact.subject_zh + fact.indicator_zh for fact in found)
    assert benchmarks.unassigned(atlas) == 0
    places = [fact.place_zh for fact in facts.quoted(atlas, *benchmarks.LIST_REGIONS)]
    assert "湖北" not in "".join(places)


def test_practices_stand_in_their_country(atlas: Atlas) -> None:
    places = {"eu": "欧盟", "germany": "德国", "us": "美国", "japan": "日本", "hubei": "湖北"}
    practices = benchmarks.practices(atlas)
    assert list(practices) == list(places)
    for code, cells in practices.items():
        assert tuple(cells) == benchmarks.PRACTICE_ASPECTS
        for subject, found in cells.items():
            for fact in found:
                assert fact.place_zh.startswith(places[code])
                assert by_id(fact.ids[0])["practice"] == subject
    assert {code for code, cells in practices.items() if cells["money"]} == {
        *("germany", "us", "hubei"),
    }


def test_numbers_of_the_country_are_of_their_programme(atlas: Atlas) -> None:
    found = {
        code: fact.value
        for code in tables.cluster_programmes()
        if (fact := benchmarks.nationwide(atlas, code))
    }
    assert found == {
        "national_innovative_cluster": 109,
        "national_advanced_manufacturing_cluster": 35,
    }


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("column", "word"),
    [("benchmark", "name"), ("aspect", "aspect"), ("measure", "measure"), ("practice", "practice")],
)
def test_codes_of_the_table_are_those_of_the_page(
    atlas: Atlas, column: str, word: str, lang: str
) -> None:
    codes = {
        "benchmark": benchmarks.CODES,
        "aspect": benchmarks.ASPECTS,
        "measure": benchmarks.MEASURES,
        "practice": benchmarks.PRACTICE_ASPECTS,
    }[column]
    described = atlas.resource("facts").column(column)
    assert tuple(described.labels) == tuple(codes)
    for code in codes:
        assert described.label(code, lang) == catalogue()[f"benchmarks.{word}.{code}"][lang]


def test_hubeis_own_numbers(atlas: Atlas) -> None:
    everything = NamedClusters(atlas).rows(Selection())
    table = benchmarks.own_programmes(atlas, everything)
    for key, row in tables.cluster_programmes().items():
        official = row["official_count"]
        assert (str(table.loc[key, "official"]) if official else "") == official
        assert table.loc[key, "left"] == len(tables.members(key))
    wuhan = NamedClusters(atlas).rows(Selection(city=(420100,)))
    left = benchmarks.own_programmes(atlas, wuhan)["left"]
    key = "national_strategic_emerging_cluster"
    assert left[key] == len(tables.clusters_in("420100", tables.members(key)))


def test_the_view_holds_the_benchmark(atlas: Atlas) -> None:
    view, notices = geo_view.parse({"lang": "en", "bench": "japan"}, atlas)
    assert view.benchmarks.bench == "japan" and not notices
    assert view.codes() == {"lang": "en", "bench": "japan"}
    view, notices = geo_view.parse({"bench": "atlantis"}, atlas)
    assert view.benchmarks.bench == benchmarks.OWN
    assert notices == (Notice("bench", "atlantis"),)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_has_words(lang: str) -> None:
    words = catalogue()
    for code in (*benchmarks.CODES, "hubei"):
        assert words[f"benchmarks.name.{code}"][lang]
    for code in benchmarks.CLUSTERS:
        assert words[f"benchmarks.industry.{code}"][lang]
    for measure in benchmarks.MEASURES:
        assert words[f"benchmarks.measure.{measure}"][lang]
    for aspect in benchmarks.ASPECTS:
        assert words[f"benchmarks.aspect.{aspect}"][lang]


def test_bars_report_their_code() -> None:
    bars = [charts.Bar("a", "A", "9", 9.0), charts.Bar("b", "B", "4", 4.0, open=True, strong=True)]
    chart = charts.bars(bars, "light")
    assert list(chart.data[0].customdata) == ["a", "b"]
    assert chart.data[0].text[1].startswith("▸")
    assert not chart.layout.xaxis.visible


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_matrix_prints_every_count(atlas: Atlas, theme: str) -> None:
    t = Words("en")
    table = benchmarks.evidence(atlas)
    names = {code: code for code in (*table.index, *table.columns)}
    chart = count_matrix(
        table, names, t, theme, totals=table.sum(axis=1), none="–", picked_rows=["wuhan"]
    )
    cells = chart.data[0]
    printed = {tuple(c): text for c, text in zip(cells.customdata, cells.text, strict=True)}
    for (row, column), text in printed.items():
        assert text == (str(table.loc[row, column]) if table.loc[row, column] else "–")
    assert len(printed) == table.size
    edges = dict(zip(map(tuple, cells.customdata), cells.marker.line.width, strict=True))
    assert {row for (row, _), width in edges.items() if width} == {"wuhan"}
