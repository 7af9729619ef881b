"""A search text understood: names are cut out of it, however it is typed."""

from __future__ import annotations

import dataclasses
import random
from typing import Any

import pandas as pd
import pytest

from geo.data.atlas import Atlas
from geo.population.named import NamedClusters
from geo.population.nearest import nearest
from geo.population.selection import Selection
from geo.population.understood import Understood, understand
from geo.sheets import suggested
from geo.sheets.table_filter import filter_table
from geo.sheets.view import View, parse
from geo.words import LANGUAGES, Words
from tests import tables

XIANGYANG, YICHANG, ENSHI, WUHAN = 420600, 420500, 422800, 420100


def found(atlas: Atlas, query: str, **filters: Any) -> set[str]:
    return set(NamedClusters(atlas).rows(Selection(q=query, **filters)).index)


def named(understood: Understood) -> dict[str, tuple[Any, ...]]:
    return {thing.kind: understood.codes(thing.kind) for thing in understood.things}


@pytest.fixture(scope="module")
def with_gazetteer(atlas: Atlas) -> Atlas:
    """The data with a gazetteer and cities outside, whether or not the folder has them."""
    rows = [
        ("襄樊", "old_name", XIANGYANG, XIANGYANG, None, False),
        ("光谷", "zone", WUHAN, WUHAN, "east_lake", False),
        ("高新区", "zone", YICHANG, YICHANG, "yichang_hitech", True),
        ("高新区", "zone", XIANGYANG, XIANGYANG, "xiangyang_hitech", True),
        ("开发区", "zone", None, None, None, True),
        ("公安", "short", 421022, 421000, None, True),
        ("襄阳汽车城", "zone", XIANGYANG, XIANGYANG, None, False),
    ]
    columns = ["name_zh", "kind", "adcode", "city_adcode", "zone_id", "ambiguous"]
    gazetteer = pd.DataFrame(rows, columns=columns).astype({"adcode": "Int64"})
    gazetteer["city_adcode"] = gazetteer["city_adcode"].astype("Int64")
    peers = pd.DataFrame([("长沙", "Changsha", 430100)], columns=["city_zh", "city_en", "adcode"])
    more = {"gazetteer": gazetteer, "peers": peers}
    return dataclasses.replace(atlas, _tables={**atlas._tables, **more})


@pytest.mark.parametrize(
    ("query", "things", "rest"),
    [
        ("襄阳汽车", {"city": (XIANGYANG,)}, ("汽车",)),
        ("襄阳 汽车", {"city": (XIANGYANG,)}, ("汽车",)),
        ("恩施能做什么", {"city": (ENSHI,)}, ()),
        ("恩施能补哪一段", {"city": (ENSHI,)}, ()),
        ("恩施州有哪些产业", {"city": (ENSHI,)}, ()),
        ("恩施市", {"county": (422801,)}, ()),
        ("襄阳市的汽车产业集群", {"city": (XIANGYANG,)}, ("汽车",)),
        ("武汉和襄阳", {"city": (WUHAN, XIANGYANG)}, ()),
        ("宜昌磷化工", {"city": (YICHANG,), "chain": ("phosphorus",)}, ()),
        ("yichang linhuagong", {"city": (YICHANG,), "chain": ("phosphorus",)}, ()),
        ("yichanglinhuagong", {"city": (YICHANG,), "chain": ("phosphorus",)}, ()),
        ("linhuagongYICHANG", {"city": (YICHANG,), "chain": ("phosphorus",)}, ()),
        ("宜昌linhuagong", {"city": (YICHANG,), "chain": ("phosphorus",)}, ()),
        ("yclhg", {"city": (YICHANG,), "chain": ("phosphorus",)}, ()),
        ("xyqc", {"city": (XIANGYANG,)}, ("qc",)),
        ("wxss", {}, ("wxss",)),
        ("Yichang phosphorus chemicals", {"city": (YICHANG,), "chain": ("phosphorus",)}, ()),
        ("2024年县域特色产业集群",
         {"prog": ("county_characteristic_cluster",), "year": (2024,)}, ()),
        ("县域特色 2021-2023",
         {"prog": ("county_characteristic_cluster",), "year": (2021, 2022, 2023)}, ()),
        ("国家级 襄阳", {"tier": ("national",), "city": (XIANGYANG,)}, ()),
        ("一主两翼包括哪些市", {"region": ("lead_wuhan_circle", "north_wing", "south_wing")}, ()),
        ("shipping", {}, ("shipping",)),
        ("wenshi", {}, ("wenshi",)),
        ("和平", {}, ("和平",)),
        ("51020", {}, ("51020",)),
        ("", {}, ()),
        ("🚗", {}, ()),
        ("的", {}, ()),
        ("汽.*车|(襄阳)[", {"city": (XIANGYANG,)}, ("汽车",)),
        ("襄\x00阳\u202e汽\x0b车", {"city": (XIANGYANG,)}, ("汽", "车")),
        ("长江存储", {"firm": ("ymtc",)}, ()),
    ],
)  # fmt: skip
def test_what_a_query_means(
    atlas: Atlas, query: str, things: dict[str, Any], rest: tuple[str, ...]
) -> None:
    understood = understand(atlas, query)
    assert named(understood) == things
    assert understood.rest == rest


