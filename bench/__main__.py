"""Start the app and a bare Streamlit page, use both in one browser, print ratios with their spread.

Usage::

    python -m bench [--repeats 7]

Each repeat opens both in fresh browser profiles, one after the other, so that whatever else the
machine is doing weighs on both. A ratio is taken within a repeat; printed is the median over the
repeats with the least and the most. What a reader does most is then timed from other places too,
over a slow network and on a slow machine.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import sync_playwright

from bench.report import as_table, spread, verdict
from bench.server import map_times
from bench.use import Place, Sample, use_app, use_app_from, use_bare, use_unheld
from geo.data.atlas import load
from scripts.ensure_browser import find_browser
from tests.browser.driver import CHROMIUM, serve

TIMES = {
    # what: (of the app, of the bare page, goal)
    "first paint of Clusters, cold cache": ("cold", "cold", 1.6),
    "first paint, cold, without the head start of the map": ("unheld cold", "cold", None),
    "first paint of Clusters, warm cache": ("warm", "warm", None),
    "filter until the map is repainted": ("filter", "answer", 0.45),
    "filter until all is repainted": ("filtered", "answer", 1.4),
    "the same without the head start of the map": ("unheld filtered", "answer", None),
    "click on a mark until its card is shown": ("card", "answer", 1.15),
    "page switch until page and map stand": ("switch", "switch", 1.25),
    "change of what is counted until all figures are repainted": ("counted", "answer", 2),
    "Chains with all layers, filter until the map is repainted": ("chains", "answer", 1.4),
    "Layout, step along the schemes until the map is repainted": ("schemes", "slide", 1.4),
    "page switch until the script has ended": ("complete", "complete", None),
}
#: What is timed from other places, and how many round trips it may need.
FROM_AFAR = {
    "first paint of Clusters, warm cache": 8,
    "filter until the map is repainted": 0,
    "filter until all is repainted": 1,
    "click on a mark until its card is shown": 1,
    "page switch until page and map stand": 1,
    "Layout, step along the schemes until the map is repainted": 1,
}
NEAR, FAR = Place("50 ms away", round_trip=0.05), Place("200 ms away", round_trip=0.2)
SLOW = Place("machine 4 times slower", slower=4)
#: The server that is timed beside the app: its map has no head start.
UNHELD = {"HCA_HEAD_START": "0,0"}
#: The bare page is an app as Streamlit makes it: what ours leaves off is a merit of ours.
PLAIN = {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true"}
BYTES = {
    "socket until the first paint of Clusters": ("first bytes", 80),
    "socket until Clusters is complete": ("complete bytes", None),
    "socket, filter change": ("filter bytes", 30),
}


@dataclass(frozen=True)
class Figure:
    """One line of the report."""

    name: str
    value: str
    goal: str = ""
    app: str = ""
    bare: str = ""


@dataclass(frozen=True)
class Pair:
    """What was measured of the app and of the bare page in one repeat."""

    app: Sample
    bare: Sample


def compared(name: str, kinds: tuple[str, str], pairs: list[Pair], goal: float | None) -> Figure:
    """The times of the app beside those of the bare page."""
    app_ms = [median(pair.app[kinds[0]]) for pair in pairs]
    bare_ms = [median(pair.bare[kinds[1]]) for pair in pairs]
    ratios = [app / bare for app, bare in zip(app_ms, bare_ms, strict=True)]
    both = (f"{median(ms):.0f} ms" for ms in (app_ms, bare_ms))
    return Figure(name, spread(ratios, ".2f"), verdict(median(ratios), goal), *both)


def figures(pairs: list[Pair], server: list[float]) -> Iterator[Figure]:
    """What a reader at the server itself waits for."""
    for name, (of_app, of_bare, goal) in TIMES.items():
        yield compared(name, (of_app, of_bare), pairs, goal)
    for name, (key, goal) in BYTES.items():
        sizes = [size / 1000 for pair in pairs for size in pair.app[key]]
        yield Figure(name, spread(sizes, ".0f", " kB"), verdict(median(sizes), goal, " kB"))
    name = "map on the server, filter change"
    yield Figure(name, spread(server, ".1f", " ms"), verdict(median(server), 10, " ms"))


def figures_from_afar(found: Mapping[Place, list[Pair]]) -> Iterator[Figure]:
    """The same from other places, and how many round trips it takes."""
    for name, most in FROM_AFAR.items():
        of_app, of_bare, _ = TIMES[name]
        for place, pairs in found.items():
            yield compared(f"{name}, {place.name}", (of_app, of_bare), pairs, None)
        trips = [n for pair in found[FAR] for n in pair.app[f"{of_app} trips"]]
        of_page = [n for pair in found[FAR] for n in pair.bare[f"{of_bare} trips"]]
        both = (f"{median(numbers):.0f}" for numbers in (trips, of_page))
        goal = verdict(median(trips), most)
        yield Figure("… round trips", spread(trips, ".0f"), goal, *both)


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(prog="python -m bench")
    arguments.add_argument("--repeats", type=int, default=7, help="how often both are measured")
    repeats = arguments.parse_args().repeats
    times = map_times()
    atlas = load()
    path = find_browser()
    with (
        serve() as app,
        serve(**UNHELD) as unheld,
        serve("bench/bare.py", **PLAIN) as bare,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM))
        here: list[Pair] = []
        afar: dict[Place, list[Pair]] = {NEAR: [], FAR: [], SLOW: []}
        for number in range(repeats):
            print(f"repeat {number + 1} of {repeats}", flush=True)
            here.append(
                Pair(bare=use_bare(browser, bare.url), app=use_app(browser, app.url, atlas))
            )
            use_unheld(browser, unheld.url, atlas, here[-1].app)
            for place, pairs in afar.items():
                of_bare = use_bare(browser, bare.url, place)
                pairs.append(Pair(use_app_from(place, browser, app.url, atlas), of_bare))
        browser.close()
    told = [*figures(here, times), *figures_from_afar(afar)]
    rows = [(row.name, row.app, row.bare, row.value, row.goal) for row in told]
    print(as_table(("", "app", "bare", "ratio, size or number (least to most)", "goal"), rows))


if __name__ == "__main__":
    main()
