"""The map: drawn from this machine alone, in step with everything else, never mounted anew."""

from __future__ import annotations

import pytest

from geo.data.atlas import Atlas
from geo.population.named import NamedClusters
from geo.population.selection import Selection
from geo.words import Words
from tests.browser.conftest import OpenReader
from tests.browser.driver import Reader

#: Whether the frame holds the province.
WHOLE = "() => atlas.stage.map.getBounds().contains(atlas.stage.home)"


def kept(atlas: Atlas, **fields: object) -> set[str]:
    """Clusters that a view shows: counted ones and those to be verified."""
    return set(NamedClusters(atlas).shown(Selection(**fields))["cluster_id"])  # type: ignore[arg-type]


def counted(atlas: Atlas, **fields: object) -> int:
    """Number of clusters that a view counts."""
    return len(NamedClusters(atlas).rows(Selection(**fields)))  # type: ignore[arg-type]


def some_cluster(atlas: Atlas, **fields: object) -> str:
    """A cluster of a view whose mark stands by itself."""
    return sorted(kept(atlas, **fields))[0]


def test_seventeen_units_and_every_cluster_are_drawn(reader: Reader, atlas: Atlas) -> None:
    reader.open("", lang="zh")
    frame = reader.map()
    sizes = frame.eval_on_selector_all(
        ".atlas-land path",
        "all => all.map(p => { const b = p.getBBox(); return [b.width, b.height] })",
    )
    assert len(sizes) == 17
    assert all(width > 5 and height > 5 for width, height in sizes)
    names = frame.locator(".atlas-name.city").all_inner_texts()
    assert sorted(names) == sorted(atlas.cities["short_zh"])
    assert reader.marks() == kept(atlas)


#: Whether the rows of the legend lie over land, in the frame and above the fold.
LEGEND = """() => Array.from(document.querySelectorAll(".legend-row"), row => {
  const frame = document.querySelector(".st-key-map iframe");
  const map = frame.getBoundingClientRect();
  const box = row.getBoundingClientRect();
  let land = 0;
  for (let x = box.left; x < box.right; x += 6) for (let y = box.top; y < box.bottom; y += 6) {
    const met = frame.contentDocument.elementsFromPoint(x - map.left, y - map.top);
    land += met.some(node => node.classList.contains('land'));
  }
  return { land, inside: box.left >= map.left && box.right <= map.right
                         && box.top >= map.top && box.bottom <= map.bottom,
           seen: box.height > 0 && box.bottom <= innerHeight };
})"""
#: Share of the frame that the province fills, in its tighter direction.
FILLED = """() => { const { map, home } = atlas.stage, size = map.getSize();
  const a = map.latLngToContainerPoint(home.getNorthWest());
  const b = map.latLngToContainerPoint(home.getSouthEast());
  return Math.max((b.x - a.x) / size.x, (b.y - a.y) / size.y) }"""


def test_the_province_fills_the_frame_and_the_legend_its_white_corners(reader: Reader) -> None:
    sizes = [(1920, 1080), (1440, 900), (1366, 768), (1280, 720)]
    for lang, windows in (("zh", sizes), ("en", sizes[:3])):
        reader.open("", lang=lang)
        for width, height in windows:
            reader.page.set_viewport_size({"width": width, "height": height})
            reader.page.wait_for_timeout(300)
            assert reader.map().evaluate(FILLED) > 0.9
            found = reader.page.evaluate(LEGEND)
            assert len(found) == 2
            for row in found:
                assert row == {"land": 0, "inside": True, "seen": True}, (lang, width)


#: Names on the map that a line of the legend lies over.
COVERED = """() => {
  const frame = document.querySelector('.st-key-map iframe'), at = frame.getBoundingClientRect();
  const lines = [...document.querySelectorAll('.st-key-map .legend-item')]
    .map((line) => line.getBoundingClientRect()).filter((line) => line.height);
  return [...frame.contentDocument.querySelectorAll('.word, svg text')].filter((word) => {
    const box = word.getBoundingClientRect();
    const [left, top, right, bottom] =
      [box.left + at.left, box.top + at.top, box.right + at.left, box.bottom + at.top];
    return box.height && lines.some((line) =>
      Math.min(line.right, right) - Math.max(line.left, left) > 1
      && Math.min(line.bottom, bottom) - Math.max(line.top, top) > 3);
  }).map((word) => word.textContent);
}"""


def test_the_legend_of_the_layout_covers_no_name(reader: Reader) -> None:
    for lang in ("zh", "en"):
        reader.open("layout", lang=lang)
        for width, height in [(1920, 1080), (1440, 900), (1366, 768), (1280, 720)]:
            reader.page.set_viewport_size({"width": width, "height": height})
            reader.page.wait_for_timeout(300)
            assert reader.page.evaluate(COVERED) == [], (lang, width)


