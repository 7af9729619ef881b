"""Every page in both languages, on a laptop and on a phone."""

from __future__ import annotations

import re
from typing import Any

from geo.words import Words
from pages.parts.shell import navigation
from tests.browser.conftest import OpenReader
from tests.browser.driver import Reader, Server
from tests.unit.test_catalogue import LATIN

PAGES = [entry.name for entry in navigation.ENTRIES]
WITH_MAP = ["overview", "clusters", "city"]
SIZES = {"laptop": (1440, 900), "phone": (390, 844)}
PROJECTOR = {"width": 1920, "height": 1080}

#: The product's other name and the way to the other language stand on both kinds of page.
OTHER_LANGUAGE = {
    "zh": ("Hubei Cluster Atlas", "English", "EN"),
    "en": ("湖北产业集群地图", "中文", "中"),
}
#: Where every word is ours: controls, headings, legends. Elsewhere titles of sources may stand.
OUR_PARTS = (
    ".st-key-filters",
    ".st-key-legend",
    ".headline",
    ".figure-title",
    ".reading",
    "[data-testid=stSidebar]",
    "[data-testid=stPopoverButton]",
    ".listing-fold summary",
    "[data-testid=stWidgetLabel]",
)


#: Blocks of words that lie over one another.
LIE_OVER = """() => {
  const blocks = [...document.querySelectorAll(
    "[data-testid=stMain] :is(.headline, .figure-head, .tiles > *, p, li, td, .reading, .evidence)"
  )].filter((node) => node.checkVisibility() && node.innerText.trim() && !node.closest(".stacked")
                      && !node.querySelector("p, li, td, .figure-head, .reading, .evidence"));
  const boxes = blocks.map((node) => [node.getBoundingClientRect(), node]), over = [];
  boxes.forEach(([one, node], at) => boxes.slice(at + 1).forEach(([other, next]) => {
    const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    if (wide > 3 && high > 4 && !node.contains(next) && !next.contains(node))
      over.push([node.innerText.slice(0, 20), next.innerText.slice(0, 20)]);
  }));
  return over;
}"""


def url_of(page: str) -> str:
    return "" if page == PAGES[0] else page


def wrong_words(text: str, lang: str) -> list[str]:
    """Words of the other language in a text."""
    for name in OTHER_LANGUAGE[lang]:
        text = text.replace(name, " ")
    # Icons are written as ligatures of their names.
    text = re.sub(r"[a-z]+_[a-z_]+", " ", text)
    if lang == "en":
        return re.findall(r"[\u3400-\u9fff]+", text)
    return [word for word in re.findall(r"[A-Za-z]{3,}", text) if word not in LATIN]


def test_all_pages_are_tested() -> None:
    assert set(WITH_MAP) <= set(PAGES)


