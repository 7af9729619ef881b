"""What a reader far from the server waits for: each round trip is counted, none is timed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from playwright.sync_api import Request

from geo.data.atlas import Atlas
from geo.population.named import NamedClusters
from geo.population.selection import Selection
from geo.questions import layout
from geo.words import Words
from tests.browser.conftest import OpenReader
from tests.browser.driver import Reader, Server

#: Scripts of the map's frame, with what came of each over the network.
_FETCHED = """() => Object.fromEntries(performance.getEntriesByType("resource")
    .filter(({name}) => name.endsWith(".js"))
    .map(({name, transferSize}) => [name.split("/").at(-1), transferSize]))"""


def test_a_second_load_brings_no_script_of_the_map(
    arrive: OpenReader, app: Server, based: Server
) -> None:
    for server in (app, based):
        for _ in range(2):
            reader = arrive(server)
            reader.open("clusters")
            fetched = reader.map().evaluate(_FETCHED)
        assert {name.partition("-")[0].partition(".")[0] for name in fetched} == {"atlas", "main"}
        assert set(fetched.values()) == {0}, fetched


def test_an_interaction_is_one_question(reader: Reader, atlas: Atlas) -> None:
    """The first of its kind may fetch a part of Streamlit; after that nothing else is asked for."""
    t = Words("zh")
    asked: list[str] = []

    def note(request: Request) -> None:
        if request.method != "POST":  # what is only told: nobody waits for an answer
            asked.append(request.url)

    def twice(*acts: Callable[[], object]) -> None:
        for act in acts:
            reader.ask(act)
        for act in acts:
            asked.clear()
            sent = reader.sent
            reader.ask(act)
            assert (reader.sent - sent, asked) == (1, []), act

    reader.page.on("request", note)
    reader.open("clusters", lang="zh")
    clusters = NamedClusters(atlas).rows(Selection(tier=("national",))).index[:2]
    pill = reader.menu("tier").get_by_role("button", name=t("tiers.national")).first
    twice(pill.click, pill.click)
    reader.page.keyboard.press("Escape")
    marks = (reader.map().locator(f'.atlas-mark[data-id="{code}"]') for code in clusters)
    twice(*(mark.click for mark in marks))
    twice(*(reader.link(t(f"{page}.page")).click for page in ("layout", "clusters", "layout")))
    steps = (
        reader.part("rail").get_by_text(layout.scheme_word(one, t), exact=True)
        for one in layout.schemes(atlas)[1:3]
    )
    twice(*(partial(step.click, force=True) for step in steps))
