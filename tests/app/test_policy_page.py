"""The policy page in both languages, from links good and bad, against the tables."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from geo.data.atlas import Atlas
from geo.questions import policies
from geo.words import Words
from tests import tables
from tests.app.conftest import as_read, folded

ROOT = Path(__file__).parents[2]
MEASURES = tables.rows("policies")


def open_page(**codes: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "entry.py"), default_timeout=60)
    app.query_params.update(codes)
    return app.switch_page("pages/policy.py").run()


def html(app: AppTest) -> str:
    return "\n".join(block.value for block in app.markdown)


def text(app: AppTest) -> str:
    return as_read(html(app))


def is_sound(app: AppTest) -> bool:
    return not app.exception and 'role="alert"' not in html(app)


def find(app: AppTest, kind: str, name: str) -> Any:
    """A control by its name, however often it was mounted anew."""
    (found,) = [one for one in app.get(kind) if re.fullmatch(rf"{name}(_\d+)?", one.key or "")]
    return found


def listed(app: AppTest) -> str:
    """The measures that are shown."""
    return unescape("".join(b.value for b in app.markdown if 'class="measure-list"' in b.value))


def test_it_shows_every_measure_with_wording_and_source(lang: str) -> None:
    app = open_page(lang=lang)
    assert is_sound(app)
    shown = listed(app)
    assert shown.count("<li>") == len(MEASURES) == shown.count('class="quote"')
    for row in MEASURES:
        assert row[f"measure_{lang}"] in shown
        assert f"“{row['quote_zh']}”" in shown
        assert row["section_zh"] in shown
    assert "open>" not in shown


def test_headline_counts_the_official_ones() -> None:
    official = [row for row in MEASURES if row["source_id"] == "seed_004"]
    left_out = {row["lever_id"] for row in MEASURES} - {row["lever_id"] for row in official}
    headline = re.search(r'class="headline[^"]*"[^>]*>(.*?)</', html(open_page(lang="zh")))
    assert headline
    assert f"收录政策措施 {len(MEASURES)} 条，其中官方文件 {len(official)} 条" in headline[1]
    assert f"{len(left_out)} 类目前只有专家建议" in headline[1]


def test_the_matrices_as_a_table(lang: str) -> None:
    t = Words(lang)
    (table,) = (one for one in folded(open_page(lang=lang)).values() if t("facts.total") in one)
    assert len(table) == 16
    assert table[t("facts.total")].sum() == len(MEASURES)
    documents = [t(f"facts.document.{k}", year=y) for k, y in KINDS]
    assert table[documents].to_numpy().sum() == len(MEASURES)


KINDS = [("official", 2021), ("paper", 2005), ("paper", 2016), ("paper", 2019), ("paper", 2025)]


def test_a_link_narrows_the_list() -> None:
    app = open_page(lang="zh", lever="cooperation", level="interprovincial")
    assert is_sound(app)
    wanted = [
        row
        for row in MEASURES
        if row["lever_id"] == "cooperation" and "interprovincial" in tables.cells(row["level"])
    ]
    assert listed(app).count("<li>") == len(wanted)
    assert ' open=""' in listed(app)


def test_search_and_choices_go_into_the_link() -> None:
    app = open_page(lang="zh")
    find(app, "text_input", "policy_q").set_value("担保").run()
    assert is_sound(app)
    assert app.query_params["q"] == "担保"
    assert "finance_04" not in listed(app) and "信用担保" in listed(app)
    find(app, "multiselect", "lever").set_value(["finance"]).run()
    assert app.query_params["lever"] == "finance"
    app.button(key="policy_all").click().run()
    assert "q" not in app.query_params and "lever" not in app.query_params
    assert listed(app).count("<li>") == len(MEASURES)


def test_nothing_found_is_said_in_a_sentence() -> None:
    app = open_page(lang="en", lever="brand", doc="seed_004")
    assert is_sound(app)
    assert Words("en")("policy.list_empty") in text(app)


def test_what_filters_cannot_reach_is_said() -> None:
    app = open_page(lang="zh", city="420100", fam="digital")
    assert is_sound(app)
    assert "在本页不起作用" in text(app)
    assert listed(app).count("<li>") == len(MEASURES)


def test_every_target_is_listed_and_none_called_fulfilled(atlas: Atlas, lang: str) -> None:
    app = open_page(lang=lang)
    t = Words(lang)
    rows = re.search(r'<table class="measures stacked">.*?</table>', html(app))
    assert rows
    body = rows[0].split("<tbody>")[1]
    number = sum(
        row["theme"] == "target"
        and row["adcode"] == "420000"
        and bool(row["value"])
        and row["bound"] != "range_high"
        for row in tables.rows("facts")
    )
    planned = policies.planned_counts(atlas)
    assert len(planned) > 0
    number += len(planned)
    assert body.count("<tr>") == number
    assert body.count(f'class="none">{t("policy.target.unknown")}<') == number


def test_every_gap_leads_somewhere() -> None:
    app = open_page(lang="en")
    shown = text(app)
    for gap in policies.GAPS:
        assert Words("en")(f"policy.gap.{gap.code}.title") in shown


def test_an_unknown_code_is_reported() -> None:
    app = open_page(lang="en", lever="magic")
    assert is_sound(app)
    assert "lever=magic" in text(app)
    assert listed(app).count("<li>") == len(MEASURES)


def test_the_english_page_keeps_chinese_for_wording_and_titles_only() -> None:
    app = open_page(lang="en")
    shown = re.sub(r"<details class=\"quote\">.*?</details>", "", html(app))
    shown = re.sub(r"<div class=\"brand-other\">.*?</div>", "", shown)
    shown = re.sub(
        r"<div class=\"source\">.*?</div>|<small>[^<]*</small></div></td></tr>", "", shown
    )
    assert not re.search(r"[\u4e00-\u9fff]", shown), re.findall(r".{20}[\u4e00-\u9fff]+", shown)[:3]
