"""A browser that comes from another origin is refused, and nobody outside is asked about it."""

from __future__ import annotations

import re
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from tests.browser.driver import ROOT, serve
from tests.visitor import visitor

RECORDER = str(Path(__file__).with_name("recorder.py"))
FOREIGN = "http://elsewhere.example"
#: Where a browser finds the app behind a proxy.
NAMED = "atlas.example:8710"


def refuse(url: str, **named: str) -> None:
    with pytest.raises(InvalidStatus, match="403"), visitor(url, **named):
        pass


def asked_outside(script: str, record: Path) -> list[str]:
    """Hosts asked by a server while it refuses ten browsers and lets in who comes by a proxy."""
    with serve(script, launcher=(sys.executable, RECORDER), OUTSIDE=str(record)) as server:
        with ThreadPoolExecutor(5) as pool:
            list(pool.map(partial(refuse, origin=FOREIGN), [server.url] * 10))
        refuse(server.url, origin=f"http://{NAMED}", host=NAMED.partition(":")[0])
        with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=30) as answer:
            assert answer.status == 200
        with visitor(server.url, origin=server.url) as one:
            assert one.open().faults == []
        with visitor(server.url, origin=f"http://{NAMED}", host=NAMED) as one:
            assert one.open().faults == []
        assert server.complaints() == ""
    return record.read_text(encoding="utf-8").split()


def test_nobody_outside_is_asked(tmp_path: Path) -> None:
    assert asked_outside("app.py", tmp_path / "record") == []


def test_a_proxy_passes_on_the_host_and_the_port_that_the_browser_named() -> None:
    """As ``NAMED``, with which the page is let in; without the port it would not be."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"proxy_set_header Host (\S+);", readme) == ["$http_host"]


def test_without_the_fence_somebody_is_asked(tmp_path: Path) -> None:
    """So the test above looks in the right place; if this fails, Streamlit has changed."""
    assert "checkip.amazonaws.com" in asked_outside("entry.py", tmp_path / "record")
