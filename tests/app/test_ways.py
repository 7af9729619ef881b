"""Addresses that lead to no page, or to one by another spelling."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit import config
from streamlit.runtime.pages_manager import PagesManager

from geo.words import Words
from pages.parts.shell.navigation import ENTRIES
from pages.parts.shell.ways import Ways, leads_to
from tests.app.conftest import Reader
from tests.awaited import awaited


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/Clusters", "clusters"),
        ("/clusters.html", "clusters"),
        ("/ｃｌｕｓｔｅｒｓ。", "clusters"),
        ("/policy/clusters/", "clusters"),
        ("/overview", ""),
        ("/index.html", ""),
    ],
)
def test_another_spelling_leads_to_the_page(path: str, page: str) -> None:
    assert leads_to(path) == (page, "")


def test_right_addresses_and_what_is_no_page_stay() -> None:
    pages = [f"/{entry.name}" for entry in ENTRIES[1:]]
    served = ["/_stcore/health", "/clusters/_stcore/health", "/static/js/a.js", "/favicon.png",
              "/component/a/index.html", "/media/a.pdf", "/app/files/a.js"]  # fmt: skip
    assert [path for path in ["/", *pages, *served] if leads_to(path)] == []


@pytest.mark.parametrize("base", ["", "gov/hubei"])
def test_the_reader_is_sent_on_with_the_choices(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "get_option", {"server.baseUrlPath": base}.__getitem__)
    root = f"/{base}".rstrip("/")
    passed: list[str] = []

    async def app(scope: Any, _receive: Any, _send: Any) -> None:
        passed.append(scope["path"])

    def there(path: str, query: bytes = b"", method: str = "GET") -> str | None:
        sent: list[Any] = []

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {"type": "http", "method": method, "path": path, "query_string": query,
                 "headers": [], "server": ("atlas", 80), "scheme": "http"}  # fmt: skip
        awaited(Ways(app)(scope, None, send))  # type: ignore[arg-type]
        return dict(sent[0]["headers"])[b"location"].decode() if sent else None

    assert (
        there(f"{root}/Clusters", b"lang=en&q=%E6%B1%BD") == f"{root}/clusters?lang=en&q=%E6%B1%BD"
    )
    assert there(f"{root}/a/b", b"lang=en") == f"{root}/?lang=en&page=a%2Fb"
    assert there(f"{root}/Clusters", method="POST") is None
    assert there("//elsewhere.example/Clusters") in (None, f"{root}/clusters")
    assert there(f"{root}/clusters") is None
    assert passed[-1] == f"{root}/clusters"


def test_a_page_that_is_opened_before_any_is_registered(
    open_page: Callable[..., Reader], monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """Streamlit runs its script by itself then, without the entry script."""
    begin = PagesManager.__init__.__wrapped__  # type: ignore[attr-defined]
    monkeypatch.setattr(PagesManager, "__init__", begin)
    page = open_page("methods", lang=lang)
    assert page.headline
    assert page.codes == {"lang": lang}


def test_an_address_without_a_page_is_told(open_page: Callable[..., Reader], lang: str) -> None:
    page = open_page(lang=lang, page="a/b", foo="1")
    t = Words(lang)
    assert page.parts("notice") == [t("pages.unknown_page"), t("pages.unknown_codes", codes="foo")]
    assert page.codes == {"lang": lang}