def test_marks_lie_inside_the_frame_and_none_covers_another(reader: Reader) -> None:
    reader.open("", lang="zh")
    spots = reader.map().evaluate(
        """() => [...document.querySelectorAll('.atlas-mark')].map(m => {
             const b = m.querySelector('svg').getBoundingClientRect();
             const hit = document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2);
             const inside = b.x > 0 && b.right < innerWidth && b.y > 0 && b.bottom < innerHeight;
             return [m.dataset.id, inside, hit?.closest('.atlas-mark')?.dataset.id] })"""
    )
    assert [mark for mark, inside, _ in spots if not inside] == []
    assert [mark for mark, _, hit in spots if hit != mark] == []


def test_moving_the_map_runs_nothing(reader: Reader) -> None:
    reader.open("clusters", lang="zh")
    before, sent = reader.look(), reader.sent
    reader.map().locator(".atlas-zoom-in").click()
    reader.map().locator(".atlas-zoom-in").click()
    reader.page.wait_for_timeout(500)
    zoomed = reader.look()
    assert zoomed[0] > before[0]
    reader.drag_map(120, 60)
    reader.page.keyboard.down("Control")
    reader.page.mouse.wheel(0, -240)
    reader.page.keyboard.up("Control")
    reader.page.wait_for_timeout(600)
    moved = reader.look()
    assert moved[1:] != zoomed[1:]
    assert reader.sent == sent
    reader.map().locator(".atlas-home").click()
    reader.page.wait_for_timeout(300)
    # Fitting rounds to whole pixels, so the way back may miss by one.
    assert reader.look() == pytest.approx(before, abs=0.02)
    assert reader.sent == sent


def test_a_press_that_moves_while_the_map_zooms_chooses_nothing(
    reader: Reader, atlas: Atlas
) -> None:
    chosen = some_cluster(atlas)
    reader.open("clusters", lang="zh", sel=chosen)
    sent = reader.sent
    # What Leaflet says of itself while a zoom is animated, for as long as the test takes.
    reader.map().locator(".leaflet-map-pane").evaluate(
        "pane => pane.classList.add('leaflet-zoom-anim')"
    )
    reader.swipe_map(120, 60)
    reader.page.wait_for_timeout(300)
    assert reader.sent == sent
    assert reader.codes()["sel"] == chosen


def test_the_wheel_scrolls_the_page_and_zooms_with_ctrl(reader: Reader) -> None:
    reader.open("clusters", lang="zh")
    before = reader.look()
    frame = reader.part("map").locator("iframe")
    box = frame.bounding_box()
    assert box is not None
    reader.page.mouse.move(box["x"] + 60, box["y"] + 100)
    reader.page.mouse.wheel(0, 40)
    reader.page.wait_for_timeout(300)
    assert reader.look() == before
    after = frame.bounding_box()
    assert after is not None
    assert after["y"] < box["y"]
    note = reader.map().locator(".atlas-note")
    assert note.inner_text() == Words("zh")("maps.wheel", key="Ctrl")
    note.evaluate("note => note.replaceChildren()")
    reader.page.keyboard.down("Control")
    reader.page.mouse.wheel(0, -240)
    reader.page.keyboard.up("Control")
    reader.page.wait_for_timeout(600)
    assert reader.look()[0] > before[0]
    assert frame.bounding_box() == after
    reader.page.mouse.wheel(0, -40)
    reader.page.wait_for_timeout(200)
    assert note.inner_text() == "", "it is said once"


def test_filter_keeps_frame_zoom_and_place(reader: Reader, atlas: Atlas) -> None:
    said: list[int] = []
    reader.page.on(
        "response", lambda one: said.append(one.status) if "/app/painted/" in one.url else None
    )
    reader.open("clusters", lang="zh")
    reader.map().locator(".atlas-zoom-in").click()
    reader.page.wait_for_timeout(400)
    reader.drag_map(80, 40)
    reader.sign_frame()
    look = reader.look()
    reader.choose("tier", Words("zh")("tiers.county"))
    assert reader.codes()["tier"] == "county"
    assert reader.marks() == kept(atlas, tier=("county",))
    assert reader.left() == counted(atlas, tier=("county",))
    assert reader.frame_is_signed()
    assert reader.look() == look
    assert said == [204, 204], "the frame says once for each scene that it is painted"


def test_frame_outlives_a_change_of_page(reader: Reader, atlas: Atlas) -> None:
    t = Words("zh")
    reader.open("", lang="zh")
    reader.map().locator(".atlas-zoom-in").click()
    reader.page.wait_for_timeout(400)
    reader.sign_frame()
    look = reader.look()
    reader.follow(reader.link(t("clusters.page")))
    assert reader.path() == "clusters"
    assert reader.frame_is_signed()
    assert reader.look() == look
    assert reader.marks() == kept(atlas)
    reader.follow(reader.link(t("layout.page")))
    assert reader.frame_is_signed()
    assert reader.map().evaluate(WHOLE), "another subject is seen whole"


def test_empty_ground_lets_go_of_what_is_chosen(reader: Reader, atlas: Atlas) -> None:
    chosen = some_cluster(atlas, tier=("national",))
    reader.open("clusters", lang="zh", tier="national", sel=chosen, city="420100")
    box = reader.part("map").locator("iframe").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] * 0.75, box["y"] + 8
    reader.ask(lambda: reader.page.mouse.click(x, y))
    assert reader.codes() == {"lang": "zh", "tier": "national"}


