"""The search box: what it offers while one types, by keyboard, and what Enter does."""

from __future__ import annotations

from playwright.sync_api import Locator

from geo.data.atlas import Atlas
from geo.population.named import NamedClusters
from geo.population.selection import Selection
from geo.words import Words
from tests.browser.conftest import OpenReader
from tests.browser.driver import Reader, serve


def typed(reader: Reader, text: str) -> Locator:
    """The options of the search box once something has been typed into it."""
    box = reader.page.locator("[class*=st-key-filter_q] input")
    box.click()
    box.press_sequentially(text)
    options = reader.page.get_by_role("listbox").get_by_role("option")
    options.first.wait_for()
    return options


def test_typing_offers_where_to_go_and_the_keys_choose(reader: Reader) -> None:
    t = Words("zh")
    reader.open("clusters", lang="zh", tier="national")
    options = typed(reader, "襄阳汽车")
    there = t("search.there", city="襄阳市", chain="汽车制造")
    assert options.first.inner_text().split() == [there, t("search.kind.chain")]
    assert options.nth(1).inner_text().split() == ["襄阳市", t("search.kind.city")]
    assert reader.page.get_by_role("combobox", expanded=True).count() == 1
    box = reader.page.locator("[class*=st-key-filter_q] input")
    assert box.get_attribute("aria-controls") == options.first.locator("..").get_attribute("id")
    box.press("ArrowDown")
    assert options.first.get_attribute("aria-selected") == "true"
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    box.press("Escape")
    assert not options.first.is_visible()
    assert box.input_value() == "襄阳汽车"
    box.press("ArrowDown")
    box.press("ArrowDown")
    reader.ask(lambda: box.press("Enter"))
    assert reader.path() == "chains"
    assert reader.codes() == {"lang": "zh", "chain": "auto", "city": "420600"}
    reader.ask(reader.page.go_back)
    assert reader.codes() == {"lang": "zh", "tier": "national"}


def test_enter_alone_filters(reader: Reader, atlas: Atlas) -> None:
    reader.open("clusters", lang="en")
    options = typed(reader, "xiangyangqiche")
    reader.ask(lambda: reader.page.keyboard.press("Enter"))
    assert not options.first.is_visible()
    assert reader.codes() == {"lang": "en", "q": "xiangyangqiche"}
    assert reader.left() == len(NamedClusters(atlas).rows(Selection(q="襄阳 汽车")))


def test_nothing_found_offers_the_nearest(reader: Reader, atlas: Atlas) -> None:
    number = len(NamedClusters(atlas).rows(Selection(q="汽车")))
    reader.open("clusters", lang="zh", q="恩施汽车")
    near = reader.part("nearest").get_by_role("link")
    assert near.first.inner_text() == Words("zh")("search.near", q="汽车", n=number)
    reader.follow(near.first)
    assert reader.codes() == {"lang": "zh", "q": "汽车"}
    assert reader.left() == number


def test_two_cities_are_compared_and_below_a_path_too(arrive: OpenReader) -> None:
    with serve(base="atlas") as server:
        reader = arrive(server)
        reader.open("", lang="en")
        options = typed(reader, "武汉和襄阳")
        assert "Wuhan, Xiangyang" in options.first.inner_text()
        reader.ask(options.first.click)
        assert reader.path() == "compare"
        assert reader.codes() == {"lang": "en", "compare": "420100,420600"}


def test_enter_in_a_list_takes_one(reader: Reader) -> None:
    reader.open("chains", lang="zh")
    box = reader.page.locator("[class*=st-key-chain_ids] input")
    box.click()
    box.press_sequentially("汽车")
    reader.ask(lambda: box.press("Enter"))
    assert reader.codes() == {"lang": "zh", "chain": "auto"}
