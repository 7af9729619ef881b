"""Start the app on a free port and use it in a real browser, the way a reader without network does.

Everything here is also what ``bench/`` measures with, so it knows nothing of pytest.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from playwright.sync_api import BrowserContext, Frame, Locator, Page, Request, Response, WebSocket

ROOT = Path(__file__).parents[2]
#: The name service is taken away, so that nothing but this machine can be reached.
CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    # Nobody looks: without a screen to draw to, pages cost a third less of the processor.
    "--ozone-platform=headless",
    "--num-raster-threads=1",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
_QUIET = 0.35
#: Seconds after which something does not come any more, on however busy a machine.
_NEVER = 90
#: No script runs and nothing is still to be filled in.
_AT_REST = """() => document.querySelector('[data-testid="stApp"]')
                      ?.getAttribute('data-test-script-state') === 'notRunning'
                 && !document.querySelector('[data-testid="stSkeleton"]')"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A running app: its address, what it wrote to its log, and its process."""

    url: str
    log: Path
    process: subprocess.Popen[bytes]

    def complaints(self) -> str:
        """Tracebacks in the log."""
        text = self.log.read_text(encoding="utf-8", errors="replace")
        return text[text.index("Traceback") :] if "Traceback" in text else ""


#: What starts Streamlit.
STREAMLIT = (sys.executable, "-m", "streamlit")


@contextmanager
def serve(
    script: str = "app.py",
    base: str = "",
    *,
    port: int | None = None,
    launcher: tuple[str, ...] = STREAMLIT,
    root: Path = ROOT,
    **environment: str,
) -> Iterator[Server]:
    """Run a Streamlit script of a checkout until the block ends.

    Environment variables come as keywords.
    """
    port = port or free_port()
    address = f"http://127.0.0.1:{port}" + (f"/{base.strip('/')}" if base else "")
    log = Path(tempfile.mkstemp(prefix="streamlit-", suffix=".log")[1])
    command = [*launcher, "run", script, f"--server.port={port}"]
    command += ["--server.address=127.0.0.1", f"--server.baseUrlPath={base}"]
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=root, env=os.environ | environment, stdout=output, stderr=output
        )
    try:
        _await_health(f"{address}/_stcore/health", process, log)
        yield Server(address, log, process)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        log.unlink(missing_ok=True)


