"""Uses a map of firms as a reader does: the product's, one as Streamlit pages come, or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import sleep

import pandas as pd
from playwright.sync_api import Browser, Error, Locator, Route

from bench import clock
from bench.use import CLICKS, Sample, Use, visitor
from tests.browser.driver import Reader, Server, serve

#: Seconds of a first paint beyond which a page is asked for one of each kind alone.
SLOW = 15
#: Bytes of memory that a stock page may have.
MEMORY = str(10 << 30)
#: Choices of another filter, and zooms.
_FILTERS, _ZOOMS = 3, 2
#: Seconds after its start that a server is let alone before its memory is read.
_REST = 3
#: Pages of other hosts, whose scripts a stock page takes.
_OUTSIDE = re.compile(r"^https?://(?!127\.0\.0\.1[:/])")
_FRAME = "document.querySelector('iframe').contentWindow"
_OWN = "document.querySelector('.st-key-map iframe').contentWindow.atlas.stage.firms"
#: Points that a page lets the graphics draw, and how often it did.
_DRAWS = """
window === top && (() => {
  top.draws = { points: 0, number: 0 };
  for (const name of ["drawArraysInstanced", "drawElementsInstanced"]) {
    const draw = WebGL2RenderingContext.prototype[name];
    WebGL2RenderingContext.prototype[name] = function (...given) {
      top.draws.points = given.at(-1);
      top.draws.number += 1;
      return draw.apply(this, given);
    };
  }
})();
"""


@dataclass(frozen=True)
class Way:
    """A way to show firms.

    Attributes
    ----------
    name : str
        What it is called.
    script : str
        What the server runs.
    path : str
        Page of it.
    drawn : callable
        Condition: so many firms are on the map.
    nearer : str
        Selector of what zooms in.
    before, near : str
        What is said in the browser before a zoom, and the condition that it is painted.
    framed : bool
        Whether the map has a frame of its own.
    """

    name: str
    script: str = "bench/stock.py"
    path: str = ""
    drawn: Callable[[int], str] = "false".format
    nearer: str = ""
    before: str = ""
    near: str = ""
    framed: bool = True

    def zoom(self, reader: Reader) -> Locator:
        """The button that zooms in."""
        scope = reader.page.frame_locator("iframe") if self.framed else reader.page
        return scope.locator(self.nearer).first

    def choose(self, reader: Reader, city: str) -> Locator:
        """The button of a city."""
        named = re.compile(rf"^{city}( \d+)?$")
        if self is APP:
            return reader.menu("region").get_by_role("button", name=named)
        return reader.page.get_by_test_id("stMain").get_by_role("button", name=named)


def _leaflet(name: str, firms: str) -> Way:
    """A map of folium, whose script gives the firms on it."""
    return Way(
        name,
        drawn=lambda number: f"({firms})({_FRAME}) === {number}",
        nearer=".leaflet-control-zoom-in",
        before=f"top.zoom = {_FRAME}.map.getZoom()",
        near=f"{_FRAME}.map.getZoom() > top.zoom && !{_FRAME}.map._animatingZoom",
    )


APP = Way(
    "app", "app.py", "firms?lang=zh",
    drawn=lambda number: f"{_OWN}.told.firms === {number}",
    nearer=".atlas-zoom-in",
    before=f"top.zoom = {_OWN}.told.step",
    near=f"{_OWN}.told.step > top.zoom && !{_OWN}.lacks() && !{_OWN}._map._animatingZoom",
)  # fmt: skip
BARE = Way("bare", "bench/bare.py", drawn=lambda _: clock.text_has("#answer", "None"))
MARKERS = _leaflet("markers", "(w) => w.document.querySelectorAll('.leaflet-marker-icon').length")
CLUSTERS = _leaflet(
    "clusters",
    "(w) => Object.values(w.map._layers).find((one) => one instanceof w.L.MarkerClusterGroup)"
    ".getLayers().length",
)
DECK = Way(
    "deck",
    drawn=lambda number: f"top.draws.points === {number}",
    nearer='[class*="ctrl-zoom-in"]',
    before="top.zoom = top.draws.number",
    near="top.draws.number > top.zoom",
    framed=False,
)
STOCK = (MARKERS, CLUSTERS, DECK)
#: The bare page and the stock ones are as Streamlit makes them: what ours leaves off is its merit.
PLAIN = {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true"}


@dataclass(frozen=True)
class Firms:
    """What is shown, and where it lies.

    Attributes
    ----------
    folder : Path
        The register, placed.
    points : Path
        Its points, for stock pages.
    number : pandas.Series
        Firms with a point by the name of their city, most first.
    scripts : Path or None
        Holds what stock pages take from other hosts, by the names of the files.
    """

    folder: Path
    points: Path
    number: pd.Series
    scripts: Path | None = None

    def settings(self, way: Way) -> Mapping[str, str]:
        """Environment of a server."""
        if way is APP:
            return {"HCA_REGISTER_URL": str(self.folder)}
        given = {"BENCH_WAY": way.name, "BENCH_POINTS": str(self.points), "BENCH_MEMORY": MEMORY}
        return PLAIN | given


@dataclass
class Session:
    """What was found of a way, which may have ended before all was asked for."""

    sample: Sample
    faults: list[str] = field(default_factory=list)


def memory(server: Server) -> float:
    """Megabytes that a server's process holds."""
    told = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(re.findall(r"VmRSS:\s+(\d+)", told)[0]) / 1000


