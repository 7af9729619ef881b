"""The whole service as it is deployed: two processes behind nginx, below a path, used for real.

Settings and data lie elsewhere, and nothing is written where the program lies.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPMessage
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.browser.conftest import OpenReader
from tests.browser.driver import ROOT, Reader, Server, free_port
from tests.visitor import visitor

PROGRAM = ("app.py", "entry.py", ".streamlit", "pages", "geo", "data", "deploy", "scripts")
BASE = "gov/hubei"


@dataclass
class Service(Server):
    """The running service; its first port is that of nginx, the next two are of the processes."""

    port: int = 0

    @property
    def written(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def pid(self, number: int) -> int:
        """The process of a number as it was started last."""
        return int(re.findall(rf"^process {number}: (\d+)$", self.written, re.M)[-1])

    def at(self, number: int, path: str) -> str:
        """An address of one process itself."""
        return f"http://127.0.0.1:{self.port + number}/{BASE}/{path}"

    def wait(self, said: str) -> None:
        """Wait until it has said something."""
        while not re.search(rf"^{said}$", self.written, re.M):
            assert self.process.poll() is None, self.written
            time.sleep(0.1)


def three_ports() -> int:
    """The first of three ports in a row that are free."""
    while True:
        first = free_port()
        probes = [socket.socket() for _ in range(3)]
        try:
            for number, probe in enumerate(probes):
                probe.bind(("127.0.0.1", first + number))
        except OSError:
            continue
        finally:
            for probe in probes:
                probe.close()
        return first


def program() -> dict[Path, int]:
    """Every file of the program, with when it was written; compiled ones aside."""
    files = (path for name in PROGRAM for path in [ROOT / name, *(ROOT / name).rglob("*")])
    return {
        path: path.stat().st_mtime_ns for path in files if path.is_file() and path.suffix != ".pyc"
    }


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    before, port = program(), three_ports()
    with tempfile.TemporaryDirectory(prefix="hca-test-") as name:
        place = Path(name)
        shutil.copytree(ROOT / "data", place / "own")
        (place / "hca.toml").write_text(
            f'port = {port}\nbase = "{BASE}"\ndata = "own"\n'
            'log = "json"\nmetrics = true\nstate = true\n'
        )
        log = place / "log"
        with log.open("w") as output:
            process = subprocess.Popen(
                [sys.executable, "scripts/serve.py"], cwd=ROOT, stdout=output, stderr=output,
                env=os.environ | {"HCA_SETTINGS": str(place / "hca.toml")},
            )  # fmt: skip
        one = Service(f"http://127.0.0.1:{port}/{BASE}", log, process, port)
        try:
            one.wait("ready")
            yield one
        finally:
            process.terminate()
            process.wait()
    assert program() == before


def get(url: str, **headers: str) -> tuple[int, HTTPMessage, bytes]:
    """Status, headers and content."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=named)) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def post(url: str, size: int) -> int:
    """Status of an upload that brings so many bytes, as far as it is let."""
    request = urllib.request.Request(url, data=b"x" * size, method="POST")
    try:
        with urllib.request.urlopen(request) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_health_figures_and_state(service: Service) -> None:
    for name, content in (("healthz", b"ok\n"), ("readyz", b'{"ready":true,')):
        status, _, told = get(f"{service.url}/{name}")
        assert (status, told[: len(content)]) == (200, content)
    for number in (1, 2):
        assert b"hca_sessions" in get(service.at(number, "metrics"))[2]
    assert b"HCA_METRICS" in get(service.at(1, "state?lang=en"))[2]
    for name in ("metrics", "state", "_stcore/metrics"):
        assert get(f"{service.url}/{name}")[0] == 404, "not for everybody"