def _await_health(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + _NEVER
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the app did not start:\n{log.read_text(errors='replace')}")


class Reader:
    """One reader with a browser window of their own."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.context = context
        self.page: Page = context.new_page()
        self.page.set_default_timeout(1000 * _NEVER)
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.sent = 0  # messages to the server; each asks for one run of the script
        self.received = 0  # bytes from the server over the socket
        self._last_news = time.monotonic()
        self._pending: set[Request] = set()
        self._listen()

    def _listen(self) -> None:
        def request(request: Request) -> None:
            self._pending.add(request)
            host = urlsplit(request.url)
            if host.scheme in ("http", "https") and host.hostname != "127.0.0.1":
                self.outside.append(request.url)

        def response(response: Response) -> None:
            # Below a page's address Streamlit looks for itself once before it finds its root.
            if response.status >= 400 and "/_stcore/" not in response.url:
                self.errors.append(f"{response.status} {response.url}")

        def socket_opened(opened: WebSocket) -> None:
            if urlsplit(opened.url).hostname != "127.0.0.1":
                self.outside.append(opened.url)
            opened.on("framesent", lambda _: self._count(sent=1))
            opened.on("framereceived", lambda data: self._count(received=len(data)))

        def done(request: Request) -> None:
            self._pending.discard(request)
            self._last_news = time.monotonic()

        self.page.on("request", request)
        self.page.on("requestfinished", done)
        self.page.on("requestfailed", done)
        self.page.on("response", response)
        self.page.on("websocket", socket_opened)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "console",
            lambda message: (
                self.errors.append(message.text)
                if message.type == "error" and "Failed to load resource" not in message.text
                else None
            ),
        )

    def _count(self, sent: int = 0, received: int = 0) -> None:
        self.sent += sent
        self.received += received
        self._last_news = time.monotonic()

    # Moving about

    def open(self, page: str = "", **codes: str) -> None:
        """Open a page by its link."""
        query = f"?{urlencode(codes)}" if codes else ""
        self.page.goto(f"{self.address}/{page}{query}")
        self.settle()

    def settle(self) -> None:
        """Wait until the page is complete and nothing has come from the server for a moment."""
        self._last_news = time.monotonic()
        end = time.monotonic() + _NEVER
        while time.monotonic() < end:
            self.page.wait_for_timeout(50)
            quiet = time.monotonic() - self._last_news > _QUIET
            if quiet and not self._pending and self.page.evaluate(_AT_REST):
                return
        raise TimeoutError("the page did not come to rest")

    def wait_for(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds that comes in its own time, once the page is at rest."""
        end = time.monotonic() + _NEVER
        while not holds():
            if time.monotonic() > end:
                raise TimeoutError(f"it never came to hold at {self.page.url}")
            self.page.wait_for_timeout(50)

    def ask(self, act: Callable[[], object]) -> None:
        """Do what must make the script run, and wait for the answer."""
        sent, end = self.sent, time.monotonic() + _NEVER
        act()
        while self.sent == sent:
            if time.monotonic() > end:
                raise TimeoutError("nothing was sent to the server")
            self.page.wait_for_timeout(20)
        self.settle()

    def codes(self) -> dict[str, str]:
        """What the address bar says."""
        return dict(parse_qsl(urlsplit(self.page.url).query))

    def path(self) -> str:
        """Page in the address bar."""
        return self.page.url.removeprefix(self.address).partition("?")[0].strip("/")

    def part(self, key: str) -> Locator:
        """A part of the page by its stable key."""
        return self.page.locator(f".st-key-{key}")

    def link(self, name: str) -> Locator:
        """A page in the sidebar by the name that the reader sees."""
        return self.page.get_by_test_id("stSidebar").get_by_role("link", name=name, exact=True)

    def follow(self, link: Locator) -> None:
        """Click and wait."""
        self.ask(link.click)

    # Filters

    def menu(self, dimension: str) -> Locator:
        """Open the menu of a dimension and return what it holds."""
        body = self.page.get_by_test_id("stPopoverBody")
        if not body.is_visible():
            self.part(f"popover_{dimension}").get_by_role("button").click()
        return body

    def choose(self, dimension: str, choice: str) -> None:
        """Click one choice of a menu, by the beginning of its label, and close the menu."""
        pill = self.menu(dimension).get_by_role("button").filter(has_text=choice).first
        self.ask(pill.click)
        self.page.keyboard.press("Escape")

    def search(self, text: str) -> None:
        """Type into the search box."""
        box = self.page.locator("[class*=st-key-filter_q] input")
        box.fill(text)
        self.ask(lambda: box.press("Enter"))

    def left(self) -> int:
        """Number of clusters that the filter bar says are left."""
        text = self.part("filters").get_by_role("status").inner_text()
        return int("".join(c if c.isdigit() else " " for c in text).split()[0])

    def in_language(self, lang: str) -> None:
        """Switch the language in the filter bar."""
        name = {"zh": "中", "en": "EN"}[lang]
        self.ask(self.part("language").get_by_text(name, exact=True).click)

    # Charts

    def click_cell(self, chart: str, *codes: object) -> None:
        """Click the bar of a chart that carries these codes, and wait."""
        plot = self.part(chart).locator(".js-plotly-plot")
        bars = plot.locator(".barlayer .trace").first.locator(".point path")
        bars.first.wait_for(state="attached")
        number = plot.evaluate(
            "(plot, codes) => plot.data[0].customdata.findIndex((own) => String(own) === codes)",
            ",".join(map(str, codes)),
        )
        assert number >= 0, codes
        bar = bars.nth(number)
        bar.scroll_into_view_if_needed()
        box = bar.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)  # Plotly clicks what it has seen the mouse above
        self.ask(lambda: self.page.mouse.click(x, y))

    def click_dot(self, chart: str, code: object) -> None:
        """Click the dot of a chart that carries a code, the one drawn last, and wait."""
        plot = self.part(chart).locator(".js-plotly-plot")
        plot.locator(".scatterlayer .point").first.wait_for(state="attached")
        plot.scroll_into_view_if_needed()
        x, y = plot.evaluate(
            """(plot, code) => {
              const { xaxis, yaxis } = plot._fullLayout;
              const { left, top } = plot.getBoundingClientRect();
              for (const points of plot.calcdata.toReversed()) {
                const own = points[0].trace.customdata || [];
                const at = Array.from(own).findIndex((one) => String([one].flat().at(-1)) === code);
                if (at >= 0) return [left + xaxis._offset + xaxis.c2p(points[at].x),
                                     top + yaxis._offset + yaxis.c2p(points[at].y)];
              }
              throw Error("no dot of " + code);
            }""",
            str(code),
        )
        self.page.mouse.move(x, y)  # Plotly clicks what it has seen the mouse above
        self.ask(lambda: self.page.mouse.click(x, y))

    # The map

    def map(self) -> Frame:
        """Frame of the map, once its marks or areas are drawn."""
        element = self.part("map").locator("iframe").element_handle()
        frame = element.content_frame() if element else None
        assert frame is not None
        frame.wait_for_selector(".atlas-name", state="attached")
        return frame

    def marks(self) -> set[str]:
        """cluster_id of every mark on the map."""
        return set(
            self.map().eval_on_selector_all(".atlas-mark", "all => all.map(m => m.dataset.id)")
        )

    def counted(self) -> set[str]:
        """cluster_id of every mark but those with the sign of what is still to be verified."""
        return set(
            self.map().eval_on_selector_all(
                ".atlas-mark",
                "all => all.filter(m => m.textContent !== '?').map(m => m.dataset.id)",
            )
        )

    def click_mark(self, cluster_id: str) -> None:
        """Click a mark and wait."""
        self.ask(self.map().locator(f'.atlas-mark[data-id="{cluster_id}"]').click)

    def click_city(self, adcode: int) -> None:
        """Click the land at the seat of a city and wait."""
        frame = self.part("map").locator("iframe")
        frame.scroll_into_view_if_needed()
        x, y = self.map().evaluate(
            "id => { const { map, base } = atlas.stage;"
            " const city = base.cities.find((city) => city.id === id);"
            " const point = map.latLngToContainerPoint(atlas.latlng(city.seat));"
            " return [point.x, point.y] }",
            adcode,
        )
        box = frame.bounding_box()
        assert box is not None
        self.ask(lambda: self.page.mouse.click(box["x"] + x, box["y"] + y))

    def selected_mark(self) -> str | None:
        """cluster_id of the mark that carries the ring."""
        return self.map().evaluate(
            "() => document.querySelector('.atlas-mark.selected')?.dataset.id ?? null"
        )

    def look(self) -> tuple[float, float, float]:
        """Zoom and centre of the map."""
        zoom, lat, lng = self.map().evaluate(
            "() => { const map = atlas.stage.map, centre = map.getCenter();"
            " return [map.getZoom(), centre.lat, centre.lng] }"
        )
        return round(zoom, 3), round(lat, 4), round(lng, 4)

    def drag_map(self, dx: int, dy: int) -> None:
        """Drag the map with the mouse, once it no longer zooms: Leaflet takes no drag before."""
        self.map().locator(".leaflet-zoom-anim").wait_for(state="detached")
        self.swipe_map(dx, dy)

    def swipe_map(self, dx: int, dy: int) -> None:
        """Press on the map, move the mouse, let go, whatever the map is doing."""
        box = self.part("map").locator("iframe").bounding_box()
        assert box is not None
        # A corner without marks, above the scale bar.
        x, y = box["x"] + 60, box["y"] + box["height"] * 0.45
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + dx, y + dy, steps=6)
        self.page.mouse.up()
        self.settle()

    def sign_frame(self) -> None:
        """Leave a sign on the window of the map; it is gone if the frame is ever mounted anew."""
        self.map().evaluate("() => { window.signed = true }")

    def frame_is_signed(self) -> bool:
        """Whether the map's frame still is the one that was signed."""
        return bool(self.map().evaluate("() => window.signed === true"))

    # Faults

    def faults(self) -> list[str]:
        """What no page may ever show or do."""
        found = [f"request to the outside: {url}" for url in self.outside]
        found += [f"error in the browser: {text}" for text in self.errors]
        if self.page.get_by_test_id("stException").count():
            found.append("exception on the page")
        if self.page.get_by_role("alert").count():
            found.append(f"alert: {self.page.get_by_role('alert').first.inner_text()}")
        return found

    def overflow(self) -> int:
        """Pixels by which the page is wider than the window."""
        return int(
            self.page.evaluate(
                "() => Math.max(document.documentElement.scrollWidth,"
                " document.querySelector('[data-testid=stMain]').scrollWidth) - innerWidth"
            )
        )

    def small_text(self) -> list[str]:
        """Words of the page, drawings aside, that are set smaller than 13 px."""
        return self.page.evaluate(
            """() => {
              const small = [];
              const words = document.createTreeWalker(document.querySelector('[data-testid=stApp]'),
                                                      NodeFilter.SHOW_TEXT);
              while (words.nextNode()) {
                const { data, parentElement: box } = words.currentNode;
                const seen = data.trim() && box.checkVisibility() && box.offsetWidth > 1;
                if (!seen || box.closest('svg, canvas, style, script')) continue;
                const { fontSize, fontFamily } = getComputedStyle(box);
                const size = parseFloat(fontSize);  // none where a shorter word stands for it
                if (size && size < 13 && !fontFamily.includes('Material')) small.push(data.trim());
              }
              return small;
            }"""
        )

    def close(self) -> None:
        """Leave; what the browser was to keep is not there for the next reader."""
        if not self.page.is_closed():
            # A page that could not be opened has no storage.
            self.page.evaluate("() => { try { localStorage.clear() } catch {} }")
            self.page.close()
        self.context.clear_cookies()
