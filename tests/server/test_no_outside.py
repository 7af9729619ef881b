"""A browser that comes from another origin is refused, and nobody outside is asked about it."""

from __future__ import annotations

import re
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from tests.browser.driver import ROOT, serve
from tests.visitor import visitor

RECORDER = str(Path(__file__).with_name("recorder.py"))
FOREIGN = "http://elsewhere.example"


def refuse(url: str) -> None:
    with pytest.raises(InvalidStatus, match="403"), visitor(url, origin=FOREIGN):
        pass


def asked_outside(script: str, record: Path) -> list[str]:
    """Hosts asked by a server while it refuses ten browsers, one after the other and at once."""
    with serve(script, launcher=(sys.executable, RECORDER), OUTSIDE=str(record)) as server:
        with ThreadPoolExecutor(5) as pool:
            list(pool.map(refuse, [server.url] * 10))
        with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=30) as answer:
            assert answer.status == 200
        with visitor(server.url, origin=server.url) as one:
            assert one.open().faults == []
        assert server.complaints() == ""
    return record.read_text(encoding="utf-8").split()


def test_nobody_outside_is_asked(tmp_path: Path) -> None:
    assert asked_outside("app.py", tmp_path / "record") == []


def test_behind_a_proxy_of_any_port_the_page_is_let_in() -> None:
    """With the lines of README, which pass on the host that the browser named, and its port."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"proxy_set_header Host (\S+);", readme) == ["$http_host"]
    named, page = "atlas.example:8710", "http://atlas.example:8710"
    with serve() as server:
        with visitor(server.url, origin=page, host=named) as one:
            assert one.open().faults == []
        with (
            pytest.raises(InvalidStatus, match="403"),
            visitor(server.url, origin=page, host="atlas.example"),
        ):
            pass


def test_without_the_fence_somebody_is_asked(tmp_path: Path) -> None:
    """So the test above looks in the right place; if this fails, Streamlit has changed."""
    assert "checkip.amazonaws.com" in asked_outside("entry.py", tmp_path / "record")
