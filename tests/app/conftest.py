"""The app without a browser: opened by a link, used by its controls, read as text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import wraps
from html import unescape
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self
from zlib import crc32

import pandas as pd
import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test, local_script_runner

from geo.words import LANGUAGES
from pages.parts.shell import start

ROOT = Path(__file__).parents[2]
NOTHING: Mapping[str, str] = MappingProxyType({})


def in_turns(*options: Iterable[Any]) -> list[tuple[Any, ...]]:
    """Every combination of options, each in one language; every option meets both."""
    numbered = product(*(enumerate(option) for option in options))
    return [
        (*(value for _, value in one), LANGUAGES[sum(number for number, _ in one) % 2])
        for one in numbered
    ]


def as_read(html: str) -> str:
    """Text as a reader sees it: what only changes the look of words within a line parts none.

    Words kept on one line and bold ones go on where the words before them end.
    """
    html = re.sub(r'<span class="together">([^<]*)</span>|</?b>', r"\1", html)
    return unescape(re.sub(r"<[^>]+>", " ", html))


def listings(app: AppTest) -> list[pd.DataFrame]:
    """The lists of a page as they are read, by the heads of their columns."""
    return [_rows(given) for given in _lists(app).values() if not given["fold"]]


def folded(app: AppTest) -> dict[str, pd.DataFrame]:
    """The folded tables of a page, by the chart that they are of."""
    return {key: _rows(given) for key, given in _lists(app).items() if given["fold"]}


def saved_as(app: AppTest) -> dict[str, str]:
    """Names of the files of the folded tables of a page, by the chart that they are of."""
    return {key: given["fold"]["file"] for key, given in _lists(app).items() if given["fold"]}


def _lists(app: AppTest) -> dict[str, dict[str, Any]]:
    """What the lists of a page are given, by their key."""
    items = [(item.proto.id, json.loads(item.proto.json)) for item in app.get("bidi_component")]
    return {
        name.split("-", 2)[2].removesuffix("_table"): given
        for name, given in items
        if "rows" in given
    }


def _rows(given: dict[str, Any]) -> pd.DataFrame:
    rows = pd.DataFrame(given["rows"], columns=[head["label"] for head in given["columns"]])
    for head in given["columns"]:
        if head["images"]:
            rows[head["label"]] = [head["images"][number] for number in rows[head["label"]]]
    return rows


@dataclass
class Reader:
    """Somebody who has a page open; every step must leave a sound page."""

    app: AppTest
    #: Whether others read the same page, which nobody may use then.
    shared: bool = False

    def run(self) -> Self:
        assert not self.shared, "whoever uses a page opens it for himself: open_page"
        self.app.run()
        assert not self.app.exception
        assert 'role="alert"' not in self.html, self.text
        return self

    def find(self, kind: str, name: str) -> Any:
        """A control by its name, however often it was mounted anew."""
        (found,) = [
            item
            for item in self.app.get(kind)
            if re.fullmatch(rf"{re.escape(name)}(_\d+)?", item.key or "")
        ]
        return found

    @property
    def codes(self) -> dict[str, str]:
        """What stands in the address bar."""
        return dict(self.app.query_params)

    @property
    def html(self) -> str:
        bodies = [item.value for item in self.app.markdown]
        bodies += [str(item.proto.body) for item in self.app.get("html")]
        shown = "\n".join(body for body in bodies if not body.startswith("<style"))
        return re.sub(r"<script>.*?</script>", "", shown, flags=re.DOTALL)

    @property
    def text(self) -> str:
        """What stands on the page, without marks of HTML."""
        return re.sub(r"\s+", " ", as_read(self.html))

    def parts(self, css_class: str) -> list[str]:
        """Text of each element of a class that holds nothing but text."""
        pattern = rf'class="{css_class}(?: [^"]*)?"[^>]*>([^<]*)<'
        return [unescape(found) for found in re.findall(pattern, self.html)]

    @property
    def headline(self) -> str:
        (found,) = self.parts("headline")
        return found

    @property
    def links(self) -> dict[str, tuple[str, str]]:
        """Links to pages: label to page and codes."""
        return {
            link.label: (link.proto.page, unescape(link.proto.query_string))
            for link in self.app.get("page_link")
        }


@pytest.fixture(scope="session", autouse=True)
def one_server() -> Iterator[None]:
    """Do once what a server does once: an app under test is a server of its own at every run.

    The installed packages are looked through for components, scripts are compiled, pages are
    registered, and what is there before anybody comes is spared Python's collection. No map is
    waited for, as there is no browser to paint it.
    """
    found, cache = manifest_scanner.scan_component_manifests(), ScriptCache()
    begin = PagesManager.__init__

    @wraps(begin)
    def registered(self: PagesManager, *given: Any, **named: Any) -> None:
        PagesManager.uses_pages_directory = False
        begin(self, *given, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", lambda: list(found))
        for module in (app_test, local_script_runner):
            patch.setattr(module, "ScriptCache", lambda: cache)
        patch.setattr(PagesManager, "__init__", registered)
        patch.setenv("HCA_HEAD_START", "0,0")
        start.load_everything()
        start.set_aside()
        yield


@pytest.fixture
def lang(request: pytest.FixtureRequest) -> str:
    """The language of a test that reads a page in either: tests take turns, always the same."""
    return LANGUAGES[crc32(request.node.nodeid.encode()) % len(LANGUAGES)]


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Reader]:
    """Open a page by a link: ``open_page("clusters", lang="en", tier="national")``.

    The locale is what the browser says that its reader speaks, cookies are what it kept.
    """

    def opened(
        name: str = "overview",
        /,
        *,
        locale: str | None = None,
        cookies: Mapping[str, str] = NOTHING,
        **codes: str,
    ) -> Reader:
        monkeypatch.setattr(type(st.context), "cookies", cookies)
        app = AppTest.from_file(str(ROOT / "entry.py"), default_timeout=600)
        app.context["locale"] = locale
        app.query_params.update(codes)
        if name != "overview":
            app.switch_page(f"pages/{name}.py")
        return Reader(app).run()

    return opened


@pytest.fixture(scope="module")
def shown() -> dict[Any, Reader]:
    """Pages that tests of a module read, by their links."""
    return {}


@pytest.fixture
def read_page(open_page: Callable[..., Reader], shown: dict[Any, Reader]) -> Callable[..., Reader]:
    """Open a page by a link to read it alone; whoever asks for the same link reads the same."""

    def opened(name: str = "overview", /, **codes: str) -> Reader:
        link = (name, *sorted(codes.items()))
        if link not in shown:
            shown[link] = open_page(name, **codes)
            shown[link].shared = True
        return shown[link]

    return opened
