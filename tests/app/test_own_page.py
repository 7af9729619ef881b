"""Completing an official list: from the list to every page, in this visit alone, and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.data.atlas import Atlas
from geo.own import adding, keeping, matching, taken
from geo.record import counts
from geo.words import LANGUAGES, Words, catalogue
from pages.parts.shell.visit import cookie
from pages.parts.shell.visits import VISITS
from tests.app.conftest import Reader, listings

KEY_GROWTH = "provincial_key_growth_cluster"
NEW = ("枝江市甲测试品产业集群", "恩施州乙测试品产业集群")
LIST = "\n".join(
    ("集群名称", "黄石市服装产业集群", *NEW, "丙测试品产业集群", "宜昌市精细磷化工集群")
)


@pytest.fixture(autouse=True)
def few_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Headlines of one page are compared: those of all take a while."""
    monkeypatch.setattr(adding, "PAGES", ("clusters",))


def marked(reader: Reader) -> bool:
    """Whether the page says that own lists are in its data."""
    (date,) = reader.parts("nav-date")
    return any(date.endswith(mark) for mark in catalogue()["own.mark"].values())


def read_list(reader: Reader, text: str) -> Reader:
    reader.app.session_state["own_tab"] = "list"
    reader.run().find("text_area", "own_text").set_value(text)
    reader.find("button", "own_read").click()
    return reader.run()


def used(reader: Reader, text: str = LIST) -> Reader:
    """Somebody who has taken a list into use."""
    read_list(reader, text)
    reader.find("button", "own_preview_now").click()
    reader.run()
    reader.find("button", "own_use").click()
    return reader.run()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_list_is_checked_before_it_counts(open_page, atlas: Atlas, lang: str) -> None:
    t = Words(lang)
    reader = read_list(open_page("own", lang=lang), LIST)
    assert t("own.check_counts", same=1, probable=1, new=2, refused=1) in reader.text
    assert t("own.refused.no_place.what") in reader.text
    before = counts.coverage(atlas, KEY_GROWTH)
    assert str(before.named) in reader.headline
    reader.find("checkbox", "own_same_5_宜昌市精细磷化工集群").uncheck()
    reader.run().find("button", "own_preview_now").click()
    told = t("own.told.count", before=before.named, after=before.named + 3, of=before.official)
    assert told in reader.run().text
    assert not marked(reader)
    reader.find("button", "own_untouched").click()
    assert told not in reader.run().text


def test_what_is_used_is_on_every_page_and_can_be_taken_back(open_page, atlas: Atlas) -> None:
    reader = used(open_page("own", lang="zh"))
    named = counts.coverage(atlas, KEY_GROWTH).named
    assert marked(reader)
    reader.app.switch_page("pages/clusters.py")
    reader.app.query_params["prog"] = KEY_GROWTH
    reader.run()
    assert str(named + len(NEW)) in reader.headline
    assert marked(reader)
    reader.app.switch_page("pages/own.py")
    reader.run().find("button", "own_undo").click()
    assert not marked(reader.run())
    assert str(named) in reader.headline


def test_every_step_can_be_undone(open_page) -> None:
    reader = used(open_page("own", lang="zh"))
    reader.find("button", "own_undo").click()
    reader.run()
    # The list is worked on again, as it was.
    assert not marked(reader)
    t = Words("zh")
    assert t("own.check_counts", same=1, probable=1, new=2, refused=1) in reader.text
    reader.find("text_input", "own_source_issuer").set_value("测试单位")
    reader.run()
    reader.find("checkbox", "own_same_5_宜昌市精细磷化工集群").uncheck()
    reader.run()
    for wanted in (("测试单位", True), ("", True)):
        reader.find("button", "own_step_back").click()
        reader.run()
        box = reader.find("checkbox", "own_same_5_宜昌市精细磷化工集群")
        assert (reader.find("text_input", "own_source_issuer").value, box.value) == wanted
    reader.find("button", "own_step_back").click()  # the list was read
    assert t("own.check_none") in reader.run().text
    assert not [button for button in reader.app.button if button.key == "own_step_back"]


def test_a_list_that_is_worked_on_outlasts_a_reload(open_page) -> None:
    reader = read_list(open_page("own", lang="zh"), LIST)
    reader.find("checkbox", "own_same_5_宜昌市精细磷化工集群").uncheck()
    token = reader.run().app.session_state["visit_token"]
    again = open_page("own", lang="zh", cookies={cookie(): token})
    assert again.app.session_state["own_tab"] == "list"
    assert not again.find("checkbox", "own_same_5_宜昌市精细磷化工集群").value
    again.find("button", "own_step_back").click()
    assert again.run().find("checkbox", "own_same_5_宜昌市精细磷化工集群").value


def test_two_visits_never_meet(open_page) -> None:
    one, other = open_page("own", lang="zh"), open_page("own", lang="zh")
    used(one, NEW[0])
    used(other, NEW[1])
    for reader in (one, other, third := open_page("clusters", lang="zh")):
        reader.app.switch_page("pages/clusters.py")
        reader.run()
    lists = [
        " ".join(rows.to_csv() for rows in listings(reader.app)) for reader in (one, other, third)
    ]
    for name in NEW:
        assert [name in text for text in lists] == [name == NEW[0], name == NEW[1], False]
    assert not marked(third)


def test_a_list_in_use_is_there_after_a_reload(open_page) -> None:
    token = used(open_page("own", lang="zh")).app.session_state["visit_token"]
    assert marked(open_page("clusters", lang="zh", cookies={cookie(): token}))
    other = open_page("clusters", lang="zh", cookies={cookie(): token[::-1]})
    assert not marked(other)
    lost = catalogue()["own.lost"]["zh"]
    assert [one.value for one in other.app.toast] == [lost], "what is gone is told"
    assert not other.run().app.toast, "once"


def test_a_selected_own_cluster_stands_in_no_link(open_page) -> None:
    reader = used(open_page("own", lang="zh"))
    visit = VISITS.find(reader.app.session_state["visit_token"])
    own = visit.kept["lists_in_use"][-1]
    code = own.table("clusters")["cluster_id"].iloc[-1]
    assert code.startswith("own_")
    reader.app.switch_page("pages/clusters.py")
    reader.app.query_params["sel"] = code
    reader.run()
    assert code not in str(reader.codes)
    assert not any(code in codes for _, codes in reader.links.values())


def test_a_server_may_have_an_own_list_for_everybody(
    open_page, atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    members = matching.members(atlas, taken.from_text(atlas, LIST))
    over = adding.overlay(atlas, members, KEY_GROWTH, 2023, adding.Source("测试名单"))
    keeping.write(keeping.contents(atlas, over), tmp_path)
    monkeypatch.setenv("HCA_DATA", str(tmp_path))
    reader = open_page("own", lang="en")
    assert marked(reader)
    assert "测试名单" in reader.text
    assert not [button for button in reader.app.button if button.key == "own_undo"]
