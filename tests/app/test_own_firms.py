"""A register beside the data as readers use it: switched on, followed from page to page, absent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from geo.data.atlas import Atlas
from geo.register.build import build
from geo.words import Words
from pages.parts.shell import state

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def folder(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of a hundred and one firms, placed; one row of the file has no place."""
    made = tmp_path_factory.mktemp("firms")
    rows = [f"第{n}汽车公司,襄阳市,汽车制造" for n in range(101)]
    text = "\n".join(["企业名称,市州,产业链", *rows, "无处公司,,"])
    (made / "firms.csv").write_text(text, encoding="utf-8")
    told = build(atlas, made / "firms.csv", made)
    (made / "report.json").write_text(told.json(), encoding="utf-8")
    return made


@pytest.fixture
def beside(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every visit counts this register."""
    monkeypatch.setenv("HCA_REGISTER_URL", str(folder))
    yield
    state._register.clear()


@pytest.mark.usefixtures("beside")
def test_one_switch_counts_own_firms_and_pages_say_so(open_page: Open, lang: str) -> None:
    t = Words(lang)
    page = open_page("chains", lang=lang)
    before = page.headline
    page.find("button_group", "own").set_value("firms")
    page.run()
    assert page.codes["own"] == "firms"
    assert page.headline != before
    assert "101" in page.headline
    assert t("counted.known", total=102, placed=101, mapped=101) in page.text
    assert t("filters.left_firms", left=101, of=102) in page.text
    for name, told in (("city", "101"), ("compare", "101"), ("concentration", "101")):
        there = open_page(name, lang=lang, own="firms", city="420600")
        assert told in there.text, name
        assert t("counted.known", total=102, placed=101, mapped=101) in there.text
    assert t("counted.documents") in open_page("ladder", lang=lang, own="firms").text


@pytest.mark.parametrize("page", ["chains", "concentration", "ladder"])
def test_a_link_that_asks_for_firms_that_are_not_there(
    page: str, open_page: Open, lang: str
) -> None:
    plain, asked = open_page(page, lang=lang), open_page(page, lang=lang, own="firms")
    assert Words(lang)("counted.none") in asked.text
    assert asked.headline == plain.headline
    assert "own" not in asked.codes
    assert not [one for one in asked.app.get("button_group") if (one.key or "").startswith("own")]