@pytest.mark.parametrize(
    ("query", "things", "rest"),
    [
        ("襄樊汽车", {"city": (XIANGYANG,)}, ("汽车",)),
        ("光谷芯片", {"zone": ("east_lake",)}, ("芯片",)),
        ("guanggu", {"zone": ("east_lake",)}, ()),
        ("高新区", {}, ("高新区",)),
        ("高新区汽车", {}, ("高新区", "汽车")),
        ("襄阳高新区", {"city": (XIANGYANG,), "zone": ("xiangyang_hitech",)}, ()),
        ("恩施高新区", {"city": (ENSHI,)}, ("高新区",)),
        ("开发区", {}, ("开发区",)),
        ("公安食品", {"fam": ("food",)}, ("公安",)),
        ("公安县", {"county": (421022,)}, ()),
        ("荆州公安", {"city": (421000,), "county": (421022,)}, ()),
        ("襄阳汽车城", {}, ("襄阳汽车城",)),
        ("武汉和长沙", {"city": (WUHAN,), "peer": (430100,)}, ()),
    ],
)
def test_old_doubtful_and_foreign_names(
    with_gazetteer: Atlas, query: str, things: dict[str, Any], rest: tuple[str, ...]
) -> None:
    understood = understand(with_gazetteer, query)
    assert (named(understood), understood.rest) == (things, rest)


def test_spaces_make_no_difference(atlas: Atlas) -> None:
    rng = random.Random(8)
    cities = [row["short_zh"] for row in tables.rows("areas") if row["level"] == "city"]
    words = ["汽车", "食品", "纺织", "磷化工", "生物医药", "光电子信息", "新材料", "无纺布"]
    lists = ["", "县域特色", "国家级", "2024年", "创新型产业集群"]
    some = 0
    for _ in range(60):
        parts = [rng.choice(cities), rng.choice(words), rng.choice(lists)]
        rng.shuffle(parts)
        apart, together = " ".join(parts), "".join(parts)
        assert found(atlas, apart) == found(atlas, together), together
        some += bool(found(atlas, together))
    assert some > 5


def test_pinyin_and_old_names_find_the_same(atlas: Atlas, with_gazetteer: Atlas) -> None:
    wanted = found(atlas, "襄阳汽车")
    assert len(wanted) > 2
    for query in ("xiangyangqiche", "襄阳qiche", "xyqc", "汽车xiangyang", "襄阳市汽车产业集群"):
        assert found(atlas, query) == wanted, query
    assert found(with_gazetteer, "襄樊汽车") == wanted


