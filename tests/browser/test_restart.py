"""A page that stays open while its server goes down and comes back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.conftest import OpenReader
from tests.browser.driver import Reader, free_port, serve


@pytest.fixture
def survivor(arrive: OpenReader) -> Iterator[Reader]:
    """Somebody who had Clusters open when the server was killed; it is up again."""
    port = free_port()
    with serve(port=port) as server:
        reader = arrive(server)
        reader.open("clusters", lang="en", tier="national")
        server.process.kill()
        server.process.wait()
        reader.page.wait_for_function("() => document.documentElement.matches('.away')")
        with serve(port=port):
            reader.page.wait_for_function("() => !document.documentElement.matches('.away')")
            reader.settle()
            yield reader
            reader.errors.clear()  # the browser tells of the server that was away


def test_the_first_click_after_a_restart_counts(survivor: Reader) -> None:
    survivor.click_city(420500)
    assert survivor.codes() == {"lang": "en", "tier": "national", "city": "420500"}
    assert survivor.left() == 0


def test_the_first_search_after_a_restart_counts(survivor: Reader) -> None:
    survivor.search("auto")
    assert survivor.codes() == {"lang": "en", "tier": "national", "q": "auto"}
    assert survivor.page.locator("[class*=st-key-filter_q] input").input_value() == "auto"
