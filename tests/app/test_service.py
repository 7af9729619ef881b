"""What whoever runs the service sees of it: health, log, figures, the page of state."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import generate_latest

from geo import settings
from geo.data import store
from geo.data.package import DATA
from geo.words import LANGUAGES, Words
from pages.parts.service import headers, health, logs, statepage, supervisor, watch
from tests.app.conftest import Reader
from tests.awaited import awaited

LOG = logging.getLogger("hubei_cluster_atlas")


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., io.StringIO]]:
    """Have the log written into a text, in the form that is set."""
    level = LOG.level

    def begun(form: str) -> io.StringIO:
        text = io.StringIO()
        handler = logging.StreamHandler(text)
        handler.setFormatter(logs.Lines(as_json=form == "json"))
        monkeypatch.setattr(LOG, "handlers", [handler, logs._Kept(logging.ERROR)])
        LOG.setLevel(logging.INFO)  # what loggers remember of levels goes as well
        return text

    yield begun
    LOG.setLevel(level)


def held(name: str) -> bool:
    return {check.name: check.holds for check in health.checks()}[name]


def test_ready_is_what_is_within_its_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(check.holds for check in health.checks())
    monkeypatch.setenv("HCA_MEMORY", "1")
    assert not held("memory")
    monkeypatch.setenv("HCA_DISK", "9999999")
    assert not held("disk")
    assert held("sheets")


def test_broken_data_are_not_ready(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HCA_DATA", str(tmp_path / "gone"))
    assert not held("data")


def test_a_run_is_logged_and_counted(log: Callable[..., io.StringIO], open_page: Any) -> None:
    before = watch.REGISTRY.get_sample_value("hca_run_seconds_count", {"page": "data"}) or 0
    text = log("json")
    open_page("data", lang="en", q="typed by somebody")
    (line,) = text.getvalue().splitlines()
    said = json.loads(line)
    assert (said["page"], said["message"], said["level"]) == ("data", "run", "INFO")
    assert said["ms"] > 0
    assert re.fullmatch(r"\w{8}", said["request"])
    assert "typed" not in line
    figures = generate_latest(watch.REGISTRY).decode()
    assert f'hca_run_seconds_count{{page="data"}} {before + 1}' in figures
    for name in (
        "hca_sessions 0.0",
        "hca_answers_kept",
        "process_resident_memory_bytes",
        "hca_info",
    ):
        assert name in figures


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_fault_is_told_by_where_it_was_and_not_by_what_was_typed(
    log: Callable[..., io.StringIO], form: str
) -> None:
    text, somebody = log(form), "张三"
    with pytest.raises(KeyError), watch.run("clusters"):
        raise KeyError(somebody)
    told = text.getvalue()
    assert somebody not in told
    assert "KeyError" in told
    assert Path(__file__).name in told
    latest = logs.faults()[0]
    assert (latest.request.page, latest.what) == ("clusters", "KeyError")
    assert Path(__file__).name in latest.where


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_state_tells_all_of_it(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HCA_TILES", "tianditu:hush")
    monkeypatch.setenv("HCA_OFFICE", "<b>office</b>")
    monkeypatch.setenv("HCA_PORT", "http")
    with watch.run("chains"):
        pass
    html = statepage.html(Words(lang))
    assert Words(lang)("chains.page") in html
    assert "hush" not in html
    assert "<b>office" not in html
    for name in (*(about.name for about in settings.EVERY.values()), "“http”"):
        assert name in html


def test_files_are_counted_by_form() -> None:
    made = watch.export("csv", lambda: b"made")
    before = watch.REGISTRY.get_sample_value("hca_export_seconds_count", {"form": "csv"}) or 0
    assert made() == b"made"
    after = watch.REGISTRY.get_sample_value("hca_export_seconds_count", {"form": "csv"})
    assert after == before + 1


def test_the_policy_names_no_host_but_those_that_are_set() -> None:
    plain = headers.policy(settings.Settings(frames=("self",)))
    assert not re.search(r"https?:|\*", plain)
    framed = settings.Settings(tiles="tianditu:key", frames=("https://portal.example",))
    assert re.findall(r"[\w-]+ [^;]*https?://[^;]*", headers.policy(framed)) == [
        "img-src 'self' data: blob: https://*.tianditu.gov.cn",
        "frame-ancestors 'self' https://portal.example",
    ]


def test_who_reads_while_newer_data_come_keeps_the_view(
    open_page: Callable[..., Reader], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And is told if something that was chosen is gone."""
    monkeypatch.setenv("HCA_RELEASES", str(tmp_path))
    reader = open_page("clusters", lang="en", tier="national", sel="caidian_auto_parts")
    other = open_page("clusters", lang="en", city="420600")
    folder = Path(shutil.copytree(DATA, tmp_path / "2027.1"))
    for name in ("clusters", "cluster_listings"):
        table = folder / "tables" / f"{name}.csv"
        lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
        table.write_text("".join(one for one in lines if not one.startswith("caidian_auto")))
    store.use(tmp_path, "2027.1")
    other.run()
    assert other.codes == {"lang": "en", "city": "420600"}
    assert 'role="status"' not in other.html or "sel=" not in other.text
    reader.run()
    assert reader.codes == {"lang": "en", "tier": "national"}
    assert "sel=caidian_auto_parts" in reader.text
    store.go_back(tmp_path)
    reader.run()
    assert reader.codes == {"lang": "en", "tier": "national"}


def test_systemd_is_told_that_it_is_ready_and_lives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def live() -> None:
        async with supervisor.told():
            await asyncio.sleep(0.2)

    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as wire:
        wire.bind(str(tmp_path / "told"))
        wire.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "told"))
        monkeypatch.setenv("WATCHDOG_USEC", "20000")
        awaited(live())
        told = [wire.recv(100) for _ in range(4)]
    assert told == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1", b"WATCHDOG=1"]
