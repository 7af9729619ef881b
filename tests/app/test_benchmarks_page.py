"""The benchmarks page in both languages, from links good and bad, against the tables."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.data.atlas import Atlas
from geo.questions import benchmarks
from geo.words import Words
from tests import tables
from tests.app.conftest import as_read, folded, in_turns

ROOT = Path(__file__).parents[2]


def open_page(**codes: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "entry.py"), default_timeout=60)
    app.query_params.update(codes)
    return app.switch_page("pages/benchmarks.py").run()


def html(app: AppTest) -> str:
    return "\n".join(block.value for block in app.markdown)


def text(app: AppTest) -> str:
    return as_read(html(app))


def is_sound(app: AppTest) -> bool:
    return not app.exception and 'role="alert"' not in html(app)


def opened(app: AppTest) -> str:
    """The card of the benchmark opened."""
    (card,) = [block.value for block in app.markdown if 'class="detail block"' in block.value]
    return unescape(card)


def test_it_opens_with_hubeis_own(atlas: Atlas, lang: str) -> None:
    app = open_page(lang=lang)
    t = Words(lang)
    assert is_sound(app)
    own, _ = benchmarks.own_size(atlas) or pytest.fail("no size")
    headline = re.search(r'class="headline[^"]*"[^>]*>(.*?)</', html(app))
    assert headline and own.fact.figure(t) in unescape(headline[1])
    assert t("benchmarks.name.wuhan") in opened(app)
    assert t("benchmarks.list_title") in text(app)


@pytest.mark.parametrize(("code", "lang"), in_turns(benchmarks.CODES))
def test_every_benchmark_shows_all_its_statements_with_source(
    atlas: Atlas, code: str, lang: str
) -> None:
    app = open_page(lang=lang, bench=code)
    assert is_sound(app)
    card = opened(app)
    assert t_name(code, lang) in card
    rows = tables.by_key("facts", "fact_id")
    statements = benchmarks.of(atlas, code)
    assert card.count("<li>") == len(statements)
    assert card.count('class="quote"') == len(statements)
    for fact in statements:
        assert f"“{rows[fact.ids[0]]['quote_zh']}”" in card
        assert rows[fact.ids[0]]["section_zh"] in card
        assert fact.figure(Words(lang)) in card


def t_name(code: str, lang: str) -> str:
    return Words(lang)(f"benchmarks.name.{code}")


def test_the_matrix_as_a_table_counts_all_statements() -> None:
    app = open_page(lang="en")
    (table,) = (one for one in folded(app).values() if "Total" in one)
    number = sum(
        row["source_id"] == "seed_003" and row["section_zh"].startswith("三")
        for row in tables.rows("facts")
    )
    assert table["Total"].sum() == number


def test_picking_another_changes_the_view() -> None:
    app = open_page(lang="zh")
    app.selectbox(key="bench").set_value("germany").run()
    assert is_sound(app)
    assert app.query_params["bench"] == "germany"
    assert "4\u2009000 万欧元" in opened(app)


def test_filters_act_on_hubeis_numbers_and_say_so() -> None:
    app = open_page(lang="zh", city="420600")
    assert is_sound(app)
    told = Words("zh")("benchmarks.filtered", filters="市州：襄阳")
    assert told in text(app)
    assert not re.search(r"个\s*个", text(app)), "a unit said twice"
    assert Words("zh")("benchmarks.own_left") in text(app)
    assert "只作用于" not in text(open_page(lang="zh"))


def test_an_unknown_code_is_reported() -> None:
    app = open_page(lang="en", bench="atlantis")
    assert is_sound(app)
    assert "bench=atlantis" in text(app)
    assert "Wuhan" in opened(app)


def test_the_english_page_keeps_chinese_for_wording_and_titles_only() -> None:
    app = open_page(lang="en")
    shown = re.sub(
        r"<details.*?</details>|<div class=\"(?:source|brand-other)\">.*?</div>", "", html(app)
    )
    assert not re.search(r"[\u4e00-\u9fff]", shown)
