"""Sentences computed from the lists: every number in them is counted again from the tables."""

from __future__ import annotations

import re
from collections import Counter

import pandas as pd
import pytest

from geo.data.atlas import Atlas
from geo.population.named import NamedClusters
from geo.record import clusters, findings
from geo.sheets import subject
from geo.sheets.view import View
from geo.words import Words
from tests import tables

NATIONAL = [key for key, row in tables.cluster_programmes().items() if row["tier"] == "national"]
CORE = {"420100", "420600", "420500"}
NAMES = {lang: tables.city_names(lang) for lang in ("zh", "en")}


@pytest.fixture(params=["zh", "en"])
def t(request: pytest.FixtureRequest) -> Words:
    return Words(request.param)


def numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def counted(ids: set[str]) -> Counter[str]:
    """Clusters by city; one of several cities counts in each."""
    rows = tables.by_key("clusters", "cluster_id")
    return Counter(adcode for key in ids for adcode in tables.cells(rows[key]["city_adcodes"]))


def sentence(finding: findings.Finding, atlas: Atlas, t: Words) -> str:
    """Claim and evidence, in one."""
    return finding.sentences(atlas, t)


# The headline of the province


def test_the_headline_counts_cities_on_no_national_list(atlas: Atlas, t: Words) -> None:
    on_lists = {
        adcode: sum(bool(counted(tables.members(key))[adcode]) for key in NATIONAL)
        for adcode in tables.cities()
    }
    without = sum(number == 0 for number in on_lists.values())
    national = set().union(*(tables.members(key) for key in NATIONAL))
    (city, most), (_, less) = counted(national).most_common(2)
    assert most > less  # else nobody leads
    text = findings.headline(atlas).text("claim", atlas, t)
    assert NAMES[t.lang][city] in text
    told = [len(national), most, 17 - without, without]
    assert numbers(text) == (told if t.lang == "zh" else [most, len(national), without, 17])


def test_named_clusters_by_city_and_national_programme(atlas: Atlas) -> None:
    table = findings.national_by_city(atlas)
    assert set(table.columns) == set(NATIONAL)
    for programme in NATIONAL:
        number = counted(tables.members(programme))
        for adcode in tables.cities():
            assert table.at[int(adcode), programme] == number[adcode]


# Three findings


def test_where_the_strategic_clusters_are(atlas: Atlas, t: Words) -> None:
    members = tables.members("national_strategic_emerging_cluster")
    assert counted(members) == {"420100": 4}
    text = sentence(findings.overview(atlas)[0], atlas, t)
    assert set(numbers(text)) == {4, 2019}
    assert NAMES[t.lang]["420100"] in text


def test_the_share_of_the_three_cities(atlas: Atlas, t: Words) -> None:
    members = tables.members("national_innovative_cluster")
    rows = tables.by_key("clusters", "cluster_id")
    inside = [m for m in members if CORE & set(tables.cells(rows[m]["city_adcodes"]))]
    people = {
        row["adcode"]: float(row["value"])
        for row in tables.figures()
        if (row["indicator"], row["year"]) == ("population", "2024") and row["adcode"] != "420000"
    }
    assert len(people) == 17
    share = round(100 * sum(people[adcode] for adcode in CORE) / sum(people.values()))
    text = sentence(findings.overview(atlas)[1], atlas, t)
    zh = [len(members), len(inside), share, 2024]
    en = [len(inside), len(members), share, 2024]
    assert numbers(text) == (zh if t.lang == "zh" else en)
    assert len(inside) / len(members) < share / 100  # the claim: they do not lean there
    assert ("并不集中" if t.lang == "zh" else "not concentrated") in text
    assert all(NAMES[t.lang][adcode] in text for adcode in CORE)


def test_where_the_county_clusters_are(atlas: Atlas, t: Words) -> None:
    number = counted(tables.members("county_characteristic_cluster"))
    (first, most), (second, next_most), (_, third) = number.most_common(3)
    assert most > next_most > third  # else the order in the sentence would be chance
    text = sentence(findings.overview(atlas)[2], atlas, t)
    found = [len(number), sum(number.values())]
    assert numbers(text)[:2] == found
    assert numbers(text)[2:] == [most, next_most, number["420100"]]
    positions = [text.index(NAMES[t.lang][adcode]) for adcode in (first, second, "420100")]
    assert positions == sorted(positions)


# What is left of a selection


def claim(atlas: Atlas, t: Words, chosen: View) -> str:
    return subject.claim(atlas, chosen, NamedClusters(atlas).rows(chosen.selection), t)


def told(atlas: Atlas, t: Words, left: pd.DataFrame) -> str:
    return findings.selection(atlas, left, t("clusters.subject_chosen")).text("claim", atlas, t)


def test_all_clusters(atlas: Atlas, t: Words) -> None:
    number = counted({row["cluster_id"] for row in tables.clusters()})
    city, most = number.most_common(1)[0]
    text = claim(atlas, t, View())
    assert numbers(text) == [112, len(number), most]
    assert NAMES[t.lang][city] in text


