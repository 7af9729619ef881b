"""The page of firms: with a register, without one, and what its map may ask for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.routing import Match

from geo import sheets
from geo.data.atlas import Atlas
from geo.population.beside import beside
from geo.register.engine import embedded
from geo.register.register import Register
from geo.sheets.firms.on_map import in_sight
from geo.sheets.firms.register import asked
from geo.sheets.view import View
from geo.words import LANGUAGES, Words
from pages.parts.shell import own_cells, visit
from pages.parts.shell.visits import VISITS, Visit
from tests.app.conftest import Reader
from tests.awaited import awaited
from tests.registers import HOSTILE, firms, write

HOST = "atlas.example:8501"


@pytest.fixture(scope="module")
def register(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    with embedded(write(firms(atlas), tmp_path_factory.mktemp("f")), memory="128MB") as engine:
        yield Register(atlas, engine)


@pytest.fixture
def put_in(register: Register, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    """A visit whose reader has put the register in."""
    mine = VISITS.begin()
    monkeypatch.setattr(visit, "current", lambda: mine)
    monkeypatch.setattr(visit, "firms", lambda: register)
    yield mine
    VISITS.close()


@pytest.mark.usefixtures("put_in")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_register_is_shown_as_its_sheet_tells_it(
    atlas: Atlas, register: Register, open_page: Callable[..., Reader], lang: str
) -> None:
    shown = open_page("firms", lang=lang)
    own = beside(atlas, register)
    claim, lines = sheets.words(own, "firms", View(lang=lang))
    assert shown.headline == claim
    assert all(line in shown.text for line in lines)
    assert len(shown.app.get("plotly_chart")) == 4
    assert HOSTILE[0] in shown.text, "escaped, so that it is read and not run"
    assert "<img src=x" not in shown.html
    assert Words(lang)("firms.page") in shown.text


def test_without_a_register_the_way_to_one_is_shown(open_page: Callable[..., Reader]) -> None:
    t = Words("zh")
    shown = open_page("firms", lang="zh")
    assert shown.headline == t("firms.none")
    target, _ = shown.links[t("firms.way")]
    assert target.endswith("own")
    assert t("firms.page") not in open_page("overview", lang="zh").links


def ask(mine: Visit, **query: Any) -> tuple[int, dict[str, Any]]:
    route = own_cells.route()
    text = "&".join(f"{name}={value}" for name, value in query.items())
    scope = {
        "type": "http", "method": "GET", "path": f"/app/own/cells/{mine.token}",
        "query_string": text.encode(), "headers": [(b"host", HOST.encode())],
    }  # fmt: skip
    match, found = route.matches(scope)
    assert match is Match.FULL
    answer = awaited(route.endpoint(Request(scope | found)))
    return answer.status_code, json.loads(answer.body)


def test_the_frame_gets_what_comes_in_sight_and_the_next_run_packs_that(
    put_in: Visit, atlas: Atlas, register: Register, open_page: Callable[..., Reader]
) -> None:
    open_page("firms", lang="en")
    (stamp,) = put_in.maps
    shown = put_in.maps[stamp]
    window = (12_700_000, 3_540_000, 12_780_000, 3_600_000)
    status, got = ask(put_in, window=",".join(map(str, window)), step=9, stamp=stamp)
    found = asked(beside(atlas, register), View(lang="en"))
    assert found is not None
    want = in_sight(atlas, found, Words("en"), 9, window)
    assert status == 200
    assert got == json.loads(json.dumps(want)) | {"stamp": stamp}
    assert (shown.frame.step, shown.frame.window) == (9, window)
    few = ask(put_in, window="12735500,3567200,12735700,3567400", step=9, stamp=stamp, list=9)[1]
    assert len(few["names"]) == len(HOSTILE)
    assert (shown.frame.step, shown.frame.window) == (9, window), "a list moves no map"


def test_who_put_nothing_in_comes_nearer_in_the_register_of_the_server(
    atlas: Atlas, open_page: Callable[..., Reader], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HCA_REGISTER_URL", str(write(firms(atlas), tmp_path)))
    shown = open_page("firms", lang="zh")
    mine = VISITS.find(shown.app.session_state["visit_token"])
    assert mine is not None
    (stamp,) = mine.maps
    assert ask(mine, window="12735500,3567200,12735700,3567400", step=9, stamp=stamp)[0] == 200
    assert mine.token not in shown.html, "a browser with nothing to lose keeps no token"


@pytest.mark.parametrize(
    "query",
    [
        {"window": "1,2,3", "step": 9}, {"window": "9,0,1,5", "step": 9},
        {"window": "0,0,1e9,5", "step": 9}, {"window": "0,0,9,9", "step": 99},
        {"window": "0,0,9,9", "step": 9, "list": 999}, {"step": 9}, {},
    ],
)  # fmt: skip
def test_what_is_no_question_is_refused(
    put_in: Visit, open_page: Callable[..., Reader], query: dict[str, Any]
) -> None:
    open_page("firms")
    (stamp,) = put_in.maps
    assert ask(put_in, stamp=stamp, **query)[0] == 400
    assert ask(put_in, stamp=f"{stamp}0", window="0,0,9,9", step=9)[0] == 404
