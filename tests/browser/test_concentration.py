"""The page of concentration in use: what is counted, panels, maps, and clicks on figures."""

from __future__ import annotations

import codecs
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from geo.data.atlas import Atlas
from geo.look.tokens import CENTRES
from geo.questions.concentration import cells, choice, robustness, subjects, wording
from geo.sheets import sheet
from geo.sheets.concentration import asked
from geo.sheets.view import View
from geo.words import LANGUAGES, Words
from tests import tables
from tests.browser.driver import Reader

WUHAN, XIANGYANG, XIAOGAN, XIANNING = 420100, 420600, 420900, 421200
CORE = (420100, 420600, 420500)
GROWTH = "named.provincial_key_growth_cluster"
CHARTS = (
    "pairs",
    "quotients",
    "strip-own",
    "two-way",
)


def headline(reader: Reader) -> str:
    return reader.page.locator(".headline").inner_text()


def said(atlas: Atlas, lang: str, count: str, base: str) -> str:
    """The headline as the library says it."""
    t = Words(lang)
    found = robustness.case(atlas, subjects.subject(atlas, count), base, CORE, "lead")
    return wording.headline(found, wording.names(atlas, count, found.base, CORE, t), t)


def points(reader: Reader) -> dict[str, str]:
    """What each chart is drawn of."""
    return {
        chart: reader.part(chart)
        .locator(".js-plotly-plot")
        .evaluate(
            "plot => JSON.stringify(plot.calcdata.map(t => t.map(p => [p.x, p.y, p.p, p.s])))"
        )
        for chart in CHARTS
    }


def pick(reader: Reader, menu: str, name: str) -> None:
    """Choose an option of one of the menus on top of the page."""
    box = reader.part(menu).get_by_role("combobox")
    box.click()
    box.fill(name)  # a long list holds only what is in sight
    option = reader.page.get_by_role("option", name=name).first
    reader.ask(option.click)


def switch(reader: Reader, part: str, name: str) -> None:
    reader.ask(reader.part(part).get_by_text(name, exact=True).click)


def outlined(reader: Reader) -> int:
    """How many areas of the map are outlined as chosen."""
    return reader.map().locator("path.outline").count()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_headline_follows_what_is_counted_and_the_benchmark(
    reader: Reader, atlas: Atlas, lang: str
) -> None:
    t = Words(lang)
    reader.open("concentration", lang=lang, depth="expert")
    assert headline(reader) == said(atlas, lang, subjects.DEFAULT, "population")
    before = points(reader)
    pick(reader, "count", subjects.label(atlas, tables.CONTRAST, t))
    assert reader.codes() == {"lang": lang, "count": tables.CONTRAST, "depth": "expert"}
    assert headline(reader) == said(atlas, lang, tables.CONTRAST, "population")
    after = points(reader)
    assert all(before[chart] != after[chart] for chart in CHARTS), "every figure is repainted"
    reader.open("concentration", lang=lang, depth="expert", count=tables.CONTRAST, base="gdp")
    assert headline(reader) == said(atlas, lang, tables.CONTRAST, "gdp")


@pytest.mark.parametrize(
    ("chart", "city"),
    [
        ("pairs", XIANGYANG),
        ("quotients", XIANNING),
        ("two-way", XIANNING),
    ],
)
def test_a_click_on_a_dot_chooses_the_city_on_the_map(
    reader: Reader, chart: str, city: int
) -> None:
    codes = {"lang": "zh", "count": GROWTH, "depth": "expert"}
    reader.open("concentration", **codes)
    assert outlined(reader) == 0
    reader.click_dot(chart, city)
    assert reader.codes() == codes | {"city": str(city)}
    assert outlined(reader) > 0
    reader.click_dot(chart, city)
    assert reader.codes() == codes
    assert outlined(reader) == 0


@pytest.mark.parametrize("rows", choice.CELLS)
def test_a_click_on_a_cell_chooses_the_city_on_the_map(
    reader: Reader, atlas: Atlas, rows: str
) -> None:
    found = cells.cells(atlas, *asked.industries_of_view(atlas, View(count=GROWTH)), rows)
    assert found is not None
    city = next(c for c in found.table.columns if c != str(WUHAN) and found.table[c].iloc[0])
    codes = {"lang": "zh", "count": GROWTH, "panel": "where", "cells": rows}
    reader.open("concentration", **codes)
    reader.click_cell("industries", found.table.index[0], city)
    assert reader.codes() == {k: v for k, v in codes.items() if v != "family"} | {"city": city}
    assert outlined(reader) > 0


