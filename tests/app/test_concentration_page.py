"""The concentration page in both languages, from links good and bad, against the library."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo import sheets
from geo.data.atlas import Atlas
from geo.questions.concentration import bases, choice, dated, robustness, subjects
from geo.questions.concentration.two_way import two_way
from geo.sheets import view as geo_view
from geo.sheets.view import View
from geo.words import Words
from tests import tables
from tests.app.conftest import folded, in_turns

OpenPage = Callable[..., Any]
CORE = (420100, 420600, 420500)
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("base", "lang"), in_turns(bases.BASES))
def test_the_headline_is_that_of_the_library(
    atlas: Atlas, read_page: OpenPage, base: str, lang: str
) -> None:
    reader = read_page("concentration", lang=lang, depth="expert", base=base)
    item = subjects.subject(atlas, subjects.DEFAULT)
    found = robustness.case(atlas, item, base, CORE, "lead").verdict
    t = Words(lang)
    for figure in (f"{found.n:.0f}", f"{found.of:.0f}", f"{found.expected:.0f}"):
        assert figure in reader.headline
    assert t.percent(found.share) in reader.text
    assert t("concentration.badge.named", named=item.named, total=item.total) in reader.text
    assert t("concentration.sure.title") in reader.text


@pytest.mark.parametrize(
    ("codes", "lang"),
    in_turns([
        {"count": tables.CONTRAST},
        {"count": "official.county_characteristic_cluster.2024", "core": "420200,420300"},
        {"count": "named.provincial_key_growth_cluster", "rule": "fractional"},
        {"count": "named.national_advanced_manufacturing_cluster", "rule": "full"},
        {"count": "stat.gdp.2024", "base": "secondary"},
        {"count": "firms", "base": "gdp"},
        {"count": "view", "fam": "vehicles"},
        {"q": "no such cluster anywhere"},
        {"core": "420100", "city": "420600"},
        {"tier": "county", "base": "equal"},
    ]),
    ids=str,
)  # fmt: skip
def test_views_by_link(atlas: Atlas, read_page: OpenPage, codes: dict[str, str], lang: str) -> None:
    reader = read_page("concentration", lang=lang, **codes)
    view, _ = geo_view.parse({"lang": lang, **codes}, atlas)
    assert reader.headline == sheets.sheet(atlas, "concentration", view).claim
    assert reader.codes == {"lang": lang, **codes}


def test_a_chain_without_a_cluster_is_nothing_to_count(read_page: OpenPage) -> None:
    reader = read_page("concentration", lang="en", count="chain.hydrogen")
    assert reader.codes == {"lang": "en"}
    assert "count=chain.hydrogen" in "".join(reader.parts("notice"))
    assert reader.headline == read_page("concentration", lang="en").headline


def test_the_example_of_the_readme_says_what_the_page_says(read_page: OpenPage) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?binomial_upper_tail.*?)```", readme, re.DOTALL)
    names: dict[str, Any] = {}
    exec(example, names)
    reader, t = read_page("concentration", lang="en", depth="expert"), Words("en")
    assert f"{names['inside']} of {len(names['named'])} against" in reader.headline
    for share in (names["share"], names["low"], names["high"], names["chance"]):
        assert t.percent(share) in reader.text


def test_unknown_codes_are_told(read_page: OpenPage) -> None:
    reader = read_page(
        "concentration", lang="en", count="nonsense", base="gold", core="1,420100", rule="x"
    )
    for code in ("count=nonsense", "base=gold", "core=1", "rule=x"):
        assert code in reader.text
    assert "Wuhan" in reader.headline


def test_what_is_counted_and_the_benchmark_can_be_changed(open_page: OpenPage) -> None:
    reader = open_page("concentration", lang="zh")
    reader.find("selectbox", "base").set_value("gdp")
    reader.run()
    assert reader.codes["base"] == "gdp"
    reader.find("selectbox", "count").set_value(tables.CONTRAST)
    reader.run()
    assert reader.codes == {"lang": "zh", "base": "gdp", "count": tables.CONTRAST}
    assert "110" in reader.headline and "26" in reader.headline


def test_filters_change_what_is_counted(read_page: OpenPage) -> None:
    reader = read_page("concentration", lang="zh", fam="vehicles")
    chains = tables.rows("chains")
    assert next(r["family_zh"] for r in chains if r["family_id"] == "vehicles") in reader.headline
    reader = read_page("concentration", lang="zh", fam="vehicles", count=tables.CONTRAST)
    assert "不受上方筛选影响" in reader.text


def test_the_english_page_has_no_chinese(read_page: OpenPage) -> None:
    reader = read_page("concentration", lang="en", depth="expert")
    figures = reader.parts("full-sentence|figure-title|reading|note")
    assert not [text for text in figures if any("\u4e00" <= char <= "\u9fff" for char in text)]


def test_the_panel_counts_how_often_the_verdict_holds(atlas: Atlas, read_page: OpenPage) -> None:
    item = subjects.subject(atlas, subjects.DEFAULT)
    trials = robustness.panel(atlas, item, CORE, "lead")
    own = [one for trial in trials if trial.kind != "list" for one in trial.verdicts if one]
    same = sum(one.kind == "open" for one in own)
    reader = read_page("concentration", lang="en", panel="stand")
    assert f"{same} of {len(own)} ways of computing give the same conclusion" in reader.text
    assert reader.html.count("<tr") >= len(trials)


def test_the_map_of_two_standings_counts_all_cities(atlas: Atlas, read_page: OpenPage) -> None:
    reader = read_page("concentration", lang="en", lens="two_way", count=tables.CONTRAST)
    numbers = [int(number) for number in reader.parts("legend-count")]
    assert len(numbers) == 9
    assert sum(numbers) == len(atlas.cities)
    item = subjects.subject(atlas, tables.CONTRAST)
    shares = bases.shares(atlas, bases.base(atlas, "secondary", item.year))
    sides = two_way(subjects.by_city(atlas, item, "lead"), shares)["side"].value_counts()
    assert f"▲ significantly more on the list: {sides['above']}" in reader.text
    amount = read_page("concentration", lang="en", lens="two_way", count="stat.gdp.2024")
    assert amount.find("button_group", "lens").value == "quotient"


def test_centres_of_chosen_lists(atlas: Atlas, open_page: OpenPage) -> None:
    few = next(one for one in dated.lists(atlas) if one.number < 3)
    codes = f"{few.code},{tables.CONTRAST}"
    reader = open_page("concentration", lang="en", lens="centres", centre=codes)
    assert "Mean centres and ellipses of 2 lists" in reader.text
    told = Words("en")("concentration.centre.bare", lists="")
    assert told.strip() in reader.text
    programme = tables.CONTRAST.split(".")[1]
    pills = reader.find("button_group", f"centre_{programme}")
    pills.set_value([])
    reader.run()
    assert reader.codes["centre"] == few.code


def test_smoothing_is_shown_and_adjusted(open_page: OpenPage) -> None:
    reader = open_page("concentration", lang="en", depth="expert")
    assert "strength K = 14.2 clusters" in reader.text
    reader.find("select_slider", "smooth").set_value(50.0)
    reader.run()
    assert reader.codes == {"lang": "en", "smooth": "50"}
    assert "strength K = 50 clusters" in reader.text


def test_industries_by_family_or_chain(open_page: OpenPage) -> None:
    reader = open_page("concentration", lang="en", panel="where")
    assert "Most in High-end equipment" in " ".join(reader.parts("figure-title"))
    reader.find("button_group", "cells").set_value("chain")
    reader.run()
    assert reader.codes == {"lang": "en", "panel": "where", "cells": "chain"}
    shown = " ".join(reader.parts("figure-title"))
    assert "Most in " in shown and "Most in High-end equipment" not in shown


#: Every panel of two kinds of count and every kind of count in two panels, as sheets of all of them
#: are compared without a page; the maps take turns.
COUNTS = (subjects.DEFAULT, tables.CONTRAST, "named.provincial_key_growth_cluster",
          "official.county_characteristic_cluster.2024", "firms")  # fmt: skip
SHOWN = [
    (panel, count, choice.MAPS[number % len(choice.MAPS)], lang)
    for number, (panel, count, lang) in enumerate(in_turns(subjects.PANELS, COUNTS))
    if (number // len(COUNTS) - number) % len(COUNTS) < 2
]


@pytest.mark.parametrize(("panel", "count", "lens", "lang"), SHOWN)
def test_the_page_shows_its_sheet_and_every_table_can_be_taken_away(
    atlas: Atlas, read_page: OpenPage, panel: str, count: str, lens: str, lang: str
) -> None:
    codes = {"lang": lang, "panel": panel, "count": count, "lens": lens}
    reader = read_page("concentration", **codes)
    sheet = sheets.sheet(atlas, "concentration", geo_view.parse(codes, atlas)[0])
    assert reader.find("button_group", "lens").value == lens
    if lang == "en":
        texts = reader.parts("figure-title|reading|note|legend-note|legend-heading")
        assert not [text for text in texts if any("\u4e00" <= char <= "\u9fff" for char in text)]
    assert reader.headline == sheet.claim
    assert all(line in reader.text for line in sheet.lines)
    of_map = {"map-figures"} if lens == "quotient" else set()
    assert {one.name for one in sheet.exports[len(sheet.rows) :]} == {
        *(chart.code for chart in sheet.charts),
        *("map" for _ in of_map),
    }
    files = set(folded(reader.app))
    assert files == {chart.code for chart in sheet.charts} | of_map
    assert {item.key for item in reader.app.get("plotly_chart")} <= files
    for chart in sheet.charts:
        assert chart.title in reader.text, chart.code


@pytest.mark.parametrize("codes", [{"count": "stat.gdp.2024"}, {"q": "no such cluster"}], ids=str)
def test_an_amount_and_nothing_are_the_sheet_too(
    atlas: Atlas, read_page: OpenPage, lang: str, codes: dict[str, str]
) -> None:
    codes |= {"depth": "expert"}
    reader = read_page("concentration", lang=lang, **codes)
    sheet = sheets.sheet(atlas, "concentration", View(lang=lang, **codes))
    assert reader.headline == sheet.claim
    assert all(line in reader.text for line in sheet.lines)
    assert [item.key for item in reader.app.get("plotly_chart")] == [c.code for c in sheet.charts]


@pytest.mark.parametrize(
    ("codes", "lang"),
    in_turns([{}, {"count": tables.CONTRAST, "base": "gdp"}, {"count": "stat.gdp.2024"},
              {"count": "named.county_characteristic_cluster", "core": "420100"}]),
    ids=str,
)  # fmt: skip
def test_in_plain_words_the_page_is_claim_dots_and_how_to_read_them(
    atlas: Atlas, read_page: OpenPage, codes: dict[str, str], lang: str
) -> None:
    reader = read_page("concentration", lang=lang, **codes)
    sheet = sheets.sheet(atlas, "concentration", geo_view.parse({"lang": lang, **codes}, atlas)[0])
    assert reader.headline == sheet.claim
    assert all(line in reader.text for line in sheet.lines)
    (chart,) = sheet.charts
    drawn = sum(len(trace.x) for trace in chart.figure.data if trace.mode == "markers")
    assert reader.html.count("<i></i>") == drawn > 0
    assert not reader.app.get("plotly_chart")
    assert not re.search(r"区位商|Clopper|抽签|单侧|lottery|one-sided", reader.text)
    if lang == "en":
        told = " ".join(reader.parts("headline|figure-title|reading|words|name"))
        assert not re.search("[\u4e00-\u9fff]", told)
    others = [codes for page, codes in reader.links.values() if page == "concentration"]
    assert len(set(others)) >= 4, "other ways of asking"


def test_the_depth_is_kept_from_page_to_page_and_stands_in_the_link(open_page: OpenPage) -> None:
    reader = open_page("concentration", lang="zh")
    assert reader.find("button_group", "depth").value == "simple"
    reader.find("button_group", "depth").set_value("expert")
    reader.run()
    assert reader.codes == {"lang": "zh", "depth": "expert"}
    assert "区位商" in reader.text
    assert "depth=expert" in reader.links["市州"][1]
    reader.app.switch_page("pages/city.py")
    reader.run()
    assert reader.find("button_group", "depth").value == "expert"
    older = open_page("concentration", lang="zh", panel="expert")
    assert older.find("button_group", "depth").value == "expert"