def test_a_named_city_shows_its_own_clusters_before_those_it_shares(atlas: Atlas) -> None:
    shown = NamedClusters(atlas).rows(Selection(q="襄阳汽车"))["city_adcodes"]
    shared = [cities != (XIANGYANG,) for cities in shown]
    assert any(shared) and not all(shared)
    assert shared == sorted(shared)


def test_names_ask_what_the_filters_ask(atlas: Atlas) -> None:
    of_list = {"prog": ("county_characteristic_cluster",), "year": (2024, 2024)}
    assert found(atlas, "2024年县域特色产业集群") == found(atlas, "", **of_list)
    by_name = NamedClusters(atlas).counts("year", Selection(q="2024年县域特色产业集群"))
    assert by_name.to_dict() == {2024: len(found(atlas, "", **of_list))}
    assert found(atlas, "武汉 襄阳") >= found(atlas, "", city=(WUHAN, XIANGYANG))
    assert found(atlas, "食品") >= found(atlas, "", fam=("food",))


def test_a_place_in_another_narrows_it_down(atlas: Atlas) -> None:
    assert found(atlas, "襄阳谷城") == found(atlas, "谷城") < found(atlas, "襄阳")


def test_every_table_understands_the_same(atlas: Atlas) -> None:
    for name in ("enterprises", "chain_cities", "city_stats", "zones", "cluster_listings"):
        apart, together = (
            filter_table(atlas, View(q=query), name).frame for query in ("襄阳 汽车", "襄阳汽车")
        )
        assert apart.index.tolist() == together.index.tolist()
    firms = filter_table(atlas, View(q="襄阳汽车"), "enterprises").frame
    assert len(firms)
    assert set(firms["city_adcode"]) == {XIANGYANG}


def test_a_long_text_is_read_to_its_limit(atlas: Atlas) -> None:
    understood = understand(atlas, "襄阳yichang" * 1000)
    assert named(understood) == {"city": (XIANGYANG, YICHANG)}
    assert len(understand(atlas, "x" * 10_000).rest[0]) < 1000


def test_where_nothing_is_found_the_pieces_are_offered(atlas: Atlas) -> None:
    offered = nearest(atlas, Selection(q="恩施汽车"))
    assert [(near.selection.q, near.number) for near in offered] == [
        ("汽车", len(found(atlas, "汽车")))
    ]
    (near,) = nearest(atlas, Selection(q="汽车", city=(ENSHI,)))
    assert near.unfiltered
    assert near.selection == Selection(q="汽车")
    assert [near.selection.q for near in nearest(atlas, Selection(q="湘阳"))] == ["襄阳"]
    assert "宜昌" in [near.selection.q for near in nearest(atlas, Selection(q="宜晶"))]
    assert nearest(atlas, Selection(q="襄阳")) == ()
    assert nearest(atlas, Selection(q="zzzz")) == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_suggestions_lead_to_pages_that_are_there(atlas: Atlas, lang: str) -> None:
    offered = suggested.suggestions(atlas, lang)
    assert {one.page for one in offered if one.kind == "city"} == {"city"}
    for one in offered:
        view = View(**one.choices)
        assert parse(view.codes(), atlas) == (view, ())
        assert one.label
        if one.page == "clusters" and view.selection.q:
            assert found(atlas, view.selection.q), one.label
    kinds = [one.kind for one in offered]
    assert kinds.count("cluster") == len(tables.rows("clusters"))
    assert kinds.count("firm") == len(tables.rows("enterprises"))
    assert Words(lang)("compare.page") in {one.label for one in offered if one.kind == "page"}


def test_what_was_named_is_answered_by_its_page(atlas: Atlas) -> None:
    (city,) = suggested.answers(atlas, "恩施能做什么", "zh")
    assert (city.page, city.choices) == ("city", {"city": (ENSHI,)})
    (firm,) = suggested.answers(atlas, "长江存储", "en")
    assert (firm.page, firm.choices["part"]) == ("chains", "firms")
