"""The methods page from links good and bad, and the way to it from every other page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.sheets import methods
from geo.words import Words
from tests.app.conftest import in_turns

PACKAGE = json.loads(
    (Path(__file__).parents[2] / "data" / "datapackage.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("topic", "lang"), in_turns(methods.FIGURES))
def test_a_section_tells_each_figure_of_its_page(read_page, topic: str, lang: str) -> None:
    t, reader = Words(lang), read_page("methods", lang=lang, topic=topic)
    for figure in methods.FIGURES[topic]:
        assert t(f"{figure.key}.title") in reader.text
        for name in methods.FIELDS:
            assert t(f"{figure.key}.{name}") in reader.text
    for name in methods.measures_of(topic):
        assert methods.MEASURES[name] in reader.text
    label = t("methods.back", page=t(f"{topic}.page"))
    assert reader.links[label][0].endswith(topic) or topic == "overview"


@pytest.mark.parametrize(("topic", "lang"), in_turns([*methods.NOTES, "formulas"]))
def test_notes_and_formulas(read_page, topic: str, lang: str) -> None:
    t, reader = Words(lang), read_page("methods", lang=lang, topic=topic)
    for note in methods.NOTES.get(topic, ()):
        assert t(f"methods.{topic}.{note}.title") in reader.text
    if topic == "formulas":
        assert all(formula in reader.text for formula in methods.MEASURES.values())
        assert "Ellison, G. and Glaeser, E. L. (1997)" in reader.text
    assert "{" not in "".join(reader.parts("method"))


def test_the_province_is_measured(read_page) -> None:
    reader = read_page("methods", topic="places")
    assert "185 936" in reader.text


@pytest.mark.parametrize("topic", methods.REMARKS)
def test_every_remark_of_the_package_is_shown(read_page, lang: str, topic: str) -> None:
    reader = read_page("methods", lang=lang, topic=topic)
    for kind in methods.REMARKS[topic]:
        for record in PACKAGE[f"hca:{kind}"]:
            assert record[lang] in reader.text


def test_headline_counts_figures_and_contradictions(read_page, lang: str) -> None:
    reader = read_page("methods", lang=lang)
    assert str(sum(map(len, methods.FIGURES.values()))) in reader.headline
    assert str(len(PACKAGE["hca:contradictions"])) in reader.headline


def test_the_glossary_is_searched_and_opened_again(open_page) -> None:
    reader = open_page("methods", lang="en", topic="glossary")
    of = len(methods.terms(Words("en")))
    assert reader.html.count('<td lang="zh">') == of
    reader.find("text_input", "glossary_q").set_value("区位商")
    reader.run()
    assert 1 <= reader.html.count('<td lang="zh">') < of
    assert reader.codes["q"] == "区位商"
    reader.find("text_input", "glossary_q").set_value("zzzz")
    reader.run()
    assert Words("en")("methods.glossary_empty") in reader.text
    reader.find("button", "glossary_all").click()
    reader.run()
    assert reader.html.count('<td lang="zh">') == of
    assert "q" not in reader.codes


def test_an_unknown_section_is_told_and_the_first_opened(read_page) -> None:
    reader = read_page("methods", topic="no_such_section")
    assert "topic=no_such_section" in reader.text
    assert "topic" not in reader.codes
    assert Words("zh")("overview.methods.headline.shows") in reader.text


def test_filters_are_said_not_to_act(read_page) -> None:
    assert Words("zh")("methods.ignored") in read_page("methods", tier="national").text
    assert Words("zh")("methods.ignored") not in read_page("methods", q="区位商").text


def test_the_methods_page_does_not_link_to_itself(read_page) -> None:
    assert Words("zh")("methods.link") not in read_page("methods").links
