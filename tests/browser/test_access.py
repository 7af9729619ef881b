"""What somebody without a mouse, without colours or with a screen reader finds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

from tests.browser.conftest import OpenReader
from tests.browser.driver import Reader
from tests.browser.test_pages import PAGES, visit

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
TARGETS = "target-size"
#: Parts of Streamlit's own widgets, which no page can change: rule and what it points at.
NOT_OURS = {TARGETS: re.compile(r"data-react-aria-pressable")}


def serious(reader: Reader) -> list[str]:
    """Serious and critical findings in our own content, frame of the map included.

    What lies below the window's edge is not looked at, so the window is made as high as the page.
    """
    size = reader.page.viewport_size
    assert size is not None
    high = reader.page.get_by_test_id("stMainBlockContainer").evaluate("(box) => box.scrollHeight")
    reader.page.set_viewport_size({"width": size["width"], "height": int(high) + 200})
    reader.settle()
    for frame in reader.page.frames:
        frame.evaluate(AXE)
    # Over targets that lie over each other axe takes as long as there are sets of them, and on a
    # map they do: a mark lies in its city. How far marks are apart is told by the map's own tests.
    off, common = {"rules": {TARGETS: {"enabled": False}}}, {"resultTypes": ["violations"]}
    runs = [{"runOnly": RULES, **off}, {"runOnly": [TARGETS], "iframes": False}]
    violations: list[dict[str, Any]] = [
        rule
        for options in runs
        for rule in reader.page.evaluate("(o) => axe.run(document, o)", common | options)[
            "violations"
        ]
    ]
    return [
        f"{rule['id']}: {node['target']} {node['html'][:120]}"
        for rule in violations
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
        if not (rule["id"] in NOT_OURS and NOT_OURS[rule["id"]].search(node["html"]))
    ]


#: Each page in both languages, both themes and two windows; the next one the other way round.
WINDOWS = (
    (("zh", "light", "laptop"), ("en", "dark", "phone")),
    (("en", "dark", "laptop"), ("zh", "light", "phone")),
)


@pytest.mark.parametrize(
    ("page", "lang", "theme", "size"),
    [(page, *window) for n, page in enumerate(PAGES) for window in WINDOWS[n % 2]],
)
def test_a_page_is_whole_and_without_serious_finding(
    arrive: OpenReader, page: str, lang: str, theme: str, size: str
) -> None:
    assert not serious(visit(arrive, page, lang, size, theme=theme))


def test_axe_finds_what_is_wrong(reader: Reader) -> None:
    reader.open("methods", lang="en")
    reader.page.evaluate(
        "document.querySelector('[data-testid=stMain]')"
        ".insertAdjacentHTML('beforeend', '<p style=\"color:#eee;background:#fff\">pale</p>')"
    )
    assert any("color-contrast" in line for line in serious(reader))