def use_way(browser: Browser, way: Way, firms: Firms) -> Session:
    """Open a way's page on a server that nobody has used yet, filter, zoom, and come again."""
    with serve(way.script, **firms.settings(way)) as server:
        sleep(_REST)
        start = memory(server)
        with _arrived(browser, server, firms) as use:
            found = Session(use.sample)
            try:
                _first(use, way, int(firms.number.sum()), "first")
                use.sample["first memory"].append(memory(server) - start)
                before = memory(server)
                with _arrived(browser, server, firms) as other:
                    _first(other, way, int(firms.number.sum()), "next")
                    use.sample["next"] += other.sample["next"]
                    use.sample["next memory"].append(memory(server) - before)
                    other.reader.page.close()
                _filters(use, way, firms)
                if way.nearer:
                    _zooms(use, way)
            except (Error, TimeoutError) as error:
                found.faults.append(str(error).partition("\n")[0][:200])
            found.faults += [fault for fault in use.reader.errors if "fetch" not in fault]
    return found


@contextmanager
def _arrived(browser: Browser, server: Server, firms: Firms) -> Iterator[Use]:
    with visitor(browser, server.url) as use:
        context = use.reader.context
        context.add_init_script(_DRAWS)
        if firms.scripts:
            context.route(_OUTSIDE, partial(_from, firms.scripts))
        yield use


def _from(scripts: Path, route: Route) -> None:
    """Give a page the script it asks another host for."""
    path = scripts / route.request.url.rpartition("/")[2].partition("?")[0]
    if path.is_file():
        route.fulfill(path=path)
    else:
        route.abort()


def _first(use: Use, way: Way, number: int, kind: str) -> None:
    reader = use.reader
    address = f"{reader.address}/{way.path}"
    use.time(kind, partial(clock.first_paint, reader.page, address, way.drawn(number)))
    use.sample[f"{kind} bytes"].append(reader.received)
    reader.settle()
    use.sample[f"{kind} complete bytes"].append(reader.received)


def _slow(use: Use) -> bool:
    return use.sample["first"][0] > 1000 * SLOW


def _filters(use: Use, way: Way, firms: Firms) -> None:
    """Choose one city after the other, and then let go of them."""
    reader = use.reader
    if way is BARE:
        for answer in ("left", "right") * (CLICKS // 2 + 1):
            pill = reader.page.get_by_test_id("stMain").get_by_text(answer, exact=True).first
            use.click("filter", pill.click, clock.text_has("#answer", answer))
        return
    if way is APP:
        reader.menu("region")
        reader.settle()
    # The largest last, so that each choice is seen to change what is drawn.
    cities = list(firms.number.index[:_FILTERS][::-1])[: 1 if _slow(use) else _FILTERS]
    numbers = [int(firms.number[cities[: n + 1]].sum()) for n in range(len(cities))]
    steps = [("filter", city, number) for city, number in zip(cities, numbers, strict=True)]
    after = [int(firms.number.sum()), *numbers[:-1]]
    steps += [("again", city, number) for city, number in zip(cities, after, strict=True)][::-1]
    for kind, city, number in steps:
        before = reader.received
        use.click(kind, way.choose(reader, city).click, way.drawn(number))
        use.sample[f"{kind} bytes"].append(reader.received - before)
        if way is APP:
            cells = f"() => JSON.stringify({_OWN}.data).length"
            use.sample[f"{kind} cells bytes"].append(reader.page.evaluate(cells))
    if way is APP:
        reader.page.keyboard.press("Escape")
        reader.settle()


def _zooms(use: Use, way: Way) -> None:
    """Come nearer, step by step."""
    reader = use.reader
    for _ in range(1 if _slow(use) else _ZOOMS):
        reader.page.evaluate(f"() => {{ {way.before} }}")
        use.click("zoom", way.zoom(reader).click, way.near)