def visit(arrive: OpenReader, page: str, lang: str, size: str, **window: Any) -> Reader:
    """Open a page and look for what every page has; a laptop is put to a projector as well."""
    width, height = SIZES[size]
    reader = arrive(width=width, height=height, touch=size == "phone", **window)
    reader.open(url_of(page), lang=lang)
    t = Words(lang)
    assert reader.page.title() == f"{t(f'{page}.page')} · {t('pages.product')}"
    assert reader.codes() == {"lang": lang}
    assert reader.overflow() <= 0
    assert reader.small_text() == []
    texts = [text for part in OUR_PARTS for text in reader.page.locator(part).all_inner_texts()]
    names = names_of_controls(reader)
    assert all(names)
    assert wrong_words("\n".join(texts + names), lang) == []
    if size == "laptop":
        reader.page.set_viewport_size(PROJECTOR)
        reader.settle()
        assert reader.overflow() <= 0
        # Seen at twice the size, which halves the window.
        reader.page.set_viewport_size({"width": width // 2, "height": height // 2})
        reader.wait_for(lambda: reader.overflow() <= 0)
        main = reader.page.get_by_test_id("stMainBlockContainer").bounding_box()
        assert main is not None
        columns = reader.page.locator(".st-key-side").all()
        boxes = [box for box in (column.bounding_box() for column in columns) if box]
        assert all(box["width"] > main["width"] / 2 for box in boxes if box["height"] > 1)
        reader.page.set_viewport_size({"width": width, "height": height})
    if page in WITH_MAP or reader.part("map").locator("iframe").count():
        assert reader.map().locator(".atlas-land path").count() == 17
    return reader


def names_of_controls(reader: Reader) -> list[str]:
    """What assistive technology reads; Streamlit's own toolbars and slider thumbs aside."""
    return reader.page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stMain] :is(input, textarea, select)')]
                   .filter(e => !['hidden', 'range'].includes(e.type))
                   .map(e => e.getAttribute('aria-label') || e.labels?.[0]?.innerText || '')"""
    )


def test_first_language_is_the_browsers(arrive: OpenReader) -> None:
    for locale, lang in (("zh-CN", "zh"), ("en-GB", "en")):
        reader = arrive(locale=locale)
        reader.open()
        assert reader.codes()["lang"] == lang
        # What an English text quotes stands between marks, not between gaps.
        wide = reader.page.locator(".headline").evaluate(
            """node => { const text = node.appendChild(document.createElement("span"));
                         text.style = "font-size: 100px; position: absolute; white-space: nowrap";
                         text.textContent = "a “b” c";
                         const { width } = text.getBoundingClientRect();
                         text.textContent = "a b c";
                         return width - text.getBoundingClientRect().width; }"""
        )
        assert lang == "zh" or wide < 130


def test_language_switch_changes_every_label_and_keeps_the_map(reader: Reader) -> None:
    reader.open("clusters", lang="zh")
    names = {lang: Words(lang) for lang in ("zh", "en")}
    reader.sign_frame()
    look = reader.look()
    for lang in ("en", "zh"):
        reader.in_language(lang)
        assert reader.codes()["lang"] == lang
        on_map = reader.map().locator("body").inner_text()
        assert ("武汉" in on_map) == (lang == "zh")
        assert ("Wuhan" in on_map) == (lang == "en")
        # A mark carries one letter, so the map's words are three letters or more.
        assert wrong_words(on_map, lang) == []
        assert wrong_words(reader.part("legend").inner_text(), lang) == []
        assert wrong_words(reader.part("filters").inner_text(), lang) == []
        assert reader.link(names[lang]("clusters.page")).is_visible()
    assert reader.frame_is_signed()
    assert reader.look() == look


def test_phone_keeps_the_map_below_half_of_the_window(arrive: OpenReader) -> None:
    """One finger must be able to scroll past the map."""
    reader = arrive(width=390, height=844, touch=True)
    reader.open("", lang="zh")
    box = reader.part("map").locator("iframe").bounding_box()
    assert box is not None
    assert 180 <= box["height"] <= 422
    assert box["width"] <= 390
    assert len(reader.counted()) == reader.left()


def test_the_first_page_at_twice_its_size_lies_nowhere_over_itself(arrive: OpenReader) -> None:
    reader = arrive(width=720, height=450)
    reader.open("", lang="zh")
    assert reader.overflow() <= 0
    assert reader.page.evaluate(LIE_OVER) == []


def test_a_phone_shows_the_stage_no_wider_than_it_is(arrive: OpenReader) -> None:
    reader = arrive(width=390, height=844, touch=True)
    for place in ({"slide": "cover"}, {"step": "1"}, {"step": "5"}):
        reader.open("story", lang="zh", present="1", **place)
        assert reader.overflow() <= 0


def test_pages_under_a_base_path_link_to_each_other_with_the_view(
    arrive: OpenReader, based: Server
) -> None:
    """The first page and one below it by their links, and all of the sidebar from there."""
    t = Words("zh")
    reader = arrive(based)
    for start in (WITH_MAP[-1], PAGES[0]):
        reader.open(url_of(start), lang="zh", tier="national")
        assert reader.path() == url_of(start)
        assert reader.map().locator(".atlas-land path").count() == 17
    # Whoever has no register of firms is led to none.
    for page in [*(page for page in PAGES[1:] if page != navigation.FIRMS), PAGES[0]]:
        reader.follow(reader.link(t(f"{page}.page")))
        # A busy browser may send what it had to say of the page before first.
        reader.wait_for(lambda page=page: reader.path() == url_of(page))
        reader.settle()
        reader.wait_for(lambda: reader.codes() == {"lang": "zh", "tier": "national"})
        assert reader.page.title().startswith(t(f"{page}.page"))
        assert reader.faults() == []
