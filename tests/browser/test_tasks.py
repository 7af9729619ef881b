"""What the product is asked for most, each by the shortest way from its first page on a laptop."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator
from pptx import Presentation

from geo.data.atlas import Atlas
from geo.record import clusters
from geo.record.naming import listed
from geo.sheets import words as said_by
from geo.sheets.view import View
from geo.story import deck, shipped
from geo.words import Words
from tests.browser.conftest import OpenReader
from tests.browser.driver import Reader
from tests.browser.test_search import typed

T = Words("zh")
WUHAN, XIANGYANG, YICHANG, ENSHI = 420100, 420600, 420500, 422800
HEIGHT = 768


@pytest.fixture
def home(arrive: OpenReader) -> Reader:
    reader = arrive(width=1366, height=HEIGHT)
    reader.open()
    return reader


def go(reader: Reader, text: str, option: str) -> None:
    """Type, and click what is offered."""
    reader.ask(typed(reader, text).filter(has_text=option).first.click)


def seen(found: Locator) -> bool:
    """Whether it stands on the first screen."""
    found.first.wait_for()
    box = found.first.bounding_box()
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= HEIGHT


def test_which_city_has_the_most_national_clusters(home: Reader, atlas: Atlas) -> None:
    claim = said_by(atlas, "overview", View())[0].replace("\u2060", "")
    head = home.part("head")
    assert claim in head.inner_text().replace("\u2060", "")
    assert seen(head)


def test_who_is_in_a_chain_of_a_city(home: Reader, atlas: Atlas) -> None:
    go(home, "襄阳汽车", T("search.there", city="襄阳市", chain="汽车制造"))
    assert home.codes() == {"lang": "zh", "chain": "auto", "city": str(XIANGYANG)}
    told = home.part("chain_city").locator("dl")
    firms = atlas.table("enterprises")
    own = firms[(firms["city_adcode"] == XIANGYANG) & firms["chain_id"].isin(["auto", "nev_icv"])]
    assert seen(told)
    assert all(name in told.inner_text() for name in own["name_zh"])


def test_a_city_on_one_page(home: Reader) -> None:
    go(home, "宜昌", "宜昌市")
    home.ask(home.part("brief").get_by_role("button").click)
    with home.page.expect_download() as file:
        home.part("brief_pdf").get_by_role("button").click()
    assert file.value.suggested_filename.startswith("宜昌市产业集群简报_")


def test_which_cities_a_layout_has(home: Reader, atlas: Atlas) -> None:
    go(home, "一主两翼", "一主引领")
    members = home.part("table").locator(".region-members")
    regions = atlas.table("regions").set_index("region_id")["member_adcodes"]
    assert listed(atlas, regions["north_wing"], T) in members.inner_text()
    assert seen(members)


def test_where_a_cluster_is_and_who_says_so(home: Reader, atlas: Atlas) -> None:
    go(home, "光电子信息集群", "武汉市光电子信息集群")
    told = home.part("detail")
    hosts = atlas.by_key("zones").at["east_lake", "host_county_adcodes"]
    assert seen(told.get_by_text(listed(atlas, hosts, T)))
    assert seen(told.get_by_text(T("common.source"), exact=False))


def test_the_county_list_of_one_year(home: Reader, atlas: Atlas) -> None:
    typed(home, "2024年县域特色产业集群")
    home.ask(lambda: home.page.keyboard.press("Enter"))
    listings = clusters.listings(atlas)
    own = listings[listings["programme_id"] == "county_characteristic_cluster"]
    assert home.left() == own.loc[own["year"] == 2024, "cluster_id"].nunique()


@pytest.mark.parametrize("asked", ["武汉和长沙、合肥比", "武汉 长沙 合肥"])
def test_a_city_beside_others_outside(home: Reader, asked: str) -> None:
    typed(home, asked)
    home.ask(lambda: home.page.keyboard.press("Enter"))
    assert home.path() == "compare"
    assert home.codes()["compare"] == f"{WUHAN},430100,340100"


def test_what_a_city_can_take_on_goes_into_its_brief(home: Reader) -> None:
    go(home, "恩施能补哪一段", "恩施")
    assert seen(home.part("takeover_first").locator("li"))
    home.follow(home.part("takeover_all").get_by_role("link"))
    button = home.part("takeover_brief").get_by_role("button")
    assert seen(button)
    with home.page.expect_download() as file:
        button.click()
    assert file.value.suggested_filename.endswith(".pdf")


def test_a_page_is_sent_to_somebody(home: Reader) -> None:
    home.follow(home.link(T("concentration.page")))
    home.ask(home.part("share").get_by_role("button").first.click)
    link = home.page.get_by_test_id("stPopoverBody").locator("code").first
    assert link.inner_text() == f"{home.address}/concentration?lang=zh&depth=simple"
    assert seen(link)


def test_five_steps_as_slides(home: Reader, atlas: Atlas, tmp_path: Path) -> None:
    home.follow(home.link(T("story.page")))
    home.ask(home.part("story_take").get_by_role("button").first.click)
    steps = home.page.get_by_test_id("stPopoverBody").get_by_role("button")
    for name in ("gaps", "policy"):
        home.ask(steps.filter(has_text=T(f"story.step.{name}")).click)
    home.ask(home.part("story_make_pptx").get_by_role("button").click)
    with home.page.expect_download() as file:
        home.part("handout_take").get_by_role("button").click()
    file.value.save_as(tmp_path / "five.pptx")
    slides = Presentation(str(tmp_path / "five.pptx")).slides
    said = "".join(s.notes_slide.notes_text_frame.text for s in slides if s.has_notes_slide)
    claims = [entry.claim for entry in deck.agenda(atlas, shipped(atlas), "zh").entries]
    assert [claim in said for claim in claims] == [True] * 5 + [False] * 2


def test_the_depth_is_kept_wherever_one_goes(home: Reader) -> None:
    home.follow(home.link(T("concentration.page")))
    home.ask(home.part("depths").get_by_text(T("plain.depth.expert"), exact=True).click)
    go(home, "宜昌", "宜昌市")
    assert home.codes() == {"lang": "zh", "depth": "expert", "city": str(YICHANG)}
    home.follow(home.link(T("compare.page")))
    assert home.codes()["depth"] == "expert"
