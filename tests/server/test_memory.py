"""Memory without Streamlit's collection after every run: visits come and go and leave nothing."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from streamlit import config

from tests.browser.driver import Server, serve
from tests.visitor import visitor

CENSUS = str(Path(__file__).with_name("census.py"))
PAGES = ("clusters", "layout", "city", "policy", "concentration")
LINKS = ({"lang": "zh"}, {"lang": "en", "city": "420600"}, {"lang": "zh", "tier": "national"})


@dataclass(frozen=True)
class Census:
    """Sessions and frames that somebody holds, the memory of the process, and its objects.

    A full collection walks through some objects; what is set aside is never collected.
    """

    visits: int
    frames: int
    megabytes: float
    walked: int
    set_aside: int


def census(server: Server, record: Path) -> Census:
    record.unlink(missing_ok=True)
    os.kill(server.process.pid, signal.SIGUSR1)
    while not record.exists():
        assert server.process.poll() is None
        time.sleep(0.05)
    return Census(**json.loads(record.read_text()))


def come_and_go(server: Server, number: int) -> None:
    for turn in range(number):
        with visitor(server.url) as one:
            link = LINKS[turn // len(PAGES) % len(LINKS)]
            assert one.open(PAGES[turn % len(PAGES)], **link).faults == []


def at_rest(server: Server, record: Path) -> Census:
    """The census once visits that are over have been let go.

    Streamlit lets go of them when somebody comes, and on a busy machine some end late.
    """
    for _ in range(20):
        found = census(server, record)
        if found.visits <= 2:
            break
        time.sleep(1)
        come_and_go(server, 1)
    return found


def test_visits_leave_nothing_behind(tmp_path: Path) -> None:
    """Streamlit keeps a visit for two minutes for whoever comes back; here for a second."""
    record = tmp_path / "census"
    with serve(
        launcher=(sys.executable, CENSUS),
        CENSUS=str(record),
        STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL="1",
    ) as server:
        come_and_go(server, 5)
        with ExitStack() as stack:
            for _ in range(4):
                stack.enter_context(visitor(server.url)).open("clusters")
            before = census(server, record)
        come_and_go(server, 15)
        after = at_rest(server, record)
        assert server.complaints() == ""
    assert before.visits >= 4, "visits that go on are counted"
    assert after.visits <= 2
    assert after.frames <= 2
    assert after.megabytes < before.megabytes + 40
    assert before.set_aside > 100_000, "what was there before anybody came"
    assert after.set_aside <= before.set_aside, "and nothing that a visit holds"
    assert after.walked < after.set_aside / 2, "a collection spares what was there"


def test_streamlit_does_not_collect_after_every_run() -> None:
    config.get_config_options(force_reparse=True)
    assert config.get_option("runner.postScriptGC") is False
    assert config.get_option("server.maxUploadSize") == 1
