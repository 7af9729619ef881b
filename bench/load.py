"""What an interaction costs the server, and how many it can answer in a second.

Usage::

    python -m bench.load [--beside FOLDER]

``FOLDER`` is another checkout of the project, such as an older one, which is used in the same run:
both take turns, so that whatever else the machine is doing weighs on both. Costs are processor time
of the server's process; a visitor is a socket without a browser. Every interaction goes through
several links, once as nobody has asked for them before and then again.
"""

from __future__ import annotations

import argparse
import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.browser.driver import ROOT, Server, serve
from tests.visitor import visitor

Link = dict[str, str]


def _links(name: str, *values: str, **others: str) -> list[Link]:
    return [{"lang": "zh", **others, name: value} for value in values]


#: What: its page and the links that it goes through.
INTERACTIONS: dict[str, tuple[str, list[Link]]] = {
    "Clusters, filter": (
        "clusters",
        _links("tier", "national", "provincial", "county", "national,county")
        + _links("city", "420100", "420500", "420600", "421000"),
    ),
    "Clusters, card": (
        "clusters",
        _links(
            "sel",
            "xiantao_nonwovens",
            "wuhan_optoelectronic",
            "yichang_phosphorus",
            "chibi_optoelectronic",
        ),
    ),
    "story, step": ("story", _links("step", *"123456", present="1")),
    "Layout, scheme": (
        "layout",
        _links(
            "scheme", "three_metro_circles", "golden_triangle", "city_circle_1p8", "middle_yangtze"
        ),
    ),
    "Ladder, filter": ("ladder", _links("city", "420100", "420500", "420600", "421000")),
    "City, another": ("city", _links("city", "420300", "420500", "420600", "421000", "422800")),
    "Policy, lever": ("policy", _links("lever", "finance", "firms", "talent", "parks")),
    "Chains, filter": ("chains", _links("city", "420100", "420500", "420600", chain="auto")),
}
BUSY = 30
SECONDS = 20


def used(server: Server) -> float:
    """Seconds of processor time that a server's process has had."""
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def cost(server: Server, page: str, links: Sequence[Link]) -> tuple[float, float]:
    """Milliseconds of processor time of one of several links, at first and again."""
    with visitor(server.url) as one:
        one.open(page, lang="zh")
        times = []
        for rounds in (1, 3):
            before = used(server)
            for link in [*links] * rounds:
                assert one.open(page, **link).faults == []
            times.append((used(server) - before) * 1000 / rounds / len(links))
    return times[0], times[1]


def throughput(server: Server) -> float:
    """Filters a second that are answered while many sessions ask as fast as they get answers."""
    page, links = INTERACTIONS["Clusters, filter"]
    over = threading.Event()
    answered = [0] * BUSY

    def use(number: int) -> None:
        with visitor(server.url) as one:
            one.open(page, lang="zh")
            turn = number
            while not over.is_set():
                one.open(page, **links[turn % len(links)])
                turn += 1
                answered[number] += 1

    threads = [threading.Thread(target=use, args=(number,)) for number in range(BUSY)]
    for thread in threads:
        thread.start()
    time.sleep(SECONDS)  # until every session stands
    start, before = time.monotonic(), sum(answered)
    time.sleep(SECONDS)
    found = (sum(answered) - before) / (time.monotonic() - start)
    over.set()
    for thread in threads:
        thread.join()
    return found


@contextmanager
def servers(folders: Sequence[Path]) -> Iterator[list[Server]]:
    """A server of each checkout."""
    with ExitStack() as stack:
        yield [stack.enter_context(serve(root=folder)) for folder in folders]


def _row(name: str, own: float, other: float | None, unit: str) -> str:
    cells = [name, f"{own:.0f} {unit}" if own >= 10 else f"{own:.1f} {unit}"]
    if other is not None:
        cells += [f"{other:.0f} {unit}" if other >= 10 else f"{other:.1f} {unit}"]
        cells += [f"{own / other:.2f}"]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(prog="python -m bench.load")
    asked.add_argument("--beside", type=Path, help="another checkout, used in the same run")
    beside = asked.parse_args().beside
    folders = [ROOT, *([beside] if beside else [])]
    print("| | this checkout | " + ("the other | ratio |" if beside else ""), flush=True)
    with servers(folders) as both:
        for name, (page, links) in INTERACTIONS.items():
            found = [cost(server, page, links) for server in both]
            for what, times in zip(("first", "again"), zip(*found, strict=True), strict=True):
                print(_row(f"{name}, {what}", times[0], (*times, None)[1], "ms"), flush=True)
        answers = [throughput(server) for server in both]
        print(_row(f"filters a second, {BUSY} sessions", answers[0], (*answers, None)[1], "/s"))


if __name__ == "__main__":
    main()