def test_what_nginx_lets_through(service: Service) -> None:
    status, headers, page = get(f"{service.url}/", Cookie=f"other={'x' * 30_000}")
    assert status == 200
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    given = headers["Set-Cookie"]
    assert re.match(rf"hca_node=({service.port + 1}|{service.port + 2}); Path=/{BASE}/;", given)
    assert not get(f"{service.url}/", Cookie=given.split(";")[0])[1]["Set-Cookie"]
    (script, *_) = re.findall(r'src="\./(static/js/[\w./-]+\.js)"', page.decode())
    _, headers, _ = get(f"{service.url}/{script}", Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert "immutable" in headers["Cache-Control"]
    assert post(f"{service.url}/_stcore/upload_file/a/b", 3 << 20) == 413
    assert post(f"{service.url}/app/own/upload/nobody", 3 << 20) != 413, "a register is larger"
    with pytest.raises(InvalidStatus, match="403"):
        visitor(service.url, origin="http://elsewhere.example").__enter__()
    with visitor(service.url, origin=f"http://127.0.0.1:{service.port}") as one:
        assert one.open("clusters", lang="en").faults == []
    runs = [line for line in service.written.splitlines() if '"message": "run"' in line]
    assert '"page": "clusters"' in runs[-1]


def node(reader: Reader) -> int:
    """Number of the process that the browser of a reader is led to."""
    (cookie,) = [one for one in reader.context.cookies() if one["name"] == "hca_node"]
    return int(cookie["value"]) - int(reader.address.split(":")[2].split("/")[0])


def test_who_reads_goes_on_where_the_process_is_killed(
    arrive: OpenReader, service: Service
) -> None:
    reader = arrive(service)
    reader.open("clusters", lang="en", tier="national")
    left, first = reader.left(), node(reader)
    os.kill(service.pid(first), signal.SIGKILL)
    reader.page.wait_for_function("() => document.documentElement.matches('.away')")
    reader.page.wait_for_function("() => !document.documentElement.matches('.away')")
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(service.at(first, "healthz"))  # it is another who goes on
    reader.settle()
    reader.errors.clear()  # the browser tells of the process that was gone
    assert node(reader) != first
    assert (reader.codes(), reader.left()) == ({"lang": "en", "tier": "national"}, left)
    while get(f"{service.url}/readyz", Cookie=f"hca_node={service.port + first}")[0] != 200 or (
        service.written.count(f"process {first}: ") < 2
    ):
        time.sleep(0.1)
    wait_ready(service, first)
    # The first process is back, but the visit and its files are with the other one.
    reader.part("handout").get_by_role("button").first.click()
    reader.settle()
    with reader.page.expect_download() as download:
        reader.part("handout_csv").get_by_role("button").click()
    assert "cluster_id" in Path(download.value.path()).read_text(encoding="utf-8-sig")


def wait_ready(service: Service, number: int) -> None:
    """Wait until one process is there again."""
    while True:
        try:
            if get(service.at(number, "readyz"))[0] == 200:
                return
        except OSError:
            time.sleep(0.1)


def test_all_processes_are_renewed_and_nobody_sees_an_error(service: Service) -> None:
    before, over, faults, read = [service.pid(1), service.pid(2)], threading.Event(), [], []

    def keep_reading(number: int) -> None:
        """As a browser does: whose socket closes comes again, with the cookie that it has."""
        cookie = f"hca_node={service.port + number}"
        while not over.is_set():
            try:
                with visitor(service.url, cookie=cookie) as one:
                    while not over.is_set():
                        seen = one.open("clusters", lang="en", tier="national")
                        faults.extend(seen.faults)
                        read.append(number)
                        if get(f"{service.url}/", Cookie=cookie)[0] != 200:
                            faults.append("no page")
                        over.wait(0.5)
            except ConnectionClosed:
                continue
            except Exception as error:
                faults.append(repr(error))
                return

    readers = [threading.Thread(target=keep_reading, args=(number,)) for number in (1, 2)]
    for one in readers:
        one.start()
    try:
        os.kill(service.process.pid, signal.SIGHUP)
        service.wait("renewed")
    finally:
        over.set()
        for one in readers:
            one.join()
    assert faults == []
    assert set(read) == {1, 2}
    assert not {service.pid(1), service.pid(2)} & set(before)
    assert service.complaints() == ""


def test_the_policy_keeps_a_page_from_asking_another_host(arrive: OpenReader) -> None:
    """What a page does itself is held against it in every test here, as it shows in the console."""
    reader = arrive()
    reader.open("methods", lang="en")
    asked = "() => fetch('http://localhost:9/').then(() => '', (error) => String(error))"
    assert "Failed to fetch" in reader.page.evaluate(asked)
    assert reader.errors
    for refused in reader.errors:
        assert "localhost:9" in refused
        assert "Content Security Policy" in refused
    reader.errors.clear()
    reader.outside.clear()
