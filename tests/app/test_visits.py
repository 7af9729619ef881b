"""What readers put in: bound to their visit, reached by its own pages alone, gone after it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Match
from streamlit import config

from pages.parts.shell import own_route
from pages.parts.shell.visits import LOOKS, STAYS, VISITS, Visit, Visits
from tests.awaited import awaited

HOST = "atlas.example:8501"
OWN = {"host": HOST, "origin": f"http://{HOST}", "sec-fetch-site": "same-origin"}


@pytest.fixture
def visit() -> Iterator[Visit]:
    yield VISITS.begin()
    VISITS.close()


async def _echo(request: Request, visit: Visit) -> Response:
    told = b"".join([piece async for piece in own_route.body(request, 10)])
    return PlainTextResponse(f"{visit.token} {len(told)}")


def ask(
    path: str, headers: dict[str, str], method: str = "PUT", pieces: tuple[bytes, ...] = (b"12345",)
) -> Response:
    sent = [(key.encode(), value.encode()) for key, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": sent}
    route = own_route.route("echo", _echo, ("GET", "PUT"))
    match, found = route.matches(scope)
    assert match is Match.FULL, path
    waiting = [
        {"type": "http.request", "body": piece, "more_body": number < len(pieces)}
        for number, piece in enumerate(pieces, 1)
    ]

    async def receive() -> dict[str, object]:
        return waiting.pop(0)

    answer: Response = awaited(route.endpoint(Request(scope | found, receive)))
    return answer


def test_a_page_of_the_visit_is_answered(visit: Visit) -> None:
    address = f"/app/own/echo/{visit.token}"
    answer = ask(address, OWN)
    assert (answer.status_code, answer.body) == (200, f"{visit.token} 5".encode())
    assert answer.headers["Cache-Control"] == "no-store"
    # Reading from its own host, a browser names no origin; over plain HTTP nothing else either.
    assert ask(address, {"host": HOST}, "GET").status_code == 200


@pytest.mark.parametrize(
    ("headers", "method"),
    [
        (OWN | {"origin": "http://evil.example"}, "PUT"),
        (OWN | {"origin": "http://atlas.example"}, "PUT"),  # another port
        (OWN | {"origin": "null"}, "PUT"),
        (OWN | {"sec-fetch-site": "same-site"}, "PUT"),
        ({"host": HOST}, "PUT"),
        ({"host": HOST, "origin": "http://evil.example"}, "GET"),
        ({"host": HOST, "sec-fetch-site": "cross-site"}, "GET"),
    ],
)
def test_a_foreign_page_is_refused(visit: Visit, headers: dict[str, str], method: str) -> None:
    assert ask(f"/app/own/echo/{visit.token}", headers, method).status_code == 403


def test_a_token_of_no_visit_is_refused(visit: Visit) -> None:
    for token in (visit.token[::-1], "..", visit.token[:-1], "0" * 32):
        assert ask(f"/app/own/echo/{token}", OWN).status_code == 404


@pytest.mark.parametrize("said", ["11", "3", ""])
def test_no_more_is_read_than_it_may_be(visit: Visit, said: str) -> None:
    headers = OWN | ({"content-length": said} if said else {})
    answer = ask(f"/app/own/echo/{visit.token}", headers, pieces=(b"12345", b"123456"))
    assert answer.status_code == 413


def test_own_routes_lie_below_the_path_of_the_server(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config, "get_option", {"server.baseUrlPath": "gov/hubei"}.__getitem__)
    assert ask(f"/gov/hubei/app/own/echo/{visit.token}", OWN).status_code == 200


def test_a_visit_is_gone_within_four_minutes_of_its_last_session(tmp_path: Path) -> None:
    now, connected = 0.0, {"first", "second"}
    visits = Visits(tmp_path, clock=lambda: now, connected=connected.__contains__)
    visit, let_go = visits.begin(), []
    visit.ends.callback(let_go.append, True)
    (visit.folder / "firms.csv").write_text("secret")
    assert visit.folder.stat().st_mode & 0o077 == 0
    for session in connected:
        assert visits.find(visit.token, session) is visit
    connected.clear()
    visits.sweep()
    now += STAYS - 1
    visits.sweep()
    assert visits.find(visit.token, "reloaded") is visit, "a reload finds it again"
    now += 2
    visits.sweep()
    assert visit.folder.exists(), "its time begins anew"
    connected.add("reloaded")
    now += 10 * STAYS
    visits.sweep()
    assert visit.folder.exists()
    connected.clear()
    left = now
    while visit.folder.exists():
        now += LOOKS
        visits.sweep()
        assert now - left < 240
    assert let_go
    assert visits.find(visit.token) is None
    visits.close()
    assert not list(tmp_path.iterdir())


def test_what_a_dead_process_left_is_cleared_away(tmp_path: Path) -> None:
    dead, living = Visits(tmp_path), Visits(tmp_path)
    lost, kept = dead.begin().folder, living.begin().folder
    assert dead._home
    dead._home[1].close()  # as its end does
    other = tmp_path / "hubei-cluster-atlas-notes"
    other.mkdir()
    Visits(tmp_path).clear_dead()
    assert [folder.exists() for folder in (lost.parent, kept, other)] == [False, True, True]
    living.close()
