"""The methods: complete for every page, in both languages, and true to what they name."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from geo import measures
from geo.data.atlas import Atlas
from geo.sheets import methods
from geo.sheets.view import View, parse
from geo.words import LANGUAGES, Words, catalogue
from pages.parts.shell import navigation

PACKAGE = json.loads(
    (Path(__file__).parents[2] / "data" / "datapackage.json").read_text(encoding="utf-8")
)
FIGURES = [figure for page in methods.FIGURES.values() for figure in page]
HAN = re.compile(r"[\u4e00-\u9fff]")


def test_every_registered_page_has_its_section() -> None:
    registered = [entry.name for entry in navigation.ENTRIES]
    # The story has no figures of its own: it shows those of other pages.
    assert set(registered) - {"methods", "story"} == set(methods.FIGURES)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.key)
def test_every_figure_is_told_in_both_languages(figure: methods.Figure) -> None:
    for name in ("title", *methods.FIELDS):
        pair = catalogue()[f"{figure.key}.{name}"]
        assert all(pair[lang].strip() for lang in LANGUAGES)
        assert HAN.search(pair["zh"]) and not HAN.search(pair["en"])


def test_nothing_is_told_of_a_figure_that_is_not_listed() -> None:
    told = {tuple(key.split(".")[:3]) for key in catalogue() if key.split(".")[1:-2] == ["methods"]}
    assert told == {(figure.page, "methods", figure.code) for figure in FIGURES}
    told = {
        tuple(key.split(".")[1:3])
        for key in catalogue()
        if key.startswith("methods.") and key.split(".")[1] in methods.NOTES
    }
    listed = {(topic, note) for topic, notes in methods.NOTES.items() for note in notes}
    assert told == listed


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.key)
def test_figures_rest_on_tables_and_measures_that_exist(
    atlas: Atlas, figure: methods.Figure
) -> None:
    assert set(figure.tables) <= set(atlas.tables)
    assert set(figure.measures) <= set(methods.MEASURES)


@pytest.mark.parametrize("name", methods.MEASURES)
def test_each_measure_is_a_function_with_its_literature(name: str) -> None:
    assert name in measures.__all__
    assert re.search(r"\(\d{4}\)", methods.reference(name))
    assert f"methods.measure.{name}" in catalogue()


def test_an_unknown_measure_is_an_error() -> None:
    with pytest.raises(KeyError):
        methods.reference("no_such_measure")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_remarks_are_given(atlas: Atlas, lang: str) -> None:
    shown = {kind for kinds in methods.REMARKS.values() for kind in kinds}
    assert {f"hca:{kind}" for kind in shown} == {
        "hca:cautions",
        "hca:contradictions",
        "hca:gaps",
    }
    for kind in shown:
        found = atlas.remarks(kind)
        assert [remark.texts[lang] for remark in found] == [r[lang] for r in PACKAGE[f"hca:{kind}"]]


@pytest.mark.parametrize("topic", methods.TOPICS)
def test_a_section_comes_back_from_its_link(atlas: Atlas, topic: str) -> None:
    view = View(topic=topic)
    assert parse(view.codes(), atlas) == (view, ())


def test_the_boundaries_on_screen_are_close_to_the_full_ones(atlas: Atlas) -> None:
    province, city, county = methods.generalisation(atlas)
    assert province == pytest.approx(185_936, abs=1)
    assert 0 < city < 0.01 and 0 < county < 0.01


def test_the_glossary_is_complete_both_ways() -> None:
    terms = methods.terms(Words("zh"))
    assert len({term.zh for term in terms}) == len(terms) == len({term.en for term in terms})
    for term in terms:
        assert HAN.search(term.zh) and not HAN.search(term.en)
        assert set(catalogue()[f"glossary.{term.code}.meaning"]) == set(LANGUAGES)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("区位商", "lq"),
        ("qws", "lq"),
        ("location quotient", "lq"),
        ("赫芬达尔", "hhi"),
        ("GB/T 2260", "adcode"),
        ("choropleth", "choropleth"),
        ("融合", "dissolve"),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_term_is_found_in_either_language(lang: str, query: str, code: str) -> None:
    assert code in {term.code for term in methods.terms(Words(lang), query)}


def test_a_search_without_a_hit_finds_nothing() -> None:
    assert methods.terms(Words("en"), "zzzz") == ()
