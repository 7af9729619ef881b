"""Visitors who come together after a start."""

from __future__ import annotations

import urllib.request
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.browser.driver import serve
from tests.visitor import Visit, visitor

#: The frame of the map, which Streamlit serves if it was registered while a server was there.
MAP = "component/streamlit_folium.st_folium/index.html"
#: Pages whose scripts begin to import at different corners of the house.
PAGES = ("", "policy", "methods", "chains", "data", "concentration", "story", "layout")


def test_eight_visitors_who_come_together_all_see_their_page() -> None:
    with serve() as server:
        together = Barrier(len(PAGES))

        def visit(page: str) -> Visit:
            with visitor(server.url) as one:
                together.wait(60)
                return one.open(page, lang="en")

        with ThreadPoolExecutor(len(PAGES)) as pool:
            visits = dict(zip(PAGES, pool.map(visit, PAGES), strict=True))
        assert {page: seen.faults for page, seen in visits.items()} == {page: [] for page in PAGES}
        assert all(
            'class="headline' in seen.html for page, seen in visits.items() if page != "story"
        )
        assert server.complaints() == ""
        with urllib.request.urlopen(f"{server.url}/{MAP}", timeout=60) as answer:
            assert answer.status == 200
