"""The page of chains: both languages, deep links, a bad code, no chain, every part."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo import sheets
from geo.data.atlas import Atlas
from geo.questions import cities
from geo.questions.chains import choice, places
from geo.questions.chains.findings import headline
from geo.questions.chains.gaps import gaps
from geo.sheets.chains import asked
from geo.sheets.view import View
from geo.words import LANGUAGES, Words
from tests import tables
from tests.app.conftest import as_read, listings

ROOT = Path(__file__).parents[2]


def open_page(**codes: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "entry.py"), default_timeout=90)
    app.query_params.update(codes)
    return app.switch_page("pages/chains.py").run()


def html(app: AppTest) -> str:
    return "\n".join(block.value for block in app.markdown)


def text(app: AppTest) -> str:
    return as_read(html(app))


def said(app: AppTest) -> str:
    found = re.search(r'class="headline[^"]*"[^>]*>(.*?)</', html(app))
    assert found
    return unescape(found[1])


def sound(app: AppTest) -> bool:
    return not app.exception and 'role="alert"' not in html(app)


def test_without_a_choice_it_shows_all_chains_and_says_so(atlas: Atlas, lang: str) -> None:
    app = open_page(lang=lang)
    t = Words(lang)
    assert sound(app)
    assert said(app) == headline(atlas, (), "resource", t)
    number = len(choice.table(atlas))
    known = len({row["chain_id"] for row in tables.rows("chain_cities")})
    assert t("chains.none_chosen", n=number) in text(app)
    assert len(app.get("plotly_chart")) == 1
    badge = "chains.matrix_badge_all" if known == number else "chains.matrix_badge"
    assert t(badge, known=known, all=number) in text(app)


@pytest.mark.parametrize("mode", choice.MODES)
def test_a_deep_link_opens_a_chain(atlas: Atlas, lang: str, mode: str) -> None:
    app = open_page(lang=lang, chain="auto", mode=mode)
    t = Words(lang)
    assert sound(app)
    assert said(app) == headline(atlas, ("auto",), mode, t)
    assert t("chains.badge", cities=11, all=17, rows=19) in text(app)
    assert t("chains.legend.role") in text(app)
    assert app.query_params["chain"] == "auto"
    listed = next(rows for rows in listings(app) if t("chains.file.statement") in rows)
    assert len(listed) == len(gaps(atlas, ("auto",)))


#: A column that no other table of the page has.
OWN = {"firms": "segment", "zones": "national"}


def listed(app: AppTest, name: str, t: Words) -> int:
    """Rows of the table of firms or of zones, none where it is left out."""
    return sum(len(rows) for rows in listings(app) if t(f"chains.col.{OWN[name]}") in rows)


#: Every part of two kinds of chain, every kind in half of the parts, as sheets of all of them are
#: compared without a page.
SHOWN = [
    (part, chain, LANGUAGES[(at + number) // 2 % 2])
    for at, part in enumerate(choice.PARTS)
    for number, chain in enumerate(("", "auto", "quantum", "industrial_internet"))
    if (at + number) % 2 == 0
]


@pytest.mark.parametrize(("part", "chain", "lang"), SHOWN)
def test_every_part_of_every_kind_of_chain_shows_what_is_on_record(
    atlas: Atlas, part: str, chain: str, lang: str
) -> None:
    app = open_page(**({"lang": lang, "part": part} | ({"chain": chain} if chain else {})))
    assert sound(app)
    view = View(lang=lang, part=part, chain=(chain,) if chain else ())
    shown, t = sheets.sheet(atlas, "chains", view), Words(lang)
    assert said(app) == shown.claim
    drawn = [item.key for item in app.get("plotly_chart") if item.key.startswith("chain-")]
    assert drawn == [chart.code for chart in shown.charts]
    assert all(chart.title in text(app) for chart in shown.charts)
    for name in OWN:
        rows = getattr(asked, f"{name}_listed")(atlas, view)
        assert listed(app, name, t) == (len(rows) if part == name else 0)
        title = t(f"chains.{name}_title", n=len(rows), cities=rows["city_adcode"].nunique())
        assert (title in text(app)) == (part == name)


def test_an_unknown_chain_is_told_of_and_ignored(atlas: Atlas) -> None:
    app = open_page(lang="zh", chain="no_such_chain", mode="no_such_mode")
    assert sound(app)
    notices = [block.value for block in app.markdown if 'class="notice"' in block.value]
    assert len(notices) == 1
    assert "no_such_chain" in notices[0]
    assert "no_such_mode" in notices[0]
    assert said(app) == headline(atlas, (), "resource", Words("zh"))


def test_a_family_or_a_system_shows_its_chains(atlas: Atlas) -> None:
    for codes, ids in (
        ({"fam": "vehicles"}, choice.chosen(atlas, (), ("vehicles",))),
        ({"system": "eight_emerging"}, choice.in_system(atlas, "eight_emerging")),
    ):
        app = open_page(lang="zh", **codes)
        assert sound(app)
        assert said(app) == headline(atlas, ids, "resource", Words("zh"))


def test_choosing_a_chain_and_the_gaps_writes_the_link() -> None:
    app = open_page(lang="zh")
    app.multiselect(key="chain_ids").set_value(["textile"]).run()
    assert sound(app)
    assert app.query_params["chain"] == "textile"
    app.button_group(key="mode_1").set_value("gaps").run()
    assert sound(app)
    assert app.query_params["mode"] == "gaps"


def test_layers_of_the_map_are_in_the_link(atlas: Atlas) -> None:
    t = Words("zh")
    app = open_page(lang="zh", chain="auto", over="zones")
    assert app.button_group(key="chain_layers").value == ["zones"]
    assert t("chains.legend.link") not in text(app)
    zones = places.zones(atlas, ("auto",))
    assert t("chains.legend.zones", n=len(zones), left=0) in text(app)
    app.button_group(key="chain_layers").set_value(["zones", "firms", "links"]).run()
    assert app.query_params["over"] == "links,firms,zones"
    app.button_group(key="chain_layers").set_value([]).run()
    assert app.query_params["over"] == "none"
    assert app.button_group(key="chain_layers").value == []
    app.button_group(key="chain_layers").set_value(["links"]).run()
    assert "over" not in app.query_params
    assert t("chains.legend.link") in text(app)


def test_zones_are_listed_with_the_chains_that_name_them(atlas: Atlas) -> None:
    app = open_page(lang="zh", part="zones", city="420600")
    zones = places.zones(atlas, ())
    here = zones[zones["city_adcode"] == 420600]
    shown, t = listings(app)[-1], Words("zh")
    assert list(shown[t("chains.col.zone")]) == list(here["name_zh"])
    of_zone = shown.set_index(t("chains.col.zone"))[t("chains.col.chains")]
    assert "汽车制造" in of_zone["襄阳高新技术产业开发区"]
    empty = open_page(lang="zh", part="zones", chain="quantum", city="420600")
    assert t("chains.zones_none") in text(empty)


def test_the_chains_of_a_city_are_listed(atlas: Atlas) -> None:
    app = open_page(lang="zh", city="420100")
    assert sound(app)
    assert Words("zh")(
        "chains.city_title", city="武汉", n=len(cities.chains(atlas, 420100))
    ) in text(app)


def test_a_word_is_looked_up() -> None:
    app = open_page(lang="zh")
    app.text_input(key="chain_word").set_value("激光").run()
    assert sound(app)
    assert Words("zh")("chains.found.midstream") in text(app)
    app.text_input(key="chain_word").set_value("<script>x</script>").run()
    assert sound(app)
    assert "<script>x" not in html(app)


def test_firms_are_found_by_word_and_stage() -> None:
    app = open_page(lang="zh", part="firms", chain="auto")
    everything = len(listings(app)[-1])
    app.text_input(key="find").set_value("轮胎").run()
    assert sound(app)
    assert 0 < len(listings(app)[-1]) < everything


def test_the_working_list_can_be_taken_away() -> None:
    app = open_page(lang="en", chain="auto", part="list")
    ids = [block.proto.id for block in app.get("download_button")]
    assert {re.search(r"chain-gaps_(\w+)$", code)[1] for code in ids if "chain-gaps" in code} == {  # type: ignore[index]
        "csv",
        "xlsx",
    }


def test_the_chinese_page_has_no_english_sentence() -> None:
    words = text(open_page(lang="zh", chain="auto"))
    assert not re.findall(r"[A-Za-z]{3,} [a-z]{3,} [a-z]{3,}", words)


def test_the_english_page_is_in_english() -> None:
    for codes in ({"chain": "auto"}, {"chain": "auto", "mode": "gaps", "part": "near"}, {}):
        words = text(open_page(lang="en", **codes))
        words = words.replace("中文", "").replace("湖北产业集群地图", "")
        assert not re.findall(r"[\u4e00-\u9fff]+", words)
