"""One browser and one server for all browser tests; a picture of every window when a test fails."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from scripts.ensure_browser import find_browser
from tests.browser.driver import CHROMIUM, ROOT, Reader, Server, serve

PICTURES = ROOT / "test-results"

OpenReader = Callable[..., Reader]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    setattr(item, f"report_{report.when}", report)
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_browser()
    if path is None:
        pytest.fail("no Chromium found: python scripts/ensure_browser.py", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def app() -> Iterator[Server]:
    """The app at the root of its host."""
    with serve() as server:
        yield server


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Browser profiles by window, language and theme; each is made once and keeps its cache."""

    @cache
    def context(
        width: int, height: int, touch: bool, locale: str, theme: Literal["light", "dark"]
    ) -> BrowserContext:
        return browser.new_context(
            viewport={"width": width, "height": height}, has_touch=touch, locale=locale,
            color_scheme=theme,
        )  # fmt: skip

    yield context


@pytest.fixture
def arrive(
    contexts: Callable[..., BrowserContext], app: Server, request: pytest.FixtureRequest
) -> Iterator[OpenReader]:
    """Opens windows; at the end of the test none of them may show a fault."""
    readers: list[Reader] = []

    def open_reader(
        server: Server = app,
        *,
        width: int = 1440,
        height: int = 900,
        touch: bool = False,
        locale: str = "zh-CN",
        theme: Literal["light", "dark"] = "light",
    ) -> Reader:
        reader = Reader(contexts(width, height, touch, locale, theme), server.url)
        readers.append(reader)
        return reader

    yield open_reader
    report = getattr(request.node, "report_call", None)
    failed = report is None or report.failed
    faults = [] if failed else [fault for reader in readers for fault in reader.faults()]
    if failed or faults:
        PICTURES.mkdir(exist_ok=True)
        name = re.sub(r"\W+", "-", request.node.name)
        for number, reader in enumerate(readers):
            reader.page.screenshot(path=PICTURES / f"{name}-{number}.png")
    for reader in readers:
        reader.close()
    assert not faults


@pytest.fixture
def reader(arrive: OpenReader) -> Reader:
    """A window of a laptop."""
    return arrive()


@pytest.fixture(scope="session")
def based() -> Iterator[Server]:
    """The app below a path, as behind a reverse proxy."""
    with serve(base="gov/hubei") as server:
        yield server
