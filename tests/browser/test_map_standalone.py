"""The map without Streamlit: a page from disk, looked at in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pyproj import Geod

from geo import maps
from geo.data.atlas import Atlas
from geo.maps import assets, regions
from geo.maps.constants import INSET
from geo.questions import cities, layout
from geo.record import areas as area_figures
from geo.record import clusters as cluster_tables
from geo.record import ranks, statistics
from geo.record.clusters import MAIN_SCHEME
from geo.record.naming import area_names
from geo.words import LANGUAGES, Words
from geo.words.units import told

#: px by which drawn shapes may come closer than planned.
TOLERANCE = 1.0
EAST_LAKE = (114.5, 30.49)

OpenMap = Callable[..., Page]

SPOTS = """() => {
  const { marks, boxes, map } = atlas.stage;
  const origin = map.getPixelOrigin();
  return {
    marks: marks.items.map((item) => ({ id: item.id, ...marks.spot(item) })),
    names: boxes.map(([a, b, c, d]) => [a - origin.x, b - origin.y, c - origin.x, d - origin.y]),
  };
}"""


@pytest.fixture
def open_map(browser: Browser, atlas: Atlas, tmp_path: Path) -> Iterator[OpenMap]:
    context = browser.new_context()
    problems: list[str] = []

    def opened(lang: str = "zh", width: int = 806, height: int = 520, **scene: Any) -> Page:
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on(
            "request",
            lambda sent: None if sent.url.startswith("file:") else problems.append(sent.url),
        )
        clusters = scene.pop("clusters", cluster_tables.table(atlas))
        file = tmp_path / "map.html"
        file.write_text(maps.standalone(atlas, maps.scene(atlas, clusters, lang, **scene), lang))
        page.goto(file.as_uri())
        page.wait_for_function("() => window.atlas?.stage?.homeZoom")
        return page

    yield opened
    context.close()
    assert problems == []


def view(page: Page, zoom: float, at: tuple[float, float] = EAST_LAKE) -> None:
    page.evaluate(
        "([zoom, lon, lat]) => atlas.stage.map.setView([lat, lon], zoom, { animate: false })",
        [zoom, *at],
    )


def overlaps(page: Page) -> tuple[list[str], list[str]]:
    """Pairs of marks that cover each other, and marks that cover a name."""
    found = page.evaluate(SPOTS)
    marks, pairs, names = found["marks"], [], []
    for i, a in enumerate(marks):
        for b in marks[:i]:
            far = ((a["x"] - b["x"]) ** 2 + (a["y"] - b["y"]) ** 2) ** 0.5
            if far < a["r"] + b["r"] - TOLERANCE:
                pairs.append(f"{a['id']} {b['id']}")
        reach = a["r"] - TOLERANCE
        for left, top, right, bottom in found["names"]:
            if left - reach < a["x"] < right + reach and top - reach < a["y"] < bottom + reach:
                names.append(a["id"])
    return pairs, names


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_mark_covers_another_at_any_size(open_map: OpenMap, lang: str) -> None:
    page = open_map(lang, 1200, 640)
    for width, height in [(1200, 640), (806, 520), (600, 400), (390, 270)]:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function("(width) => atlas.stage.map.getSize().x === width", arg=width)
        assert overlaps(page)[0] == [], width
    for zoom in (7.5, 8.2, 9, 10.5):
        view(page, zoom)
        assert overlaps(page)[0] == [], zoom


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_marks_give_way_to_names(open_map: OpenMap, lang: str) -> None:
    page = open_map(lang)
    assert overlaps(page)[1] == []
    assert page.locator(".atlas-name.city .word:visible").count() == 17


def test_placement_is_the_same_each_time(open_map: OpenMap) -> None:
    """Also after a walk through other zooms: what is seen depends on the view alone."""
    page = open_map()
    first = page.evaluate(SPOTS)["marks"]
    centre = page.evaluate("() => { const c = atlas.stage.map.getCenter(); return [c.lng, c.lat] }")
    zoom = page.evaluate("() => atlas.stage.map.getZoom()")
    view(page, 9.3)
    view(page, zoom, tuple(centre))
    again = page.evaluate(SPOTS)["marks"]
    offsets = [
        [
            (m["id"], round(m["x"] - m["place"]["x"], 6), round(m["y"] - m["place"]["y"], 6))
            for m in all_
        ]
        for all_ in (first, again)
    ]
    assert offsets[0] == offsets[1]


def test_each_cluster_of_a_shared_place_is_reached_at_every_zoom(
    open_map: OpenMap, atlas: Atlas
) -> None:
    table = cluster_tables.table(atlas)
    shared = set(table.loc[(table["lon"] == EAST_LAKE[0]) & (table["lat"] == EAST_LAKE[1])].index)
    assert len(shared) >= 9
    page = open_map()
    for zoom in (None, 8, 9, 10, 11):
        if zoom is not None:
            view(page, zoom)
        hit = page.evaluate(
            """(ids) => ids.map((id) => {
                 const box = document.querySelector(`[data-id="${id}"]`).getBoundingClientRect();
                 const middle = [box.x + box.width / 2, box.y + box.height / 2];
                 const hit = document.elementFromPoint(...middle);
                 return hit?.closest('.atlas-mark')?.dataset.id })""",
            sorted(shared),
        )
        assert set(hit) == shared, zoom


def test_first_picture_holds_the_province_and_a_wider_window_fills_again(open_map: OpenMap) -> None:
    page = open_map()
    inside = (
        """() => { const { map, home } = atlas.stage; return map.getBounds().contains(home) }"""
    )
    assert page.evaluate(inside)
    before = page.evaluate("() => atlas.stage.map.getZoom()")
    page.set_viewport_size({"width": 1300, "height": 800})
    page.wait_for_function("(zoom) => atlas.stage.map.getZoom() > zoom", arg=before)
    assert page.evaluate(inside)


def test_nearer_and_back(open_map: OpenMap) -> None:
    """What is clicked twice comes to the middle; from where nothing is seen a button leads back."""
    page = open_map()
    zoom = "() => atlas.stage.map.getZoom()"
    home = page.evaluate(zoom)
    page.evaluate("() => { atlas.sent = []; atlas.send = (value) => atlas.sent.push(value.kind) }")
    page.emulate_media(reduced_motion="reduce")
    page.mouse.dblclick(200, 300)
    assert page.evaluate(zoom) == pytest.approx(home + 1, abs=0.11)
    assert page.evaluate("() => atlas.sent") == ["city"], "the second click takes nothing back"
    page.evaluate("() => atlas.stage.map.setZoom(20, { animate: false })")
    assert page.evaluate(zoom) == 12
    view(page, 10, (115.9, 33.1))
    back = page.locator(".atlas-back")
    assert back.inner_text() == Words("zh")("maps.home")
    back.click()
    assert page.evaluate(zoom) == pytest.approx(home)
    assert not back.is_visible()
    page.evaluate("() => atlas.stage.map.setZoom(2, { animate: false })")
    assert page.evaluate(zoom) == pytest.approx(home), "no farther than the province"


#: Frames of the map in windows of 1280, 1366, 1440 and 1920 px.
FRAMES = ((699, 446), (758, 494), (810, 567), (1142, 800))
#: Names of cities that are seen, with the box of each.
NAMED = """() => Array.from(document.querySelectorAll(".atlas-name.city:not(.off) .word"), word => {
  const { left, top, right, bottom } = word.getBoundingClientRect();
  return [word.textContent, left, top, right, bottom];
})"""


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", ["clusters", "layout", "figure"])
def test_every_city_has_its_name(open_map: OpenMap, atlas: Atlas, kind: str, lang: str) -> None:
    t = Words(lang)
    shown: dict[str, Any] = {}
    if kind == "layout":
        scheme = layout.scheme(atlas, MAIN_SCHEME)
        axes = [axis for axis in layout.axes(atlas) if axis.axis_id in layout.usual(MAIN_SCHEME)]
        shown = {"layers": regions.region_layers(atlas, scheme, axes, t), "marks": False}
    elif kind == "figure":
        table = cluster_tables.table(atlas)
        shown = {"figure": area_figures.figure(atlas, "stat.gdp.2024", table, t)}
    page = open_map(lang, *FRAMES[0], **shown)
    for width, height in FRAMES:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function("(width) => atlas.stage.map.getSize().x === width", arg=width)
        page.wait_for_timeout(100)
        names = page.evaluate(NAMED)
        assert sorted(name for name, *_ in names) == sorted(
            area_names(atlas, t)[atlas.cities.index]
        )
        for name, left, top, right, bottom in names:
            assert left >= 0, name
            assert right <= width, name
            assert top >= 0, name
            assert bottom <= height, name
        for (a, *one), (b, *other) in combinations(names, 2):
            wide = min(one[2], other[2]) - max(one[0], other[0])
            high = min(one[3], other[3]) - max(one[1], other[1])
            # A line is higher than its letters.
            assert wide <= 1 or high <= 3, (a, b, width)


def test_crowded_marks_have_an_inset_that_answers(open_map: OpenMap, atlas: Atlas) -> None:
    page = open_map("zh", *FRAMES[1])
    west, south, east, north = INSET.window
    found = page.evaluate(
        """() => { const { marks, map } = atlas.stage;
             const panel = document.querySelector(".inset-frame").getBoundingClientRect();
             return marks.items.map((item) => {
               const box = item.node.querySelector("svg").getBoundingClientRect();
               const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
               const hit = document.elementFromPoint(x, y)?.closest(".atlas-mark");
               const text = item.node.querySelector("text");
               const size = text.getBoundingClientRect().height;
               return { at: item.at, vague: Boolean(item.area), hit: hit === item.node, size,
                        inside: x > panel.x && x < panel.right && y > panel.y && y < panel.bottom };
             }) }"""
    )
    apart = [mark for mark in found if mark["inside"]]
    assert len(apart) > INSET.least
    for mark in found:
        lon, lat = mark["at"]
        assert mark["hit"]
        assert mark["size"] >= 12
        if not mark["vague"]:
            assert mark["inside"] == (west < lon < east and south < lat < north)
    assert overlaps(page)[0] == []
    # The land in it is that of the city that it lies in; nearer than the province there is none.
    page.evaluate("() => { atlas.sent = []; atlas.send = (value) => atlas.sent.push(value.id) }")
    panel = page.locator(".inset-frame").bounding_box()
    assert panel is not None
    page.mouse.click(panel["x"] + 8, panel["y"] + panel["height"] - 40)
    assert page.evaluate("() => atlas.sent") == [420100]
    view(page, 9)
    assert page.locator(".inset-frame").count() == 0
    assert overlaps(page)[0] == []
    few = cluster_tables.table(atlas)[lambda table: table["tier"] == "county"]
    page = open_map("zh", *FRAMES[1], clusters=few)
    assert page.locator(".inset-frame").count() == 0


def test_the_ruler_measures_along_the_ellipsoid_and_chooses_nothing(open_map: OpenMap) -> None:
    page = open_map()
    page.evaluate("() => { atlas.sent = 0; atlas.send = () => { atlas.sent += 1 } }")
    for one, other in (
        ((109.5, 30.3), (114.3, 30.6)),
        ((112.1, 32.0), (112.1, 30.3)),
        ((113, 31),) * 2,
    ):
        measured = page.evaluate(
            "([a, b]) => atlas.kilometres(atlas.latlng(a), atlas.latlng(b))", [one, other]
        )
        true = Geod(ellps="WGS84").inv(*one, *other)[2] / 1000
        assert measured == pytest.approx(true, abs=1e-6)
    page.locator(".atlas-ruler").click()
    seats = page.evaluate(
        """() => [420500, 422800].map((id) => {
             const city = atlas.stage.base.cities.find((city) => city.id === id);
             const { x, y } = atlas.stage.map.latLngToContainerPoint(atlas.latlng(city.seat));
             return [[x, y], city.seat] })"""
    )
    for (x, y), _ in seats:
        page.mouse.click(x, y)
    true = Geod(ellps="WGS84").inv(*seats[0][1], *seats[1][1])[2] / 1000
    told = page.locator(".ruler-label").inner_text().split()
    assert float(told[0]) == pytest.approx(true, abs=2)
    assert page.evaluate("() => atlas.sent") == 0
    # By keys, from the seat of a city to a cluster; then it is put away.
    page.evaluate("() => atlas.stage.land.get(420600)._path.focus()")
    page.keyboard.press("Enter")
    assert page.locator(".ruler-label").count() == 0
    page.locator('.atlas-mark[tabindex="0"]').focus()
    page.keyboard.press("Enter")
    assert page.locator(".ruler-label").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".ruler-label, .ruler-end, .ruler-line").count() == 0
    page.mouse.click(*seats[0][0])
    assert page.evaluate("() => atlas.sent") == 1


def test_unknown_zero_and_some_are_three_pictures(open_map: OpenMap, atlas: Atlas) -> None:
    t = Words("zh")
    code = "official.county_characteristic_cluster.2024"
    figure = area_figures.figure(atlas, code, cluster_tables.table(atlas), t)
    page = open_map(figure=figure)
    fills = page.evaluate(
        """() => Object.fromEntries([...atlas.stage.land].map(([id, path]) =>
             [id, getComputedStyle(path._path).fill]))"""
    )
    assert figure is not None
    unknown = {str(adcode) for adcode, value in figure.values.items() if value is None}
    assert unknown
    assert {adcode for adcode, fill in fills.items() if "atlas-hatch" in fill} == unknown
    assert page.locator(".atlas-mark").count() == 0


def test_both_themes_without_a_new_drawing(open_map: OpenMap) -> None:
    page = open_map()
    ground = "() => getComputedStyle(document.querySelector('.leaflet-container')).backgroundColor"
    light = page.evaluate(ground)
    page.evaluate("() => atlas.theme('dark')")
    assert (light, page.evaluate(ground)) == ("rgb(255, 255, 255)", "rgb(20, 24, 29)")


def test_a_card_tells_of_what_is_pointed_at_and_of_what_has_the_focus(
    open_map: OpenMap, atlas: Atlas
) -> None:
    xiangyang, t = 420600, Words("zh")
    page = open_map()
    card = page.locator(".atlas-tip.on")
    box = page.locator(".atlas-name.city", has_text="襄阳").locator(".word").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] - 12, box["y"] + 2)
    text = card.inner_text()
    for code in ("gdp", "gdp_per_head", "population"):
        row = ranks.latest(atlas, code, xiangyang)
        assert row is not None
        value = told(row["value"], statistics.INDICATORS[code].unit, t)
        assert f"{value}\n{t('maps.card.rank', n=row['rank'])}" in text
    named = cities.named(atlas, xiangyang)
    assert t("maps.card.clusters", n=named.total) in text
    assert f"{t('tiers.national')} {named.national}" in text
    for row in cities.chains(atlas, xiangyang).head(3).to_dict("records"):
        assert t.name(row) in text
    assert str(len(cities.enterprises(atlas, xiangyang))) in text.split()
    own = card.bounding_box()
    assert own is not None
    apart = own["x"] > box["x"] + box["width"] or own["x"] + own["width"] < box["x"]
    assert apart or own["y"] > box["y"] + box["height"] or own["y"] + own["height"] < box["y"]
    page.mouse.move(2, 2)
    assert card.count() == 0
    # By key: the neighbour to the left, and what is heard of it.
    page.evaluate("id => atlas.stage.land.get(id)._path.focus()", 420100)
    first = card.inner_text()
    page.keyboard.press("ArrowLeft")
    assert card.inner_text() != first
    said = page.evaluate("() => document.activeElement.getAttribute('aria-label')")
    assert card.locator(".title").inner_text() in said
    # A cluster: programme with its year, place, chain, how well the place is known.
    page.locator('.atlas-mark[data-id="caidian_auto_parts"]').hover()
    for part in ("湖北省县域特色产业集群", "2024", "武汉 · 蔡甸", "汽车制造", "驻地"):
        assert part in card.inner_text()


def test_text_stays_text(open_map: OpenMap) -> None:
    page = open_map()
    page.evaluate("() => atlas.tip.show(50, 50, ['<img src=x onerror=\"window.broken=1\">'])")
    assert page.locator(".atlas-tip img").count() == 0
    assert "<img" in page.locator(".atlas-tip").inner_text()
    assert page.evaluate("() => window.broken") is None


def test_chosen_cluster_has_ring_and_callout_in_view(open_map: OpenMap) -> None:
    page = open_map(selected="wuhan_optoelectronic")
    label = page.locator(".atlas-mark.selected .label")
    box = label.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 806
    assert label.inner_text() == "武汉市光电子信息集群"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tiles_of_another_datum_are_told_below_the_map(
    browser: Browser, atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    address = "https://webrd01.is.autonavi.com/appmaptile?x={x}&y={y}&z={z}|高德"
    monkeypatch.setattr(assets, "base_map", lambda scripts: maps.base_map(scripts, address))
    scene = maps.scene(atlas, cluster_tables.table(atlas), lang)
    file = tmp_path / "map.html"
    file.write_text(maps.standalone(atlas, scene, lang))
    page = browser.new_page()
    dot = b"<svg xmlns='http://www.w3.org/2000/svg' width='256' height='256'/>"
    page.route(
        re.compile("^https:"), lambda route: route.fulfill(body=dot, content_type="image/svg+xml")
    )
    page.goto(file.as_uri())
    page.locator(".atlas-tiled").wait_for()
    told = page.locator(".atlas-credit").inner_text()
    assert "高德" in told
    assert Words(lang)("maps.shifted", datum="GCJ-02") in told
    page.close()


def test_tiles_that_fail_leave_the_map_as_it_was(
    browser: Browser, atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "https://tiles.example/{z}/{x}/{y}.png|© Example"
    monkeypatch.setattr(assets, "base_map", lambda scripts: maps.base_map(scripts, address))
    scene = maps.scene(atlas, cluster_tables.table(atlas), "en")
    file = tmp_path / "map.html"
    file.write_text(maps.standalone(atlas, scene, "en"))
    page = browser.new_page()
    refused: list[str] = []
    page.on("requestfailed", lambda sent: refused.append(sent.url))
    page.route(re.compile("^https:"), lambda route: route.abort())
    page.goto(file.as_uri())
    page.wait_for_function("() => atlas.stage.tiled === ''")
    assert refused
    assert all(url.startswith("https://tiles.example/") for url in refused)
    assert page.locator(".leaflet-tile").count() == 0
    assert page.locator(".atlas-mark").count() == len(cluster_tables.table(atlas))
    assert "Example" not in page.locator(".atlas-credit").inner_text()
    page.close()