def test_a_click_on_the_map_marks_the_city_in_the_figures(reader: Reader) -> None:
    reader.open("concentration", lang="zh", depth="expert")
    reader.click_city(XIANGYANG)
    assert reader.codes() == {"lang": "zh", "city": str(XIANGYANG), "depth": "expert"}
    shaded = reader.part("pairs").locator(".shapelayer path")
    shaded.first.wait_for(state="attached")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_panels_take_turns(reader: Reader, lang: str) -> None:
    t = Words(lang)
    reader.open("concentration", lang=lang, depth="expert")
    signs = {
        "lottery": ".st-key-lorenz .js-plotly-plot",
        "where": ".waffle",
        "years": ".small-maps",
        "expert": ".cannot",
        "stand": ".measures.stand .own",
    }
    for panel, sign in signs.items():
        switch(reader, "panel", t(f"concentration.panel.{panel}"))
        assert reader.codes().get("panel", "stand") == panel
        seen = {one: reader.page.locator(other).count() for one, other in signs.items()}
        assert {one for one, number in seen.items() if number} == {panel}, sign


def test_the_map_shows_both_standings(reader: Reader, atlas: Atlas) -> None:
    reader.open("concentration", lang="en", depth="expert", count=tables.CONTRAST)
    reader.sign_frame()
    switch(reader, "lens", Words("en")("concentration.lens.two_way"))
    assert reader.codes()["lens"] == "two_way"
    paths = reader.map().locator(".atlas-land path").all()
    names = [name for path in paths for name in (path.get_attribute("class") or "").split()]
    painted = Counter(name for name in names if name.startswith("area-two-way-"))
    assert sum(painted.values()) == len(atlas.cities)
    shown = reader.part("legend").locator(".two-way .legend-count").all_inner_texts()
    assert sorted(int(n) for n in shown if int(n)) == sorted(painted.values())
    assert reader.frame_is_signed()


def test_centres_of_several_lists_are_drawn_with_their_numbers(reader: Reader) -> None:
    reader.open("concentration", lang="zh", count=GROWTH, lens="centres")
    signs = reader.map().locator(".centre-sign").all_inner_texts()
    assert signs == [str(number) for number in range(len(CENTRES) + 1)]
    named = reader.part("legend").locator(".legend-item").all_inner_texts()
    assert [name.strip().split()[0] for name in named] == signs
    assert reader.map().locator("path.centre-ring").count() > 2


def test_a_phone_has_no_sideways_scroll(arrive) -> None:  # type: ignore[no-untyped-def]
    reader = arrive(width=390, height=844, touch=True)
    for codes in ({}, {"lens": "two_way"}, {"lens": "centres", "panel": "where", "cells": "chain"}):
        reader.open("concentration", lang="en", count=GROWTH, **codes)
        assert reader.overflow() <= 0


@pytest.mark.parametrize("width", [1366, 390])
def test_plain_words_and_their_dots_have_room(  # type: ignore[no-untyped-def]
    arrive, atlas: Atlas, width: int
) -> None:
    """The switch brings the page of experts and back, and the browser's way back leads there."""
    reader = arrive(width=width, height=768)
    reader.open("concentration", lang="zh")
    assert reader.overflow() <= 0
    bands = reader.page.locator(".dots .band").all()
    item = subjects.subject(atlas, subjects.DEFAULT)
    dots = [band.locator(".row i").count() for band in bands]
    assert dots == [item.total, item.named]
    boxes = [band.bounding_box() for band in bands]
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
    switch(reader, "depths", "专业")
    assert reader.codes() == {"lang": "zh", "depth": "expert"}
    assert reader.page.locator(".dots").count() == 0
    reader.ask(reader.page.go_back)
    assert reader.codes() == {"lang": "zh"}
    assert reader.page.locator(".dots").count() == 1


def test_figures_of_a_chart_are_unfolded_sorted_and_taken_away(
    reader: Reader, atlas: Atlas, tmp_path: Path
) -> None:
    reader.open("concentration", lang="zh", depth="expert")
    (chart,) = (
        one
        for one in sheet(atlas, "concentration", View(depth="expert")).charts
        if one.code == "pairs"
    )
    fold = reader.part("pairs_table")
    assert not fold.locator("td").count()  # it is built when it is asked for
    fold.locator("summary").press("Enter")
    rows = fold.locator("tbody tr")
    assert rows.count() == len(chart.table)
    assert rows.first.locator("td").first.inner_text() == chart.table.iloc[0, 0]
    with reader.page.expect_download() as started:
        fold.get_by_text(Words("zh")("common.download", n=len(chart.table))).click()
    path = tmp_path / started.value.suggested_filename
    started.value.save_as(path)
    assert path.read_bytes().startswith(codecs.BOM_UTF8)
    assert_frame_equal(pd.read_csv(path), chart.table, check_dtype=False)
