"""The portrait of a city in use: links, clicks on the map, a link to a server just started."""

from __future__ import annotations

from geo.data.atlas import Atlas
from geo.questions import cities, takeover
from tests.browser.conftest import OpenReader
from tests.browser.driver import Reader, serve

ENSHI, JINGMEN, TIANMEN, YICHANG = 422800, 420800, 429006, 420500


def headline(reader: Reader) -> str:
    return reader.page.locator('[role=heading][aria-level="1"]').inner_text()


def scrolled(reader: Reader) -> int:
    return int(reader.page.get_by_test_id("stMain").evaluate("main => main.scrollTop"))


def test_a_neighbour_opens_from_the_top_and_back_returns(reader: Reader) -> None:
    reader.open("city", lang="zh", city=str(JINGMEN))
    link = reader.part(f"city_beside_{TIANMEN}").get_by_role("link")
    link.scroll_into_view_if_needed()
    assert scrolled(reader) > 0
    reader.follow(link)
    assert headline(reader).startswith("天门")
    assert reader.codes()["city"] == str(TIANMEN)
    assert scrolled(reader) == 0
    reader.page.go_back()
    reader.settle()
    assert headline(reader).startswith("荆门")
    assert reader.codes()["city"] == str(JINGMEN)


def click_map(reader: Reader, x: float, y: float) -> None:
    """Click the map at a share of its width and height."""
    box = reader.part("map").locator("iframe").bounding_box()
    assert box is not None
    place = (box["x"] + box["width"] * x, box["y"] + box["height"] * y)
    reader.ask(lambda: reader.page.mouse.click(*place))


def test_the_map_shows_the_city_and_a_click_beside_it_changes_it(reader: Reader) -> None:
    reader.open("city", lang="zh", city=str(YICHANG))
    whole = reader.look()[0]
    click_map(reader, 0.45, 0.72)  # open land of the city itself
    assert reader.codes()["city"] == str(YICHANG)
    click_map(reader, 0.95, 0.3)
    assert reader.codes()["city"] == str(JINGMEN)
    assert headline(reader).startswith("荆门")
    reader.open("clusters", lang="zh")
    assert reader.look()[0] < whole


def test_what_enshi_can_take_on_stands_on_the_first_screen(reader: Reader, atlas: Atlas) -> None:
    """In its portrait and on the workbench, at 1366 by 768; a cell leads to the chain there."""
    found = takeover.candidates(atlas, ENSHI)
    for codes in ({}, {"show": "takeover"}):
        reader.page.set_viewport_size({"width": 1366, "height": 768})
        reader.open("city", lang="zh", city=str(ENSHI), **codes)
        first = reader.page.locator(".candidates li").first.bounding_box()
        assert first is not None
        assert first["y"] + first["height"] < 768
    cell = reader.page.locator(".takeover td.near a").first
    cell.focus()
    reader.ask(lambda: reader.page.keyboard.press("Enter"))
    assert reader.page.url.split("?")[0].endswith("/chains")
    assert reader.codes()["chain"] in set(found["chain_id"])


def test_marks_are_those_of_the_city(reader: Reader, atlas: Atlas) -> None:
    reader.open("city", lang="en", city=str(YICHANG))
    assert reader.marks() == set(cities.members(atlas, YICHANG).index)


def test_a_new_server_answers_a_deep_link_first(arrive: OpenReader) -> None:
    with serve() as server:
        reader = arrive(server)
        reader.open("city", lang="en", city=str(YICHANG))
        reader.page.wait_for_selector("[role=heading]")
        reader.settle()
        assert headline(reader).startswith("Yichang")
        assert reader.codes() == {"lang": "en", "city": str(YICHANG)}
        assert not reader.faults()