def test_click_selects_everywhere_with_one_run(reader: Reader, atlas: Atlas) -> None:
    chosen = some_cluster(atlas, tier=("national",))
    name = atlas.by_key("clusters").loc[chosen, "name_zh"]
    reader.open("clusters", lang="zh", tier="national")
    sent = reader.sent
    reader.click_mark(chosen)
    assert reader.sent == sent + 1
    assert reader.codes()["sel"] == chosen
    assert name in reader.part("detail").inner_text()
    assert reader.selected_mark() == chosen
    # A second click on the same mark takes the selection back.
    reader.click_mark(chosen)
    assert "sel" not in reader.codes()
    assert reader.part("detail").count() == 0
    assert reader.selected_mark() is None


def test_every_click_counts(reader: Reader, atlas: Atlas) -> None:
    first, second, third = sorted(kept(atlas, tier=("national",)))[:3]
    reader.open("clusters", lang="zh", tier="national")
    for cluster_id in (first, second, third, first):
        reader.click_mark(cluster_id)
        assert reader.codes()["sel"] == cluster_id


def test_click_on_a_city_chooses_it(reader: Reader, atlas: Atlas) -> None:
    reader.open("clusters", lang="zh", tier="national")
    enshi = 422800
    name = reader.map().locator(".atlas-name.city", has_text="恩施").bounding_box()
    assert name is not None
    x, y = name["x"] + name["width"] / 2, name["y"] - 12
    reader.ask(lambda: reader.page.mouse.click(x, y))
    assert reader.codes()["city"] == str(enshi)
    assert reader.left() == counted(atlas, tier=("national",), city=(enshi,))


def test_keyboard_reaches_and_selects_marks(reader: Reader) -> None:
    reader.open("clusters", lang="zh", tier="national")
    frame = reader.map()
    frame.locator('.atlas-mark[tabindex="0"]').focus()
    reader.page.keyboard.press("ArrowRight")
    focused = frame.evaluate("() => document.activeElement.dataset.id")
    assert focused
    reader.ask(lambda: reader.page.keyboard.press("Enter"))
    assert reader.codes()["sel"] == focused


def test_hover_tells_the_name(reader: Reader, atlas: Atlas) -> None:
    chosen = some_cluster(atlas, tier=("national",))
    table = atlas.by_key("clusters")
    for lang in ("zh", "en"):
        reader.open("clusters", lang=lang, tier="national")
        frame = reader.map()
        frame.locator(f'.atlas-mark[data-id="{chosen}"]').hover()
        assert table.loc[chosen, f"name_{lang}"] in frame.locator(".atlas-tip").inner_text()


@pytest.mark.parametrize("layer", ["named.city", "named.county"])
def test_areas_can_be_coloured_instead_of_marked(reader: Reader, layer: str) -> None:
    reader.open("clusters", lang="zh", layer=layer)
    frame = reader.map()
    units = {"named.city": 17, "named.county": 103}[layer]
    pane = {"named.city": ".atlas-land", "named.county": ".atlas-counties"}[layer]
    painted = frame.eval_on_selector_all(
        f"{pane} path", "all => all.filter(p => /area-/.test(p.getAttribute('class'))).length"
    )
    assert painted == units
    assert reader.part("legend").inner_text().strip()


def test_a_new_frame_is_told_everything_again(reader: Reader, atlas: Atlas) -> None:
    t = Words("zh")
    reader.open("clusters", lang="zh")
    reader.follow(reader.link(t("methods.page")))
    assert reader.part("map").locator("iframe").count() == 0
    sent = reader.sent
    reader.follow(reader.link(t("clusters.page")))
    assert reader.marks() == kept(atlas)
    assert reader.sent == sent + 1, "it does not have to ask"


def test_a_frame_asks_for_what_it_was_never_told(reader: Reader, atlas: Atlas) -> None:
    """A scene that comes while the frame is still loading, or is overtaken, is never drawn."""
    reader.open("clusters", lang="zh")
    reader.map().evaluate("() => atlas.stage.clusters.clear()")
    sent = reader.sent
    reader.choose("tier", Words("zh")("tiers.national"))
    reader.wait_for(lambda: reader.marks() == kept(atlas, tier=("national",)))
    assert reader.sent == sent + 2
    chosen = some_cluster(atlas, tier=("national",))
    reader.click_mark(chosen)
    assert reader.codes()["sel"] == chosen


def test_filters_in_a_hurry_end_right(arrive: OpenReader, atlas: Atlas) -> None:
    """Two changes while the page is still loading: the last one holds, on the map as well."""
    reader = arrive()
    reader.page.goto(f"{reader.address}/clusters?lang=zh")
    box = reader.page.locator("[class*=st-key-filter_q] input")
    box.fill("汽车")
    box.press("Enter")
    box.fill("食品")
    box.press("Enter")
    reader.settle()
    reader.page.wait_for_timeout(500)
    expected = kept(atlas, q="食品")
    assert expected
    assert reader.codes()["q"] == "食品"
    assert reader.left() == counted(atlas, q="食品")
    assert reader.marks() == expected
