"""Language and depth from one visit to the next."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.app.conftest import Reader

OpenPage = Callable[..., Reader]

LANG, DEPTH = "hubei-cluster-atlas-lang", "hubei-cluster-atlas-depth"
ENGLISH_EXPERT = {LANG: "en", DEPTH: "expert"}


def shown(reader: Reader) -> tuple[str, str]:
    """Language and depth of a page."""
    depth = reader.find("button_group", "depth").value
    return reader.find("button_group", "filter_lang").value, depth


@pytest.mark.parametrize(
    ("cookies", "link", "expected"),
    [
        (ENGLISH_EXPERT, {}, ("en", "expert")),
        (ENGLISH_EXPERT, {"lang": "zh", "depth": "simple"}, ("zh", "simple")),
        ({DEPTH: "simple"}, {"panel": "where"}, ("zh", "expert")),
        ({LANG: "fr", DEPTH: '"><script>'}, {}, ("zh", "simple")),
        ({}, {}, ("zh", "simple")),
    ],
    ids=["kept", "the link says", "the link asks for an expert's page", "hostile", "nothing kept"],
)
def test_a_link_goes_first_then_the_last_choice(
    open_page: OpenPage, cookies: dict[str, str], link: dict[str, str], expected: tuple[str, str]
) -> None:
    reader = open_page("concentration", locale="zh-CN", cookies=cookies, **link)
    assert shown(reader) == expected
    # Opened anew in the same browser, the address shows the same.
    assert shown(open_page("concentration", cookies=cookies, **reader.codes)) == expected


def test_a_language_of_the_browser_yields_to_the_one_that_was_chosen(open_page: OpenPage) -> None:
    assert open_page(locale="en-GB", cookies={LANG: "zh"}).codes["lang"] == "zh"
    assert open_page(locale="en-GB", cookies={LANG: "xx"}).codes["lang"] == "en"


def test_only_what_is_chosen_is_kept(open_page: OpenPage) -> None:
    """A link is no choice; a click is."""
    reader = open_page("concentration", lang="en", depth="expert")
    assert not kept(reader)
    reader.find("button_group", "depth").set_value("simple")
    assert kept(reader.run()) == {f'"{DEPTH}": "simple"'}
    reader.app.query_params["lang"] = "zh"  # as the links at the foot of the sidebar do
    assert kept(reader.run()) == {f'"{DEPTH}": "simple"', f'"{LANG}": "zh"'}


def kept(reader: Reader) -> set[str]:
    """What the page has its browser keep."""
    (script,) = [
        str(item.proto.body)
        for item in reader.app.get("html")
        if "document.cookie" in str(item.proto.body)
    ]
    given = script.rpartition("({")[2].partition("}")[0]
    return set(filter(None, given.split(", ")))
