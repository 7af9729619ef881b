"""What travels to the browser: the base once, a scene for each change."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import folium
import pandas as pd
import pytest
import shapely
from branca.element import Figure

from geo import maps
from geo.data.atlas import Atlas, load
from geo.maps.anchors import NAME_AT, middle, shortest_line
from geo.maps.base import base_data, short_english
from geo.maps.clusters import gazetteer
from geo.maps.constants import INSET
from geo.maps.marks import PRECISE
from geo.maps.script import to_script
from geo.maps.tiles import complaint, tile_sources
from geo.record import areas as area_figures
from geo.record import clusters as cluster_tables
from geo.record.seats import seats
from geo.words import LANGUAGES, Words
from tests.unit.figures import figure

HOSTILE = "</script><img src=x onerror=alert(1)>\u2028{{ 7 * 7 }}{% raw %}{# x #}"


@pytest.fixture(scope="module")
def base(atlas: Atlas) -> dict[str, Any]:
    return base_data(atlas)


def script_of(group: folium.FeatureGroup) -> str:
    """Script of a scene as folium renders it, with its random names made constant."""
    base = maps.base_map(["atlas.js"])
    group.add_to(base)
    root = base.get_root()
    assert isinstance(root, Figure)
    root.render()
    text = root.script.render()
    return re.sub(r"_[0-9a-f]{32}", "_x", text)


def calls(group: folium.FeatureGroup) -> dict[str, Any]:
    """Function of each layer of a scene with its data, in drawing order."""
    found = re.findall(r"atlas\.(\w+)\((.*?)\)\.addTo\(", script_of(group))
    return {name: json.loads(data) for name, data in found}


# Base


def test_base_has_every_unit(base: dict[str, Any], atlas: Atlas) -> None:
    assert {unit["id"] for unit in base["cities"]} == set(atlas.cities.index)
    assert {unit["id"] for unit in base["counties"]} == set(atlas.counties.index)
    assert set(base["words"]) == set(LANGUAGES)


def test_lines_survive_their_encoding(base: dict[str, Any], atlas: Atlas) -> None:
    """Differences of whole ten-thousandths of a degree add up to the outline again."""
    for unit in base["cities"]:
        rings = []
        for part in unit["shape"]:
            points, x, y = [], 0, 0
            for dx, dy in zip(part[0][::2], part[0][1::2], strict=True):
                x, y = x + dx, y + dy
                points.append((x / 1e4, y / 1e4))
            rings.append(shapely.Polygon(points))
        drawn = shapely.union_all(rings)
        true = shapely.make_valid(atlas.cities.geometry[unit["id"]])
        assert drawn.symmetric_difference(true).area / true.area < 0.002


def test_names_lie_in_their_city(atlas: Atlas) -> None:
    for adcode, outline in atlas.cities.geometry.items():
        assert outline.buffer(0.02).contains(shapely.Point(NAME_AT[adcode])), adcode


def test_county_names_lie_in_their_county(base: dict[str, Any], atlas: Atlas) -> None:
    for unit in base["counties"]:
        outline = atlas.counties.geometry[unit["id"]]
        assert outline.buffer(0.01).contains(shapely.Point(unit["name_at"])), unit["zh"]


def test_only_areas_without_a_point_are_vague(atlas: Atlas) -> None:
    table = cluster_tables.table(atlas)
    known = gazetteer(atlas, "zh").clusters
    assert set(known) == set(atlas.table("clusters")["cluster_id"])
    for cluster_id, row in table.iterrows():
        drawn = known[cluster_id]
        several = len(row["city_adcodes"]) > 1
        rough = row["location_precision"] in ("city", "county")
        assert drawn.vague == (rough and not several)
        assert bool(drawn.line) == several
        if not rough:
            assert drawn.at == pytest.approx((row["lon"], row["lat"]), abs=1e-4)


def test_line_of_a_cluster_passes_all_its_cities(atlas: Atlas) -> None:
    line = list(gazetteer(atlas, "zh").clusters["wuxiangshisui_auto"].line)
    order = [seats(atlas)[code] for code in (420300, 420600, 421300, 420100)]
    assert line in (order, order[::-1])


def test_shortest_line_and_its_middle() -> None:
    line = shortest_line([(0.0, 0.0), (3.0, 0.0), (1.0, 0.0)])
    assert line in ([(0, 0), (1, 0), (3, 0)], [(3, 0), (1, 0), (0, 0)])
    assert middle(line) == pytest.approx((1.5, 0.0))


def test_every_tooltip_line_is_in_its_language(atlas: Atlas) -> None:
    chinese = re.compile(r"[\u4e00-\u9fff]")
    for lang, written in (("zh", True), ("en", False)):
        for cluster_id, cluster in gazetteer(atlas, lang).clusters.items():
            lines = [cluster.name, *cluster.tip]
            assert any(chinese.search(line) for line in lines) == written, cluster_id


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Wuhan City", "Wuhan"),
        ("Enshi Tujia and Miao Autonomous Prefecture", "Enshi"),
        ("Changyang Tujia Autonomous County", "Changyang"),
        ("Shennongjia Forestry District", "Shennongjia"),
        ("Jiang'an District", "Jiang'an"),
    ],
)
def test_english_names_lose_the_kind_of_unit(name: str, short: str) -> None:
    assert short_english(name) == short


# Constant map


def test_base_map_is_constant_and_asks_nobody() -> None:
    def text() -> str:
        made = maps.base_map(["../../app/files/atlas-1.js"])
        root = made.get_root()
        assert isinstance(root, Figure)
        root.render()
        return re.sub(r"_[0-9a-f]{32}", "_x", root.script.render())

    assert text() == text()
    assert "http" not in text()
    made = maps.base_map(["../../app/files/atlas-1.js"])
    assert [link for _, link in made.default_js] == ["../../app/files/atlas-1.js"]
    assert made.default_css == []


def test_tiles_are_opt_in() -> None:
    assert "tiles" not in json.dumps(maps.base_map([]).options)
    vector, words = tile_sources("tianditu:a-key")
    assert vector["url"].startswith("https://t{s}.tianditu.gov.cn/vec_w/")
    assert words["url"].endswith("tk=a-key")
    (plain,) = tile_sources("https://tiles.example/{z}/{x}/{y}.png|© Example")
    assert plain == {"url": "https://tiles.example/{z}/{x}/{y}.png", "attribution": "© Example"}
    (bare,) = tile_sources("https://tiles.example/{z}/{x}/{y}.png")
    assert bare["attribution"] == "tiles.example", "tiles are never shown without a source"


@pytest.mark.parametrize(
    ("setting", "datum"),
    [
        ("https://webrd0{s}.is.autonavi.com/appmaptile?x={x}&y={y}&z={z}|高德", "GCJ-02"),
        ("https://rt0.map.gtimg.com/tile?z={z}&x={x}&y={y}", "GCJ-02"),
        ("https://mirror.example/{z}/{x}/{y}.png|ours|gcj-02", "GCJ-02"),
        ("https://mirror.example/{z}/{x}/{y}.png|ours", ""),
        ("tianditu:a-key", ""),
    ],
)
def test_the_datum_of_tiles_is_known_and_told(setting: str, datum: str) -> None:
    assert tile_sources(setting)[0].get("datum", "") == datum
    assert bool(complaint(setting)) is bool(datum)
    assert datum in complaint(setting)


@pytest.mark.parametrize("setting", ["nonsense", "https://a.example/tiles", "https://[x/{z}{x}{y}"])
def test_a_setting_that_is_no_address_of_tiles_leaves_the_map_without(setting: str) -> None:
    assert "tiles" not in maps.base_map([], setting).get_root().render()


# Scenes


def test_scene_with_every_cluster_is_small(atlas: Atlas) -> None:
    table = cluster_tables.table(atlas)
    for lang in LANGUAGES:
        memory = maps.Memory()
        assert len(script_of(maps.scene(atlas, table, lang, memory=memory)).encode()) < 30_000
        less = script_of(maps.scene(atlas, table[1:], lang, memory=memory)).encode()
        assert len(less) < 5_000, "what the frame knows is not told again"
        for code in ("named.city", "named.county"):
            coloured = area_figures.figure(atlas, code, table, Words(lang))
            assert len(script_of(maps.scene(atlas, table, lang, figure=coloured)).encode()) < 8_000


def told(group: folium.FeatureGroup) -> dict[str, str]:
    """Clusters that a scene tells of, with their names."""
    return {row[0]: row[4] for row in calls(group)["clusters"]["rows"]}


def test_a_frame_is_told_of_a_cluster_once(atlas: Atlas) -> None:
    table = cluster_tables.table(atlas)
    memory = maps.Memory()

    def sent(rows: pd.DataFrame, lang: str = "zh") -> set[str]:
        return set(told(maps.scene(atlas, rows, lang, memory=memory)))

    assert sent(table[:40]) == set(table.index[:40])
    assert sent(table[:50]) == set(table.index[40:50])
    assert sent(table[10:30]) == set()
    assert sent(table[:50]) == set()
    assert sent(table[:50], "en") == set(table.index[:50]), "in another language all anew"


def test_a_frame_is_told_of_the_cities_once_and_without_marks_as_well(atlas: Atlas) -> None:
    memory, table = maps.Memory(), cluster_tables.table(atlas)
    first = calls(maps.scene(atlas, table, "zh", marks=False, memory=memory))["clusters"]
    assert [row[0] for row in first["cities"]] == list(atlas.cities.index)
    assert first["rows"] == []
    again = calls(maps.scene(atlas, table, "zh", memory=memory))["clusters"]
    assert "cities" not in again
    assert {row[0] for row in again["rows"]} == set(table.index)


def test_the_same_scene_again_does_not_differ_by_a_letter(atlas: Atlas) -> None:
    """Or the frame would draw everything anew when something else on the page changes."""
    table, memory = cluster_tables.table(atlas), maps.Memory()
    first, again = (script_of(maps.scene(atlas, table, "zh", memory=memory)) for _ in "ab")
    assert first == again
    chosen = maps.scene(atlas, table, "zh", selected=table.index[0], memory=memory)
    assert told(chosen) == {}


def test_nothing_of_a_data_set_lies_in_the_script_that_all_may_fetch(atlas: Atlas) -> None:
    script = maps.bundle(atlas)
    clusters = atlas.table("clusters")
    private = {*clusters["cluster_id"], *clusters["name_zh"], *clusters["name_en"]}
    private |= set(atlas.table("programmes")["name_zh"])
    assert [text for text in private if text in script] == []


def test_data_sets_with_one_geometry_share_one_script(atlas: Atlas, tmp_path: Path) -> None:
    shutil.copytree(atlas.folder, tmp_path / "data")
    file = tmp_path / "data" / "tables/clusters.csv"
    renamed = atlas.table("clusters").loc[0, "name_zh"]
    file.write_text(file.read_text(encoding="utf-8").replace(renamed, "另一个集群"), "utf-8")
    other = load(tmp_path / "data")
    assert maps.bundle(other) == maps.bundle(atlas)
    memory, code = maps.Memory(), atlas.table("clusters").loc[0, "cluster_id"]
    for data, name in ((atlas, renamed), (other, "另一个集群"), (atlas, renamed)):
        scene = maps.scene(data, cluster_tables.table(data), "zh", memory=memory)
        assert told(scene)[code] == name, "a frame never mixes two data sets"


def test_same_scene_same_script(atlas: Atlas) -> None:
    """The front end draws only what differs from before."""
    table = cluster_tables.table(atlas)
    assert script_of(maps.scene(atlas, table, "zh")) == script_of(maps.scene(atlas, table, "zh"))


def test_layers_come_in_drawing_order(atlas: Atlas) -> None:
    """Names before marks, which keep clear of them; selection last, as it looks marks up."""
    found = calls(
        maps.scene(atlas, cluster_tables.table(atlas), "zh", figure=figure([1]), marks=True)
    )
    assert list(found) == [
        "speech", "clusters", "areas", "names", "links", "marks", "chosen", "focus", "kept",
    ]  # fmt: skip


def test_marks_carry_tier_and_hue(atlas: Atlas) -> None:
    table = cluster_tables.table(atlas)
    found = calls(maps.scene(atlas, table, "zh"))
    assert found["marks"] == [[code, 1] for code in table["cluster_id"]]
    words, rows = found["clusters"]["words"], found["clusters"]["rows"]
    assert {row[0]: (row[7][0], words[row[7][1]]) for row in rows} == {
        row.cluster_id: (row.tier_class, row.hue) for row in table.itertuples()
    }
    assert set(found["links"]) == {
        "wuxiangshisui_auto",
        "east_lake_ezhou_biomedicine",
    }
    assert sum(found["names"]["counts"].values()) == table["city_adcodes"].map(len).sum()


def test_hues_never_stand_on_tints_unless_asked_for(atlas: Atlas) -> None:
    table = cluster_tables.table(atlas)
    assert "marks" not in calls(maps.scene(atlas, table, "zh", figure=figure([1])))
    assert "marks" in calls(maps.scene(atlas, table, "zh", figure=figure([1]), marks=True))
    assert "marks" not in calls(maps.scene(atlas, table, "zh", marks=False))


def test_nothing_left_is_a_scene_too(atlas: Atlas) -> None:
    found = calls(maps.scene(atlas, cluster_tables.table(atlas).iloc[:0], "en"))
    assert "marks" not in found
    assert found["names"] == {"counts": {}, "marks": 0}


def test_the_inset_comes_with_many_marks_and_no_tints(atlas: Atlas) -> None:
    table = cluster_tables.table(atlas)
    west, south, east, north = INSET.window
    placed = table[table["location_precision"].isin(PRECISE)]
    inside = placed["lon"].between(west, east) & placed["lat"].between(south, north)
    found = calls(maps.scene(atlas, table, "zh"))
    assert found["inset"] >= inside.sum() > INSET.least
    few = placed[inside][: INSET.least]
    assert "inset" not in calls(maps.scene(atlas, few, "zh"))
    assert "inset" not in calls(maps.scene(atlas, table, "zh", figure=figure([1]), marks=True))


def test_selection_and_focus(atlas: Atlas) -> None:
    table = cluster_tables.table(atlas)
    group = maps.scene(
        atlas, table, "zh", selected="caidian_auto_parts", areas=[420100], focus=420100
    )
    found = calls(group)
    assert found["chosen"] == {"areas": [420100], "cluster": "caidian_auto_parts"}
    assert found["focus"] == {"area": 420100, "cluster": "caidian_auto_parts", "subject": ""}


def test_area_layer_prints_zero_and_says_unknown() -> None:
    group = folium.FeatureGroup()
    group.add_child(maps.AreaLayer(figure([0, 2, None]), Words("en")))
    areas = calls(group)["areas"]["areas"]
    assert areas["1"] == ["zero", "0 clusters", "0"]
    assert areas["2"] == ["count-2", "2 clusters", "2"]
    assert areas["3"] == ["none", "no data"]


# Text from the data


def test_no_text_breaks_out_of_a_script() -> None:
    text = to_script({"name": HOSTILE, "list": [[{}], {"a": {}}]})
    assert json.loads(text) == {"name": HOSTILE, "list": [[{}], {"a": {}}]}
    for danger in ("<", ">", "\u2028", "{{", "{%", "{#"):
        assert danger not in text


def test_hostile_words_arrive_as_words() -> None:
    group = folium.FeatureGroup()
    group.add_child(maps.AreaLayer(figure([1], title=HOSTILE, unit=HOSTILE), Words("zh")))
    sent = calls(group)["areas"]
    assert sent["title"] == HOSTILE
    assert sent["areas"]["1"][1] == f"1 {HOSTILE}"


def test_page_of_its_own_holds_everything(atlas: Atlas) -> None:
    class Elements(HTMLParser):
        found: list[str]

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.found.append(tag)
            assert not {"src", "href"} & {name for name, _ in attrs}, "nothing else is loaded"

    parser = Elements()
    parser.found = []
    group = maps.scene(atlas, cluster_tables.table(atlas), "en")
    html = maps.standalone(atlas, group, "en", title=HOSTILE)
    parser.feed(html)
    assert "img" not in parser.found
    assert parser.found.count("script") == 2
    assert "<title>&lt;/script&gt;" in html