@pytest.mark.parametrize("programme", list(tables.cluster_programmes()))
def test_a_selection_of_any_size(atlas: Atlas, t: Words, programme: str) -> None:
    members = tables.members(programme)
    number = counted(members)
    text = claim(atlas, t, View(prog=(programme,)))
    leaders = [adcode for adcode, n in number.items() if n == max(number.values())]
    if not members:
        assert numbers(text) == []
    elif len(leaders) == 1 and number[leaders[0]] == len(members):
        assert numbers(text) == [len(members)]
        assert NAMES[t.lang][leaders[0]] in text
    elif len(leaders) == len(number):
        assert numbers(text) == [len(members), len(number), max(number.values())]
    elif len(leaders) > 3:
        assert numbers(text) == [len(members), len(number), len(leaders), max(number.values())]
    else:
        assert numbers(text) == [len(members), len(number), max(number.values())]
        assert all(NAMES[t.lang][adcode] in text for adcode in leaders)


def test_nothing_left(atlas: Atlas, t: Words) -> None:
    text = claim(atlas, t, View(q="no such cluster"))
    assert text == (
        "没有符合条件的集群，可减少条件或换一个名称"
        if t.lang == "zh"
        else "No cluster meets this; drop a condition or try another name"
    )


def test_one_cluster_left_is_named(atlas: Atlas, t: Words) -> None:
    row = tables.by_key("clusters", "cluster_id")["wuhan_ic"]
    one = clusters.table(atlas).loc[["wuhan_ic"]]
    assert row[f"name_{t.lang}"] in told(atlas, t, one)


def test_one_cluster_of_several_cities_is_one_cluster(atlas: Atlas, t: Words) -> None:
    one = clusters.table(atlas).loc[["wuxiangshisui_auto"]]
    row = tables.by_key("clusters", "cluster_id")["wuxiangshisui_auto"]
    assert row[f"name_{t.lang}"] in told(atlas, t, one)


def test_all_clusters_of_a_city_are_in_it_though_one_lies_elsewhere_too(
    atlas: Atlas, t: Words
) -> None:
    chosen = View(city=(420600,))
    assert "wuxiangshisui_auto" in NamedClusters(atlas).rows(chosen.selection).index
    text = claim(atlas, t, chosen)
    rows = {row["cluster_id"]: row for row in tables.clusters()}
    every = {key for key, row in rows.items() if "420600" in tables.cells(row["city_adcodes"])}
    national = every & set().union(*(tables.members(key) for key in NATIONAL))
    assert 0 < len(national) < len(every)
    assert numbers(text) == [len(every), len(national)]
    assert NAMES[t.lang]["420600"] in text


def test_no_city_leads_where_all_have_the_same(atlas: Atlas, t: Words) -> None:
    pair = clusters.table(atlas).loc[["anlu_copper_foil_pcb", "caidian_auto_parts"]]
    text = told(atlas, t, pair)
    assert numbers(text) == [2, 2, 1]
    assert NAMES[t.lang]["420100"] not in text


@pytest.mark.parametrize("leaders", [2, 3, 4, 5])
def test_at_most_three_leading_cities_are_named(atlas: Atlas, t: Words, leaders: int) -> None:
    """Two clusters in each of some cities, one in yet another."""
    table = clusters.table(atlas)
    single = table[table["city_adcodes"].map(len) == 1]
    home = single["city_adcodes"].map(lambda codes: codes[0])
    cities = list(home.value_counts().loc[lambda number: number >= 2].index)
    others = [code for code in cities if code not in cities[:leaders]]
    rows = [single[home == code].head(2) for code in cities[:leaders]]
    rows.append(single[home == others[0]].head(1))
    text = told(atlas, t, pd.concat(rows))
    named = {code for code in cities if NAMES[t.lang][str(code)] in text}
    chosen, places = 2 * leaders + 1, leaders + 1
    if leaders > 3:
        assert named == set()
        assert numbers(text) == [chosen, places, leaders, 2]
    else:
        assert named == set(cities[:leaders])
        assert numbers(text) == [chosen, places, 2]


# The cities beside each other


def test_standing_of_each_city(atlas: Atlas) -> None:
    table = findings.standing(atlas)
    national = counted(set().union(*(tables.members(key) for key in NATIONAL)))
    county = counted(tables.members("county_characteristic_cluster"))
    official = {
        row["key"]: int(row["count"])
        for row in tables.rows("cluster_counts")
        if row["programme_id"] == "provincial_key_growth_cluster"
        and (row["year"], row["dimension"]) == ("2018", "city")
    }
    assert len(table) == len(official) == 17
    for adcode, row in table.iterrows():
        key = str(adcode)
        assert tuple(row) == (national[key], official[key], county[key])
    order = list(zip(table["national"], table["key_growth"], strict=True))
    assert order == sorted(order, reverse=True)
    assert not pd.isna(table).any(axis=None)


def test_words_and_fields_fit_in_both_languages(atlas: Atlas, t: Words) -> None:
    """Findings that today's data do not give are worded without a gap, too."""
    fields = {"n": 9, "within": 8, "without": 6, "of": 17, "leaders": 4, "most": 2}
    text = findings.Finding("headline_even", fields).text("claim", atlas, t)
    assert numbers(text) == ([9, 8, 4, 2] if t.lang == "zh" else [9, 8, 17, 4, 2])
    assert numbers(findings.Finding("headline_none").text("claim", atlas, t)) == []
    text = sentence(
        findings.Finding("strategic_most", {"city": 420100, "n": 3, "named": 4, "year": 2019}),
        atlas,
        t,
    )
    assert sorted(numbers(text)) == [3, 4, 2019]
    core = findings.overview(atlas)[1]
    text = sentence(findings.Finding("core_more", core.fields), atlas, t)
    assert numbers(text) == numbers(sentence(core, atlas, t))
