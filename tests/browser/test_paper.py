"""What a printer gets of a page, and what a first visit shows."""

from __future__ import annotations

import io

from PIL import Image
from playwright.sync_api import expect

from geo.words import Words
from tests.browser.conftest import OpenReader


def test_paper_has_the_map_and_what_it_says_but_no_controls(arrive: OpenReader) -> None:
    reader = arrive()
    reader.open("clusters", lang="zh")
    marks = len(reader.marks())
    reader.page.emulate_media(media="print")
    reader.map().evaluate("() => dispatchEvent(new Event('beforeprint'))")
    for control in ("[data-testid=stSidebar]", ".st-key-tools", ".st-key-filters .stPopover"):
        expect(reader.page.locator(control).first).to_be_hidden()
    expect(reader.page.locator(".headline")).to_be_visible()
    expect(reader.part("legend")).to_be_visible()
    box = reader.map().evaluate(
        "() => { const {x, right} = document.querySelector('.atlas-province-line path')"
        ".getBoundingClientRect(); return [x, right, innerWidth]; }"
    )
    assert -5 <= box[0] < box[1] <= 705  # with the width of its line
    assert len(reader.marks()) == marks
    expect(reader.map().locator(".atlas-zoom")).to_be_hidden()
    reader.map().evaluate("() => dispatchEvent(new Event('afterprint'))")
    reader.page.emulate_media(media="screen")
    expect(reader.page.locator("[data-testid=stSidebar]")).to_be_visible()


def test_paper_has_the_charts_of_a_city_side_by_side(arrive: OpenReader) -> None:
    reader = arrive()
    reader.open("city", lang="zh", city="420500")
    reader.page.emulate_media(media="print")
    reader.page.set_viewport_size({"width": 703, "height": 1000})
    charts = reader.page.locator(".st-key-city_section_statistics .js-plotly-plot .main-svg")
    tops = charts.evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).filter((box) => box.height)"
        ".map((box) => Math.round(box.top))"
    )
    assert len(tops) >= 6
    assert len(set(tops)) <= 2, "six small charts in two rows"
    for control in (".stSelectbox", ".stButtonGroup", ".left-of"):
        for one in reader.page.locator(control).all():
            expect(one).to_be_hidden()


def test_a_first_visit_is_told_once_how_to_begin(arrive: OpenReader) -> None:
    reader = arrive(locale="de-DE")  # a browser profile that no other test has used
    reader.open("layout", lang="en")
    hint = reader.page.locator(".first-visit")
    expect(hint).to_be_visible()
    assert Words("en")("hint.text") in hint.inner_text()
    assert reader.page.evaluate("document.documentElement.translate"), "of no use to a German"
    hint.get_by_role("button").click()
    expect(hint).to_be_hidden()
    reader.open("clusters", lang="en")
    expect(reader.page.locator(".headline")).to_be_visible()
    expect(hint).to_be_hidden()
    reader.page.emulate_media(forced_colors="active")  # as with high contrast in Windows
    timeline = reader.part("timeline").screenshot()
    drawn = Image.open(io.BytesIO(timeline)).convert("RGB").getcolors(1 << 20)
    assert sum(n for n, (r, g, b) in drawn or () if r > g + 60 > b) > 200, "the slider is seen"


def test_streamlits_own_words_are_in_the_language_of_the_page(arrive: OpenReader) -> None:
    reader = arrive()
    reader.open("story", lang="zh")
    assert reader.page.evaluate("document.documentElement.lang") == "zh-CN"
    assert not reader.page.evaluate("document.documentElement.translate")
    own = reader.page.locator(".story-which b")  # a name of ours that Streamlit has a word for
    reader.page.locator(".story-which").evaluate("(box) => box.append(document.createElement('b'))")
    own.evaluate("(name) => name.append('Search')")
    expect(reader.page.get_by_text(Words("zh")("streamlit.file_limit")).first).to_be_visible()
    assert own.inner_text() == "Search"
    reader.in_language("en")
    assert reader.page.evaluate("document.documentElement.lang") == "en"
    expect(reader.page.get_by_text(Words("en")("streamlit.file_limit")).first).to_be_visible()
