"""Plain words claim no more than the test gives, and name no measure; experts are told all."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import product

import pytest
from pptx import Presentation

from geo import sheets, story
from geo.charts import dots as drawing
from geo.data.atlas import Atlas
from geo.files.slides.pptx import pptx_bytes
from geo.look.tokens import THEMES
from geo.questions.concentration import bases, robustness
from geo.questions.concentration.verdict import EDGE, TAIL
from geo.sheets import Sheet
from geo.sheets.concentration import plain
from geo.sheets.view import View, parse
from geo.words import LANGUAGES, Words
from tests import tables

#: What only experts read.
MEASURES = re.compile(
    "区位商|莫兰|泰尔|赫芬达尔|埃里森|洛伦兹|基尼|置信区间|95% ?区间|单侧|抽签|标准差|标准分|置换"
    "|椭圆|Clopper|Theil|HHI|Herfindahl|Moran|Lorenz|Ellison|Gini|[Ll]ocation quotient|interval"
    "|one-sided|lottery|standard deviation|z-score|permutation|ellipse|p-value"
)
COUNTS = (
    "named.national_innovative_cluster",
    "named.county_characteristic_cluster",
    tables.CONTRAST,
    "official.county_characteristic_cluster.2024",
    "named.national_hitech_zone",
    "firms",
    "fam.vehicles",
)


def texts(sheet: Sheet) -> Iterator[str]:
    """All that a sheet says in words."""
    yield from (sheet.claim, *sheet.lines)
    if sheet.map:
        yield from (sheet.map.title, sheet.map.badge, sheet.map.on_screen, sheet.map.alt)
        yield sheet.map.legend.note
        for heading, entries in sheet.map.legend.rows:
            yield from (heading, *(entry.label for entry in entries))
    for chart in sheet.charts:
        yield from (chart.title, chart.badge, chart.on_screen, chart.alt)
        yield from map(str, chart.table.columns)
        for trace in chart.figure.data:
            for words in (trace.text, trace.hovertemplate):
                yield from map(str, words if isinstance(words, tuple | list) else [words])
        yield str(chart.figure.layout.to_plotly_json())


@pytest.mark.parametrize("page", sheets.PAGES)
def test_no_page_names_a_measure_in_plain_words(atlas: Atlas, page: str) -> None:
    for lang in LANGUAGES:
        counts = COUNTS[:3] if page == "concentration" else ("",)
        for count in counts:
            sheet = sheets.sheet(atlas, page, View(lang=lang, count=count))
            named = [text for text in texts(sheet) if MEASURES.search(text)]
            assert not named, lang


@pytest.mark.parametrize("lang", LANGUAGES)
def test_experts_are_told_the_measures(atlas: Atlas, lang: str) -> None:
    found = {
        name
        for panel in ("lottery", "where", "expert")
        for text in texts(sheets.sheet(atlas, "concentration", View(lang=lang, panel=panel)))
        for name in MEASURES.findall(text)
    }
    wanted = {
        "zh": {"区位商", "莫兰", "泰尔", "洛伦兹", "赫芬达尔", "Clopper"},
        "en": {"Clopper", "Theil", "Moran", "Lorenz", "HHI"},
    }
    assert wanted[lang] <= found


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("core", [(), (420100,), (421200, 420500)], ids=str)
def test_the_claim_says_no_more_than_holds_wherever_the_missing_lie(
    atlas: Atlas, count: str, core: tuple[int, ...]
) -> None:
    for base in bases.BASES:
        view = View(count=count, core=core, base=base)
        found = plain.question(atlas, view)
        assert found is not None
        claim, lines = plain.words(atlas, view, Words("zh"))
        ways = [found.verdict]
        if found.range:
            ways += [found.range.lowest, found.range.highest]
        directions = {robustness.direction(way) for way in ways}
        if "明显集中" in claim:
            assert all(way.at_least <= TAIL for way in ways)
        elif "明显偏少" in claim:
            assert all(way.at_most <= TAIL for way in ways)
        elif "可能偏多" in claim:
            assert all(way.at_least <= EDGE for way in ways)
        elif "可能偏少" in claim:
            assert all(way.at_most <= EDGE for way in ways)
        elif "还不能下结论" in claim:
            over = {way.n > way.expected for way in ways}
            assert len(directions) > 1 or len(over) > 1
            assert "可能不同" in lines[1]
        else:
            assert directions == {"open"}
            assert "明显" not in lines[0].partition("逐个")[0]
        if "并不集中" in claim:
            assert all(way.n < way.expected for way in ways[:1])
        if "结论不变" in lines[1]:
            assert len(directions) == 1
        told = f"{found.verdict.n:.0f} " if found.verdict.n else "都不在这里"
        assert told in claim and f"{found.verdict.of:.0f} " in claim


@pytest.mark.parametrize(("lang", "count"), list(product(LANGUAGES, COUNTS)))
def test_a_dot_is_an_item(atlas: Atlas, lang: str, count: str) -> None:
    view = View(lang=lang, count=count)
    found = plain.question(atlas, view)
    assert found is not None
    (chart,) = sheets.sheet(atlas, "concentration", view).charts
    numbers = [len(trace.x) for trace in chart.figure.data if trace.mode == "markers"]
    missing = found.range.missing if found.range else 0
    verdict = found.verdict
    core, expected, of = round(verdict.n), round(verdict.expected), round(verdict.of)
    drawn = [core, of - core, missing, expected, of - expected]
    if of > 150:  # a dot is a hundredth of them
        held, due = round(verdict.share * 100), round(verdict.base_share * 100)
        drawn = [held, 100 - held, due, 100 - due]
    assert numbers == [number for number in drawn if number]
    listed = chart.table.set_index(chart.table.columns[0])
    held = listed.iloc[: len(found.core), 0].sum()
    assert held == verdict.n


def test_many_items_are_shares_and_fit_a_line_length() -> None:
    group = (drawing.Group(26, "a", core=True), drawing.Group(84, "b"))
    for theme in THEMES:
        chart = drawing.dots([drawing.Row("n", group, True)] * 2, theme)
        low, high = chart.layout.xaxis.range
        assert all(low <= x <= high for trace in chart.data for x in trace.x)
        rows = {y for trace in chart.data if trace.mode == "markers" for y in trace.y}
        assert len(rows) > 2


def test_a_link_with_an_option_of_experts_shows_their_page(atlas: Atlas) -> None:
    for codes in ({"panel": "stand"}, {"lens": "two_way"}, {"rule": "full"}, {"smooth": "5"}):
        view, _ = parse(codes, atlas)
        assert view.depth == "expert"
        assert parse(view.codes(), atlas)[0] == view
        plain_too, _ = parse({**codes, "depth": "simple"}, atlas)
        assert plain_too.depth == "simple"
        assert parse(plain_too.codes(), atlas)[0] == plain_too
    assert View().replace(panel="where").depth == "expert"
    assert View().codes() == {"lang": "zh"}


def test_the_story_shows_the_dots_and_its_notes_the_method(atlas: Atlas) -> None:
    (step,) = [one for one in story.shipped(atlas).steps if one.page == "concentration"]
    whole = sheets.sheet(atlas, "concentration", step.view)
    one = story.narrowed(whole, step.figure)
    assert (one.claim, one.lines, one.map) == (whole.claim, whole.lines, None)
    assert [chart.code for chart in one.charts] == ["dots"]
    (slide, *_) = Presentation(io.BytesIO(pptx_bytes(atlas, [one]))).slides
    shown = " ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
    assert not MEASURES.search(shown)
    assert "Clopper" in slide.notes_slide.notes_text_frame.text


def test_a_story_of_before_keeps_the_chart_it_names(atlas: Atlas) -> None:
    steps = [{"page": "concentration", "figure": figure} for figure in ("pairs", "map", "")]
    told, _ = story.text.story("", steps, {}, atlas)
    assert [step.view.depth for step in told.steps] == ["expert", "simple", "simple"]
