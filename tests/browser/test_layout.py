"""The regional layout in use: regions on the map, the rail, corridors, a click on a city."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from geo.data.atlas import Atlas
from geo.maps.regions import axis_word
from geo.questions import layout
from geo.words import Words
from tests import tables
from tests.browser.conftest import OpenReader
from tests.browser.driver import Reader

XIANGYANG = 420600
SCHEMES = sorted(tables.rows("schemes"), key=lambda row: int(row["year_from"]))
MAIN = "one_main_two_wings"


def regions(scheme_id: str) -> list[dict[str, str]]:
    """Regions of a scheme with a list of members."""
    rows = tables.rows("regions")
    return [row for row in rows if row["scheme_id"] == scheme_id and row["member_adcodes"]]


def tints(reader: Reader) -> dict[str, int]:
    """Colour of the land to the number of cities that carry it."""
    paths = reader.map().locator(".atlas-land path").all()
    classes = [name for path in paths for name in (path.get_attribute("class") or "").split()]
    return dict(Counter(name for name in classes if name.startswith("area-")))


def words(reader: Reader) -> list[str]:
    return reader.map().locator(".atlas-region-word b").all_inner_texts()


def outlined(reader: Reader) -> int:
    return reader.map().locator(".region-edge").count()


def test_the_scheme_in_force_is_three_regions_of_all_units(reader: Reader, atlas: Atlas) -> None:
    reader.open("layout", lang="zh")
    assert outlined(reader) == 3
    assert tints(reader) == {"area-region-main": 9, "area-region-north": 4, "area-region-south": 4}
    t = Words("zh")
    assert words(reader) == [layout.short(one, t) for one in layout.scheme(atlas, MAIN).regions]
    assert reader.map().locator(".lead-arrow").count() == 2


def test_a_step_of_the_rail_changes_map_and_link_in_the_same_frame(
    reader: Reader, atlas: Atlas
) -> None:
    reader.open("layout", lang="zh")
    reader.sign_frame()
    look = reader.look()
    words = layout.scheme_word(layout.scheme(atlas, "three_metro_circles"), Words("zh"))
    box = reader.part("rail").get_by_text(words, exact=True).bounding_box()
    assert box
    # The slider lies over the words, which makes each of them a place to click.
    x, y = box["x"] + box["width"] - 4, box["y"] + box["height"] / 2
    reader.ask(lambda: reader.page.mouse.click(x, y))
    assert reader.codes() == {"lang": "zh", "scheme": "three_metro_circles"}
    assert outlined(reader) == len(regions("three_metro_circles"))
    assert reader.frame_is_signed()
    assert reader.look() == look


def test_the_rail_slides_by_keys_and_keeps_the_focus(reader: Reader) -> None:
    order = [row["scheme_id"] for row in SCHEMES]
    here = order.index(MAIN)
    reader.open("layout", lang="zh")
    reader.part("rail").get_by_role("slider").focus()
    for scheme_id in (order[here - 1], order[here - 2]):
        reader.ask(lambda: reader.page.keyboard.press("ArrowLeft"))
        assert reader.codes() == {"lang": "zh", "scheme": scheme_id}
        assert outlined(reader) == sum(row["role"] != "belt" for row in regions(scheme_id))


def test_a_phone_has_the_rail_as_a_row_of_dots_to_tap(arrive: OpenReader, atlas: Atlas) -> None:
    reader = arrive(width=390, height=844, touch=True)
    reader.open("layout", lang="zh")
    thumb = reader.part("rail").get_by_role("slider")
    assert thumb.get_attribute("tabindex") == "0"
    assert reader.part("rail").get_by_role("button").count() == 0
    track = reader.part("rail_line").bounding_box()
    assert track
    assert track["height"] > 30
    shown = reader.part("rail").locator(".step:visible")
    last = layout.schemes(atlas)[-1]
    reader.ask(
        lambda: reader.page.touchscreen.tap(
            track["x"] + track["width"] - 2, track["y"] + track["height"] / 2
        )
    )
    assert reader.codes() == {"lang": "zh", "scheme": last.scheme_id}
    assert shown.count() == 1
    assert layout.scheme_word(last, Words("zh")) in shown.inner_text()


def test_a_scheme_opens_from_its_link(reader: Reader, atlas: Atlas) -> None:
    reader.open("layout", lang="en", scheme="golden_triangle")
    assert reader.codes() == {"lang": "en", "scheme": "golden_triangle"}
    t = Words("en")
    scheme = layout.scheme(atlas, "golden_triangle")
    assert words(reader) == [layout.short(one, t) for one in scheme.regions]
    rest = len(atlas.cities) - len(scheme.inside)
    assert tints(reader)["area-region-open"] == rest


def test_a_corridor_is_switched_on(reader: Reader, atlas: Atlas) -> None:
    new = next(axis for axis in layout.axes(atlas) if axis.axis_id not in layout.usual(MAIN))
    reader.open("layout", lang="zh")
    before = reader.map().locator("path.axis").count()
    assert before == len(layout.usual(MAIN))
    reader.choose("axis", axis_word(new, Words("zh")))
    assert set(reader.codes()["axis"].split(",")) == {*layout.usual(MAIN), new.axis_id}
    assert reader.map().locator("path.axis").count() == before + 1


@pytest.mark.parametrize("number", [6, 20])
def test_many_corridors_have_their_names_and_none_covers_another(
    reader: Reader, atlas: Atlas, number: int
) -> None:
    axes = layout.axes(atlas)[:number]
    reader.open("layout", lang="zh", axis=",".join(axis.axis_id for axis in axes))
    names = reader.map().locator(".axis-name")
    wanted = sorted(axis_word(axis, Words("zh")) for axis in axes)
    assert sorted(names.all_text_contents()) == wanted
    upright = reader.map().locator(".axis-name.middle, .atlas-name.city:not(.off) .word").all()
    boxes = [box for box in (text.bounding_box() for text in upright) if box]
    assert len(boxes) > len(atlas.cities)
    for a, b in combinations(boxes, 2):
        wide = min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"])
        high = min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"])
        # A box has room for the halo and for the line above and below the letters.
        assert wide < 3 or high < min(a["height"], b["height"]) / 2, (a, b)


def test_a_click_chooses_the_region_and_another_one_the_city(reader: Reader, atlas: Atlas) -> None:
    region = next(one for one in layout.scheme(atlas, MAIN).regions if XIANGYANG in one.members)
    reader.open("layout", lang="zh")
    reader.click_city(XIANGYANG)
    assert reader.codes() == {"lang": "zh", "region": region.region_id}
    assert region.name_zh in reader.part("detail").inner_text()
    assert reader.map().locator(".outline").count() == 1
    reader.click_city(XIANGYANG)
    codes = reader.codes()
    assert codes == {"lang": "zh", "region": region.region_id, "city": str(XIANGYANG)}
    text = reader.part("detail").inner_text()
    assert "襄阳" in text
    assert "北翼" in text
    # White ground lets go of both.
    box = reader.part("map").locator("iframe").bounding_box()
    assert box is not None
    reader.ask(lambda: reader.page.mouse.click(box["x"] + 200, box["y"] + box["height"] - 40))
    assert reader.codes() == {"lang": "zh"}


def test_a_region_without_a_list_of_members_says_so(reader: Reader) -> None:
    reader.open("clusters", lang="en", region="zone_jianghan")
    assert reader.left() == 0
    name = next(r["name_en"] for r in tables.rows("regions") if r["region_id"] == "zone_jianghan")
    assert (
        Words("en")("filters.unlisted", regions=name)
        in reader.page.locator(".notice").all_inner_texts()
    )
