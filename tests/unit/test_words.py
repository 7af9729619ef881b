"""Words, numbers and lists as each language writes them."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.words import LANGUAGES, Words, catalogue

THIN = "\u2009"


@pytest.fixture(params=LANGUAGES)
def t(request: pytest.FixtureRequest) -> Words:
    return Words(request.param)


def test_text_of_a_key_in_each_language() -> None:
    assert Words("zh")("filters.reset") == "重置"
    assert Words("en")("filters.reset") == "Reset"


def test_fields_are_filled_in() -> None:
    assert Words("zh")("filters.left_clusters", left=5, of=114) == "5 / 114 个集群"
    assert Words("en")("filters.left_clusters", left=5, of=114) == "5 of 114 clusters"


def test_words_follow_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "{n} cluster{n:|s} {n:is|are} in {place}"
    monkeypatch.setattr("geo.words.catalogue", lambda: {"a.b": {"zh": "x", "en": text}})
    told = [Words("en")("a.b", n=n, place="Ezhou") for n in (0, 1, "1", 2, f"1{THIN}001")]
    assert told == [
        "0 clusters are in Ezhou",
        "1 cluster is in Ezhou",
        "1 cluster is in Ezhou",
        "2 clusters are in Ezhou",
        f"1{THIN}001 clusters are in Ezhou",
    ]


def test_a_text_filled_in_is_no_template_itself(t: Words) -> None:
    assert "{x}" in t("pages.unknown_codes", codes="{x}")
    assert "{0.__class__}" in t("pages.unknown_codes", codes="{0.__class__}")


def test_an_unknown_key_is_an_error(t: Words) -> None:
    for key in ("filters.no_such_key", "filters", "", "no_such_subject.reset"):
        with pytest.raises(KeyError):
            t(key)


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(ValueError, match="fr"):
        Words("fr")


def test_every_text_is_there_in_both_languages() -> None:
    for key, pair in catalogue().items():
        assert set(pair) == {"zh", "en"}, key
        assert all(text.strip() for text in pair.values()), key


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0, 0, "0"),
        (7, 0, "7"),
        (999, 0, "999"),
        (1000, 0, f"1{THIN}000"),
        (18520.4, 0, f"18{THIN}520"),
        (1234.5, 1, f"1{THIN}234.5"),
        (1234567.891, 2, f"1{THIN}234{THIN}567.89"),
        (-1234.5, 1, f"-1{THIN}234.5"),
        (0.05, 1, "0.1"),
        (3, 2, "3.00"),
    ],
)
def test_numbers_have_thin_spaces(t: Words, value: float, digits: int, text: str) -> None:
    assert t.number(value, digits) == text


@pytest.mark.parametrize("value", [None, float("nan"), pd.NA])
def test_an_unknown_number_is_said_to_be_unknown(value: float) -> None:
    assert Words("zh").number(value) == "暂无资料"
    assert Words("en").number(value) == "no data"


def test_shares_are_percentages(t: Words) -> None:
    assert t.percent(0.39450) == "39%"
    assert t.percent(0.395) == "40%"
    assert t.percent(0.9375, 1) == "93.8%"
    assert [t.percent(share) for share in (0, 1, 1.054)] == ["0%", "100%", "105%"]


def test_lists_in_the_punctuation_of_the_language() -> None:
    assert Words("zh").join(["武汉", "襄阳", "宜昌"]) == "武汉、襄阳、宜昌"
    assert Words("en").join(name for name in ("Wuhan", "Yichang")) == "Wuhan, Yichang"
    assert Words("zh").join(["武汉"]) == "武汉"
    assert Words("en").join([]) == ""


def test_years_and_ranges_of_them() -> None:
    assert Words("zh").years(2006, 2025) == "2006—2025"
    assert Words("en").years(2006, 2025) == "2006–2025"
    assert Words("zh").years(2018, 2018) == Words("en").years(2018, 2018) == "2018"


def test_names_fall_back_on_the_other_language() -> None:
    row = {"name_zh": "武汉市", "name_en": "Wuhan"}
    assert (Words("zh").name(row), Words("en").name(row)) == ("武汉市", "Wuhan")
    for missing in (None, float("nan"), pd.NA, ""):
        assert Words("en").name({"name_zh": "武汉市", "name_en": missing}) == "武汉市"
        assert Words("zh").name({"name_zh": missing, "name_en": "Wuhan"}) == "Wuhan"
    assert Words("zh").name(pd.Series({"name_zh": None, "name_en": None})) == ""
