"""Files that browsers keep: served from memory, for good, as long as their data set is there."""

from __future__ import annotations

import gc
import gzip
import json

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match
from streamlit import config

from pages.parts.shell import served
from tests.awaited import awaited


def get(path: str, coding: str = "identity") -> Response:
    """Ask for a file as a browser does that takes one coding."""
    headers = [(b"accept-encoding", coding.encode())]
    scope = {"type": "http", "method": "GET", "path": path, "headers": headers}
    route = served.route()
    match, found = route.matches(scope)
    assert match is Match.FULL, path
    answer: Response = awaited(route.endpoint(Request(scope | found)))
    return answer


def test_a_file_is_named_by_its_content_and_kept_for_good() -> None:
    file = served.serve("tested", "js", "kept()" * 500)
    plain, packed = (get(f"/{file.address}", coding) for coding in ("identity", "br, gzip"))
    assert bytes(plain.body) == b"kept()" * 500
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(bytes(packed.body)) == plain.body
    for answer in (plain, packed):
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Type"].startswith("text/javascript")
    assert served.serve("tested", "js", "kept()" * 500) is file
    assert served.serve("tested", "js", "other()").name != file.name


def test_a_file_goes_with_what_it_was_made_of() -> None:
    first = served.serve("gone", "json", "[]")
    second, address = served.serve("gone", "json", "[]"), f"/{first.address}"
    del first
    gc.collect()
    assert json.loads(bytes(get(address).body)) == []
    del second
    gc.collect()
    answer = get(address)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-store")


def test_a_file_may_be_made_when_it_is_asked_for() -> None:
    numbers = iter((1, 2))
    file = served.serve_later("later", "json", lambda: str(next(numbers)))
    answer = get(f"/{file.address}", "gzip")
    assert gzip.decompress(bytes(answer.body)) == b"1"
    assert next(numbers) == 2, "it was made once"
    assert answer.headers["Cache-Control"] == "no-store"
    broken = served.serve_later("later", "json", lambda: str(1 // 0))
    assert get(f"/{broken.address}").status_code == 500


def test_it_is_found_below_the_path_that_the_app_is_served_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(config, "get_option", {"server.baseUrlPath": "maps/hubei"}.__getitem__)
    file = served.serve("tested", "json", "{}")
    assert get(f"/maps/hubei/{file.address}").status_code == 200
